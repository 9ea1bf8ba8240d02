// Figures: pointing at a mark fades the others; a mark with data-href (or data-opens, swapped by its own hx-get) opens.
function mark(target) {
  return target.closest?.(".fig svg [data-mark]");
}

function point(element) {
  const picture = element.ownerSVGElement;
  picture.classList.add("is-pointing");
  for (const other of picture.querySelectorAll("[data-mark]")) {
    other.classList.toggle("is-on", other.dataset.mark === element.dataset.mark);
  }
}

function rest(element) {
  element.ownerSVGElement.classList.remove("is-pointing");
}

for (const [name, act] of [["pointerover", point], ["pointerout", rest], ["focusin", point], ["focusout", rest]]) {
  document.addEventListener(name, (event) => {
    const element = mark(event.target);
    if (element) act(element);
  });
}

function follow(element) {
  const inner = element.querySelector("a") || document.querySelector(`[data-for-mark="${CSS.escape(element.dataset.mark || "")}"]`);
  if (element.dataset.href) location.assign(element.dataset.href);
  else inner?.click();
}

document.addEventListener("click", (event) => {
  const element = event.target.closest?.(".fig svg [data-href]");
  if (element && !event.target.closest("a")) follow(element);
});
document.addEventListener("keydown", (event) => {
  const element = event.target.closest?.(".fig svg [data-href][tabindex]");
  if (element && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    follow(element);
  }
});
