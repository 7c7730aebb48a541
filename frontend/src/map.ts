// The committee's map: drawn, moved by pointer and keys, zoomed, kept; comes only with its page.
import { type Drawn, type Line, type Node, arrowHeads, drawLine, drawNode, isFar, make, nameAt, put, route } from "./map_draw.ts";
import { type Box, savePng, saveSvg, standalone } from "./map_export.ts";
import { HEIGHT, type Point, WIDTH, arrange } from "./map_layout.ts";

export interface MapTools {
  post(url: string, body: URLSearchParams): Promise<Response>;
  sayFailure(status: number, answer?: string): void;
  openInDialog(url: string): void;
}

const LEAST = 0.3;
const MOST = 2.5;
const STEP = 16;
const STILL = 4; // pixels a finger trembles
const PAUSE = 500;
const FARTHEST = 20_000;
const WAYS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function startMap(place: HTMLElement, tools: MapTools): void {
  const data = JSON.parse(document.getElementById("map-data")?.textContent ?? "null") as Drawn | null;
  if (data) new CommitteeMap(place, data, tools);
}

class CommitteeMap {
  private readonly svg: SVGSVGElement;
  private readonly world = make("g", { "data-world": "" });
  private readonly nodes = new Map<string, Node>();
  private scale = 1;
  private shift: Point = { x: 0, y: 0 };
  private readonly fingers = new Map<number, Point>();
  private held: { node: Node | null; start: Point; from: Point; moved: boolean } | null = null;
  private readonly changed = new Map<string, Point>();
  private timer = 0;
  private frame = 0;
  private readonly stale = new Set<Node>();
  private corner0: Point = { x: 0, y: 0 }; // of the drawing in the window, read once a drag

  constructor(private readonly place: HTMLElement, private readonly data: Drawn, private readonly tools: MapTools) {
    this.svg = make("svg", { class: "map-svg", role: "group", tabindex: -1, "aria-label": data.name });
    this.draw();
    this.listen();
    this.start();
  }

  private draw(): void {
    const places = arrange(this.data.nodes, this.data.edges);
    for (const person of this.data.nodes) this.nodes.set(person.id, drawNode(person, places.get(person.id) ?? { x: 0, y: 0 }));
    const lines: Line[] = [];
    for (const edge of this.data.edges) {
      const [from, to] = [this.nodes.get(edge.from), this.nodes.get(edge.to)];
      if (from && to) lines.push(drawLine(edge, from, to));
    }
    this.world.append(...lines.map((line) => line.path), ...[...this.nodes.values()].map((node) => node.group));
    this.svg.append(arrowHeads(), this.world);
    this.svg.classList.toggle("arranged", this.data.save !== "");
    this.place.replaceChildren(this.svg);
  }

  private listen(): void {
    const { svg } = this;
    svg.addEventListener("pointerdown", (event) => this.down(event));
    svg.addEventListener("pointermove", (event) => this.move(event));
    svg.addEventListener("pointerup", (event) => this.up(event));
    svg.addEventListener("pointercancel", (event) => this.up(event, true));
    svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    svg.addEventListener("keydown", (event) => this.key(event));
    svg.addEventListener("focusin", (event) => this.show(this.nodeOf(event.target)));
    this.place.closest("section")?.addEventListener("click", (event) => this.press(event));
    document.addEventListener("visibilitychange", () => document.hidden && void this.save());
    addEventListener("beforeprint", () => this.whole(true));
    addEventListener("afterprint", () => this.whole(false));
  }

