import assert from "node:assert/strict";
import { test } from "node:test";
import "../as-browser.mjs";
import { isEmoji } from "../editor/pasted_emoji.js";

test("an emoji is told from words, digits and what stands for a picture", () => {
  for (const text of ["🔥", "⚡️", "🇺🇦", "1️⃣", "👩‍🚀", "👍🏽", "🔥 🔥"]) assert.equal(isEmoji(text), true, text);
  for (const text of ["", " ", "12", "#", "Схема", "🔥 палає", "*"]) assert.equal(isEmoji(text), false, text);
});
