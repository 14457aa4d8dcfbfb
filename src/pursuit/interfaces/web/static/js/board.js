// The board: drag a card to another column. The server decides; what is missing is asked for in the side sheet,
// and the card lies where the server says it lies. Without a mouse the card's own button opens the same sheet.
import { AutoScroll, Sortable } from "../npm/sortable.esm.js";

Sortable.mount(new AutoScroll());

const board = document.querySelector("[data-board]");
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
    group: board.dataset.group,
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

function reload(code) {
  const column = document.getElementById(`cards-${code}`);
  if (!column) return;
  const url = board.dataset.cards.replace("-stage-", encodeURIComponent(code));
  htmx.ajax("GET", url, { target: column, swap: "innerHTML" });
}

for (const column of board?.querySelectorAll("[data-drop]") ?? []) ready(column);
document.addEventListener("pursuit:moved", ({ detail }) => {
  for (const code of new Set([detail.from, detail.to])) if (code) reload(code);
});
document.addEventListener("change", ({ target }) => {
  if (target.matches?.("form[data-auto] select")) target.form.requestSubmit();
});
