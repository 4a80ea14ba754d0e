// How the pages look and stand: every kind, in three languages, at three widths, light and dark. Nothing scrolls
// sideways, nothing moves while pictures come, nothing is fetched from elsewhere, axe-core finds no barrier, the Nu checker
// no error. STOPPRESS_SCREENS=DIR keeps a picture of each.
// Walks pages, in lanes of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { Visit, inLanes, missingChromium, shoot, startChromium } from './support/chromium.mjs';
import { ROOT } from './support/newsroom.mjs';
import { visibleText } from './support/pages.mjs';
import { everyKind } from './support/site.mjs';
import { startTrickle } from './support/trickle.mjs';

const WIDTHS = [360, 768, 1280];
const EXTREME_WIDTHS = [320, 640, 1024, 1920]; // 640 is 1280 at a zoom of 200 %
const SHIFT_MAX = 0.01; // the parser may pause within the masthead
const SHIFT_IN_PIECES_MAX = 0.02; // a line of words may come in two pieces
const SCREENS = process.env.STOPPRESS_SCREENS;
const LANES = 4; // pages wait more than they work
const AXE_ALL = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const AXE_COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }; // what dark may change
const NU_CHECKER = String(createRequire(import.meta.url)('vnu-jar'));

const skip = missingChromium();
const steps = [];
let newsroom, kinds, browser;
before(async () => {
  ({ newsroom, kinds } = await everyKind({ after: (step) => steps.push(step) }, { failing: true }));
  if (!skip) browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

async function violations(page, rules) {
  const found = await page.evaluate((options) => axe.run({ exclude: [['noscript']] }, { ...options, resultTypes: ['violations'] }), rules);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' ')}`);
}

// What is wrong with a page of this width, light and dark.
async function judge(visit, { name, path: pagePath, status }, width) {
  const wrong = [];
  const tell = (what, found) => wrong.push(...[found].flat().map((one) => `${name}, ${width} px: ${what} ${one}`));
  await visit.setWidth(width);
  await visit.page.emulateMedia({ colorScheme: 'light' });
  const response = await visit.go(pagePath);
  if (response.status() !== status) tell('answers', response.status());
  await visit.scrollThrough();
  tell('the layout shifts by', await visit.shifts(SHIFT_MAX));
  if (await visit.overflow()) tell('scrolls sideways by', await visit.overflow());
  const hollow = await visit.page.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).map((image) => image.outerHTML));
  tell('a picture does not come:', hollow);
  await visit.page.evaluate(axe.source);
  tell('axe', await violations(visit.page, AXE_ALL));
  await shoot(visit.page, SCREENS, `${name}-${width}-light`);
  await visit.page.emulateMedia({ colorScheme: 'dark' });
  tell('axe, dark,', await violations(visit.page, AXE_COLOURS));
  await shoot(visit.page, SCREENS, `${name}-${width}-dark`);
  return wrong;
}

test('every page kind in every language, at three widths, light and dark', { skip }, async () => {
  const wrong = [];
  await inLanes(LANES, kinds, async (kind) => {
    const visit = await Visit.start(browser, newsroom.server.url, { slow: true });
    const name = `${kind.kind}-${kind.language}`;
    for (const width of WIDTHS) wrong.push(...await judge(visit, { ...kind, name }, width));
    for (const width of EXTREME_WIDTHS) {
      await visit.setWidth(width);
      const wide = await visit.overflow();
      if (wide) wrong.push(`${name}, ${width} px: scrolls sideways by ${wide}`);
    }
    wrong.push(...visit.wrong().map((complaint) => `${name}: ${complaint}`));
    await visit.close();
  });
  assert.equal(wrong.join('\n'), '');
});

test('nothing moves while a page comes in small pieces', { skip }, async (t) => {
  const trickle = await startTrickle(newsroom.server.url);
  t.after(() => trickle.close());
  const wrong = [];
  await inLanes(LANES * 4, kinds.filter(({ language }) => language === 'uk'), async ({ kind, path: pagePath }) => {
    for (const width of WIDTHS) {
      const visit = await Visit.start(browser, trickle.url, { width });
      await visit.go(pagePath);
      wrong.push(...(await visit.shifts(SHIFT_IN_PIECES_MAX)).map((shift) => `${kind}, ${width} px: the layout shifts by ${shift}`));
      await visit.close();
    }
  });
  assert.equal(wrong.join('\n'), '');
});

test('the front’s blocks and lists leave no hole: rows are full, and what stands side by side ends together', { skip }, async () => {
  const visit = await Visit.start(browser, newsroom.server.url);
  const wrong = [];
  for (const { language, path: pagePath } of kinds.filter(({ kind }) => kind === 'front')) {
    await visit.go(pagePath);
    for (const width of [768, 1024, 1280, 1920]) {
      await visit.setWidth(width);
      const holes = await visit.page.evaluate(() => {
        const box = (element) => element.getBoundingClientRect();
        const found = [];
        for (const list of document.querySelectorAll('main .stories, main .cards')) {
          const end = box(list.lastElementChild);
          if (box(list).right - end.right > 1 || box(list).bottom - end.bottom > 1) found.push(list.className);
        }
        for (const first of document.querySelectorAll('.block > .first')) {
          if (box(first).bottom - box(first.querySelector('.when')).bottom > 40) found.push(first.textContent.trim());
        }
        const above = document.querySelector('main > .stories'), block = document.querySelector('.block');
        if (above && box(block).top - box(above).bottom > 40) found.push('above the first block');
        const slot = document.querySelector('.slot'), foot = document.querySelector('.foot');
        if (box(foot).top - box(slot).bottom < 16) found.push('none between slot and foot');
        return found;
      });
      wrong.push(...holes.map((hole) => `${language}, ${width} px: ${hole}`));
    }
  }
  await visit.close();
  assert.equal(wrong.join('\n'), '');
});

test('where there is no page, what is there to read fills the window', { skip }, async () => {
  const visit = await Visit.start(browser, newsroom.server.url);
  for (const { language, kind, path: pagePath } of kinds.filter(({ status }) => [404, 410].includes(status))) {
    await visit.go(pagePath);
    for (const width of [1024, 1280]) {
      await visit.setWidth(width);
      const [message, newest] = await visit.page.evaluate(() => ['.status', '.rail'].map((one) => document.querySelector(one).getBoundingClientRect().toJSON()));
      assert.ok(newest.width >= message.width * 0.9, `${kind}, ${language}, ${width} px: the newest have ${newest.width} px`);
      assert.ok(newest.left >= message.right, `${kind}, ${language}, ${width} px: beside one another`);
    }
  }
  await visit.close();
});

test('the masthead breaks no line without need', { skip }, async () => {
  const visit = await Visit.start(browser, newsroom.server.url);
  for (const { language, path: pagePath } of kinds.filter(({ kind }) => kind === 'front')) {
    await visit.go(pagePath);
    for (const [width, most] of [[360, 2], [480, 1], [768, 1], [1000, 1]]) {
      await visit.setWidth(width);
      const lines = await visit.page.evaluate(() => {
        const text = document.createRange();
        text.selectNodeContents(document.querySelector('.latest').firstChild);
        return text.getClientRects().length;
      });
      assert.ok(lines <= most, `${language}, ${width} px: what leads to the newest has ${lines} lines`);
    }
  }
  await visit.close();
});

test('Chromium reads the same text as we do from every stitched gzip', { skip }, async () => {
  const visit = await Visit.start(browser, newsroom.server.url);
  for (const { path: pagePath, status } of kinds) {
    const response = await visit.go(pagePath);
    assert.equal((await response.body()).toString('utf8'), await newsroom.page(pagePath, status), pagePath);
  }
  await visit.close();
});

test('pages are whole without styles at a reader of lines (w3m)', async (t) => {
  if (spawnSync('w3m', ['-version']).status !== 0) return t.skip('w3m is not installed');
  for (const { path: pagePath, status, kind, language } of kinds.filter((one) => one.status === 200)) {
    const html = await newsroom.page(pagePath, status);
    const { stdout } = spawnSync('w3m', ['-dump', '-T', 'text/html', '-cols', '80', '-I', 'UTF-8', '-O', 'UTF-8'], { input: html, encoding: 'utf8' });
    const title = visibleText(/<h1[\s\S]*?<\/h1>/i.exec(html)[0]).slice(0, 20);
    assert.ok(stdout.replace(/\s+/g, ' ').includes(title), `${kind}, ${language}: ${title}`);
  }
});

test('the Nu checker finds no error on any page kind, nor in the style', async (t) => {
  if (spawnSync('java', ['-version']).status !== 0) return t.skip('java is not installed');
  const folder = path.join(newsroom.folder, 'html');
  fs.mkdirSync(folder);
  const files = [path.join(ROOT, 'themes/default/style.css')];
  for (const { kind, language, path: pagePath, status } of kinds) {
    const file = path.join(folder, `${kind}-${language}.html`);
    fs.writeFileSync(file, await newsroom.page(pagePath, status));
    files.push(file);
  }
  const checker = spawnSync('java', ['-jar', NU_CHECKER, '--errors-only', '--also-check-css', '--format', 'gnu', ...files], { encoding: 'utf8' });
  assert.equal(checker.stderr, '');
  assert.equal(checker.status, 0);
});
