// Pages that are open follow the news: in Chromium, with a line that is cut, a reader that is killed, tabs in front and
// hidden; and what is under /live/, as other programs get it.
// Runs alone: it looks at what happens within moments.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import axe from 'axe-core';
import { Visit, missingChromium, startChromium } from './support/chromium.mjs';
import { startLine } from './support/line.mjs';
import { EDITIONS, Newsroom, ROOT } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { message, railOf, visibleText } from './support/pages.mjs';
import { noisePng } from './support/png.mjs';
import { SECTIONS } from './support/site.mjs';
import { until as becomes } from './support/until.mjs';
import { textOf } from './support/wire.mjs';

const PATIENCE_MS = 15_000;
const SCREENS = process.env.STOPPRESS_SCREENS;
const SCRIPT_MAX_BYTES = 2048;
const WORKER_MAX_BYTES = 3 * 1024;
const SHIFT_MAX = 0.02; // a line more in the rail moves those below it
const DAY_MS = 24 * 3600 * 1000;
const skip = missingChromium();
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let newsroom, browser, long, minutes = 0, number = 0;
const steps = [];

// Each is a minute younger than the one before.
function next(headline, more = {}) {
  const published = new Date(Date.now() - DAY_MS + minutes++ * 60_000).toISOString();
  return story({ uri: `urn:live:${++number}`, headline, section: 'city', published, ...more });
}

before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.push(step) }, { sections: SECTIONS });
  await newsroom.import(EDITIONS.flatMap(({ code }) =>
    Array.from({ length: 20 }, (_, n) => next(`${code} ${n}`, { language: code, paragraphs: Array.from({ length: 30 }, () => 'Речення про мости. '.repeat(20)) }))));
  await newsroom.serve();
  long = (await tail()).rail[5].path;
  if (!skip) browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

async function visit(t, pagePath, options) {
  const made = await Visit.start(browser, options?.site ?? newsroom.server.url, options);
  t.after(() => made.close());
  await made.go(pagePath);
  await made.page.waitForFunction(() => document.querySelector('output.unseen'));
  return made;
}

const linesOf = (page) => page.$$eval('.rail h3, .rail li', (nodes) => nodes.map((node) =>
  node.tagName === 'H3' ? `# ${node.textContent}`
    : [node.querySelector('time').dateTime, node.querySelector('a').pathname, ...[...node.querySelectorAll('strong, .flash')].map(({ tagName }) => tagName), node.textContent].join(' ').replace(/\s+/g, ' ')));

// The rail of an open page is as the next page has it.
async function assertAsFresh(page, pagePath) {
  const fresh = await Visit.start(browser, newsroom.server.url, { javaScriptEnabled: false });
  await fresh.go(pagePath);
  assert.deepEqual(await linesOf(page), await linesOf(fresh.page));
  await fresh.close();
}

const until = (page, headline) => page.locator('.rail li', { hasText: headline }).first().waitFor({ timeout: PATIENCE_MS });

// ---- what other programs get ----

// A stream as it comes: {events, comments}, ended by close().
function listen(address, headers = {}) {
  const got = { text: '', status: 0, headers: {}, ended: false };
  const request = http.get(newsroom.server.url + address, { headers }, (response) => {
    Object.assign(got, { status: response.statusCode, headers: response.headers });
    response.setEncoding('utf8').on('data', (text) => (got.text += text)).on('close', () => (got.ended = true));
  });
  request.on('error', () => (got.ended = true));
  got.events = () => got.text.split('\n\n').filter((block) => /^id: \d+\ndata: /.test(block)).map((block) => {
    const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(block);
    assert.equal(JSON.parse(data).n, Number(id));
    return JSON.parse(data);
  });
  got.until = async (wanted) => {
    for (const start = Date.now(); !wanted(got); await wait(5)) assert.ok(Date.now() - start < PATIENCE_MS, got.text);
  };
  got.close = () => request.destroy();
  return got;
}

const tail = async (code = 'uk') => JSON.parse(textOf(await newsroom.fetch(`/live/${code}/tail.json`)));

