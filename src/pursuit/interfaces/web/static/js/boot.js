// Runs before anything is drawn, so that neither theme nor navigation flickers. No module: it must block.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (root.dataset.theme === "system") root.dataset.bsTheme = dark.matches ? "dark" : "light";
  };
  follow();
  dark.addEventListener("change", follow);
  // A key pressed while the modules are on their way is theirs all the same (what is typed into a box is the box's).
  const early = [];
  const keep = (event) => {
    if (event.target === document.body || event.target === root) early.push(event);
  };
  document.addEventListener("keydown", keep);
  document.addEventListener("DOMContentLoaded", () => {
    document.removeEventListener("keydown", keep);
    for (const event of early) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", event));
  });
  try {
    root.classList.toggle("nav-narrow", localStorage.getItem("pursuit.nav") === "narrow");
  } catch {
    // Storage may be switched off; the navigation then starts unfolded.
  }
})();
