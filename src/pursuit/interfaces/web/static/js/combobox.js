// Type-ahead: <input data-lookup="/lookup/…" data-value="id of the hidden input"> asks for {"results": [{value, label, hint}]}.
const WAIT = 180;
let timer = 0;
let asked = null;

const parts = (input) => ({
  hidden: document.getElementById(input.dataset.value),
  list: document.getElementById(input.getAttribute("aria-controls")),
});

function close(input) {
  const { list } = parts(input);
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function option(input, result, index) {
  const item = document.createElement("li");
  item.id = `${input.id}-option-${index}`;
  item.role = "option";
  item.dataset.value = result.value;
  item.dataset.label = result.label;
  item.setAttribute("aria-selected", "false");
  item.append(result.label);
  if (result.hint) {
    const hint = document.createElement("small");
    hint.textContent = result.hint;
    item.append(hint);
  }
  return item;
}

function show(input, results) {
  const { list } = parts(input);
  list.replaceChildren(...results.map((result, index) => option(input, result, index)));
  if (results.length === 0) {
    const none = document.createElement("li");
    none.className = "none";
    none.role = "option";
    none.ariaDisabled = "true";
    none.textContent = input.dataset.none || "";
    list.append(none);
  }
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  mark(input, results.length ? 0 : -1);
}

function mark(input, index) {
  const { list } = parts(input);
  const items = [...list.querySelectorAll("[data-value]")];
  items.forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
  if (!items[index]) return;
  input.setAttribute("aria-activedescendant", items[index].id);
  items[index].scrollIntoView({ block: "nearest" });
}

function choose(input, item) {
  const { hidden } = parts(input);
  clearTimeout(timer);
  asked?.abort();
  input.value = item.dataset.label;
  input.dataset.chosen = item.dataset.label;
  hidden.value = item.dataset.value;
  close(input);
  hidden.dispatchEvent(new Event("change", { bubbles: true }));
  hidden.dispatchEvent(new Event("input", { bubbles: true }));
}

async function look(input) {
  const url = new URL(input.dataset.lookup, location.href);
  url.searchParams.set("q", input.value.trim());
  // A contact is looked up within the account chosen above: data-with names that field.
  for (const name of (input.dataset.with || "").split(" ").filter(Boolean)) {
    url.searchParams.set(name, input.form?.elements[name]?.value ?? "");
  }
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.ok) return close(input);
    const { results } = await answer.json();
    // Whoever has gone on, or chosen already, is not shown an old answer.
    if (document.activeElement === input) show(input, results);
  } catch (error) {
    if (error.name !== "AbortError") close(input);
  }
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches?.("input[data-lookup]") || event.isComposing) return;
  parts(input).hidden.value = "";
  clearTimeout(timer);
  timer = setTimeout(look, WAIT, input);
});
// A short list worth showing unasked: the people of the chosen company.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.("input[data-opens-at-once]") && !target.value) look(target);
});
document.addEventListener("compositionend", ({ target }) => {
  if (target.matches?.("input[data-lookup]")) look(target);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("input[data-lookup]") || event.isComposing) return;
  const { list } = parts(input);
  const items = [...list.querySelectorAll("[data-value]")];
  const at = items.findIndex((item) => item.ariaSelected === "true");
  if (event.key === "ArrowDown" && list.hidden) look(input);
  else if (event.key === "ArrowDown") mark(input, Math.min(at + 1, items.length - 1));
  else if (event.key === "ArrowUp" && !list.hidden) mark(input, Math.max(at - 1, 0));
  else if (event.key === "Enter" && !list.hidden && items[at]) choose(input, items[at]);
  else if (event.key === "Escape" && !list.hidden) close(input);
  else return;
  event.preventDefault();
  event.stopPropagation();
});

document.addEventListener("mousedown", (event) => {
  const item = event.target.closest?.(".options [data-value]");
  if (!item) return;
  event.preventDefault(); // Focus stays in the input.
  choose(document.querySelector(`input[aria-controls="${CSS.escape(item.parentElement.id)}"]`), item);
});

document.addEventListener("focusout", ({ target }) => {
  if (!target.matches?.("input[data-lookup]")) return;
  clearTimeout(timer);
  close(target);
  // Words without a choice are not a value; an emptied field is.
  if (target.value.trim() && !parts(target).hidden.value) target.setAttribute("aria-invalid", "true");
  else target.removeAttribute("aria-invalid");
});
