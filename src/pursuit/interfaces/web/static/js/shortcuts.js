// One-letter keys: / search, c create, e edit, ? help, g and a letter to go somewhere.
import { openDialog } from "./dialog.js";

const AFTER_G = 1200;
let wentAt = 0;

function busy(target) {
  return target.closest?.("input, textarea, select, [contenteditable], dialog[open]") || document.querySelector("dialog[open]");
}

const press = {
  "/": () => document.querySelector('[data-key="/"]'),
  c: () => document.querySelector('[data-key="c"]'),
  e: () => document.querySelector('[data-key="e"]'),
};

function act(element) {
  if (element.matches("details")) {
    element.open = true;
    element.querySelector(".menu-items :is(a, button)")?.focus();
  } else if (element.matches("input")) {
    element.focus();
    element.select();
  } else {
    element.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (document.body.dataset.shortcuts === "off" || busy(event.target)) return;
  const after = Date.now() - wentAt < AFTER_G;
  wentAt = 0;
  if (after) {
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  if (event.key === "g") {
    wentAt = Date.now();
  } else if (event.key === "?") {
    openDialog(document.getElementById("help"));
  } else {
    const element = Object.hasOwn(press, event.key) && press[event.key]();
    if (!element) return;
    event.preventDefault();
    act(element);
  }
});
