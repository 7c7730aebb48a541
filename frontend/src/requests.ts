// Requests by htmx and by our own fetch: the CSRF header, ended sessions, failures said aloud.
import htmx from "htmx.org";
import { toast } from "./toast.ts";
import { meta, word } from "./words.ts";

export function post(url: string, body: URLSearchParams): Promise<Response> {
  const headers = { "X-CSRFToken": meta("csrf-token"), "HX-Request": "true" };
  return fetch(url, { method: "POST", headers, body, credentials: "same-origin" });
}

/** Say what went wrong: the server's own sentence where it sent one, else one that fits the status. */
export function sayFailure(status: number, answer = ""): void {
  const usual = { 0: word("offline"), 403: word("refused"), 404: word("gone") }[status] ?? word("failed");
  toast({ text: refusalIn(answer) || usual, level: "bad" });
}

/** The sentence of a refusal (_refusal.html), which is said and not put into the page. */
export function refusalIn(answer: string): string {
  if (!answer.includes("data-refusal")) return "";
  const page = new DOMParser().parseFromString(answer, "text/html");
  return page.querySelector("[data-refusal]")?.textContent?.trim() ?? "";
}

export function startRequests(): void {
  htmx.on("htmx:configRequest", (event) => {
    (event as CustomEvent).detail.headers["X-CSRFToken"] = meta("csrf-token");
  });
  htmx.on("htmx:beforeSwap", keepPage);
  htmx.on("htmx:responseError", (event) => {
    const { xhr } = (event as CustomEvent).detail as { xhr: XMLHttpRequest };
    sayFailure(xhr.status, xhr.responseText);
  });
  htmx.on("htmx:sendError", () => sayFailure(0));
}

// Neither a refusal nor the sign-in page belongs into the middle of this one.
function keepPage(event: Event): void {
  const detail = (event as CustomEvent).detail as { xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean };
  const landed = new URL(detail.xhr.responseURL || location.href, location.href).pathname;
  if (landed === meta("sign-in-url") && location.pathname !== landed) {
    detail.shouldSwap = false;
    location.reload();
  } else if (detail.shouldSwap && refusalIn(detail.xhr.responseText)) {
    detail.shouldSwap = false;
    detail.isError = true; // said by htmx:responseError
  }
}
