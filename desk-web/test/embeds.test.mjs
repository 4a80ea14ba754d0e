import assert from "node:assert/strict";
import { test } from "node:test";
import { embedOf } from "../editor/embeds.js";

test("addresses as people copy them name the thing; others name none", () => {
  for (const [address, provider, id] of [
    ["https://www.youtube.com/watch?app=desktop&v=aaaaaaaaaaa&t=1s", "youtube", "aaaaaaaaaaa"],
    ["youtu.be/aaaaaaaaaaa?si=x", "youtube", "aaaaaaaaaaa"],
    ["https://www.youtube.com/shorts/aaaaaaaaaaa", "youtube", "aaaaaaaaaaa"],
    ["https://vimeo.com/123456", "vimeo", "123456"],
    ["https://t.me/s/channel/42", "telegram", "channel/42"],
    ["https://twitter.com/somebody/status/99?s=20", "x", "99"],
    ["https://www.instagram.com/reel/AbC-1/", "instagram", "AbC-1"],
    ["https://www.tiktok.com/@some.body/video/7?x=1", "tiktok", "@some.body/video/7"],
    ["https://www.facebook.com/some.page/posts/123", "facebook", "some.page/posts/123"],
  ]) assert.deepEqual(embedOf(address), { provider, embed_id: id }, address);
  for (const address of ["https://example.org/watch?v=aaaaaaaaaaa", "javascript:alert(1)", "https://youtube.com.evil.example/watch?v=aaaaaaaaaaa", ""]) assert.equal(embedOf(address), null, address);
});
