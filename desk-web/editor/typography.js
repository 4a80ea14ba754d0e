// Quotation marks, dashes and ellipses as the edition's language writes them, while one types. Ukrainian and Russian: «ялинки»
// and inside them „лапки“; English: “double” and inside them ‘single’. Ctrl+Z, or Backspace at once, gives back what was typed.
import { InputRule } from "prosemirror-inputrules";

const quotes = {
  uk: { outer: ["«", "»"], inner: ["„", "“"] },
  ru: { outer: ["«", "»"], inner: ["„", "“"] },
  en: { outer: ["“", "”"], inner: ["‘", "’"] },
};

const opensAfter = /(^|[\s([{«„“‘/\u2014\u2013-])$/u;

// Whether a quotation is open at the end of `text`.
function isOpen(text, [open, close]) {
  return text.lastIndexOf(open) > text.lastIndexOf(close);
}

// What a typed double quote becomes behind `before`.
export function quoteFor(language, before) {
  const { outer, inner } = quotes[language] || quotes.en;
  const opens = opensAfter.test(before);
  const isInside = isOpen(before, outer);
  if (opens) return isInside ? inner[0] : outer[0];
  return isInside && isOpen(before, inner) ? inner[1] : outer[1];
}

// What a typed single quote becomes: within a word an apostrophe in every language.
export function apostropheFor(language, before) {
  if (language === "en" && opensAfter.test(before)) return "‘";
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
  en: [[/(\s)-(\s)$/, (m) => `${m[1]}–${m[2]}`], [/--$/, () => "—"]],
};

export function typographyRules(language) {
  const replaced = (pattern, write) =>
    new InputRule(pattern, (state, match, start, end) => state.tr.insertText(write(match), start, end));
  return [
    quoteRule(language),
    apostropheRule(language),
    ...(dashRules[language] || dashRules.en).map(([pattern, write]) => replaced(pattern, write)),
    replaced(/\.\.\.$/, () => "…"),
  ];
}

// The same for a whole text, as pasted in a plain field: each straight quote by what stands before it.
export function tidy(language, text) {
  let result = "";
  for (const letter of text) {
    if (letter === '"') result += quoteFor(language, result);
    else if (letter === "'") result += apostropheFor(language, result);
    else result += letter;
  }
  for (const [pattern, write] of dashRules[language] || dashRules.en)
    result = result.replace(new RegExp(pattern.source.slice(0, -1), "g"), (...match) => write(match));
  return result.replaceAll("...", "…");
}
