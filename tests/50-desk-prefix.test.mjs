// Another prefix of an edition, from the desk: every address that readers had leads on to the same under the new one, by one
// rule; nothing is ever missing meanwhile, also when everything is killed in the middle, and it can be changed back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { missingChromium, startChromium } from './support/chromium.mjs';
import { deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom, SITE_URL } from './support/newsroom.mjs';
import { inThreeLanguages, story } from './support/ninjs.mjs';
import { hrefs } from './support/pages.mjs';
import { isQuiet } from './support/desk_scene.mjs';
import { until } from './support/until.mjs';

const steps = [];
const end = { after: (step) => steps.unshift(step) };
const STORIES = 240;
const WAYS = { ways: [{ title: 'Card', url: 'https://pay.example/' }], html: '<p>Text.</p>' };
const at = (i) => new Date(Date.UTC(2026, 1, 1, 9) + i * 3_600_000).toISOString().replace('.000', '');
let newsroom, person;

async function serve() {
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  if (person) person.desk = deskOf(newsroom.server);
}

before(async () => {
  newsroom = await Newsroom.make(end, { sections: { town: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  const items = Array.from({ length: STORIES }, (_, i) => inThreeLanguages({
    uri: `urn:prefix:${i}`, headlines: { uk: `Новина ${i}`, ru: `Новость ${i}`, en: `Story ${i}` }, section: 'town', published: at(i), topics: ['Mars'],
    people: [{ name: 'Ada Penn', rel: 'author', uri: 'urn:person:ada' }], sources: [{ name: 'Star Agency' }] })).flat();
  await newsroom.import(items);
  await newsroom.must('settings', 'put', newsroom.file('settings.json', JSON.stringify({
    pages: { rules: { uk: { title: 'Правила', html: '<p>т</p>' }, ru: { title: 'Правила', html: '<p>т</p>' }, en: { title: 'Rules', html: '<p>t</p>' } },
      short: { ru: { title: 'Недолго', html: '<p>т</p>' }, uk: { title: 'Недовго', html: '<p>т</p>' } } },
    support: { uk: { title: 'Підтримка', ...WAYS }, ru: { title: 'Поддержка', ...WAYS }, en: { title: 'Support', ...WAYS } } })));
  await newsroom.must('settings', 'put', newsroom.file('less.json', JSON.stringify({ pages: { short: null } })));
  await newsroom.withdraw('urn:prefix:3:ru');
  await newsroom.withdraw('urn:prefix:3:uk');
  await serve();
  person = await DeskPerson.become(deskOf(newsroom.server), new URL(deskOf(newsroom.server).firstLink).pathname);
});
after(async () => {
  for (const step of steps) await step();
});

const get = async (address, method = 'GET') => {
  const { status, headers } = await newsroom.fetch({ path: address, method });
  return { status, location: headers.get('location') };
};
const pathOf = (location) => location.replace(SITE_URL, '');
const put = (edition, prefix, was) => person.form(`/editions/${edition}/prefix`, { prefix, was_prefix: was });
const archiveFile = () => fs.readlinkSync(path.join(newsroom.data, 'archive', 'archive.db'));

async function move(edition, prefix, was) {
  const answer = await put(edition, prefix, was);
  assert.equal(answer.status, 303, answer.text);
  await until(`${was} is ${prefix}`, () => isQuiet(person));
}

async function check() {
  await until('all is done', () => isQuiet(person));
  await newsroom.stop();
  assert.match((await newsroom.must('check')).stdout, /^whole/);
  await serve();
}

// What can be come to from an edition's front, within it; {path: status}, and what no page leads to any more.
async function addressesUnder(prefix, extra = []) {
  const isHere = (address) => address.startsWith(`${prefix}/`) && !/^\/(?:media|static|go|rus|ru|eng|uk)\//.test(address.slice(prefix.length));
  const found = new Map();
  const left = [`${prefix}/`, ...extra];
  while (left.length) {
    const address = left.pop().replace(/[?#].*/, '');
    if (found.has(address) || !isHere(address)) continue;
    const { status } = await get(address);
    found.set(address, status);
    if (status === 200 && address.endsWith('/')) left.push(...hrefs(await newsroom.page(address)));
  }
  return found;
}

const extrasOf = (prefix) => [`${prefix}/news/2026/02/01/1/index.txt`, `${prefix}/manifest.webmanifest`, `${prefix}/short/`, `${prefix}/rules/`, `${prefix}/support/`];

// Every address that was leads to the same one under the new prefix, in one step, and there is what there was.
async function assertLeadOn(found, from, to) {
  let seen = 0;
  for (const [address, was] of found) {
    const now = to + address.slice(from.length);
    const { status, location } = await get(address);
    if (was === 404) continue;
    assert.equal(`${status} ${pathOf(location ?? '')}`, `301 ${now}`, address);
    assert.equal((await get(now)).status, was, now);
    seen++;
  }
  return seen;
}

test('a prefix that cannot be is refused beside its field, with what was typed', async () => {
  const refusals = [['/news', /зайняті/], ['/a/b', /скісну риску/], ['/Ru', /скісну риску/], ['/', /інше видання/], ['/eng', /інше видання/], ['/town', /сплутаються/], ['/rules', /сплутаються/], ['/short', /сплутаються/]];
  for (const [prefix, why] of refusals) {
    const tried = await person.ask({ path: `/editions/2/addresses?prefix=${encodeURIComponent(prefix)}` });
    assert.equal(tried.status, 422, prefix);
    assert.match(/id="prefix-fault"[^>]*><p class="fault">([^<]*)</.exec(tried.text)[1], why, prefix);
    assert.ok(tried.text.includes(`value="${prefix}"`), 'what was typed is there');
    assert.doesNotMatch(tried.text, /id="put-prefix"/);
    assert.equal((await put(2, prefix, '/rus')).status, 422, prefix);
  }
  assert.equal((await put(2, '/ru', '/russian')).status, 409, 'somebody changed it');
  const good = await person.ask({ path: '/editions/2/addresses?prefix=ru' });
  assert.equal(good.status, 200);
  assert.match(good.text, /<strong>\/ru\/<\/strong>/);
  assert.match(good.text, /<strong>\/ru\/news\/2026\/02\/\d+\/\d+\/<\/strong>/);
  assert.match(good.text, new RegExp(`матеріали\u00a0\\(${STORIES}\\)`));
});

test('what addresses become is shown while one types', { skip: missingChromium() }, async () => {
  const browser = await startChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 700 }, locale: 'uk-UA', baseURL: person.desk.url });
    await person.enter(context);
    const page = await context.newPage();
    await page.goto('/editions/2/addresses');
    await page.fill('#prefix', '/ru');
    await page.getByText('/ru/news/').waitFor();
    assert.equal(await page.locator('#put-prefix').count(), 1);
    await page.fill('#prefix', '/eng');
    await page.locator('#prefix-fault .fault').waitFor();
    assert.equal(await page.getAttribute('#prefix', 'aria-invalid'), 'true');
    assert.equal(await page.locator('#put-prefix').count(), 0);
    assert.equal(await page.inputValue('#prefix'), '/eng');
    await page.fill('#prefix', '/rus');
    await page.locator('#prefix-fault .fault').waitFor({ state: 'detached' });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than a phone');
  } finally {
    await browser.close();
  }
});

test('an edition moves: every address that was leads on, by one rule, and all links are new', async () => {
  const gone = await newsroom.fetch('/rus/news/2026/02/01/11/');
  assert.equal(gone.status, 410, 'the withdrawn story');
  const found = await addressesUnder('/rus', [...extrasOf('/rus'), '/rus/news/2026/02/01/11/']);
  for (const [address, status] of Object.entries({ '/rus/': 200, '/rus/town/': 200, '/rus/topic/mars/': 200, '/rus/news/2026/02/02/': 200, '/rus/short/': 410, '/rus/rules/': 200,
    '/rus/support/': 200, '/rus/news/2026/02/01/11/': 410, '/rus/manifest.webmanifest': 200 })) assert.equal(found.get(address), status, address);
  for (const part of ['/rus/person/', '/rus/source/', '/rus/town/2026/']) assert.ok([...found.keys()].some((address) => address.startsWith(part)), part);
  const text = [...found.keys()].find((address) => /\/rus\/news\/2026\/\d+\/\d+\/\d+\/$/.test(address) && found.get(address) === 200);
  found.set(`${text}index.txt`, (await get(`${text}index.txt`)).status);
  await move(2, '/ru', '/rus');
  assert.ok(await assertLeadOn(found, '/rus', '/ru') > STORIES);
  assert.deepEqual(await get('/rus'), { status: 301, location: (await get('/rus/')).location });
  assert.equal(pathOf((await get('/rus/town?a=b&c', 'HEAD')).location), '/ru/town/?a=b&c', 'what was asked with it goes on');
  assert.equal((await get('/rus/nothing/')).status, 404);
  assert.equal((await get('/russia/')).status, 404);
  for (const page of ['/ru/', '/', '/eng/', '/ru/town/', text.replace('/rus', '/ru'), text.replace('/rus', '').replace(/\d+\/$/, '')]) {
    const html = await newsroom.page(page);
    assert.doesNotMatch(html, /"(?:https:\/\/news\.example)?\/rus\//, page);
    assert.match(html, /hreflang="ru" href="https:\/\/news\.example\/ru\//, page);
  }
  await check();
  assert.match((await person.ask({ path: '/log' })).text, /зміна початку адрес видання/);
});

test('the edition without a prefix gets one, and its former addresses take nothing of others', async () => {
  const found = await addressesUnder('', extrasOf(''));
  await move(1, '/uk', '/');
  assert.ok(await assertLeadOn(found, '', '/uk') > STORIES);
  assert.equal(pathOf((await get('/')).location), '/uk/');
  assert.equal((await get('/robots.txt')).status, 200, 'files of the whole site stay');
  assert.equal((await get('/ru/')).status, 200);
  assert.equal(pathOf((await get('/rus/town/')).location), '/ru/town/', 'the former prefix of the other edition still leads on');
  assert.equal((await get('/nothing/')).status, 404);
  const taken = await put(2, '/', '/ru');
  assert.equal(taken.status, 422);
  assert.match(taken.text, /старі адреси ведуть звідти далі/);
  await check();
});

test('readers miss nothing while it moves and everything is killed; what is published meanwhile is there', async () => {
  const addresses = ['/ru/', '/ru/town/', '/ru/news/2026/02/02/', '/ru/support/'];
  const before = archiveFile();
  assert.equal((await put(2, '/russkij', '/ru')).status, 303);
  await newsroom.server.kill();
  assert.equal(archiveFile(), before, 'killed in the middle');
  await serve();
  const isThere = async (address) => {
    const { status, location } = await get(address);
    assert.ok(status === 200 || (status === 301 && (await get(pathOf(location))).status === 200), `${address}: ${status}`);
  };
  for (const address of addresses) await isThere(address);
  const published = await newsroom.publish(story({ uri: 'urn:prefix:late', language: 'ru', headline: 'Поздняя', section: 'town', published: at(STORIES) }));
  await isThere(published);
  while (!await isQuiet(person)) for (const address of [...addresses, published]) await isThere(address);
  assert.notEqual(archiveFile(), before);
  for (const address of addresses) assert.equal(pathOf((await get(address)).location), address.replace('/ru', '/russkij'));
  assert.match(await newsroom.page('/russkij/'), /Поздняя/);
  assert.equal(pathOf((await get('/rus/town/')).location), '/russkij/town/', 'the oldest address leads straight on');
  await isThere(published);
  await check();
});

test('it is changed back, twice over, and publishing goes on', async () => {
  await move(2, '/rus', '/russkij');
  await move(1, '/', '/uk');
  assert.equal((await get('/rus/')).status, 200);
  assert.equal((await get('/')).status, 200);
  for (const prefix of ['/ru', '/russkij']) assert.equal(pathOf((await get(`${prefix}/town/`)).location), '/rus/town/');
  assert.equal(pathOf((await get('/uk/town/')).location), '/town/');
  const published = await newsroom.publish(story({ uri: 'urn:prefix:last', language: 'ru', headline: 'Последняя', section: 'town', published: at(STORIES + 1) }));
  assert.match(published, /^\/rus\/news\//);
  assert.match(await newsroom.page(published), /Последняя/);
  assert.match(await newsroom.page('/rus/town/'), /Последняя/);
  const page = await person.ask({ path: '/editions/2/addresses' });
  assert.match(page.text, /<code>\/ru<\/code> <code>\/russkij<\/code>/);
  await check();
});
