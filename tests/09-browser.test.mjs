// The pages in a browser: every kind, in three languages, at three widths, light and dark. Nothing scrolls sideways,
// nothing is fetched from elsewhere, axe-core finds no barrier, the Nu checker no error. Screenshots: build/screens/.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { missingChromium, startChromium } from './support/chromium.mjs';
import { ROOT } from './support/newsroom.mjs';
import { message, visibleText } from './support/pages.mjs';
import { everyKind } from './support/site.mjs';

const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'];
const SCREENS = path.join(ROOT, 'build/screens');
const AXE_RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const NU_CHECKER = String(createRequire(import.meta.url)('vnu-jar'));

const skip = missingChromium();
const steps = [];
let newsroom, kinds, browser;
before(async () => {
  ({ newsroom, kinds } = await everyKind({ after: (step) => steps.push(step) }));
  if (!skip) browser = await startChromium();
  fs.mkdirSync(SCREENS, { recursive: true });
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

// Opens the page and collects what it must not do.
async function open({ path: pagePath, width, scheme, ...options }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (said) => complaints.push(`console ${said.type()}: ${said.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== newsroom.server.url) complaints.push(`asks for ${request.url()}`);
  });
  const response = await page.goto(newsroom.server.url + pagePath);
  return { context, page, response, complaints };
}

// Chromium itself logs a failed load for a page that is a 404 or 410, and asks for an icon of its own accord.
const expected = (complaint) => /status of (404|410)/.test(complaint);

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    test(`every page kind at ${width}, ${scheme}`, { skip }, async () => {
      for (const { kind, language, path: pagePath, status } of kinds) {
        const name = `${kind}, ${language}`;
        const { context, page, response, complaints } = await open({ path: pagePath, width, scheme });
        assert.equal(response.status(), status, name);
        const { wide, tall } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth, tall: document.body.scrollHeight,
        }));
        assert.equal(wide, 0, `${name} scrolls sideways by ${wide} px`);
        assert.ok(tall > 300, `${name} shows nothing`);
        await page.screenshot({ path: path.join(SCREENS, `${kind}-${language}-${width}-${scheme}.png`), fullPage: true });
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate((rules) => axe.run(rules), AXE_RULES);
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' ')}`);
        assert.deepEqual(found, [], name);
        assert.deepEqual(complaints.filter((complaint) => !expected(complaint)), [], name);
        await context.close();
      }
    });
  }
}

test('Chromium reads the same text as we do from every stitched gzip', { skip }, async () => {
  const { context, page } = await open({ path: '/', width: 1280, scheme: 'light' });
  for (const { path: pagePath } of kinds) {
    const text = await page.evaluate(async (address) => (await fetch(address)).text(), pagePath).catch((error) => error.message);
    // The page's policy forbids fetching; then the document itself is read.
    if (/Failed to fetch/.test(text)) {
      const response = await page.goto(newsroom.server.url + pagePath);
      assert.equal((await response.body()).toString('utf8'), (await newsroom.page(pagePath, response.status())), pagePath);
    } else {
      assert.equal(text, await newsroom.page(pagePath, kinds.find((kind) => kind.path === pagePath).status), pagePath);
    }
  }
  await context.close();
});

test('a reader walks from the front to a story, its sibling and the section by keyboard alone', { skip }, async () => {
  const { context, page } = await open({ path: '/', width: 1280, scheme: 'light' });
  await page.keyboard.press('Tab');
  assert.equal((await page.evaluate(() => document.activeElement.textContent)).trim(), message('uk', 'skip_to_content'));
  await page.keyboard.press('Enter');
  const main = await page.evaluate(() => location.hash.slice(1) && document.getElementById(location.hash.slice(1))?.closest('main, body').tagName);
  assert.equal(main, 'MAIN');
  await page.getByRole('main').getByRole('link', { name: /міст номер 35/ }).first().press('Enter');
  await page.waitForURL(/\/news\/\d{4}\/\d\d\/\d\d\/\d+\/$/);
  await page.locator('a[hreflang=en]').first().press('Enter');
  await page.waitForURL(/\/eng\/news\/.*\/$/);
  assert.match(await page.title(), /bridge number 35/);
  await page.locator('header summary').press('Enter');
  await page.locator('header').getByRole('link', { name: 'City', exact: true }).press('Enter');
  await page.waitForURL(/\/eng\/city\/$/);
  await context.close();
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

test('the Nu checker finds no error on any page kind', async (t) => {
  if (spawnSync('java', ['-version']).status !== 0) return t.skip('java is not installed');
  const folder = path.join(newsroom.folder, 'html');
  fs.mkdirSync(folder);
  const files = [];
  for (const { kind, language, path: pagePath, status } of kinds) {
    const file = path.join(folder, `${kind}-${language}.html`);
    fs.writeFileSync(file, await newsroom.page(pagePath, status));
    files.push(file);
  }
  const checker = spawnSync('java', ['-jar', NU_CHECKER, '--errors-only', '--format', 'gnu', ...files], { encoding: 'utf8' });
  assert.equal(checker.stderr, '');
  assert.equal(checker.status, 0);
});
