// The bar of selected rows, the choice of columns, and the question when two people changed the same cell.
import { columns, config, textOf } from "./grid-cells.js";
import * as cursor from "./grid-cursor.js";
import { knownFor } from "./grid-editing.js";
import { edit, remove } from "./grid-saving.js";

const bar = document.getElementById("grid-bulk");
const set = document.getElementById("grid-set");
const clashes = document.getElementById("grid-clashes");
const open = [];
let gone;

export function setUp(hooks) {
  ({ gone } = hooks);
  bar?.addEventListener("click", act);
  if (set) {
    const field = set.querySelector("[name=field]");
    field.append(...config.columns.filter(({ key, kind }) => key !== "name" && kind !== "readiness")
      .map(({ key, label }) => new Option(label, key)));
    field.addEventListener("change", offer);
    set.querySelector("form").addEventListener("submit", () => {
      change(field.value, set.querySelector("[name=value]").value);
    });
  }
  clashes?.addEventListener("close", () => { open.length = 0; });
}

export function refresh() {
  if (!bar) return;
  const { size } = cursor.selected;
  bar.hidden = size === 0;
  bar.querySelector("[data-bulk-count]").textContent = size;
  bar.querySelector("[data-grid-act=merge]").hidden = size !== 2;
  bar.querySelector("[data-grid-act=overlap]").hidden = size < 2;
}

function change(field, text) {
  edit(cursor.chosenRows().map((row) => ({ id: row.id, field, text })));
}

async function act(event) {
  const { gridAct: name, field } = event.target.closest("button")?.dataset || {};
  const ids = [...cursor.selected];
  if (name === "set") ask(field);
  else if (name === "retire") change("lifecycle", "Retired");
  else if (name === "merge") location.assign(`${config.merge}?keep=${ids[0]}&other=${ids[1]}`);
  else if (name === "overlap") location.assign(`${config.overlap}?${new URLSearchParams(ids.map((id) => ["application", id]))}`);
  else if (name === "remove") gone(await remove(ids));
  else if (name === "clear") cursor.selectAll(false);
}

function ask(field) {
  set.querySelector("[name=field]").value = field;
  set.querySelector("[name=value]").value = "";
  offer();
  set.showModal();
  set.querySelector("[name=value]").focus();
}

function offer() {
  const known = knownFor(columns.get(set.querySelector("[name=field]").value));
  document.getElementById("grid-set-known").replaceChildren(...known.map((name) => Object.assign(document.createElement("option"), { value: name })));
}

// Somebody else changed the same cell first: both values, and a choice.
export function clashed(found) {
  open.push(...found);
  clashes.querySelector("tbody").replaceChildren(...open.map(line));
  if (!clashes.open) clashes.showModal();
}

function line(clash) {
  const { row, field, mine, by } = clash;
  const element = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = `${columns.get(field).label} of ${row.name}`;
  const theirs = textOf({ ...row, _typed: undefined, [field]: clash.theirs }, field) || "nothing";
  element.append(head, choice(clash, "theirs", `Keep ${by ? `${by}’s` : "their"} value: ${theirs}`), choice(clash, "mine", `Use mine: ${mine || "nothing"}`));
  return element;
}

function choice(clash, whose, words) {
  const cell = document.createElement("td");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-s", textContent: words });
  button.addEventListener("click", () => decide(clash, whose));
  cell.append(button);
  return cell;
}

function decide(clash, whose) {
  const { row, field, mine } = clash;
  delete row._typed?.[field];
  row[field] = clash.theirs;
  if (whose === "mine") edit([{ id: row.id, field, text: mine }]);
  open.splice(open.indexOf(clash), 1);
  if (open.length) clashes.querySelector("tbody").replaceChildren(...open.map(line));
  else clashes.close();
  document.dispatchEvent(new CustomEvent("grid:redraw", { detail: row }));
}

export function chooseColumns(state, changed) {
  const box = document.getElementById("grid-columns");
  for (const { key, label, head } of config.columns) {
    if (key === "name") continue;
    const input = Object.assign(document.createElement("input"), { type: "checkbox", className: "form-check-input", checked: state.columns.includes(key) });
    const words = document.createElement("label");
    words.append(input, ` ${label || head}`);
    input.addEventListener("change", () => {
      const wanted = new Set(state.columns);
      if (input.checked) wanted.add(key);
      else wanted.delete(key);
      state.columns = config.columns.map((column) => column.key).filter((name) => wanted.has(name));
      changed(key, input.checked);
    });
    box.append(words);
  }
}

