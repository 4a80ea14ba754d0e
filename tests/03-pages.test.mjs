// What is on the pages: every kind, in every edition.
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { EDITIONS, Newsroom, SITE_URL } from './support/newsroom.mjs';
import { inThreeLanguages, story } from './support/ninjs.mjs';
import { hrefs, links, mainOf, message, railOf, visibleText, withoutData } from './support/pages.mjs';
import { SECTIONS, SHELVES, everyKind } from './support/site.mjs';
import { textOf } from './support/wire.mjs';

// node:test gives a suite's hooks no place to leave what must be cleaned up.
function suiteCleanup() {
  const steps = [];
  after(async () => {
    for (const step of steps) await step();
  });
  return { after: (step) => steps.push(step) };
}

describe('every page kind in every edition', () => {
  const cleanup = suiteCleanup();
  let newsroom, kinds;
  before(async () => ({ newsroom, kinds } = await everyKind(cleanup)));
  const each = async (check) => {
    for (const kind of kinds) {
      try {
        await check({ ...kind, html: await newsroom.page(kind.path, kind.status) });
      } catch (error) {
        error.message = `${kind.kind}, ${kind.language}, ${kind.path}: ${error.message}`;
        throw error;
      }
    }
  };

  test('is one complete HTML document in its language', () => each(({ html, language }) => {
    assert.match(html, /^<!doctype html>/i);
    assert.match(html, new RegExp(`<html[^>]*\\blang="?${language}\\b`));
    for (const one of ['title', 'h1', 'main']) {
      assert.equal(html.match(new RegExp(`<${one}[\\s>]`, 'gi'))?.length, 1, `<${one}>`);
    }
    assert.match(visibleText(/<title>[\s\S]*?<\/title>/i.exec(html)[0]), /\S/);
    assert.match(html, /<meta name="?viewport/i);
    assert.doesNotMatch(html, /\{\{|undefined|\(null\)/);
  }));

  test('loads nothing from anywhere and runs nothing', () => each(({ html }) => {
    assert.doesNotMatch(withoutData(html), /<script|<link[^>]*rel="?(stylesheet|preload|preconnect)|@import|<iframe/i);
    for (const [, source] of html.matchAll(/\ssrc="?([^"\s>]*)/gi)) assert.match(source, /^\/|^data:/);
  }));

  test('has masthead, sections, languages and the rail, headed by dates', () => each(({ html, language, kind }) => {
    const prefix = EDITIONS.find((edition) => edition.code === language).prefix;
    for (const path of [`${prefix}/`, `${prefix}/city/`, `${prefix}/culture/`, `${prefix}/news/`]) {
      assert.ok(hrefs(html).includes(path), `leads to ${path}`);
    }
    for (const edition of EDITIONS.filter((other) => other.code !== language)) {
      assert.ok(hrefs(html).some((href) => href === `${edition.prefix}/` || href.startsWith(`${edition.prefix}/`)), edition.code);
    }
    if (kind === 'support') return; // it stands alone
    const rail = visibleText(railOf(html, language).html);
    assert.match(rail, /\b\d{2}:\d{2} \S/);
    assert.match(rail, /2026/, 'a date heading');
  }));

  test('names its own address, unless it stands for a status', () => each(({ html, path, status }) => {
    const canonical = /<link[^>]*rel="?canonical"?[^>]*href="?([^"\s>]+)/i.exec(html)?.[1];
    if (status === 200) assert.equal(canonical, SITE_URL + path);
    else {
      assert.equal(canonical, undefined);
      assert.match(html, /<meta name="?robots"? content="?noindex/i);
    }
  }));

  test('leads only to pages that are there', async () => {
    const known = new Map();
    await each(async ({ html, path }) => {
      for (const href of hrefs(html).filter((address) => address.startsWith('/'))) {
        const target = href.split('#')[0];
        if (!known.has(target)) known.set(target, (await newsroom.fetch(target)).status);
        assert.equal(known.get(target), target.startsWith('/go/') ? 302 : 200, `${path} leads to ${href}`);
      }
    });
    assert.ok(known.size > 100, `only ${known.size} addresses were found`);
  });

  test('is the same text as gzip and as identity', () => each(async ({ html, path, status }) => {
    const identity = await newsroom.fetch({ path, headers: [['Accept-Encoding', 'identity']] });
    assert.equal(identity.status, status);
    assert.equal(identity.headers.get('content-encoding'), undefined);
    assert.equal(textOf(identity), html);
  }));

  test('every address of the site is the same text as gzip and as identity', async () => {
    const seen = new Set(kinds.map((kind) => kind.path));
    for (const path of seen) {
      const gzip = await newsroom.fetch({ path, headers: [['Accept-Encoding', 'gzip']] });
      const identity = await newsroom.fetch(path);
      assert.equal(textOf(gzip), textOf(identity), path);
      if (gzip.status !== 200) continue;
      for (const href of hrefs(textOf(gzip))) if (href.startsWith('/')) seen.add(href.split('#')[0]);
    }
    assert.ok(seen.size > 100);
  });

  test('is small enough for the first flight', () => each(async ({ path, kind }) => {
    if (kind !== 'article') return;
    const { body } = await newsroom.fetch({ path, headers: [['Accept-Encoding', 'gzip']] });
    assert.ok(body.length <= 14 * 1024, `${body.length} bytes`);
  }));
});

test('an article is read in its order', async (t) => {
  const { newsroom, kinds } = await everyKind(t, { count: 6 });
  const { path } = kinds.find(({ kind, language }) => kind === 'article' && language === 'uk');
  const html = await newsroom.page(path);
  const parts = [
    message('uk', 'support_us'), message('uk', 'language_short'), SECTIONS.city.uk, 'Місто відкриває міст номер 5', 'Ірина Кос', '27 лютого 2026',
    'Джерело:', 'Що відомо', 'Мостобуд', 'Місто відкриває міст номер 4', message('uk', 'recent_news'),
  ];
  const text = visibleText(html);
  let at = 0;
  for (const part of parts) {
    at = text.indexOf(part, at);
    assert.ok(at >= 0, `"${part}" is not behind what comes before it in: ${text}`);
  }
});

test('topics, people and sources have pages in three languages, and a switcher between them', async (t) => {
  const { newsroom } = await everyKind(t, { count: 36 });
  for (const [kind, names] of Object.entries(SHELVES)) {
    const paths = Object.fromEntries(EDITIONS.map(({ code, prefix }) => [code, `${prefix}/${kind}/${names.slugs[code]}/`]));
    for (const { code } of EDITIONS) {
      const html = await newsroom.page(paths[code]), main = mainOf(html);
      assert.match(html, new RegExp(`<h1>${names[code]}</h1>`));
      assert.ok(visibleText(main).startsWith(`${message(code, kind === 'topic' ? 'topic_shelf' : kind).replaceAll('\u00a0', ' ')} ${names[code]}`), visibleText(main).slice(0, 80));
      assert.equal(main.match(/<h2>/g).length, 36, 'both pages of its month, whole');
      assert.ok(hrefs(main).includes(`${paths[code]}2026/2/2/`), 'leads to its month');
      for (const other of EDITIONS) {
        if (other.code === code) continue;
        const link = links(html).find(({ href, attributes }) => href === paths[other.code] && attributes.includes('hreflang'));
        assert.ok(link, `${paths[code]} leads to ${paths[other.code]}`);
        assert.ok(html.includes(`<link rel="alternate" hreflang="${other.code}" href="${SITE_URL}${paths[other.code]}">`));
      }
      const month = await newsroom.page(`${paths[code]}2026/2/1/`);
      assert.ok(hrefs(mainOf(month)).includes(paths[code]), 'a month leads back');
    }
  }
  const source = mainOf(await newsroom.page('/source/mostobud/'));
  assert.ok(hrefs(source).includes('https://bridge.example/'), "a source leads to the source's own site");
});

test('an article leads to what it is filed under, in its own words', async (t) => {
  const { newsroom, kinds } = await everyKind(t, { count: 6 });
  for (const { code, prefix } of EDITIONS) {
    const { path } = kinds.find(({ kind, language }) => kind === 'article' && language === code);
    const main = links(mainOf(await newsroom.page(path)));
    for (const [kind, names] of Object.entries(SHELVES)) {
      const link = main.find(({ href }) => href === `${prefix}/${kind}/${names.slugs[code]}/`);
      assert.equal(link?.text, names[code], `${kind} of ${path}`);
    }
  }
});

test("a day's page has the calendar of its month", async (t) => {
  const newsroom = await Newsroom.make(t);
  const days = ['2026-02-27', '2026-03-01', '2026-03-08', '2026-03-31', '2026-05-04'];
  await newsroom.import(days.map((day, n) => story({ uri: `urn:t:${n}`, headline: `Новина ${n}`, published: `${day}T09:00:00Z` })));
  await newsroom.serve();
  const calendar = async (path) => /<table>[\s\S]*?<\/table>[\s\S]*?<\/nav>/.exec(mainOf(await newsroom.page(path)))[0];
  const march = await calendar('/news/2026/03/08/');
  assert.match(visibleText(march), /^Березень 2026 пн вт ср чт пт сб нд 1 2 3 .* 31 /);
  assert.deepEqual(hrefs(march), ['/news/2026/03/01/', '/news/2026/03/08/', '/news/2026/03/31/', '/news/2026/02/27/', '/news/2026/05/04/']);
  assert.match(march, /<a href="\/news\/2026\/03\/08\/" aria-current="date">8</);
  assert.match(march, /<tr><td><\/td><td><\/td><td><\/td><td><\/td><td><\/td><td><\/td><td><a href="\/news\/2026\/03\/01\/">1</, 'a Sunday');

  await newsroom.publish(story({ uri: 'urn:t:new', headline: 'Ще одна', published: '2026-04-02T09:00:00Z' }));
  assert.ok(hrefs(await calendar('/news/2026/03/08/')).includes('/news/2026/04/02/'), 'a new day is led to at once');
  assert.ok(hrefs(await calendar('/news/2026/05/04/')).includes('/news/2026/04/02/'));
});

test('all news have the calendar of the newest month, the way into the archive', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import(['2026-03-08', '2026-05-04'].map((day, n) =>
    story({ uri: `urn:t:${n}`, headline: `Новина ${n}`, published: `${day}T09:00:00Z` })));
  await newsroom.serve();
  const calendar = async () => /<table>[\s\S]*?<\/table>[\s\S]*?<\/nav>/.exec(mainOf(await newsroom.page('/news/')))[0];
  assert.match(visibleText(await calendar()), /^Травень 2026 пн/);
  assert.deepEqual(hrefs(await calendar()), ['/news/2026/05/04/', '/news/2026/03/08/']);
  assert.doesNotMatch(await calendar(), /aria-current/);
  await newsroom.publish(story({ uri: 'urn:t:new', headline: 'Ще одна', published: '2026-06-02T09:00:00Z' }));
  assert.deepEqual(hrefs(await calendar()), ['/news/2026/06/02/', '/news/2026/05/04/']);
});

