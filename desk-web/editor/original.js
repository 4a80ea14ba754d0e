// A translation beside its original: blocks are paired by their ids, those that changed since the translation was made are
// marked with the difference and ticked off one by one; with the last of them the translation is up to date.
import { TextSelection } from "prosemirror-state";
import { ask } from "./api.js";
import { askPage } from "./ask_page.js";

export async function wireOriginal({ page, path, body, texts, notice }) {
  const place = document.getElementById("original-place");
  if (!page.translated_from || !place) return {};
  const key = (original) => `ticked/${page.id}/${original.dataset.version}/${original.dataset.revision}`;
  const parts = () => [...place.querySelectorAll("[data-part]")];
  const fieldOf = (id) => (id === "headline" || id === "lead" ? document.getElementById(id) : null);
  const elementOf = (id) => fieldOf(id) || body.view.dom.querySelector(`:scope > [data-id="${CSS.escape(id)}"]`);

  // Each part stands no higher than its counterpart.
  function align() {
    const all = parts();
    for (const part of all) part.style.marginTop = "";
    if (matchMedia("(max-width: 64rem)").matches) return;
    for (const part of all) {
      const counterpart = elementOf(part.dataset.part);
      const gap = counterpart ? counterpart.getBoundingClientRect().top - part.getBoundingClientRect().top : 0;
      if (gap > 0) part.style.marginTop = `${gap}px`;
    }
  }

  function mark(id) {
    for (const part of parts()) {
      const isHere = part.dataset.part === id;
      part.classList.toggle("here", isHere);
    }
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

  async function ticked() {
    const original = document.getElementById("original");
    const boxes = [...original.querySelectorAll("[data-tick]")];
    const done = boxes.filter((box) => box.checked);
    sessionStorage.setItem(key(original), JSON.stringify(done.map((box) => box.dataset.tick)));
    for (const box of boxes) box.closest("[data-part]").classList.toggle("ticked", box.checked);
    if (done.length < boxes.length) return;
    try {
      await ask("POST", `${path}/original`, { version: Number(original.dataset.version), revision: Number(original.dataset.revision) });
      notice("good", texts.original_up_to_date);
      document.querySelector(".sibling.behind[aria-current]")?.classList.replace("behind", page.is_live ? "live" : "draft");
    } catch (error) {
      notice("warn", error.message || texts[error.kind] || "");
    }
    await show();
  }

  async function show() {
    const original = await askPage(`${path}/original`).then((answer) => answer.getElementById("original"), () => null);
    if (!original) return;
    original.querySelector("form")?.remove(); // the ticks do it
    const done = JSON.parse(sessionStorage.getItem(key(original)) || "[]");
    for (const box of original.querySelectorAll("[data-tick]")) {
      box.checked = done.includes(box.dataset.tick);
      box.disabled = !page.may_edit;
      box.addEventListener("change", ticked);
      box.closest("[data-part]").classList.toggle("ticked", box.checked);
    }
    place.replaceChildren(document.adoptNode(original));
    place.hidden = false;
    document.body.classList.add("translating");
    align();
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
    if (part && !event.target.closest("label")) enter(part.dataset.part);
  });
  body.view.dom.addEventListener("desk-state", () => {
    const { $head } = body.view.state.selection;
    mark($head.depth ? $head.node(1).attrs.id : "");
  });
  for (const id of ["headline", "lead"]) document.getElementById(id).addEventListener("focus", () => mark(id));
  new ResizeObserver(align).observe(document.querySelector(".columns .text"));
  await show();
  return { step };
}
