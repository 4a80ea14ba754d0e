// Sitemaps as search engines take them: the list of all, one a month and edition, and what is younger than two days.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Readable } from 'node:stream';
import test, { after, before } from 'node:test';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { EDITIONS, Newsroom, ROOT, SITE_URL } from './support/newsroom.mjs';
import { inThreeLanguages, story } from './support/ninjs.mjs';
import { textOf } from './support/wire.mjs';

const steps = [];
const day = (days) => new Date(Date.now() - days * 86_400_000).toISOString();
let newsroom;
before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.push(step) }, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'City' } } });
  const items = [];
  for (const [n, published] of ['2023-08-01T10:00:00Z', '2023-08-31T10:00:00Z', '2023-09-01T10:00:00Z'].entries()) {
    items.push(...inThreeLanguages({ uri: `urn:map:${n}`, published, topics: ['Мапи'], headlines: { uk: `Перша ${n}`, ru: `Первая ${n}`, en: `First ${n}` } }));
  }
  items.push(story({ uri: 'urn:map:old', language: 'en', headline: 'Three days old', published: day(3) }));
  items.push(story({ uri: 'urn:map:new', language: 'en', headline: 'A & B <today>', topics: ['Rare'], published: day(1) }));
  await newsroom.import(items);
  await newsroom.serve();
});
after(async () => {
  for (const step of steps) await step();
});

async function text(where, type = 'application/xml') {
  const reply = await newsroom.fetch({ path: where });
  assert.equal(reply.status, 200, where);
  assert.ok(reply.headers.get('content-type').startsWith(type), `${where}: ${reply.headers.get('content-type')}`);
  return textOf(reply);
}
const locations = (xml) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1]);
const index = async () => locations(await text('/sitemap.xml', 'text/xml'));

