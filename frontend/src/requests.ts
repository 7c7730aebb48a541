// Requests by htmx and by our own fetch: the CSRF header, ended sessions, failures said aloud.
import htmx from "htmx.org";
import { toast } from "./toast.ts";
import { meta, word } from "./words.ts";

export function post(url: string, body: URLSearchParams): Promise<Response> {
  const headers = { "X-CSRFToken": meta("csrf-token"), "HX-Request": "true" };
  return fetch(url, { method: "POST", headers, body, credentials: "same-origin" });
}

export function sayFailure(status: number): void {
  const text = status === 403 ? word("refused") : status === 404 ? word("gone") : word("failed");
  toast({ text, level: "bad" });
}

export function startRequests(): void {
  htmx.on("htmx:configRequest", (event) => {
    (event as CustomEvent).detail.headers["X-CSRFToken"] = meta("csrf-token");
  });
  htmx.on("htmx:beforeSwap", leaveWhenSignedOut);
  htmx.on("htmx:responseError", (event) => sayFailure((event as CustomEvent).detail.xhr.status));
  htmx.on("htmx:sendError", () => toast({ text: word("offline"), level: "warn" }));
}

function leaveWhenSignedOut(event: Event): void {
  const detail = (event as CustomEvent).detail;
  const signIn = meta("sign-in-url");
  const landed = new URL(detail.xhr.responseURL || location.href, location.href).pathname;
  if (!signIn || landed !== signIn || location.pathname === signIn) return;
  detail.shouldSwap = false;
  location.reload();
}
