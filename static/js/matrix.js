// The matrix of data objects by application: <table data-matrix="FORM">, rows with data-cell-url and data-master-url, cells with
// data-app and data-uses. Clicking or Space goes on to the next answer; without scripts the object's own page does it.
const CYCLE = ["", "r", "ru", "cru", "cr", "c"];
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const CELL = "table[data-matrix] td[data-app]";

const usesOf = (cell) => cell.dataset.uses || "";
const after = (uses) => CYCLE[(CYCLE.indexOf(uses) + 1) % CYCLE.length];
const toggled = (uses, letter) => [..."cru"].filter((one) => uses.includes(one) !== (one === letter)).join("");

function enter(cell) {
  for (const other of cell.closest("table").querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

function save(cell, uses) {
  const row = cell.closest("tr");
  const place = cell.cellIndex;
  enter(cell);
  cell.setAttribute("aria-busy", "true");
  // Changed in place, so that the focus stays and the next key arrives where it belongs.
  htmx
    .ajax("POST", row.dataset.cellUrl, { target: cell, swap: "outerMorph", values: { application: cell.dataset.app, uses } })
    .finally(() => row.cells[place].removeAttribute("aria-busy"));
}

function makeMaster(cell) {
  const table = cell.closest("table");
  const form = document.getElementById(table.dataset.matrix);
  form.action = cell.closest("tr").dataset.masterUrl;
  form.elements.application.value = table.tHead.rows[0].cells[cell.cellIndex].textContent.trim();
  form.requestSubmit();
}

document.addEventListener("click", (event) => {
  const cell = event.target.closest?.(CELL);
  if (cell) save(cell, after(usesOf(cell)));
});
document.addEventListener("keydown", (event) => {
  const cell = event.target.matches?.(CELL) && !event.ctrlKey && !event.metaKey && !event.altKey ? event.target : null;
  if (!cell) return;
  const [down, right] = STEPS[event.key] || [0, 0];
  const key = event.key.toLowerCase();
  if (down || right) {
    const next = cell.closest("tbody").rows[cell.closest("tr").sectionRowIndex + down]?.cells[cell.cellIndex + right];
    if (next?.matches(CELL)) enter(next);
  } else if (key === " " || key === "enter") save(cell, after(usesOf(cell)));
  else if ("cru".includes(key)) save(cell, toggled(usesOf(cell), key));
  else if (key === "delete" || key === "backspace") save(cell, "");
  else if (key === "s") makeMaster(cell);
  else return;
  event.preventDefault();
  event.stopPropagation();
});
// The first cell takes the focus when the table is reached by Tab.
document.addEventListener("focusin", (event) => {
  const wrap = event.target.matches?.(".holds-wide") ? event.target : null;
  const first = wrap?.querySelector('td[tabindex="0"]') || wrap?.querySelector(CELL);
  if (first) first.tabIndex = 0;
});