test("an article's time is written in full, in its language and zone", async (t) => {
  const newsroom = await Newsroom.make(t);
  const items = inThreeLanguages({
    uri: 'urn:t:1', headlines: { uk: 'Повінь', ru: 'Наводнение', en: 'Flood' }, published: '2023-08-01T02:34:00Z',
  });
  const addresses = [];
  for (const item of items) addresses.push(await newsroom.publish(item));
  await newsroom.serve();
  const expected = [/Вівторок, 1 серпня 2023(?: р\.)?,? 05:34/, /Вторник, 1 августа 2023(?: г\.)?,? 05:34/, /Tuesday, 1 August 2023, 05:34/];
  for (const [n, address] of addresses.entries()) {
    const html = await newsroom.page(address);
    assert.match(visibleText(html), expected[n]);
    assert.match(html, /<time[^>]*datetime="?2023-08-01T0(5:34(:00)?\+03:00|2:34(:00)?Z)/i);
  }
});

test('a story in one language leads to the fronts of the other editions, marked so', async (t) => {
  const newsroom = await Newsroom.make(t);
  const address = await newsroom.publish(story({ uri: 'urn:t:1', headline: 'Лише українською' }));
  await newsroom.serve();
  const html = await newsroom.page(address);
  for (const [language, front] of [['ru', '/rus/'], ['en', '/eng/']]) {
    const link = links(html).find(({ href, attributes }) => href === front && attributes.includes('hreflang'));
    assert.ok(link, `leads to ${front}`);
    assert.ok((link.text + link.attributes).includes(message('uk', 'edition_missing'))
      || link.attributes.includes(message('uk', 'edition_missing_hint')), `${language} is marked: ${link.text}${link.attributes}`);
  }
});

test('breaking and important lines stand out in the rail', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([
    story({ uri: 'urn:t:1', headline: 'Звичайна', urgency: 5 }),
    story({ uri: 'urn:t:2', headline: 'Важлива', urgency: 3 }),
    story({ uri: 'urn:t:3', headline: 'Термінова', urgency: 1, published: new Date().toISOString() }),
  ]);
  await newsroom.serve();
  const rail = railOf(await newsroom.page('/'), 'uk').html;
  const line = (headline) => new RegExp(`<li[^>]*>(?:(?!</li>)[\\s\\S])*${headline}[\\s\\S]*?</li>`).exec(rail)[0];
  assert.match(line('Важлива'), /<(b|strong)\b/);
  assert.ok(visibleText(line('Термінова')).includes(message('uk', 'breaking')), line('Термінова'));
  assert.doesNotMatch(line('Звичайна'), /<(b|strong)\b/);
});

