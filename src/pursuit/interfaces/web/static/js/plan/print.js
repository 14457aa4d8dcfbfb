// Paper shows every row and the whole span: the chart is drawn whole for as long as the browser prints.
import { gantt } from "./chart.js";
import { layout } from "./look.js";
import { span } from "./model.js";
import { setLevel } from "./scales.js";
import { DAY, dateOf } from "./time.js";
import { host } from "./words.js";

const MOST = 600; // rows; a longer plan is printed as a list
const PAPER = 1020; // pixels of A4 across, without its margins
const BESIDE = { month: 28 * DAY, quarter: 90 * DAY }; // room for the names beside the last bars
const coarser = { day: "month", week: "month", month: "quarter", quarter: "quarter" };

export function printing(settings) {
  if (gantt.getVisibleTaskCount() > MOST) {
    location.assign(host.dataset.list);
    return;
  }
  const { smart_rendering: smart, autosize } = gantt.config;
  const { x, y } = gantt.getScrollState();
  const level = coarser[settings.zoom];
  setLevel(gantt, level);
  const [least, most] = span();
  Object.assign(gantt.config, {
    smart_rendering: false,
    autosize: "xy",
    start_date: dateOf(least - 3 * DAY),
    end_date: dateOf(most + BESIDE[level]),
  });
  gantt.render();
  const chart = gantt.$root;
  host.style.setProperty("--plan-paper", String(Math.min(1, PAPER / chart.scrollWidth)));
  const over = () => {
    Object.assign(gantt.config, { smart_rendering: smart, autosize });
    for (const one of [chart, gantt.$container]) one.style.width = one.style.height = "";
    setLevel(gantt, settings.zoom);
    // What was drawn whole keeps its width: the parts are laid out anew.
    gantt.config.layout = layout(settings.gridWidth);
    gantt.resetLayout();
    gantt.scrollTo(x, y);
  };
  window.addEventListener("afterprint", over, { once: true });
  requestAnimationFrame(() => window.print());
}
