// <form data-draft="key">: what was typed survives errors, reloads and a lost session, until it was sent for good.
import { pick, picked } from "./multi.js";
import { keys, read, write } from "./store.js";

const SENT = "pursuit.sent";
const WEEK = 7 * 24 * 3600 * 1000;
const prefix = `pursuit.draft.${document.body.dataset.person || "0"}.`;
const key = (form) => prefix + form.dataset.draft;

function kept(control) {
  return control.name && !control.closest("[data-no-draft], [data-refs]") && !["password", "file", "submit", "button"].includes(control.type)
    && !["csrfmiddlewaretoken", "version"].includes(control.name);
}

function values(form) {
  const found = {};
  for (const control of form.elements) {
    if (!kept(control)) continue;
    const box = control.type === "checkbox" || control.type === "radio";
    (found[control.name] ??= []).push(box ? control.checked : control.value);
  }
  // The words of a type-ahead field carry no name; only its id is sent.
  for (const input of form.querySelectorAll("input[data-lookup]")) {
    if (!input.closest("[data-refs]")) found[`?${input.id}`] = [input.value];
  }
  for (const field of form.querySelectorAll("[data-refs]")) found[`*${field.dataset.refs}`] = picked(field);
  return found;
}

function put(form, saved) {
  const seen = {};
  for (const control of form.elements) {
    const name = control.dataset?.lookup ? `?${control.id}` : kept(control) ? control.name : null;
    if (name === null) continue;
    const at = (seen[name] = (seen[name] ?? -1) + 1);
    const value = saved[name]?.[at];
    if (value === undefined) continue;
    if (typeof value === "boolean") control.checked = value;
    else control.value = value;
  }
  for (const field of form.querySelectorAll("[data-refs]")) {
    if (saved[`*${field.dataset.refs}`]) pick(field, saved[`*${field.dataset.refs}`]);
  }
  form.dispatchEvent(new CustomEvent("pursuit:restored", { bubbles: true }));
}

function say(form, original) {
  const template = document.getElementById("draft-note");
  if (!template) return;
  const note = template.content.firstElementChild.cloneNode(true);
  note.querySelector("button").addEventListener("click", () => {
    put(form, original);
    write(localStorage, key(form), null);
    note.remove();
  });
  form.prepend(note);
}

function restore(form) {
  if (form.dataset.draftReady) return;
  form.dataset.draftReady = "1";
  const draft = read(localStorage, key(form));
  if (!draft || Date.now() - draft.at > WEEK) return;
  const original = values(form);
  if (JSON.stringify(original) === JSON.stringify(draft.values)) return;
  put(form, draft.values);
  // After an error the person knows what was typed; only a surprise needs words.
  if (key(form) !== returned) say(form, original);
}

function scan(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) restore(form);
  if (root.matches?.("form[data-draft]")) restore(root);
}

/* After a plain submit the next page tells: the form is gone, or a good toast came with it, so it was accepted.
   Returns the key of a form that came back instead. One that the server has rearranged (data-arranged) holds what was
   typed in its new order: that becomes the draft. */
function settle() {
  const sent = read(sessionStorage, SENT);
  if (!sent || "error" in document.body.dataset) return null;
  write(sessionStorage, SENT, null);
  const again = [...document.querySelectorAll("form[data-draft]")].find((form) => key(form) === sent);
  if (again && "arranged" in again.dataset) {
    write(localStorage, sent, { at: Date.now(), values: values(again) });
    return null;
  }
  const accepted = !again || document.querySelector("#toasts .toast-sound");
  if (accepted) write(localStorage, sent, null);
  return accepted ? null : sent;
}

let timer = 0;
document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-draft]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => write(localStorage, key(form), { at: Date.now(), values: values(form) }), 250);
});

document.addEventListener("submit", ({ target }) => {
  if (target.matches("form[data-forgets]")) for (const name of keys(localStorage, "pursuit.draft.")) write(localStorage, name, null);
  if (!target.matches("form[data-draft]")) return;
  clearTimeout(timer);
  write(localStorage, key(target), { at: Date.now(), values: values(target) });
  write(sessionStorage, SENT, key(target));
});

// An accepted form may come back empty in the answer (comments): its draft goes before that is swapped in.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig?.elt?.closest?.("form[data-draft]");
  if (form && detail.requestConfig.verb !== "get" && detail.xhr.status < 400) write(localStorage, key(form), null);
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.("form[data-draft]");
  if (!form || detail.requestConfig.verb === "get") return;
  write(sessionStorage, SENT, null);
  // htmx says "successful" only of what it swaps in; a sheet is answered with another address to go to.
  if (detail.xhr.status >= 200 && detail.xhr.status < 400) write(localStorage, key(form), null);
});

const returned = settle();
scan(document);
document.addEventListener("htmx:load", ({ target }) => scan(target));
