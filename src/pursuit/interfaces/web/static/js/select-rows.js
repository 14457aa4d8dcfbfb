// Bulk selection: <table data-select="id of the bulk bar">, a checkbox per row (form="…" puts it into the bulk form).
const boxesOf = (table) => [...table.querySelectorAll("tbody .pick input")];
let last = null;

function refresh(table) {
  const boxes = boxesOf(table);
  const picked = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("thead .pick input");
  if (all) {
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
  const bar = document.getElementById(table.dataset.select);
  if (!bar) return;
  bar.hidden = picked === 0;
  for (const place of bar.querySelectorAll("[data-picked]")) place.textContent = String(picked);
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("table[data-select] .pick input");
  if (!box) {
    if (event.target.closest?.("[data-unpick]")) unpick(event.target.closest(".bulk"));
    return;
  }
  const table = box.closest("table");
  const boxes = boxesOf(table);
  if (box.closest("thead")) {
    for (const one of boxes) one.checked = box.checked;
  } else if (event.shiftKey && last && boxes.includes(last)) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
  }
  if (!box.closest("thead")) last = box;
  refresh(table);
});

function unpick(bar) {
  for (const table of document.querySelectorAll(`table[data-select="${CSS.escape(bar?.id ?? "")}"]`)) {
    for (const box of boxesOf(table)) box.checked = false;
    refresh(table);
  }
}

for (const table of document.querySelectorAll("table[data-select]")) refresh(table);
document.addEventListener("htmx:load", ({ target }) => {
  const table = target.closest?.("table[data-select]") ?? target.querySelector?.("table[data-select]");
  if (table) refresh(table);
});
