// A deal review by keyboard: down or j goes on, up or k back; d, t and n lead into the boxes, Esc out of them; 1 to 4
// give the verdict. (e, the end, is a key of every page; it is ours only where a verdict has the focus.)
const STEPS = { ArrowDown: "next", j: "next", ArrowUp: "back", k: "back" };

function meant(event) {
  if (Object.hasOwn(STEPS, event.key)) return document.querySelector(`[data-step="${STEPS[event.key]}"]`);
  if (/^[1-4]$/.test(event.key)) return document.querySelectorAll(".review-verdicts input")[Number(event.key) - 1];
  if (event.key === "e") return event.target.matches?.("input") ? document.querySelector('[data-key="e"]') : null;
  return document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
}

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
  // On a verdict the arrows choose, as everywhere.
  if (event.key.startsWith("Arrow") && event.target.matches?.("input")) return;
  const found = meant(event);
  if (!found || found.disabled) return;
  event.preventDefault();
  if (found.matches("[data-focus]")) found.focus();
  else found.click();
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
