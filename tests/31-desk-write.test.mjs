// From nothing to a page: a story is begun, typed, checked and published at the desk, and readers have it.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { missingChromium } from './support/chromium.mjs';
import { TOWN, deskWithChief } from './support/desk_scene.mjs';
import { DeskPerson } from './support/desk_person.mjs';

const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, desk, browser, chief;
before(async () => {
  if (skip) return;
  ({ newsroom, desk, browser, chief } = await deskWithChief(end, { sections: { ...TOWN, village: { uk: 'Село', ru: 'Село', en: 'Village' } } }));
});
after(async () => {
  for (const step of steps) await step();
});

test('a section that nobody chose stays a proposal, however often the text is saved, and becomes no habit', { skip }, async () => {
  const { page } = chief;
  const isProposal = async () => {
    assert.match(await page.textContent('#section-guess'), /лише запропоновано/);
    assert.equal(await page.inputValue('#section'), '0');
    assert.equal(await page.textContent('#section option:checked'), `${await page.textContent('#section option:nth-child(2)')}\u00a0— пропозиція`);
  };
  const isReady = () => page.waitForSelector('html[data-ready]');
  const url = await page.evaluate(async () => (await fetch('/articles', { method: 'POST' })).url);
  await page.goto(url);
  await isReady();
  await isProposal();
  await page.keyboard.type('Ще без розділу');
  await page.waitForTimeout(1500);
  await page.waitForFunction(() => /Збережено/.test(document.getElementById('state').textContent));
  await page.reload();
  await isReady();
  assert.equal(await page.inputValue('#headline'), 'Ще без розділу');
  await isProposal();
  await page.goto(await page.evaluate(async () => (await fetch('/articles', { method: 'POST' })).url));
  await isReady();
  await isProposal();

  await page.goto(url);
  await isReady();
  await page.selectOption('#section', { index: 1 });
  assert.equal(await page.textContent('#section-guess'), '');
  await page.selectOption('#section', { index: 0 });
  await page.waitForTimeout(1500);
  await page.waitForFunction(() => /Збережено/.test(document.getElementById('state').textContent));
  await page.goto('/');
});

test('N, headline, lead, text, Ctrl+Enter twice: it is on the site, in a section that is told as proposed', { skip }, async () => {
  const { page } = chief;
  await page.keyboard.press('n');
  await page.waitForURL(/\/articles\/\d+$/);
  await page.waitForSelector('html[data-ready]');
  await page.keyboard.type('Міст знову відкрито');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Після трьох тижнів ремонту.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Рух почався о шостій. "Нарешті", - сказала водійка автобуса.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Джерело: міська рада.');
  assert.match(await page.textContent('#section-guess'), /запропоновано/);
  const proposed = await page.textContent('#section option:checked');
  const offered = await page.textContent('#section option:nth-child(2)');
  assert.equal(proposed, `${offered}\u00a0— пропозиція`);
  await page.focus('#headline');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('#publish-panel[open] #publish-now:not([disabled])');
  assert.ok((await page.textContent('#publish-faults')).includes(`Розділ «${offered}» лише запропоновано, матеріал вийде в ньому`));
  assert.ok(await page.isHidden('#publish-faults .bad'), 'it stops nobody');
  await page.waitForTimeout(600); // it can be read first
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.notice.good');
  assert.equal(await page.textContent('#section option:checked'), offered, 'chosen by publishing');
  assert.equal(await page.textContent('#section-guess'), '');
  assert.deepEqual(chief.complaints, []);

  const href = await page.getAttribute('.notice.good a.button', 'href');
  const path = new URL(href).pathname;
  const text = await newsroom.page(path);
  for (const wanted of [/<h1>Міст знову відкрито<\/h1>/, /«Нарешті»,\s—\sсказала водійка автобуса/, /class="labelled source"><strong>Джерело:<\/strong> міська рада/])
    assert.ok(wanted.test(text), `${wanted} is not on the page: ${text.slice(text.indexOf('<h1'), text.indexOf('<h1') + 1500)}`);
  assert.ok((await newsroom.page('/')).includes('Міст знову відкрито'), 'the front shows it');
});

test('the list shows it, live, and what others do while it is open', { skip }, async () => {
  const { page } = chief;
  await page.goto('/');
  const row = page.locator('tr[data-article]').first();
  assert.match(await row.textContent(), /Міст знову відкрито/);
  assert.match(await row.textContent(), /на\s+сайті/);

  const second = await chief.context.newPage();
  await second.goto('/');
  await second.keyboard.press('n');
  await second.waitForSelector('html[data-ready]');
  await second.keyboard.type('Нова новина поруч');
  await page.bringToFront();
  await page.waitForFunction(() => document.getElementById('rows').textContent.includes('Нова новина поруч'));
  await second.close();
});

test('the next one begins in the section in which its writer wrote last, and nothing is said of it', { skip }, async () => {
  const { page } = chief;
  const begin = async () => {
    await page.goto('/');
    await page.keyboard.press('n');
    await page.waitForURL(/\/articles\/\d+$/);
    await page.waitForSelector('html[data-ready]');
    assert.equal(await page.textContent('#section-guess'), '');
    await page.focus('#headline');
  };
  const saved = () => page.waitForFunction(() => /Збережено/.test(document.getElementById('state').textContent));
  await begin();
  await page.keyboard.type('В іншому розділі');
  await page.selectOption('#section', { index: 2 });
  const chosen = await page.textContent('#section option:checked');
  await page.waitForTimeout(1500);
  await saved();
  const other = page.url();
  await begin();
  assert.equal(await page.textContent('#section option:checked'), chosen);
  await page.goto(other);
  await page.waitForSelector('html[data-ready]');
  assert.equal(await page.textContent('#section option:checked'), chosen);
});

test('N opens one’s own newest draft again as long as it is as it was begun, and nobody else has it open', { skip }, async () => {
  const { page } = chief;
  const editor = await DeskPerson.join(newsroom, desk, ['editor']);
  const pressN = async () => {
    await page.goto('/');
    await Promise.all([page.waitForURL(/\/articles\/\d+$/), page.keyboard.press('n')]);
    await page.waitForSelector('html[data-ready]');
    return new URL(page.url()).pathname;
  };
  const first = await pressN();
  assert.equal(await pressN(), first);
  const inRussian = await page.evaluate(async () => (await fetch('/articles', { method: 'POST', body: new URLSearchParams({ edition: 'ru', or_unwritten: '1' }) })).url);
  assert.notEqual(new URL(inRussian).pathname, first);
  assert.equal(await pressN(), first, 'the newest of the edition');
  await page.keyboard.type('Тепер тут є слова');
  await page.waitForTimeout(1500);
  await page.waitForFunction(() => /Збережено/.test(document.getElementById('state').textContent));
  const second = await pressN();
  assert.notEqual(second, first);
  await page.goto('/');
  await editor.send('POST', `${second}/claim`, { tab: 'x', take_over: true });
  const third = await pressN();
  assert.notEqual(third, second);
  assert.ok((await editor.form(`${third}/comments`, { text: 'Про що це?' })).status < 400);
  assert.notEqual(await pressN(), third, 'a colleague has said something of it');
});
