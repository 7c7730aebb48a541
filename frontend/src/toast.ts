// Short messages that come, can be undone, and go; the server sends them as HX-Trigger: {"toast": {...}}.
import htmx from "htmx.org";

export interface Toast {
  text: string;
  level?: "good" | "bad" | "warn" | "calm";
  undo?: string;
}

const STAY = { plain: 8_000, undo: 15_000 };

export function toast({ text, level = "calm", undo = "" }: Toast): void {
  const template = document.querySelector<HTMLTemplateElement>("#toast");
  const made = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!made) return;
  made.classList.add(level);
  made.querySelector("[data-text]")!.textContent = text;
  const form = made.querySelector("form");
  if (undo && form) form.action = undo;
  else form?.remove();
  region()?.append(made);
  expire(made);
}

// A modal dialog makes the rest of the page inert: the message then belongs inside it.
function region(): Element | null {
  const open = [...document.querySelectorAll("dialog[open]")].at(-1);
  return open?.querySelector(".toasts") ?? (open ? newRegion(open) : document.querySelector("#toasts"));
}

function newRegion(dialog: Element): Element {
  const made = document.createElement("div");
  made.className = "toasts";
  made.setAttribute("role", "status");
  dialog.append(made);
  return made;
}

function expire(item: HTMLElement): void {
  if (item.classList.contains("bad")) return; // stays until it is read and closed
  const wait = item.querySelector("form") ? STAY.undo : STAY.plain;
  const later = (): void => {
    if (item.matches(":hover, :focus-within")) setTimeout(later, 2_000);
    else item.remove();
  };
  setTimeout(later, wait);
}

export function startToasts(): void {
  document.querySelectorAll<HTMLElement>("#toasts > .toast").forEach(expire);
  htmx.on("toast", (event) => toast((event as CustomEvent<Toast>).detail));
  document.addEventListener("click", (event) => {
    (event.target as Element).closest("[data-dismiss]")?.closest(".toast")?.remove();
  });
}
