// The pictures in docs/screens/, taken of the demo newsroom: `node tests/take-screens.mjs`, after `make` and a change of the
// theme that shows in them.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startChromium } from './support/chromium.mjs';
import { ROOT, Server, stoppress } from './support/newsroom.mjs';

const FOLDER = path.join(ROOT, 'docs/screens');
const QUALITY = 80;

// name, width, scheme, page (an address, or a headline's beginning on the front or listing before it)
const SCREENS = [
  ['front-1280', 1280, 'light', '/'],
  ['front-768-dark', 768, 'dark', '/rus/'],
  ['front-360', 360, 'light', '/eng/'],
  ['article-1280', 1280, 'light', { on: '/', headline: 'Із дна Шелюги' }],
  ['article-768', 768, 'light', { on: '/rus/', headline: 'Со дна Шелюги' }],
  ['article-360-dark', 360, 'dark', { on: '/eng/', headline: 'Sheliuha' }],
  ['section-768', 768, 'light', '/culture/'],
  ['person-1280', 1280, 'dark', '/eng/person/nina-osadchuk/'],
  ['day-768', 768, 'light', '/eng/news/2026/11/18/'],
  ['support-360', 360, 'light', '/support/'],
  ['withdrawn-768', 768, 'dark', '/eng/news/2026/11/21/148/'],
  ['page-1280', 1280, 'light', '/eng/contacts/'],
];

async function addressOf(page, url, wanted) {
  if (typeof wanted === 'string') return wanted;
  await page.goto(url + wanted.on);
  const link = page.locator('main a', { hasText: wanted.headline }).first();
  return link.getAttribute('href');
}

async function take(browser, url, [name, width, colorScheme, wanted]) {
  const page = await browser.newPage({ viewport: { width, height: width < 500 ? 800 : 900 }, colorScheme });
  await page.goto(url + (await addressOf(page, url, wanted)));
  await page.evaluate(() => Promise.all([...document.images].map((image) => (image.loading === 'lazy' ? null : image.decode()))));
  await page.screenshot({ path: path.join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: QUALITY });
  await page.close();
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-screens-'));
const data = path.join(folder, 'data');
const made = await stoppress(['demo', '--data', data]);
if (made.status !== 0) throw new Error(made.stderr);
const server = await Server.start(data);
const browser = await startChromium();
try {
  for (const screen of SCREENS) await take(browser, server.url, screen);
} finally {
  await browser.close();
  await server.kill();
  fs.rmSync(folder, { recursive: true });
}
