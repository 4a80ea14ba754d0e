// The front page at the desk: arranged with buttons, keys and pointer; launched, and brought back; blocks, pins that end by
// themselves, the preview, the history, and two who arrange at once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test, { after, before } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
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
  newsroom = await Newsroom.make(end, { sections: { town: { uk: 'Місто', ru: 'Город', en: 'Town' },
    sport: { uk: 'Спорт', ru: 'Спорт', en: 'Sport' } } });
  await newsroom.import(names.map((headline, i) => story({ uri: `urn:front:${i}`, language: 'uk', headline, section: 'town',
    published: `2023-08-01T0${i + 1}:00:00Z` })));
  // More than stand above the blocks, so that each section has one.
  await newsroom.import(['town', 'sport'].flatMap((section) => [0, 1, 2, 3].map((i) => story({ uri: `urn:front:${section}:${i}`, language: 'uk',
    headline: `Давня ${section} ${i}`, section, published: `2023-07-01T0${i + 1}:00:00Z` }))));
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  const desk = deskOf(newsroom.server);
  chief = await (await DeskBrowser.start(end)).visitor(desk);
  await chief.becomeWithPasskey(desk.firstLink, { name: 'Олена Коваль', login: 'olena' });
});
after(async () => {
  for (const step of steps) await step();
});

const arranged = () => chief.page.locator('.stories .what').allTextContents();
const lead = async () => /<h2[^>]*>\s*<a[^>]*>([^<]*)</.exec((await newsroom.page('/')).split('class="top"')[1] ?? '')?.[1];
// Each button of the form brings its page anew.
const press = (selector, { page } = chief) => Promise.all([page.waitForEvent('load'), page.click(selector)]);
const take = (name) => press(`.stock li:has-text("${name}") button`);

test('stories are taken from the newest, moved by buttons, and launched: readers have them in that order', { skip }, async () => {
  await chief.page.goto('/front?edition=uk');
  assert.match(await chief.page.textContent('.stock li:has-text("Перша") time'), /^1 серпня 2023, \d\d:00$/, 'not of today: with its day');
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
  await page.focus('.stories li:nth-child(2) .handle');
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
  await page.locator('.stories li:nth-child(2)').dragTo(page.locator('.stories li:nth-child(1)'), { targetPosition: { x: 60, y: 4 } });
  assert.deepEqual(await arranged(), ['Перша', 'Третя']);

  const context = await chief.context.browser().newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin,
    storageState: await chief.context.storageState() });
  const plain = await context.newPage();
  await plain.goto('/front?edition=uk');
  await plain.click('[aria-label="Прибрати: Перша"]');
  const [opened] = await Promise.all([context.waitForEvent('page'), plain.click('#front-preview')]);
  await opened.waitForSelector('main');
  assert.match(await opened.content(), /Третя/, 'the preview opens beside, without a script');
  await opened.close();
  await plain.click('#launch');
  assert.equal(await plain.locator('.stories .what').count(), 1);
  await context.close();
});

const blocks = async () => [...(await newsroom.page('/')).matchAll(/<h2[^>]*><a href="\/(town|sport)\/"/g)].map(([, section]) => section);
const open = (who, query = '') => who.page.goto(`/front?edition=uk${query}`);
async function launch(who = chief) {
  await press('#launch', who);
  await who.page.waitForSelector('.notice.good, .notice.warn, .notice.bad');
}

test('sections’ blocks stand in the order that was arranged, without those that were left out', { skip }, async () => {
  const { page } = chief;
  await open(chief);
  assert.deepEqual(await blocks(), ['town', 'sport']);
  await press('[aria-label="Вище: Спорт"]');
  await launch();
  assert.deepEqual(await blocks(), ['sport', 'town']);
  await page.uncheck('.blocks [name=shown][value=town]');
  await launch();
  assert.deepEqual(await blocks(), ['sport']);
  await press('.notice.good button');
  await page.waitForSelector('.notice.good');
  assert.deepEqual(await blocks(), ['sport', 'town'], 'and are brought back');
});

