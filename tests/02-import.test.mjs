// ninjs import: what comes in is on the site, what cannot come in is reported, and the rest goes on.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';
import { missingSuite, Newsroom, SUITES } from './support/newsroom.mjs';
import { inThreeLanguages, jsonLines, story } from './support/ninjs.mjs';
import { hrefs, links, mainOf, visibleText, withoutData } from './support/pages.mjs';

const SECTIONS = { city: { uk: 'Місто', ru: 'Город', en: 'City' }, culture: { uk: 'Культура', ru: 'Культура', en: 'Culture' } };
const addressOf = async (newsroom, headline, listing = '/news/') =>
  links(await newsroom.page(listing)).find((link) => link.text.includes(headline))?.href;

test('one object, JSON Lines and their gzip come in alike', async (t) => {
  const newsroom = await Newsroom.make(t);
  const item = (n) => story({ uri: `urn:t:${n}`, headline: `Новина номер ${n}` });
  const files = [
    newsroom.file('one.json', JSON.stringify(item(1), null, 2)),
    newsroom.file('two.jsonl', jsonLines([item(2), item(3)])),
    newsroom.file('three.json.gz', zlib.gzipSync(JSON.stringify(item(4)))),
    newsroom.file('four.jsonl.gz', zlib.gzipSync(jsonLines([item(5), item(6)]))),
  ];
  await newsroom.must('import', 'ninjs', ...files);
  await newsroom.serve();
  const page = await newsroom.page('/news/');
  for (let n = 1; n <= 6; n++) assert.match(page, new RegExp(`Новина номер ${n}`));
});

test('importing again changes nothing, and a changed item is a new version', async (t) => {
  const newsroom = await Newsroom.make(t);
  const items = [1, 2].map((n) => story({ uri: `urn:t:${n}`, headline: `Новина номер ${n}` }));
  await newsroom.import(items);
  await newsroom.serve();
  const etag = async (address) => (await newsroom.fetch(address)).headers.get('etag');
  const before = await etag('/');
  await newsroom.import(items);
  assert.equal(await etag('/'), before);
  const address = await addressOf(newsroom, 'Новина номер 1');
  await newsroom.import([{ ...items[0], headlines: [{ role: 'main', value: 'Виправлена новина' }] }, items[1]]);
  assert.notEqual(await etag('/'), before);
  assert.equal(await addressOf(newsroom, 'Виправлена новина'), address);
  assert.equal(await addressOf(newsroom, 'Новина номер 1'), undefined);
});

test('a broken item is reported by place and reason, and the rest goes on', async (t) => {
  const newsroom = await Newsroom.make(t);
  const good = (n) => JSON.stringify(story({ uri: `urn:t:${n}`, headline: `Новина номер ${n}` }));
  const file = newsroom.file('mixed.jsonl', [
    good(1),
    '{"uri": "urn:t:broken", ',
    JSON.stringify(story({ uri: 'urn:t:foreign', language: 'fr', headline: 'Titre' })),
    JSON.stringify({ ...story({ uri: 'urn:t:undated', headline: 'Без дати' }), versionCreated: 'yesterday',
      firstCreated: 'yesterday', contentCreated: 'yesterday' }),
    good(2),
  ].join('\n') + '\n');
  const { stdout, stderr } = await newsroom.run('import', 'ninjs', file);
  const report = stdout + stderr;
  assert.match(report, /mixed\.jsonl:2: .*JSON/);
  assert.match(report, /mixed\.jsonl:3: .*language: 'fr'/);
  assert.match(report, /mixed\.jsonl:4: .*Created: 'yesterday'/);
  await newsroom.serve();
  const page = await newsroom.page('/news/');
  assert.match(page, /Новина номер 1/);
  assert.match(page, /Новина номер 2/);
});

test('a frame of a known site becomes a link to what it shows, and its caption stays with it', async (t) => {
  const newsroom = await Newsroom.make(t);
  const html = '<p>Текст.</p><figure><iframe src="https://www.youtube.com/embed/Sheliuha-26?rel=0"></iframe><figcaption>Сом скрипить</figcaption></figure>'
    + '<ul><li>один<iframe src="//t.me/herald/12?embed=1"></iframe></li><li>два</li></ul>';
  const { stdout } = await newsroom.import(story({ uri: 'urn:t:1', headline: 'Відео', html }));
  assert.doesNotMatch(stdout, /iframe/);
  await newsroom.serve();
  const listing = await newsroom.page('/news/');
  const page = await newsroom.page(listing.match(/href="([^"]+)">Відео</)[1]);
  assert.match(page, /<a href="https:\/\/www\.youtube\.com\/watch\?v=Sheliuha-26"[^>]*>[^<]*YouTube[^<]*<\/a><br>Сом скрипить</);
  assert.match(page, /<li>два<\/li>[^]*<a href="https:\/\/t\.me\/herald\/12"/);
  assert.doesNotMatch(page, /<iframe/);
});

