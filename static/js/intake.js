// The questions: hours are worked out while one types, and the page says whether what was typed is saved.
// The server works out the same hours and keeps every field; without this script the pages still do it all.
const AGAIN = 5000;

function number(field) {
  const value = Number((field?.value || "").trim().replace(",", "."));
  return Number.isFinite(value) && value > 0 ? value : null;
}

function workOut(part) {
  const per = part.querySelector('[name="per"]:checked');
  const label = part.querySelector("[data-times-label]");
  if (per && label) label.textContent = per.dataset.words;
  const [times, minutes, people] = ["times", "minutes", "people"].map((name) => number(part.querySelector(`[name="${name}"]`)));
  if (!per || !times || !minutes || !people) return;
  const hours = (times * minutes * people * Number(per.dataset.aWeek)) / 60;
  const shown = document.createElement("b");
  const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  shown.textContent = `${hours.toLocaleString(document.documentElement.lang, two)} hours a week`;
  part.querySelector("[data-hours]").replaceChildren("That is ", shown, ".");
}

function say(words) {
  const place = document.querySelector("#saved");
  if (place) place.textContent = words;
}

document.addEventListener("input", (event) => {
  const part = event.target.closest("[data-works-out]");
  if (part) workOut(part);
  if (event.target.closest("[data-keeps]")) say("Saving…");
});

function lost(event) {
  const form = event.target.closest?.("[data-keeps]");
  if (!form) return;
  say("Not saved yet");
  setTimeout(() => form.isConnected && form.dispatchEvent(new Event("change", { bubbles: true })), AGAIN);
}
document.addEventListener("htmx:error", lost);
document.addEventListener("htmx:response:error", lost);
