// The articles at both ends of what there is: as short as an article may be, corrected, with every block and mark, and of
// texts that cannot be broken.
import fs from 'node:fs';
import { story } from './ninjs.mjs';

const LANGUAGES = ['uk', 'ru', 'en'];
const TEXTS = {
  uk: ['Міст відкрили раніше, ніж обіцяли', 'Рух почався о шостій ранку.', 'Довжина мосту 340 м, а не 304 м.'],
  ru: ['Мост открыли раньше, чем обещали', 'Движение началось в шесть утра.', 'Длина моста 340 м, а не 304 м.'],
  en: ['The bridge has opened earlier than promised', 'Traffic began at six in the morning.', 'The bridge is 340 m long, not 304 m.'],
};
const PUBLISHED = '2026-02-26T09:00:00Z';

const text = (words, ...marks) => ({ type: 'text', text: words, ...(marks.length ? { marks } : {}) });
const inside = (type, attrs, ...content) => ({ type, ...(attrs ? { attrs } : {}), ...(content.length ? { content } : {}) });

// The blocks of a tree numbered: each needs an id of its own.
function numbered(node, count = { blocks: 0 }) {
  const isBlock = !['doc', 'line', 'text'].includes(node.type);
  const attrs = isBlock ? { attrs: { id: `b${++count.blocks}`, ...node.attrs } } : {};
  return { ...node, ...attrs, ...(node.content ? { content: node.content.map((child) => numbered(child, count)) } : {}) };
}

// A body with every block and every mark in it; `image` makes an image block, or is left out.
export function everyBlock(words, { link = 'https://bridge.example/', image } = {}) {
  const line = inside('line', null, text(words));
  const paragraph = inside('paragraph', null, text(words));
  const item = (...more) => inside('item', null, line, ...more);
  const cell = (header) => inside('cell', header ? { header } : null, text(words));
  const labels = ['source', 'details', 'quote', 'background', 'update', 'literally'];
  const marks = ['bold', 'italic', 'superscript', 'subscript'].map((type) => text(words, { type }));
  return numbered(inside('doc', null,
    inside('paragraph', null, text(words), ...marks, text(words, { type: 'link', attrs: { href: link } })),
    ...labels.map((label) => inside('labelled', { label }, text(words))),
    inside('labelled', { label: 'custom', label_text: words.slice(0, 20) }, text(words)),
    inside('heading', { level: 2 }, text(words)),
    inside('heading', { level: 3 }, text(words)),
    inside('list', null, item(inside('list', { ordered: true }, item(), item())), item()),
    inside('quote', { attribution: words }, paragraph, paragraph),
    inside('table', { caption: words }, inside('row', null, cell(true), cell(true)), inside('row', null, cell(true), cell(false))),
    inside('embed', { provider: 'youtube', embed_id: 'abc', caption: words }),
    inside('divider'),
    ...(image ? [image(), inside('gallery', null, image(), image())] : []),
    inside('timeline', { time_ms: Date.parse(PUBLISHED) }, line, paragraph)));
}

// The settings' page of all blocks, in every language.
export function blocksPage() {
  return Object.fromEntries(LANGUAGES.map((language) => {
    const [title, words] = TEXTS[language];
    return [language, { title, body: everyBlock(words) }];
  }));
}

// {kind: {language: item}}
export function extremeStories() {
  const each = (kind, more) => Object.fromEntries(LANGUAGES.map((language) => {
    const [headline, words, correction] = TEXTS[language];
    return [language, story({
      uri: `urn:site:${kind}:${language}`, story: `urn:site:${kind}`, language, headline, paragraphs: [words], published: PUBLISHED, ...more(headline, correction),
    })];
  }));
  return {
    short: each('short', () => ({})),
    failed: each('failed', () => ({})), // what the reader cannot load, when a test wants it so
    busy: each('busy', () => ({})), // where the page for 503 stands, likewise
    corrected: each('corrected', (lead, correction) => ({
      changed: '2026-02-26T15:00:00Z', urgency: 1,
      descriptions: [
        { role: 'summary', contentType: 'text/plain', value: lead },
        { role: 'correction', contentType: 'text/plain', value: `2026-02-26T15:00:00Z ${correction}` },
      ],
    })),
  };
}

// Texts that offer no place to break.
export const WORD = 'рентгеноелектрокардіографічнотепловізійнокомпютернофотополяриметричногідроакустичний'.slice(0, 84);
export const ADDRESS = 'https://bridge.example/reports/2026/a-very-long-address-of-eighty-characters/index';

const PHOTOGRAPH = `data:image/jpeg;base64,${fs.readFileSync(new URL('../pictures/plain.jpg', import.meta.url)).toString('base64')}`;
const picture = () => ({
  name: 'picture-1', type: 'picture', uri: 'urn:long:picture', descriptions: [{ role: 'caption', value: `${WORD} ${ADDRESS}` }],
  copyrightHolder: WORD, by: WORD, renditions: [{ name: 'main', contentType: 'image/jpeg', width: 900, height: 600, href: PHOTOGRAPH }],
});
const UNBREAKABLE_HTML = `<p>${WORD}</p><p><strong>${WORD}:</strong> <a href="${ADDRESS}">${ADDRESS}</a></p><h2>${WORD}</h2>
  <ul><li>${ADDRESS}</li></ul><blockquote><p>${WORD}</p></blockquote>`;

// Stories of the section "long", each with such a text in every place that an article has.
export function unbreakableStories(count) {
  return Array.from({ length: count }, (_, n) => story({
    uri: `urn:long:${n}`, headline: `${WORD} ${ADDRESS}`, lead: `${ADDRESS} ${WORD}`, section: 'long', urgency: 1 + (n % 3), html: UNBREAKABLE_HTML,
    published: new Date(Date.parse(PUBLISHED) + n * 3_600_000).toISOString(), pictures: n % 2 ? [] : [picture()],
    sources: [{ name: WORD, uri: `https://${'bridge-builders-'.repeat(3)}and-more.${'example-'.repeat(4)}of-a-host.example/` }],
    topics: [{ name: WORD, uri: 'urn:long:topic' }, { name: ADDRESS }], ...(n % 3 ? { people: [{ name: WORD, rel: 'author', uri: 'urn:long:person' }] } : { author: ADDRESS }),
    related: n > 1 ? [`urn:long:${n - 1}`, `urn:long:${n - 2}`] : [],
  }));
}

// And in every place that an editor sets.
export function unbreakableSettings() {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const creatives = ['article', 'rail'].map((slot) => ({
    key: `long-${slot}`, slot, editions: ['uk'], weight: 1, title: WORD, text: ADDRESS, url: { article: '/about/', rail: '/news/' }[slot],
  }));
  const ways = [{ title: WORD, description: ADDRESS, url: 'https://pay.example/', amounts: [WORD, ADDRESS] }, { title: ADDRESS, details: `${WORD}\n${ADDRESS}` }];
  return {
    pages: { about: { uk: { title: WORD, html: UNBREAKABLE_HTML } } },
    support: { uk: { title: WORD, html: UNBREAKABLE_HTML, ways } },
    breaking: { uk: { text: `${WORD} ${ADDRESS}`, url: '/news/', until } },
    follow: { uk: [{ name: WORD, url: 'https://social.example/@long' }] },
    creatives,
  };
}
