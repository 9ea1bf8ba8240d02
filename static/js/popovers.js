// Popovers open and close by the browser itself (click, Enter, Esc, focus back); this only puts them beside their number.
const GAP = 10;
const EDGE = 12;
const beside = new WeakMap();

function opener(pop) {
  return beside.get(pop) ?? document.querySelector(`[popovertarget="${CSS.escape(pop.id)}"]:not([popovertargetaction])`);
}

// number: where it hangs, of a popover that several numbers share.
export function place(pop, number) {
  if (number) beside.set(pop, number);
  const from = opener(pop)?.getBoundingClientRect();
  if (!from) return;
  pop.classList.add("is-placed");
  const box = pop.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(from.left - 16, innerWidth - box.width - EDGE));
  const fitsBelow = from.bottom + GAP + box.height < innerHeight - EDGE;
  const above = !fitsBelow && from.top - GAP - box.height > EDGE;
  const top = above ? from.top - GAP - box.height : Math.min(from.bottom + GAP, Math.max(EDGE, innerHeight - box.height - EDGE));
  pop.classList.toggle("below", above);
  pop.style.left = `${left}px`;
  pop.style.top = `${top}px`;
  pop.style.setProperty("--pop-x", `${Math.max(12, Math.min(from.left + from.width / 2 - left - 5, box.width - 24))}px`);
}

document.addEventListener("toggle", (event) => {
  const pop = event.target;
  if (!pop.matches?.("[popover]")) return;
  opener(pop)?.setAttribute("aria-expanded", String(event.newState === "open"));
  if (event.newState === "open" && pop.matches("[data-pop]")) place(pop);
}, true);

function follow() {
  for (const pop of document.querySelectorAll("[data-pop]:popover-open")) place(pop);
}
addEventListener("scroll", follow, { capture: true, passive: true });
addEventListener("resize", follow);
// One that loads its words when it opens grows then.
document.addEventListener("htmx:after:swap", follow);

// A list in a popover that narrows while one types: the client switcher.
document.addEventListener("input", (event) => {
  const list = document.getElementById(event.target.dataset.narrows || "");
  if (!list) return;
  const wanted = event.target.value.trim().toLowerCase();
  for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
});
