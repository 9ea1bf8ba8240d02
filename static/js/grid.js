// The grid of applications: rows fetched once, drawn as far as they are seen, edited in place.
import { Tabulator, FilterModule, FormatModule, FrozenColumnsModule, InteractionModule, ResizeColumnsModule, SortModule } from "../vendor/tabulator.min.js";
import * as bulk from "./grid-bulk.js";
import { columns, config, day, escaped, money, shownOf, sorter, suggestedFor } from "./grid-cells.js";
import * as cursor from "./grid-cursor.js";
import * as editing from "./grid-editing.js";
import * as filters from "./grid-filters.js";
import * as moving from "./grid-paste.js";
import * as saving from "./grid-saving.js";

Tabulator.registerModule([FilterModule, FormatModule, FrozenColumnsModule, InteractionModule, ResizeColumnsModule, SortModule]);

const NUMBERS = new Set(["number", "money"]);
const place = document.getElementById("grid");
const told = document.getElementById("grid-told");
const isNarrow = matchMedia("(max-width: 767.98px)").matches;
const rows = new Map();  // id → its data, which is the data of the table's row, too
const drawn = new WeakMap();  // data → the table's row
let table;

function say(words) {
  told.textContent = words;
}

function columnOf(key) {
  const { head, kind, width } = columns.get(key);
  const isName = key === "name";
  return {
    field: key,
    title: head,
    width: isName && isNarrow ? 148 : width,
    frozen: isName,
    visible: filters.state.columns.includes(key),
    cssClass: NUMBERS.has(kind) ? "is-number" : isName ? "is-name" : "",
    hozAlign: NUMBERS.has(kind) ? "right" : "left",
    headerHozAlign: NUMBERS.has(kind) ? "right" : "left",
    sorter: sorter(key),
    headerSortTristate: false,
    formatter: draw,
  };
}

function draw(cell) {
  const row = cell.getData();
  const key = cell.getField();
  const element = cell.getElement();
  element.classList.toggle("is-wrong", Boolean(row._wrong?.[key]));
  element.classList.toggle("is-typed", row._typed?.[key] !== undefined);
  element.title = row._wrong?.[key] || "";
  if (row._wrong?.[key]) element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
  return shownOf(row, key) + (row._wrong?.[key] ? `<span class="sr-only">, not saved</span>` : "");
}

const SELECT = {
  field: "_select",
  title: "",
  width: 36,
  frozen: true,
  headerSort: false,
  resizable: false,
  titleFormatter: () => '<input type="checkbox" class="ck" data-grid-all aria-label="Select all applications shown" tabindex="-1">',
  formatter: (cell) => (typeof cell.getData().id === "number"
    ? `<input type="checkbox" class="ck grid-select" tabindex="-1" aria-label="Select ${escaped(cell.getData().name)}">` : ""),
};

function dataOf({ fields, rows: values }) {
  return values.map((one) => Object.fromEntries(fields.map((field, index) => [field, one[index]])));
}

async function begin() {
  const answer = await fetch(config.rows, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`rows: ${answer.status}`);
  const found = await answer.json();
  const data = dataOf(found);
  if (config.may_edit) data.push(saving.newRow());
  for (const row of data) rows.set(row.id, row);
  editing.setUp({ names: found.names, redraw: (row) => repaint(new Set([row.id])) });
  saving.setUp({ rows, repaint, grown, clashed: bulk.clashed, told: say });
  moving.setUp({ blank: blankRows, rowNamed });
  bulk.setUp({ gone });
  build(data);
}

function build(data) {
  const isBackwards = filters.state.sort.startsWith("-");
  table = new Tabulator(place, {
    data,
    index: "id",
    columns: [...(config.may_edit ? [SELECT] : []), ...config.columns.map((column) => columnOf(column.key))],
    rowHeight: 36,
    maxHeight: "calc(100dvh - 132px)",
    layout: "fitDataStretch",
    resizableColumnGuide: true,
    headerSortClickElement: "header",
    initialFilter: filters.matches,
    initialSort: [{ column: filters.state.sort.replace("-", ""), dir: isBackwards ? "desc" : "asc" }],
    rowFormatter: (row) => {
      row.getElement().row = row.getData();
      row.getElement().classList.toggle("is-new", Boolean(row.getData()._blank));
    },
    placeholder: "No application matches.",
  });
  table.on("tableBuilt", ready);
  table.on("dataSorted", (sorters) => {
    if (!sorters.length) return;
    filters.state.sort = (sorters[0].dir === "desc" ? "-" : "") + sorters[0].field;
    if (place.classList.contains("is-ready")) after();
  });
  table.on("dataFiltered", () => { if (place.classList.contains("is-ready")) requestAnimationFrame(after); });
  table.on("renderComplete", cursor.queue);
}

