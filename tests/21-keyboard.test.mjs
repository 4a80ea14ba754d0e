// Every page kind with the keyboard alone: the skip link comes first and works, every link is reached in the order of the
// page, what has the focus is in view and looks otherwise than without it.
// Walks pages, in lanes of its own.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visit, inLanes, missingChromium, startChromium } from './support/chromium.mjs';
import { EDITIONS } from './support/newsroom.mjs';
import { message } from './support/pages.mjs';
import { everyKind } from './support/site.mjs';

const LANES = 4; // pages wait more than they work
const MASTHEAD_MAX = 150; // pixels, on a phone
const AROUND = 8; // pixels about an element, in which its focus is drawn

const skip = missingChromium();
const steps = [];
let newsroom, kinds, browser;
before(async () => {
  if (skip) return;
  ({ newsroom, kinds } = await everyKind({ after: (step) => steps.push(step) }, { failing: true }));
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

// In the page: what a reader without a pointer must come to, in order.
function stops() {
  return [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')]
    .filter((element) => element.checkVisibility());
}

const nameOf = (element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`;

// In the page: what has the focus, whether in view, and whether it is drawn by an outline, which forced colours keep.
function focused() {
  const element = document.activeElement;
  if (element === document.body) return null;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const kind = [element.tagName, element.className, element.parentElement.tagName, element.closest('[class]')?.className].join(' ');
  return {
    index: stops().indexOf(element),
    kind,
    inView: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
    outlined: outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2,
    box: { left, top, right, bottom },
  };
}

async function withFunctions(visit) {
  await visit.page.evaluate(`globalThis.stops = ${stops}; globalThis.focused = ${focused}; globalThis.nameOf = ${nameOf};`);
}

// Whether the page about the box looks otherwise once the focus is gone.
async function isSeen(page, { left, top, right, bottom }) {
  const { width, height } = page.viewportSize();
  const x = Math.max(0, left - AROUND), y = Math.max(0, top - AROUND);
  const clip = { x, y, width: Math.min(width, right + AROUND) - x, height: Math.min(height, bottom + AROUND) - y };
  const withFocus = await page.screenshot({ clip });
  await page.evaluate(() => {
    globalThis.had = document.activeElement;
    had.blur();
  });
  const without = await page.screenshot({ clip });
  await page.evaluate(() => had.focus({ preventScroll: true }));
  return !withFocus.equals(without);
}

// Goes through the page with Tab. Looks of each kind of element are compared once, which `seen` remembers.
async function walk(visit, seen) {
  const wrong = [];
  const names = await visit.page.evaluate(() => stops().map(nameOf));
  for (let at = 0; at < names.length; at++) {
    await visit.page.keyboard.press('Tab');
    const found = await visit.page.evaluate(() => focused());
    if (found?.index !== at) return [...wrong, `Tab ${at + 1} comes to ${names[found?.index] ?? 'nothing'} instead of ${names[at]}`];
    if (!found.inView) wrong.push(`${names[at]} has the focus and is out of view`);
    if (!found.outlined) wrong.push(`${names[at]} has the focus and no outline`);
    if (seen.has(found.kind)) continue;
    seen.add(found.kind);
    if (!(await isSeen(visit.page, found.box))) wrong.push(`${names[at]} looks the same with the focus`);
  }
  return wrong;
}

// The first Tab leads to a link into the page's own text, from which Tab goes on there.
async function skipsToContent(visit) {
  await visit.page.keyboard.press('Tab');
  const first = await visit.page.evaluate(() => ({ ...focused(), href: document.activeElement.getAttribute('href') }));
  if (first.href !== '#main' || !first.inView) return ['the first stop is no link to the content'];
  await visit.page.keyboard.press('Enter');
  if (!(await visit.page.evaluate(() => document.activeElement.matches('main')))) return ['the skip link does not move the focus'];
  await visit.page.keyboard.press('Tab');
  return visit.page.evaluate(() => {
    const own = stops().find((stop) => document.querySelector('main').contains(stop));
    return !own || document.activeElement === own ? [] : ['behind the skip link Tab does not come to the first link of the content'];
  });
}

// What is wrong with the pages, each walked through once.
async function judge(pages, { width, scheme }) {
  const wrong = [];
  const seen = new Set();
  await inLanes(LANES, pages, async ({ kind, language, path }) => {
    const visit = await Visit.start(browser, newsroom.server.url, { width, scheme });
    for (const part of [skipsToContent, (one) => walk(one, seen)]) {
      await visit.go(path);
      await withFunctions(visit);
      wrong.push(...(await part(visit)).map((what) => `${kind}, ${language}, ${width} px, ${scheme}: ${what}`));
    }
    await visit.close();
  });
  return wrong.join('\n');
}

// Languages share templates, so each page kind is walked through in one at a desk, in turn, and in Ukrainian in the hand.
test('every link of every page kind is reached and seen', { skip }, async () => {
  const names = [...new Set(kinds.map(({ kind }) => kind))];
  const inTurn = kinds.filter(({ kind, language }) => language === ['ru', 'en'][names.indexOf(kind) % 2]);
  assert.ok(names.every((name) => inTurn.some(({ kind }) => kind === name)));
  assert.equal(await judge(inTurn, { width: 1280, scheme: 'light' }), '');
});

test('likewise on a narrow page', { skip }, async () => {
  assert.equal(await judge(kinds.filter(({ language }) => language === 'uk'), { width: 360, scheme: 'light' }), '');
});

test('the focus is seen in the dark', { skip }, async () => {
  const shapes = ['front', 'article', 'blocks', 'topic', 'day', 'support', 'missing'];
  const pages = kinds.filter(({ kind, language }) => language === 'en' && shapes.includes(kind));
  assert.equal(await judge(pages, { width: 360, scheme: 'dark' }), '');
});

// In the page: the masthead's stops whose next one is neither further right on the line nor on a line below.
function outOfOrder() {
  const places = [...document.querySelectorAll('header a')].filter((element) => element.checkVisibility())
    .map((element) => ({ text: element.textContent.trim(), box: element.getBoundingClientRect() }));
  return places.slice(1).filter(({ box }, at) => {
    const before = places[at].box;
    const sameLine = box.top < before.bottom - 4 && before.top < box.bottom - 4;
    return sameLine ? box.left < before.right - 4 : box.top < before.top;
  }).map(({ text }) => text);
}

test('in the masthead Tab goes by what is seen: along a line, then to the one below', { skip }, async () => {
  for (const width of [360, 768, 1000, 1280, 1920]) {
    const visit = await Visit.start(browser, newsroom.server.url, { width });
    await visit.go('/eng/');
    assert.deepEqual(await visit.page.evaluate(outOfOrder), [], `${width} px`);
    await visit.close();
  }
});

test('on a phone the masthead is low, and its line of sections scrolls to where the focus is', { skip }, async () => {
  for (const { code, prefix } of EDITIONS) {
    const visit = await Visit.start(browser, newsroom.server.url, { width: 360 });
    await visit.go(`${prefix}/`);
    const height = await visit.page.evaluate(() => document.querySelector('header').getBoundingClientRect().bottom);
    assert.ok(height <= MASTHEAD_MAX, `${code}: ${height} px`);
    await visit.setWidth(160); // so that even few sections do not fit
    const line = visit.page.locator(`header nav[aria-label="${message(code, 'all_sections')}"]`);
    const last = line.locator('a').last();
    const outside = () => last.evaluate((link) => Math.round(link.getBoundingClientRect().right - innerWidth));
    assert.ok((await outside()) > 0, `${code}: all is shown`);
    await last.focus();
    assert.ok((await outside()) <= 0, `${code}: ${await outside()} px outside`);
    assert.equal(await visit.page.evaluate(() => globalThis.scrollX), 0);
    await Promise.all([visit.page.waitForURL(`**${prefix}/news/`), visit.page.keyboard.press('Enter')]);
    await visit.close();
  }
});

test('a link within a page leads to something that is there', { skip }, async () => {
  const visit = await Visit.start(browser, newsroom.server.url, { width: 360 });
  const wrong = [];
  for (const { kind, language, path } of kinds) {
    await visit.go(path);
    const dead = await visit.page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
      .filter((link) => link.checkVisibility() && !document.getElementById(link.hash.slice(1))?.checkVisibility()).map((link) => link.hash));
    wrong.push(...dead.map((hash) => `${kind}, ${language}: ${hash}`));
  }
  await visit.close();
  assert.equal(wrong.join('\n'), '');
});
