// Numbers that must add up: the sum is shown while one types. The server checks it in any case.
function add(form) {
  const wanted = Number(form.dataset.addsTo);
  const sum = [...form.querySelectorAll("[data-part]")].reduce((total, field) => total + (Number(field.value) || 0), 0);
  form.querySelector("[data-sum]").textContent = sum;
  form.querySelector("[data-sum-off]").hidden = sum === wanted;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-adds-to]");
  if (form) add(form);
});
document.querySelectorAll("form[data-adds-to]").forEach(add);
