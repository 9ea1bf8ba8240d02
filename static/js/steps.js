// Rows that are dragged into another order: <tbody data-order="FORM"> with <tr data-step="3"> and a [data-grip] in each.
// Letting go sends the ids in their new order by that form. The buttons beside each row do the same by keyboard.
let drag = null;

function rowsOf(body) {
  return [...body.querySelectorAll(":scope > tr[data-step]")];
}

function orderOf(body) {
  return rowsOf(body).map((row) => row.dataset.step).join(",");
}

function stop() {
  drag.row.classList.remove("is-dragged");
  drag = null;
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.button === 0 && event.target.closest?.("[data-grip]");
  const row = grip && grip.closest("tr[data-step]");
  if (!row) return;
  event.preventDefault();
  drag = { row, body: row.parentElement, before: orderOf(row.parentElement), after: row.nextElementSibling };
  row.classList.add("is-dragged");
});
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const others = rowsOf(drag.body).filter((row) => row !== drag.row);
  const below = others.find((row) => event.clientY < row.getBoundingClientRect().top + row.offsetHeight / 2);
  if (drag.row.nextElementSibling !== (below || null)) drag.body.insertBefore(drag.row, below || null);
});
document.addEventListener("pointerup", () => {
  if (!drag) return;
  const { body, before } = drag;
  stop();
  if (orderOf(body) === before) return;
  const form = document.getElementById(body.dataset.order);
  form.elements.order.value = orderOf(body);
  form.requestSubmit();
});
for (const name of ["pointercancel", "keydown"]) {
  document.addEventListener(name, (event) => {
    if (!drag || (name === "keydown" && event.key !== "Escape")) return;
    drag.body.insertBefore(drag.row, drag.after);
    stop();
  });
}
