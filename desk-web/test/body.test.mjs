import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, TextSelection } from "prosemirror-state";
import "../as-browser.mjs";
import * as commands from "../editor/commands.js";
import { ids, repairIds } from "../editor/ids.js";
import { makeSchema } from "../editor/schema.js";
import { fromStored, toStored } from "../editor/stored.js";
import { textSlice } from "../editor/paste.js";

const schema = makeSchema({ source: "Source" });
const paragraph = (id, text) => ({ type: "paragraph", attrs: { id }, ...(text ? { content: [{ type: "text", text }] } : {}) });
const stateOf = (...content) => EditorState.create({ doc: schema.nodeFromJSON({ type: "doc", content }), plugins: [ids()] });
const at = (state, position) => state.apply(state.tr.setSelection(TextSelection.create(state.doc, position)));
function run(state, command) {
  let next = null;
  const did = command(state, (transaction) => { next = state.apply(transaction); });
  assert.equal(did, true);
  return next;
}
const allIds = (state) => {
  const found = [];
  state.doc.descendants((node) => { if ("id" in node.attrs) found.push(node.attrs.id); });
  return found;
};

test("what is empty is not stored, and a body without blocks is one paragraph to type into", () => {
  const stored = toStored(fromStored(schema, { type: "doc", content: [paragraph("a1", "Text"), { type: "divider", attrs: { id: "d1" } }] }));
  assert.deepEqual(stored, { type: "doc", content: [paragraph("a1", "Text"), { type: "divider", attrs: { id: "d1" } }] });
  assert.equal(fromStored(schema, { type: "doc" }).childCount, 1);
});

test("a block keeps its id when its text changes; a split gives the second half a new one", () => {
  let state = at(stateOf(paragraph("a1", "One two")), 4);
  state = state.apply(state.tr.split(4));
  const [first, second] = allIds(state);
  assert.equal(first, "a1");
  assert.match(second, /^[a-z0-9]{8}$/);
});

test("of two blocks with one id the second gets another", () => {
  const state = stateOf(paragraph("a1", "One"), paragraph("a1", "Two"));
  const [first, second] = allIds(state.apply(repairIds(state)));
  assert.equal(first, "a1");
  assert.notEqual(second, "a1");
});

test("a paragraph becomes a labelled one and back by the same key", () => {
  let state = at(stateOf(paragraph("a1", "City council")), 3);
  state = run(state, commands.toLabelled(schema, "source"));
  assert.equal(state.doc.firstChild.type.name, "labelled");
  assert.equal(state.doc.firstChild.attrs.label, "source");
  state = run(state, commands.toLabelled(schema, "source"));
  assert.equal(state.doc.firstChild.type.name, "paragraph");
});

test("paragraphs become a list; Enter makes items; Enter in an empty one leaves the list", () => {
  let state = at(stateOf(paragraph("a1", "Milk")), 5);
  state = run(state, commands.toList(schema, false));
  assert.equal(state.doc.firstChild.type.name, "list");
  state = run(state, commands.splitItem(schema));
  assert.equal(state.doc.firstChild.childCount, 2);
  state = run(state, commands.splitItem(schema));
  assert.deepEqual(state.doc.content.content.map((node) => node.type.name), ["list", "paragraph"]);
  state.doc.check();
});

test("a table stays a rectangle", () => {
  let state = run(at(stateOf(paragraph("a1", "")), 1), commands.insertBlock(commands.newTable));
  state = run(state, commands.addColumn);
  state = run(state, commands.addRow);
  const widths = [];
  state.doc.firstChild.forEach((row) => widths.push(row.childCount));
  assert.deepEqual(widths, [4, 4, 4, 4]);
  state = run(state, commands.removeColumn);
  state = run(state, commands.removeRow);
  state.doc.firstChild.forEach((row) => assert.equal(row.childCount, 3));
});

test("pasted plain text is paragraphs, without control characters", () => {
  const slice = textSlice(schema, "One\r\n\r\nTwo\u0000\nThree");
  assert.deepEqual(slice.content.content.map((node) => node.textContent), ["One", "Two", "Three"]);
});
