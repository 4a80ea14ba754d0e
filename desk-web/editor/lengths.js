// How long the text is, for readers and for those who show its headline elsewhere.
import { element, fill } from "./dom.js";

// How long a headline may be before a phone's list, a search engine or a notification cuts it, in characters.
const cuts = [["push", 50], ["search", 60], ["mobile", 65], ["most", 80]];
const readingSpeed = { uk: 180, ru: 180, en: 230 }; // words a minute
const $ = (id) => document.getElementById(id);

export function makeLengths({ page: { language, locale }, texts, headline, body }) {
  const words = new Intl.PluralRules(locale);

  function tellHeadline(length) {
    const cut = ([where, most]) => element("span", { class: length > most ? "warn" : "", "data-cut": where },
      `${texts[`length_${where}`]} ${most}${length > most ? ` (+${length - most})` : ""}`);
    $("headline-length").replaceChildren(element("span", { class: "count" }, String(length)), ...cuts.map(cut));
  }

  function tellBody(count) {
    const minutes = Math.max(1, Math.round(count / (readingSpeed[language] || 200)));
    const told = fill(texts[`words.${words.select(count)}`] || texts["words.other"], { count: count.toLocaleString(locale) });
    $("words").textContent = told + (count ? ` · ${fill(texts.reading_time, { minutes })}` : "");
  }

  return function measure() {
    tellHeadline([...headline.value()].length);
    tellBody(body.countWords());
  };
}
