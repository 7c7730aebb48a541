// Says that the network is gone, and that it is back.
export function startOffline(): void {
  const say = () => document.querySelector("#offline")?.toggleAttribute("hidden", navigator.onLine);
  window.addEventListener("online", say);
  window.addEventListener("offline", say);
  say();
}
