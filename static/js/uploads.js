// A file that is too large is said so before it is sent: the server refuses it too, but a browser may not show that.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches?.("input[type=file][data-max-bytes]")) return;
  const file = input.files[0];
  const most = Number(input.dataset.maxBytes);
  const words = file && file.size > most ? `This file has ${Math.ceil(file.size / 1048576)} MB; up to ${Math.floor(most / 1048576)} MB can be brought in.` : "";
  input.setCustomValidity(words);
  input.reportValidity();
});
document.addEventListener("submit", (event) => {
  const input = event.target.querySelector?.("input[type=file][data-max-bytes]");
  if (input && !input.checkValidity()) {
    event.preventDefault();
    input.reportValidity();
  }
}, true);
