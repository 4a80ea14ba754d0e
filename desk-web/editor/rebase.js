// What was typed while a save was under way, put onto the text that the server made of that save and of others'.
//
// By field and by block, as the server merges: what was not touched here since is the server's; what was is ours. Where the
// server has another text of the same place too, ours stays and the place is told, so that a person sees both; lists are joined.

// Whatever the order in which either side writes its names.
const inOrder = (key, value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
export const same = (a, b) => JSON.stringify(a ?? null, inOrder) === JSON.stringify(b ?? null, inOrder);
const blocksOf = (body) => body?.content || [];
const idOf = (block) => block.attrs?.id;
const byId = (body) => new Map(blocksOf(body).map((block) => [idOf(block), block]));
const textOf = (block) => (block?.content || []).map((part) => part.text ?? textOf(part)).join(block?.type === "paragraph" ? "" : " ");

function rebaseBody(sent, now, merged, clashes) {
  const before = byId(sent), ours = byId(now), theirs = byId(merged);
  const kept = [];
  for (const block of blocksOf(merged)) {
    const id = idOf(block), mine = ours.get(id), base = before.get(id);
    if (!mine) {
      if (!base || !same(base, block)) kept.push(block); // new there, or changed there: taking it away here does not count
    } else if (same(mine, base)) kept.push(block);
    else {
      kept.push(mine);
      if (!same(block, base) && !same(block, mine)) clashes.push({ block: id, mine: textOf(mine), theirs: textOf(block), mine_block: mine, their_block: block });
    }
  }
  let place = 0; // behind the block of ours that stands there already
  for (const block of blocksOf(now)) {
    const id = idOf(block), at = kept.findIndex((one) => idOf(one) === id);
    if (at >= 0) place = at + 1;
    else if (!theirs.has(id) && !(before.has(id) && same(block, before.get(id)))) kept.splice(place++, 0, block); // new or changed here
  }
  return { ...merged, content: kept };
}

const linksMax = 100; // of one list, as the server has it
// What looks the same to people is: a uri is nothing that they see.
const looks = (item) => (typeof item === "object" ? { ...item, uri: "" } : item);
const has = (list, item) => list.some((one) => same(one, item));

// Ours without what was taken away there, and behind it what was added there.
function joinLists(sent, now, merged) {
  const joined = now.filter((item) => !has(sent, item) || has(merged, item));
  for (const item of merged) if (!has(sent, item) && !has(joined.map(looks), looks(item))) joined.push(item);
  return joined;
}

function rebaseField(name, [sent, now, merged], clashes) {
  if (same(merged, sent) || same(merged, now)) return now;
  const isJoined = Array.isArray(now) && name !== "pictures"; // of which the first has a meaning of its own
  const joined = isJoined ? joinLists(sent || [], now, merged || []) : null;
  if (joined && joined.length <= linksMax) return joined;
  clashes.push({ field: name, mine: now, theirs: merged });
  return now;
}

// `sent` was saved, `now` is here, `merged` is what the server has: the text to go on with, and where both wrote.
export function rebase(sent, now, merged) {
  const clashes = [];
  const text = { ...merged };
  for (const name of Object.keys(now)) {
    if (name === "body" || same(now[name], sent[name])) continue;
    const empty = typeof now[name] === "string" ? "" : undefined;
    text[name] = rebaseField(name, [sent, now, merged].map((one) => one[name] ?? empty), clashes);
  }
  text.body = rebaseBody(sent.body, now.body, merged.body, clashes);
  return { text, clashes };
}

// Notes, line by line: what the server has, without the lines that were rewritten here, and below it the lines that are new here.
export function joinNotes(sent, now, stored) {
  if (stored === sent) return now;
  if (now === sent) return stored;
  const [before, ours, theirs] = [sent, now, stored].map((text) => text.split("\n"));
  const kept = theirs.filter((line) => !before.includes(line) || ours.includes(line));
  return [...kept, ...ours.filter((line) => line && !theirs.includes(line) && !before.includes(line))].join("\n");
}

// Where the cursor at `place` of `now` belongs in `next`: in the same line, wherever that stands by then.
export function movedPlace(now, place, next) {
  const before = now.slice(0, place).split("\n"), column = before.at(-1).length;
  const line = now.split("\n")[before.length - 1], lines = next.split("\n"), at = lines.lastIndexOf(line);
  return at < 0 ? Math.min(place, next.length) : lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, column);
}
