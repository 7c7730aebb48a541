// Logging a visit with a thumb: a chip writes its words into the note, another sets a date so many days ahead.
export function startVisit(): void {
  document.addEventListener("click", (event) => {
    const chip = (event.target as Element).closest<HTMLElement>("button[data-fill], button[data-days]");
    const field = chip && document.getElementById(chip.dataset["for"] ?? "");
    if (!chip || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    field.value = chip.dataset["days"] ? daysAhead(field, Number(chip.dataset["days"])) : joined(field.value, chip.dataset["fill"] ?? "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (chip.dataset["fill"]) field.focus();
  });
}

const joined = (text: string, more: string): string => (text.trim() ? `${text.trimEnd()} ${more}` : more);

// From the server's today (data-today), not the phone's: the organisation's zone decides the date.
function daysAhead(field: HTMLElement, days: number): string {
  const today = field.dataset["today"];
  const date = today ? new Date(`${today}T00:00:00Z`) : new Date();
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
