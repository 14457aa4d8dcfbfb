// <form data-lean>: addresses say only what was asked for: no empty parameters, several values of one name as one.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!("lean" in target.dataset)) return;
  const names = new Set(formData.keys());
  for (const name of names) {
    const values = formData.getAll(name).filter((value) => value !== "");
    if (values.length === 0) formData.delete(name);
    else formData.set(name, values.join(","));
  }
});
