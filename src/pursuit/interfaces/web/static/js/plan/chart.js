// The chart and what comes back from the server: few rows are changed in place, a new outline is drawn anew.
import { gantt } from "../../npm/dhtmlxgantt.es.js";
import { dress, keepClosed, linkOf, model, rowOf, take } from "./model.js";
import { setSpan } from "./scales.js";
import { change, load } from "./server.js";
import { dateOf } from "./time.js";

export { gantt };
export const settings = { zoom: "week" };
export const after = new EventTarget(); // "drawn": something else is shown now

const tell = () => after.dispatchEvent(new Event("drawn"));

export function fillWith(answer) {
  const data = take(answer);
  setSpan(gantt, settings.zoom);
  gantt.clearAll();
  gantt.parse(data);
  tell();
}

export async function reload() {
  const answer = await load();
  if (answer) keeping(() => fillWith(answer));
}

// The same place and the same row afterwards.
function keeping(work) {
  const { x, y } = gantt.getScrollState();
  const at = gantt.getSelectedId();
  work();
  gantt.scrollTo(x, y);
  if (at && gantt.isTaskExists(at)) gantt.selectTask(at);
}

function rebuild(order, links) {
  const tasks = order.map((id) => model.byId.get(id)).filter(Boolean);
  const data = tasks.map((task) => dress({ open: !model.closed.has(task.id) }, task.row));
  model.byId = new Map(data.map((task) => [task.id, task]));
  keeping(() => {
    gantt.clearAll();
    gantt.parse({ data, links });
  });
}

// → ids of rows that were not there before.
export function apply(answer) {
  const fresh = [];
  model.rest = answer.rest ?? model.rest;
  for (const cells of answer.rows ?? []) {
    const row = rowOf(cells);
    const task = model.byId.get(row.id);
    if (task) {
      dress(task, row);
    } else {
      fresh.push(row.id);
      model.byId.set(row.id, dress({}, row));
    }
  }
  for (const cells of answer.moved ?? []) {
    const task = model.byId.get(cells[0]);
    if (task) dress(task, rowOf(cells, model.movedNames, task.row));
  }
  for (const id of answer.removed ?? []) model.byId.delete(id);
  const links = answer.links?.map(linkOf) ?? gantt.getLinks();
  const wider = setSpan(gantt, settings.zoom);
  if (answer.order || fresh.length || answer.removed?.length) {
    rebuild(answer.order ?? [...model.byId.keys()], links);
  } else {
    if (answer.links) relink(links);
    if (wider) gantt.render();
    else repaint(Boolean(answer.links));
  }
  tell();
  return fresh;
}

// Bars and links where they are now. The same rows are to be seen as before, and they stay where they are: the chart
// would look through all of them three times, and scroll to where it is.
function repaint(relinked) {
  const { preserve_scroll: keep } = gantt.config;
  gantt.config.preserve_scroll = false;
  if (relinked) gantt.refreshData();
  else gantt._quickRefresh(() => gantt.refreshData());
  gantt.config.preserve_scroll = keep;
}

function relink(links) {
  const wanted = new Map(links.map((link) => [link.id, link]));
  gantt.silent(() => {
    for (const link of gantt.getLinks()) if (!wanted.has(link.id)) gantt.deleteLink(link.id);
    for (const link of links) {
      if (gantt.isLinkExists(link.id)) Object.assign(gantt.getLink(link.id), link);
      else gantt.addLink(link);
    }
  });
}

// A wish; what was shown meanwhile is put back where it is refused. → the ids of new rows, or null.
export async function wish(op, back = () => {}) {
  const answer = await change(op);
  if (answer.refused) {
    back();
    if (answer.stale) await reload();
    return null;
  }
  return apply(answer);
}

// The row into sight, without leaving the days one looks at.
export function reveal(id) {
  const { row_height: height } = gantt.config;
  const { x, y } = gantt.getScrollState();
  const top = gantt.getTaskTop(id);
  const room = gantt.$task_data.parentElement.offsetHeight - gantt.config.scale_height - height;
  if (top < y) gantt.scrollTo(x, top);
  else if (top > y + room) gantt.scrollTo(x, top - room);
}

// Its bar too, where it lies outside what is seen of the days.
export function revealBar(id) {
  const { row } = model.byId.get(Number(id)) ?? {};
  if (!row || row.start === null) return;
  const { x } = gantt.getScrollState();
  const [left, right] = [gantt.posFromDate(dateOf(row.start)), gantt.posFromDate(dateOf(row.finish))];
  if (left > x + gantt.$task.offsetWidth - 20 || right < x) gantt.scrollTo(Math.max(0, left - 40), null);
}

for (const [event, closed] of [["onTaskClosed", true], ["onTaskOpened", false]]) {
  gantt.attachEvent(event, (id) => keepClosed(Number(id), closed));
}
