// The roadmap's bars: dragging moves, edges stretch; a finger holds a bar before it drags, so that a swipe still scrolls.
// Arrows move by a day, Page Up and Page Down by a week, with Shift the go-live alone; up and down go to the next bar.
// Without scripts the bar's own page does it.
import { handleOf, save, say } from "./roadmap-saving.js";

const DAY = 86_400_000;
const PAUSE = 700;
const EDGE = 8;
const LEAST = 4;
const HOLD = 350;
const FINGER = 20;
const TREMBLE = 10;
const AFTER_TOUCH = 400;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageDown: -7, PageUp: 7 };
const BARS = ".gantt svg g[data-initiative]";
const SVG = "http://www.w3.org/2000/svg";
let drag = null;
let held = null;
let typed = null;
let swallow = false;

// Days are counted in UTC, so that no change of the clock makes one of them 23 hours long.
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;

// As the pages write it: 14 Mar 2027 in English, other languages in their own order.
function words(day) {
  const language = document.documentElement.lang || "en";
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  if (!language.startsWith("en")) return format.format(day * DAY);
  const part = Object.fromEntries(format.formatToParts(day * DAY).map(({ type, value }) => [type, value]));
  return `${part.day} ${part.month} ${part.year}`;
}

// The bar with its days and the calendar of its drawing; null for what can't be moved.
function found(target) {
  const bar = target.closest?.(BARS);
  const handle = bar && handleOf(bar.dataset.initiative);
  if (!handle?.dataset.start || !handle.dataset.end) return null;
  const plot = bar.ownerSVGElement.querySelector(".plot").dataset;
  return {
    bar,
    id: bar.dataset.initiative,
    name: handle.textContent,
    start: dayOf(handle.dataset.start),
    end: dayOf(handle.dataset.end),
    x: (day) => Number(plot.x) + ((day - dayOf(plot.from)) / 7) * Number(plot.week),
    week: Number(plot.week),
  };
}

function moved({ start, end }, days, edge) {
  const length = end - start;
  if (edge === "start") return { start: Math.min(start + days, end), end, days: Math.min(days, length) };
  if (edge === "end") return { start, end: Math.max(end + days, start), days: Math.max(days, -length) };
  return { start: start + days, end: end + days, days };
}

function ghostOf(one) {
  const box = one.bar.getBBox();
  const ghost = document.createElementNS(SVG, "rect");
  ghost.setAttribute("class", "ghost");
  ghost.setAttribute("y", box.y - 3);
  ghost.setAttribute("height", box.height + 6);
  ghost.setAttribute("rx", 4);
  one.bar.ownerSVGElement.append(ghost);
  one.bar.classList.add("is-dragged");
  return ghost;
}

function show(one, days, edge) {
  one.ghost ||= ghostOf(one);
  const now = moved(one, days, edge);
  one.ghost.setAttribute("x", one.x(now.start));
  one.ghost.setAttribute("width", Math.max(one.x(now.end) - one.x(now.start), 2));
  one.now = now;
  const said = `${one.name}: ${words(now.start)} to ${words(now.end)}`;
  if (one.said !== said) say(said);
  one.said = said;
}

function leave(one) {
  one?.ghost?.remove();
  one?.bar.classList.remove("is-dragged");
}

function finish(one, edge) {
  const { days } = one.now;
  if (!days) {
    leave(one);
    return;
  }
  const focus = `${BARS}[data-initiative="${CSS.escape(one.id)}"]`;
  save({ id: one.id, values: { days, edge }, back: { days: -days, edge }, words: `${one.said}.`, focus }).then(() => leave(one));
}

function type(event, one) {
  const edge = event.shiftKey ? "end" : "both";
  if (typed && (typed.one.bar !== one.bar || typed.edge !== edge)) settle();
  typed ||= { one, edge, days: 0 };
  typed.days += STEPS[event.key];
  show(typed.one, typed.days, edge);
  typed.days = typed.one.now.days;
  clearTimeout(typed.timer);
  typed.timer = setTimeout(settle, PAUSE);
}

function settle() {
  const last = typed;
  typed = null;
  if (!last) return;
  clearTimeout(last.timer);
  finish(last.one, last.edge);
}

