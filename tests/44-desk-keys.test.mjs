// Keys at the desk: the palette, going anywhere, the list of keys that cannot lie, on Cyrillic layouts too, and switched off.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { missingChromium } from './support/chromium.mjs';
import { deskWithChief } from './support/desk_scene.mjs';
import { story } from './support/ninjs.mjs';

const AXE = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };
const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, browser, desk, chief;
before(async () => {
  if (skip) return;
  ({ newsroom, desk, browser, chief } = await deskWithChief(end, { items: ['Міст відкрито', 'Ярмарок скасовано'].map((headline, i) => story({ uri: `urn:keys:${i}`, language: 'uk', headline, section: 'town' })) }));
});
after(async () => {
  for (const step of steps) await step();
});

// A key as a keyboard with another layout sends it: the letter of the layout, and where it stands.
const typed = (page, key, code, modifiers = {}) => page.evaluate(([name, place, more]) => {
  (document.activeElement || document.body).dispatchEvent(new KeyboardEvent('keydown', { key: name, code: place, bubbles: true, cancelable: true, ...more }));
}, [key, code, modifiers]);
const at = (path) => chief.page.waitForURL((url) => url.pathname === path);
const begin = async () => {
  await chief.page.goto('/');
  await chief.page.keyboard.press('n');
  await chief.page.waitForSelector('html[data-ready]');
};
const helped = async () => {
  await chief.page.waitForSelector('dialog.key-help[open]');
  return chief.page.locator('.key-help').textContent();
};

test('Ctrl+K finds an article by what one types, and Enter opens it', { skip }, async () => {
  const { page } = chief;
  await page.goto('/pictures');
  await page.keyboard.press('Control+k');
  const field = page.locator('.palette [role=combobox]');
  assert.ok(await field.evaluate((one) => one === document.activeElement));
  await page.keyboard.type('ярмар');
  await page.waitForSelector('.palette [role=option]:has-text("Ярмарок скасовано")');
  await page.waitForFunction(() => document.querySelector('.palette [aria-selected=true]').id === document.getElementById('palette-field').getAttribute('aria-activedescendant'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/articles\/\d+$/);
  await page.waitForSelector('html[data-ready]');
  assert.equal(await page.inputValue('#headline'), 'Ярмарок скасовано');
});

test('Ctrl+K leads to the screens that one may see, by arrows; Escape leaves all as it was', { skip }, async () => {
  const { page } = chief;
  await page.goto('/');
  await page.focus('#find');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.palette', { state: 'detached' });
  assert.ok(await page.locator('#find').evaluate((one) => one === document.activeElement), 'the focus is back');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('журнал');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await at('/log');
});

test('Ctrl+K finds each page behind the settings by its name, in every language', { skip }, async () => {
  const { page } = chief;
  const use = async (language) => {
    await page.goto('/me');
    await page.selectOption('[name=language]', language);
    await page.click('form[action="/me"] button[type=submit]');
    await page.waitForURL(/done=saved/);
  };
  for (const [language, names] of [['en', { support: '/support', site: '/site' }], ['ru', { поддержка: '/support', сайт: '/site' }],
    ['uk', { підтримка: '/support', сайт: '/site', реклама: '/slots', 'сторінки редакції': '/pages' }]]) {
    await use(language);
    for (const [name, path] of Object.entries(names)) {
      await page.goto('/');
      await page.keyboard.press('Control+k');
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await at(path);
    }
  }
});

test('a reporter’s palette does not lead where reporters may not go', { skip }, async () => {
  const { stdout } = await newsroom.must('invite', 'reporter=uk', '--desk', desk.url);
  const reporter = await browser.visitor(desk);
  await reporter.becomeWithPasskey(`${desk.url}${/(\/welcome\/\S+)/.exec(stdout)[1]}`, { name: 'Петро Бондар', login: 'petro' });
  await reporter.page.keyboard.press('Control+k');
  const places = await reporter.page.locator('.palette li').allTextContents();
  assert.ok(places.some((place) => place.includes('Матеріали')));
  assert.ok(!places.some((place) => /Люди|Журнал|Головна/.test(place)), places.join('\n'));
  await reporter.context.close();
});

test('Ctrl+K does what the page is for: the preview from the palette', { skip }, async () => {
  const { page } = chief;
  await begin();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('попередній');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#preview-panel[open]');
});

test('with words selected in the text Ctrl+K is a link; without, the palette', { skip }, async () => {
  const { page } = chief;
  await begin();
  await page.click('.prose');
  await page.keyboard.type('Читайте звіт');
  await page.keyboard.press('Control+k');
  await page.waitForSelector('dialog.palette[open]');
  await page.keyboard.press('Escape');
  await page.click('.prose');
  await page.keyboard.press('Control+a');
  page.once('dialog', (asked) => asked.accept('https://example.org/report'));
  await page.keyboard.press('Control+k');
  await page.waitForSelector('.prose a[href="https://example.org/report"]');
  assert.equal(await page.locator('.palette').count(), 0);
});

test('G and a letter go, on a Ukrainian layout too; ? lists, N begins', { skip }, async () => {
  const { page } = chief;
  await page.goto('/');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await at('/front');
  await typed(page, 'п', 'KeyG');
  await typed(page, 'і', 'KeyS');
  await at('/');
  await typed(page, ',', 'Slash', { shiftKey: true });
  assert.match(await helped(), /Перейти.*Матеріали/s);
  await page.keyboard.press('n'); // the page behind a dialog does not hear it
  assert.equal(new URL(page.url()).pathname, '/');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.key-help', { state: 'detached' });
  await typed(page, '?', 'Digit7', { shiftKey: true });
  await helped();
  await page.keyboard.press('Escape');
  await typed(page, 'т', 'KeyN');
  await page.waitForURL(/\/articles\/\d+$/);
});

// Somebody opens the article elsewhere and takes it over; this page learns of it.
async function beTakenOver(page) {
  await page.evaluate(() => fetch(`${location.pathname}/claim`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ tab: 'other', take_over: true }) }));
  await page.waitForFunction(() => !document.querySelector('#body .ProseMirror').isContentEditable);
}