test('a stream says at once how long to wait, and the bar; then each event, which is the same as a segment for ever', async () => {
  const { n } = await tail();
  const stream = listen(`/live/uk?from=${n}`), other = listen('/live/ru');
  await stream.until(({ text }) => text.includes('"bar"'));
  assert.equal(stream.status, 200);
  assert.equal(stream.headers['content-type'], 'text/event-stream');
  assert.equal(stream.headers['cache-control'], 'no-store');
  assert.match(stream.text, /^retry: \d{4}\ndata: \{"bar":null,"words":\{[^\n]*\}\}\n\n$/);
  for (const words of ['#\u00a0новий матеріал', '#\u00a0нові матеріали', '#\u00a0нових записів', message('uk', 'live_close'), message('uk', 'live_withdrawn')]) assert.ok(stream.text.includes(words), words);
  const place = await newsroom.publish(next('Сегмент'));
  await stream.until(() => stream.events().length === 1);
  const [event] = stream.events();
  assert.equal(event.after, n);
  assert.equal(event.rail[0].path, place);
  assert.equal(event.rail.length, 15);
  assert.ok(event.rail.slice(1).every((line) => typeof line === 'string'));
  const segment = await newsroom.fetch(`/live/uk/${event.n}.json`);
  assert.deepEqual(JSON.parse(textOf(segment)), event);
  assert.equal(segment.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  const now = await newsroom.fetch('/live/uk/tail.json');
  assert.equal(now.headers.get('cache-control'), 'public, max-age=2');
  const state = JSON.parse(textOf(now));
  assert.equal(state.n, event.n);
  assert.equal(state.after, n);
  assert.deepEqual(state.rail.map((line) => line.path), event.rail.map((line) => line.path ?? line));
  for (const address of [`/live/uk/${event.n}.json`, '/live/uk/tail.json']) {
    const plain = await newsroom.fetch(address), small = await newsroom.fetch({ path: address, headers: [['Accept-Encoding', 'gzip']] });
    assert.deepEqual([plain, small].map(({ headers }) => [headers.get('content-encoding') ?? 'none', headers.get('vary')]), [['none', 'Accept-Encoding'], ['gzip', 'Accept-Encoding']]);
    assert.equal(small.headers.get('cache-control'), plain.headers.get('cache-control'));
    assert.equal(textOf(small), textOf(plain));
    assert.ok(small.body.length < plain.body.length * 0.7, `${small.body.length} of ${plain.body.length}`);
  }
  assert.equal(other.events().length, 0, 'another edition hears nothing');
  stream.close();
  other.close();
});

test('an update that comes by the wire within the minute of publication is told', async () => {
  const item = next('Оновлять одразу'), place = await newsroom.publish(item), { n } = await tail();
  const at = (seconds) => new Date(Date.parse(item.versionCreated) + seconds * 1000).toISOString();
  await newsroom.publish({ ...item, versionCreated: at(20), headlines: [{ role: 'main', value: 'Оновили одразу' }] });
  const told = JSON.parse(textOf(await newsroom.fetch(`/live/uk/${(await tail()).n}.json`)));
  assert.equal(told.after, n);
  assert.deepEqual(told.articles.map(({ paths, what }) => [paths, what]), [[[place], 'updated']]);
  assert.equal(Math.floor(Date.parse(told.articles[0].time) / 1000), Math.floor(Date.parse(at(20)) / 1000));
});

test('whoever comes back hears what was missed, once, whether the browser says it or the address', async () => {
  const { n } = await tail();
  for (const headline of ['Раз', 'Два', 'Три']) await newsroom.publish(next(headline));
  const all = listen(`/live/uk?from=${n}`);
  await all.until(() => all.events().length === 3);
  const second = all.events()[1].n;
  const rest = listen(`/live/uk?from=${n}`, { 'Last-Event-ID': String(second) });
  await rest.until(() => rest.events().length === 1);
  assert.deepEqual(rest.events(), all.events().slice(2));
  const odd = listen('/live/uk?from=x&from=-1', { 'Last-Event-ID': '1e3' });
  await odd.until(({ text }) => text.includes('"bar"'));
  assert.match(odd.text, new RegExp(`^retry: \\d+\\nid: ${all.events()[2].n}\\ndata: `), 'what cannot be read counts as nothing said');
  for (const stream of [all, rest, odd]) stream.close();
});

test('what is not there is not there', async () => {
  for (const address of ['/live/', '/live/xx', '/live/uk/', '/live/uk/x.json', '/live/uk/99999999.json', '/live/uk/.json', '/live/uk/1', '/live.00000000.js']) {
    assert.equal((await newsroom.fetch(address)).status, 404, address);
  }
  assert.equal((await newsroom.fetch({ path: '/live/uk', method: 'HEAD' })).status, 200);
  assert.equal((await newsroom.fetch({ path: '/live/uk', method: 'POST', headers: [['Content-Length', '0']] })).status, 405);
});

test('the script is one file of at most 2 KB, kept for ever, and the only one there may be', async () => {
  const response = await newsroom.fetch('/');
  const html = textOf(response);
  const scripts = [...html.matchAll(/<script(?! type="application\/ld\+json")[^>]*>/g)].map(([tag]) => tag);
  assert.equal(scripts.length, 1);
  const [, address, from] = /^<script async src="(\/live\.[0-9a-f]{8}\.js)#(\d+)">$/.exec(scripts[0]);
  assert.equal(Number(from), (await tail()).n);
  const policy = response.headers.get('content-security-policy');
  assert.match(policy, /script-src 'self'; connect-src 'self';/);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types worker/);
  const script = await newsroom.fetch({ path: address, headers: [['Accept-Encoding', 'gzip']] });
  assert.equal(script.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.ok(script.body.length <= SCRIPT_MAX_BYTES, `${script.body.length} bytes`);
  const plain = textOf(await newsroom.fetch(address));
  assert.equal(zlib.gunzipSync(script.body).toString(), plain);
  assert.doesNotMatch(plain, /innerHTML|outerHTML|insertAdjacent|document\.write|eval|new Function|DOMParser/);
});

test('the service worker is one file of at most 3 KB at one address, asked for anew each time', async () => {
  const worker = await newsroom.fetch({ path: '/worker.js', headers: [['Accept-Encoding', 'gzip']] });
  assert.equal(worker.status, 200);
  assert.equal(worker.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal(worker.headers.get('cache-control'), 'no-cache');
  assert.equal(worker.headers.get('content-security-policy'), "default-src 'none'; connect-src 'self'");
  assert.ok(worker.body.length <= WORKER_MAX_BYTES, `${worker.body.length} bytes`);
  const plain = textOf(await newsroom.fetch('/worker.js'));
  assert.equal(zlib.gunzipSync(worker.body).toString(), plain);
  for (const { code } of EDITIONS) assert.ok(plain.includes(message(code, 'offline_title')), code);
});

// ---- open pages ----

test('a headline stands on two open pages by themselves, and on no page of another edition', { skip }, async (t) => {
  const front = await visit(t, '/'), article = await visit(t, (await tail()).rail[3].path), russian = await visit(t, '/rus/');
  const before = await linesOf(russian.page);
  const headline = 'Відкрито сотий міст';
  await newsroom.publish(next(headline, { urgency: 2 }));
  await Promise.all([until(front.page, headline), until(article.page, headline)]);
  await assertAsFresh(front.page, '/');
  await assertAsFresh(article.page, '/');
  await front.page.locator('main h2, main h3', { hasText: headline }).first().waitFor({ timeout: PATIENCE_MS });
  assert.match(await article.page.textContent('output.unseen'), /^1\u00a0новий матеріал: Відкрито сотий міст$/);
  assert.deepEqual(await linesOf(russian.page), before);
  assert.deepEqual([...front.wrong(), ...article.wrong(), ...russian.wrong()], []);
  assert.deepEqual(await article.shifts(SHIFT_MAX), []);
});

test('a corrected headline is corrected, a withdrawn one disappears, a new day gets its heading', { skip }, async (t) => {
  const { page } = await visit(t, '/');
  const item = next('Міст має дві опори');
  await newsroom.publish(item);
  await until(page, 'дві опори');
  await newsroom.publish({ ...item, headlines: [{ role: 'main', value: 'Міст має три опори' }], versionCreated: new Date(Date.now()).toISOString() });
  await until(page, 'три опори');
  assert.equal(await page.locator('.rail li', { hasText: 'дві опори' }).count(), 0);
  await assertAsFresh(page, '/');
  await newsroom.withdraw(item.uri);
  await page.locator('.rail li', { hasText: 'три опори' }).waitFor({ state: 'detached', timeout: PATIENCE_MS });
  await assertAsFresh(page, '/');
  const days = await page.locator('.rail h3').count();
  const tomorrow = next('Уже завтра', { published: new Date(Date.now() + 5 * DAY_MS).toISOString() });
  tomorrow.firstCreated = tomorrow.contentCreated = tomorrow.versionCreated = new Date(Date.now() - 1000).toISOString();
  await newsroom.publish(tomorrow);
  await until(page, 'Уже завтра');
  await assertAsFresh(page, '/');
  assert.ok(await page.locator('.rail h3').count() >= days);
  await newsroom.withdraw(tomorrow.uri);
});

test('who has scrolled gets a pill and is not moved; a click brings the lines and leads to them', { skip }, async (t) => {
  for (const width of [320, 360, 1280]) {
    const reader = await visit(t, long, { width });
    const { page } = reader;
    await page.evaluate(() => scrollTo(0, 600));
    await page.waitForFunction(() => scrollY > 100);
    const before = await linesOf(page), begun = await reader.now();
    await newsroom.publish(next(`Перша за пігулкою ${width}`));
    const pill = page.locator('a.button', { hasText: '1\u00a0новий матеріал' });
    await pill.waitFor({ timeout: PATIENCE_MS });
    await newsroom.publish(next(`Друга за пігулкою ${width}`));
    await page.locator('a.button', { hasText: '2\u00a0нові матеріали' }).waitFor({ timeout: PATIENCE_MS });
    assert.deepEqual(await linesOf(page), before);
    assert.deepEqual(await reader.shifts(0, begun), []);
    assert.equal(await page.evaluate(() => scrollY), 600);
    const box = await page.locator('a.button', { hasText: '2\u00a0нові матеріали' }).boundingBox();
    assert.ok(box.height >= 44 && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
    if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `live-pill-${width}.png`) });
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    await page.locator('a.button', { hasText: '2\u00a0нові матеріали' }).click();
    await until(page, `Друга за пігулкою ${width}`);
    assert.equal(await page.locator('a.button', { hasText: 'нові' }).count(), 0);
    await page.waitForFunction(() => document.querySelector('#recent').getBoundingClientRect().top < innerHeight);
    await assertAsFresh(page, '/');
    await page.evaluate(() => scrollTo(0, 600));
    await newsroom.publish(next(`Третя за пігулкою ${width}`));
    await page.locator('a.button', { hasText: '1\u00a0новий матеріал' }).waitFor({ timeout: PATIENCE_MS });
    await page.evaluate(() => scrollTo(0, 0));
    await until(page, `Третя за пігулкою ${width}`);
    assert.deepEqual(reader.wrong(), []);
  }
});

