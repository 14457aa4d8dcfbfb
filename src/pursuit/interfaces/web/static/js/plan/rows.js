// What is done to rows: add, remove, indent, outdent, up, down, link the chosen one with the one above.
import { gantt, reveal, wish } from "./chart.js";
import { edit } from "./cell.js";
import { model } from "./model.js";
import { words } from "./words.js";

const chosen = () => Number(gantt.getSelectedId()) || null;

export function pick(id) {
  if (id === null || id === undefined || !gantt.isTaskExists(id)) return;
  gantt.selectTask(id);
  reveal(id);
}

export async function add() {
  if (!model.plan.mayEdit) return;
  const at = chosen();
  const parent = at ? model.byId.get(at).row.parent : null;
  const fresh = await wish({ op: "add", after: at, parent, title: words.newRow, duration: model.plan.minutesPerDay });
  if (!fresh?.length) return;
  pick(fresh[0]);
  edit(fresh[0], "title");
}

export async function remove() {
  const at = chosen();
  if (!at || !model.plan.mayEdit) return;
  const next = gantt.getNext(at) ?? gantt.getPrev(at);
  if (await wish({ op: "remove", rows: [at] })) pick(gantt.isTaskExists(next) ? next : gantt.getTaskByIndex(0)?.id);
}

// op: indent, outdent, up, down
export async function move(op) {
  const at = chosen();
  if (!at || !model.plan.mayEdit) return;
  await wish({ op, rows: [at] });
  pick(at);
}

// The row above in the outline becomes the predecessor: the shortest way to a chain.
export function link() {
  const at = chosen();
  const above = at && model.byId.get(at).row.parent === model.byId.get(gantt.getPrev(at))?.row.parent ? gantt.getPrev(at) : gantt.getPrevSibling(at);
  if (above && model.plan.mayEdit) wish({ op: "link", before: Number(above), after: at, kind: 0, lag: 0, unit: 0 });
}