test('who types on in a text that was just taken over does nothing by it; after a pause or a click keys are keys again', { skip }, async () => {
  const { page } = chief;
  for (const field of ['#body .ProseMirror', '#lead']) {
    await begin();
    await page.evaluate(() => { window.isStill = true; });
    await page.click(field);
    await page.keyboard.type('Міст ');
    await beTakenOver(page);
    await page.keyboard.type('one ? g s ');
    await typed(page, 'т', 'KeyN');
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => window.isStill), true, 'nothing else was opened');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    if (field === '#lead') await page.click('#state');
    else await page.waitForTimeout(3100);
    await page.keyboard.press('?');
    assert.match(await helped(), /Матеріали/);
    await page.keyboard.press('Escape');
  }
  await page.goto('/');
});

test('? tells of the keys of this page alone, and each of them does something', { skip }, async () => {
  const { page } = chief;
  await page.goto('/');
  await page.keyboard.press('?');
  const list = await helped();
  assert.match(list, /Попередній/);
  assert.doesNotMatch(list, /Напівжирний|Запустити/);
  await begin();
  await page.focus('#preview');
  await page.keyboard.press('?');
  const editor = await helped();
  assert.match(editor, /Напівжирний/);
  assert.doesNotMatch(editor, /застарілий|Запустити/, 'this one is no translation');
  await page.keyboard.press('Escape');

  await page.focus('#lead');
  await page.keyboard.press('Control+.');
  assert.ok(await page.evaluate(() => document.querySelector('.panel').contains(document.activeElement)));
  await page.keyboard.press('Control+.');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lead');
  await typed(page, 'ґ', 'Backslash', { ctrlKey: true });
  assert.equal(await page.locator('.panel').isVisible(), false);
  await page.keyboard.press('Control+\\');
  assert.equal(await page.locator('.panel').isVisible(), true);
});

test('palette, keys, front, history and numbers have no barrier that axe-core finds, and fit a phone', { skip }, async () => {
  const { page } = chief;
  const found = [];
  async function look(name) {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate((options) => axe.run(document, options), AXE);
    found.push(...violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' ')}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) found.push(`${name} scrolls sideways by ${over}`);
  }
  await page.goto('/front?edition=uk');
  await Promise.all([page.waitForEvent('load'), page.click('.stock li button')]);
  await Promise.all([page.waitForEvent('load'), page.click('#launch')]);
  for (const [width, scheme] of [[360, 'light'], [768, 'dark'], [1280, 'light']]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    for (const place of ['/front?edition=uk', '/front/history?edition=uk', '/numbers?edition=uk', '/articles/1']) {
      await page.goto(place);
      if (place.startsWith('/articles')) continue;
      for (const details of await page.locator('main details summary').all()) await details.click();
      await look(`${place} ${width}`);
    }
    await page.waitForSelector('html[data-ready]');
    for (const [key, opened] of [['Control+k', 'dialog.palette'], ['?', 'dialog.key-help']]) {
      await page.focus('#preview');
      await page.keyboard.press(key);
      await page.waitForSelector(opened);
      await look(`${opened} ${width}`);
      await page.keyboard.press('Escape');
      await page.waitForSelector(opened, { state: 'detached' });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(found, []);
});

test('keys of one letter can be switched off; those with Ctrl stay', { skip }, async () => {
  const { page } = chief;
  await page.goto('/me');
  await page.check('[name=single_keys_off]');
  await page.click('form[action="/me"] button[type=submit]');
  await page.waitForURL(/done=saved/);
  await page.goto('/');
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await page.waitForSelector('.palette');
  assert.equal(new URL(page.url()).pathname, '/');
  assert.equal(await page.locator('.key-help').count(), 0);
  await page.keyboard.type('список клавіш');
  await page.keyboard.press('Enter');
  assert.doesNotMatch(await helped(), /Новий матеріал/);
  assert.match(await helped(), /вимкнено/);
  assert.deepEqual(chief.complaints, []);
});
