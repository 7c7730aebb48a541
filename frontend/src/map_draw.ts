// Draws the people and lines of a committee as SVG. Colours are the style sheet's, by class.
import { HEIGHT, type Point, WIDTH } from "./map_layout.ts";

export interface Person {
  id: string; chair: boolean; name: string; title: string; label: string; url: string; dialog: boolean;
  roles?: string; weight?: string; influence?: string; stance?: string; mark?: string; tone?: string;
  met?: string; fresh?: string; x?: number; y?: number;
}
export interface Edge { kind: string; from: string; to: string }
export interface Drawn {
  name: string; account: string; save: string; nodes: Person[]; edges: Edge[]; words: Record<string, string>;
}
export interface Node { person: Person; at: Point; group: SVGGElement; name: SVGTextElement; edges: Line[] }
export interface Line { edge: Edge; from: Node; to: Node; path: SVGPathElement }

const SPACE = "http://www.w3.org/2000/svg";
const NEAR = 14;
const LEAST = 12.5;
const WEIGHT: Record<string, number> = { high: 3, medium: 2, low: 1 };

export function make<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number> = {}, text = ""): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text) made.textContent = text;
  return made;
}

export function drawNode(person: Person, at: Point): Node {
  const group = make("g", { class: classes("seat", person.chair ? "chair" : person.influence), tabindex: 0, role: person.url ? "button" : "img", "aria-label": person.label, "data-node": person.id });
  const name = make("text", { class: "name" });
  group.append(make("title", {}, person.label), make("rect", { class: classes("seat-box", person.chair ? "empty-box" : person.tone), width: WIDTH, height: HEIGHT, rx: 10 }), name);
  group.append(...(person.chair ? chairParts(person) : personParts(person)));
  const node = { person, at, group, name, edges: [] };
  put(node);
  nameAt(node, 1);
  return node;
}

const classes = (...names: (string | undefined)[]): string => names.filter(Boolean).join(" ");

function personParts(person: Person): SVGElement[] {
  return [
    make("circle", { class: classes("ring", person.fresh), cx: 26, cy: 27, r: 16 }),
    small("initial", 26, 32, person.name.slice(0, 1), 20, "middle"),
    small("sub", 50, 43, person.title, WIDTH - 60),
    small("sub", 12, 63, person.roles ?? "", WIDTH - 24),
    small(classes("met", person.fresh), 12, 82, person.met ?? "", WIDTH - 24),
    small(classes("stance", person.tone), 12, 101, person.stance ? `${person.mark} ${person.stance}` : "", WIDTH - 24),
    ...[0, 1, 2].map((n) => make("rect", { class: `weigh${n < (WEIGHT[person.influence ?? ""] ?? 0) ? " on" : ""}`, x: WIDTH - 30 + n * 7, y: 20 - n * 4, width: 5, height: 5 + n * 4 })),
  ];
}

function chairParts(person: Person): SVGElement[] {
  return [small("sub", 14, 66, person.title, WIDTH - 28), small("sub", WIDTH - 22, 26, "?", 20)];
}

function small(kind: string, x: number, y: number, text: string, room: number, anchor = "start"): SVGTextElement {
  return make("text", { class: kind, x, y, "text-anchor": anchor }, fitted(text, 12.5, 400, room));
}

/** Draw the name for a scale: from afar it alone is shown, and never smaller than one can read. */
export function nameAt(node: Node, scale: number): void {
  const far = isFar(scale);
  const size = far ? Math.max(NEAR, LEAST / scale) : NEAR;
  const left = far ? 12 : node.person.chair ? 14 : 50;
  const right = far || node.person.chair ? 12 : 36;
  node.name.setAttribute("x", String(left));
  node.name.setAttribute("y", String(far ? HEIGHT / 2 + size * 0.35 : node.person.chair ? 46 : 25));
  node.name.setAttribute("font-size", String(Math.round(size * 10) / 10));
  node.name.textContent = fitted(node.person.name, size, 650, WIDTH - left - right);
}

export const isFar = (scale: number): boolean => LEAST * scale < 12;

export function put(node: Node): void {
  node.group.setAttribute("transform", `translate(${node.at.x} ${node.at.y})`);
}

export function drawLine(edge: Edge, from: Node, to: Node): Line {
  const path = make("path", { class: `edge ${edge.kind}` });
  if (edge.kind !== "conflicts") path.setAttribute("marker-end", `url(#map-${edge.kind})`);
  const line = { edge, from, to, path };
  from.edges.push(line);
  to.edges.push(line);
  route(line);
  return line;
}

/** The way of a line: chiefs from below to above, others from side to side, bent a little. */
export function route({ edge, from, to, path }: Line): void {
  const a = middle(from.at);
  const b = middle(to.at);
  const start = border(a, b);
  const end = border(b, a);
  if (edge.kind === "reports" && to.at.y > from.at.y + HEIGHT) {
    const [top, bottom] = [from.at.y + HEIGHT, to.at.y - 2];
    const half = (bottom - top) / 2;
    path.setAttribute("d", `M${a.x} ${top}C${a.x} ${top + half} ${b.x} ${bottom - half} ${b.x} ${bottom}`);
  } else {
    const bend = edge.kind === "conflicts" ? -0.12 : 0.12;
    const [x, y] = [(start.x + end.x) / 2 - (end.y - start.y) * bend, (start.y + end.y) / 2 + (end.x - start.x) * bend];
    path.setAttribute("d", `M${r(start.x)} ${r(start.y)}Q${r(x)} ${r(y)} ${r(end.x)} ${r(end.y)}`);
  }
}

const r = (value: number): number => Math.round(value * 10) / 10;
const middle = (at: Point): Point => ({ x: at.x + WIDTH / 2, y: at.y + HEIGHT / 2 });

// Where the straight way from one middle to another leaves the box.
function border(from: Point, to: Point): Point {
  const dx = to.x - from.x || 0.01;
  const dy = to.y - from.y || 0.01;
  const part = Math.min((WIDTH / 2 + 2) / Math.abs(dx), (HEIGHT / 2 + 2) / Math.abs(dy), 1);
  return { x: from.x + dx * part, y: from.y + dy * part };
}

export function arrowHeads(): SVGDefsElement {
  const heads = make("defs");
  for (const kind of ["reports", "influences"]) {
    const head = make("marker", { id: `map-${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" });
    head.append(make("path", { class: `map-head ${kind}`, d: "M0 0L8 4L0 8z" }));
    heads.append(head);
  }
  return heads;
}

let pen: CanvasRenderingContext2D | null | undefined;

// A text cut to its room, with an ellipsis.
function fitted(text: string, size: number, weight: number, room: number): string {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen || !text) return text;
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  if (pen.measureText(text).width <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
