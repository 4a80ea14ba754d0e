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
