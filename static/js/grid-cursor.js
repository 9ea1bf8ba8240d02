// The cursor of the grid and the range around it: where they are, how keys and pointer move them, how they look.
import { unsaved } from "./grid-saving.js";
import { textOf } from "./grid-cells.js";

const ROW = 36;
let table, root, holder, rowsShown = [], places = new Map(), keys = [], queued = false;
let at = { row: 0, column: 0 }, from = { row: 0, column: 0 };
const marked = new Set();
export const selected = new Set();
let lastSelected = 0, leaving = false, changedSelection = () => {};

export function setUp(grid, { onSelection }) {
  table = grid;
  root = table.element;
  holder = root.querySelector(".tabulator-tableholder");
  changedSelection = onSelection;
  holder.removeAttribute("tabindex");  // the grid itself holds the focus
  root.tabIndex = 0;
  holder.addEventListener("scroll", queue, { passive: true });
  root.addEventListener("focusin", queue);
  root.addEventListener("focusout", queue);
  root.addEventListener("mousedown", press);
  root.addEventListener("mousemove", drag);
  refresh();
}

// After sorting, filtering or other columns: the cursor stays on its row, if that is still there.
export function refresh() {
  const [row, other] = [rowsShown[at.row], rowsShown[from.row]];
  rowsShown = table.getRows("active").map((one) => one.getData());
  places = new Map(rowsShown.map((one, place) => [one, place]));
  keys = table.getColumns().filter((column) => column.isVisible() && column.getField() !== "_select").map((column) => column.getField());
  at = { row: places.get(row) ?? 0, column: Math.min(at.column, Math.max(0, keys.length - 1)) };
  from = { row: places.get(other) ?? at.row, column: Math.min(from.column, Math.max(0, keys.length - 1)) };
  queue();
}

export function range() {
  const [top, bottom] = [Math.min(at.row, from.row), Math.max(at.row, from.row)];
  const [left, right] = [Math.min(at.column, from.column), Math.max(at.column, from.column)];
  return { top, bottom, left, right, rows: rowsShown.slice(top, bottom + 1), keys: keys.slice(left, right + 1) };
}

export const here = () => ({ row: rowsShown[at.row], key: keys[at.column] });
export const rowsFrom = (row) => rowsShown.slice(places.get(row));
export const rowAt = (place) => rowsShown[place];
export const keysFrom = (key) => keys.slice(keys.indexOf(key));
export const allKeys = () => keys;
export const isFocused = () => document.activeElement === root;

export function cellOf(row, key) {
  return elementOf(row)?.querySelector(`[tabulator-field="${key}"]`);
}

function elementOf(row) {
  return [...holder.querySelectorAll(".tabulator-row")].find((element) => element.row === row);
}

export function go(row, column, { extend = false } = {}) {
  at = { row: Math.max(0, Math.min(row, rowsShown.length - 1)), column: Math.max(0, Math.min(column, keys.length - 1)) };
  if (!extend) from = { ...at };
  leaving = false;
  reveal();
  queue();
}

export function goTo(row, key) {
  if (places.has(row)) go(places.get(row), Math.max(0, keys.indexOf(key)));
}

export function extendTo(row, column) {
  go(places.get(row), column, { extend: true });
}

function reveal() {
  const top = at.row * ROW;
  const room = holder.clientHeight;
  if (top < holder.scrollTop) holder.scrollTop = top;
  else if (top + ROW > holder.scrollTop + room) holder.scrollTop = top + ROW - room;
  const column = table.getColumn(keys[at.column]);
  const head = column?.getElement();
  if (!head || column.getDefinition().frozen) return;
  const fixed = [...root.querySelectorAll(".tabulator-headers > .tabulator-frozen")].reduce((sum, one) => sum + one.offsetWidth, 0);
  if (head.offsetLeft - fixed < holder.scrollLeft) holder.scrollLeft = head.offsetLeft - fixed;
  else if (head.offsetLeft + head.offsetWidth > holder.scrollLeft + holder.clientWidth)
    holder.scrollLeft = head.offsetLeft + head.offsetWidth - holder.clientWidth;
}

export function queue() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => { queued = false; paint(); });
}

function paint() {
  for (const cell of marked) cell.classList.remove("is-here", "is-in", "has-tip");
  marked.clear();
  document.querySelector(".grid-handle")?.remove();
  const { top, bottom, left, right } = range();
  for (const element of holder.querySelectorAll(".tabulator-row")) {
    const place = places.get(element.row);
    element.classList.toggle("is-sel", selected.has(element.row?.id));
    const box = element.querySelector(".grid-select");
    if (box) box.checked = selected.has(element.row?.id);
    if (place === undefined || place < top || place > bottom) continue;
    for (let column = left; column <= right; column += 1) dress(element, place, column, { bottom, right });
  }
}

