// The parts of pictures that need no browser: the point that crops show, and where a dropped picture goes.
import assert from "node:assert/strict";
import test from "node:test";
import "../as-browser.mjs";
import { placeFor } from "../editor/body_pictures.js";
import { focalStep, keptPicture } from "../editor/main_picture.js";
import { makeSchema } from "../editor/schema.js";

test("arrows move the point from the middle, and keep it in the picture", () => {
  assert.deepEqual(focalStep({ focal_x: 0, focal_y: 0 }, "ArrowLeft", false), { focal_x: 480, focal_y: 500 });
  assert.deepEqual(focalStep({ focal_x: 990, focal_y: 10 }, "ArrowRight", true), { focal_x: 1000, focal_y: 10 });
  assert.deepEqual(focalStep({ focal_x: 5, focal_y: 5 }, "ArrowUp", true), { focal_x: 5, focal_y: 1 }); // 0, 0 means the middle
  assert.deepEqual(focalStep({ focal_x: 0, focal_y: 412 }, "ArrowRight", false), { focal_x: 20, focal_y: 412 }, "one of them may be 0");
  assert.equal(focalStep({ focal_x: 5, focal_y: 5 }, "Enter", false), null);
});

test("another picture brings its own words and no point", () => {
  const kept = keptPicture({ asset: "a", media_type: "image/png", width: 3, height: 2, caption: "c", credit: "d", alt: "", kind: "photo", name: "x" });
  assert.deepEqual(kept, { asset: "a", media_type: "image/png", caption: "c", credit: "d", alt: "", uri: "", width: 3, height: 2, focal_x: 0, focal_y: 0, kind: "photo" });
});

test("a picture goes behind the block where it was let go, before an empty paragraph", () => {
  const schema = makeSchema();
  const paragraph = (text) => schema.node("paragraph", null, text ? [schema.text(text)] : []);
  const doc = schema.node("doc", null, [paragraph("one"), paragraph(""), paragraph("two")]);
  assert.equal(placeFor(doc, 2), 5);
  assert.equal(placeFor(doc, 6), 5);
  assert.equal(placeFor(doc, 9), 12);
});
