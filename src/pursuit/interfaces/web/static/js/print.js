// [data-prints] prints the page: what paper shows is the style sheets' business.
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-prints]");
  if (!button) return;
  button.closest("details.menu")?.removeAttribute("open");
  window.print();
});
