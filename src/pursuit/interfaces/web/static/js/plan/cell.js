// Editing a value in its place in the grid: Enter saves, Esc restores, Tab goes on to the next cell. What is typed goes
// to the server as it is, which reads days and lengths in every way people write them.
import { gantt, reveal, wish } from "./chart.js";
import { model } from "./model.js";
import { dateOf, isoDay, lengthText } from "./time.js";
import { host, words } from "./words.js";

const dayIn = (instant) => (instant === null ? "" : isoDay(dateOf(instant)));

// code: what stands there when it is opened
const EDITED = {
  title: ({ title }) => title,
  duration: ({ duration }) => lengthText(duration, model.plan.minutesPerDay, words),
  start: ({ start }) => dayIn(start),
  finish: ({ finish }) => dayIn(finish),
  percent: ({ percent }) => String(percent),
  deadline: ({ deadline }) => dayIn(deadline),
};
const ORDER = Object.keys(EDITED);
const OF_SUMMARIES = new Set(["title", "deadline"]);

const mayEdit = (code, row) => model.plan.mayEdit && EDITED[code] && (OF_SUMMARIES.has(code) || !row.summary);

function cellOf(id, code) {
  return host.querySelector(`.gantt_row[data-task-id="${CSS.escape(id)}"] [data-column-name="${CSS.escape(code)}"]`);
}

export function edit(id, code) {
  const task = model.byId.get(Number(id));
  if (!task || !mayEdit(code, task.row)) return;
  reveal(task.id);
  const cell = cellOf(task.id, code);
  if (!cell) return;
  const input = document.createElement("input");
  input.className = "plan-input";
  input.value = EDITED[code](task.row);
  input.setAttribute("aria-label", words.columns[code]);
  place(input, cell);
  host.append(input);
  input.focus();
  input.select();
  listen(input, task, code);
}

function place(input, cell) {
  const [room, box] = [host.getBoundingClientRect(), cell.getBoundingClientRect()];
  const { style } = input;
  style.left = `${box.left - room.left}px`;
  style.top = `${box.top - room.top}px`;
  style.width = `${Math.max(box.width, 104)}px`;
  style.height = `${box.height}px`;
}

function listen(input, task, code) {
  const old = input.value;
  let over = false;
  const { x, y } = gantt.getScrollState();
  const scrolled = gantt.attachEvent("onGanttScroll", () => {
    const now = gantt.getScrollState();
    if (!input.readOnly && (now.y !== y || now.x !== x)) close(false);
  });
  const close = (back) => {
    if (over) return;
    over = true;
    gantt.detachEvent(scrolled);
    input.remove();
    if (back) host.querySelector("[data-chart]").focus();
  };
  // It stays open until the server took it; what was typed is never lost to a no.
  const save = async (back) => {
    const value = input.value.trim();
    if (over || input.readOnly) return false;
    if (value === old.trim()) return close(back) ?? true;
    input.readOnly = true;
    const fields = { [code]: code === "deadline" && !value ? null : code === "percent" ? value.replace(/[%\uff05]/g, "") : value };
    const taken = await wish({ op: "edit", row: task.id, rowVersion: task.row.version, fields });
    input.readOnly = false;
    if (taken) return close(back) ?? true;
    input.setAttribute("aria-invalid", "true");
    input.focus();
    return false;
  };
  input.addEventListener("keydown", async (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") close(true);
    if (event.key !== "Enter" && event.key !== "Tab") return;
    event.preventDefault();
    if ((await save(true)) && event.key === "Tab") onward(task.id, code, event.shiftKey ? -1 : 1);
  });
  input.addEventListener("blur", () => save(false));

}

function onward(id, code, step) {
  const shown = ORDER.filter((one) => cellOf(id, one));
  const next = shown[shown.indexOf(code) + step];
  if (next) edit(id, next);
}
