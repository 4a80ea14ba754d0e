// Numbers at the desk: what readers opened arrives, by article and hour; crawlers, HEAD and the desk itself are not counted.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import test, { after, before } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { missingChromium } from './support/chromium.mjs';
import { DeskBrowser, deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const CRAWLERS = ['curl/8.0', 'Mozilla/5.0 (compatible; Examplebot/2.1)', 'Mozilla/5.0 (Linux; Android 6.0.1) AppleWebKit/537.36 (compatible; Finder/1.0; +http://finder.example/)',
  'Mozilla/5.0 (X11) Spider'];
const PATIENCE_MS = 30_000;
const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, desk, chief;
before(async () => {
  newsroom = await Newsroom.make(end, { sections: { town: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  await newsroom.import(['Перша', 'Друга', 'Третя', 'Четверта', 'П’ята'].map((headline, i) => story({ uri: `urn:numbers:${i}`, language: 'uk', headline, section: 'town' })));
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  chief = await DeskPerson.become(desk, new URL(desk.firstLink).pathname);
});
after(async () => {
  for (const step of steps) await step();
});

// Each from an address of its own, as a proxy on this machine tells it, unless `from` says which.
let reader = 0;
function read(path, { agent = BROWSER, method = 'GET', from = `198.51.${++reader >> 8}.${reader & 255}`, headers = {} } = {}) {
  headers = from ? { 'X-Forwarded-For': from, ...headers } : headers;
  return new Promise((resolve, reject) => {
    const request = http.request(`${newsroom.server.url}${path}`, { method, headers: { ...(agent ? { 'User-Agent': agent } : {}), ...headers } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response));
    });
    request.on('error', reject);
    request.end();
  });
}
const paths = async () => [...new Set([...(await newsroom.page('/town/')).matchAll(/href="(\/news\/\d{4}\/\d\d\/\d\d\/\d+\/)"/g)].map(([, path]) => path))].sort();
const idOf = (path) => Number(/\/(\d+)\/$/.exec(path)[1]);
async function numbers(edition = 'uk') {
  const { status, text } = await chief.ask({ path: `/numbers?edition=${edition}` });
  assert.equal(status, 200);
  const number = (id) => Number(new RegExp(`id="${id}">([\\d\u00a0]+)<`).exec(text)[1].replace(/\D/g, ''));
  const list = (key) => Object.fromEntries([...(text.split(`<h2 id="${key}">`)[1] ?? '').split('</section>')[0]
    .matchAll(/articles\/(\d+)"[^>]*>[^<]*<\/a> <span class="read-count">(\d+)</g)].map(([, id, count]) => [id, Number(count)]));
  const hours = [...text.matchAll(/<th scope="row">(\d\d:\d\d)<\/th><td>(\d+)<\/td>/g)].map(([, time, count]) => [time, Number(count)]);
  return { now: number('reading-now'), hour: number('read-hour'), today: number('read-today'), list, hours, text };
}
async function until(wanted, what) {
  for (const late = Date.now() + PATIENCE_MS; ; await wait(300)) {
    const seen = await numbers();
    if (wanted(seen)) return seen;
    assert.ok(Date.now() < late, `${what}: now ${seen.now}, hour ${seen.hour}, today ${seen.today}`);
  }
}

test('what readers open arrives within seconds: by article, altogether, and in this hour of the chart', async () => {
  const [first, second] = await paths();
  const { headers } = await read(first);
  for (let i = 0; i < 4; i++) await read(first);
  await read(second);
  await read('/');
  await read('/town/');
  await read(first, { headers: { 'If-None-Match': headers.etag } }); // who comes back reads, too
  // None of these is a reader of a page.
  for (const agent of [...CRAWLERS, '']) await read(first, { agent });
  await read(first, { method: 'HEAD' });
  await read(first, { headers: { Host: 'desk' } });
  await read('/news/2020/01/01/9999/');
  await read(`${first}index.txt`);

  const seen = await until(({ now }) => now >= 9, 'reads arrive');
  assert.equal(seen.now, 9);
  assert.equal(seen.hour, 9); // also when the test runs over the full hour
  for (const key of ['numbers_list_now', 'numbers_list_day', 'numbers_list_week'])
    assert.deepEqual(seen.list(key), { [idOf(first)]: 6, [idOf(second)]: 1 }, key);
  assert.equal(seen.hours.length, 24);
  assert.equal(seen.hours.reduce((sum, [, count]) => sum + count, 0), 9);
  assert.ok(seen.hours.at(-1)[1] + seen.hours.at(-2)[1] === 9);
  await wait(5000);
  assert.equal((await numbers()).now, 9, 'and nothing comes behind');
  assert.equal((await numbers('en')).now, 0);
});

test('an address counts an article once in a while; what asks ahead, and what is no browser, does not count', async () => {
  const [first, , third, , fifth] = await paths();
  const before = (await numbers()).list('numbers_list_day');
  const count = ({ list }, path) => (list('numbers_list_day')[idOf(path)] ?? 0) - (before[idOf(path)] ?? 0);
  for (const from of ['203.0.113.7', '203.0.113.7:5000', '192.0.2.1, 203.0.113.7', '::ffff:203.0.113.7']) for (let i = 0; i < 5; i++) await read(fifth, { from });
  for (const from of ['2001:db8:7::1', '2001:db8:7::2', '[2001:db8:7::3]:443']) await read(fifth, { from });
  for (let i = 0; i < 5; i++) await read(fifth, { from: null }); // this machine itself
  await read(fifth, { from: 'unknown' });
  for (const purpose of ['Sec-Purpose', 'Purpose']) await read(fifth, { headers: { [purpose]: 'prefetch;prerender' } });
  for (const agent of ['Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)', `${BROWSER} (compatible; GoogleOther)`, BROWSER.replace('Chrome', 'HeadlessChrome')])
    for (let i = 0; i < 15; i++) await read(fifth, { agent });
  await read(third, { from: '203.0.113.7' });
  await until((seen) => count(seen, third) === 1 && count(seen, fifth) >= 3, 'reads arrive');
  await wait(5000);
  const seen = await numbers();
  assert.equal(count(seen, fifth), 3, 'an IPv4 address, an IPv6 network, this machine');
  assert.equal(count(seen, first), 0);
});

test('the list of articles and the editor show today’s number; any reporter may look', async () => {
  const [first] = await paths();
  const reporter = await DeskPerson.join(newsroom, desk, ['reporter=uk']);
  assert.equal((await reporter.ask({ path: '/numbers' })).status, 200);
  const list = (await chief.ask({ path: '/' })).text;
  assert.match(list.split(`data-article="${idOf(first)}"`)[1].split('</tr>')[0], /прочитань сьогодні: 6/);
  assert.match((await chief.ask({ path: `/articles/${idOf(first)}` })).text, /прочитань сьогодні: 6<\/a><span>, усього: 6/);
});

test('reads outlive a stopped desk, which gets them when it goes on, and a restart', async () => {
  const [first] = await paths();
  const pid = newsroom.server.children().find((child) => fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('desk-process'));
  process.kill(pid, 'SIGSTOP');
  try {
    for (let i = 0; i < 10; i++) await read(first);
    await wait(5000);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await until(({ list }) => list('numbers_list_week')[idOf(first)] === 16, 'all are there');
  await newsroom.stop();
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  chief.desk = desk;
  const seen = await numbers();
  assert.equal(seen.list('numbers_list_week')[idOf(first)], 16);
  assert.equal(seen.now, 0, 'who reads now is known anew');
});

const shown = async (path) => [...(await newsroom.page(path)).split('class="ranks"').slice(1)]
  .map((list) => [...list.split('</ol>')[0].matchAll(/href="([^"]+)"/g)].map(([, href]) => href));
async function untilShown(path, wanted) {
  for (const late = Date.now() + PATIENCE_MS; ; await wait(200)) {
    const seen = await shown(path);
    if (JSON.stringify(seen) === JSON.stringify(wanted)) return;
    assert.ok(Date.now() < late, `${path}: ${JSON.stringify(seen)}`);
  }
}

test('readers see what is read most: on the front and a page of its own; what is withdrawn leaves at once; a rebuild has the same', async () => {
  const [first, second, third, fourth] = await paths();
  assert.deepEqual(await shown('/'), [], 'too few reads');
  assert.match(await newsroom.page('/most-read/'), /замало/);
  for (const [path, times] of [[first, 0], [second, 11], [third, 13], [fourth, 12]]) for (let i = 0; i < times; i++) await read(path);
  const before = Object.fromEntries(Object.entries((await until(({ list }) => list('numbers_list_week')[idOf(fourth)] === 12, 'reads arrive')).list('numbers_list_week')));
  assert.equal(before[idOf(first)], 16);
  await newsroom.stop();
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  chief.desk = desk;
  const order = [first, third, fourth, second];
  await untilShown('/', [order]);
  const spans = await shown('/most-read/');
  assert.ok(spans.length >= 2, `${spans.length} lists`); // the last hour's may have ended within the test
  assert.deepEqual(spans.at(-1), order);
  assert.ok((await newsroom.page(first)).includes('href="/most-read/"'), 'the foot leads there');
  assert.deepEqual(await shown('/rus/most-read/'), []);
  await newsroom.withdraw('urn:numbers:2');
  const left = order.filter((path) => path !== third);
  assert.deepEqual((await shown('/most-read/')).at(-1), left);
  assert.deepEqual(await shown('/'), [left]);
  await newsroom.must('rebuild');
  assert.deepEqual(await shown('/'), [left]);
  await newsroom.must('check');
});

test('in a browser: a chart with a name and a table, no script needed, no complaint', { skip: missingChromium() }, async () => {
  const browser = await DeskBrowser.start(end);
  const visitor = await browser.windowOf(chief);
  await visitor.page.goto('/numbers');
  assert.match(await visitor.page.getByRole('img').getAttribute('aria-labelledby'), /chart-title/);
  assert.equal(await visitor.page.locator('.chart-bar').count(), 24);
  await visitor.page.click('.chart summary');
  assert.equal(await visitor.page.locator('.hours tbody tr').count(), 24);
  const [first] = await paths();
  await read(first);
  await visitor.page.waitForFunction(() => document.getElementById('reading-now').textContent === '1', null, { timeout: PATIENCE_MS });
  assert.ok(await visitor.page.locator('.hours').isVisible(), 'what was open stays open');
  assert.deepEqual(visitor.complaints, []);
});

test('where a cache stands in front: when pages are let tell that they are read, that is counted, and not what is served', { skip: missingChromium() }, async () => {
  const [first] = await paths();
  assert.equal((await read(`${first}index.read`)).statusCode, 404, 'off by default');
  await newsroom.must('settings', 'put', newsroom.file('beacon.json', JSON.stringify({ beacon: true })));
  const count = async () => (await numbers()).list('numbers_list_week')[idOf(first)] ?? 0;
  const before = await count();
  for (let i = 0; i < 7; i++) await read(first);
  const told = await read(`${first}index.read`);
  assert.equal(told.statusCode, 204);
  assert.equal(told.headers['cache-control'], 'no-store');
  assert.equal(told.headers['set-cookie'], undefined);
  for (const agent of CRAWLERS) await read(`${first}index.read`, { agent });
  assert.equal((await read('/nothing/index.read')).statusCode, 404);

  const browser = await DeskBrowser.start(end);
  const context = await browser.browser.newContext({ userAgent: BROWSER }); // by its own name it is a crawler
  end.after(() => context.close());
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url().replace(newsroom.server.url, '')));
  await page.goto(newsroom.server.url + first);
  await until(({ list }) => (list('numbers_list_week')[idOf(first)] ?? 0) >= before + 2, 'told by the browser');
  assert.deepEqual(asked.filter((path) => path.endsWith('/index.read')), [`${first}index.read`]);
  assert.equal(await count(), before + 2, 'what was served is not counted');
  assert.deepEqual(await context.cookies(newsroom.server.url + first), []);
  await newsroom.must('settings', 'put', newsroom.file('beacon.json', JSON.stringify({ beacon: null })));
  assert.doesNotMatch(await newsroom.page(first), /live\.[\da-f]{8}\.js#\d+#1"/);
});

test('the desk has it as a switch, which says what it means', async () => {
  const form = async () => (await chief.ask({ path: '/site' })).text.split('id="beacon-form"')[1].split('</form>')[0];
  assert.doesNotMatch(await form(), / checked/);
  const fieldsOf = (html) => Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const save = async (more) => chief.form('/site', { ...fieldsOf(await form()), do: 'save', ...more });
  assert.equal((await save({ beacon: 'on' })).status, 303);
  assert.match(await form(), / checked/);
  assert.match(await newsroom.page((await paths())[0]), /live\.[\da-f]{8}\.js#\d+#1"/);
  assert.equal((await save({})).status, 303);
  assert.doesNotMatch(await form(), / checked/);
});
