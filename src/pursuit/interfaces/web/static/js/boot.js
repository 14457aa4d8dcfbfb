// Runs before anything is drawn, so that neither theme nor navigation flickers. No module: it must block.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (root.dataset.theme === "system") root.dataset.bsTheme = dark.matches ? "dark" : "light";
  };
  follow();
  dark.addEventListener("change", follow);
  try {
    root.classList.toggle("nav-narrow", localStorage.getItem("pursuit.nav") === "narrow");
  } catch {
    // Storage may be switched off; the navigation then starts unfolded.
  }
})();
