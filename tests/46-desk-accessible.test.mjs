// Every page of the desk, as its table of routes has them, in three languages, at three widths, light and dark: no barrier
// that axe-core finds, no error of the Nu checker, nothing sideways, nothing from elsewhere, no complaint of the browser,
// every control to be reached with the Tab key. STOPPRESS_SCREENS=DIR keeps a picture of each.
// Walks pages, in lanes of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { Visit, inLanes, missingChromium, shoot, startChromium } from './support/chromium.mjs';
import { serveDemo } from './support/demo.mjs';
import { deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { deskPages } from './support/desk_pages.mjs';

const SCREENS = process.env.STOPPRESS_SCREENS;
const NU_CHECKER = String(createRequire(import.meta.url)('vnu-jar'));
const WIDTHS = [360, 768, 1280];
const LANGUAGES = [{ language: 'uk', axeAt: 360 }, { language: 'ru', axeAt: 768 }, { language: 'en', axeAt: 1280 }];
const EDITIONS = ['uk', 'ru', 'en'];
const AXE_ALL = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const AXE_COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
const LANES = 3; // pages wait more than they work
const SITE_PAGE = /\/preview$/; // the site's own page: 09 judges it

const skip = missingChromium();
const steps = [];
let newsroom, desk, browser;
const people = [];
before(async () => {
  if (skip) return;
  ({ newsroom } = await serveDemo({ after: (step) => steps.unshift(step) }));
  await newsroom.stop();
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  const names = { uk: 'Олена Коваль', ru: 'Анна Орлова', en: 'Hannah Reed' };
  for (const { language, axeAt } of LANGUAGES) {
    const person = await DeskPerson.join(newsroom, desk, ['administrator', 'chief', 'commercial'], { name: names[language], language });
    people.push({ person, language, axeAt, pages: await pagesOf(person, language) });
  }
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

// A text of the demo begun anew in another edition, and its translation, whose original has changed since.
async function translated(person, language) {
  const list = (await person.ask({ path: '/' })).text;
  const full = await person.open(Number(/href="\/articles\/(\d+)"/.exec(list)[1]));
  const original = await person.begin(language === 'en' ? 'uk' : 'en');
  const { claim } = (await person.send('POST', `/articles/${original}/claim`, { tab: 'a' })).json;
  let { revision } = await person.open(original);
  const write = async (change) => {
    const saved = await person.send('PUT', `/articles/${original}/text`, { request: `${Math.random()}`, revision, claim, content: { ...full.content, ...change } });
    assert.equal(saved.status, 200, saved.text);
    ({ revision } = saved.json);
  };
  await write({ related: [] });
  await person.send('POST', `/articles/${original}/leave`, { claim });
  const begun = await person.form('/translations', { from: original, edition: language });
  assert.equal(begun.status, 303, begun.text);
  return { original, article: Number(/\/articles\/(\d+)/.exec(begun.headers.location)[1]) };
}

async function pagesOf(person, language) {
  const { original, article } = await translated(person, language);
  const { stdout } = await newsroom.must('invite', 'reporter', '--desk', desk.url);
  const free = EDITIONS.find((one) => one !== language && one !== (language === 'en' ? 'uk' : 'en'));
  return deskPages(person, { article, original, free, invitation: /(\/welcome\/\S+)/.exec(stdout)[1] });
}

async function visitAs(person) {
  const visit = await Visit.start(browser, desk.url, { locale: { uk: 'uk-UA', ru: 'ru-RU', en: 'en-GB' }[person.language] });
  await visit.context.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`)));
  visit.signIn = (on) => (on ? person.person.enter(visit.context) : visit.context.clearCookies());
  return visit;
}

async function violations(page, rules) {
  await page.evaluate(axe.source);
  const found = await page.evaluate((options) => axe.run({ exclude: [['iframe']] }, { ...options, resultTypes: ['violations'] }), rules);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' ')}`);
}

// Elements that reach out of the window and cannot be scrolled to within something of their own.
const outside = () => [...document.querySelectorAll('main *, header *')].filter((one) => {
  if (!one.checkVisibility() || one.closest('.visually-hidden, .skip')) return false;
  let box = one.parentElement;
  while (box && !/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) box = box.parentElement;
  return !box && one.getBoundingClientRect().right > innerWidth + 1;
}).map((one) => one.outerHTML.slice(0, 120));

// What can be pressed but is smaller than a finger wants; links within sentences, and choices whose label is pressed, aside.
const small = () => [...document.querySelectorAll('button, select, summary, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), a.button')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => `${one.outerHTML.slice(0, 120)}: ${one.getBoundingClientRect().height.toFixed(1)} px`);

// Pages that are read on a telephone: there links that stand alone and choices are as large as what else is pressed.
const ON_THE_WAY = new Set(['articles-id-versions', 'log', 'numbers', 'people', 'front']);
const smallAlone = () => [...document.querySelectorAll('main a[href], main input[type=radio], main input[type=checkbox]')]
  .map((one) => (one.matches('input') ? one.closest('label') || one : one))
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => `${one.outerHTML.slice(0, 120)}: ${one.getBoundingClientRect().height.toFixed(1)} px`);

async function judge(visit, { name, path: address, isOpen }, { language, axeAt }) {
  const wrong = [];
  const tell = (width, what, found) => wrong.push(...[found].flat().map((one) => `${language} ${name}, ${width} px: ${what} ${one}`));
  await visit.signIn(!isOpen);
  await visit.page.emulateMedia({ colorScheme: 'light' });
  await visit.setWidth(WIDTHS[0]);
  const answer = await visit.go(address);
  if (answer.status() !== 200) tell(WIDTHS[0], 'answers', answer.status());
  if (SITE_PAGE.test(address)) return wrong;
  await visit.page.waitForLoadState('networkidle');
  for (const width of WIDTHS) {
    await visit.setWidth(width);
    if (await visit.overflow() > 0) tell(width, 'scrolls sideways by', await visit.overflow());
    tell(width, 'reaches out:', await visit.page.evaluate(outside));
    if (width === 360) tell(width, 'is small for a finger:', await visit.page.evaluate(small));
    if (width === 360 && ON_THE_WAY.has(name)) tell(width, 'is small for a finger:', await visit.page.evaluate(smallAlone));
    if (width === axeAt) tell(width, 'axe', await violations(visit.page, AXE_ALL));
    await shoot(visit.page, SCREENS, `${name}-${language}-${width}-light`);
  }
  await visit.page.emulateMedia({ colorScheme: 'dark' });
  tell(1280, 'axe, dark,', await violations(visit.page, AXE_COLOURS));
  if (SCREENS) {
    for (const width of WIDTHS) {
      await visit.setWidth(width);
      await shoot(visit.page, SCREENS, `${name}-${language}-${width}-dark`);
    }
  }
  return wrong;
}

test('every page of the desk in every language, at three widths, light and dark', { skip }, async () => {
  const wrong = [];
  await inLanes(LANES, people, async (person) => {
    const visit = await visitAs(person);
    for (const page of person.pages) {
      wrong.push(...await judge(visit, page, person));
      wrong.push(...visit.wrong().filter((complaint) => !/^console (verbose|debug|info|log)/.test(complaint)).map((complaint) => `${person.language} ${page.name}: ${complaint}`));
      visit.complaints.length = 0;
    }
    await visit.close();
  });
  assert.equal(wrong.join('\n'), '');
});

// Marks what should be reached, presses Tab until it comes round, and tells what was not.
const controls = () => {
  const seen = new Set();
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [contenteditable=true], [tabindex="0"]')]
    .filter((one) => {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.matches(':disabled, [tabindex="-1"]') || one.closest('[inert]')) return false;
      if (one.type !== 'radio') return true;
      const group = `${one.form?.id} ${one.name}`; // one of them is reached; arrows go to the others
      return !seen.has(group) && seen.add(group);
    }).map((one, n) => { one.dataset.tab = String(n); return one.outerHTML.slice(0, 140); });
};

