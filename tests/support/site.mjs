// A served site with one page of every kind in every edition, for tests that go over all of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { blocksPage, extremeStories } from './extremes.mjs';
import { damagePages, putBusyPages } from './failing.mjs';
import { EDITIONS, Newsroom, ROOT } from './newsroom.mjs';
import { inThreeLanguages, story } from './ninjs.mjs';
import { hrefs, links } from './pages.mjs';
import { textOf } from './wire.mjs';

const NAMES = { uk: 'Вісник', ru: 'Вестник', en: 'The Herald' };
export const SECTIONS = {
  city: { uk: 'Місто', ru: 'Город', en: 'City' },
  culture: { uk: 'Культура', ru: 'Культура', en: 'Culture' },
};
const HEADLINES = {
  uk: (n) => `Місто відкриває міст номер ${n}`,
  ru: (n) => `Город открывает мост номер ${n}`,
  en: (n) => `The city opens bridge number ${n}`,
};
// What the stories are filed under, in each language; the slugs are what comes of the names.
export const SHELVES = {
  topic: { uk: 'Мости', ru: 'Мосты', en: 'Bridges', slugs: { uk: 'mosty', ru: 'mosty', en: 'bridges' } },
  person: { uk: 'Ірина Кос', ru: 'Ирина Кос', en: 'Iryna Kos', slugs: { uk: 'iryna-kos', ru: 'irina-kos', en: 'iryna-kos' } },
  source: { uk: 'Мостобуд', ru: 'Мостострой', en: 'Bridge Works', slugs: { uk: 'mostobud', ru: 'mostostroy', en: 'bridge-works' } },
};
const RICH = {
  uk: `<p><strong>Джерело:</strong> пресслужба «Мостобуду», <a href="https://bridge.example/">звіт</a>.</p>
    <h2>Що відомо</h2><ul><li>перше;</li><li>друге.</li></ul><blockquote><p>Міст стоїть.</p></blockquote>
    <table><tr><th>Рік</th><th>Мостів</th></tr><tr><td>2025</td><td>3</td></tr></table><hr><p>H<sub>2</sub>O, 5 м<sup>2</sup>.</p>`,
  ru: '<p><strong>Источник:</strong> пресс-служба.</p><h2>Что известно</h2><p>Мост стоит.</p>',
  en: '<p><strong>Source:</strong> the press office.</p><h2>What is known</h2><p>The bridge stands.</p>',
};

// A photograph, with what is told of it.
const PHOTOGRAPH = `data:image/jpeg;base64,${fs.readFileSync(path.join(ROOT, 'tests/pictures/plain.jpg')).toString('base64')}`;
const PICTURE = (headline) => ({
  name: 'picture-1', type: 'picture', uri: 'urn:site:picture', headlines: [{ role: 'main', value: headline }],
  descriptions: [{ role: 'caption', value: headline }], copyrightHolder: 'Мостобуд', by: 'Олег Снип',
  renditions: [{ name: 'main', contentType: 'image/jpeg', width: 900, height: 600, href: PHOTOGRAPH }],
});

const PAGES = {
  uk: ['Про «Вісник»', '<p>Ми пишемо про місто.</p><h2>Як нас читати</h2><ul><li>щодня;</li><li>трьома мовами.</li></ul>', 'Підтримати «Вісник»'],
  ru: ['О «Вестнике»', '<p>Мы пишем о городе.</p>', 'Поддержать «Вестник»'],
  en: ['About The Herald', '<p>We write about the town.</p>', 'Support The Herald'],
};

// A page of the newsroom's own and a support page in each language, with every kind of way to give.
export function settings() {
  const each = (make) => Object.fromEntries(Object.entries(PAGES).map(([language, texts]) => [language, make(...texts)]));
  return {
    pages: { about: each((title, html) => ({ title, html })) },
    support: each((title, html, support) => ({
      title: support, html,
      ways: [
        { title: 'Visa, Mastercard', description: title, url: 'https://pay.example/', amounts: ['100 ₴', '300 ₴', '1000 ₴'] },
        { title: 'IBAN', details: 'UA00 0000 0000 0000 0000 0000 0000 0\nHerald' },
      ],
    })),
    follow: each(() => [{ name: 'Mastodon', url: 'https://social.example/@herald' }]),
  };
}

export function stories(count) {
  return Array.from({ length: count }, (_, n) => {
    const published = new Date(Date.UTC(2026, 1, 27, 6) + n * 47 * 60_000).toISOString();
    return Object.keys(NAMES).map((language) => story({
      uri: `urn:site:${n}:${language}`, story: `urn:site:${n}`, language, headline: HEADLINES[language](n), published,
      lead: `${HEADLINES[language](n)}.`, section: n % 3 ? 'city' : 'culture', urgency: n % 5 ? 4 : 3,
      html: RICH[language], pictures: n % 2 ? [PICTURE(HEADLINES[language](n))] : [], sources: [{ name: SHELVES.source[language], uri: 'https://bridge.example/' }],
      topics: [{ name: SHELVES.topic[language], uri: 'urn:topic:bridges' }],
      people: [{ name: SHELVES.person[language], rel: 'author', uri: 'urn:person:kos' }],
      related: n > 1 ? [`urn:site:${n - 1}:${language}`, `urn:site:${n - 2}:${language}`] : [],
    }));
  }).flat();
}

const CLUB = { uk: 'Клуб читачів', ru: 'Клуб читателей', en: 'Readers’ club' };
const CLOSED = { uk: 'Міст закрито до ранку', ru: 'Мост закрыт до утра', en: 'The bridge is closed until morning' };

