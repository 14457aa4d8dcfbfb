// Wishes go to the server one after another; what comes back is shown. The server alone computes.
import { toast } from "../toast.js";
import { model } from "./model.js";
import { host, words } from "./words.js";

const bar = document.getElementById("progress");
const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";
export const took = new EventTarget(); // "change": what takes the last change back
export const asked = { baseline: "" };
let queue = Promise.resolve();
let under = 0; // wishes that are not answered yet
let timer = 0;

function busy(on) {
  clearTimeout(timer);
  if (on) timer = setTimeout(() => bar?.classList.add("on"), 300);
  else bar?.classList.remove("on");
}

async function ask(url, options) {
  busy(true);
  try {
    return await fetch(url, { ...options, headers: { Accept: "application/json", ...options?.headers } });
  } catch {
    toast({ text: document.getElementById("toasts")?.dataset.offline, tone: "act" });
    return null;
  } finally {
    busy(false);
  }
}

export async function load() {
  const answer = await ask(asked.baseline ? `${host.dataset.rows}?baseline=${asked.baseline}` : host.dataset.rows);
  if (!answer?.ok || answer.redirected) return null;
  return answer.json();
}

async function send(wish) {
  const answer = await ask(host.dataset.changes, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({ version: model.plan.version, baseline: asked.baseline, ...wish }),
  });
  return answered(answer);
}

// A filled-in form: sent as it is.
export async function submit(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  body.set(form.elements.plan ? "plan" : "version", model.plan.version);
  body.set("baseline", asked.baseline);
  return answered(await ask(form.action, { method: "POST", body }));
}

async function answered(answer) {
  if (!answer) return { refused: true };
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) {
    model.plan = said.plan ?? model.plan;
    if (said.undo) took.dispatchEvent(new CustomEvent("change", { detail: said.undo }));
    // Only the last change offers to be taken back at once; the others are behind the button.
    for (const form of document.querySelectorAll("#toasts form")) form.closest(".toast-line").remove();
    toast({ text: said.said, url: said.undo ?? "", link: said.undo ? words.undo : "", post: Boolean(said.undo) });
    return said;
  }
  toast({ text: said.detail ?? document.getElementById("toasts")?.dataset.failed, tone: "act" });
  return { refused: true, stale: answer.status === 409, field: said.field };
}

// One at a time: each wish names the version the one before it made. Where none is under way it leaves at once, before
// the chart draws what it makes of it.
export function change(wish) {
  const go = () => send(wish).finally(() => (under -= 1));
  queue = under ? queue.then(go, go) : go();
  under += 1;
  return queue;
}

// An undo is a form in a toast; its answer would leave the page, so it is asked for beside it.
export async function takeBack(url) {
  const answer = await ask(url, {
    method: "POST",
    headers: { "HX-Request": "true", "X-CSRFToken": token(), "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ back: location.pathname + location.search }),
  });
  const told = answer?.headers.get("HX-Trigger");
  if (told) toast(JSON.parse(told)["pursuit:toast"]);
  else if (answer?.ok) toast({ text: words.undone });
  return Boolean(answer?.ok);
}
