// The side panel of a row: its fields as a form, its links, its people, why it lies where it lies.
import { apply, gantt, after, reload, revealBar } from "./chart.js";
import { model } from "./model.js";
import { pick } from "./rows.js";
import { submit } from "./server.js";
import { host } from "./words.js";

const panel = document.getElementById("plan-panel");
let shown = null;
let timer = 0;

export function open(id) {
  shown = id;
  panel.hidden = false;
  gantt.setSizes();
  revealBar(id);
  htmx.ajax("GET", host.dataset.row.replace(/0$/, id), { target: panel, swap: "innerHTML" });
}

export function close() {
  if (panel.hidden) return;
  shown = null;
  panel.hidden = true;
  panel.replaceChildren();
  gantt.setSizes();
}

// Forms of the panel are wishes too; the server leaves alone what was not changed.
async function submitted(form, button) {
  const said = await submit(form, button);
  if (!said.refused) return apply(said);
  form.elements[said.field]?.setAttribute("aria-invalid", "true");
  if (said.stale) await reload();
}

panel.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-wish]")) return;
  event.preventDefault();
  submitted(form, event.submitter);
});
panel.addEventListener("click", (event) => {
  const { target } = event;
  if (target.closest("[data-close-panel]")) close();
  const to = target.closest("[data-row]");
  if (to && gantt.isTaskExists(to.dataset.row)) {
    event.preventDefault();
    pick(to.dataset.row);
    open(Number(to.dataset.row));
  }
});
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

gantt.attachEvent("onTaskClick", (id, event) => {
  if (!event.target.closest?.(".gantt_tree_icon, .gantt_close, .gantt_open")) open(Number(id));
  return true;
});
gantt.attachEvent("onLinkDblClick", (id) => {
  const link = gantt.getLink(id);
  gantt.selectTask(link.target);
  open(Number(link.target));
  return false;
});
// An open panel follows the row, after a moment, so that arrow keys do not ask for each row passed.
gantt.attachEvent("onTaskSelected", (id) => {
  if (panel.hidden || Number(id) === shown) return;
  clearTimeout(timer);
  timer = setTimeout(() => open(Number(id)), 250);
});
after.addEventListener("drawn", () => {
  if (shown === null) return;
  if (model.byId.has(shown)) open(shown);
  else close();
});
host.addEventListener("plan:open", ({ detail }) => open(detail));