function after() {
  cursor.refresh();
  filters.tell();
  summarise();
}

function ready() {
  for (const row of table.getRows()) drawn.set(row.getData(), row);
  document.getElementById("table").remove();
  place.hidden = false;
  table.redraw(true);
  place.classList.add("is-ready");
  table.element.setAttribute("aria-label", "Applications");
  table.element.setAttribute("aria-multiselectable", "true");
  table.element.setAttribute("aria-describedby", "grid-keys");
  cursor.setUp(table, { onSelection: bulk.refresh });
  filters.watch(() => table.refreshFilter());
  bulk.chooseColumns(filters.state, (key, isOn) => {
    table[isOn ? "showColumn" : "hideColumn"](key);
    after();
  });
  listen(table.element);
  after();
  performance.mark("grid-ready");
}

function listen(root) {
  root.addEventListener("keydown", press);
  root.addEventListener("dblclick", (event) => {
    if (event.target.closest(".tabulator-row") && !event.target.closest("a, input, textarea")) editing.start();
  });
  root.addEventListener("change", (event) => {
    if (event.target.matches("[data-grid-all]")) cursor.selectAll(event.target.checked);
  });
  root.addEventListener("click", (event) => {
    if (event.pointerType === "touch" && event.target.closest(".tabulator-cell.is-here")) editing.start();
    if (event.target.matches(".grid-select")) event.preventDefault();
    const answer = event.target.closest("[data-suggested]")?.dataset.suggested;
    const { row, key } = cursor.here();
    if (answer) saving.answerTo(row, key, answer === "accept");
  });
  root.addEventListener("mousedown", (event) => { if (event.target.matches(".grid-handle")) fillBy(event, root); });
  document.addEventListener("copy", (event) => { if (cursor.isFocused()) moving.copy(event); });
  document.addEventListener("cut", (event) => { if (cursor.isFocused()) { moving.copy(event); moving.clear(); } });
  document.addEventListener("paste", (event) => { if (cursor.isFocused() && config.may_edit) moving.paste(event); });
  document.addEventListener("grid:redraw", (event) => repaint(new Set([event.detail.id])));
  document.querySelector("[data-grid-wrong]")?.addEventListener("click", () => { root.focus(); cursor.goToWrong(); });
}

// The handle at the corner of the range, drawn down: what stands in the range's first row goes into all of them.
function fillBy(event, root) {
  event.preventDefault();
  event.stopPropagation();
  const { rows: first, keys } = cursor.range();
  const column = cursor.allKeys().indexOf(keys.at(-1));
  let last = null;
  const over = (move) => {
    const row = document.elementFromPoint(move.clientX, move.clientY)?.closest(".tabulator-row")?.row;
    if (!row || row === last || row._blank) return;
    last = row;
    const count = cursor.rowsFrom(first[0]).indexOf(row) + 1;
    if (count > 0) cursor.extendTo(row, column);
  };
  const drop = () => {
    removeEventListener("mousemove", over);
    root.classList.remove("is-filling");
    const { rows: all } = cursor.range();
    if (all.length > first.length) moving.fill(first[0], all.slice(1), keys);
  };
  root.classList.add("is-filling");
  addEventListener("mousemove", over);
  addEventListener("mouseup", drop, { once: true });
}

function press(event) {
  if (event.target.closest(".grid-editor") || event.isComposing) return;
  const command = event.ctrlKey || event.metaKey;
  const act = command ? commands(event) : keys(event);
  if (act) act();
  else if (!(command ? cursor.moveBy(event) : cursor.moveBy(event) || types(event))) return;
  event.preventDefault();
}

function commands({ key, shiftKey }) {
  const { row } = cursor.here();
  const open = () => { if (typeof row?.id === "number") location.assign(config.application.replace("/0/", `/${row.id}/`)); };
  if (key === "Enter") return open;
  if (key.toLowerCase() === "a") return cursor.everything;
  if (!config.may_edit) return null;
  const back = () => saving.step(true, gone), forth = () => saving.step(false, gone);
  return { z: shiftKey ? forth : back, y: forth, d: moving.fillDown }[key.toLowerCase()];
}

