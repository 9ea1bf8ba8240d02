// Selected rows: check boxes of a form named by a bulk bar. Shift selects a range; the bar shows while rows are selected.
let last = null;

function boxes(form) {
  return [...document.querySelectorAll(`input.ck[form="${form}"][data-row], #${CSS.escape(form)} input.ck[data-row]`)];
}

function refresh(bar) {
  const all = boxes(bar.dataset.bulk);
  const chosen = all.filter((box) => box.checked);
  bar.hidden = chosen.length === 0;
  bar.querySelector("[data-bulk-count]").textContent = chosen.length;
  for (const box of all) box.closest("tr")?.classList.toggle("is-sel", box.checked);
  const whole = document.querySelector(`[data-all-rows="${bar.dataset.bulk}"]`);
  if (whole) {
    whole.checked = chosen.length > 0 && chosen.length === all.length;
    whole.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
}

function bars() {
  return document.querySelectorAll("[data-bulk]");
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("input[data-row]");
  if (box) {
    for (const bar of bars()) selectRange(boxes(bar.dataset.bulk), box, event.shiftKey);
    last = box;
    bars().forEach(refresh);
    return;
  }
  const clear = event.target.closest("[data-bulk-clear]");
  if (clear) {
    const bar = clear.closest("[data-bulk]");
    for (const row of boxes(bar.dataset.bulk)) row.checked = false;
    refresh(bar);
  }
});

function selectRange(all, box, shift) {
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, two) => one - two);
  if (shift && from >= 0) for (const row of all.slice(from, to + 1)) row.checked = box.checked;
}

document.addEventListener("change", (event) => {
  const form = event.target.dataset?.allRows;
  if (!form) return;
  for (const row of boxes(form)) row.checked = event.target.checked;
  bars().forEach(refresh);
});
document.addEventListener("htmx:after:swap", () => bars().forEach(refresh));
bars().forEach(refresh);
