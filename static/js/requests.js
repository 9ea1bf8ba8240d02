// Partial updates: the protection token, the line of progress, and what a person is told when an answer fails.
import { toast } from "./toasts.js";

const WORDS = {
  400: "That was not accepted, and nothing was changed. Check what you entered and try again.",
  401: "You are signed out. Sign in again in another tab, then repeat the last step.",
  403: "You may not do this. Nothing was changed.",
  404: "This is no longer there. Load the page again to see what is.",
  409: "Somebody else changed this meanwhile. Load the page again, then repeat your change.",
  413: "The file is too large. Nothing was saved.",
  429: "Too many requests in a short time. Wait a minute and try again.",
};
const BROKEN = "Something broke on our side. What was saved before is safe; try the last step again.";
const UNREACHED = "No answer came. What was saved before is safe; check the connection and try again.";

let running = 0;

function token() {
  return document.querySelector('meta[name="csrf-token"]')?.content || "";
}

function quiet(element) {
  return Boolean(element?.closest?.("[data-quiet]"));
}

function count(step) {
  running = Math.max(0, running + step);
  document.documentElement.classList.toggle("is-loading", running > 0);
}

function told(response) {
  const words = response.headers?.get("X-Message");
  if (words) return decodeURIComponent(words);
  return response.status >= 500 ? BROKEN : WORDS[response.status] || WORDS[400];
}

document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (!/^(GET|HEAD|OPTIONS)$/.test(request.method)) request.headers["X-CSRFToken"] = token();
});
document.addEventListener("htmx:before:request", (event) => {
  if (!quiet(event.target)) count(1);
});
document.addEventListener("htmx:finally:request", (event) => {
  if (!quiet(event.target)) count(-1);
});
document.addEventListener("htmx:response:error", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status === 422 || ctx.hx?.trigger?.includes("toast")) return;
  toast({ text: told(ctx.response), tone: "bad" });
});
document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx && !quiet(event.target)) toast({ text: UNREACHED, tone: "bad" });
});
document.addEventListener("toast", (event) => toast(event.detail));

function connection() {
  for (const strip of document.querySelectorAll("[data-offline]")) strip.hidden = navigator.onLine;
}
addEventListener("online", connection);
addEventListener("offline", connection);
connection();
