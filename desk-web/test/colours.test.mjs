// How well a colour can be read on its ground.
import assert from "node:assert/strict";
import test from "node:test";
import { contrast } from "../editor/colours.js";

test("a contrast is that of WCAG, whichever comes first", () => {
  for (const [a, b, wanted] of [["#000000", "#ffffff", "21.00"], ["#ffffff", "#ffffff", "1.00"], ["#777777", "#ffffff", "4.48"], ["#767676", "#FFFFFF", "4.54"]]) {
    assert.equal(contrast(a, b).toFixed(2), wanted);
    assert.equal(contrast(b, a).toFixed(2), wanted);
  }
});
