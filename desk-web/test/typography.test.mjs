import assert from "node:assert/strict";
import { test } from "node:test";
import { history, undo } from "prosemirror-history";
import { inputRules, undoInputRule } from "prosemirror-inputrules";
import { EditorState, TextSelection } from "prosemirror-state";
import "../as-browser.mjs";
import { makeSchema } from "../editor/schema.js";
import { apostropheFor, quoteFor, rangesOnEnter, tidy, typographyRules } from "../editor/typography.js";

test("quotation marks follow the language, and nest", () => {
  assert.equal(tidy("uk", 'Він сказав: "Читаю "Кобзар" щодня".'), "Він сказав: «Читаю „Кобзар“ щодня».");
  assert.equal(tidy("ru", '"Привет", - сказал он.'), "«Привет», — сказал он.");
  assert.equal(tidy("en", '"It\'s \'fine\'," she said.'), "“It’s ‘fine’,” she said.");
});

test("an apostrophe within a word is one in every language", () => {
  assert.equal(tidy("uk", "п'ять об'єктів"), "п’ять об’єктів");
  assert.equal(apostropheFor("en", "don"), "’");
  assert.equal(apostropheFor("en", "the "), "‘");
});

test("single marks are a pair elsewhere, and in English an apostrophe before a decade", () => {
  assert.equal(tidy("uk", "Він був 'тут', п'ять днів"), "Він був „тут“, п’ять днів");
  assert.equal(tidy("ru", "('здесь' и 'там')"), "(„здесь“ и „там“)");
  assert.equal(tidy("en", "the '90s, the 80's"), "the ’90s, the 80’s");
});

test("a quote opens at the start, behind a space and behind a bracket", () => {
  for (const before of ["", "слово ", "слово (", "«"]) assert.notEqual(quoteFor("uk", before), "»", before);
  assert.equal(quoteFor("uk", "«слово"), "»");
});

test("dots become an ellipsis, hyphens between spaces a dash", () => {
  assert.equal(tidy("uk", "так... ні - може"), "так… ні — може");
  assert.equal(tidy("en", "so... no - maybe"), "so… no – maybe");
});

test("quotations that end together each get their own end", () => {
  assert.equal(tidy("uk", '"Читаю "Кобзар"", - сказав він.'), "«Читаю „Кобзар“», — сказав він.");
  assert.equal(tidy("ru", '""Кобзар" - книга", и "ещё"'), "«„Кобзар“ — книга», и «ещё»");
});

const isKept = (text) => { for (const language of ["uk", "ru", "en"]) assert.equal(tidy(language, text), text); };

test("a hyphen between the numbers of a range or a score becomes an en dash", () => {
  for (const language of ["uk", "ru", "en"]) assert.equal(tidy(language, "(10-12); 3-2, 2019-2024: 1,5-2,5 % о 09:00-10:30, 18-25-річні"), "(10–12); 3–2, 2019–2024: 1,5–2,5 % о 09:00–10:30, 18–25-річні");
  assert.equal(tidy("uk", "5-7"), "5–7");
});

test("telephone numbers, dates and what is no range keep their hyphens", () => {
  for (const text of ["2026-11-29", "29-11-2026", "у 2026-11", "044-555-12-34", "067 123-45-67", "(044) 555-12", "555-1234", "тел. 22-33", "Телефонуйте 55-12.", "phone: 12-34", "дзвоніть 22-33",
    "+380-44", "Covid-19", "F-16", "а-12-14", "05-06", "example.com/10-12", "?from=10-12", "10-12-14", "10-х"]) isKept(text);
});

// Types into an empty text as a person does, and gives the state.
function type(language, text) {
  const schema = makeSchema({});
  const rules = inputRules({ rules: typographyRules(language) }), onEnter = rangesOnEnter();
  const view = { composing: false, dispatch(transaction) { view.state = view.state.apply(transaction); }, text: () => view.state.doc.textContent };
  view.state = EditorState.create({ doc: schema.node("doc", null, [schema.node("paragraph", { id: "a1" })]), plugins: [rules, onEnter, history()] });
  view.state = view.state.apply(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1)));
  view.enter = () => onEnter.props.handleKeyDown(view, { key: "Enter" });
  for (const letter of text) {
    const { from, to } = view.state.selection;
    if (!rules.props.handleTextInput.call(rules, view, from, to, letter)) view.dispatch(view.state.tr.insertText(letter, from, to));
  }
  return view;
}

test("the dash comes on leaving the word, whatever ends it, and one undo takes it back", () => {
  assert.equal(type("uk", "від 10-12").text(), "від 10-12", "the word may go on");
  for (const end of [" ", ",", ".", ")"]) {
    const view = type("uk", `від 10-12${end}`);
    assert.equal(view.text(), `від 10–12${end}`);
    assert.ok(undoInputRule(view.state, view.dispatch));
    assert.equal(view.text(), `від 10-12${end}`);
  }
  assert.equal(type("uk", '"10-12"').text(), "«10–12»");
  assert.equal(type("uk", "067 123-45-67, 2026-11-29, 3-2.").text(), "067 123-45-67, 2026-11-29, 3–2.");
  const view = type("en", "pages 10-12");
  view.enter();
  assert.equal(view.text(), "pages 10–12");
  assert.ok(undo(view.state, view.dispatch));
  assert.equal(view.text(), "pages 10-12");
});
