// What a test reads from a page: its links, its rail, its text; by what a reader sees, not by a theme's class names.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './newsroom.mjs';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : ENTITIES[name] ?? whole);
}

// Text between tags, white space folded.
export function visibleText(html) {
  const shown = html.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<!--[\s\S]*?-->/g, ' ');
  return decode(shown.replace(/<[^>]*>/g, ' ')).replace(/[\s\u00a0]+/g, ' ').trim();
}

const withoutScript = (html) => html.replace(/<script async src="\/live\.[0-9a-f]{8}\.js#\d+"><\/script>\n/, '');

// A page without what is no text: its blocks of JSON-LD, each of which must be one JSON value, so that no text can end it
// early; and the one script of the site, which may be there once.
export function withoutData(html) {
  return withoutScript(html).replace(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g, (_, json) => {
    assert.equal(typeof JSON.parse(json), 'object');
    return '';
  });
}

// [{href, text}] in the order of the page.
export function links(html) {
  return [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/gi)].map(([, attributes, inside]) => ({
    href: decode(/\bhref="?([^"\s>]*)"?/i.exec(attributes)?.[1] ?? ''),
    text: visibleText(inside),
    attributes,
  }));
}

export function hrefs(html) {
  return links(html).map((link) => link.href);
}

const messages = new Map();
export function message(language, key) {
  if (!messages.has(language)) {
    messages.set(language, JSON.parse(fs.readFileSync(path.join(ROOT, 'messages', `${language}.json`), 'utf8')));
  }
  const text = messages.get(language)[key];
  assert.ok(text, `messages/${language}.json has no ${key}`);
  return text;
}

// The "Recent news" column: the complementary landmark with that heading. {html, rest}: it, and the page without it and
// without the script, whose address names the event that the column is of.
export function railOf(html, language) {
  const title = message(language, 'recent_news');
  for (const match of html.matchAll(/<aside\b[\s\S]*?<\/aside>/gi)) {
    if (!visibleText(match[0]).includes(title)) continue;
    return { html: match[0], rest: withoutScript(html.slice(0, match.index) + html.slice(match.index + match[0].length)) };
  }
  assert.fail(`no <aside> with "${title}"`);
}

export function mainOf(html) {
  const main = /<main\b[\s\S]*<\/main>/i.exec(html);
  assert.ok(main, 'no <main>');
  return main[0];
}
