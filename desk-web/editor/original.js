// A translation beside its original: blocks are paired by their ids, those that changed since the translation was made are
// marked with the difference and ticked off one by one; with the last of them the translation is up to date. What is new there is put in
// beside it.
import { TextSelection } from "prosemirror-state";
import { ask } from "./api.js";
import { askPage } from "./ask_page.js";
import { element } from "./dom.js";
import { makeStrip } from "./original_strip.js";
import { distanceBefore, makePairs } from "./pairs.js";
import { fromStored } from "./stored.js";

const followMs = 4000;

export async function wireOriginal({ page, path, body, texts, notices }) {
  const place = document.getElementById("original-place");
  if (!page.translated_from || !place) return {};
  let shown = ""; // what the server said last
  let asking = 0; // ticks on their way: what was asked for before them is not shown over them
  const parts = () => [...place.querySelectorAll("[data-part]")];
  const fieldOf = (id) => (id === "headline" || id === "lead" ? document.getElementById(id) : null);
  const elementOf = (id) => fieldOf(id) || body.view.dom.querySelector(`:scope > [data-id="${CSS.escape(id)}"]`);

  // ---- each part begins where its counterpart does ----

  const text = document.querySelector(".columns .text");
  const areBeside = () => place.offsetWidth > 0 && place.getBoundingClientRect().right <= text.getBoundingClientRect().left;

  function pairOf(part) {
    const { part: id } = part.dataset;
    const [name, counterpart] = [CSS.escape(id), elementOf(id)];
    if (!counterpart) return [];
    const right = fieldOf(id) ? { selector: `#${name}` } : { selector: `.prose > [data-id="${name}"]`, base: distanceBefore };
    return [{ left: { at: part, selector: `.original-part[data-part="${name}"]` }, right: { at: counterpart, ...right } }];
  }

  // The block or field in which one writes.
  function written() {
    if (!body.view.hasFocus()) return document.activeElement?.closest(".columns *");
    const { $from } = body.view.state.selection;
    return body.view.nodeDOM($from.depth ? $from.before(1) : $from.pos);
  }

  const align = makePairs({ columns: document.querySelector(".columns"), pairsNow: () => (areBeside() ? parts().flatMap(pairOf) : []), watched: written });
  let aligned = null; // the document that the spaces are for
  function alignNow() {
    aligned = body.view.state.doc;
    align();
  }

  // ---- where one is ----

  const showAbove = makeStrip(document.querySelector(".editor-bar"), { name: texts.original, language: place.lang });
  let here = "headline";
  function mark(id) {
    here = id;
    for (const part of parts()) part.classList.toggle("here", part.dataset.part === id);
    showAbove(parts().find((part) => part.dataset.part === id));
  }

  function enter(id) {
    const field = fieldOf(id);
    if (field) return field.focus();
    const { view } = body;
    view.state.doc.forEach((node, position) => {
      if (node.attrs.id === id) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(position + 1))).scrollIntoView());
    });
    return view.focus();
  }

  // Each tick is kept at the server, so that colleagues and the board see what is left.
  async function ticked(box) {
    const part = box.closest("[data-part]");
    part.classList.toggle("ticked", box.checked);
    asking += 1;
    try {
      const { left } = await ask("POST", `${path}/original`, { part: box.dataset.tick, says: box.dataset.says, is_done: box.checked });
      if (left === 0) upToDate();
    } catch (error) {
      notices.tell("original", "warn", error.message || texts[error.kind] || "");
    }
    asking -= 1;
    await show();
  }

  function upToDate() {
    notices.tell("original", "good", texts.original_up_to_date);
    document.querySelector(".sibling.behind[aria-current]")?.classList.replace("behind", page.is_live ? "live" : "draft");
  }

  // ---- a paragraph that is new in the original ----

  // Behind the counterpart of what stands before it there; without any, at the beginning.
  function placeFor(part) {
    const { doc } = body.view.state;
    const ends = new Map();
    doc.forEach((node, position) => ends.set(node.attrs.id, position + node.nodeSize));
    const before = parts().slice(0, parts().indexOf(part)).reverse().find((one) => ends.has(one.dataset.part));
    return before ? ends.get(before.dataset.part) : 0;
  }

  // The same kind of block with the same id, so that the pair stands side by side.
  function insert(part) {
    const { view, schema } = body;
    const block = fromStored(schema, { type: "doc", content: JSON.parse(part.dataset.insert).content }).firstChild;
    view.dispatch(view.state.tr.insert(placeFor(part), block));
    enter(part.dataset.part);
    offerInserts();
  }

  function offerInserts() {
    for (const part of place.querySelectorAll("[data-insert]")) {
      const isWanted = page.may_edit && body.view.editable && !elementOf(part.dataset.part);
      const button = part.querySelector("button.insert");
      if (button && !isWanted) button.remove();
      if (!button && isWanted) part.append(element("button", { type: "button", class: "insert", title: texts.original_insert_hint, onclick: () => insert(part) }, texts.original_insert));
    }
  }

  // ---- shown, and kept up with the original ----

  // Who stands on a tick or a button of it stands there afterwards, and what one looks at stays where it is in the window.
  function keepPlace() {
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const id = focused?.closest("[data-part]")?.dataset.part;
    const kind = focused?.matches("[data-tick]") ? "[data-tick]" : "button";
    const top = (one) => one?.getBoundingClientRect().top ?? 0;
    const watched = () => (id ? parts().find((part) => part.dataset.part === id) : written() ?? text);
    const before = top(watched());
    return () => {
      const still = watched();
      if (id) still?.querySelector(kind)?.focus({ preventScroll: true });
      if (still) scrollBy(0, top(still) - before);
    };
  }

  async function show() {
    const original = await askPage(`${path}/original`).then((answer) => answer.getElementById("original"), () => null);
    if (!original || asking) return;
    const fresh = original.outerHTML;
    if (fresh === shown) return;
    shown = fresh;
    original.querySelector("form")?.remove(); // the ticks do it
    for (const box of original.querySelectorAll("[data-tick]")) {
      box.disabled = !page.may_edit;
      box.addEventListener("change", () => ticked(box));
      box.closest("[data-part]").classList.toggle("ticked", box.checked);
    }
    const putBack = keepPlace();
    place.replaceChildren(document.adoptNode(original));
    place.hidden = false;
    document.body.classList.add("translating");
    if (body.view.hasFocus() || fieldOf(here) === document.activeElement) mark(here);
    else showAbove(parts().find((part) => part.dataset.part === here));
    offerInserts();
    alignNow();
    putBack();
  }

  // Others change the original, and tick off what they have translated, while one works.
  async function follow() {
    if (document.visibilityState === "visible") await show();
    setTimeout(follow, followMs);
  }

  // The next part that waits for its tick, round and round.
  function step(by) {
    const waiting = [...place.querySelectorAll("[data-tick]:not(:checked)")];
    if (!waiting.length) return;
    const here = waiting.indexOf(document.activeElement);
    waiting[(here + by + waiting.length) % waiting.length].focus();
  }

  place.addEventListener("click", (event) => {
    const part = event.target.closest("[data-part]");
    if (part && !event.target.closest("label, button")) enter(part.dataset.part);
  });
  body.view.dom.addEventListener("desk-state", () => {
    const { $head } = body.view.state.selection;
    mark($head.depth ? $head.node(1).attrs.id : "");
    offerInserts();
    if (body.view.state.doc !== aligned) alignNow();
  });
  for (const id of ["headline", "lead"]) {
    const field = document.getElementById(id);
    field.addEventListener("focus", () => mark(id));
    field.addEventListener("input", alignNow);
  }
  // What else changes heights: the window, pictures, fonts. Not within the observer, which would be told of what comes of it.
  const observer = new ResizeObserver(() => requestAnimationFrame(alignNow));
  for (const column of [place, text]) observer.observe(column);
  await show();
  setTimeout(follow, followMs);
  return { step };
}
