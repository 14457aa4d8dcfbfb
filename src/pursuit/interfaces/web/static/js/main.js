// Everything a page of the shell needs. Each module listens on the document, so swapped-in parts work at once.
import "./menu.js";
import "./shell.js";
import "./shortcuts.js";
import "./toast.js";
import "./dialog.js";
import "./draft.js";
import "./combobox.js";
import "./multi.js";
import "./day.js";
import "./inline-edit.js";
import "./row-nav.js";
import "./select-rows.js";
import "./rows.js";
import "./order.js";
import "./copy.js";
import "./mentions.js";
import "./print.js";
