// The rail as a drawer on narrow screens. Without this script its address (#rail) opens it.
const rail = document.querySelector("[data-drawer]");
const narrow = matchMedia("(max-width: 767.98px)");
let before = null;

function set(open, back = true) {
  rail.classList.toggle("is-open", open);
  document.querySelector("[data-drawer-open]")?.setAttribute("aria-expanded", String(open));
  if (open) {
    before = document.activeElement;
    rail.querySelector("[data-drawer-close]")?.focus();
  } else if (back) {
    before?.focus();
  }
}

if (rail) {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-drawer-open]")) {
      event.preventDefault();
      set(true);
    } else if (rail.classList.contains("is-open") && (event.target.closest("[data-drawer-close]") || !rail.contains(event.target))) {
      event.preventDefault();
      set(false);
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && rail.classList.contains("is-open") && !document.querySelector(":popover-open")) set(false);
  });
  // Leaving it by Tab closes it, so that the focus is never behind it.
  document.addEventListener("focusin", (event) => {
    if (rail.classList.contains("is-open") && !rail.contains(event.target)) set(false, false);
  });
  narrow.addEventListener("change", () => rail.classList.contains("is-open") && set(false));
}