test('what cannot be kept is counted by kind, with the item that had it', async (t) => {
  const newsroom = await Newsroom.make(t);
  const html = '<p>Текст.</p><iframe src="https://video.example/1"></iframe><form><input name="a"></form><p>Далі.</p>';
  const { stdout } = await newsroom.import(story({ uri: 'urn:t:1', headline: 'З відео', html }));
  assert.match(stdout, /iframe[^\n]*urn:t:1|urn:t:1[^\n]*iframe/);
});

test('what has nothing but a headline comes in and is said', async (t) => {
  const newsroom = await Newsroom.make(t);
  const flash = (n) => ({ ...story({ uri: `urn:t:${n}`, headline: `Новина номер ${n}` }), descriptions: [], bodies: [] });
  const { stdout } = await newsroom.import([story({ uri: 'urn:t:1', headline: 'Новина номер 1' }), flash(2), flash(3)]);
  assert.match(stdout, /^3 items: 3 new\nwhat was taken and may lack something:\nnothing but a headline: 2, first in urn:t:2\n$/m);
  await newsroom.serve();
  assert.match(await newsroom.page('/news/'), /Новина номер 3/);
});

test('text that would be a program in a page is text', async (t) => {
  const newsroom = await Newsroom.make(t);
  const attack = '<script>alert(1)</script>';
  const address = await newsroom.publish(story({
    uri: 'urn:t:1',
    headline: `Заголовок ${attack}`,
    lead: `Лід ${attack}`,
    author: `Автор ${attack}`,
    sources: [{ name: `Джерело ${attack}`, uri: 'javascript:alert(2)' }],
    html: `<p onclick="alert(3)">Абзац <a href="javascript:alert(4)">раз</a> <a href=" data:text/html,x">два</a>
      <a href="https://example.org/?a=1&amp;b=2">три</a></p>${attack}<style>*{display:none}</style>
      <img src="x" onerror="alert(5)"><svg><script>alert(6)</script></svg><p>Кінець.</p>`,
  }));
  await newsroom.serve();
  const page = await newsroom.page(address);
  assert.doesNotMatch(withoutData(page), /<script|onclick|onerror|javascript:|href="\s*data:|\*\{display:none/i);
  assert.match(visibleText(page), /Заголовок <script>alert\(1\)<\/script>/);
  assert.ok(hrefs(mainOf(page)).includes('https://example.org/?a=1&b=2'));
  assert.match(visibleText(mainOf(page)), /Абзац раз два три.*Кінець\./);
});

test('a paragraph that opens with a bold word and a colon is labelled, in the words of its language', async (t) => {
  const newsroom = await Newsroom.make(t);
  const html = {
    uk: '<p><strong>Джерело:</strong> пресслужба.</p><p><b>Деталі</b>: подробиці.</p><p><b>Власне слово:</b> текст.</p>',
    ru: '<p><strong>Источник:</strong> пресс-служба.</p><p><b>Детали:</b> подробности.</p>',
    en: '<p><strong>Source:</strong> the press office.</p><p><b>Background:</b> it began in May.</p>',
  };
  const shown = { uk: ['Джерело', 'Деталі', 'Власне слово'], ru: ['Источник', 'Детали'], en: ['Source', 'Background'] };
  for (const language of Object.keys(html)) {
    await newsroom.import(story({ uri: `urn:t:${language}`, language, headline: `Labels ${language}`, html: html[language] }));
  }
  await newsroom.serve();
  for (const [language, prefix] of [['uk', ''], ['ru', '/rus'], ['en', '/eng']]) {
    const address = await addressOf(newsroom, `Labels ${language}`, `${prefix}/news/`);
    const main = mainOf(await newsroom.page(address));
    for (const label of shown[language]) {
      assert.match(main, new RegExp(`<(b|strong)\\b[^>]*>${label}:?</`), `${language}: ${label}`);
      assert.match(visibleText(main), new RegExp(`${label}: `), `${language}: ${label}`);
    }
  }
});

test('author, sources, topics, section, time and related stories are kept', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.import(story({ uri: 'urn:t:before', headline: 'Те, що було раніше', published: '2023-07-30T10:00:00Z' }));
  const address = await newsroom.publish(story({
    uri: 'urn:t:1', headline: 'Повна новина', lead: 'Коротко про головне.', author: 'Ірина Кос', section: 'city',
    sources: [{ name: 'Інститут річки', uri: 'https://river.example/' }], topics: ['Повінь'], related: ['urn:t:before'],
    published: '2023-08-01T02:34:00Z',
  }));
  assert.match(address, /^\/news\/2023\/08\/01\/\d+\/$/);
  await newsroom.serve();
  const page = await newsroom.page(address);
  const text = visibleText(mainOf(page));
  for (const part of ['Повна новина', 'Коротко про головне.', 'Ірина Кос', 'Інститут річки', '1 серпня 2023', '05:34']) {
    assert.ok(text.includes(part), part);
  }
  assert.ok(hrefs(page).includes('https://river.example/'));
  assert.ok(links(mainOf(page)).some((link) => link.text.includes('Те, що було раніше')), 'related story');
  assert.match(await newsroom.page('/city/'), /Повна новина/);
  assert.match(await newsroom.page('/city/2023/8/1/'), /Повна новина/);
});

