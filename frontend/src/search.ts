// One search box everywhere: Ctrl/⌘-K opens it, arrows walk the answers, Enter opens one.

const palette = (): HTMLDialogElement | null => document.querySelector("#search");

export function startSearch(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") open(event);
    else if (palette()?.open) walk(event);
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-search]")) open(event);
  });
  const keys = navigator.platform.startsWith("Mac") ? "⌘K" : "Ctrl K";
  document.querySelectorAll("[data-search] kbd").forEach((key) => (key.textContent = keys));
}

function open(event: Event): void {
  const dialog = palette();
  if (!dialog) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input")?.select();
}

function walk(event: KeyboardEvent): void {
  const dialog = palette()!;
  const input = dialog.querySelector("input")!;
  const stops: HTMLElement[] = [input, ...dialog.querySelectorAll<HTMLElement>("#search-results a[href]")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  if (step) {
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length]?.focus();
  } else if (event.key === "Enter" && at === 0 && stops[1]) {
    event.preventDefault();
    stops[1].click();
  }
}
