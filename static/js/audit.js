// The clock of a sitting counts on between two pages. The server keeps the time; this only shows it.
const clock = document.querySelector("[data-clock]");
const SECOND = 1000;

function show(begun) {
  const seconds = Number(clock.dataset.seconds) + Math.floor((performance.now() - begun) / SECOND);
  const minutes = Math.floor(seconds / 60);
  clock.textContent = `${minutes}:${String(seconds % 60).padStart(2, "0")} min`;
  document.querySelector("[data-clock-meter]").value = minutes;
}

if (clock && !("stands" in clock.dataset)) {
  const begun = performance.now();
  show(begun);
  setInterval(() => show(begun), SECOND);
}
