// Every page kind on paper: dark on white whatever the screen's mode, the article whole, with its address, and nothing that leads elsewhere:
// no menu, no pager, no recent news, no advertising.
// Walks pages, in lanes of its own.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visit, inLanes, missingChromium, startChromium } from './support/chromium.mjs';
import { shownTexts } from './support/seen.mjs';
import { everyKind } from './support/site.mjs';

const LANES = 4; // pages wait more than they work
const PAPER = 680; // pixels of 96 to the inch: A4 without margins of 15 mm
const CONTRAST = 4.5;
const LEADS_ELSEWHERE = 'nav, aside, summary, .button, footer a';

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

// Of a colour as browsers write it, to white (WCAG 2.2, "contrast ratio").
function contrastToWhite(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

// In the page: what is shown of it that has no place on paper, and what is not white behind it.
function misplaced(selector) {
  const shown = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 100));
  const grounds = [document.documentElement, document.body].map((element) => getComputedStyle(element).backgroundColor);
  return [...shown, ...grounds.filter((colour) => !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(colour))];
}

// In the page: the texts of its one article, but for what leads on.
function articleTexts(selector) {
  const walker = document.createTreeWalker(document.querySelector('main > article'), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() && !node.parentElement.closest(selector)) found.push(node.data.trim().replace(/\s+/g, ' '));
  }
  return found;
}

test('every page kind is printed dark on white and without what leads elsewhere', { skip }, async () => {
  const wrong = [];
  await inLanes(LANES, kinds, async ({ kind, language, path }) => {
    const visit = await Visit.start(browser, newsroom.server.url, { width: PAPER, scheme: 'dark' });
    await visit.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await visit.go(path);
    const texts = await visit.page.evaluate(shownTexts);
    const found = [
      ...(await visit.page.evaluate(misplaced, LEADS_ELSEWHERE)).map((what) => `shows ${what}`),
      ...texts.filter(({ colour }) => contrastToWhite(colour) < CONTRAST).map(({ text, colour }) => `${colour} on white: ${text}`),
    ];
    if (!texts.some(({ where }) => where === 'main')) found.push('prints nothing');
    if (await visit.overflow()) found.push(`is wider than paper by ${await visit.overflow()}`);
    wrong.push(...found.map((what) => `${kind}, ${language}: ${what}`));
    await visit.close();
  });
  assert.equal(wrong.join('\n'), '');
});

test('an article is printed whole, with its pictures', { skip }, async () => {
  const wrong = [];
  const articles = kinds.filter(({ kind }) => ['article', 'short', 'corrected', 'blocks', 'about', 'support'].includes(kind));
  await inLanes(LANES, articles, async ({ kind, language, path }) => {
    const visit = await Visit.start(browser, newsroom.server.url, { width: PAPER });
    await visit.page.emulateMedia({ media: 'print' });
    await visit.go(path);
    const printed = (await visit.page.evaluate(shownTexts)).map(({ text }) => text);
    const missing = (await visit.page.evaluate(articleTexts, LEADS_ELSEWHERE)).filter((text) => !printed.includes(text));
    const hidden = await visit.page.evaluate(() => [...document.querySelectorAll('main > article img')].filter((image) => !image.checkVisibility()).length);
    wrong.push(...missing.map((text) => `${kind}, ${language}: not printed: ${text}`));
    const address = await visit.page.locator('link[rel=canonical]').getAttribute('href');
    const told = printed.filter((text) => text === address).length;
    if (told !== (await visit.page.locator('article.article').count())) wrong.push(`${kind}, ${language}: its address is printed ${told} times`);
    if (hidden) wrong.push(`${kind}, ${language}: ${hidden} pictures are not printed`);
    await visit.close();
  });
  assert.equal(wrong.join('\n'), '');
});
