// A stopwatch that forgets nothing: the start and every timing that was not sent yet stay in this browser's storage as
// moments, so a locked phone, a reload or a dead connection loses none. Each timing carries a key and counts once.
const AGAIN = 5000;
const TENTH = 100;
const part = document.querySelector("[data-stopwatch]");

function stored() {
  try {
    return JSON.parse(localStorage.getItem(key())) || {};
  } catch {
    return {};
  }
}

function key() {
  return `stopwatch:${part.dataset.post}`;
}

function keep(state) {
  localStorage.setItem(key(), JSON.stringify(state));
}

function fresh() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const find = (name) => part.querySelector(`[data-${name}]`);
const button = (name) => part.querySelector(`[data-go="${name}"]`);

function clock(milliseconds) {
  const tenths = Math.floor(milliseconds / TENTH);
  const [minutes, seconds] = [Math.floor(tenths / 600), Math.floor(tenths / 10) % 60];
  return `${minutes}:${String(seconds).padStart(2, "0")}.${tenths % 10}`;
}

function show() {
  const { started, waiting = [] } = stored();
  find("clock").textContent = clock(started ? Date.now() - started : 0);
  button("start").hidden = Boolean(started);
  for (const name of ["stop", "lap", "discard"]) button(name).hidden = !started;
  const count = waiting.length;
  find("waiting").textContent = count ? `${count} timing${count === 1 ? "" : "s"} kept on this phone, not sent yet` : "";
}

function problem(words) {
  find("problem").textContent = words;
  find("problem").hidden = !words;
}

function end(andNext) {
  const state = stored();
  if (!state.started) return;
  const now = Date.now();
  const timing = { key: fresh(), milliseconds: Math.max(1, now - state.started), phase: part.dataset.phase, note: find("note").value };
  keep({ started: andNext ? now : null, waiting: [...(state.waiting || []), timing] });
  find("note").value = "";
  show();
  send();
}

let sending = false;

async function send() {
  const [timing] = stored().waiting || [];
  if (sending || !timing) return;
  sending = true;
  try {
    await post(timing);
  } catch {
    setTimeout(send, AGAIN);
  }
  sending = false;
  show();
  if ((stored().waiting || [])[0]?.key !== timing.key) send();
}

async function post(timing) {
  const headers = { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content, "HX-Request": "true" };
  const answer = await fetch(part.dataset.post, { method: "POST", headers, body: new URLSearchParams(timing) });
  if (answer.status >= 500 || answer.status === 429 || answer.redirected) throw new Error(answer.statusText);
  const words = answer.headers.get("X-Message");
  problem(answer.ok ? "" : `${words ? decodeURIComponent(words) : "This timing was not accepted."} It is not counted.`);
  if (answer.ok && timing.phase === part.dataset.phase) document.querySelector("[data-so-far]").innerHTML = await answer.text();
  const state = stored();
  keep({ ...state, waiting: (state.waiting || []).filter((one) => one.key !== timing.key) });
}

const ACTS = {
  start: () => {
    problem("");
    keep({ ...stored(), started: Date.now() });
    show();
  },
  stop: () => end(false),
  lap: () => end(true),
  discard: () => {
    keep({ ...stored(), started: null });
    show();
  },
};

if (part) {
  part.hidden = false;
  part.addEventListener("click", (event) => ACTS[event.target.closest("[data-go]")?.dataset.go]?.());
  setInterval(() => stored().started && show(), TENTH);
  addEventListener("online", send);
  addEventListener("pageshow", show);
  show();
  send();
}
