// What the chart itself does not draw: two SVG layers on its row geometry, below and above the bars. They lie inside
// the scrolled area, so that they stay in place by themselves, and hold only what is near the screen.
import { dateOf, DAY, instantOf } from "./time.js";
import { model } from "./model.js";

const SVG = "http://www.w3.org/2000/svg";
const KINDS_UNDER = ["rest", "range", "slack"];
const KINDS_OVER = ["baseline", "deadline", "missed", "today"];
const NEAR = 400; // pixels beyond the screen that are drawn too

function layer(kinds, name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `plan-layer plan-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const paths = {};
  for (const kind of kinds) {
    paths[kind] = document.createElementNS(SVG, "path");
    paths[kind].setAttribute("class", `plan-${kind}`);
    svg.append(paths[kind]);
  }
  return { svg, paths };
}

const box = (x, y, width, height) => `M${x} ${y}h${width}v${height}h${-width}z`;

export class Layers {
  constructor(gantt, shown) {
    this.gantt = gantt;
    this.shown = shown; // what the toolbar switched on: {baseline, slack, range}
    this.under = layer(KINDS_UNDER, "under");
    this.over = layer(KINDS_OVER, "over");
    this.asked = 0;
    for (const event of ["onGanttRender", "onDataRender"]) gantt.attachEvent(event, () => this.draw());
    gantt.attachEvent("onGanttScroll", () => this.soon());
  }

  soon() {
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      if (!this._near()) this.draw();
    });
  }

  // The chart makes its area anew now and then; the layers follow it.
  _hang() {
    const area = this.gantt.$task_data;
    if (!area) return false;
    const [ground] = area.getElementsByClassName("gantt_task_bg");
    if (!Object.hasOwn(area, "scrollHeight")) this._measured(area);
    if (this.under.svg.parentNode !== area) area.insertBefore(this.under.svg, ground?.nextSibling ?? area.firstChild);
    if (this.over.svg.parentNode !== area) area.append(this.over.svg);
    return true;
  }

  // For each end of each link it draws the chart asks how high this is, and the browser would lay out everything anew.
  _measured(area) {
    const { gantt } = this;
    Object.defineProperty(area, "scrollHeight", { get: () => gantt.getVisibleTaskCount() * gantt.config.row_height });
  }

  _window() {
    const { x, y } = this.gantt.getScrollState();
    const task = this.gantt.$task;
    return { left: x, right: x + task.offsetWidth, top: y, bottom: y + task.offsetHeight };
  }

  _near() {
    const [now, drawn] = [this._window(), this.drawn];
    return drawn && now.left >= drawn.left && now.right <= drawn.right && now.top >= drawn.top && now.bottom <= drawn.bottom;
  }

  draw() {
    if (!model.plan || !this._hang()) return;
    const seen = this._window();
    this.drawn = { left: seen.left - NEAR, right: seen.right + NEAR, top: seen.top - NEAR, bottom: seen.bottom + NEAR };
    const found = Object.fromEntries([...KINDS_UNDER, ...KINDS_OVER].map((kind) => [kind, ""]));
    this._rests(found);
    this._rows(found);
    const now = this._x(instantOf(new Date()));
    found.today = `M${now} ${Math.max(this.drawn.top, 0)}V${this.drawn.bottom}`;
    for (const { paths } of [this.under, this.over]) {
      for (const kind of Object.keys(paths)) paths[kind].setAttribute("d", found[kind]);
    }
  }

  _x(instant) {
    return Math.round(this.gantt.posFromDate(dateOf(instant)));
  }

  _rests(found) {
    const perDay = this._x(model.plan.start + DAY) - this._x(model.plan.start);
    if (perDay < 3) return;
    const [from, to] = [this.gantt.dateFromPos(Math.max(this.drawn.left, 0)), this.gantt.dateFromPos(this.drawn.right)];
    const [first, last] = [from ? instantOf(from) : -Infinity, to ? instantOf(to) : Infinity];
    const [top, height] = [Math.max(this.drawn.top, 0), this.drawn.bottom - Math.max(this.drawn.top, 0)];
    for (let [begin, end] of model.rest) {
      if (end < first || begin > last) continue;
      // Nights are shown only where hours are.
      if (perDay < 120) [begin, end] = [Math.ceil(begin / DAY) * DAY, Math.floor(end / DAY) * DAY];
      if (end <= begin) continue;
      const left = this._x(begin);
      found.rest += box(left, top, this._x(end) - left, height);
    }
  }

  _rows(found) {
    const height = this.gantt.config.row_height;
    const count = this.gantt.getVisibleTaskCount();
    const last = Math.min(count - 1, Math.ceil(this.drawn.bottom / height));
    for (let at = Math.max(0, Math.floor(this.drawn.top / height)); at <= last; at += 1) {
      const { row, unscheduled } = this.gantt.getTaskByIndex(at);
      if (!unscheduled) this._row(found, row, at * height, height);
    }
  }

  _row(found, row, top, height) {
    const { baseline, slack, range } = this.shown;
    const sure = range && model.ranges[row.id]; // P10 and P90 of the finish
    if (sure) {
      const left = this._x(sure[0]);
      found.range += box(left, top + 2, Math.max(2, this._x(sure[1]) - left), height - 5);
    }
    if (slack && row.total_float > 0 && !row.summary) {
      const end = this._x(row.late_finish ?? later(row.finish, row.total_float));
      found.slack += `M${this._x(row.finish)} ${top + height - 8.5}H${end}m0 -3v6`; // below the names beside bars
    }
    if (baseline && row.baseline_finish !== null) {
      const left = this._x(row.baseline_start ?? row.baseline_finish);
      const width = this._x(row.baseline_finish) - left;
      found.baseline += width > 1 ? box(left, top + height - 6, width, 3) : `M${left} ${top + height - 8}l4 4l-4 4l-4 -4z`;
    }
    if (row.deadline !== null) {
      const at = this._x(row.deadline);
      found[row.finish > row.deadline ? "missed" : "deadline"] += `M${at} ${top + 5}v${height - 11}m0 0l-4 -5h8z`;
    }
  }
}

// Where so many minutes of work later would be on the plan's calendar: only for the length of the line of float.
function later(instant, minutes) {
  let at = instant;
  let left = minutes;
  let next = 0;
  const { rest, plan } = model;
  while (left > 0) {
    while (next < rest.length && rest[next][1] <= at) next += 1;
    if (next < rest.length && rest[next][0] <= at) {
      at = rest[next][1];
      continue;
    }
    at += left >= plan.minutesPerDay ? DAY : left;
    left -= plan.minutesPerDay;
  }
  return at;
}
