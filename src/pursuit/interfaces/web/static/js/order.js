// [data-orders]: its lines move up and down by their buttons; what is sent follows the order on the page.
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-orders] [data-moves]");
  if (!button) return;
  const line = button.closest("[data-line]");
  const other = button.dataset.moves === "up" ? line.previousElementSibling : line.nextElementSibling;
  if (!other?.matches("[data-line]")) return;
  if (button.dataset.moves === "up") other.before(line);
  else other.after(line);
  button.focus();
});

// <form data-joins="cols">: the ticked boxes of that name travel as one comma-separated parameter, so that addresses stay short.
document.addEventListener("submit", ({ target }) => {
  const name = target.dataset?.joins;
  if (!name) return;
  const boxes = [...target.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
  const joined = document.createElement("input");
  Object.assign(joined, { type: "hidden", name, value: boxes.filter((box) => box.checked).map((box) => box.value).join(",") });
  for (const box of boxes) box.disabled = true;
  target.append(joined);
});
