// "type": an event for fields that ask the server while one types. It waits for the input method to
// finish a Chinese word and for enough letters to be worth asking.
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;

export function startTyping(): void {
  for (const name of ["input", "compositionend"]) document.addEventListener(name, announce);
}

function announce(event: Event): void {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !field.matches("[data-asks]")) return;
  if (event.type === "input" && (event as InputEvent).isComposing) return;
  const text = field.value.trim();
  if (text && !HAN.test(text) && text.length < Number(field.dataset["asks"] || 2)) return;
  field.dispatchEvent(new CustomEvent("type", { bubbles: true }));
}