test('the rail groups its lines by date, the newest first, with minutes', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([
    story({ uri: 'urn:t:1', headline: 'Вечірня', published: '2026-03-01T21:30:00Z' }), // 23:30 in Kyiv
    story({ uri: 'urn:t:2', headline: 'Нічна', published: '2026-03-01T22:19:00Z' }), // 00:19 of the next day
    story({ uri: 'urn:t:3', headline: 'Ранкова', published: '2026-03-01T07:05:00Z' }),
  ]);
  await newsroom.serve();
  const rail = visibleText(railOf(await newsroom.page('/'), 'uk').html);
  assert.match(rail, /2 березня 2026.*00:19 Нічна.*1 березня 2026.*23:30 Вечірня.*09:05 Ранкова/);
});

test('month pages hold thirty places, numbered from the oldest', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'City' } } });
  const items = Array.from({ length: 65 }, (_, n) => story({
    uri: `urn:t:${n}`, headline: `Новина №${n}.`, section: 'city', published: new Date(Date.UTC(2026, 2, 1, 0, 0) + n * 3_600_000).toISOString(),
  }));
  await newsroom.import(items);
  await newsroom.serve();
  const numbers = async (path) => [...visibleText(mainOf(await newsroom.page(path))).matchAll(/Новина №(\d+)\./g)].map((m) => Number(m[1]));
  const run = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => to - n);
  assert.deepEqual(await numbers('/city/2026/3/1/'), run(0, 29));
  assert.deepEqual(await numbers('/city/2026/3/2/'), run(30, 59));
  assert.deepEqual(await numbers('/city/2026/3/3/'), run(60, 64));
  assert.deepEqual(await numbers('/city/'), run(30, 64), 'its own page ends where one of a month does');
  const read = [];
  for (let path = '/city/'; path; path = /rel="next" href="([^"]+)"/.exec(await newsroom.page(path))?.[1]) read.push(...await numbers(path));
  assert.deepEqual(read, run(0, 64), 'whoever reads on meets each once');
  assert.equal((await newsroom.fetch('/city/2026/3/4/')).status, 404);
  assert.equal((await newsroom.fetch('/city/2026/03/1/')).status, 404, 'one address a page');
});

test('robots.txt is plain text', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.serve();
  const response = await newsroom.fetch('/robots.txt');
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/plain/);
  assert.match(textOf(response), /^User-agent: \*$/m);
});

test('an address without its last slash leads to the one with it', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.serve();
  const response = await newsroom.fetch('/rus/news');
  assert.equal(response.status, 301);
  assert.equal(response.headers.get('location'), '/rus/news/');
});
