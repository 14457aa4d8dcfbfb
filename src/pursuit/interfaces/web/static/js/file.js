// A file field says which file was chosen.
document.addEventListener("change", ({ target }) => {
  const name = target.closest?.(".file-picker")?.querySelector("[data-file-name]");
  if (name && target.files?.length) name.textContent = [...target.files].map((file) => file.name).join("、");
});
