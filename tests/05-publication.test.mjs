// What a publication, a correction and a withdrawal change on the site, and what they must leave as it was.
import assert from 'node:assert/strict';
import test from 'node:test';
import { EDITIONS, Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { hrefs, links, mainOf, railOf, visibleText } from './support/pages.mjs';
import { crawl, SECTIONS, stories } from './support/site.mjs';
import { until } from './support/until.mjs';
import { textOf } from './support/wire.mjs';

const editionOf = (path) => EDITIONS.slice(1).find(({ prefix }) => path.startsWith(`${prefix}/`)) ?? EDITIONS[0];

async function servedSite(t, count = 40) {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.import(stories(count));
  await newsroom.serve();
  return newsroom;
}

test('a publication changes the rail on every page of its edition, its listings, and nothing else', async (t) => {
  const newsroom = await servedSite(t);
  const before = await crawl(newsroom);
  assert.ok(before.size > 130, `${before.size} pages`);
  const address = await newsroom.publish(story({
    uri: 'urn:new', headline: 'Щойно сталося', section: 'city', published: '2026-03-05T10:00:00Z',
  }));
  const after = await crawl(newsroom);

  const mayChange = new Set(['/', '/news/', '/news/2026/03/05/', '/city/', '/city/2026/3/1/', address]);
  for (const [path, { html, status }] of before) {
    const now = after.get(path);
    assert.equal(now.status, status, path);
    if (editionOf(path).code !== 'uk') {
      assert.equal(now.html, html, `${path} is of another edition`);
      continue;
    }
    const rail = { before: railOf(html, 'uk'), now: railOf(now.html, 'uk') };
    assert.match(visibleText(rail.now.html), /12:00 Щойно сталося/, `the rail of ${path}`);
    assert.notEqual(rail.now.html, rail.before.html, path);
    if (!mayChange.has(path) && !isNeighbour(path)) assert.equal(rail.now.rest, rail.before.rest, `${path} but for its rail`);
  }
  for (const path of mayChange) assert.match(mainOf(after.get(path).html), /Щойно сталося/, path);
  const added = [...after.keys()].filter((path) => !before.has(path));
  assert.deepEqual(added.sort(), ['/city/2026/3/1/', '/news/2026/03/05/', address].filter((path) => !before.has(path)).sort());
});

// Pages whose pager may now lead to the new day or month: listings of the same kinds, and only those.
function isNeighbour(path) {
  return /^\/news\/\d{4}\/\d{2}\/\d{2}\/$/.test(path) || /^\/city\/\d{4}\/\d+\/\d+\/$/.test(path);
}

test('what was published is on the site when the command returns', async (t) => {
  const newsroom = await servedSite(t, 3);
  for (let n = 0; n < 20; n++) {
    const address = await newsroom.publish(story({ uri: `urn:now:${n}`, headline: `Негайна ${n}.`, published: '2026-03-05T10:00:00Z' }));
    assert.match(await newsroom.page(address), new RegExp(`Негайна ${n}\\.`));
    assert.match(await newsroom.page('/'), new RegExp(`Негайна ${n}\\.`));
  }
});

test('a corrected headline is right everywhere at once', async (t) => {
  const newsroom = await servedSite(t);
  const [item] = stories(40).filter(({ uri }) => uri === 'urn:site:38:uk');
  const headline = item.headlines[0].value;
  const before = await crawl(newsroom);
  const showing = [...before].filter(([, { html }]) => visibleText(html).includes(headline)).map(([path]) => path);
  assert.ok(showing.length > 40, `${showing.length} pages show it`);
  const inMain = showing.filter((path) => visibleText(mainOf(before.get(path).html)).includes(headline));
  assert.ok(inMain.some((path) => /\/\d+\/$/.test(path) && path.startsWith('/news/')), 'a related list shows it');

  const corrected = 'Міст відкрито раніше строку';
  const changed = JSON.parse(JSON.stringify(item).replaceAll(headline, corrected));
  await newsroom.publish({ ...changed, versionCreated: '2026-03-05T11:00:00Z' });
  const after = await crawl(newsroom);
  for (const [path, { html }] of after) assert.ok(!html.includes(headline), `${path} still shows the old headline`);
  for (const path of showing) assert.ok(visibleText(after.get(path).html).includes(corrected), `${path} shows the new one`);
  for (const path of inMain) assert.ok(visibleText(mainOf(after.get(path).html)).includes(corrected), `main of ${path}`);
});

test('a withdrawn story is 410 and disappears from everything', async (t) => {
  const newsroom = await servedSite(t);
  const headline = 'Місто відкриває міст номер 37';
  const before = await crawl(newsroom);
  const address = links(before.get('/news/').html).find((link) => link.text.includes(headline)).href;
  const siblings = [...before].filter(([path, { html }]) => path !== address && editionOf(path).code !== 'uk' && hrefs(html).includes(address));
  assert.equal(siblings.length, 2, 'two siblings lead to it');

  await newsroom.withdraw('urn:site:37:uk', 'Не підтвердилося');
  assert.match(visibleText(await newsroom.page(address, 410)), /Не підтвердилося|відклик|знят/i);
  const after = await crawl(newsroom);
  for (const [path, { html }] of after) {
    assert.ok(!html.includes(headline), `${path} still names it`);
    assert.ok(!hrefs(html).includes(address), `${path} still leads to it`);
  }
  assert.ok(!after.has(address));
  for (const [path] of siblings) assert.equal((await newsroom.fetch(path)).status, 200, path);
  await newsroom.must('check');
});

test('month pages keep their addresses under withdrawal, backdating and a change of section', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const item = (n, rest = {}) => story({
    uri: `urn:m:${n}`, headline: `Запис №${n}.`, section: 'city', published: new Date(Date.UTC(2026, 3, 1) + n * 3_600_000).toISOString(), ...rest,
  });
  await newsroom.import(Array.from({ length: 70 }, (_, n) => item(n)));
  await newsroom.serve();
  const numbers = async (path) => {
    const response = await newsroom.fetch(path);
    if (response.status === 404) return [];
    return [...visibleText(mainOf(textOf(response))).matchAll(/Запис №(\d+)\./g)].map((m) => Number(m[1])).sort((a, b) => a - b);
  };
  const pages = () => Promise.all([1, 2, 3].map((page) => numbers(`/city/2026/4/${page}/`)));
  const run = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const expected = [run(0, 29), run(30, 59), run(60, 69)];
  assert.deepEqual(await pages(), expected);

  await newsroom.withdraw('urn:m:10');
  expected[0].splice(10, 1);
  assert.deepEqual(await pages(), expected, 'a withdrawn story leaves its place empty');

  await newsroom.publish(item(900, { published: '2026-04-01T00:30:00Z' }));
  expected[2].push(900);
  assert.deepEqual(await pages(), expected, 'a backdated story gets the next place of its month');
  assert.match(visibleText(mainOf(await newsroom.page('/city/2026/4/3/'))), /Запис №69\..*Запис №900\./, 'on its page it stands by its time');

  await newsroom.publish(item(40, { section: 'culture', versionCreated: '2026-05-01T00:00:00Z' }));
  expected[1].splice(10, 1);
  assert.deepEqual(await pages(), expected, 'a moved story leaves its place empty');
  await until('it gets the next place of the other section', async () => (await numbers('/culture/2026/4/1/')).join() === '40');

  await newsroom.must('rebuild');
  assert.deepEqual(await pages(), expected, 'a rebuilt archive has the same pages');
  await newsroom.must('check');
});

