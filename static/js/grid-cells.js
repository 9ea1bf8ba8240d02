// What stands in the grid's cells: values as text to type and copy, as people read them, and their order.
export const config = JSON.parse(document.getElementById("grid-config").textContent);
export const columns = new Map(config.columns.map((column) => [column.key, column]));

const whole = new Intl.NumberFormat(config.locale, { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat(config.locale, { maximumFractionDigits: 2 });
const monthName = new Intl.DateTimeFormat(config.locale, { month: "short", timeZone: "UTC" });
const ANSWERS = new Map([[true, "yes"], [false, "no"], [null, "unknown"]]);
const SIGNS = { true: "y", false: "n", null: "u" };

export function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function isBlank(value) {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
}

export function editable(key) {
  return columns.get(key).kind !== "readiness";
}

// As it is typed, copied and sent: the server reads it back to the same value.
export function textOf(row, key) {
  if (row._typed?.[key] !== undefined) return row._typed[key];
  const value = row[key];
  const { kind, choices } = columns.get(key);
  if (kind === "readiness") return String(yesCount(row));
  if (kind === "answer") return value === null || value === undefined ? "" : ANSWERS.get(value);
  if (kind === "yes") return value ? "yes" : "no";
  if (isBlank(value)) return "";
  if (kind === "choice") return labelOf(choices, value);
  if (kind !== "names") return String(value);
  if (!value.some((name) => name.includes(","))) return value.join(", ");
  return value.length === 1 ? `${value[0]};` : value.join("; ");
}

function labelOf(choices, value) {
  return choices.find(([key]) => key === value)?.[1] || value;
}

function yesCount(row) {
  return config.readiness.filter((key) => row[key] === true).length;
}

export function money(value) {
  return whole.format(value);
}

export function day(text) {
  const [year, month, date] = text.split("-").map(Number);
  return `${date} ${monthName.format(new Date(Date.UTC(year, month - 1, date)))} ${year}`;
}

// As people read it; HTML.
export function shownOf(row, key) {
  if (row._typed?.[key] !== undefined) return escaped(row._typed[key]) || "–";
  if (row._blank) return key === "name" ? '<span class="muted">Type or paste a new application</span>' : "";
  if (key === "name") return nameOf(row);
  if (suggestedFor(row, key)) return suggestionOf(row, key);
  if (key === "data_objects") return holdsOf(row);
  const value = row[key];
  const { kind, choices } = columns.get(key);
  if (kind === "readiness") return readinessOf(row);
  if (kind === "answer") return value === undefined ? "–" : ANSWERS.get(value ?? null);
  if (kind === "yes") return value ? "yes" : "no";
  if (isBlank(value)) return key === "business_owner" ? '<span class="badge-t warn">no owner</span>' : "–";
  if (kind === "money") return `<span title="${exact.format(value)}">${whole.format(value)}</span>`;
  if (kind === "number") return whole.format(value);
  if (kind === "date") return day(value);
  if (kind === "names") return escaped(value.join(", "));
  return escaped(kind === "choice" ? labelOf(choices, value) : value);
}

// What the catalogue knows where nobody has answered yet.
export function suggestedFor(row, key) {
  return isBlank(row[key]) && row._typed?.[key] === undefined ? row._suggested?.[key] : undefined;
}

function suggestionOf(row, key) {
  const words = escaped(row._suggested[key]);
  const button = (act, icon, verb) =>
    `<button type="button" tabindex="-1" data-suggested="${act}" aria-label="${verb} ${words}"><i class="icon ${icon}" aria-hidden="true"></i></button>`;
  return `<span class="sugg" title="From the catalogue, not saved until accepted: Enter accepts, Delete dismisses">${words}${button("accept", "icon-check", "Accept")}${button("dismiss", "icon-x", "Dismiss")}</span>`;
}

function nameOf(row) {
  const found = labelOf(columns.get("found_by").choices, row.found_by);
  const note = escaped(row.found_note ? `${found}: ${row.found_note}` : found);
  const shadow = row.is_shadow_it ? `<span class="badge-t warn" title="${note}">shadow IT</span>` : "";
  const open = typeof row.id === "number"
    ? `<a class="grid-open" href="${config.application.replace("/0/", `/${row.id}/`)}" tabindex="-1" aria-label="Open ${escaped(row.name)}"><i class="icon icon-arrow-right" aria-hidden="true"></i></a>`
    : "";
  return `<b>${escaped(row.name)}</b>${shadow}${open}`;
}

function holdsOf(row) {
  const masters = new Set(row.masters);
  const names = [...(row.data_objects || [])].sort((one, two) => masters.has(two) - masters.has(one));
  const words = names.map((name) =>
    masters.has(name) ? `<span class="sor" role="img" aria-label="system of record for"></span>${escaped(name)}` : escaped(name));
  const clash = row.in_conflict ? '<span class="clash" role="img" aria-label="in conflict"></span>' : "";
  return (words.join(", ") || "–") + clash;
}

function readinessOf(row) {
  const answers = config.readiness.map((key) => SIGNS[row[key] ?? null]).sort((one, two) => "ynu".indexOf(one) - "ynu".indexOf(two));
  const unknown = answers.filter((sign) => sign === "u").length;
  const squares = answers.map((sign) => `<i class="${sign}"></i>`).join("");
  return `<span class="ready" aria-hidden="true">${squares}</span>${yesCount(row)}/5${unknown ? `<span class="sr-only">, ${unknown} unknown</span>` : ""}`;
}

function sortKey(row, key) {
  const { kind, choices } = columns.get(key);
  const value = row[key];
  if (kind === "readiness") return yesCount(row);
  if (isBlank(value)) return null;
  if (kind === "choice") return choices.findIndex(([name]) => name === value);
  if (kind === "names") return [...value].sort(byLetters)[0].toLowerCase();
  if (kind === "text") return value.toLowerCase();
  return kind === "date" ? value : Number(value);
}

function byLetters(one, two) {
  return compare(one.toLowerCase(), two.toLowerCase());
}

// By code, as the database sorts, so that an export stands in the order on screen.
function compare(one, two) {
  return one < two ? -1 : Number(one > two);
}

// Ascending or descending: what is missing stands last, the row for a new application below everything.
export function sorter(key) {
  return (value, other, firstRow, secondRow, column, direction) => {
    const [first, second] = [firstRow.getData(), secondRow.getData()];
    const turned = direction === "asc" ? 1 : -1;
    const isNew = (row) => (row._blank ? 2 : typeof row.id === "string" ? 1 : 0);
    if (isNew(first) !== isNew(second)) return turned * (isNew(first) - isNew(second));
    const [one, two] = [sortKey(first, key), sortKey(second, key)];
    if (one === null || two === null) {
      if (one !== two) return turned * (one === null ? 1 : -1);
    } else {
      const order = compare(one, two);
      if (order) return order;
    }
    return turned * (byLetters(first.name || "", second.name || "") || (first.id > second.id ? 1 : -1));
  };
}
