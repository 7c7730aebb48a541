// Light, dark or as the device says: applied at once, remembered by the server for the next page.
import { post } from "./requests.ts";

export function startTheme(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (!form.matches("[data-theme-form]") || !button) return;
    event.preventDefault();
    document.documentElement.dataset["theme"] = button.value;
    form.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    void post(form.action, new URLSearchParams({ theme: button.value }));
  });
}
