// Several records in one field: the type-ahead of [data-refs] adds a chip with a hidden input; × or Backspace removes one.
const fieldOf = (element) => element.closest?.("[data-refs]");
const list = (field) => field.querySelector(".refs-picked");
const values = (field) => [...list(field).querySelectorAll("input")].map((input) => input.value);

function add(field, value, label) {
  if (!value || values(field).includes(String(value))) return;
  const chip = field.querySelector("template").content.firstElementChild.cloneNode(true);
  chip.querySelector("span").textContent = label;
  chip.querySelector("input").value = value;
  const button = chip.querySelector("button");
  button.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${label}`);
  list(field).append(chip);
}

function changed(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function drop(field, chip) {
  if (!chip) return;
  chip.remove();
  changed(field);
  field.querySelector("[data-lookup]").focus();
}

/* For drafts: what is picked as [[id, name], …], and putting it back. */
export function picked(field) {
  return [...list(field).children].map((chip) => [chip.querySelector("input").value, chip.querySelector("span").textContent]);
}

export function pick(field, saved) {
  list(field).replaceChildren();
  for (const [value, label] of saved) add(field, value, label);
}

document.addEventListener("change", ({ target }) => {
  const field = fieldOf(target);
  if (!field || target.type !== "hidden" || target.name) return;
  const input = field.querySelector("[data-lookup]");
  add(field, target.value, input.value);
  input.value = target.value = "";
  changed(field);
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-refs] [data-drops]");
  if (button) drop(fieldOf(button), button.closest("li"));
});

document.addEventListener("keydown", (event) => {
  const field = fieldOf(event.target);
  if (!field || !event.target.dataset.lookup || event.isComposing) return;
  // Enter picks; with nothing to pick it must not send a half-filled form.
  if (event.key === "Enter") event.preventDefault();
  if (event.key !== "Backspace" || event.target.value !== "") return;
  event.preventDefault();
  drop(field, list(field).lastElementChild);
});

// Words that were not chosen are no value: they go when the field is left.
document.addEventListener("focusout", ({ target }) => {
  if (!fieldOf(target) || !target.dataset.lookup) return;
  target.value = "";
  target.removeAttribute("aria-invalid");
});
