// Instants are whole minutes since 1970 on the company's clocks. A Date here is only a picture of such a clock:
// it is made from the parts, so that the browser's own zone changes nothing.
const language = document.documentElement.lang || "zh-Hans";
const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
const month = new Intl.DateTimeFormat(language, { year: "numeric", month: "long" });
const shortMonth = new Intl.DateTimeFormat(language, { month: "short" });
const two = (number) => String(number).padStart(2, "0");

export const DAY = 1440;

export function dateOf(instant) {
  const clock = new Date(instant * 60_000);
  return new Date(
    clock.getUTCFullYear(),
    clock.getUTCMonth(),
    clock.getUTCDate(),
    clock.getUTCHours(),
    clock.getUTCMinutes(),
  );
}

export function instantOf(date) {
  const at = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes());
  return Math.round(at / 60_000);
}

export const isoDay = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

// 2026-11-22 周日
export const dayText = (date) => `${isoDay(date)} ${weekday.format(date)}`;
export const clockText = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
export const momentText = (date) => `${dayText(date)} ${clockText(date)}`;
export const monthText = (date) => month.format(date);
export const shortMonthText = (date) => shortMonth.format(date);
export const weekdayText = (date) => weekday.format(date);

// Minutes of work as people say them: 3 days, half a day, 90 minutes as 1.5 hours.
export function lengthText(minutes, perDay, words) {
  const days = minutes / perDay;
  const rounded = Math.round(days * 100) / 100;
  if (minutes === 0 || Math.abs(days) >= 1 || Math.abs(rounded - days) < 1e-9) return words.days.replace("{n}", rounded);
  return words.hours.replace("{n}", Math.round(minutes / 6) / 10);
}
