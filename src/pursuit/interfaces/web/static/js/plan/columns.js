// The columns of the grid: which there are, how they read, which are shown.
import { model } from "./model.js";
import { escape } from "./words.js";
import { dateOf, dayText, lengthText } from "./time.js";

const day = (instant) => (instant === null || instant === undefined ? "" : dayText(dateOf(instant)));
// What ends at midnight ends on the day before.
const last = (instant) => day(instant === null ? null : instant - 1);

// code: [width, how it reads, what Enter edits there]
export const COLUMNS = {
  wbs: [56, ({ row }) => escape(row.wbs)],
  title: [216, ({ row }) => escape(row.title)],
  owner: [72, ({ row }) => escape(row.owner)],
  duration: [62, ({ row }, words) => (row.milestone || row.summary ? "" : lengthText(row.duration, model.plan.minutesPerDay, words))],
  start: [114, ({ row }) => day(row.start)],
  finish: [114, ({ row }) => (row.deadline !== null && row.finish > row.deadline ? `<b class="late">${last(row.finish)}</b>` : row.milestone ? day(row.finish) : last(row.finish))],
  float: [64, ({ row }, words) => (row.total_float === null || row.summary ? "" : slack(row, words))],
  percent: [48, ({ row }) => `${row.percent}%`],
  people: [140, ({ row }) => escape(row.people)],
  deadline: [114, ({ row }) => last(row.deadline)],
  baseline: [114, ({ row }) => last(row.baseline_finish)],
  slip: [64, ({ row }, words) => slip(row, words)],
};
export const DEFAULT = ["wbs", "title", "owner", "duration", "start", "finish", "float", "percent"];
const RIGHT = new Set(["duration", "float", "percent", "slip"]);

function slack(row, words) {
  const text = lengthText(row.total_float, model.plan.minutesPerDay, words);
  return row.total_float < 0 ? `<b class="late">${text}</b>` : text;
}

// Days of the calendar by which it ends later than the baseline had it.
function slip(row, words) {
  if (row.baseline_finish === null || row.finish === null) return "";
  const days = Math.round((row.finish - row.baseline_finish) / 1440);
  if (days === 0) return "0";
  return days > 0 ? `<b class="late">+${words.days.replace("{n}", days)}</b>` : words.days.replace("{n}", days);
}

export function columns(chosen, words) {
  const shown = (chosen ?? DEFAULT).filter((code) => COLUMNS[code]);
  return shown.map((code) => {
    const [width, text] = COLUMNS[code];
    return {
      name: code,
      label: escape(words.columns[code]),
      width,
      tree: code === "title",
      align: RIGHT.has(code) ? "right" : "left",
      template: (task) => text(task, words),
    };
  });
}
