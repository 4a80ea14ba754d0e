// Quotation marks, dashes and ellipses as the edition's language writes them, while one types. Ukrainian and Russian: «ялинки»
// and inside them „лапки“; English: “double” and inside them ‘single’. Ctrl+Z, or Backspace at once, gives back what was typed.
import { closeHistory } from "prosemirror-history";
import { InputRule } from "prosemirror-inputrules";
import { Plugin } from "prosemirror-state";

const quotes = {
  uk: { outer: ["«", "»"], inner: ["„", "“"] },
  ru: { outer: ["«", "»"], inner: ["„", "“"] },
  en: { outer: ["“", "”"], inner: ["‘", "’"] },
};

const opensAfter = /(^|[\s([{«„‘/\u2014\u2013-])$/u;
// “ opens in English, and closes what is inside «» elsewhere: behind „так“ comes the outer one's end.
const opensBehind = (language, before) => opensAfter.test(before) || (before.endsWith("“") && quotes[language]?.inner[1] !== "“");

// Whether a quotation is open at the end of `text`.
function isOpen(text, [open, close]) {
  return text.lastIndexOf(open) > text.lastIndexOf(close);
}

// What a typed double quote becomes behind `before`.
export function quoteFor(language, before) {
  const { outer, inner } = quotes[language] || quotes.en;
  const opens = opensBehind(language, before);
  const isInside = isOpen(before, outer);
  if (opens) return isInside ? inner[0] : outer[0];
  return isInside && isOpen(before, inner) ? inner[1] : outer[1];
}

// What a typed single quote becomes: within a word an apostrophe in every language.
export function apostropheFor(language, before) {
  if (language === "en" && opensBehind(language, before)) return "‘";
  return "’";
}

function beforeCursor(state, start) {
  const $start = state.doc.resolve(start);
  return $start.parent.textBetween(0, $start.parentOffset, undefined, "\ufffc");
}

const quoteRule = (language) =>
  new InputRule(/"$/, (state, match, start, end) => state.tr.insertText(quoteFor(language, beforeCursor(state, start)), start, end));
const apostropheRule = (language) =>
  new InputRule(/'$/, (state, match, start, end) => state.tr.insertText(apostropheFor(language, beforeCursor(state, start)), start, end));

const dashRules = {
  uk: [[/(\s)-(\s)$/, (m) => `${m[1]}—${m[2]}`], [/--$/, () => "—"]],
  ru: [[/(\s)-(\s)$/, (m) => `${m[1]}—${m[2]}`], [/--$/, () => "—"]],
  en: [[/(\s)-(\s)$/, (m) => `${m[1]}–${m[2]}`], [/--$/, () => "—"], [/‘(\d\ds)$/, (m) => `’${m[1]}`]], // the ’90s
};

// ---- ranges ----

// "10-12" with what stands before it and what ends the word: one hyphen alone, so neither a date nor a telephone number in groups;
// words may hang on it ("10-12-річні").
const number = String.raw`\d{1,4}(?:[.,:]\d{1,2})?`;
const range = String.raw`(^|[^\p{L}\p{N}+.,:/=&_#@\u2013\u2014-])(${number})-(${number})((?:-\p{L}+)*)`;
const endOfWord = String.raw`[\s.,;:!?…%°)\]»”“’"']`;
const typedRange = new RegExp(`${range}(${endOfWord})$`, "u");
const rangeAtEnd = new RegExp(`${range}()$`, "u");
const ranges = new RegExp(`${range}(?=${endOfWord}|$)`, "gu");

const telephone = /(?:тел|факс|дзвон|звон|tel|phone|fax|call)\p{L}*[.:]*\s*$/iu;
const hasGroupBefore = /[\d)+]\s*$/u; // "(044) 555-12"
const digitsOf = (text) => text.split(/[.,:]/)[0];

// Whether the two numbers may be a range or a score. What may be something else (a number to call, a code, a month of a year) keeps
// its hyphen.
export function isRange(before, from, to) {
  if (telephone.test(before) || hasGroupBefore.test(before)) return false;
  const [a, b] = [digitsOf(from), digitsOf(to)];
  const isTime = from.includes(":") && to.includes(":");
  if (!isTime && [a, b].some((digits) => digits.length > 1 && digits.startsWith("0"))) return false;
  if (a.length <= 3 && b.length <= 3) return true;
  return a.length === b.length && Number(a) < Number(b);
}

const standsBefore = (match) => match.input.slice(0, match.index) + match[1];
const hyphenOf = (match) => match[1].length + match[2].length;
const isRangeMatch = (match) => isRange(standsBefore(match), match[2], match[3]);

function endTyped(language, match) {
  const before = match.input.slice(0, -1);
  if (match[5] === '"') return quoteFor(language, before);
  return match[5] === "'" ? apostropheFor(language, before) : match[5];
}

const rangeRule = (language) => new InputRule(typedRange, (state, match, start, end) => {
  if (!isRangeMatch(match)) return null;
  const hyphen = start + hyphenOf(match);
  return state.tr.insertText(endTyped(language, match), end).insertText("–", hyphen, hyphen + 1);
});

// Enter leaves a word as well: the dash is a step of its own before the new paragraph.
export function rangesOnEnter() {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const { $cursor } = view.state.selection;
        if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !$cursor) return false;
        const match = rangeAtEnd.exec(beforeCursor(view.state, $cursor.pos));
        if (!match || !isRangeMatch(match)) return false;
        const hyphen = $cursor.pos - match[0].length + hyphenOf(match);
        view.dispatch(closeHistory(view.state.tr.insertText("–", hyphen, hyphen + 1)));
        return false;
      },
    },
  });
}

// ---- all of it ----

export function typographyRules(language) {
  const replaced = (pattern, write) =>
    new InputRule(pattern, (state, match, start, end) => state.tr.insertText(write(match), start, end));
  return [
    rangeRule(language),
    quoteRule(language),
    apostropheRule(language),
    ...(dashRules[language] || dashRules.en).map(([pattern, write]) => replaced(pattern, write)),
    replaced(/\.\.\.$/, () => "…"),
  ];
}

// Outside English single marks are a quotation's only as a pair around words in one line.
const singlePair = /(^|[\s([{«„‘/\u2014\u2013"-])'(?=[\p{L}\p{N}])([^\n]{0,200}?\S)'(?![\p{L}\p{N}])/gu;

// The same for a whole text, as pasted in a plain field: each straight quote by what stands before it.
export function tidy(language, text) {
  let result = "";
  if (language === "uk" || language === "ru") text = text.replace(singlePair, "$1„$2“");
  for (const letter of text) {
    if (letter === '"') result += quoteFor(language, result);
    else if (letter === "'") result += apostropheFor(language, result);
    else result += letter;
  }
  for (const [pattern, write] of dashRules[language] || dashRules.en)
    result = result.replace(new RegExp(pattern.source.slice(0, -1), "g"), (...match) => write(match));
  result = result.replace(ranges, (...match) => {
    const [whole, before, from, to, words] = match;
    const [index, input] = match.slice(5, 7);
    return isRange(input.slice(0, index) + before, from, to) ? `${before}${from}–${to}${words}` : whole;
  });
  return result.replaceAll("...", "…");
}
