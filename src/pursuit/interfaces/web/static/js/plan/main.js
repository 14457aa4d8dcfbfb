// The plan of a project as a Gantt chart. The server computes, the page shows and passes wishes on.
import { fillWith, gantt, settings } from "./chart.js";
import { dragging } from "./drag.js";
import { edit } from "./cell.js";
import { Layers } from "./layers.js";
import { setUp } from "./look.js";
import { take } from "./model.js";
import { fitting } from "./scales.js";
import { asked, load } from "./server.js";
import { pressed, remembered, shown, today, tools, zoom } from "./tools.js";
import { host, words } from "./words.js";
import "./keys.js";
import "./panel.js";

const chart = host.querySelector("[data-chart]");

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
  new Layers(gantt, shown);
  gantt.init(chart);
  dragging(host.querySelector("[data-drag-label]"));
  tools();
  fillWith(answer);
  pressed();
  today();
  gantt.attachEvent("onTaskDblClick", (id, event) => {
    const cell = event.target.closest?.("[data-column-name]");
    if (cell) edit(id, cell.dataset.columnName);
    return false;
  });
  host.dataset.ready = "1";
  performance.mark("plan-drawn");
}

begin();
