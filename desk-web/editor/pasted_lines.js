// Lines of plain text, as messengers give them: those that begin like a list's items are a list. A hyphen begins an item and what
// somebody says alike: where any line of a run sounds like speech, or a hyphen stands alone, it is a dash.
const bullet = /^[•*]\s+(?=\S)/;
const number = /^(\d{1,3})\.\s+(?=\S)/;
const hyphen = /^[-–]\s+(?=[^\s\d])/;
const speechEnds = /[?!…»”"]$|\.{3}$/u;
const speaksOf = /[,.?!…]["»”]?\s+[-–—]\s/u; // "…, — said he"

const isSpeech = (line) => speechEnds.test(line) || speaksOf.test(line);

// How many lines from `at` on begin so.
function countWith(lines, at, begins) {
  let count = 0;
  while (at + count < lines.length && begins(lines[at + count], count)) count++;
  return count;
}

const isNumbered = (line, i) => Number(number.exec(line)?.[1]) === i + 1;
const kinds = [
  { mark: bullet, ordered: false, begins: (line) => bullet.test(line) },
  { mark: number, ordered: true, begins: isNumbered },
  { mark: hyphen, ordered: false, begins: (line) => hyphen.test(line), isNone: (run) => run.some((line) => isSpeech(line.replace(hyphen, ""))) },
];

// The list that begins at a line, with how many lines it takes; undefined: none does. What is no list is none as a whole.
function listAt(lines, at) {
  for (const { mark, ordered, begins, isNone } of kinds) {
    const count = countWith(lines, at, begins);
    const run = lines.slice(at, at + count);
    if (count >= 2 && !isNone?.(run)) return { count, ordered, items: run.map((line) => line.replace(mark, "")) };
  }
  return undefined;
}

// [{ ordered, items }] for a list, [{ text }] for a paragraph.
export function blocksOfLines(lines, language) {
  const dash = language === "en" ? "– " : "— ";
  const blocks = [];
  for (let at = 0; at < lines.length;) {
    const isWithin = at > 0 && hyphen.test(lines[at - 1]) && hyphen.test(lines[at]); // of a run that is speech
    const list = isWithin ? undefined : listAt(lines, at);
    if (list) blocks.push({ ordered: list.ordered, items: list.items });
    else blocks.push({ text: lines[at].replace(hyphen, dash) });
    at += list?.count ?? 1;
  }
  return blocks;
}
