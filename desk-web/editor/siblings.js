// The languages of a story above its text: which are with readers, which are drafts, behind or missing; as the server tells them.
import { element } from "./dom.js";

export function makeSiblings(place) {
  let last = "";

  function link({ code, kind, href, title, is_here }) {
    if (!href) return element("span", { class: `sibling ${kind}`, role: "img", title, "aria-label": title }, code);
    return element("a", { class: `sibling ${kind}`, href, title, "aria-label": title, "aria-current": is_here ? "true" : null }, code);
  }

  function show(siblings) {
    const told = JSON.stringify(siblings);
    if (!siblings || told === last) return;
    last = told;
    const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    place.replaceChildren(...siblings.map(link));
    if (focused) place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  return { show };
}
