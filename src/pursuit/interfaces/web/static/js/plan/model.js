// What the server said, as the chart wants it. The chart's tasks carry their row, nothing is computed here.
import { dateOf, DAY } from "./time.js";
import { read, write } from "../store.js";

export const model = { plan: null, names: [], movedNames: [], rest: [], byId: new Map(), ranges: {}, closed: new Set(), key: "" };

const typeOf = (row) => (row.summary ? "summary" : row.milestone || row.start === row.finish ? "milestone" : "task");

export function rowOf(cells, names = model.names, row = {}) {
  for (let at = 0; at < names.length; at += 1) row[names[at]] = cells[at];
  return row;
}

// The dates are pictures for drawing; a row without dates is drawn nowhere.
export function dress(task, row) {
  const dated = row.start !== null && row.finish !== null;
  const start = dated ? row.start : model.plan.start ?? 0;
  task.id = row.id;
  task.parent = row.parent ?? 0;
  task.text = row.title;
  task.type = typeOf(row);
  task.start_date = dateOf(start);
  task.end_date = dateOf(dated ? Math.max(row.finish, start) : start);
  task.unscheduled = !dated;
  task.progress = row.percent / 100;
  task.row = row;
  task.waiting = false;
  return task;
}

export function linkOf([id, before, after, kind, lag, unit]) {
  return { id, source: before, target: after, type: String(kind), lag, unit };
}

export function take(answer) {
  model.plan = answer.plan;
  model.names = answer.columns;
  model.movedNames = answer.movedColumns;
  model.rest = answer.rest ?? [];
  model.key = `pursuit.plan.${answer.plan.id}`;
  model.closed = new Set(read(localStorage, `${model.key}.closed`) ?? []);
  model.byId.clear();
  const data = answer.rows.map((cells) => {
    const row = rowOf(cells);
    const task = dress({ open: !model.closed.has(row.id) }, row);
    model.byId.set(row.id, task);
    return task;
  });
  return { data, links: answer.links.map(linkOf) };
}

export function keepClosed(id, closed) {
  if (closed) model.closed.add(id);
  else model.closed.delete(id);
  write(localStorage, `${model.key}.closed`, [...model.closed].slice(-2000));
}

// From when to when something is to be drawn, as instants.
export function span() {
  let least = model.plan.start ?? Infinity;
  let most = model.plan.finish ?? -Infinity;
  for (const { row } of model.byId.values()) {
    if (row.start !== null && row.start < least) least = row.start;
    if (row.baseline_start !== null && row.baseline_start < least) least = row.baseline_start;
    for (const at of [row.finish, row.baseline_finish, row.deadline]) if (at !== null && at > most) most = at;
  }
  if (!Number.isFinite(least)) least = Math.floor(Date.now() / 60_000);
  if (!Number.isFinite(most)) most = least + 30 * DAY;
  return [least, most];
}