function dress(element, place, column, { bottom, right }) {
  const cell = element.querySelector(`[tabulator-field="${keys[column]}"]`);
  if (!cell) return;
  marked.add(cell);
  cell.classList.add("is-in");
  if (place === bottom && column === right && isFocused()) {
    const handle = document.createElement("span");
    handle.className = "grid-handle";
    cell.append(handle);
  }
  if (place !== at.row || column !== at.column) return;
  cell.classList.add("is-here");
  cell.id ||= `cell-${element.row.id}-${keys[column]}`;
  root.setAttribute("aria-activedescendant", cell.id);
}

function cellAt(target) {
  const cell = target.closest?.(".tabulator-cell");
  const row = cell?.closest(".tabulator-row")?.row;
  if (!row || !places.has(row)) return null;
  return { row: places.get(row), column: keys.indexOf(cell.getAttribute("tabulator-field")), data: row };
}

function press(event) {
  if (event.button || event.target.closest("a, .grid-editor, .grid-handle")) return;
  const found = cellAt(event.target);
  if (!found) return;
  event.preventDefault();
  root.focus({ preventScroll: true });
  if (found.column < 0) toggle(found.row, event.shiftKey);
  else go(found.row, found.column, { extend: event.shiftKey });
}

function drag(event) {
  if (event.buttons !== 1 || !isFocused() || event.target.closest(".grid-handle") || root.classList.contains("is-filling")) return;
  const found = cellAt(event.target);
  if (found && found.column >= 0 && (found.row !== at.row || found.column !== at.column)) go(found.row, found.column, { extend: true });
}

export function toggle(place, isRange = false) {
  const rows = isRange ? rowsShown.slice(Math.min(place, lastSelected), Math.max(place, lastSelected) + 1) : [rowsShown[place]];
  const isOn = isRange ? true : !selected.has(rows[0]?.id);
  for (const row of rows) {
    if (typeof row?.id !== "number") continue;
    if (isOn) selected.add(row.id);
    else selected.delete(row.id);
  }
  lastSelected = place;
  changedSelection();
  queue();
}

export function selectAll(isOn) {
  selected.clear();
  if (isOn) for (const row of rowsShown) if (typeof row.id === "number") selected.add(row.id);
  changedSelection();
  queue();
}

export function chosenRows() {
  return rowsShown.filter((row) => selected.has(row.id));
}

const pageOf = () => Math.max(1, Math.floor(holder.clientHeight / ROW) - 1);

// Where a key leads, or nothing when it is not a key that moves.
function target({ key, ctrlKey, metaKey }) {
  const jump = ctrlKey || metaKey;
  const [lastRow, lastColumn] = [rowsShown.length - 1, keys.length - 1];
  const moves = {
    ArrowUp: () => [jump ? 0 : at.row - 1, at.column],
    ArrowDown: () => [jump ? lastRow : at.row + 1, at.column],
    ArrowLeft: () => [at.row, jump ? 0 : at.column - 1],
    ArrowRight: () => [at.row, jump ? lastColumn : at.column + 1],
    Home: () => [jump ? 0 : at.row, 0],
    End: () => [jump ? lastRow : at.row, lastColumn],
    PageUp: () => [at.row - pageOf(), at.column],
    PageDown: () => [at.row + pageOf(), at.column],
  };
  return moves[key]?.();
}

// true when the key was one that moves.
export function moveBy(event) {
  if (event.key === "Tab") return tab(event.shiftKey);
  const goal = event.altKey ? null : target(event);
  if (goal) go(...goal, { extend: event.shiftKey });
  return Boolean(goal);
}

// Next cell, then the next row; after the last cell, or after Esc, the focus leaves the grid.
export function tab(isBack) {
  if (leaving) return false;
  const step = isBack ? -1 : 1;
  const column = at.column + step;
  if (column >= 0 && column < keys.length) go(at.row, column);
  else if (at.row + step >= 0 && at.row + step < rowsShown.length) go(at.row + step, isBack ? keys.length - 1 : 0);
  else return false;
  return true;
}

export const below = (isBack) => go(at.row + (isBack ? -1 : 1), at.column);
export const leave = () => { leaving = true; };
export const selectHere = (isRange) => toggle(at.row, isRange);
export function everything() {
  from = { row: 0, column: 0 };
  go(rowsShown.length - 1, keys.length - 1, { extend: true });
}

// The first cell that could not be saved.
export function goToWrong() {
  const [row] = unsaved();
  if (row) goTo(row, Object.keys(row._wrong)[0]);
}

export function block() {
  const { rows, keys: wanted } = range();
  return rows.filter((row) => !row._blank).map((row) => wanted.map((key) => textOf(row, key)));
}
