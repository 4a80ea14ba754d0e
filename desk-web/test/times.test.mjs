// How long it is until a time, as the desk says it.
import assert from "node:assert/strict";
import test from "node:test";
import { clockTime, momentOf, leftUntil, makeClock } from "../editor/times.js";

const texts = { left_now: "now", left_minutes: "in {minutes} min", left_hours: "in {hours} h {minutes} min", left_days: "in {days} d {hours} h" };
const minute = 60000, hour = 60 * minute;

test("what is left is told in its largest two units", () => {
  for (const [ms, wanted] of [[-1, "now"], [0, "now"], [1, "in 1 min"], [59 * minute, "in 59 min"], [hour, "in 1 h 0 min"],
    [3 * hour + 12 * minute, "in 3 h 12 min"], [24 * hour, "in 1 d 0 h"], [51 * hour, "in 2 d 3 h"]]) assert.equal(leftUntil(ms, texts), wanted);
});

test("a time is told by the clocks of the edition, with the zone", () => {
  assert.match(makeClock("en-GB", "Europe/Kyiv")(Date.UTC(2026, 10, 25, 6, 0)), /25 November.*08:00 (EET|GMT\+2)/);
});

test("a field's time is a moment by the edition's clocks, and back, in winter and in summer", () => {
  for (const [text, utc] of [["2026-11-25T08:00", "2026-11-25T06:00Z"], ["2026-07-25T08:00", "2026-07-25T05:00Z"], ["2026-03-29T04:30", "2026-03-29T01:30Z"]]) {
    assert.equal(momentOf(text, "Europe/Kyiv"), Date.parse(utc));
    assert.equal(clockTime(Date.parse(utc), "Europe/Kyiv"), text);
  }
  assert.ok(Number.isNaN(momentOf("", "Europe/Kyiv")));
});
