// The pages around signing in.
import "./menu.js";
import { write } from "./store.js";

// Coming here means that what was sent last did not arrive: its draft must survive.
write(sessionStorage, "pursuit.sent", null);

const first = document.querySelector("[data-autofocus], form input:not([type=hidden]):not([readonly])");
first?.focus();

// A passkey goes back to the same place as a password: the address keeps `next`.
for (const form of document.querySelectorAll("form#mfa_login")) {
  const next = new URLSearchParams(location.search).get("next");
  if (next) form.action += `?${new URLSearchParams({ next })}`;
}
