// Repeatable rows: [data-rows-of] holds spare rows; the empty ones beyond the first are hidden, [data-more] shows the next.
const rowsOf = (group) => [...group.querySelectorAll("[data-row]")];
// A choice always has some value; what people type, pick or choose by search tells whether a row is used.
const used = (row) => [...row.querySelectorAll("input:not([type=checkbox]), textarea")].some((input) => input.value.trim());

function settle(group, extra = 0) {
  const rows = rowsOf(group);
  const last = rows.findLastIndex(used);
  const shown = Math.max(last + 1, 1) + extra;
  rows.forEach((row, at) => {
    row.hidden = at >= shown && !row.dataset.open;
  });
  const more = group.querySelector("[data-more]");
  if (more) more.hidden = rows.every((row) => !row.hidden);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-rows-of] [data-more]");
  if (!button) return;
  const group = button.closest("[data-rows-of]");
  const next = rowsOf(group).find((row) => row.hidden);
  if (!next) return;
  next.dataset.open = "1";
  settle(group);
  next.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});

const prepare = (root) => root.querySelectorAll?.("[data-rows-of]").forEach((group) => settle(group));
prepare(document);
document.addEventListener("htmx:load", ({ target }) => prepare(target));
document.addEventListener("pursuit:restored", ({ target }) => prepare(target));