test('a story that moves to another day leaves a redirect', async (t) => {
  const newsroom = await Newsroom.make(t);
  const item = (published) => story({ uri: 'urn:day', headline: 'Перенесена', published, changed: '2026-03-09T00:00:00Z' });
  const first = await newsroom.publish(item('2026-03-01T10:00:00Z'));
  const second = await newsroom.publish(item('2026-03-02T10:00:00Z'));
  await newsroom.serve();
  if (first === second) return; // the address was given once; then it must simply be there
  const response = await newsroom.fetch(first);
  assert.equal(response.status, 301);
  assert.equal(response.headers.get('location'), second);
  assert.equal((await newsroom.fetch(second)).status, 200);
});

test('a rebuild beside readers fails no request and changes no page', async (t) => {
  const newsroom = await servedSite(t, 20);
  const etags = async () => {
    const found = new Map();
    for (const path of (await crawl(newsroom)).keys()) found.set(path, (await newsroom.fetch(path)).headers.get('etag'));
    return found;
  };
  const before = await etags();
  let rebuilding = true, requests = 0;
  const reading = (async () => {
    const paths = [...before.keys()];
    while (rebuilding) {
      const path = paths[requests++ % paths.length];
      const response = await newsroom.fetch({ path, headers: [['Accept-Encoding', 'gzip']] });
      assert.equal(response.status, 200, path);
      assert.match(textOf(response), /<\/html>\s*$/, path);
    }
  })();
  for (let n = 0; n < 3; n++) await newsroom.must('rebuild');
  rebuilding = false;
  await reading;
  assert.ok(requests > 0);
  assert.deepEqual(await etags(), before);
});

test('readers see whole pages while stories are published', async (t) => {
  const newsroom = await servedSite(t, 6);
  let publishing = true, requests = 0;
  const reading = (async () => {
    while (publishing) {
      const html = await newsroom.page(['/', '/news/', '/city/', '/rus/'][requests++ % 4]);
      assert.match(html, /^<!doctype html>[\s\S]*<\/html>\s*$/i);
    }
  })();
  for (let n = 0; n < 30; n++) {
    await newsroom.publish(story({ uri: `urn:live:${n}`, headline: `Жива ${n}.`, section: 'city', published: '2026-03-06T10:00:00Z' }));
  }
  publishing = false;
  await reading;
  assert.ok(requests > 10, `${requests} requests`);
});

test('an import while serving is on the site when it ends', async (t) => {
  const newsroom = await servedSite(t, 2);
  await newsroom.import(Array.from({ length: 25 }, (_, n) => story({ uri: `urn:in:${n}`, headline: `Принесена ${n}.`, published: '2026-03-06T10:00:00Z' })));
  const page = await newsroom.page('/news/2026/03/06/');
  for (let n = 0; n < 25; n++) assert.match(page, new RegExp(`Принесена ${n}\\.`));
});

test('an embargo on a live story is in force when the command returns', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.serve();
  const item = story({ uri: 'urn:embargo:live', headline: 'Зарано', published: '2026-02-01T10:00:00Z' });
  const address = await newsroom.publish(item);
  assert.equal((await newsroom.fetch(address)).status, 200);
  await newsroom.publish({ ...item, embargoed: '2099-01-01T00:00:00Z' });
  assert.equal((await newsroom.fetch(address)).status, 410);
});

test('a correction that tells only its own time keeps the address of the story', async (t) => {
  const newsroom = await Newsroom.make(t);
  const { firstCreated, contentCreated, ...item } = story({ uri: 'urn:kept', headline: 'Перша', published: '2026-02-01T10:00:00Z' });
  const address = await newsroom.publish({ ...item, versionCreated: '2026-02-01T10:00:00Z' });
  const corrected = { ...item, versionCreated: '2026-02-04T10:00:00Z', headlines: [{ role: 'main', value: 'Друга' }] };
  assert.equal(await newsroom.publish(corrected), address);
});
