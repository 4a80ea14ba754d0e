// The pictures in docs/screens/, taken of the demo newsroom: `node tests/take-screens.mjs`, after `make` and a change of the
// theme or of the desk that shows in them; `node tests/take-screens.mjs desk` takes those of the desk alone,
// `node tests/take-screens.mjs site` those of the public site, and with names behind that only these: desk desk-front-360.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startChromium } from './support/chromium.mjs';
import { deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom, ROOT } from './support/newsroom.mjs';

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
  ['withdrawn-768', 768, 'dark', '/eng/news/2026/11/21/451/'],
  ['page-1280', 1280, 'light', '/eng/contacts/'],
  ['search-768', 768, 'light', '/search/?q=сніг'],
];

// The same of the desk, for docs/editors: what is opened, and what is done there first. Each at three widths, light and dark.
const DESK_QUALITY = 45;
const DESK_PAGES = [
  ['desk-list', '/'],
  ['desk-editor', { headline: 'дубовий човен' }],
  ['desk-publish', { headline: 'дубовий човен' }, (page) => page.click('#publish')],
  ['desk-pictures', '/pictures'],
  ['desk-front', '/front'],
  ['desk-board', '/board', planADay],
  ['desk-slots', '/slots'],
  ['desk-numbers', '/numbers'],
  ['desk-feeds', '/feeds'],
  ['desk-coverage', { headline: 'Велика вода на пів дня' }, (page) => page.goto(`${page.url()}/coverage`)],
];
const DESK_LOOKS = [360, 768, 1280].flatMap((width) => [[width, 'light'], [width, 'dark']]);
const DESK_SCREENS = DESK_PAGES.flatMap(([name, wanted, first]) => DESK_LOOKS.map(([width, scheme]) =>
  [`${name}-${width}${scheme === 'dark' ? '-dark' : ''}`, width, scheme, wanted, first]));

let isPlanned = false; // for all that are taken
async function planADay(page) {
  if (isPlanned) return;
  isPlanned = true;
  for (const [title, due] of [['Міський бюджет: що змінилося', '16:00'], ['Ялинка на площі: день монтажу', '18:30'], ['Як зимують видри', '']]) {
    await page.click('#plan-new > summary');
    const form = page.locator('#plan-new form');
    await form.locator('[name=title]').fill(title);
    await form.locator('[name=due]').fill(due);
    for (const box of await form.locator('[name=edition]').all()) await box.check();
    await form.locator('button.main').click();
    await page.getByText(title).first().waitFor();
  }
  await page.goto('/board');
}

async function takeDesk(browser, desk, person, [name, width, colorScheme, wanted, first]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, locale: 'uk-UA', baseURL: desk.url });
  await person.enter(context);
  const page = await context.newPage();
  await page.goto(typeof wanted === 'string' ? wanted : `/?find=${encodeURIComponent(wanted.headline)}`);
  if (typeof wanted !== 'string') {
    await page.goto(await page.locator('.articles th a', { hasText: wanted.headline }).first().getAttribute('href'));
    await page.waitForSelector('html[data-ready]');
  }
  await page.waitForLoadState('networkidle');
  await first?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: DESK_QUALITY });
  await context.close();
}

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

const [only, ...names] = process.argv.slice(2);
const isWanted = ([name]) => !names.length || names.includes(name);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-screens-'));
const newsroom = new Newsroom(folder);
if (process.env.STOPPRESS_DEMO) fs.cpSync(process.env.STOPPRESS_DEMO, newsroom.data, { recursive: true, verbatimSymlinks: true });
else await newsroom.must('demo');
const server = await newsroom.serve('--desk-listen', '127.0.0.1:0');
const desk = deskOf(server);
const browser = await startChromium();
async function takeWholeDesk() {
  await DeskPerson.become(desk, new URL(desk.firstLink).pathname, { name: 'Олена Коваль' });
  const person = await DeskPerson.join(newsroom, desk, ['chief'], { name: 'Олена Коваль' });
  spawnSync('sqlite3', [path.join(newsroom.data, 'store.db'), "UPDATE person SET password = ''"]); // as somebody with a passkey
  for (const screen of DESK_SCREENS.filter(isWanted)) await takeDesk(browser, desk, person, screen);
}

try {
  if (only !== 'desk') for (const screen of SCREENS.filter(isWanted)) await take(browser, server.url, screen);
  if (only !== 'site') await takeWholeDesk();
} finally {
  await browser.close();
  await newsroom.remove();
}
