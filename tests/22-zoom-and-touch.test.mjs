// Every page kind at a zoom of 200 %, with letters twice as large or set wider, under a finger, and without motion:
// nothing is lost, cut off or out of reach (WCAG 2.2: 1.4.4, 1.4.10, 1.4.12, 2.3.3, 2.5.5, 2.5.8).
// Walks pages, in lanes of its own.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visit, inLanes, missingChromium, startChromium } from './support/chromium.mjs';
import { cutOff, mastheadFaults, shownTexts, targets } from './support/seen.mjs';
import { everyKind } from './support/site.mjs';

const LANES = 4; // pages wait more than they work
const FINGER = 44; // CSS pixels
const POINTER = 24;
const ROUNDING = 0.5;
const LARGE_LETTERS_AT = [1280, 768, 640];
const LETTERS = 16; // CSS pixels, as browsers come
const LARGE_LETTERS = [1.5, 2];
const SET_LARGE_AT = [1280, 768, 360, 320];
const LONG_NAME = 'Осокорський вісник';

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

// Visits every page as `options` say; `look` returns what is wrong with it.
async function judge(options, look) {
  const wrong = [];
  await inLanes(LANES, kinds, async ({ kind, language, path }) => {
    const visit = await Visit.start(browser, newsroom.server.url, options);
    await visit.go(path);
    wrong.push(...(await look(visit)).map((what) => `${kind}, ${language}: ${what}`));
    await visit.close();
  });
  assert.equal(wrong.join('\n'), '');
}

async function tooNarrow(visit, when) {
  const overflow = await visit.overflow();
  const cut = await visit.page.evaluate(cutOff);
  return [...(overflow > 0 ? [`scrolls sideways by ${overflow}`] : []), ...cut.map((what) => `cuts off ${what}`)].map((what) => `${when}: ${what}`);
}

async function targetsBelow(visit, least) {
  const found = await visit.page.evaluate(targets);
  return found.filter(({ width, height }) => height < least - ROUNDING || width < least - ROUNDING)
    .map(({ what, width, height }) => `a target of ${Math.round(width)} × ${Math.round(height)}: ${what}`);
}

// In the page: the addresses that a reader can come to.
function openMenu() {
  document.querySelectorAll('details').forEach((details) => (details.open = true));
}
function addresses() {
  return [...document.querySelectorAll('a[href]')].filter((link) => link.checkVisibility()).map((link) => link.pathname);
}

// A window of 1280 pixels at 200 % is 640 pixels wide to the page.
async function lostByZoom(visit) {
  const texts = (await visit.page.evaluate(shownTexts)).filter(({ where }) => where === 'main').map(({ text }) => text);
  const links = await visit.page.evaluate(addresses);
  await visit.page.setViewportSize({ width: 640, height: 450 });
  const wrong = await tooNarrow(visit, 'zoom');
  await visit.page.evaluate(openMenu);
  const left = (await visit.page.evaluate(shownTexts)).map(({ text }) => text);
  const leftLinks = new Set(await visit.page.evaluate(addresses));
  return [
    ...wrong,
    ...texts.filter((text) => !left.includes(text)).map((text) => `zoom loses "${text.slice(0, 40)}"`),
    ...links.filter((link) => !leftLinks.has(link)).map((link) => `zoom loses the way to ${link}`),
  ];
}

const lostOfMasthead = async (visit, when) => (await visit.page.evaluate(mastheadFaults)).map((what) => `${when}: ${what}`);

// Letters of a page alone: media queries do not know of them.
async function lostByLargeLetters(visit) {
  const wrong = [];
  await visit.page.evaluate((name) => {
    document.documentElement.style.fontSize = '200%';
    document.querySelector('.masthead .name a').textContent = name;
  }, LONG_NAME);
  for (const width of LARGE_LETTERS_AT) {
    await visit.setWidth(width);
    wrong.push(...await tooNarrow(visit, `large letters, ${width} px`));
    if (width === LARGE_LETTERS_AT[0]) wrong.push(...await lostOfMasthead(visit, `large letters, ${width} px`));
  }
  return wrong;
}

// Letters as a reader has set the browser to.
async function lostByLettersSetLarge(visit) {
  const wrong = [];
  const session = await visit.context.newCDPSession(visit.page);
  await visit.page.evaluate((name) => (document.querySelector('.masthead .name a').textContent = name), LONG_NAME);
  for (const size of LARGE_LETTERS) {
    await session.send('Page.setFontSizes', { fontSizes: { standard: LETTERS * size } });
    const set = await visit.page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    if (set !== LETTERS * size) wrong.push(`the browser shows letters of ${set} pixels`);
    for (const width of SET_LARGE_AT) {
      await visit.setWidth(width);
      const when = `letters set to ${size * 100} %, ${width} px`;
      wrong.push(...await tooNarrow(visit, when), ...await lostOfMasthead(visit, when));
    }
  }
  return wrong;
}

async function lostByWideText(visit) {
  await visit.page.evaluate(() => {
    for (const element of document.body.querySelectorAll('*')) {
      Object.assign(element.style, { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' });
      if (element.matches('p')) element.style.marginBottom = '2em';
    }
  });
  return tooNarrow(visit, 'text set wide');
}

// What would move by itself.
async function moving(visit, reducedMotion) {
  await visit.page.emulateMedia({ reducedMotion });
  return visit.page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
    return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto' || element.matches('marquee, meta[http-equiv=refresh]');
  }).map((element) => `moves: ${element.outerHTML.slice(0, 80)}`));
}

test('at a desk: zoom, large letters, targets for a pointer, nothing that moves', { skip }, async () => {
  await judge({ width: 1280 }, async (visit) => [
    ...await targetsBelow(visit, POINTER),
    ...await moving(visit, 'no-preference'),
    ...await moving(visit, 'reduce'),
    ...await lostByZoom(visit),
    ...await lostByLargeLetters(visit),
  ]);
});

test('letters as the browser is set to', { skip }, async () => {
  await judge({ width: 1280 }, lostByLettersSetLarge);
});

test('in the hand: targets for a finger, text set wide', { skip }, async () => {
  await judge({ width: 360, hasTouch: true, isMobile: true }, async (visit) => {
    const wrong = await targetsBelow(visit, FINGER);
    await visit.page.evaluate(openMenu);
    for (const width of [360, 768]) {
      await visit.setWidth(width);
      wrong.push(...await targetsBelow(visit, FINGER));
    }
    await visit.setWidth(360);
    return [...wrong, ...await lostByWideText(visit)];
  });
});
