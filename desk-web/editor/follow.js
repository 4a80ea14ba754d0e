// What is under way in the background, kept up while one looks: the parts of the page with data-follow are taken from the same
// page, asked for again. Without this script one loads it again. Who stood on a button that goes with the end of it stands at
// what came instead.
import { askPage, putPart } from "./ask_page.js";

const pauseMs = 1500;

function renew(place, fresh) {
  if (!fresh || fresh.isEqualNode(place)) return;
  const hadFocus = place.contains(document.activeElement);
  putPart(place, fresh);
  if (hadFocus) place.querySelector("[data-follow-focus]")?.focus();
}

export function wireFollow() {
  const places = [...document.querySelectorAll("[data-follow]")];
  const isUnderWay = () => places.some((place) => place.querySelector("progress"));
  if (!isUnderWay()) return;

  async function refresh() {
    if (document.visibilityState !== "visible") return;
    const page = await askPage(location.pathname + location.search);
    // An answer that is another page (one has to sign in, say) has none of them, and ends nothing.
    for (const place of places) renew(place, page.getElementById(place.id));
  }

  function repeat() {
    setTimeout(() => refresh().catch(() => {}).finally(() => { if (isUnderWay()) repeat(); }), pauseMs);
  }
  repeat();
}
