// Runs before the first paint, so that a dark page never flashes light. The rest of the theme is in theme.js.
(function () {
  var choice = "system";
  try { choice = localStorage.getItem("tl-theme") || "system"; } catch (e) { /* storage is off: follow the device */ }
  var dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
})();
