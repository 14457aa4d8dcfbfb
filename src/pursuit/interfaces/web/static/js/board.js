// The board: drag a card to another column. The server decides; what is missing is asked for in the side sheet,
// and the card lies where the server says it lies. Without a mouse the card's own button opens the same sheet.
import { AutoScroll, Sortable } from "../npm/sortable.esm.js";

Sortable.mount(new AutoScroll());

let origin = null;

function back({ item }) {
  if (!origin) return;
  origin.parent.insertBefore(item, origin.before);
}

function ended(event) {
  document.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
  if (event.from === event.to) return back(event);
  const { item, to } = event;
  // The card waits in its new place for the answer; anything but "moved" puts it back.
  const answered = ({ detail }) => {
    if (detail.elt !== item) return;
    item.removeEventListener("htmx:afterRequest", answered);
    if (detail.xhr.status !== 204) back(event);
  };
  item.addEventListener("htmx:afterRequest", answered);
  htmx.ajax("POST", item.dataset.move, {
    source: item,
    target: "#sheet-host",
    values: { stage: to.dataset.stageId, back: "board", dropped: "1" },
  });
}

function ready(column) {
  if (column.dataset.sorts) return;
  column.dataset.sorts = "1";
  Sortable.create(column, {
    group: column.closest("[data-board]").dataset.group,
    draggable: ".pcard",
    filter: ".btn",
    preventOnFilter: false,
    sort: false,
    delay: 150,
    delayOnTouchOnly: true,
    animation: 120,
    onStart: ({ item }) => {
      origin = { parent: item.parentElement, before: item.nextElementSibling };
    },
    onMove: ({ to }) => {
      document.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
      to.classList.add("drop-here");
    },
    onEnd: ended,
  });
}

function reload(board, code) {
  const column = board.querySelector(`[data-stage="${CSS.escape(code)}"]`);
  if (!column) return;
  const url = board.dataset.cards.replace("-stage-", encodeURIComponent(code));
  htmx.ajax("GET", url, { target: column, swap: "innerHTML" });
}

const prepare = (root) => root.querySelectorAll?.("[data-drop]").forEach(ready);
prepare(document);
document.addEventListener("htmx:load", ({ target }) => prepare(target.parentElement ?? target));
// Only the two columns are fetched anew, on the board (or in the lane) that the card lies in.
document.addEventListener("pursuit:moved", ({ detail }) => {
  const board = document.getElementById(`card-${detail.card}`)?.closest("[data-board]");
  if (!board) return;
  for (const code of new Set([detail.from, detail.to])) if (code) reload(board, code);
});
