// What an article has besides its body, as one table: a row is what people call the field, how a value of it is shown to them, what
// it says in this page and how another value is put there; and of a text, how two of them become one. What two people put into a
// list is joined without a question (rebase.js, and at the server), so lists and what is chosen from others have no such way.
import { element, fill } from "./dom.js";
import { chips, relatedList, sourceList } from "./fields.js";
import { mainPicture } from "./main_picture.js";
import { movedPlace, same } from "./rebase.js";

const $ = (id) => document.getElementById(id);
const asIs = (text) => text;
const inOneLine = (text) => text.replace(/\s+/g, " ").trim();
// "— no section —", in a sentence.
export const withoutDashes = (text) => text.replace(/^— | —$/g, "");

// A field in which somebody types keeps its cursor, and what it says already in other spaces.
export function putText(field, value, tidied = asIs) {
  const { selectionStart, selectionEnd, value: now } = field;
  if (now === value || tidied(now) === value) return;
  field.value = value;
  if (document.activeElement === field) field.setSelectionRange(movedPlace(now, selectionStart, value), movedPlace(now, selectionEnd, value));
}

const textRow = (id, name, tidied, joined) => ({
  name, joined,
  show: (value) => value,
  value: () => tidied($(id).value),
  set: (value) => putText($(id), value || "", tidied),
});

// Behind a list somebody may be at work: it is drawn anew only where it says something else.
const listRow = (name, control, show) => ({
  name, show,
  placeOf: control.placeOf,
  value: () => structuredClone(control.value()),
  set: (value = []) => { if (!same(control.value(), value)) control.set(structuredClone(value)); },
});
const names = (items) => items.map((item) => item.name).join(", ");
const links = (items) => items.map(({ name, url }) => (url ? `${name} (${url})` : name)).join(", ");

function shownPicture(picture, texts) {
  const { asset, caption, credit, alt, kind, focal_x, focal_y } = picture;
  const focal = focal_x || focal_y ? fill(texts.picture_focal_value, { x: Math.round(focal_x / 10), y: Math.round(focal_y / 10) }) : "";
  const said = [["caption", caption], ["credit", credit], ["alt", alt]].filter(([, text]) => text).map(([key, text]) => `${texts[key]}: ${text}`);
  return element("span", { class: "shown-picture" }, asset ? element("img", { src: `/pictures/${asset}`, alt: "" }) : null,
    [...said, kind === "illustration" ? texts.picture_illustration : "", focal].filter(Boolean).join(" · "));
}

// `content`: the article as the page has it; `when(ms)` tells a moment.
export function articleFields({ page, texts, notice, onChange, when }) {
  const items = structuredClone(page.content);
  const found = (kind) => `/search/names?kind=${kind}&edition=${page.edition}`;
  const titles = page.related_titles;
  const table = {
    headline: textRow("headline", texts.headline, inOneLine, (mine, theirs) => `${mine} ${theirs}`),
    lead: textRow("lead", texts.lead, (text) => text.trim(), (mine, theirs) => `${mine} ${theirs}`),
    slug: textRow("slug", texts.slug, (text) => text.trim()),
    section: {
      name: texts.section,
      show: (id) => withoutDashes([...$("section").options].find((option) => option.value === String(id))?.textContent || String(id)),
      value: () => Number($("section").value),
      set: (id) => { $("section").value = String(id || 0); },
    },
    urgency: {
      name: texts.urgency,
      show: (urgency) => texts[`urgency_${urgency}`],
      value: () => $("urgency").value,
      set: (urgency) => { $("urgency").value = urgency || "normal"; },
    },
    authors: listRow(texts.authors, chips($("authors"), { items: items.authors, texts, search: found("author"), make: (name) => ({ name, uri: "" }), onChange }), names),
    topics: listRow(texts.topics, chips($("topics"), { items: items.topics, texts, search: found("topic"), make: (name) => ({ name, uri: "", kind: "subject" }), onChange }), names),
    sources: listRow(texts.sources, sourceList($("sources"), $("add-source"), { items: items.sources, texts, onChange }), links),
    pictures: listRow(texts.main_picture, mainPicture($("main-picture"), { items: items.pictures, texts, notice, onChange }), (pictures) => pictures.map((one) => shownPicture(one, texts))),
    related: listRow(texts.related, relatedList($("related"), $("find-related"), { items: items.related, titles, edition: page.edition, texts, onChange }), (uris) => uris.map((uri) => titles[uri] || uri).join(" · ")),
    // It is put by an act of its own.
    embargo_ms: { name: texts.embargo_title, show: (ms) => (ms ? when(ms) : "") },
  };
  const rows = Object.entries(table).filter(([, row]) => row.set);
  return {
    table,
    value: () => Object.fromEntries(rows.map(([name, row]) => [name, row.value()])),
    set: (text) => { for (const [name, row] of rows) row.set(text[name]); },
    isSame: (one, other) => rows.every(([name]) => same(one[name] ?? "", other[name] ?? "")),
    // Where a fault is mended that the check before publication found.
    placeOf: ({ field, item, part }) => table[field]?.placeOf?.(item, part) ?? { place: $(field) },
    // What stories are called to which others have related this one.
    learnTitles: (more) => Object.assign(titles, more),
  };
}
