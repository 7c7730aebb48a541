// Where the people of a committee stand: chiefs above, the unlinked in rows below; kept places stay.
import { Graph, layout } from "@dagrejs/dagre";

export const WIDTH = 196;
export const HEIGHT = 112;
const GAP = 28;
const RANK_GAP = 64;
const FEW = 4;

export interface Point { x: number; y: number }
export interface Placed { id: string; x?: number; y?: number }
export interface Linked { kind: string; from: string; to: string }

/** The upper left corner of every node: kept where it was put, else laid out free of the others. */
export function arrange(nodes: readonly Placed[], edges: readonly Linked[]): Map<string, Point> {
  const free = lay(nodes, edges);
  const found = new Map<string, Point>();
  for (const node of nodes) if (node.x !== undefined && node.y !== undefined) found.set(node.id, { x: node.x, y: node.y });
  for (const node of nodes) if (!found.has(node.id)) found.set(node.id, settle(free.get(node.id) ?? { x: 0, y: 0 }, found));
  return found;
}

export function overlaps(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < WIDTH && Math.abs(a.y - b.y) < HEIGHT;
}

// The next place straight below that nobody has: as many steps as there are people at most.
function settle(wanted: Point, taken: Map<string, Point>): Point {
  const place = { ...wanted };
  for (;;) {
    const hit = [...taken.values()].find((other) => overlaps(place, other));
    if (!hit) return place;
    place.y = hit.y + HEIGHT + GAP;
  }
}

function lay(nodes: readonly Placed[], edges: readonly Linked[]): Map<string, Point> {
  const leading = edges.filter((edge) => edge.kind !== "conflicts");
  const linked = new Set(leading.flatMap((edge) => [edge.from, edge.to]));
  const blocks = blocksOf(leading);
  const found = laidOut(nodes.filter((node) => linked.has(node.id)), leading, blocks);
  const [right, bottom] = extent(found);
  const rest = nodes.filter((node) => !linked.has(node.id));
  const beside = right > 0 && right < FEW * (WIDTH + GAP);
  const square = Math.ceil(Math.sqrt(rest.length));
  const columns = beside ? square : Math.max(FEW, Math.min(8, Math.floor((right + GAP) / (WIDTH + GAP))), square);
  const corner = beside ? { x: right + RANK_GAP, y: 0 } : { x: 0, y: bottom ? bottom + RANK_GAP : 0 };
  rest.forEach((node, place) => found.set(node.id, inGrid(corner, place, columns)));
  return found;
}

// Many who report to the same one and lead nobody stand together in a block, not in one long row.
function blocksOf(edges: readonly Linked[]): Map<string, string[]> {
  const count = new Map<string, number>();
  for (const edge of edges) for (const end of [edge.from, edge.to]) count.set(end, (count.get(end) ?? 0) + 1);
  const led = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.kind === "reports" && count.get(edge.to) === 1) led.set(edge.from, [...(led.get(edge.from) ?? []), edge.to]);
  }
  return new Map([...led].filter(([, people]) => people.length > FEW));
}

function laidOut(nodes: readonly Placed[], edges: readonly Linked[], blocks: Map<string, string[]>): Map<string, Point> {
  const graph = new Graph();
  graph.setGraph({ rankdir: "TB", nodesep: GAP, ranksep: RANK_GAP, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const blocked = new Set([...blocks.values()].flat());
  for (const node of nodes) if (!blocked.has(node.id)) graph.setNode(node.id, { width: WIDTH, height: HEIGHT });
  for (const [chief, people] of blocks) {
    graph.setNode(`block ${chief}`, sizeOf(people.length));
    graph.setEdge(chief, `block ${chief}`);
  }
  for (const edge of edges) if (!blocked.has(edge.to)) graph.setEdge(edge.from, edge.to, { weight: edge.kind === "reports" ? 2 : 1 });
  layout(graph);
  return unpacked(graph, blocks);
}

function unpacked(graph: Graph, blocks: Map<string, string[]>): Map<string, Point> {
  const found = new Map<string, Point>();
  for (const id of graph.nodes()) {
    const { x, y, width, height } = graph.node(id) as Point & { width: number; height: number };
    const corner = { x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
    const people = id.startsWith("block ") ? (blocks.get(id.slice(6)) ?? []) : [];
    if (people.length) people.forEach((one, place) => found.set(one, inGrid(corner, place, columnsOf(people.length))));
    else found.set(id, corner);
  }
  return found;
}

const columnsOf = (count: number): number => Math.min(5, Math.ceil(Math.sqrt(count)));

function sizeOf(count: number): { width: number; height: number } {
  const columns = columnsOf(count);
  const rows = Math.ceil(count / columns);
  return { width: columns * (WIDTH + GAP) - GAP, height: rows * (HEIGHT + GAP) - GAP };
}

function inGrid(corner: Point, place: number, columns: number): Point {
  return { x: corner.x + (place % columns) * (WIDTH + GAP), y: corner.y + Math.floor(place / columns) * (HEIGHT + GAP) };
}

function extent(found: Map<string, Point>): [number, number] {
  const places = [...found.values()];
  return [Math.max(0, ...places.map((p) => p.x + WIDTH)), Math.max(0, ...places.map((p) => p.y + HEIGHT))];
}
