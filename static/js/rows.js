// Rows that are edited in place: the first field gets the focus, Esc goes back; F2 starts, arrows move between rows.
document.addEventListener("keydown", (event) => {
  const editing = event.target.closest?.("[data-edit-row]");
  if (editing && event.key === "Escape") {
    event.preventDefault();
    editing.querySelector("[data-escape]")?.click();
    return;
  }
  const row = event.target.closest?.("tr[data-edits]");
  if (row && event.key === "F2") {
    event.preventDefault();
    row.dispatchEvent(new Event("edit"));
  }
  if (row && (event.key === "ArrowDown" || event.key === "ArrowUp")) move(event, row);
});

function move(event, row) {
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  const goal = next?.querySelector(event.target.matches(".row-edit") ? ".row-edit" : "th a");
  if (!goal) return;
  event.preventDefault();
  goal.focus();
}

let left = "";
document.addEventListener("htmx:before:swap", (event) => {
  const target = event.detail.ctx?.target;
  left = target?.matches?.("[data-edit-row]") ? target.id : "";
});
document.addEventListener("htmx:after:swap", () => {
  const wrong = document.querySelector("[data-edit-row] [aria-invalid]");
  const editing = document.querySelector("[data-edit-row]");
  if (editing) {
    if (!editing.contains(document.activeElement)) (wrong || editing.querySelector("input, select"))?.focus();
  } else if (left) {
    document.getElementById(left)?.querySelector(".row-edit, th a")?.focus();
  }
});
