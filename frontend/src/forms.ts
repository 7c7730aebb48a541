// Forms that do not lose work (data-guard) and are not sent twice.

export function startForms(): void {
  document.addEventListener("input", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-guard]");
    if (form) form.dataset["dirty"] = "";
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-dirty]")) event.preventDefault();
  });
  document.addEventListener("submit", (event) => setTimeout(() => hold(event as SubmitEvent)));
  document.addEventListener("htmx:beforeRequest", (event) => setBusy(event.target as Element, true));
  document.addEventListener("htmx:afterRequest", (event) => setBusy(event.target as Element, false));
  window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach((form) => setBusy(form, false)));
}

// After the browser has read the form: a disabled button would not be sent with it.
function hold(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method === "dialog") return;
  delete form.dataset["dirty"];
  if (!event.defaultPrevented) setBusy(form, true);
}

function setBusy(element: Element, busy: boolean): void {
  if (!(element instanceof HTMLFormElement)) return;
  if (busy) element.setAttribute("aria-busy", "true");
  else element.removeAttribute("aria-busy");
  element.querySelectorAll<HTMLButtonElement>("button:not([type=button])").forEach((button) => {
    button.disabled = busy;
  });
}

