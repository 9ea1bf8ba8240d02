// Saves cells as they are typed, one request after the other. A cell keeps what was typed until the server has it.
import { config, textOf } from "./grid-cells.js";
import { offer } from "./grid-filters.js";

const sign = document.querySelector("[data-saved]");
const clock = new Intl.DateTimeFormat(config.locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const waiting = new Map();  // row id → the fields whose typed text is to be sent
const done = [], undone = [];
const UNREACHED = "No answer came. What you typed stays here; check the connection, then try again.";
const BROKEN = "Something broke on our side. What you typed stays here; try again.";

let rows, running = null, failed = "", repaint, grown, clashed, told;
let added = 0;

// rowOf: id → data; changed(ids): draw these rows anew; grown(list): more rows; clash(list); say(words).
export function setUp(hooks) {
  ({ rows, repaint, grown, clashed, told } = hooks);
  sign?.addEventListener("click", (event) => {
    if (event.target.closest("button")) send();
  });
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => {
    if (running || waiting.size || unsaved().length) event.preventDefault();
  });
}

export function newRow() {
  return { id: `new-${++added}`, _blank: true, departments: [], capabilities: [], data_objects: [], masters: [] };
}

// changes: [{id, field, text}]; one entry of the way back, unless it is itself a way back.
export function edit(changes, { isUndo = false } = {}) {
  const kept = changes.filter(({ id, field, text }) => rows.has(id) && text !== textOf(rows.get(id), field));
  if (!kept.length) return false;
  const step = { cells: kept.map((change) => ({ ...change, before: textOf(rows.get(change.id), change.field) })), added: [] };
  for (const { id, field, text } of kept) note(rows.get(id), field, text, step);
  if (![...rows.values()].some((row) => row._blank)) grown([newRow()]);
  if (!isUndo) {
    done.push(step);
    undone.length = 0;
  }
  repaint(new Set(kept.map((change) => change.id)));
  send();
  return true;
}

function note(row, field, text, step) {
  row._typed = { ...row._typed, [field]: text };
  if (row._wrong) delete row._wrong[field];
  if (typeof row.id === "string") {
    row._blank = false;
    row._step = step;
    if (row._typed.name === undefined) row._wrong = { name: "Give the application a name, then it is saved." };
  }
  if (!waiting.has(row.id)) waiting.set(row.id, new Set());
  waiting.get(row.id).add(field);
}

function ready() {
  return [...waiting.keys()].filter((id) => typeof id === "number" || rows.get(id)?._typed?.name);
}

export function send() {
  if (!running) running = sendAll().finally(() => { running = null; show(); });
  return running;
}

async function sendAll() {
  failed = "";
  while (ready().length && !failed) {
    show(true);
    const batch = ready().map((id) => ({ id, fields: waiting.get(id), row: rows.get(id) }));
    for (const { id } of batch) waiting.delete(id);
    const answer = await ask({ edits: batch.map(sent) });
    if (answer.error) {
      failed = answer.error;
      for (const { id, fields } of batch) waiting.set(id, new Set([...fields, ...(waiting.get(id) || [])]));
    } else {
      const clashes = batch.flatMap((item, place) => settle(item, answer.verdicts[place]));
      take(answer, batch.map((item) => item.row.id));
      if (clashes.length) clashed(clashes);
    }
  }
}

function sent(item) {
  const fields = typeof item.id === "string" ? Object.keys(item.row._typed) : [...item.fields];
  item.sent = Object.fromEntries(fields.map((field) => [field, item.row._typed[field]]));
  if (typeof item.id === "string") return { id: null, typed: item.sent };
  return { id: item.id, version: item.row.version, was: Object.fromEntries(fields.map((field) => [field, item.row[field]])), typed: item.sent };
}

// What the server says about one row: what is saved is no longer only typed; the rest stays. Gives back the clashes.
function settle({ id, row, sent }, verdict) {
  const isMissing = verdict.is_new && !verdict.is_changed;
  for (const [field, text] of Object.entries(sent)) {
    const words = verdict.wrong[field];
    if (words) row._wrong = { ...row._wrong, [field]: words };
    else if (!isMissing && !verdict.clashes[field] && row._typed?.[field] === text) delete row._typed[field];
  }
  if (isMissing && !verdict.wrong.name) row._wrong = { ...row._wrong, name: Object.values(verdict.wrong)[0] };
  if (verdict.is_new && verdict.is_changed) became(row, verdict.id);
  return Object.entries(verdict.clashes).map(([field, clash]) => ({ row, field, mine: sent[field], ...clash }));
}

