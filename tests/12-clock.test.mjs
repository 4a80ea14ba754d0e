// What changes by the clock changes though nobody publishes, and though the desk is stopped; and what is counted arrives.
// Runs alone: it looks at what changes in a second.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { railOf } from './support/pages.mjs';
import { SECTIONS } from './support/site.mjs';

const PATIENCE_MS = 20_000;
const LATE_MS = 400; // how far behind the clock a page may be, on a busy machine

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const moment = (ms) => new Date(ms).toISOString();

async function servedSite(t) {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.import([story({ uri: 'urn:1', headline: 'Перша', section: 'city', published: '2026-03-01T10:00:00Z' })]);
  await newsroom.serve();
  return newsroom;
}

async function set(newsroom, settings) {
  await newsroom.must('settings', 'put', newsroom.file('settings.json', JSON.stringify(settings)));
}

// The process of that name, stopped as it stands; it goes on when the test ends.
function stopProcess(t, newsroom, name) {
  const pid = newsroom.server.children().find((child) => fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(name));
  assert.ok(pid, `${name} is not running`);
  process.kill(pid, 'SIGSTOP');
  const goOn = () => process.kill(pid, 'SIGCONT');
  t.after(() => {
    try {
      goOn();
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  });
  return goOn;
}

// Asks for the page again and again; how long it took until it was as wanted.
async function until(newsroom, path, wanted) {
  const start = Date.now();
  while (!wanted(await newsroom.page(path))) {
    assert.ok(Date.now() - start < PATIENCE_MS, `${path} did not change in ${PATIENCE_MS / 1000} s`);
    await wait(10);
  }
  return Date.now();
}

const BREAKING = /<section class="breaking" aria-label="([^"]+)" data-until="\d+">/;

test('a breaking bar begins and ends by the clock, on every page of its edition, with the desk stopped', async (t) => {
  const newsroom = await servedSite(t);
  const from = Date.now() + 1500, end = from + 3000;
  await set(newsroom, {
    breaking: { uk: { text: 'Міст закрито', url: '/news/', from: moment(from), until: moment(end) } },
  });
  assert.doesNotMatch(await newsroom.page('/'), BREAKING, 'before its time');
  stopProcess(t, newsroom, 'desk-process');

  const began = await until(newsroom, '/', (html) => BREAKING.test(html));
  assert.ok(began >= from && began - from < LATE_MS, `it began ${began - from} ms after its time`);
  for (const path of ['/', '/news/', '/city/', '/news/2026/03/01/1/']) {
    const html = await newsroom.page(path);
    assert.equal(BREAKING.exec(html)?.[1], 'Терміново', path);
    assert.match(html, /<a href="\/news\/">Міст закрито<\/a>/, path);
  }
  assert.match(await newsroom.page('/nothing/', 404), BREAKING);
  assert.doesNotMatch(await newsroom.page('/eng/'), BREAKING, 'another edition');

  const ended = await until(newsroom, '/', (html) => !BREAKING.test(html));
  assert.ok(ended >= end && ended - end < LATE_MS, `it ended ${ended - end} ms after its time`);
  for (const path of ['/news/', '/city/', '/news/2026/03/01/1/']) assert.doesNotMatch(await newsroom.page(path), BREAKING, path);
});

test('what broke is called so for six hours by the clock, with the desk stopped and nothing new', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const end = Date.now() + 4000;
  const before = (ms) => new Date(end - 6 * 3_600_000 - ms).toISOString();
  await newsroom.import([
    story({ uri: 'urn:1', headline: 'Міст закрито', section: 'city', urgency: 1, published: before(0) }),
    story({ uri: 'urn:2', headline: 'Раніше', section: 'city', urgency: 1, published: before(3_600_000) }),
  ]);
  await newsroom.serve();
  stopProcess(t, newsroom, 'desk-process');
  const says = /<span class="flash">Терміново<\/span> /;
  const first = await newsroom.page('/');
  assert.ok(Date.now() < end, 'the machine was too slow to see it in time');
  assert.equal(first.split(says).length - 1, 2, 'in the lead and in the rail: the other one is older by an hour');

  const ended = await until(newsroom, '/', (html) => !says.test(html));
  assert.ok(ended >= end && ended - end < LATE_MS, `it ended ${ended - end} ms after its time`);
  assert.match(railOf(await newsroom.page('/'), 'uk').html, /Міст закрито/);
  assert.doesNotMatch(await newsroom.page('/city/'), says);
});