function neighbour(bar, step) {
  const bars = [...bar.ownerSVGElement.querySelectorAll("g[data-initiative]")];
  bars[bars.indexOf(bar) + step]?.focus();
}

document.addEventListener("keydown", (event) => {
  const bar = event.target.closest?.(BARS);
  if (!bar || event.ctrlKey || event.metaKey || event.altKey) return;
  const one = event.key in STEPS && found(bar);
  if (one) type(event, one);
  else if (event.key === "ArrowUp" || event.key === "ArrowDown") neighbour(bar, event.key === "ArrowUp" ? -1 : 1);
  else if (event.key === "Escape" && typed) {
    clearTimeout(typed.timer);
    leave(typed.one);
    typed = null;
    say("Left where it was.");
  } else return;
  event.preventDefault();
});

function edgeAt(bar, clientX, width = EDGE) {
  const box = bar.getBoundingClientRect();
  const edge = Math.min(width, box.width / 3);
  if (clientX > box.right - edge) return "end";
  return clientX < box.left + edge ? "start" : "both";
}

// What a finger holds is not moved before HOLD is over; moving earlier means scrolling.
function hold(begun, event) {
  const timer = setTimeout(() => {
    held = null;
    drag = { ...begun, moved: true };
    show(drag.one, 0, drag.edge);
    navigator.vibrate?.(10);
  }, HOLD);
  held = { timer, x: event.clientX, y: event.clientY };
}

function letGo() {
  clearTimeout(held?.timer);
  held = null;
}

function drop() {
  letGo();
  leave(drag?.one);
  drag = null;
}

document.addEventListener("pointerdown", (event) => {
  swallow = false;
  if (!event.isPrimary) drop();
  const one = event.button === 0 && event.isPrimary && found(event.target);
  if (!one) return;
  const touched = event.pointerType !== "mouse";
  const begun = { one, touched, edge: edgeAt(one.bar, event.clientX, touched ? FINGER : EDGE), from: event.clientX };
  if (touched) hold(begun, event);
  else drag = begun;
});
document.addEventListener("pointermove", (event) => {
  if (held && Math.hypot(event.clientX - held.x, event.clientY - held.y) > TREMBLE) letGo();
  if (!drag) {
    const bar = event.target.closest?.(BARS);
    if (bar) bar.classList.toggle("is-edge", edgeAt(bar, event.clientX) !== "both");
    return;
  }
  if (!drag.moved && Math.abs(event.clientX - drag.from) < LEAST) return;
  drag.moved = true;
  event.preventDefault();
  const svg = drag.one.bar.ownerSVGElement;
  const units = (event.clientX - drag.from) * (svg.viewBox.baseVal.width / svg.getBoundingClientRect().width);
  show(drag.one, Math.round((units / drag.one.week) * 7), drag.edge);
});
document.addEventListener("pointercancel", drop);
document.addEventListener("pointerup", () => {
  const last = drag;
  letGo();
  drag = null;
  if (!last?.moved) return;
  swallow = true;
  setTimeout(() => { swallow = false; }, last.touched ? AFTER_TOUCH : 0);
  finish(last.one, last.edge);
});
// While a finger drags, the page under it stands still and offers no menu.
document.addEventListener("touchmove", (event) => {
  if (drag?.touched && event.cancelable) event.preventDefault();
}, { passive: false });
document.addEventListener("contextmenu", (event) => {
  if (drag?.touched || held) event.preventDefault();
});
// The click that ends a drag opens nothing. In the capture phase, before figures.js hears of it.
document.addEventListener("click", (event) => {
  if (!swallow) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}, true);

// One stop of the Tab key for all bars: the one that had the focus last.
function enter(bar) {
  for (const other of bar.ownerSVGElement.querySelectorAll("g[data-initiative]")) other.setAttribute("tabindex", other === bar ? 0 : -1);
}
function arrive() {
  for (const svg of document.querySelectorAll(".gantt svg")) {
    const first = svg.querySelector("g[data-initiative]");
    if (first) enter(first);
  }
}
document.addEventListener("focusin", (event) => {
  const bar = event.target.closest?.(BARS);
  if (bar) enter(bar);
});
document.addEventListener("htmx:after:swap", arrive);
arrive();
