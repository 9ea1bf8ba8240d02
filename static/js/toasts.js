// Toasts: short words on what was done, with a way back. They wait while they are pointed at or hold the focus.
const STAY = 8000;

function region() {
  return document.getElementById("toasts");
}

function icon(name) {
  const sign = document.createElement("i");
  sign.className = `icon ${name}`;
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function leave(element) {
  const held = element.matches(":hover") || element.contains(document.activeElement);
  if (held) setTimeout(() => leave(element), 2000);
  else element.remove();
}

function settle(element) {
  if (element.dataset.settled) return;
  element.dataset.settled = "yes";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", "Dismiss");
  close.append(icon("icon-x"));
  close.addEventListener("click", () => element.remove());
  element.append(close);
  // What went wrong, or can be taken back, stays until it is dismissed.
  if (element.getAttribute("role") !== "alert") setTimeout(() => leave(element), element.querySelector("form, a") ? 3 * STAY : STAY);
}

// The toast, once it is there. detail: text; tone ("bad" for a failure); undo (address a POST takes it back at); see and seeLabel (link).
export function toast(detail) {
  const home = region();
  if (!home) return null;
  const element = document.createElement("div");
  element.className = "toast-t";
  if (detail.tone === "bad") element.setAttribute("role", "alert");
  const words = document.createElement("span");
  words.textContent = detail.text;
  element.append(icon(detail.tone === "bad" ? "icon-alert-triangle" : "icon-circle-check"), words);
  if (detail.undo) element.append(undoForm(detail.undo));
  else if (detail.see) element.append(link(detail));
  home.append(element);
  return element;
}

function undoForm(address) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = document.querySelector('meta[name="csrf-token"]')?.content || "";
  const button = document.createElement("button");
  button.textContent = "Undo";
  form.append(token, button);
  return form;
}

function link(detail) {
  const anchor = document.createElement("a");
  anchor.href = detail.see;
  anchor.textContent = detail.seeLabel || "See why";
  return anchor;
}

if (region()) {
  new MutationObserver(() => [...region().children].forEach(settle)).observe(region(), { childList: true });
  [...region().children].forEach(settle);
}
