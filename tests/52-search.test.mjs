// Search: any form of a word finds the others, in three languages; phrases, exclusion, filters, what was meant; what is
// updated, withdrawn or not live; hostile words; the keyboard, axe-core, a small screen; a desk killed while it indexes;
// what was not found is told at the desk.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import test, { after, before } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { assertHarmless, partsWithin } from './support/anatomy.mjs';
import { missingChromium, shoot, startChromium, Visit } from './support/chromium.mjs';
import { deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { mainOf, visibleText } from './support/pages.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE_MS = 30_000;
const SCREENS = process.env.STOPPRESS_SCREENS;
const PREFIX = { uk: '', ru: '/rus', en: '/eng' };
const STORIES = [
  story({ uri: 'urn:s:1', language: 'uk', headline: 'Вчені вирощують пшеницю на солоних ґрунтах', section: 'science', author: 'Олена Марченко', topics: ['Землеробство'],
    sources: [{ name: 'Аграрний інститут' }], paragraphs: ['Сорт показали науковці університету.', 'Про це повідомив веб-сайт інституту. Сім’я пшениць велика.'] }),
  story({ uri: 'urn:s:2', language: 'uk', headline: 'Міст через Шелюгу закрито', section: 'town', published: '2026-02-01T09:00:00Z', paragraphs: ['Привіт усім, хто чекав на ремонт на ганку.'] }),
  story({ uri: 'urn:s:n', language: 'uk', headline: 'Воду дали 9 200 мешканцям', section: 'town', published: '2026-02-01T10:00:00Z', paragraphs: ['Насосів придбали 1\u00a0126, ще 3\u202f500 чекають до 2026 року.'] }),
  story({ uri: 'urn:s:3', language: 'ru', headline: 'Учёные вырастили пшеницу на солёной почве', section: 'science', paragraphs: ['Новый сорт дал урожай.'] }),
  story({ uri: 'urn:s:4', language: 'en', headline: 'Scientists grow wheat in salty soil', section: 'science', paragraphs: ['A variety that yields by the sea.'] }),
  story({ uri: 'urn:s:5', language: 'en', headline: 'Salty wind closes the bridge', section: 'town', published: '2026-02-01T09:00:00Z', paragraphs: ['Ships <b>waited</b> & "turned" in the harbour.'] }),
  ...Array.from({ length: 45 }, (_, i) => story({ uri: `urn:w:${i}`, language: 'en', headline: `Weather report ${i + 1}`, section: 'town', paragraphs: ['Rain and wind.'] })),
];

const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, browser;
before(async () => {
  newsroom = await Newsroom.make(end, { sections: { science: { uk: 'Наука', ru: 'Наука', en: 'Science' }, town: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  await newsroom.import(STORIES);
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  while ((await newsroom.fetch('/eng/search/?q=weather')).status === 503) await wait(50); // there is no index yet
  await until('en', { q: 'weather', order: 'new' }, (found) => found.total === 45);
  if (!missingChromium()) browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

const addressOf = (language, query) => `${PREFIX[language]}/search/?${new URLSearchParams(query)}`;

// {status, headlines, total, text, html}: what a reader gets.
async function find(language, query) {
  const html = await newsroom.page(addressOf(language, typeof query === 'string' ? { q: query } : query));
  const main = mainOf(html);
  return {
    html,
    text: visibleText(main),
    headlines: [...main.matchAll(/<h2><a href="[^"]*">((?:[^<]|<\/?mark>)*)<\/a>/g)].map(([, headline]) => headline.replace(/<\/?mark>/g, '')),
    marked: [...main.matchAll(/<mark>([^<]*)<\/mark>/g)].map(([, word]) => word),
    total: Number(/(?:found|Найдено материалов|Знайдено матеріалів): (\d+)/.exec(visibleText(main))?.[1] ?? 0),
  };
}
async function until(language, query, wanted) {
  for (const late = Date.now() + PATIENCE_MS; ; await wait(100)) {
    const found = await find(language, query);
    if (wanted(found)) return found;
    assert.ok(Date.now() < late, `${JSON.stringify(query)}: ${found.text.slice(0, 400)}`);
  }
}

const WHEAT_UK = STORIES[0].headlines[0].value, BRIDGE_UK = STORIES[1].headlines[0].value, WATER_UK = STORIES[2].headlines[0].value, WHEAT_RU = STORIES[3].headlines[0].value;
const WHEAT = STORIES[4].headlines[0].value, BRIDGE = STORIES[5].headlines[0].value;

test('any form of a word finds the others, in three languages', async () => {
  const cases = [
    ['uk', 'вченими', WHEAT_UK], ['uk', 'пшениця', WHEAT_UK], ['uk', 'ґрунтом', WHEAT_UK], ['uk', 'грунт', WHEAT_UK], ['uk', 'вебсайти', WHEAT_UK], ['uk', "сім'ї", WHEAT_UK],
    ['uk', 'УНІВЕРСИТЕТАМИ', WHEAT_UK], ['uk', 'мостом', BRIDGE_UK], ['uk', 'марченко', WHEAT_UK], ['uk', 'землероби', ''], ['uk', 'ґанок', BRIDGE_UK], ['uk', 'ганками', BRIDGE_UK],
    ['ru', 'учёный', WHEAT_RU], ['ru', 'ученым', WHEAT_RU], ['ru', 'урожаи', WHEAT_RU],
    ['en', 'scientist growing', WHEAT], ['en', 'bridges', BRIDGE],
  ];
  for (const [language, words, headline] of cases) {
    const { headlines } = await find(language, words);
    assert.deepEqual(headlines, headline ? [headline] : [], `${language}: ${words}`);
  }
});

test('a number is found however its digits are grouped', async () => {
  for (const q of ['9200', '9 200', '"9 200"', '9\u00a0200', '9\u2009200', '1126', '1 126', '3500 2026']) assert.deepEqual((await find('uk', q)).headlines.map((headline) => headline.replace(/\s/g, ' ')), [WATER_UK], q);
  assert.deepEqual((await find('uk', '1126')).marked, ['1\u00a0126']);
});

test('phrases, exclusion, order and filters', async () => {
  const cases = [
    [{ q: '"salty soil"' }, [WHEAT]], [{ q: '"soil salty"' }, []], [{ q: 'salty -wheat' }, [BRIDGE]], [{ q: 'salty -"salty wind"' }, [WHEAT]],
    [{ q: 'salty', order: 'new' }, [WHEAT, BRIDGE]], [{ q: 'salty', until: '2026-02-01' }, [BRIDGE]], [{ q: 'salty', from: '2026-02-02' }, [WHEAT]],
    [{ q: 'salty', section: '2' }, [BRIDGE]], [{ q: 'salty', section: '99' }, []],
  ];
  for (const [query, headlines] of cases) assert.deepEqual((await find('en', query)).headlines, headlines, JSON.stringify(query));
  for (const filter of [{ author: 'Марченко' }, { topic: 'землеробства' }, { source: 'інститутом' }]) assert.deepEqual((await find('uk', filter)).headlines, [WHEAT_UK]);
  const everywhere = await find('uk', { q: 'пшеницею', in: 'all' });
  assert.deepEqual(everywhere.headlines.sort(), [WHEAT_RU, WHEAT_UK].sort());
  assert.match(everywhere.html, /<li lang="ru">/);
  for (const [language, said] of [['uk', /З\sтакими уточненнями нічого не\sзнайдено\./], ['ru', /С\sтакими уточнениями ничего не\sнайдено\./], ['en', /Nothing was found with these refinements\./]]) {
    const { text } = await find(language, { author: 'Щщщщщ' });
    assert.match(text, said);
    assert.doesNotMatch(text, /[«“][»”]/);
  }
  for (const days of [{ from: '2026-02-31x' }, { from: '2025-02-29' }, { from: '2026-03-02', until: '2026-03-01' }]) {
    const { text, html } = await find('en', { q: 'salty', ...days });
    assert.match(text, /Check the days/);
    assert.ok(html.includes(`value="${days.from}"`), 'what was typed stays');
  }
  assert.deepEqual((await find('uk', 'ремонту')).marked, ['ремонт']);
  assert.match((await find('uk', 'пшениці')).html, /<h2><a href="[^"]*">Вчені вирощують <mark>пшеницю<\/mark> на\sсолоних ґрунтах<\/a>/);
  assert.match((await find('ru', 'урожай пшеница')).html, /вырастили <mark>пшеницу<\/mark>/);
});

test('pages lead on, and back', async () => {
  const first = await find('en', { q: 'weather' }), second = await find('en', { q: 'weather', page: 2 }), third = await find('en', { q: 'weather', page: 3 });
  assert.deepEqual([first, second, third].map(({ headlines }) => headlines.length), [20, 20, 5]);
  assert.equal(new Set([first, second, third].flatMap(({ headlines }) => headlines)).size, 45);
  assert.match(first.html, /rel="next" href="\/eng\/search\/\?q=weather&amp;page=2"/);
  assert.match(third.html, /rel="prev" href="\/eng\/search\/\?q=weather&amp;page=2"/);
  assert.doesNotMatch(third.html, /rel="next"/);
});

test('what was meant is shown: another layout, a slip of the finger, the rest of a word', async () => {
  for (const [language, typed, meant, headline] of [['uk', 'ghbdsn', 'привіт', BRIDGE_UK], ['uk', 'Ghbdsn', 'Привіт', BRIDGE_UK], ['en', 'scietnists', 'scientists', WHEAT],
    ['en', 'scient', 'scientists', WHEAT], ['ru', 'пшиницу', 'пшеницу', WHEAT_RU]]) {
    const { headlines, text } = await find(language, typed);
    assert.deepEqual(headlines, [headline], typed);
    assert.ok(text.includes(typed) && text.includes(meant), text);
  }
  const nothing = await find('en', 'qqqqqzzzz');
  assert.match(nothing.text, /Nothing was found for “qqqqqzzzz”\./);
  assert.match(nothing.text, /Check the spelling/);
});

test('where no story has all the words, those are shown that have some, and it is said', async () => {
  for (const [language, typed, headline, said] of [['uk', 'науковці вирощують соняшник', WHEAT_UK, /є\sчастина цих слів/], ['ru', 'учёные вырастили подсолнух', WHEAT_RU, /есть часть этих слов/],
    ['en', 'scientists grow sunflowers', WHEAT, /have some of the words/]]) {
    const { headlines, text } = await find(language, typed);
    assert.equal(headlines[0], headline, typed);
    assert.match(text, said);
    assert.ok(text.includes(typed), text);
    assert.doesNotMatch(text, /одруків|опечаток|Check the spelling/);
  }
});

test('an updated story is found by its new words alone, a withdrawn one not at all, and not what is not live', async () => {
  await newsroom.publish(story({ uri: 'urn:s:u', language: 'en', headline: 'Kestrel seen over the tower', section: 'town' }));
  await until('en', 'kestrels', ({ total }) => total === 1);
  await newsroom.publish(story({ uri: 'urn:s:u', language: 'en', headline: 'Falcon seen over the tower', section: 'town', changed: '2026-03-01T10:00:00Z' }));
  await until('en', 'falcons', ({ total }) => total === 1);
  assert.deepEqual((await find('en', 'kestrel -falcon')).headlines, []);
  await newsroom.withdraw('urn:s:u');
  assert.deepEqual((await find('en', 'falcon')).headlines, [], 'gone with the very next request');
  await until('en', 'falcon', ({ text }) => text.includes('Nothing was found'));
  await newsroom.import([story({ uri: 'urn:s:d', language: 'en', headline: 'Ostrich kept secret', section: 'town', pubStatus: 'withheld' }),
    story({ uri: 'urn:s:after', language: 'en', headline: 'Pelican comes later', section: 'town' })]);
  await until('en', 'pelican', ({ total }) => total === 1);
  assert.deepEqual((await find('en', 'ostrich')).headlines, []);
});

test('hostile words are words', async () => {
  const hostile = ['"><script>alert(1)</script>', "'-alert(1)-'", '{headline lead} : (a OR b) NOT "', '" OR filed : "e1', '*', '^a', 'a" NEAR(b, 2)', '\u202eevil\u0000', '%', '\ud800', '😀'.repeat(99), '-'.repeat(300), '("'.repeat(150),
    'a '.repeat(400), '{{{cut}}}', '\u001e', 'javascript:alert(1)', '&lt;', "sal'ty\u0301"];
  const plain = partsWithin((await find('en', 'qqqqqzzzz')).html, 'search');
  for (const q of hostile) {
    for (const query of [{ q }, { q: 'salty', author: q }, { q: 'salty', from: q, section: q, page: q, in: q, order: q }]) {
      const { html } = await find('en', query);
      assertHarmless(html);
      for (const attribute of partsWithin(html, 'search').attributes) {
        const known = plain.attributes.has(attribute) || /^(details open|option selected|ol class|li|article class|a (href|rel)|img|picture|source|time datetime|h2|nav|p class|mark)/.test(attribute);
        assert.ok(known, `${JSON.stringify(query).slice(0, 80)}: ${attribute}`);
      }
    }
  }
  for (const raw of ['q=%', 'q=%FF%FE', 'q=%00', `q=${'a'.repeat(1500)}`, '&&&==', 'q=wheat&q=salty', 'Q=wheat', `q=${encodeURIComponent('я'.repeat(300))}`]) {
    const response = await newsroom.fetch(`/eng/search/?${raw}`);
    assert.equal(response.status, 200, raw);
  }
});

test('not for search engines; kept by caches for a moment; validated; HEAD and identity', async () => {
  const { html } = await find('en', 'salty');
  assert.match(html, /<meta name="robots" content="noindex">/);
  assert.doesNotMatch(html, /rel="canonical"/);
  const path = '/eng/search/?q=salty';
  const response = await newsroom.fetch(path);
  assert.match(response.headers.get('cache-control'), /max-age=0/);
  const etag = response.headers.get('etag');
  assert.equal((await newsroom.fetch({ path, headers: [['If-None-Match', etag]] })).status, 304);
  assert.equal((await newsroom.fetch({ path, method: 'HEAD' })).status, 200);
  assert.equal((await newsroom.fetch('/eng/search')).status, 301);
  const unrelated = await newsroom.page('/eng/search/?q=salty&utm_source=x&fbclid=y');
  assert.equal(unrelated, html, 'what is no part of a search changes no byte');
});

const skip = missingChromium();
test('in a browser: by keyboard, from every page, on the 404 page; axe-core; nothing sideways', { skip }, async () => {
  const visit = await Visit.start(browser, newsroom.server.url, { width: 360 });
  const { page } = visit;
  await visit.go('/eng/');
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('weather');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=weather/);
  assert.equal(await page.getByRole('searchbox').inputValue(), 'weather');
  await page.getByText('Refine').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Order').selectOption('new');
  await page.getByLabel('Section', { exact: true }).selectOption({ label: 'Town' });
  await page.getByLabel('Language', { exact: true }).selectOption('all');
  await page.getByLabel('First day').fill('2026-01-01');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/order=new/);
  assert.equal(await page.getByLabel('Order').inputValue(), 'new');
  assert.equal(await page.getByLabel('Language', { exact: true }).inputValue(), 'all');
  assert.equal(await page.getByLabel('First day').inputValue(), '2026-01-01');
  await visit.go('/eng/no-such-page/');
  await page.getByRole('searchbox').fill('salty');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/eng\/search\/\?q=salty/);
  await page.getByText(WHEAT).waitFor();
  assert.deepEqual(visit.wrong(), []);
  await visit.close();
});

test('at three widths, light and dark: axe-core, nothing wider than the window', { skip }, async () => {
  const pages = [['empty', addressOf('uk', {})], ['found', addressOf('en', { q: 'rain' })], ['meant', addressOf('uk', { q: 'ghbdsn' })], ['nothing', addressOf('ru', { q: 'щщщщщ', order: 'new', from: 'x' })],
    ['long', addressOf('en', { q: 'w'.repeat(190), author: 'y'.repeat(90) })], ['lost', '/rus/lost/']];
  for (const [width, scheme] of [[320, 'light'], [360, 'dark'], [768, 'light'], [1280, 'dark']]) {
    const visit = await Visit.start(browser, newsroom.server.url, { width, scheme, bypassCSP: true });
    for (const [name, address] of pages) {
      await visit.go(address);
      assert.equal(await visit.overflow(), 0, `${name} at ${width}`);
      await visit.page.evaluate(AXE);
      const { violations } = await visit.page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], `${name} at ${width} ${scheme}`);
      await shoot(visit.page, SCREENS, `search-${name}-${width}-${scheme}`);
    }
    await visit.close();
  }
});

test('stories that share rare words lead on to each other, without a topic in common', async () => {
  const tale = (number, headline, paragraphs) => story({
    uri: `urn:alike:${number}`, language: 'en', headline, section: 'town', topics: [`Alike ${number}`], paragraphs, published: `2026-03-0${number}T09:00:00Z`,
  });
  const first = await newsroom.publish(tale(1, 'Lighthouse keeper Marlowe missing near Skerrow', ['Lifeboats searched around Skerrow.']));
  await newsroom.publish(tale(2, 'Bakery opens beside the lighthouse', ['Bread every morning.']));
  const second = await newsroom.publish(tale(3, 'Marlowe found', ['The keeper of the lighthouses sat on the rocks of Skerrow.']));
  const related = async (address) => / Related stories (.*?) More from /.exec(visibleText(mainOf(await newsroom.page(address))))?.[1] ?? '';
  for (const late = Date.now() + PATIENCE_MS; ; await wait(100)) {
    const [one, other] = [await related(first), await related(second)];
    if (/Marlowe found/.test(one) && /Marlowe missing/.test(other)) {
      assert.doesNotMatch(one + other, /Bakery/, 'one word in common is not enough');
      break;
    }
    assert.ok(Date.now() < late, visibleText(mainOf(await newsroom.page(first))) + ' / ' + visibleText(mainOf(await newsroom.page(second))));
  }
  const pages = [await newsroom.page(first), await newsroom.page(second)];
  await newsroom.must('rebuild');
  await newsroom.must('check');
  assert.deepEqual([await newsroom.page(first), await newsroom.page(second)], pages);
});

test('a desk killed while it indexes catches up later', async () => {
  const many = Array.from({ length: 400 }, (_, i) => story({ uri: `urn:k:${i}`, language: 'en', headline: `Heron number ${i}`, section: 'town', paragraphs: ['Reeds and water.'] }));
  const importing = newsroom.import(many);
  for (let round = 0; round < 3; round++) {
    await wait(300);
    const desk = newsroom.server.children().find((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('desk-process'));
    if (desk) process.kill(desk, 'SIGKILL');
    await importing.catch(() => {});
  }
  await newsroom.import(many);
  await until('en', { q: 'herons', order: 'new' }, ({ total }) => total === 400);
});

test('what was looked for and not found is told at the desk', async () => {
  const agent = [['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0']];
  const ask = (q, headers = agent) => newsroom.fetch({ path: addressOf('uk', { q }), headers });
  for (let i = 0; i < 3; i++) await ask('Марсіани');
  await ask('марсіани');
  await ask('"летюча  тарілка"');
  await ask('краулер', [['User-Agent', 'Examplebot/1.0']]);
  await ask('пшениця');
  for (const somebody of ['олена.петренко@example.org', '+38 (050) 123-45-67', '380501234567']) await ask(somebody);
  const desk = deskOf(newsroom.server);
  const chief = await DeskPerson.become(desk, new URL(desk.firstLink).pathname);
  for (const late = Date.now() + PATIENCE_MS; ; await wait(300)) {
    const { text } = await chief.ask({ path: '/numbers?edition=uk' });
    const listed = [...text.split('<h2 id="unfound">')[1].split('</section>')[0].matchAll(/<bdi>([^<]*)<\/bdi><\/span> <span class="read-count">(\d+)</g)].map(([, words, count]) => [words, Number(count)]);
    const counted = Object.fromEntries(listed);
    if (counted['марсіани'] === 4 && counted['&quot;летюча тарілка&quot;'] === 1) {
      assert.deepEqual(listed.map(([, count]) => count), listed.map(([, count]) => count).sort((a, b) => b - a));
      assert.ok(!('краулер' in counted) && !('пшениця' in counted));
      assert.doesNotMatch(JSON.stringify(listed), /петренко|050|3805/, 'what may name somebody is not kept');
      break;
    }
    assert.ok(Date.now() < late, JSON.stringify(listed));
  }
});
