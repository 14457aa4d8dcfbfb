// <textarea data-mentions="/lookup/user">: @ and some letters offer colleagues; the chosen one's id goes into the
// form's hidden field "mentions", so that the text itself stays readable. Ctrl+Enter sends the form.
const TYPED = /@([^\s@]{0,20})$/u;
const WAIT = 150;
let timer = 0;
let asked = null;

const listOf = (area) => area.parentElement.querySelector(".mention-options");
const itemsOf = (area) => [...listOf(area).querySelectorAll("[data-value]")];

function close(area) {
  listOf(area).hidden = true;
  area.removeAttribute("aria-activedescendant");
}

function mark(area, index) {
  itemsOf(area).forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
  const item = itemsOf(area)[index];
  if (item) area.setAttribute("aria-activedescendant", item.id);
  item?.scrollIntoView({ block: "nearest" });
}

function show(area, results) {
  const made = results.map((result, index) => {
    const item = document.createElement("li");
    item.id = `mention-${index}`;
    item.role = "option";
    item.dataset.value = result.value;
    item.dataset.label = result.label;
    item.append(result.label);
    const hint = document.createElement("small");
    hint.textContent = result.hint || "";
    item.append(" ", hint);
    return item;
  });
  listOf(area).replaceChildren(...made);
  listOf(area).hidden = made.length === 0;
  mark(area, 0);
}

async function look(area) {
  const typed = TYPED.exec(area.value.slice(0, area.selectionStart));
  if (!typed) return close(area);
  asked?.abort();
  asked = new AbortController();
  const url = new URL(area.dataset.mentions, location.href);
  url.searchParams.set("q", typed[1]);
  try {
    const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.ok) return close(area);
    show(area, (await answer.json()).results);
  } catch (error) {
    if (error.name !== "AbortError") close(area);
  }
}

function choose(area, item) {
  const before = area.value.slice(0, area.selectionStart).replace(TYPED, `@${item.dataset.label} `);
  area.value = before + area.value.slice(area.selectionStart);
  area.setSelectionRange(before.length, before.length);
  const ids = area.form.elements.mentions;
  ids.value = [...new Set([...ids.value.split(",").filter(Boolean), item.dataset.value])].join(",");
  close(area);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  const area = event.target;
  if (!area.matches?.("textarea[data-mentions]") || event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(look, WAIT, area);
});
document.addEventListener("compositionend", ({ target }) => {
  if (target.matches?.("textarea[data-mentions]")) look(target);
});

document.addEventListener("keydown", (event) => {
  const area = event.target;
  if (!area.matches?.("textarea[data-mentions]") || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    area.form.requestSubmit();
    event.preventDefault();
    return;
  }
  if (listOf(area).hidden) return;
  const items = itemsOf(area);
  const at = items.findIndex((item) => item.ariaSelected === "true");
  if (event.key === "ArrowDown") mark(area, Math.min(at + 1, items.length - 1));
  else if (event.key === "ArrowUp") mark(area, Math.max(at - 1, 0));
  else if ((event.key === "Enter" || event.key === "Tab") && items[at]) choose(area, items[at]);
  else if (event.key === "Escape") close(area);
  else return;
  event.preventDefault();
  event.stopPropagation();
});

document.addEventListener("mousedown", (event) => {
  const item = event.target.closest?.(".mention-options [data-value]");
  if (!item) return;
  event.preventDefault(); // Focus stays in the text.
  choose(item.closest(".with-mentions").querySelector("textarea"), item);
});
document.addEventListener("focusout", ({ target }) => {
  if (target.matches?.("textarea[data-mentions]")) close(target);
});
