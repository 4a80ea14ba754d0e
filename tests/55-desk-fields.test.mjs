// The fields beside the text: nothing that is typed or pasted there is lost in silence, a press beside a field that is being
// typed into does its act, and what the check finds leads to where it is mended and stands there until it is.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { missingChromium } from './support/chromium.mjs';
import { DeskBrowser } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { servedDesk } from './support/desk_scene.mjs';

const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, desk, browser, chief, page;
before(async () => {
  if (skip) return;
  ({ newsroom, desk } = await servedDesk(end));
  chief = await DeskPerson.join(newsroom, desk, ['chief'], { name: 'Олена Коваль' });
  browser = await DeskBrowser.start(end);
  page = await pageOf();
});
after(async () => {
  for (const step of steps) await step();
});

async function pageOf(size = {}) {
  return (await browser.windowOf(chief, size)).page;
}
async function begin(on = page) {
  const article = await chief.begin('uk');
  await on.goto(`/articles/${article}`);
  await on.waitForSelector('html[data-ready]');
  await on.fill('#headline', 'Міст знову відкрито');
  await on.selectOption('#section', { label: 'Місто' });
  return article;
}
async function saved(article) {
  await page.waitForFunction(() => /Збережено/.test(document.getElementById('state').textContent));
  return (await chief.open(article)).content;
}
async function check(on = page) {
  await on.focus('#headline');
  await on.keyboard.press('Control+Enter');
  await on.waitForSelector('#publish-faults li');
}
async function addSource({ name = '', url = '' }, on = page) {
  await on.click('#add-source');
  const row = on.locator('.source').last();
  await row.locator('input').nth(0).fill(name);
  await row.locator('input').nth(1).fill(url);
}
const pairs = ({ sources }) => sources.map(({ name, url }) => [name, url]);
const faultLink = (words, on = page) => on.locator('#publish-faults li.bad a', { hasText: words });

test('a link that is pasted before its source has a name is kept, a row with nothing in it is not, and the check says what is missing', { skip }, async () => {
  const article = await begin();
  await addSource({ name: 'Інститут доріг', url: 'https://roads.example/' });
  await addSource({});
  await addSource({ url: 'https://bridge.example/plan' });
  assert.deepEqual(pairs(await saved(article)), [['Інститут доріг', 'https://roads.example/'], ['', 'https://bridge.example/plan']]);
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  assert.equal(await page.locator('.source').last().locator('input').nth(1).inputValue(), 'https://bridge.example/plan');
  await check();
  await faultLink(/^Джерело має посилання, але не має назви/).waitFor();
  assert.ok(await page.isDisabled('#publish-now'));
  const { revision } = await chief.open(article);
  const refused = await chief.send('POST', `/articles/${article}/publish`, { revision });
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.json.faults.filter((fault) => fault.blocks).map(({ field, item, part }) => [field, item, part]), [['sources', 1, 'name']]);
  for (const address of ['preview', 'versions']) assert.equal((await chief.ask({ path: `/articles/${article}/${address}` })).status, 200, address);
});

test('a press beside the name that is being typed does its act, and the name becomes a chip', { skip }, async () => {
  for (const [field, name] of [['#authors', 'Марта Гай'], ['#topics', 'Мости']]) {
    const article = await begin();
    await page.click(field);
    await page.keyboard.type(name);
    await page.locator('#add-source').scrollIntoViewIfNeeded();
    const { x, y, width, height } = await page.locator('#add-source').boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.waitForTimeout(100); // as long as a finger stays
    await page.mouse.up();
    assert.equal(await page.locator('.source').count(), 1, field);
    await page.locator('.chip', { hasText: name }).waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.matches('.source input')), 'the cursor is in the new row');
    const content = await saved(article);
    assert.ok(content[field.slice(1)].some((one) => one.name === name), field);
  }
});

test('a name that is not yet a chip goes along with the press that asks for the check', { skip }, async () => {
  await begin();
  await page.click('.chip button'); // who begins an article is its author
  await page.keyboard.type('Марта Гай');
  await page.click('#publish');
  await page.waitForSelector('#publish-faults li');
  assert.doesNotMatch(await page.textContent('#publish-faults'), /автора/);
  await page.locator('.chip', { hasText: 'Марта Гай' }).waitFor();
});

