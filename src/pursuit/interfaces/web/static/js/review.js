// A deal review by keyboard: down or j goes on, up or k back; d, t and n lead into the boxes, Esc out of them.
const STEPS = { ArrowDown: "next", j: "next", ArrowUp: "back", k: "back" };

function typing(target) {
  return target.closest?.("input:not([type=radio]), textarea, select, [contenteditable], dialog[open], .menu[open]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (!document.querySelector("[data-review]") || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (document.body.dataset.shortcuts === "off" || typing(event.target)) return;
  const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : "";
  // On a verdict the arrows choose, as everywhere.
  if (step && event.key.startsWith("Arrow") && event.target.matches?.("input")) return;
  const found = document.querySelector(step ? `[data-step="${step}"]` : `[data-focus="${CSS.escape(event.key)}"]`);
  if (!found || found.disabled) return;
  event.preventDefault();
  if (step) found.click();
  else found.focus();
});

// While an answer is on its way the box must not take more: it will be replaced. The keys work again at once.
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target?.id === "review-work") detail.target.focus({ preventScroll: true });
});

// What was typed stands in the list now, and the arrows go on from here; what was refused is in its box again.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const work = detail.requestConfig?.elt?.matches?.(".review-typed, .review-work form") && document.getElementById("review-work");
  if (!work || document.activeElement !== document.body) return;
  const back = detail.xhr.status < 400 ? work : [...work.querySelectorAll("[data-focus]")].find((box) => box.value) ?? work;
  back.focus({ preventScroll: true });
});