test('on a front the pill leads to the newest lines, also where they stand last, and so does the next Tab', { skip }, async (t) => {
  for (const width of [360, 1280]) {
    const reader = await visit(t, '/', { width }), { page } = reader;
    await page.setViewportSize({ width, height: 500 });
    await page.evaluate(() => scrollTo(0, 400));
    await page.waitForFunction(() => scrollY > 100);
    const headline = `Новина на головній ${width}`;
    await newsroom.publish(next(headline, { urgency: 2 }));
    await page.locator('main a.button').click({ timeout: PATIENCE_MS });
    await page.locator('main h2, main h3', { hasText: headline }).first().waitFor({ state: 'attached', timeout: PATIENCE_MS }); // the front came, too
    await page.locator('main a.button').waitFor({ state: 'detached', timeout: PATIENCE_MS });
    const place = await page.evaluate(() => document.querySelector('.days li').getBoundingClientRect().top);
    assert.ok(place >= 0 && place < 400, `${place}`);
    assert.match(await page.locator('.days li').first().textContent(), new RegExp(headline.replaceAll(' ', '\\s')));
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.textContent), new RegExp(headline.replaceAll(' ', '\\s')));
    assert.deepEqual(reader.wrong(), []);
  }
});

test('what is withdrawn or worded anew is so at once, also under the eyes of who has scrolled', { skip }, async (t) => {
  const item = next('Чужа кров на мосту');
  await newsroom.publish(item);
  const reader = await visit(t, long), { page } = reader;
  await until(page, 'Чужа кров на мосту');
  await page.evaluate(() => scrollTo(0, 600));
  await page.waitForFunction(() => scrollY > 100);
  await newsroom.publish({ ...item, headlines: [{ role: 'main', value: 'Фарба на мосту' }], versionCreated: new Date(Date.now()).toISOString() });
  await until(page, 'Фарба на мосту');
  await newsroom.withdraw(item.uri);
  await page.locator('.rail li', { hasText: 'на мосту' }).waitFor({ state: 'detached', timeout: PATIENCE_MS });
  assert.equal(await page.evaluate(() => scrollY), 600);
  assert.equal(await page.locator('main a.button').count(), 0, 'there is nothing new to lead to');
  assert.deepEqual(reader.wrong(), []);
});

test('a line that was cut comes back without a gap and without a double', { skip }, async (t) => {
  const line = await startLine(newsroom.server.port);
  t.after(() => line.close());
  const { page } = await visit(t, '/', { site: line.url });
  await newsroom.publish(next('До розриву'));
  await until(page, 'До розриву');
  line.cut();
  for (let n = 1; n <= 3; n++) await newsroom.publish(next(`Під час розриву ${n}`));
  await wait(300);
  assert.equal(await page.locator('.rail li', { hasText: 'Під час розриву' }).count(), 0);
  line.mend();
  await until(page, 'Під час розриву 3');
  assert.equal(await page.locator('.rail li', { hasText: 'Під час розриву' }).count(), 3);
  assert.equal(await page.locator('.rail li', { hasText: 'До розриву' }).count(), 1);
  await assertAsFresh(page, '/');
});

test('a stream that is open and silent is found out, and followed anew', { skip }, async (t) => {
  const line = await startLine(newsroom.server.port);
  t.after(() => line.close());
  const made = await Visit.start(browser, line.url);
  t.after(() => made.close());
  await made.page.clock.install();
  await made.go('/');
  await newsroom.publish(next('Поки чути'));
  await until(made.page, 'Поки чути');
  line.silence();
  await newsroom.publish(next('У тишу'));
  await made.page.clock.runFor(120_000);
  await made.page.clock.runFor(20_000);
  await until(made.page, 'У тишу');
  await newsroom.publish(next('Знову чути'));
  await until(made.page, 'Знову чути');
  await assertAsFresh(made.page, '/');
});

