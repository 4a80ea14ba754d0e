// The list of articles by keyboard: J and K go through its rows, Enter opens, 1 to 3 open their languages, X chooses, P peeks.
// Shift chooses all between.
import { give, keyName } from "./keys.js";

export function wireList() {
  const rows = document.getElementById("rows");
  const form = document.getElementById("bulk");
  if (!rows || !form) return undefined;
  let chosen = null; // the row that keys act on
  let anchor = null; // the box that was pressed last

  const all = () => [...rows.querySelectorAll("tr[data-article]")];
  const boxes = () => [...rows.querySelectorAll("input[name=id]")];
  const articleOf = (box) => box.closest("tr").dataset.article;
  const row = () => all().find((one) => one.dataset.article === chosen);
  const mark = () => { for (const one of all()) one.classList.toggle("chosen", one.dataset.article === chosen); };

  function tell() {
    const count = boxes().filter((box) => box.checked).length;
    const bar = rows.querySelector(".bulk-bar");
    if (!bar) return;
    bar.classList.toggle("has-chosen", count > 0);
    if (count) bar.querySelector(".bulk-count").textContent = form.dataset.chosen.replace("{count}", count);
    for (const button of bar.querySelectorAll("button")) button.disabled = count === 0;
    const every = document.getElementById("pick-all");
    every.closest("label").hidden = boxes().length === 0;
    every.checked = count === boxes().length;
    every.indeterminate = count > 0 && !every.checked;
  }

  function step(by) {
    const list = all();
    if (!list.length) return;
    const here = list.findIndex((one) => one.dataset.article === chosen);
    const next = list[Math.max(0, Math.min(list.length - 1, here < 0 ? 0 : here + by))];
    chosen = next.dataset.article;
    mark();
    next.querySelector("th a").focus();
  }

  function choose(box, isChecked) {
    box.checked = isChecked;
    anchor = articleOf(box);
    tell();
  }

  // From the one pressed last to this one, all become what this one is.
  function chooseBetween(box) {
    const list = boxes();
    const from = list.findIndex((one) => articleOf(one) === anchor);
    const to = list.indexOf(box);
    if (from >= 0) for (const one of list.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
  }

  rows.addEventListener("click", (event) => {
    if (event.target.id === "pick-all") {
      for (const box of boxes()) box.checked = event.target.checked;
      tell();
    }
    if (!event.target.matches("input[name=id]")) return;
    if (event.shiftKey) chooseBetween(event.target);
    choose(event.target, event.target.checked);
  });

  const peek = document.getElementById("peek");
  const frame = peek.querySelector("iframe");
  // The page has no script of its own, so the one around it sees to it that nothing leads away.
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    inside?.addEventListener("click", (event) => { if (event.target.closest?.("a, button, input")) event.preventDefault(); }, true);
    inside?.addEventListener("submit", (event) => event.preventDefault(), true);
    inside?.addEventListener("keydown", (event) => { if (event.key === "Escape") peek.close(); });
  });
  document.getElementById("peek-close").addEventListener("click", () => peek.close());
  function look() {
    if (!row() || peek.open) return;
    frame.src = `/articles/${chosen}/preview`;
    peek.showModal();
  }

  const toggle = (isRange) => {
    const box = row()?.querySelector("input[name=id]");
    if (!box) return;
    box.checked = !box.checked;
    if (isRange) chooseBetween(box);
    choose(box, box.checked);
  };
  // The chosen row's story in one of its languages, as they stand beside it.
  function openLanguage(event) {
    const link = row()?.querySelectorAll(".sibling")[Number(keyName(event)) - 1];
    if (!link?.href) return false;
    location.assign(link.href);
    return true;
  }
  const languages = rows.querySelector("a.sibling") ? { "row-language": openLanguage } : {};
  give({ "row-next": () => step(1), "row-previous": () => step(-1), "row-open": null, ...languages,
    "row-choose": () => toggle(false), "row-choose-between": () => toggle(true), "row-peek": look });
  tell();

  // What was chosen stays so when rows are put in their place anew: with the revision that was seen when it was chosen, so that a
  // text that was changed since is not acted on unread.
  return (part) => {
    const kept = new Map(boxes().filter((box) => box.checked).map((box) => [articleOf(box), box.value]));
    return () => {
      if (part !== rows) return;
      for (const box of boxes()) {
        box.checked = kept.has(articleOf(box));
        if (box.checked) box.value = kept.get(articleOf(box));
      }
      mark();
      tell();
    };
  };
}
