// <button data-copies="id">: the text of that element goes to the clipboard; data-copied is what the toast says.
import { toast } from "./toast.js";

const region = document.getElementById("toasts");

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copies]");
  const source = button && document.getElementById(button.dataset.copies);
  if (!source) return;
  const text = source.dataset.copyText || source.innerText.trim();
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: button.dataset.copied });
  } catch {
    // Without a secure address there is no clipboard: the text is selected instead.
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    toast({ text: region?.dataset.failed, tone: "watch" });
  }
});