test('what is pinned until a time leaves its place by itself, with the desk stopped; the next one moves up', { skip }, async () => {
  const { page } = chief;
  await open(chief);
  await take('Друга');
  await take('Перша');
  const order = await arranged();
  await page.click('.stories li:first-child summary');
  const until = await page.evaluate(() => {
    const field = document.querySelector('.stories li:first-child [name=until]');
    field.step = 1;
    field.value = '2020-01-01T10:00:00';
    const zone = { timeZone: 'Europe/Kyiv', hour12: false, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' };
    return new Date(Date.now() + 6000).toLocaleString('sv-SE', zone).replace(' ', 'T');
  });
  await launch();
  assert.match(await page.textContent('.stories li:first-child .fault'), /минув|минул/i);
  assert.deepEqual(await arranged(), order, 'nothing is lost over a wrong time');
  await page.evaluate((time) => {
    const field = document.querySelector('.stories li:first-child [name=until]');
    field.step = 1;
    field.value = time;
  }, until);
  await launch();
  assert.equal(await lead(), order[0]);
  const pid = newsroom.server.children().find((child) => fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('desk-process'));
  process.kill(pid, 'SIGSTOP');
  try {
    for (const end = Date.now() + 20_000; (await lead()) !== order[1]; await wait(50)) assert.ok(Date.now() < end, 'it holds its place for ever');
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await open(chief);
  assert.ok(!(await arranged()).includes(order[0]), 'nor does the desk show it any more');
});

test('the preview is the front as readers will get it, on a phone and on a computer; nothing is launched', { skip }, async () => {
  const { page } = chief;
  await open(chief);
  await take('Четверта');
  for (let i = (await arranged()).indexOf('Четверта'); i > 0; i--) await press('[aria-label="Вище: Четверта"]');
  await page.keyboard.press('Alt+p');
  const frame = page.frameLocator('dialog.preview iframe');
  await frame.locator('main h2', { hasText: 'Четверта' }).first().waitFor();
  assert.ok((await page.locator('dialog.preview iframe').boundingBox()).width <= 400);
  await page.click('dialog.preview [data-width=computer]');
  assert.ok((await page.locator('dialog.preview iframe').boundingBox()).width > 1000);
  const previewed = await frame.locator('main').innerHTML();
  assert.notEqual(await lead(), 'Четверта');
  await page.click('dialog.preview [data-close]');
  await launch();
  assert.equal(await lead(), 'Четверта');
  const served = await chief.context.newPage();
  await served.goto(`${newsroom.server.url}/`);
  const addresses = (html) => html.replace(/<div style="position: fixed[^>]*>.*?<\/div>/, '').replaceAll(/\b(?:src|srcset|href|id|aria-\w+)="[^"]*"/g, '');
  assert.equal(addresses(await served.locator('main').innerHTML()), addresses(previewed), 'what was shown is what is served');
  await served.close();
});

test('the history says who launched what, with the difference, and brings an earlier front back', { skip }, async () => {
  const { page } = chief;
  await open(chief);
  await press('[aria-label="Прибрати: Четверта"]');
  await launch();
  await press('a[href^="/front/history"]');
  const newest = page.locator('.launch').first();
  assert.match(await newest.locator('h2').textContent(), /Олена Коваль/);
  assert.equal(await newest.locator('del').first().textContent(), 'Четверта');
  const before = page.locator('.launch').nth(1);
  assert.equal(await before.locator('ins').first().textContent(), 'Четверта');
  await press('.launch:nth-of-type(2) a.button');
  await page.waitForSelector('.notice');
  assert.equal((await arranged())[0], 'Четверта');
  assert.notEqual(await lead(), 'Четверта', 'a draft, until it is launched');
  await launch();
  assert.equal(await lead(), 'Четверта');
});

test('of two who arrange at once the second is told by whom, loses nothing, and decides', { skip }, async () => {
  const { stdout } = await newsroom.must('invite', 'chief', '--desk', new URL(chief.page.url()).origin);
  const other = await (new DeskBrowser(chief.context.browser())).visitor({ url: new URL(chief.page.url()).origin });
  await other.becomeWithPasskey(/(\S+\/welcome\/\S+)/.exec(stdout)[1], { name: 'Петро Бондар', login: 'petro' });
  await open(chief);
  await open(other);
  await press('.stories li:nth-child(2) [value^=remove]');
  const mine = await arranged();
  await press('[aria-label="Прибрати: Четверта"]', other);
  await launch(other);
  const theirs = await lead();
  assert.notEqual(theirs, 'Четверта');
  await chief.page.waitForSelector('#front-notices .notice.warn'); // told while arranging
  assert.deepEqual(await arranged(), mine);
  await press('#launch');
  await chief.page.waitForSelector('.notice.warn:has-text("Петро Бондар")');
  assert.deepEqual(await arranged(), mine, 'nothing is lost');
  assert.equal(await lead(), theirs, 'nothing is launched');
  await press('#launch');
  await chief.page.waitForSelector('.notice.good');
  assert.equal(await lead(), 'Четверта');
  await other.context.close();
  assert.deepEqual(chief.complaints.filter((said) => !/409|422/.test(said)), []);
});

const said = (page) => page.textContent('#live');

test('a move is undone and redone by keys, on each layout, and said; a text field keeps its own', { skip }, async () => {
  const { page } = chief;
  await open(chief);
  const order = await arranged();
  assert.ok(order.length >= 2, String(order));
  const moved = [order[1], order[0], ...order.slice(2)];
  await page.focus('.stories li:first-child .handle');
  for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  assert.deepEqual(await arranged(), moved);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await arranged(), order);
  assert.equal(await said(page), `Скасовано, 1 / ${order.length}: ${order[0]}`);
  assert.equal(await page.getAttribute(':focus', 'aria-label'), order[0], 'what moved has the focus');
  await page.keyboard.press('Control+Shift+z');
  assert.deepEqual(await arranged(), moved);
  assert.match(await said(page), /^Повторено, 2 \/ /);
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
    { key: 'я', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true })));
  assert.deepEqual(await arranged(), order, 'on a Cyrillic layout');
  await page.keyboard.press('Control+z');
  assert.match(await said(page), /^Немає чого/);

  // Taken and not yet put down: that step alone goes back.
  for (const key of ['Space', 'ArrowDown', 'Control+z']) await page.keyboard.press(key);
  assert.deepEqual(await arranged(), order);
  assert.equal(await page.locator('.taken').count(), 0);
  await page.focus('#find');
  await page.keyboard.press('Control+Shift+z');
  assert.deepEqual(await arranged(), order);
});

