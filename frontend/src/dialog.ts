// Fragments that open above the page: whatever htmx puts into #dialog-body is shown in the dialog.
import htmx from "htmx.org";

const BODY = "dialog-body";

export function openDialog(html: string): void {
  const body = document.getElementById(BODY);
  if (!body) return;
  body.innerHTML = html;
  htmx.process(body);
  reveal(body);
}

export function startDialogs(): void {
  htmx.on("htmx:afterSwap", (event) => {
    const target = (event as CustomEvent).detail.target as Element;
    if (target.id === BODY && target.childElementCount) reveal(target);
  });
  htmx.on("saved", () => closeAll());
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-close]")) target.closest("dialog")?.close();
    else if (target instanceof HTMLDialogElement && outside(target, event) && !isDirty(target)) target.close();
  });
  document.addEventListener("click", closeOtherMenus);
  document.addEventListener("keydown", closeMenuOnEscape);
}

function reveal(body: Element): void {
  const dialog = body.closest("dialog");
  const title = body.querySelector("h1, h2");
  if (title) title.id ||= "dialog-title";
  if (dialog) dialog.setAttribute("aria-labelledby", title?.id ?? "");
  if (dialog && !dialog.open) dialog.showModal();
}

function closeAll(): void {
  document.querySelectorAll<HTMLDialogElement>("dialog[open]").forEach((dialog) => dialog.close());
}

function outside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

function isDirty(dialog: HTMLDialogElement): boolean {
  return dialog.querySelector("form[data-dirty]") !== null;
}

function closeOtherMenus(event: Event): void {
  const mine = (event.target as Element).closest("details.menu");
  document.querySelectorAll<HTMLDetailsElement>("details.menu[open]").forEach((menu) => {
    if (menu !== mine) menu.open = false;
  });
}

function closeMenuOnEscape(event: KeyboardEvent): void {
  const menu = (event.target as Element).closest<HTMLDetailsElement>("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}