function killReader() {
  const reader = newsroom.server.children().find((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('reader-process'));
  process.kill(reader, 'SIGKILL');
}

test('streams go on when the reader was killed', { skip }, async (t) => {
  const { page } = await visit(t, '/');
  const { n } = await tail();
  killReader();
  await newsroom.publish(next('Після смерті читача'));
  await until(page, 'Після смерті читача');
  await assertAsFresh(page, '/');
  const stream = listen(`/live/uk?from=${n}`);
  await stream.until(() => stream.events().length === 1);
  assert.equal(stream.events()[0].after, n, 'numbers go on');
  stream.close();
});

test('streams go on when the archive was made anew', { skip }, async (t) => {
  const { page } = await visit(t, '/');
  await newsroom.must('rebuild');
  await newsroom.publish(next('Після перебудови'));
  await until(page, 'Після перебудови');
  await assertAsFresh(page, '/');
  killReader(); // another one knows only what the new archive has: all of it
  const whole = listen('/live/uk?from=0');
  await whole.until(() => whole.events().length > 5);
  assert.equal(whole.events()[0].after, 0);
  whole.close();
  await newsroom.must('check');
});

// As the browser does with tabs that are not looked at; `isTold`: and the page hears it.
const setAway = (page, away, isTold = true) => page.evaluate(([is, told]) => {
  window.away = is;
  Object.defineProperty(document, 'hidden', { get: () => window.away, configurable: true });
  if (told) document.dispatchEvent(new Event('visibilitychange'));
}, [away, isTold]);

test('tabs that are hidden hold no connection, of which a browser has six for a site; each is up to date when it is looked at', { skip }, async (t) => {
  const { page } = await visit(t, '/');
  await setAway(page, true);
  const tabs = [page];
  for (let n = 0; n < 7; n++) {
    const tab = await page.context().newPage();
    await tab.goto(`${newsroom.server.url}/`, { timeout: 5000 });
    await setAway(tab, true);
    tabs.push(tab);
  }
  await newsroom.publish(next('Поки на вкладки не дивилися'));
  for (const tab of tabs.slice(0, 3)) {
    await setAway(tab, false);
    await until(tab, 'Поки на вкладки не дивилися');
    await assertAsFresh(tab, '/');
    await setAway(tab, true);
  }
});

test('a tab that has been hidden for long still counts what came, within a minute', { skip }, async (t) => {
  const made = await Visit.start(browser, newsroom.server.url);
  t.after(() => made.close());
  await made.page.clock.install();
  await made.go('/');
  const title = await made.page.title();
  await setAway(made.page, true);
  await newsroom.publish(next('Хвилину без нас'));
  await made.page.clock.runFor(30_000);
  await made.page.clock.runFor(20_000);
  await made.page.waitForFunction((wanted) => document.title === wanted, `(1) ${title}`, { polling: 50, timeout: PATIENCE_MS });
});

test('a hidden tab counts in its title', { skip }, async (t) => {
  const { page } = await visit(t, '/');
  const title = await page.title();
  await setAway(page, true, false);
  await newsroom.publish(next('Поки нас не було 1'));
  await until(page, 'Поки нас не було 1');
  assert.equal(await page.title(), `(1) ${title}`);
  await newsroom.publish(next('Поки нас не було 2'));
  await until(page, 'Поки нас не було 2');
  assert.equal(await page.title(), `(2) ${title}`);
  await setAway(page, false);
  assert.equal(await page.title(), title);
});

test('the breaking bar comes and goes by the clock on open pages', { skip }, async (t) => {
  const reader = await visit(t, '/');
  const { page } = reader;
  const from = Date.now() + 1500, end = from + 2500;
  await newsroom.must('settings', 'put', newsroom.file('bar.json', JSON.stringify({
    breaking: { uk: { text: 'Міст закрито', url: '/news/', from: new Date(from).toISOString(), until: new Date(end).toISOString() } },
  })));
  const bar = page.locator('.breaking', { hasText: 'Міст закрито' });
  await bar.waitFor({ timeout: PATIENCE_MS });
  assert.ok(Date.now() >= from - 50);
  assert.equal(await bar.locator('a').getAttribute('href'), '/news/');
  assert.equal(await bar.locator('.flash').textContent(), message('uk', 'breaking'));
  if (SCREENS) await page.screenshot({ path: path.join(SCREENS, 'live-bar.png') });
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
  assert.deepEqual(found.violations.map(({ id }) => id), []);
  await bar.waitFor({ state: 'hidden', timeout: PATIENCE_MS });
  assert.ok(Date.now() >= end - 50);
  assert.deepEqual(await reader.shifts(SHIFT_MAX), []);
  assert.deepEqual(reader.wrong(), []);
});

test('a front that the clock turns is another on open pages, also for who was away then, and where streams are refused', { skip }, async (t) => {
  const [pinned, behind] = [next('Закріплене'), next('Те, що за ним')];
  await newsroom.import([pinned, behind]);
  const away = await startFront(), poor = await startFront();
  t.after(() => (away.close(), poor.close()));
  poor.refuses = /^\/live\/uk\?/;
  const pinUntil = (at) => newsroom.must('settings', 'put', newsroom.file('pin.json', JSON.stringify({
    front: { uk: { lead: pinned.uri, placed: [behind.uri], pins: [{ uri: pinned.uri, until: new Date(at).toISOString() }] } },
  })));
  await pinUntil(Date.now() + DAY_MS);
  const readers = await Promise.all([newsroom.server, away, poor].map(({ url }) => visit(t, '/', { site: url })));
  const lead = ({ page }) => page.locator('main h2').first().textContent();
  for (const reader of readers) assert.match(await lead(reader), /Закріплене/);
  assert.equal((await tail()).turned, undefined);
  away.refuses = /^\/live\//;
  away.drop();
  let at, ahead = 3000;
  do { // an end that is past when it is told turns nothing
    ahead *= 2;
    at = Date.now() + ahead;
    await pinUntil(at);
  } while (Date.now() >= at);
  const { n } = await tail();
  await wait(at - Date.now() + 1500);
  away.refuses = null;
  for (const { page } of readers) {
    await page.waitForFunction(() => !document.querySelector('main h2').textContent.includes('Закріплене'), null, { timeout: 3 * PATIENCE_MS });
    assert.equal((await lead({ page })).replaceAll('\u00a0', ' '), 'Те, що за ним');
  }
  const now = await tail();
  assert.equal(now.n, n, 'nothing was published');
  assert.equal(now.turned, at);
  assert.match(await newsroom.page('/'), new RegExp(`\\.js#\\d+##${at}"`), 'a page tells its script of which front it is');
  const [{ page }] = readers, asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.evaluate(() => onpageshow());
  await wait(2500);
  assert.deepEqual(asked.filter((url) => !url.includes('/live/')), [], 'what it has is not asked for again');
  await newsroom.must('settings', 'put', newsroom.file('pin.json', JSON.stringify({ front: { uk: null } })));
});

test('an article that is open says that it was updated, corrected, withdrawn; not when it was mended silently', { skip }, async (t) => {
  const item = next('Читають саме це', { changed: new Date(Date.now() - DAY_MS + 3600_000).toISOString() });
  const place = await newsroom.publish(item);
  const { page } = await visit(t, place), other = await visit(t, '/');
  const change = (minute, more) => newsroom.publish({ ...item, versionCreated: new Date(Date.now() - 7200_000 + minute * 60_000).toISOString(), ...more });
  const line = page.locator('main > .breaking');
  await change(1, { bodies: [{ role: 'main', contentType: 'text/html', value: '<p>Інший текст.</p>' }] });
  await line.getByText('Матеріал оновлено').waitFor({ timeout: PATIENCE_MS });
  assert.match(await page.textContent('output.unseen'), /Матеріал оновлено/);
  if (SCREENS) await page.screenshot({ path: path.join(SCREENS, 'live-line.png') });
  await line.locator('a').click();
  await page.waitForFunction(() => document.body.textContent.includes('Інший текст'));
  assert.equal(await page.locator('main > .breaking').count(), 0);
  const corrected = new Date(Date.now() - 7200_000 + 5 * 60_000).toISOString();
  await change(5, { descriptions: [{ role: 'correction', value: `${corrected} Міст збудували 1967 року.` }] });
  await line.getByText('виправлено').waitFor({ timeout: PATIENCE_MS });
  await newsroom.withdraw(item.uri);
  await line.getByText('знято').waitFor({ timeout: PATIENCE_MS });
  assert.equal(await other.page.locator('main > .breaking').count(), 0);
});

test('a word about the article covers nothing of the masthead, and is put away by its button, also from the keyboard', { skip }, async (t) => {
  const item = next('Слово про матеріал', { paragraphs: Array.from({ length: 20 }, () => 'Речення про мости. '.repeat(20)) });
  const place = await newsroom.publish(item);
  let minute = 0;
  for (const [width, scheme] of [[360, 'light'], [360, 'dark'], [1280, 'light'], [1280, 'dark']]) {
    const { page } = await visit(t, place, { width, scheme });
    const change = () => newsroom.publish({ ...item, versionCreated: new Date(Date.now() - 7200_000 + ++minute * 60_000).toISOString(), bodies: [{ role: 'main', contentType: 'text/html', value: '<p>Інший текст.</p>'.repeat(20 + minute) }] });
    const line = page.locator('main > .breaking'), button = line.locator('button');
    await change();
    await line.getByText('Матеріал оновлено').waitFor({ timeout: PATIENCE_MS });
    if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `live-line-${width}-${scheme}.png`) });
    const [head, told, headline, box] = await Promise.all(['.masthead', 'main > .breaking', 'h1', 'main > .breaking button'].map((one) => page.locator(one).boundingBox()));
    assert.ok(told.y >= head.y + head.height && headline.y >= told.y + told.height, JSON.stringify([head, told, headline]));
    assert.ok(Math.abs((await line.locator('p a').boundingBox()).x - headline.x) < 1, 'it begins where headline and text do');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    assert.ok(box.width >= 44 && box.height >= 44, JSON.stringify(box));
    assert.equal(await button.getAttribute('aria-label'), message('uk', 'live_close'));
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    await button.focus();
    await page.keyboard.press('Enter');
    assert.equal(await line.count(), 0);
    await page.evaluate(() => scrollTo(0, 900));
    await change();
    await line.getByText('Матеріал оновлено').waitFor({ timeout: PATIENCE_MS });
    const inSight = await line.boundingBox();
    assert.ok(inSight.y >= 0 && inSight.y < 10, 'who reads further down sees it');
    if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `live-line-below-${width}-${scheme}.png`) });
  }
});

