// The table of a decomposition by keyboard: Enter and the arrows go up and down a month; leaving a box keeps it.
const column = (input) => [...input.closest("table").querySelectorAll("tr")]
  .map((row) => {
    const shift = row.querySelector("th[scope=rowgroup]") ? 0 : 1;
    const own = input.closest("tr").querySelector("th[scope=rowgroup]") ? 0 : 1;
    return row.cells[input.closest("td").cellIndex + own - shift]?.querySelector("[data-goal-box]");
  })
  .filter(Boolean);

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-goal-box]") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const boxes = column(input);
  const next = boxes[boxes.indexOf(input) + step];
  if (next) {
    next.focus();
    next.select();
  } else {
    input.blur();
    input.focus();
  }
});
