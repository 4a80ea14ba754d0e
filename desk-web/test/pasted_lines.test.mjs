import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOfLines } from "../editor/pasted_lines.js";

const drawn = (text, language = "uk") => blocksOfLines(text.split("\n"), language).map(({ text: words, ordered, items }) => (items ? `${ordered ? "ol" : "ul"}[${items.join("|")}]` : words));

test("lines that begin as a list's items do are a list", () => {
  assert.deepEqual(drawn("Беріть із собою:\n• воду\n• документи\nКінець."), ["Беріть із собою:", "ul[воду|документи]", "Кінець."]);
  assert.deepEqual(drawn("* раз\n* два"), ["ul[раз|два]"]);
  assert.deepEqual(drawn("1. Раз\n2. Два\n3. Три"), ["ol[Раз|Два|Три]"]);
  assert.deepEqual(drawn("- вода;\n- документи;\n- ліки."), ["ul[вода;|документи;|ліки.]"]);
  assert.deepEqual(drawn("• раз\n1. Раз\n2. Два"), ["• раз", "ol[Раз|Два]"]);
});

test("one line alone, and numbers out of order, are none", () => {
  assert.deepEqual(drawn("• воду"), ["• воду"]);
  assert.deepEqual(drawn("3. Три\n5. П’ять"), ["3. Три", "5. П’ять"]);
  assert.deepEqual(drawn("1. Раз\n3. Три"), ["1. Раз", "3. Три"]);
  assert.deepEqual(drawn("*важливо*\n*дуже*"), ["*важливо*", "*дуже*"]);
  assert.deepEqual(drawn("- 5 градусів\n- 7 градусів"), ["- 5 градусів", "- 7 градусів"]);
});

test("what people say to one another is no list: its hyphens are dashes", () => {
  assert.deepEqual(drawn("- Ви приїдете?\n- Приїду.\n- Коли саме"), ["— Ви приїдете?", "— Приїду.", "— Коли саме"]);
  assert.deepEqual(drawn("- Так, - сказав він\n- Добре"), ["— Так, - сказав він", "— Добре"]);
  assert.deepEqual(drawn("- Так\n- Ні, — сказала вона"), ["— Так", "— Ні, — сказала вона"]);
  assert.deepEqual(drawn("— Так\n— Ні"), ["— Так", "— Ні"]);
  assert.deepEqual(drawn("- Нарешті"), ["— Нарешті"]);
  assert.deepEqual(drawn("- Really?\n- Yes", "en"), ["– Really?", "– Yes"]);
});
