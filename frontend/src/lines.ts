// A link to a line of a text one edits: [data-line][data-column] within the form of a textarea[data-lined].

const AROUND = 3;

function place(text: string, line: number, column: number): number {
  let at = 0;
  for (let n = 1; n < line; n += 1) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return Math.min(text.length, at + column - 1);
}

function show(area: HTMLTextAreaElement, line: number, column: number): void {
  const at = place(area.value, line, column);
  const end = area.value.indexOf("\n", at);
  area.focus();
  area.setSelectionRange(at, end < 0 ? area.value.length : end);
  const height = parseFloat(getComputedStyle(area).lineHeight) || 18;
  area.scrollTop = Math.max(0, (line - AROUND) * height);
}

export function startLines(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-line]");
    const area = link && document.querySelector<HTMLTextAreaElement>("textarea[data-lined]");
    if (!link || !area) return;
    event.preventDefault();
    show(area, Number(link.dataset["line"]), Number(link.dataset["column"] ?? 1));
  });
}
