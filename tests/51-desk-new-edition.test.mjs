// One more edition, made at the desk of a newsroom at work: its form says what is wrong with it and shows its addresses; as
// soon as it is made readers have its front, a translation is written and published in it, and every other page leads to it.
// A kill right after the form's answer loses nothing.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { missingChromium } from './support/chromium.mjs';
import { DeskBrowser, deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom, SITE_URL } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { isQuiet } from './support/desk_scene.mjs';
import { until } from './support/until.mjs';

const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
const STORIES = 60;
const at = (i) => new Date(Date.UTC(2026, 1, 1, 9) + i * 3_600_000).toISOString().replace('.000', '');
const PATTERN = '/{prefix}/news/{yyyy}/{mm}/{dd}/{id}/';
const ENGLISH = { language: 'en', name: 'The Herald', prefix: '/eng', zone: 'Europe/London', pattern: PATTERN };
let newsroom, chief, person, chiefOfUk;

async function serve() {
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  const { url } = deskOf(newsroom.server);
  for (const one of [person, chiefOfUk]) if (one) one.desk = { url };
}

before(async () => {
  if (skip) return;
  newsroom = await Newsroom.make(end, { init: ['--editions', 'uk=/,ru=/rus'], sections: { town: { uk: 'Місто', ru: 'Город' }, sport: { uk: 'Спорт' } } });
  await newsroom.import(Array.from({ length: STORIES }, (_, i) => story({ uri: `urn:one:${i}`, language: 'uk', headline: `Заголовок ${i}`, section: 'town', published: at(i), topics: ['Mars'] })));
  await newsroom.must('settings', 'put', newsroom.file('settings.json', JSON.stringify({ pages: { rules: { uk: { title: 'Правила', html: '<p>т</p>' }, ru: { title: 'Правила', html: '<p>т</p>' } } },
    support: { uk: { title: 'Підтримка', ways: [{ title: 'Картка', url: 'https://pay.example/' }], html: '<p>т</p>' } } })));
  await serve();
  chief = await (await DeskBrowser.start(end)).visitor(deskOf(newsroom.server), { width: 360, height: 780 });
  await chief.becomeWithPasskey(deskOf(newsroom.server).firstLink, { name: 'Олена Коваль', login: 'olena' });
  person = await DeskPerson.join(newsroom, deskOf(newsroom.server), ['administrator', 'editor=ru']);
  chiefOfUk = await DeskPerson.join(newsroom, deskOf(newsroom.server), ['chief']);
});
after(async () => {
  for (const step of steps) await step();
});

const status = async (path) => (await newsroom.fetch(path)).status;
const faultOf = (html, field) => new RegExp(`id="${field}-fault"[^>]*><p class="fault">([^<]*)<`).exec(html)?.[1];
async function check() {
  await until('all is pressed', () => isQuiet(person));
  await newsroom.stop();
  assert.match((await newsroom.must('check')).stdout, /^whole/);
  await serve();
}
const languageLink = (html, code) => new RegExp(`<a href="([^"]*)" hreflang="${code}"( title="[^"]*")?`).exec(html);

