// How long the text is, for readers and for those who show its headline elsewhere.
import { element, fill } from "./dom.js";

// How long a headline may be before a phone's list, a search engine or a notification cuts it, in characters.
const cuts = [["push", 50], ["search", 60], ["mobile", 65], ["most", 80]];
// More than a page is made for: nothing is cut off for it, neither here nor there, but it is told.
const limits = { headline: 300, lead: 2000 };
const readingSpeed = { uk: 180, ru: 180, en: 230 }; // words a minute
const $ = (id) => document.getElementById(id);

export function makeLengths({ page: { language, locale }, texts, headline, lead, body }) {
  const words = new Intl.PluralRules(locale);

  function tellHeadline(length) {
    const cut = ([where, most]) => element("span", { class: length > most ? "warn" : "", "data-cut": where },
      `${texts[`length_${where}`]} ${most}${length > most ? ` (+${length - most})` : ""}`);
    $("headline-length").replaceChildren(element("span", { class: length > limits.headline ? "count bad" : "count" }, String(length)), ...cuts.map(cut));
  }

  function tellLimit(name, length) {
    const most = limits[name];
    const told = length > most ? fill(texts.length_limit, { count: length.toLocaleString(locale), most: most.toLocaleString(locale), over: (length - most).toLocaleString(locale) }) : "";
    if ($(`${name}-limit`).textContent !== told) $(`${name}-limit`).textContent = told;
  }

  function tellBody(count) {
    const minutes = Math.max(1, Math.round(count / (readingSpeed[language] || 200)));
    const told = fill(texts[`words.${words.select(count)}`] || texts["words.other"], { count: count.toLocaleString(locale) });
    $("words").textContent = told + (count ? ` · ${fill(texts.reading_time, { minutes })}` : "");
  }

  return function measure() {
    const lengths = { headline: [...headline.value()].length, lead: [...lead.value()].length };
    tellHeadline(lengths.headline);
    for (const name of Object.keys(limits)) tellLimit(name, lengths[name]);
    tellBody(body.countWords());
  };
}
