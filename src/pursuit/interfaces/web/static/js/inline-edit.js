// Click a value to edit it in place. Markup:
//   <span data-value-slot><button class="editable" hx-get="…" hx-target="closest [data-value-slot]">value</button></span>
// The answer is <form data-inline hx-post="…" hx-target="closest [data-value-slot]">…</form>. Enter saves, Esc restores.
const before = new WeakMap();

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const slot = detail.target;
  if (slot.matches?.("[data-value-slot]") && slot.querySelector(".editable")) before.set(slot, slot.innerHTML);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const slot = detail.target;
  if (!slot.matches?.("[data-value-slot]")) return;
  const control = slot.querySelector("form[data-inline] :is(input:not([type=hidden]), select, textarea)");
  if (control) {
    control.focus();
    control.select?.();
  } else {
    slot.querySelector(".editable")?.focus();
  }
});

function restore(slot) {
  if (!before.has(slot)) return;
  slot.innerHTML = before.get(slot);
  slot.querySelector(".editable")?.classList.remove("htmx-request");
  htmx.process(slot);
  slot.querySelector(".editable")?.focus();
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-inline]");
  if (!form || event.isComposing) return;
  if (event.key === "Escape") {
    event.preventDefault();
    restore(form.closest("[data-value-slot]"));
  } else if (event.key === "Enter" && event.target.matches("textarea") && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Enter" && event.target.matches("select")) {
    event.preventDefault();
    form.requestSubmit();
  }
});

document.addEventListener("click", ({ target }) => {
  const cancel = target.closest?.("form[data-inline] [data-cancels]");
  if (cancel) restore(cancel.closest("[data-value-slot]"));
});
