// What was typed in a window that is no more, and never became the text: on this device, and at the desk.
import { ask } from "./api.js";
import { fill } from "./dom.js";

// Offers each to be used or dropped. `use(entry, drop)` is false where it cannot be used now; of what `isHere` already there is
// nothing to offer.
export async function offerFound({ journal, typed, path, texts, notice, formatTime, formatDay, isHere, use }) {
  const drafts = ((await journal?.others().catch(() => [])) || []).filter(({ content }) => content.text);
  const dropTyped = (entry) => ask("POST", `${path}/typed/drop`, { tab: entry.tab }).catch(() => {});
  const offer = (words, entry, drop) => notice("warn", words, [[texts.use_it, () => use(entry, drop)], [texts.drop_it, () => { drop(); }]]);

  // Of one window the device may have a later text than the desk.
  for (const entry of drafts) {
    const atDesk = typed.find((one) => one.tab === entry.tab);
    const drop = () => Promise.all([journal.drop(entry), atDesk && dropTyped(atDesk)]);
    if (isHere(entry.content)) drop();
    else offer(fill(texts.found_draft, { time: formatTime(entry.kept_ms) }), entry, drop);
  }
  for (const entry of typed.filter(({ tab }) => !drafts.some((one) => one.tab === tab)))
    offer(fill(texts.found_typed, { time: formatDay(entry.kept_ms) }), entry, () => dropTyped(entry));
}
