// Blocks of cells from and to a spreadsheet program, and filling down.
import { columns, config, editable, textOf } from "./grid-cells.js";
import * as cursor from "./grid-cursor.js";
import { ask, edit } from "./grid-saving.js";

const SURE = 60;  // so many changed cells are pasted without asking, if no row is added
const dialog = document.getElementById("grid-paste");
const heads = new Map(config.columns.flatMap(({ key, head, label }) => [[head.toLowerCase(), key], [label.toLowerCase(), key]]));
heads.set("tool", "name").set("name", "name");
let blank, rowNamed, waiting = [];

export function setUp(hooks) {
  ({ blank, rowNamed } = hooks);
  dialog?.querySelector("form").addEventListener("submit", () => { put(waiting); waiting = []; });
}

// Rows of cells out of what a spreadsheet program copies: tabs, line ends, and quotes around cells that hold them.
export function parse(text) {
  const rows = [[]];
  let cell = "", isQuoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let place = 0; place < source.length; place += 1) {
    const sign = source[place];
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (source[place + 1] === '"') { cell += '"'; place += 1; } else isQuoted = false;
    } else if (sign === '"' && !cell) isQuoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows.at(-1).push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows.at(-1).push(cell);
  return rows;
}

function quoted(text) {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function copy(event) {
  const rows = cursor.selected.size && cursor.range().rows.length === 1
    ? cursor.chosenRows().map((row) => cursor.allKeys().map((key) => textOf(row, key)))
    : cursor.block();
  event.clipboardData.setData("text/plain", rows.map((row) => row.map(quoted).join("\t")).join("\n"));
  event.preventDefault();
}

export async function paste(event) {
  const text = event.clipboardData.getData("text/plain");
  event.preventDefault();
  if (!text) return;
  const changes = placed(parse(text));
  const isNew = changes.some(({ row }) => row === null);
  const cells = changes.reduce((sum, { typed }) => sum + Object.keys(typed).length, 0);
  if (isNew || cells > SURE) await preview(changes);
  else put(changes);
}

// Which text belongs where: by its heads, if the first line are heads; otherwise from the cursor on.
function placed(cells) {
  const keys = cells[0].map((text) => heads.get(text.trim().toLowerCase()));
  if (cells.length > 1 && keys.includes("name") && keys.filter(Boolean).length >= Math.min(2, keys.length)) {
    return cells.slice(1).filter((row) => row.some(Boolean)).map((row) => byName(row, keys));
  }
  const { rows: chosen, keys: wide } = cursor.range();
  const isOne = cells.length === 1 && cells[0].length === 1;
  const block = isOne ? chosen.map(() => wide.map(() => cells[0][0])) : cells;
  const { row, key } = isOne ? { row: chosen[0], key: wide[0] } : topLeft();
  const goals = cursor.rowsFrom(row).filter((one) => !one._blank);
  const wanted = cursor.keysFrom(key);
  return block.map((texts, place) => ({ row: goals[place] ?? null, typed: typedOf(texts, wanted) })).filter(({ typed }) => Object.keys(typed).length);
}

function topLeft() {
  const { rows, keys } = cursor.range();
  return { row: rows[0], key: keys[0] };
}

function byName(texts, keys) {
  const typed = typedOf(texts, keys);
  return { row: rowNamed(typed.name) ?? null, typed };
}

function typedOf(texts, keys) {
  return Object.fromEntries(texts.map((text, place) => [keys[place], text.trim()]).filter(([key]) => key && editable(key)));
}

function put(changes) {
  const fresh = changes.filter(({ row }) => row === null);
  const rows = blank(fresh.length);
  edit(changes.flatMap(({ row, typed }) => {
    const goal = row ?? rows.shift();
    return Object.entries(typed).map(([field, text]) => ({ id: goal.id, field, text }));
  }));
}

async function preview(changes) {
  const edits = changes.map(({ row, typed }) =>
    row && typeof row.id === "number"
      ? { id: row.id, version: row.version, was: Object.fromEntries(Object.keys(typed).map((key) => [key, row[key]])), typed }
      : { id: null, typed });
  const answer = await ask({ edits, preview: true });
  waiting = changes;
  const verdicts = answer.verdicts || [];
  const wrong = verdicts.flatMap((verdict, place) => Object.values(verdict.wrong).map((words) => `Row ${place + 1}: ${words}`));
  const added = verdicts.filter((verdict) => verdict.is_new && verdict.is_changed).length;
  const changed = verdicts.filter((verdict) => !verdict.is_new && verdict.is_changed).length;
  const say = (name, words) => { dialog.querySelector(`[data-paste="${name}"]`).textContent = words; };
  say("words", answer.error || `${count(added, "application")} will be added, ${changed} changed.`);
  say("wrong", wrong.length ? `${count(wrong.length, "cell")} cannot be saved and will stay marked: ${wrong.slice(0, 4).join(" ")}${wrong.length > 4 ? " …" : ""}` : "");
  say("submit", `Paste ${count(changes.length, "row")}`);
  dialog.querySelector("tbody").replaceChildren(...changes.slice(0, 8).map(({ row, typed }) => line(row, typed)));
  dialog.showModal();
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function line(row, typed) {
  const texts = [row ? "change" : "add", typed.name ?? row?.name ?? "–", ...Object.entries(typed).filter(([key]) => key !== "name").slice(0, 4).map(([key, text]) => `${columns.get(key).head}: ${text || "–"}`)];
  const element = document.createElement("tr");
  element.append(...texts.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
  return element;
}

export function clear() {
  const { rows, keys } = cursor.range();
  edit(rows.filter((row) => !row._blank).flatMap((row) => keys.filter(editable).map((field) => ({ id: row.id, field, text: "" }))));
}

// The first row of the range into the rest of it; a single cell takes what stands above it.
export function fillDown() {
  const { top, rows, keys } = cursor.range();
  if (rows.length > 1) return fill(rows[0], rows.slice(1), keys);
  const above = cursor.rowAt(top - 1);
  if (above) fill(above, rows, keys);
}

export function fill(source, rows, keys) {
  edit(rows.filter((row) => !row._blank).flatMap((row) =>
    keys.filter((key) => editable(key) && key !== "name").map((field) => ({ id: row.id, field, text: textOf(source, field) }))));
}