test('a breaking bar that is shortened, gets a link or another one is so on open pages; what they came with is not told anew', { skip }, async (t) => {
  const show = (text, url) => newsroom.must('settings', 'put', newsroom.file('bar.json', JSON.stringify({
    breaking: { uk: text ? { text, ...(url ? { url } : {}), from: new Date(Date.now() - 1000).toISOString(), until: new Date(Date.now() + 3600_000).toISOString() } : null },
  })));
  const barOf = ({ page }) => page.evaluate(() => {
    const bar = document.querySelector('.breaking:has(.flash)');
    return bar && getComputedStyle(bar).visibility === 'visible' ? [bar.querySelector('p').textContent.replaceAll('\u00a0', ' '), bar.querySelector('a')?.getAttribute('href') ?? null] : null;
  });
  const label = message('uk', 'breaking');
  const without = await visit(t, long);
  await show('Міст упав у ріку: є загиблі & поранені');
  const within = await visit(t, long);
  await within.page.waitForTimeout(1000);
  assert.equal(await within.page.textContent('output.unseen'), '', 'what stands there is not said again');
  for (const [text, url] of [['Міст упав у ріку', null], ['Міст упав у ріку', '/news/?a=1&b=2'], ['Міст упав у ріку', '/news/'], [null, null], ['Міст упав', null]]) {
    await show(text, url);
    for (const reader of [without, within])
      await becomes(`the bar says ${text}`, async () => JSON.stringify(await barOf(reader)) === JSON.stringify(text && [`${label} ${text}`, url]));
  }
  await show(null);
});

const showBar = (text, more = {}) => newsroom.must('settings', 'put', newsroom.file('bar.json', JSON.stringify({
  breaking: { uk: text ? { text, url: '/news/', from: new Date(Date.now() - 1000).toISOString(), until: new Date(Date.now() + 3600_000).toISOString(), ...more } : null },
})));

test('a breaking bar that changes is in sight of who has scrolled, moves nothing, and is put away by its button or by being scrolled to', { skip }, async (t) => {
  for (const [width, scheme] of [[320, 'light'], [360, 'dark'], [1280, 'light']]) {
    await showBar('Міст закрито');
    const reader = await visit(t, long, { width, scheme }), { page } = reader;
    const bar = page.locator('body > .breaking'), button = bar.locator('button'), top = () => bar.evaluate((element) => element.getBoundingClientRect().top);
    const scroll = (y) => page.evaluate((to) => scrollTo(0, to), y);
    await page.waitForTimeout(1000);
    assert.equal(await button.count(), 0, 'what stands there from the beginning needs no sign');
    await scroll(900);
    assert.ok(await top() < -100);
    const before = await page.evaluate(() => [scrollY, document.querySelector('.body p:nth-of-type(3)').getBoundingClientRect().top]);
    const begun = await reader.now();
    await showBar('Міст відкрито');
    await bar.getByText('Міст відкрито').waitFor({ timeout: PATIENCE_MS });
    assert.equal(await top(), 0);
    assert.match(await page.textContent('output.unseen'), /Міст\sвідкрито/);
    const box = await button.boundingBox();
    assert.ok(box.width >= 44 && box.height >= 44 && box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
    assert.equal(await reader.overflow(), 0);
    assert.deepEqual(await page.evaluate(() => [scrollY, document.querySelector('.body p:nth-of-type(3)').getBoundingClientRect().top]), before, 'what is read stays where it is');
    assert.deepEqual(await reader.shifts(0, begun), []);
    if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `live-bar-changed-${width}-${scheme}.png`) });
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    await scroll(0);
    await page.waitForFunction(() => document.querySelector('body > .breaking').style.position);
    await scroll(900);
    assert.ok(await top() < -100, 'it was seen in its place');
    await showBar('Міст знову закрито');
    await bar.getByText('Міст знову закрито').waitFor({ timeout: PATIENCE_MS });
    assert.equal(await top(), 0);
    await button.focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.breaking').count(), 0);
    await page.evaluate(() => onpageshow());
    await page.waitForTimeout(1000);
    assert.equal(await page.locator('.breaking').count(), 0, 'the same is not said again');
    assert.deepEqual(reader.wrong(), []);
  }
  await showBar(null);
});

