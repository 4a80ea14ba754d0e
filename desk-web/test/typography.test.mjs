import assert from "node:assert/strict";
import { test } from "node:test";
import { apostropheFor, quoteFor, tidy } from "../editor/typography.js";

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

test("a quote opens at the start, behind a space and behind a bracket", () => {
  for (const before of ["", "слово ", "слово (", "«"]) assert.notEqual(quoteFor("uk", before), "»", before);
  assert.equal(quoteFor("uk", "«слово"), "»");
});

test("dots become an ellipsis, hyphens between spaces a dash", () => {
  assert.equal(tidy("uk", "так... ні - може"), "так… ні — може");
  assert.equal(tidy("en", "so... no - maybe"), "so… no – maybe");
});
