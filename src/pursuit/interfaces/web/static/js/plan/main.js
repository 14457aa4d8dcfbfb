// The plan of a project as a Gantt chart. The server computes, the page shows and passes wishes on.
import { fillWith, gantt, settings } from "./chart.js";
import { dragging } from "./drag.js";
import { edit } from "./cell.js";
import { Layers } from "./layers.js";
import { setUp } from "./look.js";
import { model, take } from "./model.js";
import { fitting } from "./scales.js";
import { asked, load, took } from "./server.js";
import { pressed, remembered, shown, today, tools, zoom } from "./tools.js";
import { host, words } from "./words.js";
import "./keys.js";
import "./panel.js";

const chart = host.querySelector("[data-chart]");
let waiting = 0;

async function begin() {
  // A phone shows the same rows as a list.
  if (window.matchMedia("(width < 720px)").matches) return location.replace(host.dataset.list);
  asked.baseline = host.querySelector("[data-baseline]")?.value ?? "";
  const answer = await load();
  if (!answer) return undefined;
  remembered();
  setUp(gantt, words, shown, settings);
  take(answer);
  zoom(settings.zoom ?? fitting());
  const layers = new Layers(gantt, shown);
  gantt.init(chart);
  dragging(host.querySelector("[data-drag-label]"));
  tools();
  fillWith(answer);
  pressed();
  today();
  named();
  gantt.attachEvent("onTaskDblClick", (id, event) => {
    const cell = event.target.closest?.("[data-column-name]");
    if (cell) edit(id, cell.dataset.columnName);
    return false;
  });
  host.dataset.ready = "1";
  if (model.plan.mayEdit) setTimeout(wake, 1500);
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => shade(layers), 2500);
  };
  later();
  took.addEventListener("change", later);
  performance.mark("plan-drawn");
}

// The row an address names (#row-7) is what its reader came for.
function named() {
  const row = Number(/^#row-(\d+)$/.exec(location.hash)?.[1]);
  if (!row || !gantt.isTaskExists(row)) return;
  gantt.eachParent((above) => gantt.open(above.id), row);
  gantt.showTask(row);
  gantt.selectTask(row);
}

// The planning engine may have to start, which takes seconds: it does so while one looks, not at the first drag.
function wake() {
  const first = gantt.getTaskByIndex(0);
  if (first) fetch(host.dataset.row.replace(/0$/, `${first.id}/why`), { priority: "low" }).catch(() => null);
}

// How sure the finish of each row is: some time after the last change, because it is a simulation of the whole plan.
async function shade(layers) {
  const answer = shown.range && (await fetch(host.dataset.ranges).catch(() => null));
  if (!answer?.ok) return;
  model.ranges = (await answer.json()).ranges;
  layers.draw();
}

begin();
