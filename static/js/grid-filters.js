// Filters, sort and columns of the grid: kept in the address, so that it can be sent to somebody.
import { config } from "./grid-cells.js";

export const state = { ...config.state, only: new Set(config.state.only), columns: [...config.state.columns] };
const form = document.querySelector("[data-grid-filters]");
const DAY = 86_400_000;

const ONLY = {
  found: (row) => row.found_by !== "listed",
  renewing: (row) => {
    const days = row.renewal_date ? (Date.parse(row.renewal_date) - Date.parse(config.today)) / DAY : -1;
    return days >= 0 && days <= config.renewing_days;
  },
  no_owner: (row) => !row.business_owner,
  shadow: (row) => row.is_shadow_it,
  personal: (row) => row.has_pii,
  conflict: (row) => row.in_conflict,
};

export function matches(row) {
  if (typeof row.id === "string") return true;
  const words = state.q.trim().toLowerCase();
  if (words && ![row.name, row.vendor, row.function].some((text) => (text || "").toLowerCase().includes(words))) return false;
  if (state.department && !row.departments.includes(config.departments[state.department])) return false;
  if (state.lifecycle && row.lifecycle !== state.lifecycle) return false;
  return [...state.only].every((key) => ONLY[key](row));
}

// Departments that were typed or pasted into the grid can be chosen at once, too.
export function offer(departments) {
  const select = form?.querySelector("[name=department]");
  for (const [id, name] of Object.entries(departments || {})) {
    if (config.departments[id]) continue;
    config.departments[id] = name;
    select?.append(new Option(name, id));
  }
}

export function count(rows) {
  const saved = [...rows].filter((row) => typeof row.id === "number");
  for (const chip of document.querySelectorAll("[data-grid-only]")) {
    chip.querySelector("b").textContent = saved.filter(ONLY[chip.dataset.gridOnly]).length;
  }
}

export function isFiltered() {
  return Boolean(state.q.trim() || state.department || state.lifecycle || state.only.size);
}

function usual(columns) {
  return columns.join() === config.defaults.join();
}

// q, department, lifecycle, only, sort and columns, each only where it is not the usual one.
export function addressOf({ withColumns = false } = {}) {
  const address = new URLSearchParams();
  if (state.q.trim()) address.set("q", state.q.trim());
  if (state.department) address.set("department", state.department);
  if (state.lifecycle) address.set("lifecycle", state.lifecycle);
  for (const key of state.only) address.append("only", key);
  if (state.sort !== "name") address.set("sort", state.sort);
  if (withColumns || !usual(state.columns)) address.set("columns", state.columns.join(","));
  return address;
}

function sorted(text) {
  const address = new URLSearchParams(text);
  address.sort();
  return address.toString();
}

// Called after each change: the address, what points at it, and which filters show as chosen.
export function tell() {
  const address = addressOf();
  const isView = config.view && sorted(address.toString()) === sorted(config.view_address);
  const shown = isView ? `view=${config.view}` : address.toString();
  history.replaceState(history.state, "", shown ? `?${shown}` : location.pathname);
  for (const link of document.querySelectorAll("[data-grid-export]")) {
    const wanted = addressOf({ withColumns: true });
    wanted.set("format", link.dataset.gridExport);
    link.href = `${config.export}?${wanted}`;
  }
  for (const field of document.querySelectorAll("[data-view-address]")) field.value = address.toString();
  for (const chip of document.querySelectorAll("[data-grid-only]")) mark(chip, state.only.has(chip.dataset.gridOnly));
  const key = [...state.only].join();
  for (const link of document.querySelectorAll("[data-grid-view]")) {
    const { gridView } = link.dataset;
    mark(link, /^\d+$/.test(gridView) ? isView && Number(gridView) === config.view : !isView && gridView === key);
  }
}

function mark(link, isOn) {
  link.classList.toggle("on", isOn);
  if (isOn) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

// changed: called with the new state.
export function watch(changed) {
  const again = () => { changed(); tell(); };
  form?.addEventListener("submit", (event) => event.preventDefault());
  form?.addEventListener("input", (event) => {
    if (event.target.name in state) state[event.target.name] = event.target.value;
    again();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-grid-only], [data-grid-view]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const { gridOnly, gridView } = link.dataset;
    if (/^\d+$/.test(gridView || "")) return;  // a saved view is a page of its own
    event.preventDefault();
    if (gridView !== undefined) state.only = new Set(gridView ? [gridView] : []);
    else if (!state.only.delete(gridOnly)) state.only.add(gridOnly);
    again();
  });
}
