// The board: a card dropped in a column asks the server; a shut gate answers with its form.
import Sortable from "sortablejs";

export interface BoardTools {
  post(url: string, body: URLSearchParams): Promise<Response>;
  openDialog(html: string): void;
  refusalIn(answer: string): string;
  sayFailure(status: number, answer?: string): void;
  refresh(board: HTMLElement): void;
}

export function startBoard(board: HTMLElement, tools: BoardTools): void {
  const columns = board.querySelectorAll<HTMLElement>("[data-stage] [data-cards]");
  columns.forEach((cards) => Sortable.create(cards, options(board, tools)));
  board.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const card = form.closest<HTMLElement>("[data-card]");
    const to = ((event as SubmitEvent).submitter as HTMLButtonElement | null)?.value;
    if (!form.matches("[data-move]") || !card || !to) return;
    event.preventDefault();
    void move(board, card, to, tools);
  });
}

function options(board: HTMLElement, tools: BoardTools): Sortable.Options {
  return {
    group: "board",
    sort: false,
    draggable: "[data-card]",
    filter: "details, form, button",
    preventOnFilter: false,
    delay: 220, // a thumb that scrolls is not a thumb that drags
    delayOnTouchOnly: true,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
    ghostClass: "ghost",
    onStart: () => board.setAttribute("data-dragging", ""),
    onEnd: (event) => {
      board.removeAttribute("data-dragging");
      const to = event.to.closest<HTMLElement>("[data-stage]")?.dataset["stage"];
      if (event.from === event.to || !to) return;
      const back = (): void => void event.from.insertBefore(event.item, event.from.children[event.oldIndex ?? 0] ?? null);
      void move(board, event.item, to, tools, back);
    },
  };
}

async function move(board: HTMLElement, card: HTMLElement, to: string, tools: BoardTools, back?: () => void): Promise<void> {
  const body = new URLSearchParams({ to, version: card.dataset["version"] ?? "" });
  card.setAttribute("aria-busy", "true");
  const answer = await tools.post(card.dataset["stageUrl"] ?? "", body).catch(() => null);
  card.removeAttribute("aria-busy");
  if (answer?.ok) return tools.refresh(board);
  back?.();
  const said = (await answer?.text()) ?? "";
  const asks = [409, 422].includes(answer?.status ?? 0) && !tools.refusalIn(said);
  if (asks) tools.openDialog(said);
  else tools.sayFailure(answer?.status ?? 0, said);
}