function keys({ key, shiftKey }) {
  if (key === "Escape") return () => { cursor.leave(); say("Tab leaves the grid now."); };
  const { row, key: field } = cursor.here();
  const isOne = cursor.range().rows.length === 1 && cursor.range().keys.length === 1;
  const isSuggested = config.may_edit && isOne && row && suggestedFor(row, field);
  if (isSuggested && (key === "Enter" || key === "Delete")) return () => saving.answerTo(row, field, key === "Enter");
  if (key === "Enter" || key === "F2") return () => editing.start();
  if (!config.may_edit) return null;
  if (key === " ") return () => cursor.selectHere(shiftKey);
  if (key === "Delete" || key === "Backspace") return moving.clear;
  return null;
}

// A sign begins a new text in the cell; of one that is still being composed, the field gets the rest.
function types({ key, altKey }) {
  if (!config.may_edit || altKey || (key.length > 1 && key !== "Dead" && key !== "Process")) return false;
  editing.start(key.length === 1 ? key : "");
  return true;
}

function repaint(ids) {
  const changed = [...ids].map((id) => rows.get(id));
  editing.undisturbed(() => {
    for (const row of changed) if (row) drawn.get(row)?.reformat();
    cursor.queue();
    summarise();
  });
}

// More rows, at the end until somebody sorts.
function grown(list) {
  for (const row of list) rows.set(row.id, row);
  editing.undisturbed(() => table.addData(list).then((made) => {
    for (const row of made) drawn.set(row.getData(), row);
    cursor.refresh();
    summarise();
  }));
}

// So many rows to write new applications into: the empty one at the end, and more.
function blankRows(count) {
  const last = [...rows.values()].find((row) => row._blank);
  const fresh = Array.from({ length: Math.max(0, count - 1) }, () => saving.newRow());
  if (fresh.length) grown(fresh);
  return count ? [last, ...fresh] : [];
}

function gone(left) {
  for (const row of left || []) {
    rows.delete(row.id);
    cursor.selected.delete(row.id);
  }
  // All at once: deleting row by row draws the table as often.
  editing.undisturbed(() => table.replaceData([...rows.values()]).then(() => {
    for (const row of table.getRows()) drawn.set(row.getData(), row);
    bulk.refresh();
    cursor.refresh();
    summarise();
  }));
}

function rowNamed(name) {
  const wanted = (name || "").toLowerCase();
  return [...rows.values()].find((row) => !row._blank && (row.name || "").toLowerCase() === wanted);
}

let summing = 0;
function summarise() {
  cancelAnimationFrame(summing);
  summing = requestAnimationFrame(() => {
    const shown = table.getRows("active").map((row) => row.getData()).filter((row) => typeof row.id === "number");
    tellWhetherEmpty();
    filters.count(rows.values());
    const cents = shown.reduce((sum, row) => sum + Math.round(Number(row.annual_cost || 0) * 100), 0);
    const departments = new Set(shown.flatMap((row) => row.departments)).size;
    const words = [
      counted(shown.length, "application"),
      counted(departments, "department"),
      `${money(cents / 100)} ${config.currency} a year`,
    ];
    document.getElementById("grid-sums").textContent = words.join(" · ") + renewals(shown);
  });
}

// A client without applications is told how to begin; the filters come with the first one.
function tellWhetherEmpty() {
  const isEmpty = ![...rows.keys()].some((id) => typeof id === "number");
  document.querySelector("[data-grid-empty]")?.toggleAttribute("hidden", !isEmpty);
  document.querySelector("[data-grid-filters]").toggleAttribute("hidden", isEmpty);
}

function counted(number, noun) {
  return `${money(number)} ${noun}${number === 1 ? "" : "s"}`;
}

function renewals(shown) {
  const soon = shown.filter((row) => {
    const days = row.renewal_date ? (Date.parse(row.renewal_date) - Date.parse(config.today)) / 86_400_000 : -1;
    return days >= 0 && days <= 60;
  }).sort((one, two) => one.renewal_date.localeCompare(two.renewal_date));
  if (!soon.length) return "";
  const named = soon.slice(0, 3).map((row) => `${row.name} ${day(row.renewal_date)}`).join(", ");
  return ` · ${soon.length} renew${soon.length === 1 ? "s" : ""} in the next 60 days: ${named}${soon.length > 3 ? " …" : ""}`;
}

begin().catch(() => say("The grid could not be loaded. The list below works without it; load the page again to retry."));
