// One place, two texts: both are kept at the server; here one is chosen, or both. What stands in the page is one's own, with all that
// was typed since, so to choose it nothing is done.
import { element, fill } from "./dom.js";
import { differingWords } from "./words_differ.js";

// Of texts in words, those that differ are marked; where all of them do, that tells nothing.
function marked(mine, theirs) {
  const both = [mine, theirs];
  if (!both.every((one) => typeof one === "string" && one)) return both;
  const texts = differingWords(mine, theirs);
  if (!texts.every((runs) => runs.some(({ differs, text }) => !differs && text.trim()))) return both;
  return texts.map((runs) => runs.map(({ text, differs }) => (differs ? element("mark", {}, text) : text)));
}

export function makeConflicts({ texts, table, body, changed, settle }) {
  // Nothing at all is told as such, or people would look for what they miss.
  function quoted(name, shown, isGone) {
    const parts = [shown].flat().filter(Boolean);
    const nothing = element("em", {}, isGone ? texts.conflict_removed : texts.conflict_nothing);
    return element("blockquote", {}, element("strong", {}, `${name}: `), ...(parts.length ? parts : [nothing]));
  }

  function chooseField({ field, theirs }, which) {
    const row = table[field];
    if (which === "mine") return;
    row.set(which === "both" ? row.joined(row.value(), theirs) : theirs);
    changed();
  }

  function chooseBlock({ block: id, mine_block: mine, their_block: theirs }, which) {
    const { view, schema } = body;
    const { doc, tr } = view.state;
    const made = theirs && schema.nodeFromJSON(theirs);
    let node = null, position = doc.content.size;
    doc.forEach((one, offset) => { if (one.attrs.id === id) [node, position] = [one, offset]; });
    const end = position + (node ? node.nodeSize : 0);
    if (which === "theirs" && made) view.dispatch(tr.replaceWith(position, end, made));
    else if (which === "both" && mine && made) view.dispatch(tr.insert(end, made));
    else if (node && which !== "both" && !(which === "mine" ? mine : made)) view.dispatch(tr.delete(position, end));
  }

  // Whether there is something to choose.
  function offer(conflict, isHeld) {
    const row = conflict.field ? table[conflict.field] : null;
    if (conflict.field && !row) return false; // nothing that is written here
    const show = row ? row.show : (text) => text;
    const [mine, theirs] = marked(show(conflict.mine), show(conflict.theirs));
    const box = element("div", { class: "notice warn", role: "alert", "data-conflict": conflict.field || "block" },
      element("p", {}, row ? fill(texts.conflict_field, { name: row.name }) : texts.conflict),
      quoted(texts.mine_text, mine, !row && !conflict.mine_block),
      quoted(texts.their_text, theirs, !row && !conflict.their_block));
    if (box.querySelector("mark")) box.insertBefore(element("p", {}, texts.conflict_differ), box.querySelector("blockquote"));
    const acts = [["mine", texts.mine_text], ["theirs", texts.their_text], ["both", texts.both_texts]].filter(([which]) => !row || which !== "both" || row.joined);
    const choose = (which) => {
      if (row) chooseField(conflict, which);
      else chooseBlock(conflict, which);
      box.remove();
      if (isHeld) settle();
    };
    const buttons = !row || row.set ? acts.map(([which, name]) => element("button", { type: "button", "data-choose": which, onclick: () => choose(which) }, name))
      : [element("button", { type: "button", onclick: () => box.remove() }, texts.close)];
    box.append(element("div", { class: "acts" }, ...buttons));
    document.getElementById("notices").append(box);
    return !row || Boolean(row.set);
  }

  return { offer };
}
