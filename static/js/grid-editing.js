// The field in which a cell is edited. Enter saves and goes down, Tab saves and goes on, Esc leaves the cell as it was.
import { columns, config, editable, textOf } from "./grid-cells.js";
import * as cursor from "./grid-cursor.js";
import { edit } from "./grid-saving.js";

const list = document.getElementById("grid-known");
const later = [];  // what is drawn once nobody types
let open = null, names = {}, redraw;

export function setUp(hooks) {
  ({ names, redraw } = hooks);
}

// Drawing rows anew would take the field away from under the person typing in it: it waits until they are done.
export function undisturbed(draw) {
  if (open) later.push(draw);
  else draw();
}

// typed: the sign that began it, "" to begin with an empty field; nothing: what stands there, selected.
export function start(typed) {
  finish(true);
  const { row, key } = cursor.here();
  const cell = row && cursor.cellOf(row, key);
  if (!cell || !config.may_edit) return;
  if (!editable(key)) {
    document.getElementById("grid-told").textContent = "Readiness is counted from its five columns. Choose them under Columns to change it.";
    return;
  }
  const field = document.createElement(key === "notes" ? "textarea" : "input");
  field.className = "grid-editor";
  field.setAttribute("aria-label", `${columns.get(key).label} of ${row.name || "a new application"}`);
  field.autocomplete = "off";
  const before = textOf(row, key);
  field.value = typed ?? before;
  offer(field, key);
  cell.replaceChildren(field, tip(row, key));
  cell.classList.add("is-edited");
  open = { row, key, field, before };
  field.addEventListener("keydown", press);
  // Afterwards: the focus may go because its row is being drawn anew or scrolled away, in the middle of that.
  field.addEventListener("blur", () => queueMicrotask(() => { if (open?.field === field) finish(true); }));
  field.addEventListener("input", () => offer(field, key));
  field.focus();
  if (typed === undefined) field.select();
}

function tip(row, key) {
  const words = document.createElement("span");
  words.className = "grid-tip";
  words.innerHTML = "<kbd>Enter</kbd> save <kbd>Esc</kbd> undo";
  if (row._wrong?.[key]) words.textContent = row._wrong[key];
  return words;
}

// What has been called by a name before; in a list of several, for the one that is being typed.
function offer(field, key) {
  const column = columns.get(key);
  const known = knownFor(column);
  if (!known.length || field.tagName !== "INPUT") return;
  const before = column.kind === "names" ? field.value.slice(0, Math.max(field.value.lastIndexOf(","), field.value.lastIndexOf(";")) + 1) : "";
  const wanted = field.value.slice(before.length).trim().toLowerCase();
  const fitting = known.filter((name) => name.toLowerCase().includes(wanted)).slice(0, 30);
  list.replaceChildren(...fitting.map((name) => Object.assign(document.createElement("option"), { value: before ? `${before} ${name}` : name })));
  field.setAttribute("list", list.id);
}

export function knownFor(column) {
  if (column.kind === "choice") return column.choices.map(([, label]) => label);
  if (column.kind === "answer") return ["yes", "no", "unknown"];
  if (column.kind === "yes") return ["yes", "no"];
  return names[column.names] || [];
}

function press(event) {
  event.stopPropagation();
  if (event.isComposing) return;
  if (event.key === "Escape") leave(event, false);
  else if (event.key === "Enter" && !(event.altKey && event.target.tagName === "TEXTAREA")) {
    leave(event, true);
    cursor.below(event.shiftKey);
  } else if (event.key === "Tab") {
    leave(event, true);
    cursor.tab(event.shiftKey);
  }
}

function leave(event, isKept) {
  event.preventDefault();
  const root = event.target.closest("[role=grid]");
  finish(isKept);
  root.focus({ preventScroll: true });
}

export function finish(isKept) {
  if (!open) return;
  const { row, key, field, before } = open;
  open = null;
  const text = field.value;
  field.closest(".tabulator-cell")?.classList.remove("is-edited");
  const isSame = text === before || !isKept;
  if (isSame || !edit([{ id: row.id, field: key, text }])) redraw(row);
  for (const draw of later.splice(0)) draw();
}