test('what was removed, added or moved by a button is undone, too, with its time; the buttons do the same', { skip }, async () => {
  const { page } = chief;
  await open(chief);
  const order = await arranged();
  const undo = () => Promise.all([page.waitForEvent('load'), page.keyboard.press('Control+z')]);
  assert.ok(await page.isDisabled('#front-undo'));
  await page.click('.stories li:first-child summary');
  await page.fill('.stories li:first-child [name=until]', '2099-01-01T10:00');
  await press('.stories li:first-child [value^=remove]');
  assert.deepEqual(await arranged(), order.slice(1));
  const added = await page.textContent('.stock li:last-child .what');
  await press('.stock li:last-child button');
  await press('.stories li:last-child [value^=up]');
  const last = await arranged();
  await page.click('#front-undo');
  assert.deepEqual(await arranged(), [...order.slice(1), added]);
  await undo();
  assert.deepEqual(await arranged(), order.slice(1));
  await page.waitForFunction((words) => document.getElementById('live').textContent === words, `Скасовано, прибрано: ${added}`);
  await undo();
  assert.deepEqual(await arranged(), order);
  assert.equal(await page.inputValue('.stories li:first-child [name=until]'), '2099-01-01T10:00');
  await page.waitForFunction(() => document.getElementById('live').textContent.startsWith('Скасовано, 1 / '));
  for (let i = 0; i < 2; i++) await press('#front-redo');
  await page.waitForSelector('#front-redo:focus');
  await page.keyboard.press('Enter');
  assert.deepEqual(await arranged(), last);
  assert.ok(await page.isDisabled('#front-redo'));
  await open(chief);
  assert.ok(await page.isDisabled('#front-undo'), 'what was discarded is not brought back');
  await page.keyboard.press('?');
  assert.match(await page.textContent('.key-help'), /Скасувати дію/);
  await page.keyboard.press('Escape');
});

test('an older story is found by words of its headline, placed like the others, by keys and without a script', { skip }, async () => {
  await newsroom.import(Array.from({ length: 45 }, (_, i) => story({ uri: `urn:front:new:${i}`, language: 'uk', headline: `Нове ${i}`, section: 'town', published: `2023-09-01T09:${String(i).padStart(2, '0')}:00Z` })));
  await newsroom.import([story({ uri: 'urn:front:inquiry', language: 'uk', headline: 'Розслідування: міст без опор', section: 'town', published: '2023-01-05T09:00:00Z' }),
    story({ uri: 'urn:front:inquiry:ru', language: 'ru', headline: 'Розслідування: мост без опор', section: 'town', published: '2023-01-05T09:00:00Z' })]);
  const { page } = chief, complained = chief.complaints.length;
  await open(chief);
  assert.equal(await page.locator('.stock li').count(), 40);
  assert.equal(await page.locator('.stock li:has-text("Розслідування")').count(), 0);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'find');
  await page.keyboard.type('РОЗСЛІДУВАННЯ: міст');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.deepEqual(await page.locator('.stock .what').allTextContents(), ['Розслідування: міст без опор']);
  const before = await arranged();
  // The first that was found has the focus: Enter places it.
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.deepEqual(await arranged(), [...before, 'Розслідування: міст без опор']);
  assert.equal(await page.inputValue('#find'), 'РОЗСЛІДУВАННЯ: міст', 'and one goes on searching');
  assert.match(await page.textContent('.stock-none'), /Нічого/, 'what is placed is offered no more');
  assert.deepEqual(chief.complaints.slice(complained), []);

  const context = await page.context().browser().newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto('/front?edition=uk');
  await plain.fill('#find', 'без опор');
  await plain.click('#find-go');
  await plain.click('.stock li:has-text("міст без опор") button');
  assert.ok((await plain.locator('.stories .what').allTextContents()).includes('Розслідування: міст без опор'));
  await plain.fill('#find', 'нове');
  await plain.click('#find-go');
  assert.equal(await plain.locator('.stock li').count(), 20);
  assert.equal(await plain.textContent('.stock .what >> nth=0'), 'Нове 44');
  await plain.click('#find-further');
  assert.equal(await plain.textContent('.stock .what >> nth=0'), 'Нове 24');
  assert.ok((await plain.locator('.stories .what').allTextContents()).includes('Розслідування: міст без опор'), 'what is arranged stays');
  await plain.fill('#find', '');
  await plain.click('#find-go');
  assert.equal(await plain.locator('.stock li').count(), 40);
  await context.close();
});
