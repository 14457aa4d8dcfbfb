// Zoom: day, week, month, quarter. Cells are wide enough for their words in Chinese and English.
import { DAY, dateOf, instantOf, isoDay, monthText, shortMonthText, weekdayText } from "./time.js";
import { span } from "./model.js";

const hour = (date) => String(date.getHours());
const dayOf = (date) => String(date.getDate());
const dayAndWeekday = (date) => `${isoDay(date)} ${weekdayText(date)}`;
const monthDay = (date) => `${date.getMonth() + 1}/${date.getDate()}`;
const quarter = (date) => `${date.getFullYear()} Q${Math.floor(date.getMonth() / 3) + 1}`;

// step: minutes to which a drag is rounded; around: minutes shown before and behind the plan.
export const LEVELS = {
  day: {
    cell: 36, step: 60, around: 3 * DAY,
    scales: [{ unit: "day", step: 1, format: dayAndWeekday }, { unit: "hour", step: 4, format: hour }],
  },
  week: {
    cell: 26, step: DAY, around: 10 * DAY,
    scales: [{ unit: "month", step: 1, format: monthText }, { unit: "day", step: 1, format: dayOf }],
  },
  month: {
    cell: 56, step: DAY, around: 30 * DAY,
    scales: [{ unit: "month", step: 1, format: monthText }, { unit: "week", step: 1, format: monthDay }],
  },
  quarter: {
    cell: 54, step: DAY, around: 95 * DAY,
    scales: [{ unit: "quarter", step: 1, format: quarter }, { unit: "month", step: 1, format: shortMonthText }],
  },
};

export function setLevel(gantt, name) {
  const level = LEVELS[name];
  gantt.config.min_column_width = level.cell;
  gantt.config.scales = level.scales;
  gantt.config.time_step = level.step;
  setSpan(gantt, name, true);
}

// The chart is told its span, so that it need not look at every task at each drawing. It grows with room to spare and
// does not shrink: a new span draws everything anew. → did it change?
export function setSpan(gantt, name, anew = false) {
  const { config } = gantt;
  const [least, most] = span();
  const { around } = LEVELS[name];
  const fits = config.start_date && least - around / 2 >= instantOf(config.start_date) && most + around / 2 <= instantOf(config.end_date);
  if (fits && !anew) return false;
  config.start_date = dateOf(Math.floor((least - around) / DAY) * DAY);
  config.end_date = dateOf(Math.ceil((most + around * 2) / DAY) * DAY);
  return true;
}

// The level that shows the whole plan in about two screens.
export function fitting() {
  const [least, most] = span();
  const days = (most - least) / DAY;
  if (days < 8) return "day";
  if (days < 90) return "week";
  return days < 500 ? "month" : "quarter";
}