test('a press that is let go elsewhere makes a chip of the name, and nothing else', { skip }, async () => {
  await begin();
  await page.click('#topics');
  await page.keyboard.type('Мости');
  const { x, y } = await page.locator('#add-source').boundingBox();
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  await page.mouse.move(300, 300);
  await page.mouse.up();
  await page.locator('.chip', { hasText: 'Мости' }).waitFor();
  assert.equal(await page.locator('.source').count(), 0);
});

// ---- what the check finds ----

const focused = (on = page) => on.evaluate(() => {
  const one = document.activeElement;
  const words = (one.getAttribute('aria-describedby') || '').split(' ').filter(Boolean).map((id) => document.getElementById(id)?.textContent);
  const { top, bottom, left, width } = one.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, (top + bottom) / 2);
  return { type: one.type, value: one.value, label: one.getAttribute('aria-label'), isInvalid: one.getAttribute('aria-invalid') === 'true', words, isSeen: seen === one || one.contains(seen) };
});

test('a fault of a source leads to the very field that is at fault, is told beside it until it is changed, and only there', { skip }, async () => {
  await begin();
  await addSource({ name: 'Інститут доріг', url: 'https://roads.example/' });
  await addSource({});
  await addSource({ url: 'https://bridge.example/' });
  await addSource({ name: 'Мерія', url: 'десь там' });
  await check();
  await faultLink(/не має назви/).click();
  assert.ok(await page.isHidden('#publish-panel'));
  const name = await focused();
  assert.deepEqual([name.type, name.value, name.isInvalid, name.isSeen], ['text', '', true, true]);
  assert.match(name.words.join(' '), /не має назви/);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('.source input')].indexOf(document.activeElement)), 4, 'of the third row');
  assert.equal(await page.locator('.source .field-fault').count(), 2);
  await page.click('#add-source'); // changes nothing of them
  assert.equal(await page.locator('.source .field-fault').count(), 2);
  await page.locator('.source input[aria-invalid=true]').first().fill('Міст');
  assert.deepEqual(await page.locator('.source .field-fault').allTextContents().then((all) => all.map((text) => /нікуди не веде/.test(text))), [true]);
  assert.equal(await page.locator('.source input[aria-invalid=true]').count(), 1);

  await check();
  assert.equal(await faultLink(/не має назви/).count(), 0);
  await faultLink(/нікуди не веде/).click();
  const address = await focused();
  assert.deepEqual([address.type, address.value, address.isInvalid], ['url', 'десь там', true]);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('https://rada.example/');
  assert.equal(await page.locator('.field-fault').count(), 0);
  assert.equal((await focused()).words.length, 0);
});

test('a name that is too long leads to its chip, no author to where one is typed, no section to the choice', { skip }, async () => {
  await begin();
  await page.fill('#topics', 'Мости');
  await page.press('#topics', 'Enter');
  await page.fill('#topics', 'щ'.repeat(700));
  await page.press('#topics', 'Enter');
  await page.click('.chip button');
  await page.selectOption('#section', '0');
  await check();
  await faultLink(/Назва теми задовга/).click();
  const topic = await focused();
  assert.match(topic.label, /: щщщ/);
  assert.match(topic.words.join(' '), /Назва теми задовга/);
  assert.equal(await page.locator('.chip.faulty').count(), 1);
  await page.fill('#authors', 'Марта Гай');
  assert.equal(await page.locator('.field-fault', { hasText: 'Немає автора' }).count(), 1);
  await page.press('#authors', 'Enter');
  assert.equal(await page.locator('.field-fault', { hasText: 'Немає автора' }).count(), 0);
  await page.locator('.chip.faulty button').click();
  assert.equal(await page.locator('.field-fault', { hasText: 'Назва теми' }).count(), 0);
  assert.equal(await page.inputValue('#section'), '0');
});