// Breaking news and both slots filled, in every edition.
function timedSettings() {
  const creatives = Object.entries(CLUB).flatMap(([language, title]) => ['article', 'rail'].map((slot) => ({
    key: `club-${slot}-${language}`, slot, editions: [language], weight: 1, title, text: `${title}.`, url: { article: '/about/', rail: '/news/' }[slot],
  })));
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const breaking = Object.fromEntries(Object.entries(CLOSED).map(([language, text]) => [language, { text, url: '/news/', until }]));
  return { creatives, breaking };
}

// As many reads in this hour and the one before it as the lists of what is read most want; the desk counts when it starts.
function putReads(newsroom) {
  const program = `
import sqlite3, sys, time
store = sqlite3.connect(sys.argv[1], timeout=20)
hour = int(time.time()) // 3600
live = store.execute("SELECT id, edition FROM article WHERE state = 5 AND uri LIKE 'urn:site:%:%' AND uri NOT LIKE 'urn:site:gone:%' ORDER BY id").fetchall()
store.executemany("INSERT INTO hour_reads (hour, article, edition, reads) VALUES (?, ?, ?, ?)",
                  [(hour - age, article, edition, 100 + article) for article, edition in live for age in (0, 1)])
store.commit()`;
  const python = spawnSync('python3', ['-c', program, path.join(newsroom.data, 'store.db')], { encoding: 'utf8' });
  assert.equal(python.status, 0, python.stderr);
}

async function untilMostRead(newsroom) {
  for (const late = Date.now() + 30_000; ; await wait(100)) {
    if ((await newsroom.page(`${EDITIONS.at(-1).prefix}/`)).includes('class="ranks"')) return;
    assert.ok(Date.now() < late, 'what is read most is on the front');
  }
}

// {newsroom, kinds}: kinds is [{kind, language, path, status}] with every page kind of every edition. With `failing`, the
// pages for 500 and 503 too, which cost the archive an article each. What is read most is on no page unless it `wasRead`.
export async function everyKind(t, { count = 36, failing = false, wasRead = true } = {}) {
  const newsroom = await Newsroom.make(t, {
    sections: SECTIONS, name: Object.entries(NAMES).map((pair) => pair.join('=')).join(','),
    init: ['--support-url', 'https://support.example/'],
  });
  const own = settings();
  own.pages.blocks = blocksPage();
  await newsroom.must('settings', 'put', newsroom.file('settings.json', JSON.stringify(own)));
  await newsroom.import(stories(count));
  const extremes = {};
  for (const [kind, items] of Object.entries(extremeStories())) {
    extremes[kind] = {};
    for (const [language, item] of Object.entries(items)) extremes[kind][language] = await newsroom.publish(item);
  }
  await newsroom.import(inThreeLanguages({ uri: 'urn:site:gone', headlines: { uk: 'Зайва', ru: 'Лишняя', en: 'Superfluous' } }));
  if (failing) {
    damagePages(newsroom, Object.values(extremes.failed));
    putBusyPages(newsroom, Object.values(extremes.busy));
  }
  if (wasRead) putReads(newsroom);
  await newsroom.serve();
  await newsroom.must('settings', 'put', newsroom.file('timed.json', JSON.stringify(timedSettings())));
  if (wasRead) await untilMostRead(newsroom);
  const kinds = [];
  for (const { code, prefix } of EDITIONS) {
    const articles = links(await newsroom.page(`${prefix}/news/`));
    const articleOf = (headline) => articles.find((link) => link.text.includes(headline)).href;
    const gone = links(await newsroom.page(`${prefix}/news/2026/03/01/`))
      .find((link) => /Зайва|Лишняя|Superfluous/.test(link.text)).href;
    await newsroom.withdraw(`urn:site:gone:${code}`);
    const paths = {
      front: `${prefix}/`,
      article: articleOf(HEADLINES[code](count - 1)),
      short: extremes.short[code],
      corrected: extremes.corrected[code],
      blocks: `${prefix}/blocks/`,
      section: `${prefix}/city/`,
      month: `${prefix}/city/2026/2/1/`,
      topic: `${prefix}/topic/${SHELVES.topic.slugs[code]}/`,
      topicMonth: `${prefix}/topic/${SHELVES.topic.slugs[code]}/2026/2/1/`,
      person: `${prefix}/person/${SHELVES.person.slugs[code]}/`,
      source: `${prefix}/source/${SHELVES.source.slugs[code]}/`,
      day: `${prefix}/news/2026/02/27/`,
      all: `${prefix}/news/`,
      mostRead: `${prefix}/most-read/`,
      about: `${prefix}/about/`,
      support: `${prefix}/support/`,
      gone,
      missing: `${prefix}/news/1999/01/01/1/`,
      ...(failing ? { failed: extremes.failed[code], busy: extremes.busy[code] } : {}),
    };
    for (const [kind, path] of Object.entries(paths)) {
      kinds.push({ kind, language: code, path, status: { gone: 410, missing: 404, failed: 500, busy: 410 }[kind] ?? 200 });
    }
  }
  return { newsroom, kinds };
}

// Every page that can be reached from the fronts, feeds not being pages: Map of path to {status, html}.
export async function crawl(newsroom) {
  const pages = new Map(EDITIONS.map(({ prefix }) => [`${prefix}/`, null]));
  for (const path of pages.keys()) {
    const response = await newsroom.fetch({ path, headers: [['Accept-Encoding', 'gzip']] });
    const html = textOf(response);
    pages.set(path, { status: response.status, html });
    for (const href of hrefs(html)) {
      const target = href.split('#')[0];
      if (/^\/(.*\/)?$/.test(target) && !pages.has(target)) pages.set(target, null);
    }
  }
  return pages;
}
