// A day may be typed as 2024年1月5日, 2024/1/5, 2024.1.5 or 20240105, or picked from the browser's calendar.
const WRITTEN = /^\s*(\d{4})\s*[-/.\u5e74]\s*(\d{1,2})\s*[-/.\u6708]\s*(\d{1,2})\s*\u65e5?\s*$/;
const DENSE = /^\s*(\d{4})(\d{2})(\d{2})\s*$/;

export function iso(text) {
  const parts = WRITTEN.exec(text) || DENSE.exec(text);
  if (!parts) return "";
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : "";
}

const around = (element) => element.closest(".with-picker");

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-picks]");
  if (!button) return;
  const picker = around(button).querySelector(".picker");
  picker.value = iso(around(button).querySelector("[data-day]").value);
  picker.showPicker();
});

document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-day]")) {
    target.value = iso(target.value) || target.value;
  } else if (target.matches?.(".with-picker .picker")) {
    const input = around(target).querySelector("[data-day]");
    input.value = target.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  }
});
