// Light, dark, or as the device is set; remembered in this browser.
const KEY = "tl-theme";
const device = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try { return localStorage.getItem(KEY) || "system"; } catch { return "system"; }
}

function show() {
  const choice = chosen();
  const dark = choice === "dark" || (choice === "system" && device.matches);
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  for (const button of document.querySelectorAll("[data-theme-choice] button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice] button");
  if (!button) return;
  try { localStorage.setItem(KEY, button.value); } catch { /* storage is off: holds for this page only */ }
  show();
});
device.addEventListener("change", show);
show();
