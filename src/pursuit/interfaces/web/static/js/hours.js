// The week of time by keyboard: Enter and the arrows go up and down a day; leaving a cell keeps it.
const column = (input) => [...input.closest("table").querySelectorAll("tbody tr")]
  .map((row) => row.cells[input.closest("td").cellIndex]?.querySelector("[data-hour]"))
  .filter(Boolean);

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-hour]") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const cells = column(input);
  const next = cells[cells.indexOf(input) + step];
  if (next) {
    next.focus();
    next.select();
  } else {
    input.blur();
    input.focus();
  }
});
