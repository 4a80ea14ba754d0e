import assert from "node:assert/strict";
import { test } from "node:test";
import { joinNotes, movedPlace, rebase } from "../editor/rebase.js";

const block = (id, text) => ({ type: "paragraph", attrs: { id }, content: [{ type: "text", text }] });
const article = (words, more = {}) => ({ headline: "H", lead: "L", ...more, body: { type: "doc", content: Object.entries(words).map(([id, text]) => block(id, text)) } });
const wordsOf = (text) => Object.fromEntries(text.body.content.map((one) => [one.attrs.id, one.content[0].text]));

test("what was typed since stays, and what others wrote comes", () => {
  const { text, clashes } = rebase(article({ a: "one", b: "two" }), article({ a: "one and more", b: "two" }), article({ a: "one", b: "zwei" }, { lead: "Theirs" }));
  assert.deepEqual(wordsOf(text), { a: "one and more", b: "zwei" });
  assert.equal(text.lead, "Theirs");
  assert.deepEqual(clashes, []);
});

test("the order in which the server writes a block’s names says nothing", () => {
  const merged = article({ a: "one" });
  merged.body.content = merged.body.content.map(({ type, attrs, content }) => ({ attrs, content: content.map((part) => ({ text: part.text, type: part.type })), type }));
  assert.deepEqual(rebase(article({ a: "one" }), article({ a: "one and more" }), merged).clashes, []);
});

test("a block that was begun since stands where it was begun; one taken away since is gone", () => {
  const { text } = rebase(article({ a: "1", b: "2", c: "3" }), article({ a: "1", n: "new", c: "3" }), article({ a: "1", t: "theirs", b: "2", c: "3" }));
  assert.deepEqual(Object.keys(wordsOf(text)), ["a", "n", "t", "c"]);
});

test("a place that both wrote keeps ours, and both are told", () => {
  const { text, clashes } = rebase(article({ a: "one" }), article({ a: "ours" }, { headline: "Ours" }), article({ a: "theirs" }, { headline: "Theirs" }));
  assert.deepEqual(wordsOf(text), { a: "ours" });
  assert.equal(text.headline, "Ours");
  assert.deepEqual(clashes.map(({ field, block: id, mine, theirs }) => [field || id, mine, theirs]), [["headline", "Ours", "Theirs"], ["a", "ours", "theirs"]]);
});

test("what one took away and the other changed is kept", () => {
  const away = rebase(article({ a: "1", b: "2" }), article({ a: "1" }), article({ a: "1", b: "zwei" }));
  assert.deepEqual(wordsOf(away.text), { a: "1", b: "zwei" });
  const changed = rebase(article({ a: "1", b: "2" }), article({ a: "1", b: "two" }), article({ a: "1" }));
  assert.deepEqual(wordsOf(changed.text), { a: "1", b: "two" });
});

test("notes: lines of both are kept, none twice", () => {
  assert.equal(joinNotes("call", "call", "called"), "called");
  assert.equal(joinNotes("call", "call\ntwice", "Petro: fine\ncall"), "Petro: fine\ncall\ntwice");
});

test("notes: a line that was typed on while it was saved stays one line, and the cursor in it", () => {
  assert.equal(joinNotes("call th", "call them", "call th"), "call them");
  const now = "first\ncall them", next = joinNotes("first\ncall th", now, "Petro: fine\nfirst\ncall th");
  assert.equal(next, "Petro: fine\nfirst\ncall them");
  assert.equal(next.slice(0, movedPlace(now, now.length - 2, next)), "Petro: fine\nfirst\ncall th");
  assert.equal(movedPlace("gone", 4, "no"), 2);
});