test('withheld and embargoed items wait, and canceled ones are gone', async (t) => {
  const newsroom = await Newsroom.make(t);
  const canceled = story({ uri: 'urn:t:canceled', headline: 'Скасована' });
  await newsroom.import([
    story({ uri: 'urn:t:shown', headline: 'Показана' }),
    story({ uri: 'urn:t:withheld', headline: 'Притримана', pubStatus: 'withheld' }),
    story({ uri: 'urn:t:embargoed', headline: 'Під забороною', embargoed: '2199-01-01T00:00:00Z' }),
    canceled,
  ]);
  await newsroom.serve();
  const address = await addressOf(newsroom, 'Скасована');
  await newsroom.import({ ...canceled, pubStatus: 'canceled', versionCreated: '2026-03-01T10:00:00Z' });
  const page = await newsroom.page('/news/');
  assert.match(page, /Показана/);
  assert.doesNotMatch(page, /Притримана|Під забороною|Скасована/);
  assert.equal((await newsroom.fetch(address)).status, 410);
});

test('language siblings of a story lead to one another', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import(inThreeLanguages({ uri: 'urn:t:1', headlines: { uk: 'Повінь', ru: 'Наводнение', en: 'Flood' } }));
  await newsroom.serve();
  const addresses = {
    uk: await addressOf(newsroom, 'Повінь', '/news/'),
    ru: await addressOf(newsroom, 'Наводнение', '/rus/news/'),
    en: await addressOf(newsroom, 'Flood', '/eng/news/'),
  };
  for (const [language, address] of Object.entries(addresses)) {
    const page = await newsroom.page(address);
    for (const [other, target] of Object.entries(addresses)) {
      if (other === language) continue;
      assert.ok(hrefs(page).includes(target), `${language} leads to ${other}`);
      assert.match(page, new RegExp(`<link[^>]*hreflang="?${other}`), `${language} names ${other} as alternate`);
    }
  }
});

test('every file of the ninjs suite comes in, or is refused with a field', { skip: missingSuite('ninjs') }, async (t) => {
  const newsroom = await Newsroom.make(t);
  const suite = path.join(SUITES, 'ninjs');
  const files = fs.readdirSync(suite, { recursive: true }).map((name) => path.join(suite, name))
    .filter((file) => file.endsWith('.json') && file.includes('examples'));
  assert.ok(files.length > 20, 'the suite is smaller than it was');
  for (const file of files) {
    const { status, stdout, stderr } = await newsroom.run('import', 'ninjs', file);
    const report = stdout + stderr;
    assert.ok([0, 1].includes(status), `${file}: ${status} ${report}`);
    if (/refused\D{0,3}[1-9]|[1-9]\d* refused/.test(report)) {
      assert.match(report, /\b(uri|type|language|headlines|bodies|versionCreated|firstCreated|contentCreated|pubStatus|standard)\b/, file);
    }
  }
  await newsroom.must('check');
});
