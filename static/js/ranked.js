// A ranked list with a detail beside it: up and down walk the list, the chosen entry is marked, on a phone the detail is shown.
const list = () => document.querySelector("[data-ranked]");

function mark(id) {
  for (const link of list()?.querySelectorAll("a[data-for-opportunity]") || []) {
    if (link.dataset.forOpportunity === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = event.target.closest?.("[data-ranked] a");
  if (!step || !here || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...list().querySelectorAll("a")];
  const next = links[links.indexOf(here) + step];
  event.preventDefault();
  next?.focus();
  next?.click();
});

document.addEventListener("htmx:after:swap", () => {
  const shown = document.querySelector("[data-opportunity-shown]");
  const id = shown?.dataset.opportunityShown;
  if (!id || list()?.querySelector("[aria-current]")?.dataset.forOpportunity === id) return;
  mark(id);
  if (matchMedia("(max-width: 991.98px)").matches) shown.scrollIntoView();
});
