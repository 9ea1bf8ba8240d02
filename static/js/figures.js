// Figures: pointing at a mark fades the others; choosing one follows the link that the page holds for it
// (<a data-for-flow="12" href="…">, in the table below or in the legend), so that everything also works without the picture.
const KEYS = ["mark", "flow", "lane", "initiative", "opportunity", "application", "department"];
const MARKS = ["mark", "flow", "lane", "initiative", "opportunity"].map((key) => `[data-${key}]`).join();

function chosen(target) {
  const element = target.closest?.(".fig svg g");
  if (!element) return null;
  const part = element.closest(KEYS.map((key) => `[data-${key}]`).join());
  const key = part && KEYS.find((name) => name in part.dataset);
  return key ? { part, key, value: part.dataset[key] } : null;
}

function belongs(mark, { key, value }) {
  if (mark.dataset[key] === value) return true;
  return key === "application" && [mark.dataset.source, mark.dataset.target].includes(value);
}

function point(choice) {
  for (const mark of choice.part.ownerSVGElement.querySelectorAll(MARKS)) {
    mark.classList.toggle("is-off", choice.key !== "department" && !belongs(mark, choice));
  }
}

function rest(choice) {
  for (const mark of choice.part.ownerSVGElement.querySelectorAll(".is-off")) mark.classList.remove("is-off");
}

for (const [name, act] of [["pointerover", point], ["pointerout", rest], ["focusin", point], ["focusout", rest]]) {
  document.addEventListener(name, (event) => {
    const choice = chosen(event.target);
    if (choice) act(choice);
  });
}

function follow(choice) {
  document.querySelector(`[data-for-${choice.key}="${CSS.escape(choice.value)}"]`)?.click();
}

document.addEventListener("click", (event) => {
  const choice = chosen(event.target);
  if (choice && !event.target.closest("a")) follow(choice);
});
document.addEventListener("keydown", (event) => {
  const choice = event.key === "Enter" || event.key === " " ? chosen(event.target) : null;
  if (!choice || event.target.getAttribute("role") !== "button") return;
  event.preventDefault();
  follow(choice);
});
