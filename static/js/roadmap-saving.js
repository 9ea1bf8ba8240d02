// Moves on the roadmap, saved one after the other. Each goes with the version that the page holds for the initiative
// (<a data-for-initiative="3" data-version="2" …>); what somebody else changed meanwhile is shown as it is now.
import { toast } from "./toasts.js";

const CONTENT = { target: "#content", select: "#content", swap: "outerHTML" };
const done = [];
let line = Promise.resolve();
let failed = false;
let told = null;

export function handleOf(id) {
  return document.querySelector(`[data-for-initiative="${CSS.escape(id)}"][data-move]`);
}

export function say(words) {
  const region = document.getElementById("roadmap-said");
  if (region) region.textContent = words;
}

// change: id; values and back (what to post, and what takes it back); words; focus (selector of what gets it again).
export function save(change) {
  line = line.then(() => post(change));
  return line;
}

async function post({ id, values, back, words, focus, isUndo }) {
  const handle = handleOf(id);
  if (!handle) return;
  failed = false;
  const address = handle.dataset.move;
  await htmx.ajax("POST", address, {
    ...CONTENT,
    values: { ...values, version: handle.dataset.version, shown: location.search },
  });
  if (failed) {
    await htmx.ajax("GET", location.href, CONTENT);
  } else {
    if (!isUndo) done.push({ id, values: back, words: `${words} Taken back.`, focus });
    report(id, address, words, isUndo ? null : back);
  }
  // The answer may ask something: why so many run at once.
  if (!document.querySelector("#content dialog[open]")) document.querySelector(focus)?.focus();
}

function report(id, address, words, back) {
  told?.remove();
  const version = handleOf(id)?.dataset.version;
  const undo = back && version ? `${address}?${new URLSearchParams({ ...back, version })}` : "";
  told = toast({ text: words, undo });
}

document.addEventListener("htmx:response:error", () => {
  failed = true;
});
document.addEventListener("htmx:error", () => {
  failed = true;
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
  if (!document.querySelector(".gantt, .board") || event.target.closest("input, textarea, select, dialog")) return;
  const last = done.pop();
  if (!last) return;
  event.preventDefault();
  save({ ...last, isUndo: true });
});
