// The plan's board: a card dropped into another column is a wish; where the server says no, it goes back.
import { AutoScroll, Sortable } from "../../npm/sortable.esm.js";
import { toast } from "../toast.js";

Sortable.mount(new AutoScroll());
const board = document.querySelector("[data-plan-board]");
const region = document.getElementById("toasts");
const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";

// "percent:100" sets a figure, "begun" says that it began now.
function fields(wish) {
  const [name, value] = wish.split(":");
  if (value) return { [name]: Number(value), ...(value === "0" ? { begun: null } : {}) };
  const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000);
  return { percent: 0, [name]: now.toISOString().slice(0, 16) };
}

async function send(card, wish) {
  const answer = await fetch(board.dataset.planBoard, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({
      op: "edit",
      version: Number(board.dataset.version),
      row: Number(card.dataset.id),
      rowVersion: Number(card.dataset.version) || null,
      fields: fields(wish),
    }),
  }).catch(() => null);
  return [answer?.ok, (await answer?.json().catch(() => null)) ?? {}];
}

let origin = null;

function counted(column, by) {
  column.querySelector(".board-none:not(:has(a))")?.remove();
  const label = column.closest(".board-column").querySelector(".board-head .label");
  label.textContent = Number(label.textContent) + by;
}

async function ended({ item, from, to }) {
  const back = () => origin.parent.insertBefore(item, origin.before);
  if (from === to) return back();
  const [ok, said] = await send(item, to.dataset.wish);
  if (!ok) {
    toast({ text: said.detail ?? region.dataset.failed, tone: "act" });
    return back();
  }
  board.dataset.version = said.plan.version;
  item.dataset.version = ""; // ours is the newest now
  counted(from, -1);
  counted(to, 1);
  toast({ text: said.said, url: said.undo, link: board.dataset.undo, post: true });
  return undefined;
}

for (const column of board?.querySelectorAll("[data-wish]") ?? []) {
  Sortable.create(column, {
    group: "plan",
    draggable: ".pcard",
    filter: "a",
    preventOnFilter: false,
    sort: false,
    delay: 150,
    delayOnTouchOnly: true,
    animation: 120,
    onStart: ({ item }) => {
      origin = { parent: item.parentElement, before: item.nextElementSibling };
    },
    onEnd: ended,
  });
}
