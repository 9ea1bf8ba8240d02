// The roadmap's bars: dragging moves, edges resize, arrows move by a day (Shift: a week). What was moved is saved by the
// address that the page holds for the bar (<a data-for-initiative="3" data-move="…">); without scripts the bar's own page does it.
const PAUSE = 600;
const EDGE = 8;
const LEAST = 4;
let drag = null;
let typed = null;
let back = "";
let swallow = false;

function barOf(target) {
  const bar = target.closest?.(".gantt svg g[data-initiative]");
  const link = bar && document.querySelector(`[data-for-initiative="${bar.dataset.initiative}"][data-move]`);
  return link ? { bar, url: link.dataset.move, week: weekWidth(bar.ownerSVGElement) } : null;
}

// In the drawing's own units: the distance of the first two lines of the grid.
function weekWidth(svg) {
  const upright = [...svg.querySelectorAll("line")].filter((line) => line.getAttribute("x1") === line.getAttribute("x2"));
  return Number(upright[1].getAttribute("x1")) - Number(upright[0].getAttribute("x1"));
}

function scaleOf(svg) {
  return svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
}

function show({ bar, week }, days) {
  for (const part of [bar, bar.nextElementSibling]) {
    if (part === bar || part?.matches(".bar-words")) part.setAttribute("transform", `translate(${(days / 7) * week} 0)`);
  }
}

function save({ bar, url }, days, edge) {
  back = bar.dataset.initiative;
  htmx.ajax("POST", url, { target: "#content", select: "#content", swap: "outerHTML", values: { days, edge } });
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const found = step && barOf(event.target);
  if (!found) return;
  event.preventDefault();
  if (typed?.bar !== found.bar) typed = { ...found, days: 0 };
  typed.days += step * (event.shiftKey ? 7 : 1);
  show(typed, typed.days);
  clearTimeout(typed.timer);
  typed.timer = setTimeout(() => {
    if (typed.days) save(typed, typed.days, "both");
    typed = null;
  }, PAUSE);
});

document.addEventListener("pointerdown", (event) => {
  const found = event.button === 0 && event.pointerType !== "touch" && barOf(event.target);
  if (!found) return;
  const box = found.bar.getBoundingClientRect();
  const edge = event.clientX > box.right - EDGE ? "end" : event.clientX < box.left + EDGE ? "start" : "both";
  drag = { ...found, edge, from: event.clientX, days: 0, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!drag || (!drag.moved && Math.abs(event.clientX - drag.from) < LEAST)) return;
  drag.moved = true;
  event.preventDefault();
  const units = (event.clientX - drag.from) * scaleOf(drag.bar.ownerSVGElement);
  drag.days = Math.round((units / drag.week) * 7);
  if (drag.edge === "both") show(drag, drag.days);
  drag.bar.classList.add("is-dragged");
});
document.addEventListener("pointerup", () => {
  const done = drag;
  drag = null;
  if (!done?.moved) return;
  swallow = true;
  setTimeout(() => { swallow = false; }, 0);
  done.bar.classList.remove("is-dragged");
  if (done.days) save(done, done.days, done.edge);
});
// The click that ends a drag opens nothing. In the capture phase, before figures.js hears of it.
document.addEventListener("click", (event) => {
  if (!swallow) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}, true);

document.addEventListener("htmx:response:error", () => {
  for (const part of document.querySelectorAll(".gantt svg g[transform]")) part.removeAttribute("transform");
});
document.addEventListener("htmx:after:swap", () => {
  if (!back) return;
  document.querySelector(`.gantt svg g[data-initiative="${CSS.escape(back)}"]`)?.focus();
  back = "";
});
