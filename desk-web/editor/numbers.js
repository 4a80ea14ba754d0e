// Numbers follow what is read: the page is asked for again and again, and only what is between its tabs and its foot is put in
// place.
import { askPage, putPart } from "./ask_page.js";

const pauseMs = 10000;

export function wireNumbers() {
  const place = document.getElementById("numbers");
  if (!place) return;

  async function follow() {
    const fresh = (await askPage(location.href)).getElementById("numbers");
    if (!fresh) return;
    const wasOpen = place.querySelector("details").open;
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const selector = focused?.matches("a") ? `a[href="${CSS.escape(focused.getAttribute("href"))}"]` : "summary";
    putPart(place, fresh);
    place.querySelector("details").open = wasOpen;
    if (focused) place.querySelector(selector)?.focus({ preventScroll: true }); // whoever is in it with the keyboard stays there
  }
  setInterval(() => { if (document.visibilityState === "visible") follow().catch(() => {}); }, pauseMs);
}
