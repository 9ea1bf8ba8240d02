// The data-flow map: every link and every mark swaps the map in place and keeps the address; chips and boxes can be
// dragged, or picked up with Space and moved by the arrow keys. The server decides where things come to stand.

const FARTHER = 6; // pixels of the pointer before a press becomes a drag
const STEPS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
let held = null; // what is picked up by the keyboard: { key, value }
let drag = null;
let dropped = false;

const map = () => document.querySelector("[data-map]");
const mark = (target) => target.closest?.("[data-map] svg [role=button]");
const find = ({ key, value }) => map()?.querySelector(`svg [role=button][data-${key}="${CSS.escape(value)}"]`);
const named = (element) => (element.dataset.application ? { key: "application", value: element.dataset.application } : { key: "department", value: element.dataset.department });
const canMove = (element) => map()?.hasAttribute("data-movable") && element?.matches(".chip, .lot");

function address(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ page: null, ...changes })) {
    if (value === null || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

function go(url, target = "#map") {
  const swap = target === "#map" ? "outerMorph" : "innerHTML";
  return htmx.ajax("GET", url, { source: target, target, swap, push: url });
}

function say(words) {
  const line = map()?.querySelector("[data-map-says]");
  if (line) line.textContent = words;
}

// Following a mark: a line opens its record, a chip shows what it touches, a box or lane its own map.
function follow(element, byKeyboard = false) {
  const data = element.dataset;
  if (data.flow) return go(address({ flow: data.flow }), "#map-panel").then(() => readPanel(byKeyboard));
  if (data.application) {
    const url = new URL(location.href);
    const again = url.searchParams.get("touches") === data.application;
    return go(address({ touches: again ? null : data.application, flow: null }));
  }
  const byBox = map().dataset.grouping === "capability";
  const [first, second] = data.lane ? data.lane.split("|") : [data.department, null];
  return go(address(byBox ? { box: first, box2: second, flow: null } : { department: first, other: second, flow: null }));
}

function readPanel(byKeyboard) {
  const head = map()?.querySelector("[data-picked]");
  head?.closest("aside").scrollIntoView({ block: "nearest" });
  if (byKeyboard) head?.focus({ preventScroll: true });
}

function showPicked() {
  const id = map()?.querySelector("[data-picked]")?.dataset.picked;
  for (const one of map()?.querySelectorAll("svg .is-picked") ?? []) one.classList.remove("is-picked");
  if (id) for (const one of map().querySelectorAll(`svg [data-flow="${id}"]`)) one.classList.add("is-picked");
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest('[data-map] a[href^="?"]');
  if (link) {
    event.preventDefault();
    const url = location.pathname + link.getAttribute("href");
    const closes = link.hasAttribute("data-map-close") ? map().querySelector("svg .flow-hit.is-picked") : null;
    go(url.replace(/\?$/, ""), link.hasAttribute("data-panel") ? "#map-panel" : "#map").then(() => closes?.focus());
    return;
  }
  const element = mark(event.target);
  if (!element) return;
  if (dropped) dropped = false;
  else follow(element);
});

document.addEventListener("keydown", (event) => {
  const element = mark(event.target);
  if (!element) return;
  if (event.key === " " && canMove(element)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) letGo();
    else pickUp(element);
  } else if (event.key === "Escape" && held) letGo();
  else if (held && STEPS[event.key]) {
    event.preventDefault();
    move({ step: STEPS[event.key] }, held);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    event.stopImmediatePropagation();
    follow(element, true);
  }
}, true);

function pickUp(element) {
  held = named(element);
  element.classList.add("is-held");
  say(`Picked up ${element.getAttribute("aria-label")}. Arrow keys move it, Space puts it down.`);
}

function letGo() {
  find(held)?.classList.remove("is-held");
  say("Put down.");
  held = null;
}

function move(where, what) {
  const form = document.getElementById("map-move");
  const values = { chip: "", box: "", x: "", y: "", step: "", ...where };
  values[what.key === "application" ? "chip" : "box"] = what.value;
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  form.requestSubmit();
}

document.addEventListener("pointerdown", (event) => {
  const element = mark(event.target);
  dropped = false;
  if (event.button || event.pointerType === "touch" || !canMove(element)) return;
  drag = { element, x: event.clientX, y: event.clientY, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const dx = event.clientX - drag.x;
  const dy = event.clientY - drag.y;
  if (!drag.moved && Math.hypot(dx, dy) < FARTHER) return;
  drag.moved = true;
  event.preventDefault();
  const scale = drag.element.ownerSVGElement.getScreenCTM().a;
  for (const one of carried(drag.element)) {
    one.classList.add("is-dragged");
    one.setAttribute("transform", `translate(${dx / scale} ${dy / scale})`);
  }
});
document.addEventListener("pointerup", (event) => {
  if (!drag?.moved) {
    drag = null;
    return;
  }
  dropped = true;
  const { element } = drag;
  drag = null;
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(element.ownerSVGElement.getScreenCTM().inverse());
  move({ x: at.x.toFixed(1), y: at.y.toFixed(1) }, named(element));
});
document.addEventListener("pointercancel", cancel);
document.addEventListener("dragstart", (event) => mark(event.target) && event.preventDefault());

function cancel() {
  if (drag) for (const one of carried(drag.element)) settle(one);
  drag = null;
}

function settle(one) {
  one.classList.remove("is-dragged");
  one.removeAttribute("transform");
}

// A box takes its chips along.
function carried(element) {
  if (!element.matches(".lot")) return [element];
  const frame = element.querySelector("rect").getBBox();
  const inside = ({ x, y }) => x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
  const chips = [...element.ownerSVGElement.querySelectorAll(".chip")];
  return [element, ...chips.filter((chip) => inside(chip.querySelector("rect").getBBox()))];
}

// After a swap: what was picked up keeps the focus, what was dragged stands where the server put it.
document.addEventListener("htmx:after:settle", () => afterSwap());
document.addEventListener("htmx:after:swap", () => afterSwap());
document.addEventListener("htmx:response:error", () => {
  for (const one of map()?.querySelectorAll("svg .is-dragged") ?? []) settle(one);
});

function afterSwap() {
  if (!map()) return;
  for (const one of map().querySelectorAll("svg .is-dragged")) settle(one);
  showPicked();
  if (!held) return;
  const element = find(held);
  if (!element) return;
  element.classList.add("is-held");
  element.focus({ preventScroll: true });
  say("Moved.");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag) cancel();
});
if (map()) showPicked();