test('the pill stands above breaking news that came to an open page', { skip }, async (t) => {
  for (const [width, scheme] of [[360, 'light'], [360, 'dark'], [1280, 'light']]) {
    const { page } = await visit(t, long, { width, scheme });
    await page.evaluate(() => scrollTo(0, 600));
    const breaking = (text) => newsroom.must('settings', 'put', newsroom.file('bar.json', JSON.stringify({
      breaking: { uk: text ? { text, url: '/news/', from: new Date(Date.now() - 1000).toISOString(), until: new Date(Date.now() + 3600_000).toISOString() } : null },
    })));
    await breaking('Міст через ріку закрито для всього транспорту до ранку понеділка: шукайте об’їзд');
    const bar = page.locator('.breaking', { hasText: 'Міст через' }), pill = page.locator('main a.button', { hasText: 'новий' });
    await bar.waitFor({ timeout: PATIENCE_MS });
    await newsroom.publish(next(`Над стрічкою ${width} ${scheme}`));
    await pill.waitFor({ timeout: PATIENCE_MS });
    if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `live-pill-and-bar-${width}-${scheme}.png`) });
    const [below, above] = await Promise.all([bar, pill].map((one) => one.boundingBox()));
    assert.ok(above.y + above.height <= below.y && below.y + below.height <= 900, JSON.stringify([above, below]));
    assert.ok(above.x >= 0 && above.x + above.width <= width);
    await breaking(null);
    await bar.waitFor({ state: 'hidden', timeout: PATIENCE_MS });
  }
});

// ---- what a page that missed too much learns ----

const edited = (item, minute, text) => ({ ...item, versionCreated: new Date(Date.now() - 7200_000 + minute * 60_000).toISOString(), bodies: [{ role: 'main', contentType: 'text/html', value: `<p>${text}</p>` }] });
const lineOf = (page) => page.locator('main > .breaking');

test('where streams are refused, an article says that it was updated or withdrawn however much else came', { skip }, async (t) => {
  const front = await startFront();
  t.after(() => front.close());
  const updated = next('Оновлять за багато подій'), gone = next('Знімуть за багато подій');
  const places = [await newsroom.publish(updated), await newsroom.publish(gone), await newsroom.publish(next('Лишиться, як є'))];
  front.refuses = /^\/live\/uk\?/;
  const [first, second, third] = await Promise.all(places.map((place) => visit(t, place, { site: front.url })));
  front.refuses = /^\/live\//;
  await newsroom.publish(edited(updated, 1, 'Інший текст.'));
  await newsroom.withdraw(gone.uri);
  for (let n = 0; n < 22; n++) await newsroom.publish(next(`Одна з багатьох ${n}`));
  front.refuses = /^\/live\/uk\?/;
  await lineOf(first.page).getByText('Матеріал оновлено').waitFor({ timeout: 3 * PATIENCE_MS });
  await lineOf(second.page).getByText('знято').waitFor({ timeout: 3 * PATIENCE_MS });
  await until(third.page, 'Одна з багатьох 21');
  await wait(1500);
  assert.equal(await lineOf(third.page).count(), 0);
});

test('a stream that tells how everything stands lets an article say what became of it, and the rail is that of now', { skip }, async (t) => {
  const front = await startFront();
  t.after(() => front.close());
  const updated = next('Оновлять без подій'), gone = next('Знімуть без подій');
  const places = [await newsroom.publish(updated), await newsroom.publish(gone)];
  const [first, second] = await Promise.all(places.map((place) => visit(t, place, { site: front.url })));
  front.refuses = /^\/live\//;
  front.drop();
  await newsroom.publish(edited(updated, 1, 'Інший текст.'));
  await newsroom.withdraw(gone.uri);
  front.rewrite = (url) => url.replace(/^(\/live\/uk\?from=).*/, '$199999999'); // as if all that was missed is not kept
  front.refuses = /\.json$/;
  await lineOf(first.page).getByText('Матеріал оновлено').waitFor({ timeout: 3 * PATIENCE_MS });
  await lineOf(second.page).getByText('знято').waitFor({ timeout: 3 * PATIENCE_MS });
  await assertAsFresh(first.page, '/');
});

test('a page that knows higher numbers than there are follows the news all the same', { skip }, async (t) => {
  const { page, context } = await visit(t, '/');
  await context.route(`${newsroom.server.url}/`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/(\/live\.\w+\.js#)\d+/, '$199999999') });
  });
  await page.reload();
  await page.waitForFunction(() => document.querySelector('output.unseen'));
  await wait(500);
  await newsroom.publish(next('Після відновлення з копії'));
  await until(page, 'Після відновлення з копії');
  await assertAsFresh(page, '/');
});

// ---- without a line ----

// The kept pages' paths, oldest first, as soon as `good` says that they are what was awaited.
async function kept(page, good) {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const paths = await page.evaluate(async () => navigator.serviceWorker.controller
      ? (await (await caches.open('kept-1')).keys()).map(({ url }) => new URL(url).pathname) : []);
    if (good(paths)) return paths;
    assert.ok(Date.now() < end, `is kept: ${paths.join(' ')}`);
    await wait(50);
  }
}