test('what cannot be is refused beside its field, with what was typed, and adds nothing', { skip }, async () => {
  const refusals = { language: [['pl', /не має написів/], ['uk', /вже є видання/], ['../uk', /не має написів/], ['desk/en', /не має написів/], ['', /не має написів/]],
    name: [['', /мусить мати назву/], ['н'.repeat(201), /задовга/]],
    prefix: [['/news', /зайняті/], ['/a/b', /скісну риску/], ['/', /інше видання/], ['/rus', /інше видання/], ['/town', /сплутаються/], ['/rules', /сплутаються/]],
    zone: [['Europe/Nowhere', /Такого поясу немає/], ['', /Такого поясу немає/]],
    pattern: [['/{prefix}/news/', /Додайте \{id\}/], ['/{prefix}/rules/{id}/', /вже починаються/], ['', /починається з/]] };
  for (const [field, cases] of Object.entries(refusals)) {
    for (const [typed, why] of cases) {
      const answer = await person.form('/editions', { ...ENGLISH, [field]: typed });
      assert.equal(answer.status, 422, `${field}: ${typed}`);
      assert.match(faultOf(answer.text, field) ?? '', why, `${field}: ${typed}`);
      assert.ok(answer.text.includes(`value="${typed}"`), `${typed} is there`);
      if (field !== 'name') assert.ok(answer.text.includes('value="The Herald"'));
    }
  }
  const all = await person.form('/editions', { language: '"><script>', name: '', prefix: '<b>', zone: "'", pattern: '{x' });
  assert.equal(all.status, 422);
  for (const field of ['language', 'name', 'prefix', 'zone', 'pattern']) assert.ok(faultOf(all.text, field), field);
  assert.doesNotMatch(all.text, /"><script>|<b>/);
  assert.equal(await status('/eng/'), 404);
  assert.equal((await chiefOfUk.ask({ path: '/editions/new' })).status, 403, 'a chief adds no edition');
  assert.equal((await chiefOfUk.form('/editions', ENGLISH)).status, 403);
  assert.doesNotMatch((await chiefOfUk.ask({ path: '/editions' })).text, /href="\/editions\/new"/);
});

test('its addresses are shown while one types; it is made, and readers have its front at once, everywhere a link leads to it', { skip }, async () => {
  const { page } = chief;
  const article = `/news/2026/02/01/1/`;
  assert.equal(languageLink(await newsroom.page(article), 'en'), null);
  await page.goto('/editions');
  await page.click('a[href="/editions/new"]');
  assert.equal(await page.inputValue('#language'), 'en', 'the language that is left');
  await page.fill('#name', 'The Herald');
  await page.fill('#prefix', '/rus');
  await page.locator('#prefix-fault .fault').waitFor();
  await page.fill('#prefix', 'eng');
  await page.locator('#prefix-fault .fault').waitFor({ state: 'detached' });
  await page.fill('#pattern', '/{prefix}/news/{slug}-{id}/');
  await page.getByText('/eng/news/bridge-opens-a-week-early-').waitFor();
  await page.fill('#pattern', PATTERN);
  await page.getByText(/\/eng\/news\/\d{4}\/\d\d\/\d\d\/\d+\//).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than a phone');
  await page.click('#add-edition');
  await page.waitForURL(/\/editions\/3\?done=added/);
  // The answer was there before the kill; so is the edition afterwards.
  await newsroom.server.kill();
  await serve();
  assert.equal(await status('/eng/'), 200);
  assert.match(await newsroom.page('/eng/'), /The Herald/);
  assert.equal(await status('/eng/news/'), 200);
  assert.equal(languageLink(await newsroom.page('/'), 'en')[1], '/eng/');
  // Articles are pressed anew beside other work, which also begins by itself after a start.
  for (const address of ['/', article, '/rus/', '/news/', '/town/', '/news/2026/02/01/', '/rules/', '/support/', '/topic/mars/'])
    await until(`${address} leads there`, async () => languageLink(await newsroom.page(address), 'en')?.[1].startsWith('/eng/'));
  assert.ok(languageLink(await newsroom.page(article), 'en')[2], 'it has no translation yet');
  await check();
});

test('who made it has there what they have elsewhere; roles in it can be given', { skip }, async () => {
  assert.match((await person.ask({ path: '/people' })).text, /en/);
  await check();
  const english = await DeskPerson.join(newsroom, deskOf(newsroom.server), ['reporter=en']);
  assert.ok(await english.begin('en') > STORIES);
});

test('what it lacks stands on its page, each with the place to give it', { skip }, async () => {
  const lacking = async () => (await person.ask({ path: '/editions/3' })).text;
  const first = await lacking();
  for (const href of ['/sections/1#name-en', '/sections/2#name-en', '/pages/edit?name=rules&amp;edition=en']) assert.ok(first.includes(`href="${href}"`), href);
  const form = (await person.ask({ path: '/sections/1' })).text;
  const names = {};
  for (const [, name, value] of form.matchAll(/name="((?:was-)?(?:name|slug)-\w+)"[^>]*? value="([^"]*)"/g)) names[name] = value;
  assert.equal((await person.form('/sections/1', { ...names, 'name-en': 'Town' })).status, 303);
  assert.doesNotMatch(await lacking(), /href="\/sections\/1#name-en"/);
  assert.match(await newsroom.page('/eng/'), /href="\/eng\/town\/"/);
  assert.equal(await status('/eng/town/'), 200);
});

test('a story is translated into it, published, and read; its sibling leads there', { skip }, async () => {
  const { page } = chief;
  await page.goto(`${person.desk.url}/translations/new?from=5&edition=en`);
  await page.click('main button.main');
  await page.waitForURL(/\/articles\/\d+$/);
  await page.waitForSelector('html[data-ready]');
  await page.keyboard.type('Rover wakes up');
  await page.locator('#body p').first().click();
  await page.keyboard.type('The rover sent a picture.');
  assert.equal(await page.locator('#section option:checked').textContent(), 'Town');
  if (!(await page.locator('.chip').count())) {
    await page.fill('#authors', 'Olena Koval');
    await page.press('#authors', 'Enter');
  }
  await page.waitForFunction(() => /^Збережено/.test(document.getElementById('state').textContent));
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('#publish-panel[open] #publish-now:not([disabled])');
  await page.waitForTimeout(600); // it can be read first
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.notice.good');
  await until('it is published', async () => /Rover wakes up/.test(await newsroom.page('/eng/')));
  const address = /href="(\/eng\/news\/\d+\/\d+\/\d+\/\d+\/)"/.exec(await newsroom.page('/eng/'))[1];
  const html = await newsroom.page(address);
  assert.match(html, /The rover sent a picture/);
  assert.equal(languageLink(html, 'uk')[1], '/news/2026/02/01/5/');
  const sibling = languageLink(await newsroom.page('/news/2026/02/01/5/'), 'en');
  assert.equal(sibling[1], address);
  assert.equal(sibling[2], undefined, 'it is there');
  assert.match(await newsroom.page('/eng/town/'), /Rover wakes up/);
  await check();
});

test('pressed anew it is the same; no language is left, and the log tells who made it', { skip }, async () => {
  const pages = ['/', '/eng/', '/eng/news/', '/eng/town/', '/news/2026/02/01/5/', '/rus/'];
  const before = await Promise.all(pages.map((address) => newsroom.page(address)));
  await newsroom.must('rebuild');
  assert.deepEqual(await Promise.all(pages.map((address) => newsroom.page(address))), before);
  const form = await person.ask({ path: '/editions/new' });
  assert.equal(form.status, 200);
  assert.match(form.text, /вже має видання/);
  assert.doesNotMatch(form.text, /id="add-edition"/);
  assert.equal((await person.form('/editions', ENGLISH)).status, 422);
  assert.match((await person.ask({ path: '/log' })).text, /нове видання/);
  assert.ok(before[0].includes(`hreflang="en"`) && before[1].includes(SITE_URL));
});
