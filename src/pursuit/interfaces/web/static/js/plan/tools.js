// The toolbar: zoom, what is shown, how deep, today, undo; all remembered on this device.
import { read, write } from "../store.js";
import { after, gantt, reload, settings } from "./chart.js";
import { DEFAULT, columns } from "./columns.js";
import { model } from "./model.js";
import { add, link, move, remove } from "./rows.js";
import { dateOf } from "./time.js";
import { LEVELS, setLevel } from "./scales.js";
import { asked } from "./server.js";
import { undo } from "./undo.js";
import { printing } from "./print.js";
import { host, words } from "./words.js";

const KEY = "pursuit.plan.look";
export const shown = { critical: true, baseline: true, slack: false, range: true };
const all = (selector) => host.querySelectorAll(selector);

export function remembered() {
  const kept = read(localStorage, KEY) ?? {};
  Object.assign(settings, { zoom: LEVELS[kept.zoom] ? kept.zoom : null, columns: kept.columns ?? DEFAULT, gridWidth: kept.gridWidth });
  for (const name of Object.keys(shown)) if (typeof kept[name] === "boolean") shown[name] = kept[name];
}

const remember = () => write(localStorage, KEY, { zoom: settings.zoom, columns: settings.columns, gridWidth: settings.gridWidth, ...shown });

export function zoom(name) {
  // The day in the middle stays in the middle.
  const middle = gantt.$task ? within(gantt.dateFromPos(gantt.getScrollState().x + gantt.$task.offsetWidth / 2)) : null;
  settings.zoom = name;
  setLevel(gantt, name);
  for (const button of all("[data-zoom]")) button.setAttribute("aria-pressed", String(button.dataset.zoom === name));
  if (!gantt.$task) return;
  gantt.render();
  if (middle) show(middle);
  remember();
}

// The nearest day on which there is something to see.
function within(date) {
  const [least, most] = [dateOf(model.plan.start ?? 0), dateOf(model.plan.finish ?? 0)];
  return !date || date < least ? least : date > most ? most : date;
}

const show = (date) => gantt.scrollTo(Math.max(0, gantt.posFromDate(date) - gantt.$task.offsetWidth / 2), null);

export function today() {
  const now = new Date();
  const [least, most] = [dateOf(model.plan.start ?? 0), dateOf(model.plan.finish ?? 0)];
  if (now >= least && now <= most) show(now);
  else gantt.scrollTo(Math.max(0, gantt.posFromDate(least) - 40), null);
}

function toggle(name) {
  shown[name] = !shown[name];
  pressed();
  gantt.render();
  remember();
}

export function pressed() {
  for (const button of all("[data-shows]")) button.setAttribute("aria-pressed", String(shown[button.dataset.shows]));
  for (const box of all("[data-column]")) box.checked = settings.columns.includes(box.dataset.column);
}

function level(depth) {
  gantt.batchUpdate(() => {
    gantt.eachTask((task) => {
      if (!task.row.summary) return;
      const open = task.$level < depth;
      if (Boolean(task.$open) === open) return;
      if (open) gantt.open(task.id);
      else gantt.close(task.id);
    });
  });
}

function choose() {
  settings.columns = [...all("[data-column]")].filter((box) => box.checked).map((box) => box.dataset.column);
  if (!settings.columns.includes("title")) settings.columns.unshift("title");
  gantt.config.columns = columns(settings.columns, words);
  gantt.render();
  remember();
}

const ACTS = {
  add, remove, link, today,
  undo: () => undo(),
  print: () => printing(settings),
  indent: () => move("indent"),
  outdent: () => move("outdent"),
};

async function compare(number) {
  asked.baseline = number;
  await reload();
}

// What cannot be kept stands above the chart; it is another after each change.
function late() {
  const line = document.getElementById("plan-late");
  if (!line) return;
  line.hidden = !model.plan.late;
  line.querySelector("span").textContent = model.plan.late;
}

export function tools() {
  after.addEventListener("drawn", late);
  host.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-zoom], [data-shows], [data-act]");
    if (!button) return;
    if (button.dataset.zoom) zoom(button.dataset.zoom);
    else if (button.dataset.shows) toggle(button.dataset.shows);
    else ACTS[button.dataset.act]?.();
    button.closest("details.menu")?.removeAttribute("open");
  });
  host.addEventListener("change", ({ target }) => {
    if (target.matches("[data-levels]")) level(Number(target.value));
    else if (target.matches("[data-column]")) choose();
    else if (target.matches("[data-baseline]")) compare(target.value);
  });
  gantt.attachEvent("onGridResizeEnd", (_old, width) => {
    settings.gridWidth = width;
    remember();
    return true;
  });
}
