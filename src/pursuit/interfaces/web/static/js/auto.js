// <form data-auto>: a choice applies at once. Without scripts there is a button.
document.addEventListener("change", ({ target }) => {
  if (target.matches?.("form[data-auto] select")) target.form.requestSubmit();
});