test('robots.txt names the sitemaps, and the list names one a month and edition', async () => {
  const robots = await text('/robots.txt', 'text/plain');
  assert.match(robots, new RegExp(`^Sitemap: ${SITE_URL}/sitemap.xml$`, 'm'));
  for (const { prefix } of EDITIONS) assert.match(robots, new RegExp(`^Sitemap: ${SITE_URL}${prefix}/news/sitemap.xml$`, 'm'));
  const found = await index();
  for (const { prefix } of EDITIONS) {
    for (const month of ['2023-08', '2023-09']) assert.ok(found.includes(`${SITE_URL}${prefix}/sitemap-${month}.xml`), `${prefix} ${month} in ${found}`);
  }
  assert.ok(found.includes(`${SITE_URL}/sitemap-pages.xml`), 'what is no article');
  const xml = await text('/sitemap.xml', 'text/xml');
  const changed = Object.fromEntries([...xml.matchAll(/<loc>([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?/g)].map(([, loc, lastmod]) => [loc, lastmod]));
  assert.equal(changed[`${SITE_URL}/sitemap-2023-08.xml`], '2023-08-31T10:00:00Z', 'when the newest change in it was');
  assert.equal(changed[`${SITE_URL}/rus/sitemap-2023-09.xml`], '2023-09-01T10:00:00Z');
});

test('a month’s sitemap has its articles, with their siblings', async () => {
  for (const { prefix } of EDITIONS) {
    const xml = await text(`${prefix}/sitemap-2023-08.xml`);
    assert.equal(locations(xml).length, 2);
    for (const location of locations(xml)) assert.equal((await newsroom.fetch({ path: location.slice(SITE_URL.length) })).status, 200);
    for (const { code } of EDITIONS) assert.equal(xml.split(`hreflang="${code}"`).length - 1, 2, `${prefix}: ${code}`);
    assert.equal(xml.match(/<lastmod>2023-08-\d\dT10:00:00Z</g).length, 2);
  }
});

test('the news sitemap has two days and no more', async () => {
  const xml = await text('/eng/news/sitemap.xml');
  assert.match(xml, /<news:title>A &amp; B &lt;today&gt;<\/news:title>/);
  assert.doesNotMatch(xml, /Three days old/);
  assert.match(xml, /<news:language>en</);
  // Of news that are older the newest alone, for the address is named for good.
  const old = await text('/news/sitemap.xml');
  assert.equal(locations(old).length, 1);
  assert.match(old, /<news:title>Перша 2<\/news:title>/);
});

test('sections, topics with stories enough, and pages of the newsroom’s own have a sitemap', async () => {
  const found = locations(await text('/sitemap-pages.xml'));
  assert.equal(new Set(found).size, found.length);
  for (const { prefix } of EDITIONS) for (const page of ['/', '/news/', '/city/', '/most-read/']) assert.ok(found.includes(`${SITE_URL}${prefix}${page}`), `${prefix}${page} in ${found}`);
  const topics = found.filter((location) => location.includes('/topic/'));
  assert.deepEqual(topics.sort(), ['/eng/topic/mapy/', '/rus/topic/mapi/', '/topic/mapy/'].map((where) => `${SITE_URL}${where}`));
  assert.ok(!found.some((location) => /search|support|sitemap|\/news\/\d/.test(location)), found.join(' '));
  for (const location of found) assert.equal((await newsroom.fetch({ path: location.slice(SITE_URL.length) })).status, 200, location);
});

test('what is published and withdrawn shows at once; a month that has nothing left is gone', async () => {
  await index();
  await newsroom.publish(story({ uri: 'urn:map:lone', language: 'en', headline: 'Alone', published: '2021-05-05T10:00:00Z' }));
  assert.ok((await index()).includes(`${SITE_URL}/eng/sitemap-2021-05.xml`));
  const first = locations(await text('/eng/sitemap-2021-05.xml'));
  assert.equal(first.length, 1);
  await newsroom.withdraw('urn:map:lone');
  assert.ok(!(await index()).includes(`${SITE_URL}/eng/sitemap-2021-05.xml`));
  assert.equal((await newsroom.fetch({ path: '/eng/sitemap-2021-05.xml' })).status, 410);
  await newsroom.publish(story({ uri: 'urn:map:sibling', story: 'urn:map:pair', language: 'en', headline: 'One', published: '2021-06-05T10:00:00Z' }));
  assert.doesNotMatch(await text('/eng/sitemap-2021-06.xml'), /hreflang/);
  await newsroom.publish(story({ uri: 'urn:map:other', story: 'urn:map:pair', language: 'uk', headline: 'Одна', published: '2021-06-05T10:00:00Z' }));
  assert.match(await text('/eng/sitemap-2021-06.xml'), /hreflang="uk"/);
  await newsroom.must('check');
});

test('invented months are not there', async () => {
  for (const where of ['/eng/sitemap-1999-01.xml', '/ukr/sitemap-2023-08.xml', '/eng/city/2023/8/1/sitemap.xml']) {
    assert.equal((await newsroom.fetch({ path: where })).status, 404, where);
  }
});

test('another program reads the same out of them', async () => {
  const read = (xml, parse) => parse(Readable.from([xml]));
  const month = await read(await text('/sitemap-2023-08.xml'), parseSitemap);
  assert.equal(month.length, 2);
  for (const { url, lastmod, links } of month) {
    assert.ok(url.startsWith(`${SITE_URL}/news/2023/08/`));
    assert.ok(!Number.isNaN(Date.parse(lastmod)));
    assert.deepEqual(links.map(({ lang }) => lang), EDITIONS.map(({ code }) => code));
  }
  const [{ news }] = await read(await text('/eng/news/sitemap.xml'), parseSitemap);
  assert.equal(news.title, 'A & B <today>');
  const list = await read(await text('/sitemap.xml', 'text/xml'), parseSitemapIndex);
  assert.deepEqual(list.map(({ url }) => url), await index());
});

test('xmllint finds them valid by the protocol’s schema, also where nothing was published yet', async (t) => {
  if (spawnSync('xmllint', ['--version']).error) return t.skip('xmllint (Debian: libxml2-utils) is not installed');
  const check = (xml, args = []) => spawnSync('xmllint', ['--nonet', '--noout', ...args, '-'], { input: xml, encoding: 'utf8' });
  const isValid = (xml, args) => {
    const { status, stderr } = check(xml, args);
    assert.equal(status, 0, stderr);
  };
  const schema = ['--schema', path.join(ROOT, 'tests/support/schemas/sitemap.xsd')];
  const index = ['--schema', path.join(ROOT, 'tests/support/schemas/siteindex.xsd')];
  const sitemap = await text('/sitemap-2023-08.xml');
  isValid(await text('/sitemap.xml', 'text/xml'), index);
  isValid(await text('/eng/feeds.opml', 'text/x-opml'));
  isValid(sitemap, schema);
  for (const { prefix } of EDITIONS) isValid(await text(`${prefix}/news/sitemap.xml`), schema);
  isValid(await text('/sitemap-pages.xml'), schema);
  assert.notEqual(check('<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>', schema).status, 0, 'an empty one is none');
  const empty = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'City' } } });
  await empty.serve();
  for (const where of ['/news/sitemap.xml', '/eng/news/sitemap.xml', '/sitemap-pages.xml']) isValid(await empty.page(where), schema);
  isValid(await empty.page('/sitemap.xml'), index);
  assert.notEqual(check(sitemap.replaceAll('hreflang=', 'lang='), schema).status, 0, 'what is not in the schema is found');
});
