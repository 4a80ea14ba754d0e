import assert from "node:assert/strict";
import { test } from "node:test";
import "../as-browser.mjs";
import { isEmoji } from "../editor/pasted_emoji.js";
import { plainAddress } from "../editor/pasted_links.js";

test("an emoji is told from words, digits and what stands for a picture", () => {
  for (const text of ["🔥", "⚡️", "🇺🇦", "1️⃣", "👩‍🚀", "👍🏽", "🔥 🔥"]) assert.equal(isEmoji(text), true, text);
  for (const text of ["", " ", "12", "#", "Схема", "🔥 палає", "*"]) assert.equal(isEmoji(text), false, text);
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