const creative = (key, more) => ({
  key, slot: 'rail', editions: ['uk'], weight: 1, title: `Назва ${key}`, url: `https://${key}.example/`, ...more,
});
const shows = (key) => (html) => html.includes(`href="/go/${key}/"`);

test('a creative is shown from its start to its end, with the desk stopped', async (t) => {
  const newsroom = await servedSite(t);
  const from = Date.now() + 1500, end = from + 2000;
  await set(newsroom, { creatives: [creative('bakery', { from: moment(from), until: moment(end) })] });
  stopProcess(t, newsroom, 'desk-process');
  const before = await newsroom.page('/');
  assert.ok(!shows('bakery')(before));
  assert.doesNotMatch(before, /class="slot/, 'an unsold slot leaves nothing');
  const began = await until(newsroom, '/', shows('bakery'));
  assert.ok(began >= from && began - from < LATE_MS, `it began ${began - from} ms after its time`);
  const ended = await until(newsroom, '/', (html) => !shows('bakery')(html));
  assert.ok(ended >= end && ended - end < LATE_MS, `it ended ${ended - end} ms after its time`);
});

test('slots are marked, in their places, and keep the rail and the article as they were', async (t) => {
  const newsroom = await servedSite(t);
  const rail = railOf(await newsroom.page('/city/'), 'uk').html;
  await set(newsroom, { creatives: [creative('bakery'), creative('books', { slot: 'article', editions: ['uk', 'en'] })] });
  const article = await newsroom.page('/news/2026/03/01/1/'), listing = await newsroom.page('/city/');
  assert.match(article, /<\/article>\s*<aside class="slot in-article" aria-label="Реклама">/);
  assert.ok(shows('books')(article) && shows('bakery')(article));
  assert.ok(!shows('books')(listing) && shows('bakery')(listing));
  assert.match(listing, /rel="sponsored nofollow noopener"/);
  assert.equal(railOf(listing, 'uk').html, rail);
  assert.ok(!shows('bakery')(await newsroom.page('/eng/')), 'another edition');
});

test('every minute one of several creatives is shown, the same on every page of the edition', async (t) => {
  const newsroom = await servedSite(t);
  await set(newsroom, { creatives: ['a', 'b', 'c'].map((key) => creative(key)) });
  const keysOf = (html) => ['a', 'b', 'c'].filter((key) => shows(key)(html));
  for (let tries = 0; tries < 3; tries++) {
    const minute = Math.floor(Date.now() / 60_000);
    const pages = await Promise.all(['/', '/city/', '/news/'].map((path) => newsroom.page(path)));
    if (Math.floor(Date.now() / 60_000) !== minute) continue;
    const keys = pages.map(keysOf);
    assert.equal(keys[0].length, 1);
    assert.deepEqual(keys[1], keys[0]);
    assert.deepEqual(keys[2], keys[0]);
    return;
  }
  assert.fail('every try fell on the end of a minute');
});

test('an article never has in both slots what leads to the same address', async (t) => {
  const newsroom = await servedSite(t);
  const url = 'https://club.example/';
  const both = [creative('club-rail', { url }), creative('club-article', { slot: 'article', url })];
  await set(newsroom, { creatives: both });
  const address = '/news/2026/03/01/1/';
  const alone = await newsroom.page(address);
  assert.ok(shows('club-rail')(alone) && !shows('club-article')(alone));
  assert.doesNotMatch(alone, /class="slot in-article/, 'an empty slot leaves nothing');
  await set(newsroom, { creatives: [...both, creative('books', { slot: 'article' })] });
  const page = await newsroom.page(address);
  assert.ok(shows('club-rail')(page) && shows('books')(page) && !shows('club-article')(page));
});

// The line of a creative in what `stoppress slots` prints: views, clicks.
async function counts(newsroom, key) {
  const { stdout } = await newsroom.must('slots');
  const line = stdout.split('\n').find((text) => text.startsWith(`${key} `));
  assert.ok(line, stdout);
  const [, views, clicks] = /\s(\d+)\s+(\d+)\s+(?:-|[\d.]+ %)\s+\S+$/.exec(line);
  return { views: Number(views), clicks: Number(clicks) };
}

async function untilCounted(newsroom, key, wanted) {
  const start = Date.now();
  let is;
  do {
    is = await counts(newsroom, key);
    if (is.views === wanted.views && is.clicks === wanted.clicks) return;
    await wait(300);
  } while (Date.now() - start < PATIENCE_MS);
  assert.deepEqual(is, wanted);
}

test('`stoppress slots` shows whole keys, editions, and times by the edition’s clocks', async (t) => {
  const newsroom = await servedSite(t);
  const key = 'a-very-long-key-that-says-which-campaign-it-is-2026';
  await set(newsroom, { creatives: [
    creative(key, { editions: ['uk', 'en'], from: '2026-06-30T22:00:00Z', until: '2026-12-01T00:00:00+02:00' }), creative('b'),
  ] });
  const [head, long, short] = (await newsroom.must('slots')).stdout.split('\n');
  assert.ok(long.startsWith(`${key}  Назва ${key}  rail  uk,en `), long);
  assert.match(long, / 2026-07-01T01:00:00\+03:00 {2}2026-12-01T00:00:00\+02:00 /);
  assert.match(short, /^b +Назва b +rail {2}uk {8}- +- +0 {7}0 +- {2}-$/);
  const at = (line, text) => [...line.slice(0, line.indexOf(text))].length;
  assert.equal(at(head, 'editions'), at(long, 'uk,en'));
  assert.equal(at(head, 'from'), at(long, '2026-07-01'));
});

test('views and clicks arrive in `stoppress slots`, and nothing else is counted', async (t) => {
  const newsroom = await servedSite(t);
  await set(newsroom, { creatives: [creative('bakery', { slot: 'article', editions: ['uk'] })] });
  const address = '/news/2026/03/01/1/';
  const page = await newsroom.fetch({ path: address, headers: [['Accept-Encoding', 'gzip']] });
  for (let i = 0; i < 4; i++) await newsroom.page(address);
  await newsroom.fetch({ path: address, method: 'HEAD' });
  const again = await newsroom.fetch({
    path: address, headers: [['Accept-Encoding', 'gzip'], ['If-None-Match', page.headers.get('etag')]],
  });
  assert.equal(again.status, 304);
  await newsroom.page('/city/');
  await newsroom.page('/nothing/', 404);
  // The desk reads back what it publishes: that is no view.
  await newsroom.publish(story({ uri: 'urn:2', headline: 'Друга', section: 'city', published: '2026-03-01T11:00:00Z' }));

  const click = await newsroom.fetch('/go/bakery/');
  assert.equal(click.status, 302);
  assert.equal(click.headers.get('location'), 'https://bakery.example/');
  assert.equal(click.headers.get('cache-control'), 'no-store');
  await newsroom.fetch({ path: '/go/bakery/', method: 'HEAD' });
  for (const path of ['/go/', '/go/baker/', '/go/bakery/x/', '/go/https://x.example/', '/go/%62akery/']) {
    assert.equal((await newsroom.fetch(path)).status, 404, path);
  }
  await untilCounted(newsroom, 'bakery', { views: 5, clicks: 1 });

  await newsroom.page(address);
  await newsroom.stop(); // an orderly end loses nothing
  assert.deepEqual(await counts(newsroom, 'bakery'), { views: 6, clicks: 1 });
  await set(newsroom, { creatives: null });
  assert.deepEqual(await counts(newsroom, 'bakery'), { views: 6, clicks: 1 }, 'also when it is no longer in the settings');
  await newsroom.must('check');
});

test('counting outlives a stopped desk', async (t) => {
  const newsroom = await servedSite(t);
  await set(newsroom, { creatives: [creative('bakery')] });
  const goOn = stopProcess(t, newsroom, 'desk-process');
  for (let i = 0; i < 7; i++) await newsroom.page('/');
  await wait(3000);
  goOn();
  await untilCounted(newsroom, 'bakery', { views: 7, clicks: 0 });
});

test('a withdrawn story says why, at its former addresses too, also after a rebuild', async (t) => {
  const newsroom = await servedSite(t);
  await newsroom.publish(story({ uri: 'urn:1', headline: 'Перша', section: 'city', published: '2026-03-02T10:00:00Z' }));
  await newsroom.withdraw('urn:1', 'Автор помилився у <датах>');
  for (const act of ['withdrawn', 'rebuilt']) {
    for (const address of ['/news/2026/03/01/1/', '/news/2026/03/02/1/']) {
      const html = await newsroom.page(address, 410);
      assert.match(html, /Причина: Автор помилився у &lt;датах&gt;/, `${address}, ${act}`);
    }
    await newsroom.must('rebuild');
  }
  await newsroom.must('check');
});

// What the rail shows: [heading, 'clock headline', …] of each day, with the moments as they are told to machines.
function railDays(html, language) {
  const { html: rail } = railOf(html, language);
  return [...rail.matchAll(/<h3>([^<]*)<\/h3>\s*<ol>([\s\S]*?)<\/ol>/g)].map(([, heading, lines]) => [
    heading.replaceAll('\u00a0', ' '),
    ...[...lines.matchAll(/<time datetime="([^"]*)">([^<]*)<\/time> <a [^>]*>([^<]*)<\/a>/g)].map(([, iso, clock, headline]) => {
      assert.equal(iso.slice(11, 16), clock);
      return `${iso.slice(0, 16)}${iso.slice(19)} ${headline}`;
    }),
  ]);
}

