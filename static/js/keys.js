// Single keys press what carries data-shortcut (N for the page's primary action), unless someone is typing.
function typing(target) {
  return target.closest?.("input, textarea, select, [contenteditable], dialog[open], [popover]");
}

addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (!/^[a-z]$/.test(key) || document.querySelector("dialog[open]")) return;
  const wanted = document.querySelector(`[data-shortcut="${key}"]:not([disabled])`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
