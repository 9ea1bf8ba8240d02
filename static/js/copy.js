// Copies what data-copy holds and says so.
import { toast } from "./toasts.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast({ text: "Copied" });
  } catch {
    toast({ text: "The browser did not allow copying. Select the text and copy it by hand.", tone: "bad" });
  }
});
