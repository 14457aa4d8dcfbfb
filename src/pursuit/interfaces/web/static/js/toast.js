// Toasts name what happened and link to it. The server sends them as the event "pursuit:toast" or with the page.
const region = document.getElementById("toasts");
const STAYS = { sound: 6000, unknown: 6000, watch: 10000, act: 0 };
const UNDO = 10000;

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function action({ url, link, post }) {
  if (!post) return element("a", { href: url, textContent: link });
  // Undo changes data, so it is a POST.
  const form = element("form", { method: "post", action: url });
  const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  form.append(
    element("input", { type: "hidden", name: "csrfmiddlewaretoken", value: token }),
    element("input", { type: "hidden", name: "back", value: location.pathname + location.search }),
    element("button", { className: "btn btn-sm", textContent: link }),
  );
  return form;
}

function local(url) {
  return typeof url === "string" && url.startsWith("/") && !url.startsWith("//");
}

function settle(line, tone, post) {
  const stays = post ? UNDO : STAYS[tone];
  if (stays) setTimeout(() => line.matches(":hover, :focus-within") || line.remove(), stays);
}

export function toast({ text, tone = "sound", url = "", link = "", post = false }) {
  if (!region || !text) return;
  const kind = Object.hasOwn(STAYS, tone) ? tone : "unknown";
  const line = element("div", { className: `toast-line toast-${kind}` });
  line.append(element("span", { textContent: text }));
  if (link && local(url)) line.append(action({ url, link, post }));
  line.append(
    element("button", { type: "button", className: "bar-button", textContent: "×", ariaLabel: region.dataset.close }),
  );
  // A modal dialog makes everything outside it inert, so the toasts move into it while it is open.
  const dialog = document.querySelector("dialog[open]");
  if (dialog && !dialog.contains(region)) {
    dialog.append(region);
    dialog.addEventListener("close", () => document.body.append(region), { once: true });
  }
  region.append(line);
  settle(line, kind, post);
}

document.addEventListener("pursuit:toast", ({ detail }) => toast(detail));
region?.addEventListener("click", ({ target }) => {
  if (target.closest(".bar-button")) target.closest(".toast-line").remove();
});
for (const line of region?.querySelectorAll(".toast-line") ?? []) {
  settle(line, line.dataset.tone, line.querySelector("form"));
}
