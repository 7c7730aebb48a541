// A place to drop files on: the same file field, larger; it names what it holds.
export function startDrops(): void {
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, over);
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type === "file") sayNames(input);
  });
}

function over(event: Event): void {
  const zone = (event.target as Element).closest?.<HTMLElement>("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.toggleAttribute("data-over", event.type === "dragover");
  if (event.type === "drop") take(zone, (event as DragEvent).dataTransfer?.files);
}

function take(zone: HTMLElement, files: FileList | undefined): void {
  const input = zone.querySelector<HTMLInputElement>("input[type=file]");
  if (!input || !files?.length) return;
  input.files = files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function sayNames(input: HTMLInputElement): void {
  const said = input.closest("[data-drop]")?.querySelector("[data-files]");
  if (said) said.textContent = [...(input.files ?? [])].map((file) => file.name).join(" · ");
}
