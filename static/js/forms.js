// Forms: nothing is sent twice, nothing typed is lost by leaving, and errors are met first.
const sent = new WeakSet();
const changed = new Set();
const GUARDED = "form[data-guard], form[data-dirty]";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  changed.delete(form);
  // After the browser has read the values: a disabled button would not be part of them.
  setTimeout(() => busy(form, event.submitter, true));
});

function busy(form, submitter, on) {
  const buttons = submitter ? [submitter] : form.querySelectorAll('[type="submit"]');
  for (const button of buttons) {
    button.classList.toggle("is-busy", on);
    button.setAttribute("aria-disabled", String(on));
  }
}

// Leaving a field may save it, and the answer may move the button between press and release: that is a click all the same.
const STILL = 6;  // pixels
let pressed = null;
document.addEventListener("pointerdown", (event) => {
  const button = event.button === 0 && event.target.closest?.('button[type="submit"]');
  pressed = button ? { button, x: event.clientX, y: event.clientY } : null;
});
document.addEventListener("pointerup", (event) => {
  const { button, x, y } = pressed || {};
  pressed = null;
  const isStill = Math.hypot(event.clientX - x, event.clientY - y) < STILL;
  if (isStill && button.isConnected && !button.contains(event.target)) button.click();
});

addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) {
    sent.delete(form);
    busy(form, null, false);
  }
});

document.addEventListener("input", (event) => {
  const form = event.target.closest(GUARDED);
  if (form) changed.add(form);
});
document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.closest?.(GUARDED);
  if (form && event.detail.ctx.response.status < 400) changed.delete(form);
});
// A dialog that was closed on purpose has nothing to lose. (close does not bubble, so it is caught on the way down.)
document.addEventListener("close", (event) => {
  for (const form of event.target.querySelectorAll?.("form") || []) changed.delete(form);
}, true);
addEventListener("beforeunload", (event) => {
  for (const form of changed) if (!form.isConnected) changed.delete(form);
  if (changed.size) event.preventDefault();
});

function meetErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (summary && !summary.dataset.met) {
    summary.dataset.met = "yes";
    summary.focus();
  }
}
document.addEventListener("htmx:after:swap", meetErrors);
meetErrors();
