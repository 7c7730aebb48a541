// The map as a file: the same drawing with its colours written into it, so that it stands alone.
import { make } from "./map_draw.ts";

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-size", "font-weight", "font-family"] as const;
const MARGIN = 32;
const TITLE = 36;
const MOST_PIXELS = 8192;

export interface Box { x: number; y: number; width: number; height: number }

/** A drawing of its own, of everything there is, under its title. */
export function standalone(svg: SVGSVGElement, box: Box, title: string): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll<SVGElement>("*");
  copy.querySelectorAll<SVGElement>("*").forEach((element, place) => keepLook(originals[place], element));
  const [x, y] = [box.x - MARGIN, box.y - MARGIN - TITLE];
  const [width, height] = [box.width + 2 * MARGIN, box.height + 2 * MARGIN + TITLE];
  for (const name of ["class", "tabindex", "style"]) copy.removeAttribute(name);
  const size = { xmlns: "http://www.w3.org/2000/svg", viewBox: `${x} ${y} ${width} ${height}`, width, height };
  for (const [name, value] of Object.entries(size)) copy.setAttribute(name, String(value));
  const look = getComputedStyle(svg);
  const heading = make("text", { x: box.x, y: box.y - MARGIN, "font-size": 18, "font-weight": 650, fill: look.color, "font-family": look.fontFamily }, title);
  copy.prepend(make("title", {}, title), make("rect", { x, y, width, height, fill: paper(svg) }), heading);
  copy.querySelector("[data-world]")?.removeAttribute("transform");
  return copy;
}

function keepLook(original: SVGElement | undefined, copy: SVGElement): void {
  if (!original || !(original instanceof SVGGraphicsElement)) return;
  const look = getComputedStyle(original);
  const words = original.localName === "text";
  if (original.localName !== "g") for (const name of words ? KEPT : KEPT.slice(0, 5)) copy.setAttribute(name, look.getPropertyValue(name));
  for (const name of ["class", "tabindex", "role"]) copy.removeAttribute(name);
}

function paper(svg: SVGSVGElement): string {
  for (let part: Element | null = svg; part; part = part.parentElement) {
    const colour = getComputedStyle(part).backgroundColor;
    if (colour !== "transparent" && !colour.endsWith(", 0)")) return colour;
  }
  return "white";
}

export function saveSvg(drawing: SVGSVGElement, name: string): void {
  const text = new XMLSerializer().serializeToString(drawing);
  download(new Blob([text], { type: "image/svg+xml" }), `${fileName(name)}.svg`);
}

export async function savePng(drawing: SVGSVGElement, name: string): Promise<void> {
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const scale = Math.min(2, MOST_PIXELS / width, MOST_PIXELS / height);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (made) download(made, `${fileName(name)}.png`);
}

const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, " ").trim().slice(0, 80) || "map";

function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
