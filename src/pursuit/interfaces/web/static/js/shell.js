// The frame: folding navigation, the thin bar for requests over 300 ms, exact amounts on tap.
import { toast } from "./toast.js";

const root = document.documentElement;
const region = document.getElementById("toasts");
const bar = document.getElementById("progress");

document.querySelector("[data-fold-nav]")?.addEventListener("click", () => {
  const narrow = root.classList.toggle("nav-narrow");
  try {
    localStorage.setItem("pursuit.nav", narrow ? "narrow" : "wide");
  } catch {
    // Not remembered; no harm.
  }
});

let running = 0;
let timer = 0;

document.addEventListener("htmx:beforeRequest", () => {
  running += 1;
  if (running === 1) timer = setTimeout(() => bar?.classList.add("on"), 300);
});

document.addEventListener("htmx:afterRequest", () => {
  running = Math.max(0, running - 1);
  if (running > 0) return;
  clearTimeout(timer);
  bar?.classList.remove("on");
});

document.addEventListener("htmx:responseError", ({ detail }) => {
  if (!detail.xhr.getResponseHeader("HX-Trigger")) toast({ text: region.dataset.failed, tone: "act" });
});

document.addEventListener("htmx:sendError", () => toast({ text: region.dataset.offline, tone: "act" }));

// A finger cannot hover: a tap swaps 123.46 万 with the exact amount.
document.addEventListener("click", ({ target }) => {
  const money = target.closest?.("data.money[title]");
  if (!money || target.closest("a, button, .editable")) return;
  const shown = money.textContent;
  money.textContent = money.title;
  money.title = shown;
});
