// The outline by keyboard. Esc lets go of the row, after which Tab leaves the chart as everywhere else.
import { gantt } from "./chart.js";
import { edit } from "./cell.js";
import { model } from "./model.js";
import { add, link, move, pick, remove } from "./rows.js";
import { dateOf, dayText } from "./time.js";
import { host } from "./words.js";

const chart = host.querySelector("[data-chart]");
const voice = host.querySelector("[data-voice]");
const at = () => gantt.getSelectedId();

function step(way) {
  const id = at();
  if (!id) return pick(gantt.getTaskByIndex(0)?.id);
  return pick(way > 0 ? gantt.getNext(id) : gantt.getPrev(id));
}

function page(way) {
  const rows = Math.max(1, Math.floor(gantt.$task.offsetHeight / gantt.config.row_height) - 2);
  const last = gantt.getVisibleTaskCount() - 1;
  const now = at() ? gantt.getGlobalTaskIndex(at()) && gantt.getTaskTop(at()) / gantt.config.row_height : 0;
  pick(gantt.getTaskByIndex(Math.min(last, Math.max(0, Math.round(now) + way * rows)))?.id);
}

function fold(open) {
  const id = at();
  if (!id) return;
  const task = gantt.getTask(id);
  if (task.row.summary && Boolean(task.$open) !== open) {
    if (open) gantt.open(id);
    else gantt.close(id);
  } else if (open) {
    if (task.row.summary) step(1);
  } else if (task.row.parent) {
    pick(task.row.parent);
  }
}

const PLAIN = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  PageDown: () => page(1),
  PageUp: () => page(-1),
  Home: () => pick(gantt.getTaskByIndex(0)?.id),
  End: () => pick(gantt.getTaskByIndex(gantt.getVisibleTaskCount() - 1)?.id),
  ArrowRight: () => fold(true),
  ArrowLeft: () => fold(false),
  Enter: () => at() && edit(at(), "title"),
  F2: () => at() && edit(at(), "title"),
  Insert: add,
  Delete: remove,
  " ": () => at() && host.dispatchEvent(new CustomEvent("plan:open", { detail: Number(at()) })),
};
const WITH_ALT = { ArrowUp: () => move("up"), ArrowDown: () => move("down"), ArrowRight: () => move("indent"), ArrowLeft: () => move("outdent") };

chart.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  let act = event.altKey ? WITH_ALT[event.key] : PLAIN[event.key];
  // Without a right to edit, Tab is nothing but Tab.
  if (event.key === "Tab" && at() && model.plan.mayEdit) act = () => move(event.shiftKey ? "outdent" : "indent");
  if (event.key === "l" && event.altKey) act = link;
  if (event.key === "Escape" && at()) act = () => gantt.unselectTask(at());
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
});

// Who does not see the chart hears the row.
gantt.attachEvent("onTaskSelected", (id) => {
  const row = model.byId.get(Number(id))?.row;
  if (row) voice.textContent = [row.wbs, row.title, row.start === null ? "" : dayText(dateOf(row.start)), `${row.percent}%`].join(" ");
});
