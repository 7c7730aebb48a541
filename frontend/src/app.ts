// Starts everything; each module listens on the document, so fragments need no wiring of their own.
import htmx from "htmx.org";
import { startCombos } from "./combo.ts";
import { openDialog, startDialogs } from "./dialog.ts";
import { startDrops } from "./drop.ts";
import { startForms } from "./forms.ts";
import { startLines } from "./lines.ts";
import { startOffline } from "./offline.ts";
import { post, refusalIn, sayFailure, startRequests } from "./requests.ts";
import { startSearch } from "./search.ts";
import { startTheme } from "./theme.ts";
import { startToasts } from "./toast.ts";
import { startTyping } from "./typing.ts";
import { startVisit } from "./visit.ts";

document.documentElement.classList.add("js");
startRequests();
startToasts();
startTheme();
startTyping();
startSearch();
startDialogs();
startForms();
startLines();
startCombos();
startDrops();
startOffline();
startVisit();

// The board and its drag library come only with a board.
htmx.onLoad((part) => {
  if (!(part instanceof HTMLElement)) return;
  const board = part.matches("[data-board]") ? part : part.querySelector<HTMLElement>("[data-board]");
  if (board) void loadBoard(board);
});

async function loadBoard(board: HTMLElement): Promise<void> {
  if (board.dataset["started"] !== undefined) return;
  board.dataset["started"] = "";
  const { startBoard } = await import("./board.ts");
  startBoard(board, { post, openDialog, refusalIn, sayFailure, refresh: refreshBoard });
  htmx.on("saved", () => refreshBoard(board));
}

// So does the map of a committee, with the library that lays it out.
htmx.onLoad((part) => {
  const place = part instanceof HTMLElement ? part.querySelector<HTMLElement>("[data-map]") : null;
  if (place) void loadMap(place);
});

async function loadMap(place: HTMLElement): Promise<void> {
  if (place.dataset["started"] !== undefined) return;
  place.dataset["started"] = "";
  const { startMap } = await import("./map.ts");
  startMap(place, { post, sayFailure, openInDialog: (url) => void htmx.ajax("get", url, "#dialog-body") });
}

function refreshBoard(board: HTMLElement): void {
  if (!board.isConnected) return;
  void htmx.ajax("get", location.href, { target: board, select: "[data-board]", swap: "outerHTML" });
}
