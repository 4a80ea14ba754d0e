import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, spaces } from "../editor/pairs.js";

const pairs = (tops) => tops.map(([left, right], i) => ({ left: { top: left, selector: `l${i}`, base: 0 }, right: { top: right, selector: `r${i}`, base: 16 } }));
const told = (found) => Object.fromEntries(found.map(({ selector, space }) => [selector, space]));

test("whichever of a pair begins higher gets space, and what follows on its side comes with it", () => {
  assert.deepEqual(told(spaces(pairs([[0, 20], [100, 60], [200, 300]]))), { l0: 20, r1: 60 + 16, l2: 140 });
  assert.deepEqual(spaces(pairs([[10, 10.3], [50, 50]])), []);
  assert.deepEqual(spaces([]), []);
});

test("a block that was moved elsewhere is left where it is, and the others stay paired", () => {
  const selectors = (tops) => inOrder(pairs(tops)).map(({ left }) => left.selector);
  assert.deepEqual(selectors([[0, 300], [50, 0], [100, 50], [150, 100]]), ["l1", "l2", "l3"]);
  assert.equal(selectors([[0, 0], [50, 50], [100, 10], [150, 150]]).length, 3);
  assert.deepEqual(selectors([]), []);
});
