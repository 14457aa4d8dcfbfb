// <table data-rows>: up and down move from row to row, Enter opens, x picks. One row is in the tab order.
const rowsOf = (table) => [...table.querySelectorAll("tbody tr:not(.group-row)")];

function prepare(root) {
  for (const table of root.querySelectorAll?.("table[data-rows]") ?? []) {
    rowsOf(table).forEach((row, at) => row.setAttribute("tabindex", at === 0 ? "0" : "-1"));
  }
}

function focus(table, row) {
  if (!row) return;
  for (const other of rowsOf(table)) other.setAttribute("tabindex", other === row ? "0" : "-1");
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

function pick(row) {
  row.querySelector(".pick input")?.click();
}

function open(row) {
  row.querySelector("td.title a, a")?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const row = event.target.closest?.("table[data-rows] tbody tr");
  if (row && event.target === row) {
    const table = row.closest("table");
    const rows = rowsOf(table);
    const at = rows.indexOf(row);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    if (event.key in moves) focus(table, rows[moves[event.key]]);
    else if (event.key === "Enter") open(row);
    else if (event.key === "x" || event.key === " ") pick(row);
    else return;
    event.preventDefault();
  } else if (event.key === "ArrowDown" && event.target === document.body) {
    const table = document.querySelector("main table[data-rows]");
    if (!table) return;
    event.preventDefault();
    focus(table, rowsOf(table)[0]);
  }
});

prepare(document);
document.addEventListener("htmx:load", ({ target }) => prepare(target.parentElement ?? target));
