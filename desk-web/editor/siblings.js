// The languages of a story above its text: which are with readers, which are drafts, behind or missing; as the server tells them.
import { element } from "./dom.js";

export function makeSiblings(place) {
  let last = "";

  function link({ code, kind, href, title, is_here }) {
    if (!href) return element("span", { class: `sibling ${kind}`, role: "img", title, "aria-label": title }, code);
    return element("a", { class: `sibling ${kind}`, href, title, "aria-label": title, "aria-current": is_here ? "true" : null }, code);
  }

  // A link that stays one stays where it is, whatever it says now: who is at it with the keyboard is not thrown off.
  function updated(old, made) {
    if (old?.tagName !== made.tagName || old.textContent !== made.textContent) return made;
    for (const { name, value } of made.attributes) old.setAttribute(name, value);
    if (!made.hasAttribute("aria-current")) old.removeAttribute("aria-current");
    return old;
  }

  function show(siblings) {
    const told = JSON.stringify(siblings);
    if (!siblings || told === last) return;
    last = told;
    const before = [...place.children];
    const after = siblings.map((sibling, n) => updated(before[n], link(sibling)));
    if (after.length === before.length && after.every((one, n) => one === before[n])) return;
    const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    place.replaceChildren(...after);
    if (focused) place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  return { show };
}
