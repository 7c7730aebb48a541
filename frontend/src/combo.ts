// "Type three letters": a text field that asks /choose/… and puts the chosen row's id into a hidden field.
export function startCombos(): void {
  document.addEventListener("keydown", (event) => {
    const combo = comboOf(event.target);
    if (combo) walk(combo, event);
  });
  document.addEventListener("mousedown", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[data-combo] [role=option]");
    if (!option) return;
    event.preventDefault(); // the field keeps the focus
    choose(option.closest<HTMLElement>("[data-combo]")!, option);
  });
  document.addEventListener("input", (event) => {
    const combo = comboOf(event.target);
    if (combo) forget(combo);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const combo = (event.target as Element).closest<HTMLElement>("[data-combo]");
    if (combo) show(combo, options(combo).length > 0 || list(combo).childElementCount > 0);
  });
  document.addEventListener("focusout", (event) => {
    const combo = comboOf(event.target);
    if (combo) show(combo, false);
  });
}

const comboOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof HTMLInputElement && target.role === "combobox" ? target.closest("[data-combo]") : null;
const list = (combo: HTMLElement): HTMLElement => combo.querySelector<HTMLElement>("[role=listbox]")!;
const field = (combo: HTMLElement): HTMLInputElement => combo.querySelector<HTMLInputElement>("[role=combobox]")!;
const hidden = (combo: HTMLElement): HTMLInputElement => combo.querySelector<HTMLInputElement>("input[type=hidden]")!;
const options = (combo: HTMLElement): HTMLElement[] => [...list(combo).querySelectorAll<HTMLElement>("[role=option]")];

function walk(combo: HTMLElement, event: KeyboardEvent): void {
  const all = options(combo);
  const at = all.findIndex((option) => option.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  if (step && all.length) {
    event.preventDefault();
    show(combo, true);
    mark(combo, all, (at + step + all.length) % all.length);
  } else if (event.key === "Enter" && !event.isComposing && all[at] && !list(combo).hidden) {
    event.preventDefault();
    choose(combo, all[at]);
  } else if (event.key === "Escape" && !list(combo).hidden) {
    event.preventDefault();
    show(combo, false);
  }
}

function mark(combo: HTMLElement, all: HTMLElement[], at: number): void {
  all.forEach((option, index) => {
    option.id ||= `${list(combo).id}-${index}`;
    option.ariaSelected = String(index === at);
  });
  field(combo).setAttribute("aria-activedescendant", all[at]?.id ?? "");
  all[at]?.scrollIntoView({ block: "nearest" });
}

function choose(combo: HTMLElement, option: HTMLElement): void {
  hidden(combo).value = option.dataset["value"] ?? "";
  field(combo).value = option.dataset["text"] ?? "";
  combo.dataset["chosen"] = "";
  show(combo, false);
  hidden(combo).dispatchEvent(new Event("change", { bubbles: true }));
}

function forget(combo: HTMLElement): void {
  hidden(combo).value = "";
  delete combo.dataset["chosen"];
  if (!field(combo).value) show(combo, false);
}

function show(combo: HTMLElement, open: boolean): void {
  list(combo).hidden = !open;
  field(combo).setAttribute("aria-expanded", String(open));
  if (!open) field(combo).removeAttribute("aria-activedescendant");
}
