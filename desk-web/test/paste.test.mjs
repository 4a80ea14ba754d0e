import assert from "node:assert/strict";
import { test } from "node:test";
import "../as-browser.mjs";
import { isEmoji } from "../editor/pasted_emoji.js";
import { plainAddress } from "../editor/pasted_links.js";
import { isItalic, weightOf } from "../editor/paste.js";

test("an emoji is told from words, digits and what stands for a picture", () => {
  for (const text of ["🔥", "⚡️", "🇺🇦", "1️⃣", "👩‍🚀", "👍🏽", "🔥 🔥"]) assert.equal(isEmoji(text), true, text);
  for (const text of ["", " ", "12", "#", "Схема", "🔥 палає", "*"]) assert.equal(isEmoji(text), false, text);
});

test("the weight and slant of a style are those of its text, and of no property with a longer name", () => {
  const weights = [["font-weight:normal", "normal"], ["color:red;font-weight:700", "700"], ["mso-bidi-font-weight:normal", undefined],
    ["font-weight:bold;mso-bidi-font-weight:normal", "bold"], ["mso-bidi-font-weight:normal;font-weight:bold", "bold"], ["", undefined]];
  for (const [style, is] of [["font-style:italic", true], ["color:red;font-style:italic", true], ["mso-bidi-font-style:italic", false]]) assert.equal(isItalic(style), is, style);
  for (const [style, weight] of weights) assert.equal(weightOf(style), weight, style);
});

test("an address loses the detour and what counts, and nothing else", () => {
  const addresses = [
    ["https://www.google.com/url?q=https://a.example/b%3Fc%3Dd%26utm_medium%3De&sa=D&source=docs", "https://a.example/b?c=d"],
    ["https://www.google.com.ua/url?sa=t&url=https%3A%2F%2Fa.example%2F%D1%97", "https://a.example/ї"],
    ["https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"],
    ["https://www.google.com/search?q=https://a.example", "https://www.google.com/search?q=https://a.example"],
    ["https://a.example/?fbclid=1", "https://a.example/"],
    ["https://a.example/b?x=%20+1&gclid=2&utm_source=3&UTM_Campaign=4&y#z?utm_id=5", "https://a.example/b?x=%20+1&y#z?utm_id=5"],
    ["https://a.example/b?", "https://a.example/b?"],
    ["mailto:a@b.example?subject=c", "mailto:a@b.example?subject=c"],
  ];
  for (const [pasted, plain] of addresses) assert.equal(plainAddress(pasted), plain);
});