// In Kyiv at 03:00 of 29 March it is 04:00, and at 04:00 of 25 October it is 03:00.
const TURNS = [
  {
    name: 'the day of 23 hours',
    published: [
      ['2026-03-28T21:59:59Z', 'остання суботи'], ['2026-03-28T22:00:00Z', 'перша неділі'],
      ['2026-03-29T00:59:59Z', 'за зимовим'], ['2026-03-29T01:00:00Z', 'за літнім'],
      ['2026-03-29T20:59:59Z', 'остання неділі'], ['2026-03-29T21:00:00Z', 'перша понеділка'],
    ],
    uk: [
      ['Понеділок, 30 березня 2026', '2026-03-30T00:00+03:00 перша понеділка'],
      ['Неділя, 29 березня 2026', '2026-03-29T23:59+03:00 остання неділі', '2026-03-29T04:00+03:00 за літнім',
        '2026-03-29T02:59+02:00 за зимовим', '2026-03-29T00:00+02:00 перша неділі'],
      ['Субота, 28 березня 2026', '2026-03-28T23:59+02:00 остання суботи'],
    ],
    headings: { ru: 'Воскресенье, 29 марта 2026', en: 'Sunday, 29 March 2026' },
    day: '/news/2026/03/29/',
  },
  {
    name: 'the day of 25 hours, of which one comes twice',
    published: [
      ['2026-10-24T20:59:59Z', 'остання суботи'], ['2026-10-24T21:00:00Z', 'перша неділі'],
      ['2026-10-25T00:30:00Z', 'за літнім'], ['2026-10-25T01:30:00Z', 'за зимовим'],
      ['2026-10-25T21:59:59Z', 'остання неділі'], ['2026-10-25T22:00:00Z', 'перша понеділка'],
    ],
    uk: [
      ['Понеділок, 26 жовтня 2026', '2026-10-26T00:00+02:00 перша понеділка'],
      ['Неділя, 25 жовтня 2026', '2026-10-25T23:59+02:00 остання неділі', '2026-10-25T03:30+02:00 за зимовим',
        '2026-10-25T03:30+03:00 за літнім', '2026-10-25T00:00+03:00 перша неділі'],
      ['Субота, 24 жовтня 2026', '2026-10-24T23:59+03:00 остання суботи'],
    ],
    headings: { ru: 'Воскресенье, 25 октября 2026', en: 'Sunday, 25 October 2026' },
    day: '/news/2026/10/25/',
  },
];

