import assert from "node:assert/strict";
import { test } from "node:test";
import { differingWords } from "../editor/words_differ.js";

const drawn = (mine, theirs) => differingWords(mine, theirs).map((runs) => runs.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(""));

test("words that are not in the other text are told in each", () => {
  assert.deepEqual(drawn("Повінь затопила 12 сіл", "Повінь затопила 15 сіл і місто"), ["Повінь затопила [12] сіл", "Повінь затопила [15] сіл[ і місто]"]);
  assert.deepEqual(drawn("той самий", "той самий"), ["той самий", "той самий"]);
  assert.deepEqual(drawn("", "усе нове"), ["", "[усе нове]"]);
});

test("a space between two words that differ is read with them", () => {
  assert.deepEqual(drawn("сіл без води багато", "сіл під водою багато"), ["сіл [без води] багато", "сіл [під водою] багато"]);
  assert.deepEqual(drawn("a 1 two words 2 b", "a 3 two words 4 b"), ["a [1] two words [2] b", "a [3] two words [4] b"]);
});

test("texts that are too long to be gone through differ from what they begin with alike to what they end with alike", () => {
  const many = (letter) => Array.from({ length: 3000 }, (_, i) => `${letter}${i}`).join(" ");
  const began = performance.now();
  const [mine] = differingWords(`початок ${many("a")} кінець`, `початок ${many("b")} кінець`);
  assert.ok(performance.now() - began < 500);
  assert.deepEqual(mine.map(({ differs }) => differs), [false, true, false]);
  assert.equal(mine.map(({ text }) => text).join(""), `початок ${many("a")} кінець`);
});
