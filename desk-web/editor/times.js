// Times to come, by the clocks of an edition, and how long it is until then.
import { fill } from "./dom.js";

const minuteMs = 60000;

// "Wed, 25 November, 08:00 GMT+2": the zone is told, for whoever reads it may be elsewhere.
export function makeClock(locale, timeZone) {
  const format = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone, timeZoneName: "short" });
  return (ms) => format.format(new Date(ms));
}

// "in 3 h 12 min"
export function leftUntil(ms, texts) {
  const minutes = Math.ceil(ms / minuteMs);
  if (minutes < 1) return texts.left_now;
  const days = Math.floor(minutes / 1440), hours = Math.floor((minutes % 1440) / 60);
  if (days) return fill(texts.left_days, { days, hours });
  return hours ? fill(texts.left_hours, { hours, minutes: minutes % 60 }) : fill(texts.left_minutes, { minutes });
}

// A moment by a zone's clocks as a field for times has it, "2026-11-25T08:00"; and back.
export function clockTime(ms, timeZone) {
  const format = new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", timeZone });
  return format.format(new Date(ms)).replace(" ", "T");
}
// NaN for what is no time. What the clocks show twice is the later, as at the server; what they skip is moved behind the gap.
export function momentOf(text, timeZone) {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}:00Z`) : NaN;
  if (Number.isNaN(wanted)) return NaN;
  const offsetAt = (ms) => Date.parse(`${clockTime(ms, timeZone)}:00Z`) - ms;
  return wanted - offsetAt(wanted - offsetAt(wanted));
}