test('on a telephone, and where only the text is shown, no bar hides the field that a fault leads to', { skip }, async () => {
  const phone = await pageOf({ width: 360, height: 640 });
  await begin(phone);
  await addSource({ url: 'https://bridge.example/' }, phone);
  await check(phone);
  await faultLink(/не має назви/, phone).click();
  const onPhone = await focused(phone);
  assert.deepEqual([onPhone.type, onPhone.isInvalid, onPhone.isSeen], ['text', true, true]);
  await phone.context().close();

  await begin();
  await addSource({ url: 'https://bridge.example/' });
  await page.evaluate(() => document.body.classList.add('only-text'));
  await check();
  await faultLink(/не має назви/).click();
  const alone = await focused();
  assert.deepEqual([alone.type, alone.isInvalid, alone.isSeen], ['text', true, true]);
});

// ---- lengths; the address ----

async function pasteInto(field, text) {
  await page.click(field);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

test('a headline and a lead that are pasted longer than a page takes stay whole, and are told as too long', { skip }, async () => {
  const article = await begin();
  const headline = 'щ'.repeat(700), lead = 'ж'.repeat(4100);
  assert.equal(await page.textContent('#headline-limit') + await page.textContent('#lead-limit'), '');
  await pasteInto('#headline', headline);
  await pasteInto('#lead', lead);
  assert.match(await page.textContent('#headline-limit'), /^Задовго: знаків 700, а\sтреба не більше\s300 \(\+400\)$/);
  assert.match(await page.textContent('#lead-limit'), /^Задовго: знаків 4\s?100, а\sтреба не більше\s2\s?000 \(\+2\s?100\)$/);
  const bad = await page.evaluate(() => getComputedStyle(document.querySelector('.field-fault, #headline-limit')).color);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('#headline-length .count')).color), bad);
  const content = await saved(article);
  assert.deepEqual([content.headline, content.lead], [headline, lead]);
  await check();
  for (const words of [/Заголовок задовгий/, /Лід задовгий/]) assert.equal(await faultLink(words).count(), 1, String(words));
  await faultLink(/Заголовок задовгий/).click();
  const there = await focused();
  assert.ok(there.isInvalid && /Задовго/.test(there.words[0]) && /Заголовок задовгий/.test(there.words[1]), JSON.stringify(there.words));
  await pasteInto('#headline', 'Коротко');
  assert.equal(await page.textContent('#headline-limit'), '');
  assert.equal(await page.locator('.field-fault', { hasText: 'Заголовок' }).count(), 0);
});

test('an address that is typed in other letters is told as it will be, and that is how it comes out', { skip }, async () => {
  await begin();
  await page.fill('#slug', 'Погана Адреса!');
  await page.focus('#notes');
  await page.waitForTimeout(300);
  assert.equal(await page.textContent('#slug-hint'), '', 'this edition’s addresses have no words');
  assert.equal((await chief.form('/editions/1/addresses', { pattern: '/{prefix}/news/{slug}-{id}/', was: '/{prefix}/news/{yyyy}/{mm}/{dd}/{id}/' })).status, 303);
  const article = await begin();
  const told = (words) => page.waitForFunction((all) => new RegExp(all).test(document.getElementById('slug-hint').textContent), words);
  await page.fill('#slug', 'Погана Адреса!');
  await page.focus('#notes');
  await told('^В\\sадресі буде «pohana-adresa»');
  await page.fill('#slug', '2024');
  await page.focus('#notes');
  await told('немає жодної літери');
  await page.fill('#slug', 'dobra-adresa-2');
  await page.focus('#notes');
  await page.waitForTimeout(300);
  assert.equal(await page.textContent('#slug-hint'), '');
  await page.fill('#slug', 'Погана Адреса!');
  await page.focus('#notes');
  await saved(article);
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  await told('pohana-adresa'); // who opens it is told as well
  const { revision } = await chief.open(article);
  const out = await chief.send('POST', `/articles/${article}/publish`, { revision });
  assert.equal(out.status, 200, out.text);
  assert.match(out.json.address, /pohana-adresa/);
});
