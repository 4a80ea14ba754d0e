// What waits at the line of live coverage and what is half-typed there, kept on this device as what is typed in the editor is: it
// outlives the page. A window has its own; what a window that is gone has left, the next one that is opened takes over.
import { newId } from "./ids.js";
import { openJournal } from "./journal.js";

const waitMs = 300;

// A lock lives as long as its window. Where there are none every other window counts as gone: an entry that goes out from two is
// there once.
const isGone = (name) => navigator.locks?.request(name, { ifAvailable: true }, (lock) => lock !== null) ?? true;

// `content()` is {entries, line}; `take()` gets a list of what was left, the oldest first: {content, kept_ms}.
export function keepCoverage({ person, article }, content, take) {
  const tab = newId();
  const nameOf = (window) => `coverage/${person}/${article}/${window}`;
  navigator.locks?.request(nameOf(tab), () => new Promise(() => {}));
  const opening = openJournal(person, `coverage/${article}`, tab);
  let keeping = opening, timer = null;

  function keep() {
    clearTimeout(timer);
    timer = null;
    const { entries, line } = content();
    keeping = keeping.then(async () => {
      const journal = await opening;
      await (entries.length || line ? journal.keep(0, 0, { entries, line }) : journal.forget(0));
    }).catch(() => {}); // without it all is as safe as its page
    return keeping;
  }

  async function takeOver() {
    const journal = await opening;
    const left = [];
    for (const one of await journal.others()) if (await isGone(nameOf(one.tab))) left.unshift(one);
    if (!left.length) return;
    take(left);
    await keep();
    for (const one of left) await journal.drop(one);
  }

  addEventListener("pagehide", () => { if (timer) keep(); });
  document.addEventListener("visibilitychange", () => { if (timer) keep(); });
  takeOver().catch(() => {});
  return { keep, keepSoon: () => { timer ??= setTimeout(keep, waitMs); } };
}
