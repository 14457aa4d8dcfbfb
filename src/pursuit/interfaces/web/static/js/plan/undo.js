// Taking back: the toast of a change offers it, and so do the button and Ctrl+Z, newest first.
import { reload } from "./chart.js";
import { took, takeBack } from "./server.js";
import { host } from "./words.js";

const button = host.querySelector('[data-act="undo"]');
const stack = [];

const show = () => {
  if (button) button.disabled = stack.length === 0;
};

export async function undo(url = stack.at(-1)) {
  if (!url) return;
  const at = stack.lastIndexOf(url);
  if (at >= 0) stack.splice(at, 1);
  show();
  if (await takeBack(url)) await reload();
}

took.addEventListener("change", ({ detail }) => {
  stack.push(detail);
  show();
});

// An undo in a toast is a form; its answer would leave the page, so it is asked for beside it.
document.getElementById("toasts")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { pathname } = new URL(event.target.action, location.href);
  event.target.closest(".toast-line")?.remove();
  undo(pathname);
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, dialog");
  if (typing || event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
  event.preventDefault();
  undo();
});
