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
    ["//www.youtube-nocookie.com/embed/a-aaa_aaaaa?rel=0", "youtube", "a-aaa_aaaaa"],
    ["https://player.vimeo.com/video/123456?h=0a", "vimeo", "123456"],
    ["https://t.me/some_channel/42?embed=1", "telegram", "some_channel/42"],
    ["https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Fsome.page%2Fvideos%2F123%2F", "facebook", "some.page/videos/123"],
    ["https://www.instagram.com/p/AbC-1/embed", "instagram", "AbC-1"],
    ["https://www.tiktok.com/embed/v2/7", "tiktok", "embed/v2/7"],
  ]) assert.deepEqual(embedOf(address), { provider, embed_id: id }, address);
  for (const address of [
    "", "javascript:alert(1)", "https://example.org/watch?v=aaaaaaaaaaa", "https://youtube.com.evil.example/watch?v=aaaaaaaaaaa",
    "https://x@youtube.com/watch?v=aaaaaaaaaaa", "https://www.youtube.com/watch?v=aaaaa", "https://www.youtube.com/watch?v=aaaaaaaaaaaaaaaaaaaaa",
    "https://www.youtube.com/embed/videoseries?list=x", "https://vimeo.com/12a", "https://www.facebook.com/../posts/1",
    "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fevil.example%2Fa%2Fvideos%2F1",
  ]) assert.equal(embedOf(address), null, address);
});
