// Bars are dragged, stretched and filled, links are drawn: each is a wish, and the bar lies where the server says.
import { gantt, settings, wish } from "./chart.js";
import { dress, model } from "./model.js";
import { LEVELS } from "./scales.js";
import { clockText, dayText, instantOf } from "./time.js";

const rounded = (date) => {
  const { step } = LEVELS[settings.zoom];
  return Math.round(instantOf(date) / step) * step;
};

// What a finished drag asks for; null where nothing was moved.
function asked(task, mode, side, before) {
  if (mode === gantt.config.drag_mode.progress) {
    const percent = Math.round(task.progress * 20) * 5;
    return percent === before.percent ? null : { percent };
  }
  if (mode === gantt.config.drag_mode.move) {
    const start = rounded(task.start_date);
    return start === rounded(before.start_date) ? null : { start };
  }
  const field = side === "left" ? "start" : "finish";
  const at = rounded(field === "start" ? task.start_date : task.end_date);
  if (at === rounded(field === "start" ? before.start_date : before.end_date)) return null;
  return field === "start" ? { start: at, finish: instantOf(before.end_date) } : { finish: at };
}

export function dragging(label) {
  let before = null;
  let side = "right";
  const may = (id) => model.plan.mayEdit && !model.byId.get(Number(id))?.row.summary;
  const put = (id) => {
    const task = model.byId.get(Number(id));
    if (task) dress(task, task.row);
    gantt.refreshTask(id);
  };

  gantt.attachEvent("onBeforeTaskDrag", (id, _mode, event) => {
    const task = gantt.getTask(id);
    before = { start_date: task.start_date, end_date: task.end_date, percent: task.row.percent };
    side = event.target.closest?.(".gantt_task_drag")?.classList.contains("task_start_date") || event.target.closest?.(".task_left") ? "left" : "right";
    return may(id);
  });
  gantt.attachEvent("onTaskDrag", (_id, mode, task, _original, event) => {
    const progress = mode === gantt.config.drag_mode.progress;
    const at = side === "left" || mode === gantt.config.drag_mode.move ? task.start_date : task.end_date;
    label.textContent = progress ? `${Math.round(task.progress * 20) * 5}%` : moment(at);
    label.hidden = false;
    label.style.left = `${event.clientX + 12}px`;
    label.style.top = `${event.clientY + 16}px`;
  });
  // Before the chart draws what it makes of the drag: the wish is on its way meanwhile.
  gantt.attachEvent("onBeforeTaskChanged", (id, mode) => {
    label.hidden = true;
    const task = gantt.getTask(id);
    const fields = before && asked(task, mode, side, before);
    before = null;
    task.waiting = Boolean(fields);
    if (fields) wish({ op: "edit", row: task.id, rowVersion: task.row.version, fields }, () => put(id));
    else setTimeout(put, 0, id);
    return true;
  });
  const linking = (link) => {
    // The chart would add its own line at once; ours comes with the answer.
    const [before, after] = [Number(link.source), Number(link.target)];
    if (model.byId.has(before) && model.plan.mayEdit) wish({ op: "link", before, after, kind: Number(link.type), lag: 0, unit: 0 });
    return false;
  };
  gantt.attachEvent("onLinkCreated", linking);
  gantt.attachEvent("onBeforeLightbox", () => false);
  gantt.attachEvent("onBeforeLinkDelete", () => false);
}

function moment(date) {
  return LEVELS[settings.zoom].step < 1440 ? `${dayText(date)} ${clockText(date)}` : dayText(date);
}