for (const { name, published, uk, headings, day } of TURNS) {
  test(`the rail's days begin and end by the clocks of the zone: ${name}`, async (t) => {
    const newsroom = await Newsroom.make(t, { sections: SECTIONS });
    await newsroom.serve();
    const languages = ['uk', 'ru', 'en'];
    let address;
    for (const [n, [moment, headline]] of published.entries()) {
      for (const language of languages) {
        const path = await newsroom.publish(story({ uri: `urn:${language}:${n}`, language, headline, published: moment, section: 'city' }));
        if (language === 'uk') address = path;
      }
    }
    for (const path of ['/', '/city/', address]) assert.deepEqual(railDays(await newsroom.page(path), 'uk'), uk, path);
    for (const language of ['ru', 'en']) {
      const days = railDays(await newsroom.page({ ru: '/rus/', en: '/eng/' }[language]), language);
      assert.equal(days[1][0], headings[language]);
      assert.deepEqual(days.map((lines) => lines.slice(1)), uk.map((lines) => lines.slice(1)), language);
    }
    const listed = [...(await newsroom.page(day)).replace(/<aside[\s\S]*?<\/aside>/g, '').matchAll(/<h2><a [^>]*>([^<]*)</g)];
    assert.deepEqual(listed.map(([, headline]) => headline), uk[1].slice(1).map((line) => line.slice(23)), day);
  });
}