test('without a line what was read is there, and says of when it is; with one it is fresh', { skip }, async (t) => {
  const line = await startLine(newsroom.server.port);
  t.after(() => line.close());
  const item = next('Читають у потягу'), place = await newsroom.publish(item);
  const { page, context } = await visit(t, place, { site: line.url });
  const note = page.locator('#kept-copy');
  await kept(page, (paths) => paths.includes(place) && paths.includes('/')); // the front has come along
  await page.goto(`${line.url}${place}?from=elsewhere`);
  assert.equal(await note.count(), 0);
  line.cut();
  await page.reload();
  assert.match(await page.textContent('h1'), /Читають\sу\sпотягу/);
  assert.match(await note.textContent(), /^Сайт недоступний\. Це збережена копія, отримана \d+\s\p{L}+\s\d{4}\sр\.\sо\s\d\d:\d\d\.$/u);
  const age = Date.now() - Date.parse(await note.locator('time').getAttribute('datetime'));
  assert.ok(age > -2000 && age < 120_000, `${age} ms`);
  assert.ok(await page.evaluate(() => document.querySelector('#kept-copy').getBoundingClientRect().top >= 0), 'the line is in sight');
  assert.equal(await page.evaluate(() => scrollY), 0, 'whoever was at the top is there');
  if (SCREENS) await page.screenshot({ path: path.join(SCREENS, 'kept-copy.png') });
  await page.goto(`${line.url}/`);
  await note.waitFor();
  const missing = await page.goto(`${line.url}${long}`);
  assert.equal(missing.status(), 503);
  assert.equal(await page.textContent('h1'), 'Немає з’єднання');
  assert.equal(await page.locator('main li a').count(), 2);
  assert.equal(await page.locator('main li time').count(), 2);
  if (SCREENS) await page.screenshot({ path: path.join(SCREENS, 'kept-list.png') });
  for (const never of ['/search/?q=міст', '/search', long.slice(0, -1), '/rss.xml', '/live/uk/tail.json', `${place}index.ninjs.json`]) {
    const other = await context.newPage();
    const answer = await other.goto(line.url + never);
    assert.equal(answer.status(), 503, never);
    assert.equal(await other.textContent('h1'), 'Немає з’єднання', never);
    assert.equal(await other.locator('main li a').count(), 2, 'none of them is kept');
    await other.close();
  }
  await page.goto(line.url + place.slice(0, -1));
  assert.match(await page.textContent('h1'), /Читають\sу\sпотягу/);
  await note.waitFor();
  line.mend();
  await newsroom.publish({ ...item, headlines: [{ role: 'main', value: 'Читають удома' }], versionCreated: new Date().toISOString() });
  await page.goto(line.url + place);
  assert.match(await page.textContent('h1'), /Читають\sудома/);
  assert.equal(await note.count(), 0);
  await newsroom.withdraw(item.uri);
  await page.goto(line.url + place);
  await kept(page, (paths) => paths.length && !paths.includes(place));
});

const pngOf = (seed) => `data:image/png;base64,${noisePng(700, 400, seed).toString('base64')}`;
const pictured = (seed, caption) => ({
  name: 'picture-1', type: 'picture', uri: `urn:live:picture:${seed}`, headlines: [{ role: 'main', value: caption }], descriptions: [{ role: 'caption', value: caption }],
  renditions: [{ name: 'main', contentType: 'image/png', width: 700, height: 400, href: pngOf(seed) }],
});
// What of pictures is kept, by their folders, as soon as `good` says that it is what was awaited.
async function keptPictures(page, good) {
  let paths = [];
  await becomes(() => `pictures are kept: ${paths.join(' ')}`, async () => {
    paths = await page.evaluate(async () => (await (await caches.open('pictures-1')).keys()).map(({ url }) => new URL(url).pathname));
    return good(paths);
  });
  return paths;
}

test('without a line the picture that was shown is there, another is a box with its words, and breaking news last as long as they may', { skip }, async (t) => {
  const line = await startLine(newsroom.server.port);
  t.after(() => line.close());
  const far = 'Дамба & «сухий» берег <навесні>', paragraphs = Array.from({ length: 40 }, () => `<p>${'Речення про мости. '.repeat(20)}</p>`).join('');
  const place = await newsroom.publish(next('Світлини без мережі', {
    pictures: [pictured(1, 'Міст уранці')], html: `${paragraphs}<figure><img src="${pngOf(2)}" alt="${far.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt()};`)}"><figcaption>Дамба</figcaption></figure>`,
  }));
  const ends = Date.now() + 9000;
  await newsroom.must('settings', 'put', newsroom.file('bar.json', JSON.stringify({ breaking: { uk: { text: 'Міст закрито до вечора', url: '/news/', from: new Date(Date.now() - 1000).toISOString(), until: new Date(ends).toISOString() } } })));
  const { page, context } = await visit(t, place, { site: line.url });
  const bar = page.locator('.breaking', { hasText: 'Міст закрито' }), first = page.locator('figure.picture img').first(), last = page.locator('.body figure img');
  await bar.waitFor();
  await kept(page, (paths) => paths.includes(place));
  const [folder] = await keptPictures(page, ({ length }) => length === 1);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  line.cut();
  await page.reload();
  await page.locator('#kept-copy').waitFor();
  await bar.waitFor();
  assert.ok(Date.now() < ends, 'it was looked at in time');
  const typeOf = (image) => image.evaluate(async (element) => {
    await element.decode(); // fails when it is broken
    return (await (await fetch(element.currentSrc)).blob()).type;
  });
  assert.equal(await typeOf(first), 'image/webp');
  assert.ok((await first.evaluate((element) => element.currentSrc)).includes(folder));
  await page.setViewportSize({ width: 360, height: 800 }); // where another size is wanted
  await page.reload();
  assert.equal(await typeOf(first), 'image/webp');
  await last.scrollIntoViewIfNeeded();
  await last.evaluate((element) => element.complete || new Promise((done) => (element.onload = element.onerror = done)));
  assert.equal(await typeOf(last), 'image/svg+xml');
  const [, words] = /^<svg .*?>([^<>]*)<\/div>/s.exec(await last.evaluate(async (element) => (await fetch(element.currentSrc)).text()));
  const marks = { lt: '<', gt: '>', amp: '&', quot: '"' };
  assert.equal(words.replace(/&(\w+);/g, (whole, name) => marks[name] ?? whole).replaceAll('\u00a0', ' '), far);
  if (SCREENS) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(SCREENS, `kept-picture-box-${colorScheme}.png`) });
    }
  }
  await wait(Math.max(0, ends + 100 - Date.now()));
  await page.reload();
  await page.locator('#kept-copy').waitFor();
  assert.equal(await bar.count(), 0, 'what is over is not told');
  line.mend();
  await page.reload();
  assert.equal(await bar.count(), 0);
  await last.scrollIntoViewIfNeeded();
  await keptPictures(page, ({ length }) => length === 2);
});

