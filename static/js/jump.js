// Jump palette: type, arrows, Enter. The list comes from the form's address as links, which is also where it leads without scripts.
const box = document.getElementById("jump");
const list = document.getElementById("jump-list");
const field = box?.querySelector("input");
let asked = 0;

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
for (const sign of document.querySelectorAll("[data-jump-key]")) sign.textContent = mac ? "⌘ K" : "Ctrl K";

function options() {
  return [...list.querySelectorAll("a")];
}

function select(index) {
  const all = options();
  all.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  if (all[index]) {
    field.setAttribute("aria-activedescendant", all[index].id);
    all[index].scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

function show(html) {
  // The server's own markup, escaped there; a fragment would run no scripts either way.
  list.innerHTML = html;
  options().forEach((option, at) => {
    option.id = `jump-${at}`;
    option.setAttribute("role", "option");
    option.tabIndex = -1;
  });
  select(0);
  const found = options().length;
  document.getElementById("jump-words").textContent = found === 1 ? "1 result" : `${found} results`;
}

async function ask() {
  const mine = ++asked;
  try {
    const answer = await fetch(`${field.form.action}?q=${encodeURIComponent(field.value)}`, { headers: { "HX-Request": "true" } });
    const html = answer.ok ? await answer.text() : "<p>The search did not answer. Try again.</p>";
    if (mine === asked) show(html);
  } catch {
    if (mine === asked) show("<p>No connection. Try again when you are back.</p>");
  }
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = options();
  const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (step && all.length) {
    event.preventDefault();
    select((now + step + all.length) % all.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    all[now]?.click();
  }
}

function open() {
  if (box.open) return;
  box.showModal();
  field.select();
  ask();
}

if (box) {
  let wait;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", move);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-jump]") || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    open();
  });
}
