// The roadmap's board: cards are dragged into another phase, moved by arrow keys, or by the menu of phases.
import { handleOf, save } from "./roadmap-saving.js";

let dragged = null;
let chosen = "";

const cardOf = (target) => target.closest?.("[data-card]");
const columnOf = (element) => element.closest?.(".board-col");

function move(id, phase) {
  const card = document.querySelector(`[data-card="${CSS.escape(id)}"]`);
  const from = columnOf(card)?.dataset.phase;
  if (from === phase) return;
  const column = [...document.querySelectorAll(".board-col")].find((one) => one.dataset.phase === phase);
  const name = column?.dataset.name || "another phase";
  const words = `${handleOf(id).textContent} moved to ${name}.`;
  save({ id, values: { phase }, back: { phase: from }, words, focus: `[data-card="${CSS.escape(id)}"]` });
}

document.addEventListener("dragstart", (event) => {
  dragged = cardOf(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.card);
  dragged.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  const column = dragged && columnOf(event.target);
  for (const other of document.querySelectorAll(".board-col.is-over")) if (other !== column) other.classList.remove("is-over");
  if (!column) return;
  event.preventDefault();
  column.classList.add("is-over");
});
document.addEventListener("drop", (event) => {
  const column = dragged && columnOf(event.target);
  if (!column) return;
  event.preventDefault();
  move(dragged.dataset.card, column.dataset.phase);
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  for (const column of document.querySelectorAll(".board-col.is-over")) column.classList.remove("is-over");
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const card = step && event.target.matches?.("[data-card]") ? event.target : null;
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const columns = [...document.querySelectorAll(".board-col")];
  const next = columns[columns.indexOf(columnOf(card)) + step];
  if (next) move(card.dataset.card, next.dataset.phase);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-card-menu]");
  if (opener) chosen = opener.dataset.cardMenu;
  const phase = event.target.closest("[data-to-phase]");
  if (!phase) return;
  phase.closest("dialog").close();
  move(chosen, phase.dataset.toPhase);
});
