// Dialogs and the side sheet: [data-opens="id"] opens, [data-closes] closes, content swapped into #sheet-host shows it.
const sheet = document.getElementById("sheet");
const host = document.getElementById("sheet-host");

export function openDialog(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) {
    opener.closest("details.menu")?.removeAttribute("open");
    openDialog(document.getElementById(opener.dataset.opens));
    return;
  }
  const dialog = event.target.closest?.("dialog");
  if (!dialog) return;
  // A click that hits the dialog itself, not its content, is on the backdrop.
  const box = dialog.getBoundingClientRect();
  const outside =
    event.target === dialog &&
    (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom);
  if (outside || event.target.closest("[data-closes]")) dialog.close();
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== host) return;
  if (host.childElementCount === 0) {
    sheet.close();
    return;
  }
  openDialog(sheet);
  const title = host.querySelector("h2");
  if (title) sheet.setAttribute("aria-label", title.textContent.trim());
  const start = host.querySelector("[autofocus], [aria-invalid=true], .dialog-body :is(input:not([type=hidden]), select, textarea)");
  start?.focus();
});

document.addEventListener("pursuit:close-sheet", () => sheet?.close());
sheet?.addEventListener("close", () => host.replaceChildren());