  // Pointers: one finger moves a person or the paper, two fingers zoom.

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.measure();
    const at = this.within(event);
    this.fingers.set(event.pointerId, at);
    this.svg.setPointerCapture(event.pointerId);
    const node = this.fingers.size === 1 ? this.nodeOf(event.target) : null;
    this.held = { node, start: at, from: node ? { ...node.at } : { ...this.shift }, moved: false };
  }

  private move(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before || !this.held) return;
    const at = this.within(event);
    if (this.fingers.size === 2) this.pinch(event.pointerId, at);
    else this.drag(at);
    this.fingers.set(event.pointerId, at);
  }

  private drag(at: Point): void {
    const held = this.held;
    if (!held) return;
    const [dx, dy] = [at.x - held.start.x, at.y - held.start.y];
    if (!held.moved && Math.hypot(dx, dy) < STILL) return;
    held.moved = true;
    if (held.node && this.data.save) this.moveTo(held.node, { x: held.from.x + dx / this.scale, y: held.from.y + dy / this.scale });
    else if (!held.node) this.look(this.scale, { x: held.from.x + dx, y: held.from.y + dy });
  }

  private pinch(id: number, at: Point): void {
    const other = [...this.fingers].find(([one]) => one !== id)?.[1];
    const before = this.fingers.get(id);
    if (!other || !before || !this.held) return;
    this.held.moved = true;
    const ratio = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    this.zoom(ratio, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }

  private up(event: PointerEvent, cancelled = false): void {
    this.fingers.delete(event.pointerId);
    const held = this.held;
    this.held = null;
    if (this.fingers.size) {
      const at = [...this.fingers.values()][0] as Point;
      this.held = { node: null, start: at, from: { ...this.shift }, moved: true };
    } else if (held?.node && !held.moved && !cancelled) this.open(held.node);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.04 : 0.0015)), this.inside(event));
  }

  // Keys: the same without a pointer.

  private key(event: KeyboardEvent): void {
    const node = this.nodeOf(event.target);
    const way = WAYS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (way && node && this.data.save) {
      const step = event.shiftKey ? STEP * 4 : STEP;
      this.moveTo(node, { x: node.at.x + way[0] * step, y: node.at.y + way[1] * step });
      this.show(node);
    } else if (way) this.look(this.scale, { x: this.shift.x - way[0] * 60, y: this.shift.y - way[1] * 60 });
    else if ((event.key === "Enter" || event.key === " ") && node) this.open(node);
    else if (event.key === "+" || event.key === "-") this.zoom(event.key === "+" ? 1.25 : 0.8);
    else return;
    event.preventDefault();
  }

  private press(event: Event): void {
    const wanted = (event.target as Element).closest<HTMLElement>("[data-map-do]")?.dataset["mapDo"];
    if (wanted === "in" || wanted === "out") this.zoom(wanted === "in" ? 1.25 : 0.8);
    else if (wanted === "fit") this.fit();
    else if (wanted === "print") window.print();
    else if (wanted === "svg") saveSvg(this.drawing(), this.data.name);
    else if (wanted === "png") void savePng(this.drawing(), this.data.name).catch(() => this.tools.sayFailure(-1));
  }

  private open(node: Node): void {
    const { url, dialog } = node.person;
    if (url && dialog) this.tools.openInDialog(url);
    else if (url) location.assign(url);
  }

  // Places: shown at once, sent a moment later, put back where they are refused.

  private moveTo(node: Node, at: Point): void {
    if (!this.changed.has(node.person.id)) this.changed.set(node.person.id, { ...node.at });
    node.at = { x: bounded(at.x), y: bounded(at.y) };
    this.stale.add(node);
    this.frame ||= requestAnimationFrame(() => this.redraw());
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), PAUSE);
  }

  private redraw(): void {
    this.frame = 0;
    for (const node of this.stale) {
      put(node);
      node.edges.forEach(route);
    }
    this.stale.clear();
  }

  private async save(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.changed.size || this.held?.node) return void (this.changed.size && (this.timer = window.setTimeout(() => void this.save(), PAUSE)));
    const before = new Map(this.changed);
    this.changed.clear();
    const places = Object.fromEntries([...before.keys()].map((id) => [id, this.corner(id)]));
    this.place.setAttribute("aria-busy", "true");
    const answer = await this.tools.post(this.data.save, new URLSearchParams({ places: JSON.stringify(places) })).catch(() => null);
    this.place.removeAttribute("aria-busy");
    if (answer?.ok) return;
    for (const [id, at] of before) this.putBack(id, at);
    this.tools.sayFailure(answer?.status ?? 0, (await answer?.text()) ?? "");
  }

  private corner(id: string): [number, number] {
    const { x, y } = this.nodes.get(id)?.at ?? { x: 0, y: 0 };
    return [x, y];
  }

  private putBack(id: string, at: Point): void {
    const node = this.nodes.get(id);
    if (!node || this.changed.has(id)) return;
    node.at = at;
    this.stale.add(node);
    this.redraw();
  }

  // The look: how near, and which part.

  private look(scale: number, shift: Point): void {
    const again = scale !== this.scale;
    this.scale = scale;
    this.shift = shift;
    this.world.setAttribute("transform", `translate(${shift.x.toFixed(1)} ${shift.y.toFixed(1)}) scale(${scale.toFixed(4)})`);
    if (!again) return;
    this.svg.classList.toggle("far", isFar(scale));
    for (const node of this.nodes.values()) nameAt(node, scale);
  }

  private zoom(ratio: number, about: Point = { x: this.svg.clientWidth / 2, y: this.svg.clientHeight / 2 }): void {
    const scale = Math.min(MOST, Math.max(LEAST, this.scale * ratio));
    const real = scale / this.scale;
    this.look(scale, { x: about.x - (about.x - this.shift.x) * real, y: about.y - (about.y - this.shift.y) * real });
  }

  /** At first as much as can be read: nothing smaller than life, the first of the list in view. */
  private start(): void {
    this.fit(1);
    if (this.scale * this.box().width + 32 <= this.svg.clientWidth) return;
    this.show([...this.nodes.values()][0] ?? null, true);
  }

  private fit(least = LEAST): void {
    const box = this.box();
    const [width, height] = [this.svg.clientWidth, this.svg.clientHeight];
    const scale = Math.min(1.2, Math.max(least, Math.min((width - 32) / box.width, (height - 32) / box.height)));
    const top = Math.max(16, (height - box.height * scale) / 2);
    this.look(scale, { x: (width - box.width * scale) / 2 - box.x * scale, y: top - box.y * scale });
  }

  private show(node: Node | null, centred = false): void {
    if (!node || this.fingers.size) return;
    const [x, y] = [node.at.x * this.scale + this.shift.x, node.at.y * this.scale + this.shift.y];
    const [right, bottom] = [this.svg.clientWidth - WIDTH * this.scale - 12, this.svg.clientHeight - HEIGHT * this.scale - 12];
    const to = { x: centred ? right / 2 : Math.max(12, Math.min(x, right)), y: Math.max(12, Math.min(y, bottom)) };
    if (to.x !== x || to.y !== y) this.look(this.scale, { x: this.shift.x + to.x - x, y: this.shift.y + to.y - y });
  }

  private box(): Box {
    const places = [...this.nodes.values()].map((node) => node.at);
    const [x, y] = [Math.min(...places.map((p) => p.x)), Math.min(...places.map((p) => p.y))];
    return { x, y, width: Math.max(...places.map((p) => p.x)) + WIDTH - x, height: Math.max(...places.map((p) => p.y)) + HEIGHT - y };
  }

  // Paper and files: everything, as near as it is drawn.

  private before: [number, Point] | null = null;

  private whole(on: boolean): void {
    if (on) {
      const { x, y, width, height } = this.box();
      this.before ??= [this.scale, this.shift];
      this.look(1, { x: 0, y: 0 });
      this.svg.setAttribute("viewBox", `${x - 8} ${y - 8} ${width + 16} ${height + 16}`);
    } else if (this.before) {
      this.svg.removeAttribute("viewBox");
      this.look(...this.before);
      this.before = null;
    }
  }

  private drawing(): SVGSVGElement {
    const [scale, shift] = [this.scale, this.shift];
    this.look(1, { x: 0, y: 0 });
    const made = standalone(this.svg, this.box(), [this.data.account, this.data.name].join(" · "));
    this.look(scale, shift);
    return made;
  }

  private inside(event: MouseEvent): Point {
    this.measure();
    return this.within(event);
  }

  private measure(): void {
    const { left, top } = this.svg.getBoundingClientRect();
    this.corner0 = { x: left, y: top };
  }

  private within(event: MouseEvent): Point {
    return { x: event.clientX - this.corner0.x, y: event.clientY - this.corner0.y };
  }

  private nodeOf(target: EventTarget | null): Node | null {
    const id = (target as Element | null)?.closest<SVGGElement>("[data-node]")?.dataset["node"];
    return this.nodes.get(id ?? "") ?? null;
  }
}

const bounded = (value: number): number => Math.round(Math.max(-FARTHEST, Math.min(FARTHEST, value)));
