// The front page at the desk: arranged with buttons, keys and pointer; launched, and brought back.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { missingChromium } from './support/chromium.mjs';
import { DeskBrowser, deskOf } from './support/desk.mjs';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';

const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
const names = ['Перша', 'Друга', 'Третя', 'Четверта'];
let newsroom, chief;
before(async () => {
  if (skip) return;
  newsroom = await Newsroom.make(end, { sections: { town: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  await newsroom.import(names.map((headline, i) => story({ uri: `urn:front:${i}`, language: 'uk', headline, section: 'town',
    published: `2023-08-01T0${i + 1}:00:00Z` })));
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  const desk = deskOf(newsroom.server);
  chief = await (await DeskBrowser.start(end)).visitor(desk);
  await chief.becomeWithPasskey(desk.firstLink, { name: 'Олена Коваль', login: 'olena' });
});
after(async () => {
  for (const step of steps) await step();
});

const arranged = () => chief.page.locator('.arranged .what').allTextContents();
const lead = async () => /<h2[^>]*>\s*<a[^>]*>([^<]*)</.exec((await newsroom.page('/')).split('class="top"')[1] ?? '')?.[1];
const take = (name) => chief.page.click(`.stock li:has-text("${name}") button`);

test('stories are taken from the newest, moved by buttons, and launched: readers have them in that order', { skip }, async () => {
  await chief.page.goto('/front?edition=uk');
  await take('Перша');
  await take('Третя');
  assert.deepEqual(await arranged(), ['Перша', 'Третя']);
  assert.equal(await lead(), 'Четверта', 'nothing is launched yet');
  await chief.page.click('[aria-label="Вище: Третя"]');
  assert.deepEqual(await arranged(), ['Третя', 'Перша']);
  await chief.page.click('#launch');
  await chief.page.waitForSelector('.notice.good');
  assert.equal(await lead(), 'Третя');
  assert.deepEqual(chief.complaints, []);
});

test('by keys: Space takes, an arrow moves, Space puts down; Escape gives it back', { skip }, async () => {
  const { page } = chief;
  await page.goto('/front?edition=uk');
  await page.focus('.arranged li:nth-child(2) .handle');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  assert.deepEqual(await arranged(), ['Третя', 'Перша']);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  assert.match(await page.textContent('#live'), /1 \/ 2: Перша/);
  await page.keyboard.press('Space');
  await page.click('#launch');
  await page.waitForSelector('.notice.good');
  assert.equal(await lead(), 'Перша');
});

test('what a launch replaced is brought back by one button', { skip }, async () => {
  await chief.page.click('.notice.good button');
  await chief.page.waitForSelector('.notice.good');
  assert.deepEqual(await arranged(), ['Третя', 'Перша']);
  assert.equal(await lead(), 'Третя');
});

test('it works without a script, and by pointer', { skip }, async () => {
  const { page } = chief;
  await page.goto('/front?edition=uk');
  await page.locator('.arranged li:nth-child(2)').dragTo(page.locator('.arranged li:nth-child(1)'), { targetPosition: { x: 60, y: 4 } });
  assert.deepEqual(await arranged(), ['Перша', 'Третя']);

  const context = await chief.context.browser().newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin,
    storageState: await chief.context.storageState() });
  const plain = await context.newPage();
  await plain.goto('/front?edition=uk');
  await plain.click('[aria-label="Прибрати: Перша"]');
  await plain.click('#launch');
  assert.equal(await plain.locator('.arranged .what').count(), 1);
  await context.close();
});
