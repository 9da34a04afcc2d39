// Light or dark: the address, else what this browser chose last, else the system.
(() => {
  const KEY = "markwatch-theme";
  const asked = new URLSearchParams(location.search).get("__theme");
  const system = () =>
    matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const chosen = () => asked || localStorage.getItem(KEY) || system();

  const apply = (theme) => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.style.colorScheme = theme;
    document.body?.classList.toggle("dark", theme === "dark");
  };

  apply(chosen());
  // Gradio sets its own class on the body when it starts: keep it to the choice.
  document.addEventListener("DOMContentLoaded", () => {
    apply(chosen());
    new MutationObserver(() => {
      const dark = document.documentElement.dataset.theme === "dark";
      if (document.body.classList.contains("dark") !== dark)
        document.body.classList.toggle("dark", dark);
    }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-mw-theme]")) return;
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem(KEY, next);
    apply(next);
  });
})();