test('every control of every page is reached with the Tab key', { skip }, async () => {
  const wrong = [];
  await inLanes(LANES, people[0].pages.filter(({ path: one }) => !SITE_PAGE.test(one)), async ({ name, path: address, isOpen }) => {
    const visit = await visitAs(people[0]);
    await visit.signIn(!isOpen);
    await visit.go(address);
    await visit.page.waitForLoadState('networkidle');
    const wanted = await visit.page.evaluate(controls);
    const left = new Set(wanted.keys());
    await visit.page.evaluate(() => { document.activeElement?.blur(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0); });
    for (let press = 0; press < wanted.length + 20 && left.size; press++) {
      await visit.page.keyboard.press('Tab');
      const at = await visit.page.evaluate(() => {
        const one = document.activeElement;
        if (one.type !== 'radio' || one.dataset.tab) return one.dataset.tab;
        return [...document.getElementsByName(one.name)].find((other) => other.form === one.form && other.dataset.tab)?.dataset.tab;
      });
      if (at !== undefined) left.delete(Number(at));
    }
    wrong.push(...[...left].map((n) => `${name}: ${wanted[n]}`));
    await visit.close();
  });
  assert.equal(wrong.join('\n'), '');
});

test('the Nu checker finds no error on any page of the desk, nor in its style', { skip }, async (t) => {
  if (spawnSync('java', ['-version']).status !== 0) return t.skip('java is not installed');
  const folder = path.join(newsroom.folder, 'html');
  fs.mkdirSync(folder);
  const files = [];
  for (const { language, pages } of people) {
    for (const { name, html, path: address } of pages) {
      if (SITE_PAGE.test(address)) continue;
      files.push(path.join(folder, `${name}-${language}.html`));
      fs.writeFileSync(files.at(-1), html);
    }
  }
  const checker = spawnSync('java', ['-jar', NU_CHECKER, '--errors-only', '--format', 'gnu', ...files], { encoding: 'utf8', maxBuffer: 1 << 24 });
  assert.equal(checker.stderr, '');
  assert.equal(checker.status, 0);
});
