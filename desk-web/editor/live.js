// Parts of a page that are kept up with what others do: elements with data-live and an id. The page is asked for again as it is
// now. Only what changed is put in its place, only while it is looked at, and never under the hands of who fills in a form there.
import { askPage, putPart } from "./ask_page.js";

const pauseMs = 3000;

const isFilledIn = (part) => part.querySelector("details[open]") || part.querySelector("input:focus:not([type=checkbox]), select:focus, textarea:focus");
// What tells a part of now from one of before, without what a person only chose.
const shown = (part) => new XMLSerializer().serializeToString(part);
// What tells a part that scripts may have changed from a fresh one: its words, and what its links and marks say.
const said = (part) => part.textContent + [...part.querySelectorAll("a")].map((link) => `${link.className} ${link.getAttribute("href")} ${link.title}`).join("\n");

let shownAtOnce = async () => {};
// What others did, and oneself, is shown now.
export const showNow = () => shownAtOnce();

// `keep(part)` notes what a person had chosen there, and returns what puts it back.
export function keepLive(keep = () => () => {}) {
  const parts = [...document.querySelectorAll("[data-live][id]")];
  if (!parts.length) return;
  const last = new Map(parts.map((part) => [part.id, null]));

  function replace(part, fresh) {
    const before = last.get(part.id);
    last.set(part.id, shown(fresh));
    const isSame = before === null ? said(fresh) === said(part) : before === shown(fresh);
    if (isSame) return;
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    const restore = keep(part);
    putPart(part, fresh);
    restore();
    if (focused) part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  async function refresh() {
    if (document.visibilityState !== "visible" || parts.some(isFilledIn)) return;
    const page = await askPage(location.href);
    if (parts.some(isFilledIn)) return;
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (fresh) replace(part, fresh);
    }
  }

  shownAtOnce = refresh;
  function repeat() {
    setTimeout(() => refresh().catch(() => {}).finally(repeat), pauseMs);
  }
  repeat();
}
