// The body's editor: schema, plugins, keys and paste, put together for one article.
import { baseKeymap, chainCommands } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history, redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { EditorState, Plugin } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import * as commands from "./commands.js";
import { forText } from "./keys.js";
import { ids, repairIds } from "./ids.js";
import { pasteProps } from "./paste.js";
import { labelNames, makeSchema } from "./schema.js";
import { fromStored, toStored } from "./stored.js";
import { rangesOnEnter, typographyRules } from "./typography.js";
import { embedView, galleryView, imageView, timelineView } from "./views.js";

// "Джерело: " at the start of a paragraph makes it a labelled one; the word is the edition's.
function labelRules(schema, labels) {
  return labelNames.filter((name) => labels[name]).map((name) => {
    const word = labels[name].replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new InputRule(new RegExp(`^${word}:\\s$`, "i"), (state, match, start, end) => {
      const $start = state.doc.resolve(start);
      if ($start.parent.type !== schema.nodes.paragraph) return null;
      return state.tr.delete(start, end).setBlockType(start, start, schema.nodes.labelled, { ...$start.parent.attrs, label: name });
    });
  });
}

function blockRules(schema) {
  const list = (pattern, ordered) => new InputRule(pattern, (state, match, start, end) => {
    if (state.doc.resolve(start).parent.type !== schema.nodes.paragraph || state.doc.resolve(start).depth !== 1) return null;
    let changed = null;
    const cleared = state.apply(state.tr.delete(start, end));
    commands.toList(schema, ordered)(cleared, (transaction) => { changed = transaction; });
    if (!changed) return null;
    const both = state.tr.delete(start, end);
    changed.steps.forEach((step) => both.step(step));
    return both.setSelection(changed.selection.constructor.near(both.doc.resolve(changed.selection.from)));
  });
  return [
    textblockTypeInputRule(/^##\s$/, schema.nodes.heading, { level: 2 }),
    textblockTypeInputRule(/^###\s$/, schema.nodes.heading, { level: 3 }),
    wrappingInputRule(/^>\s$/, schema.nodes.quote),
    list(/^[-*]\s$/, false),
    list(/^1[.)]\s$/, true),
  ];
}

// Right behind what typography made of what was typed, that alone is taken back.
export const takeBack = chainCommands(undoInputRule, undo);

function bodyKeys(schema) {
  const labelled = Object.fromEntries(labelNames.map((name, i) => [forText("labelled", i), commands.toLabelled(schema, name)]));
  return keymap({
    "Backspace": undoInputRule,
    [forText("undo")]: takeBack, [forText("redo")]: redo, [forText("redo", 1)]: redo,
    [forText("bold")]: commands.toggle(schema, "bold"), [forText("italic")]: commands.toggle(schema, "italic"),
    "Enter": commands.splitItem(schema),
    "Tab": (state, dispatch) => commands.nextCell(1)(state, dispatch) || commands.indent(schema)(state, dispatch),
    "Shift-Tab": (state, dispatch) => commands.nextCell(-1)(state, dispatch) || commands.outdent(schema)(state, dispatch),
    "Shift-Enter": (state, dispatch) => { dispatch?.(state.tr.insertText("\n").scrollIntoView()); return true; },
    [forText("paragraph")]: commands.toParagraph(schema),
    ...labelled,
  });
}

// What the body listens to by itself, for the list of keys (keys.js).
const keysGiven = Object.fromEntries(["bold", "italic", "undo", "redo", "block-menu", "paragraph", "labelled", "heading2", "heading3", "bullets", "numbers", "quote"]
  .map((id) => [id, null]));

// Shift changes what a digit key types, so those keys are told by where they are.
function digitKeys(schema) {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const digit = /^Digit(\d)$/.exec(event.code || "");
        if (!digit || !event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return false;
        const number = Number(digit[1]);
        if (number > labelNames.length) return false;
        const command = number === 0 ? commands.toParagraph(schema) : commands.toLabelled(schema, labelNames[number - 1]);
        return command(view.state, view.dispatch);
      },
    },
  });
}

// ProseMirror takes every Enter for itself; the one that publishes is the page's.
function pageKeys() {
  return new Plugin({ props: { handleDOMEvents: { keydown: (view, event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) } } });
}

function placeholder(text) {
  return new Plugin({
    props: {
      decorations(state) {
        const { doc } = state;
        const isEmpty = doc.childCount === 1 && doc.firstChild.isTextblock && doc.firstChild.content.size === 0;
        return isEmpty ? DecorationSet.create(doc, [Decoration.node(0, doc.firstChild.nodeSize, { class: "empty", "data-placeholder": text })]) : null;
      },
    },
  });
}

export function makePlugins(schema, language, labels, texts, extra = []) {
  return [
    ...extra,
    inputRules({ rules: [...typographyRules(language), ...labelRules(schema, labels), ...blockRules(schema)] }),
    pageKeys(), rangesOnEnter(), bodyKeys(schema), digitKeys(schema), keymap(baseKeymap),
    history({ newGroupDelay: 600 }), dropCursor(), gapCursor(), ids(), placeholder(texts.body_placeholder || ""),
  ];
}

export function makeState(schema, body, plugins) {
  const state = EditorState.create({ doc: fromStored(schema, body), plugins });
  const repaired = repairIds(state);
  return repaired ? state.apply(repaired) : state;
}

// `place`: the element to edit in. `onChange` after every change of the document.
export function mountBody({ place, body, language, labels, texts, pictureUrl, zone, addToGallery, onChange, onDropped, extra = [], editable = true }) {
  const schema = makeSchema(labels);
  const plugins = makePlugins(schema, language, labels, texts, extra);
  let isEditable = editable;
  const view = new EditorView(place, {
    state: makeState(schema, body, plugins),
    editable: () => isEditable,
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": texts.body, lang: language, spellcheck: "true", class: "prose" },
    nodeViews: { image: imageView(texts, pictureUrl), embed: embedView(texts), gallery: galleryView(texts, addToGallery), timeline: timelineView(texts, zone) },
    ...pasteProps(schema, language, { onDropped }),
    dispatchTransaction(transaction) {
      const state = view.state.apply(transaction);
      view.updateState(state);
      if (transaction.docChanged && !transaction.getMeta("fromServer")) onChange?.(transaction);
      view.dom.dispatchEvent(new CustomEvent("desk-state"));
    },
  });
  return {
    view,
    schema,
    keysGiven,
    stored: () => toStored(view.state.doc),
    // Of the first picture that has no such thing yet ("alt", "credit"), its field; without a part the text.
    placeOf: (part) => [...view.dom.querySelectorAll(`figure [data-attribute="${part}"]`)].find((field) => !field.value) || view.dom,
    setEditable: (value) => { isEditable = value; view.setProps({}); },
    // A text that the server merged: only blocks that differ are replaced, so the cursor stays where it can.
    replace: (stored) => {
      const doc = fromStored(schema, stored);
      const start = view.state.doc.content.findDiffStart(doc.content);
      if (start === null) return;
      let { a, b } = view.state.doc.content.findDiffEnd(doc.content);
      const overlap = start - Math.min(a, b);
      if (overlap > 0) { a += overlap; b += overlap; }
      view.dispatch(view.state.tr.replace(start, a, doc.slice(start, b)).setMeta("fromServer", true).setMeta("addToHistory", false));
    },
    countWords: () => (view.state.doc.textBetween(0, view.state.doc.content.size, " ").match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) || []).length,
  };
}
