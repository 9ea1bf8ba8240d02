// Native dialogs: opened by data-dialog-open="ID", or when the server puts one with data-dialog-now into the page.
function show(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

// Wherever it arrived: a swap may have put it in the place of its parent. Once: what was closed stays closed.
function showNew() {
  for (const dialog of document.querySelectorAll("dialog[data-dialog-now]")) {
    dialog.removeAttribute("data-dialog-now");
    show(dialog);
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (opener) {
    event.preventDefault();
    show(document.getElementById(opener.dataset.dialogOpen));
    return;
  }
  const dialog = event.target.closest("dialog");
  if (!dialog) return;
  // The dialog itself is only hit on its backdrop: its content fills it.
  if (event.target.closest("[data-dialog-close]") || (event.target === dialog && !inside(event, dialog))) dialog.close();
});

function inside(event, dialog) {
  const box = dialog.getBoundingClientRect();
  return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
}

// Erasing asks for the name: the button works once it is typed.
function checkName(form) {
  const typed = form.querySelector('[name="typed_name"]')?.value.trim();
  for (const button of form.querySelectorAll("[data-needs-name]")) button.disabled = typed !== form.dataset.typeName;
}
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-type-name]");
  if (form) checkName(form);
});
document.querySelectorAll("form[data-type-name]").forEach(checkName);

document.addEventListener("htmx:after:swap", () => {
  showNew();
  document.querySelectorAll("form[data-type-name]").forEach(checkName);
});
// The server says that the work of a dialog is done.
document.addEventListener("close-dialog", () => document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close()));
showNew();