test('without a line a picture that is not kept, and of which nothing is said, takes no room; one that is kept is there', { skip }, async (t) => {
  const line = await startLine(newsroom.server.port);
  t.after(() => line.close());
  const wordless = (seed) => ({ ...pictured(seed, ''), headlines: undefined, descriptions: undefined });
  const places = [];
  for (const n of [1, 2]) places.push(await newsroom.publish(next(`Світлина без слів ${n}`, { urgency: 2, pictures: [wordless(20 + n)] })));
  const { page, context } = await visit(t, places[0], { site: line.url });
  await kept(page, (paths) => paths.includes(places[0]) && paths.includes('/'));
  await page.goto(line.url + places[1]);
  await kept(page, (paths) => paths.includes(places[1]));
  await keptPictures(page, ({ length }) => length === 2);
  const folderOf = () => page.locator('figure.picture img').evaluate(({ src }) => src.replace(/[^/]*$/, ''));
  const folder = await folderOf();
  assert.equal(await page.locator('figure.picture img').getAttribute('alt'), '');
  await page.evaluate(async (gone) => (await caches.open('pictures-1')).delete(gone), folder);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  line.cut();
  const heights = () => page.locator('main picture').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)));
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(line.url + places[1]);
    await page.locator('#kept-copy').waitFor();
    assert.equal(await page.locator('figure.picture').evaluate((figure) => figure.getBoundingClientRect().height), 0);
    if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `kept-without-picture-${width}.png`) });
    await page.goto(line.url + places[0]);
    await page.locator('#kept-copy').waitFor();
    assert.ok((await page.locator('figure.picture img').boundingBox()).height > 100, 'the one that is kept');
    await page.goto(`${line.url}/`);
    await page.locator('#kept-copy').waitFor();
    const shown = await heights();
    assert.ok(shown.length > 1 && shown.some((height) => height > 50) && shown.includes(0), shown.join(' '));
    if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `kept-front-${width}.png`) });
  }
  await page.evaluate(async () => { for (const key of await (await caches.open('pictures-1')).keys()) await (await caches.open('pictures-1')).delete(key); });
  await page.goto(line.url + places[0]);
  await page.locator('#kept-copy').waitFor();
  assert.equal(await page.locator('figure.picture').evaluate((figure) => figure.getBoundingClientRect().height), 0, 'none is kept');
});

test('of large pictures the last are kept, and a thumbnail is not', { skip }, async (t) => {
  const places = [];
  for (const n of [1, 2, 3]) places.push(await newsroom.publish(next(`Велика світлина ${n}`, { pictures: [pictured(10 + n, `Світлина ${n}`)] })));
  const { page } = await visit(t, places[0]);
  await kept(page, (paths) => paths.includes(places[0]));
  await keptPictures(page, ({ length }) => length === 1);
  await page.evaluate(async () => { // as if many had been seen
    const cache = await caches.open('pictures-1');
    for (let n = 0; n < 40; n++) await cache.put(`/media/${n}/`, new Response('x'));
  });
  await page.goto(newsroom.server.url + places[1]);
  const folders = await keptPictures(page, ({ length }) => length === 30);
  assert.ok(!folders.includes('/media/0/') && folders.includes('/media/39/'), folders.join(' '));
  await page.evaluate(async () => { // two megabytes each
    const cache = await caches.open('pictures-1');
    for (const key of await cache.keys()) await cache.delete(key);
    for (const n of [1, 2, 3]) await cache.put(`/media/${n}/`, new Response('x'.repeat(2 << 20)));
  });
  await page.goto(newsroom.server.url + places[2]);
  const left = await keptPictures(page, (paths) => !paths.includes('/media/1/') && !paths.includes('/media/2/'));
  assert.equal(left.length, 2);
  assert.ok(left.includes('/media/3/'));
});

// The site behind something that can be told to answer for it.
async function startFront() {
  const front = { status: 0, silent: false, refuses: null, rewrite: (url) => url };
  const server = http.createServer((request, response) => {
    if (front.silent) return; // and the connection stays
    const status = front.refuses?.test(request.url) ? 503 : front.status;
    if (status) return response.writeHead(status, { 'content-type': 'text/html' }).end('<title>failed</title>');
    const { method } = request, url = front.rewrite(request.url), headers = { ...request.headers };
    if (url !== request.url) delete headers['last-event-id'];
    http.request(newsroom.server.url + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    }).on('error', () => response.destroy()).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  front.url = `http://127.0.0.1:${server.address().port}`;
  front.drop = () => server.closeAllConnections();
  front.close = () => (server.close(), front.drop());
  return front;
}

test('a kept page stands in for a failure of the server; of all that was read the last are kept', { skip }, async (t) => {
  const front = await startFront();
  t.after(() => front.close());
  const { page } = await visit(t, '/', { site: front.url });
  await kept(page, (paths) => paths.includes('/'));
  await page.evaluate(async () => { // as if much had been read
    const cache = await caches.open('kept-1');
    const old = () => new Response('<html lang="uk"><title>old</title>', { headers: { date: new Date().toUTCString() } });
    for (let n = 0; n < 40; n++) await cache.put(`/old/${n}/`, old());
  });
  await page.goto(front.url + long);
  const paths = await kept(page, (all) => all.length <= 30 && all.includes(long));
  assert.ok(!paths.includes('/old/0/') && paths.includes('/old/39/'), paths.join(' '));
  front.status = 502;
  await page.goto(front.url + long);
  assert.equal(await page.locator('#kept-copy').count(), 1);
  const failed = await page.goto(`${front.url}/never-read/`);
  assert.equal(failed.status(), 502, 'what the server says is said when nothing is kept');
  front.status = 0;
  await page.goto(front.url + long);
  assert.equal(await page.locator('#kept-copy').count(), 0);
});

test('a kept page stands in for a server that is silent; large pages push out the older ones; caches of other forms go', { skip }, async (t) => {
  const front = await startFront();
  t.after(() => front.close());
  const { page } = await visit(t, '/404-of-no-worker', { site: front.url });
  await page.evaluate(() => caches.open('kept-0').then((cache) => cache.put('/', new Response('old form'))));
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((worker) => worker?.unregister()));
  await page.goto(`${front.url}/`);
  await kept(page, (paths) => paths.includes('/'));
  await page.waitForFunction(async () => [await caches.keys()].every((names) => names.includes('kept-1') && !names.includes('kept-0')), null, { polling: 50, timeout: PATIENCE_MS });

  await page.evaluate(async () => { // two megabytes each
    const cache = await caches.open('kept-1');
    for (const n of [1, 2, 3]) {
      await cache.put(`/large/${n}/`, new Response(`<html lang="uk"><title>${n}</title>${'x'.repeat(2 << 20)}`, { headers: { date: new Date().toUTCString() } }));
    }
  });
  await page.goto(front.url + long);
  const paths = await kept(page, (all) => all.includes(long) && !all.includes('/large/2/'));
  assert.ok(paths.includes('/large/3/'), paths.join(' '));

  front.silent = true;
  const begun = Date.now();
  await page.goto(front.url + long);
  assert.equal(await page.locator('#kept-copy').count(), 1);
  assert.ok(Date.now() - begun >= 5000, 'the network has its time first');
});

test('without its script a page is whole, and asks for nothing', { skip }, async (t) => {
  const asked = [];
  const reader = await Visit.start(browser, newsroom.server.url, { javaScriptEnabled: false });
  t.after(() => reader.close());
  reader.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await reader.go('/');
  const html = await newsroom.page('/');
  assert.ok(visibleText(railOf(html, 'uk').html).length > 100);
  assert.ok(!asked.some((address) => address.startsWith('/live')), asked.join(' '));
  assert.ok(fs.existsSync(path.join(ROOT, 'reader-web/live.js')));
});
