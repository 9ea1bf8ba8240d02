// "Why this number?": a link to the page that explains a figure opens what it says in one popover beside the figure.
import { place } from "./popovers.js";

const answers = new Map();
let pop = null;
let opener = null;
let wanted = "";
let pressed = null;

function make() {
  pop = document.createElement("div");
  pop.className = "pop";
  pop.id = "why";
  pop.popover = "auto";
  pop.tabIndex = -1;
  pop.dataset.pop = "";
  pop.setAttribute("role", "dialog");
  pop.setAttribute("aria-labelledby", "why-t");
  pop.addEventListener("toggle", (event) => {
    if (event.newState === "closed") closed();
  });
  document.body.append(pop);
}

function closed() {
  opener?.setAttribute("aria-expanded", "false");
  const left = document.activeElement === document.body || pop.contains(document.activeElement);
  if (left && opener?.isConnected) opener.focus();
  opener = null;
  wanted = "";
}

function say(words, busy) {
  const title = document.createElement("b");
  title.className = "h";
  title.id = "why-t";
  title.textContent = "Why this number?";
  const line = document.createElement("span");
  line.className = "rule";
  line.textContent = words;
  pop.setAttribute("aria-busy", String(busy));
  pop.replaceChildren(title, line);
  return line;
}

function show(address, html) {
  if (address !== wanted) return;
  pop.setAttribute("aria-busy", "false");
  pop.innerHTML = html;
  place(pop, opener);
  pop.focus();
}

function failed(address) {
  if (address !== wanted) return;
  const line = say("It could not be loaded. ", false);
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Open as a page";
  line.append(link);
  place(pop, opener);
  pop.focus();
}

async function load(address) {
  wanted = address;
  if (answers.has(address)) return show(address, answers.get(address));
  say("Loading…", true);
  place(pop, opener);
  pop.focus();
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    const html = await answer.text();
    if (answer.status !== 404 && (!answer.ok || !html || answer.redirected)) throw new Error(String(answer.status));
    if (answer.ok) answers.set(address, html);
    show(address, html);
  } catch {
    failed(address);
  }
}

function open(link) {
  opener?.setAttribute("aria-expanded", "false");
  opener = link;
  if (!pop.matches(":popover-open")) pop.showPopover();
  link.setAttribute("aria-expanded", "true");
}

// Pressing a number whose popover is open has closed it before the click arrives.
document.addEventListener("pointerdown", (event) => {
  const link = event.target.closest?.("a.why");
  pressed = link && link === opener && pop.matches(":popover-open") ? link : null;
}, true);

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-pop-close]")) return pop?.hidePopover();
  const link = event.target.closest?.("a.why");
  if (!link || event.defaultPrevented) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!pop) make();
  const again = link === pressed || (link === opener && pop.matches(":popover-open"));
  pressed = null;
  if (again) return pop.hidePopover();
  // A figure inside the popover leads on to its own explanation; the number on the page stays where it hangs.
  if (!pop.contains(link)) open(link);
  load(link.href);
});

// What was entered since may have changed any figure.
document.addEventListener("htmx:after:swap", () => answers.clear());
