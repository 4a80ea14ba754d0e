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

const names = (text) => text.authors.map(({ name }) => name).join(" ");
const by = (...authors) => article({ a: "one" }, { authors: authors.map((name) => ({ name, uri: "" })) });

test("lists that both changed are joined: nobody is lost, who was taken away is gone, nobody stands there twice", () => {
  for (const [sent, now, merged, wanted] of [
    [["Olena"], ["Olena", "Ivan"], ["Olena", "Petro"], "Olena Ivan Petro"],
    [["Olena"], ["Ivan"], ["Olena", "Petro"], "Ivan Petro"],
    [["Olena", "Marta"], ["Olena", "Marta", "Ivan"], ["Olena"], "Olena Ivan"],
    [[], ["Ivan"], ["Petro", "Ivan"], "Ivan Petro"],
    [["Olena"], ["Ivan"], [], "Ivan"],
  ]) {
    const { text, clashes } = rebase(by(...sent), by(...now), by(...merged));
    assert.equal(names(text), wanted);
    assert.deepEqual(clashes, []);
  }
  const known = article({ a: "one" }, { authors: [{ uri: "urn:ivan", name: "Ivan" }] });
  assert.equal(names(rebase(by(), by("Ivan"), known).text), "Ivan", "a uri is nothing that people see");
  const related = (...uris) => article({ a: "one" }, { related: uris });
  assert.deepEqual(rebase(related("a"), related("a", "b"), related("a", "c")).text.related, ["a", "b", "c"]);
});

test("a list that would be too long, a section, an urgency, a picture: ours stays, and both are told", () => {
  const picture = (caption) => [{ asset: "a", caption, uri: "" }];
  const many = (mark) => Array.from({ length: 60 }, (_, i) => `urn:${mark}${i}`);
  const sent = article({ a: "one" }, { section: 0, urgency: "normal", pictures: [], related: [] });
  const ours = { section: 1, urgency: "important", pictures: picture("Ours"), related: many("o") };
  const theirs = { section: 2, urgency: "breaking", pictures: picture("Theirs"), related: many("t") };
  const { text, clashes } = rebase(sent, { ...sent, ...ours }, { ...sent, ...theirs });
  assert.deepEqual(clashes, Object.keys(ours).map((field) => ({ field, mine: ours[field], theirs: theirs[field] })));
  for (const field of Object.keys(ours)) assert.deepEqual(text[field], ours[field]);
  assert.deepEqual(rebase(sent, { ...sent, ...ours }, { ...sent, ...ours }).clashes, [], "the same from both is no clash");
  const cleared = rebase(article({ a: "one" }), article({ a: "one" }, { lead: "" }), article({ a: "one" }, { lead: "Theirs" }));
  assert.deepEqual(cleared.clashes, [{ field: "lead", mine: "", theirs: "Theirs" }]);
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