function became(row, id) {
  const local = row.id;
  rows.delete(local);
  row.id = id;
  rows.set(id, row);
  if (waiting.has(local)) waiting.set(id, waiting.get(local));
  waiting.delete(local);
  row._step?.added.push(id);
  for (const step of done) for (const cell of step.cells) if (cell.id === local) cell.id = id;
  delete row._step;
}

// Rows as the server has them now, with what others changed meanwhile.
export function take(answer, others = []) {
  const seen = new Set(others), more = [];
  for (const values of answer.rows) {
    const fresh = Object.fromEntries(answer.fields.map((field, place) => [field, values[place]]));
    const row = rows.get(fresh.id);
    if (row) Object.assign(row, fresh);
    else more.push(fresh);
    seen.add(fresh.id);
  }
  offer(answer.departments);
  if (more.length) grown(more);
  for (const [id, known] of Object.entries(answer.suggested || {})) {
    const row = rows.get(Number(id));
    if (row) row._suggested = known;
  }
  repaint(seen);
}

export async function ask(body) {
  try {
    const token = document.querySelector('meta[name="csrf-token"]').content;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const response = await fetch(config.rows, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(60_000) });
    if (response.status === 401 || response.redirected) return { error: "You are signed out. Sign in again in another tab, then try again." };
    const answer = await response.json().catch(() => ({}));
    return response.ok ? answer : { error: answer.error || BROKEN };
  } catch {
    return { error: UNREACHED };
  }
}

export function unsaved() {
  return [...rows.values()].filter((row) => row._wrong && Object.keys(row._wrong).length && row._typed && Object.keys(row._typed).length);
}

function show(isRunning = false) {
  if (!sign) return;
  const wrong = unsaved().reduce((sum, row) => sum + Object.keys(row._wrong).length, 0);
  sign.classList.toggle("is-bad", Boolean(failed || wrong));
  if (isRunning) sign.replaceChildren(symbol("icon-refresh"), "Saving");
  else if (failed) sign.replaceChildren(symbol("icon-alert-triangle"), retry(), told(failed) ?? "");
  else if (wrong) sign.replaceChildren(symbol("icon-alert-triangle"), `${wrong} ${wrong === 1 ? "cell is" : "cells are"} not saved`);
  else sign.replaceChildren(symbol("icon-circle-check"), `Saved ${clock.format(new Date())}`);
}

function symbol(name) {
  const element = document.createElement("i");
  element.className = `icon ${name}`;
  element.setAttribute("aria-hidden", "true");
  return element;
}

function retry() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Not saved, retry";
  return button;
}

// What the catalogue suggests for a cell, taken over or dismissed.
export async function answerTo(row, field, accept) {
  const answer = await ask({ suggestions: [{ id: row.id, field, accept }] });
  if (answer.error) told(answer.error);
  else take(answer);
}

// Rows into the trash or back; kept as one step of the way back.
export async function remove(ids, { isUndo = false } = {}) {
  await send();
  const answer = await ask({ remove: ids });
  if (answer.error) return told(answer.error);
  if (!isUndo) {
    done.push({ cells: [], added: [], removed: ids });
    undone.length = 0;
  }
  return ids.map((id) => rows.get(id)).filter(Boolean);
}

export async function restore(ids) {
  const answer = await ask({ restore: ids });
  if (answer.error) told(answer.error);
  else take(answer);
}

// back: one step back, otherwise one forward again. gone(rows): rows that left the grid.
export async function step(isBack, gone) {
  await send();
  const last = (isBack ? done : undone).pop();
  if (!last) return told(isBack ? "There is nothing to undo." : "There is nothing to do again.");
  (isBack ? undone : done).push(last);
  const added = new Set(last.added);
  if (last.removed) {
    if (isBack) await restore(last.removed);
    else gone(await remove(last.removed, { isUndo: true }));
  } else if (added.size) {
    if (isBack) gone(await remove(last.added, { isUndo: true }));
    else await restore(last.added);
  }
  const cells = last.cells.filter((cell) => !added.has(cell.id));
  edit(cells.map(({ id, field, text, before }) => ({ id, field, text: isBack ? before : text })), { isUndo: true });
  await send();
  told(isBack ? "Undone." : "Done again.");
}
