// Live coverage: entries from a line of the desk to pages that are open. What readers and search engines get of each, by whom
// it may be published, corrected, struck, pinned and taken back; two who write at once; a line that drops; a phone.
// Runs alone: it waits for what happens within seconds. STOPPRESS_SCREENS=DIR keeps pictures.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { Visit, missingChromium, startChromium } from './support/chromium.mjs';
import { deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { startLine } from './support/line.mjs';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { message } from './support/pages.mjs';
import { pressedHeights } from './support/seen.mjs';
import { SECTIONS } from './support/site.mjs';
import { until } from './support/until.mjs';

const PATIENCE_MS = 20_000;
const SCREENS = process.env.STOPPRESS_SCREENS;
// A page that was made together with an entry hears of it once more, and takes its main part anew within half a second.
const SETTLED_MS = 1500;

const skip = missingChromium();
const steps = [];
let newsroom, desk, chief, browser, number = 0;

before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.unshift(step) }, { sections: SECTIONS });
  await newsroom.import([1, 2, 3].map((n) => story({ uri: `urn:coverage:before:${n}`, headline: `Новина ${n}`, section: 'city' })));
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  chief = await DeskPerson.become(desk, new URL(desk.firstLink).pathname);
  if (!skip) browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

// A published article: its path on the site, and its number at the desk.
async function published(headline, more = {}) {
  const place = await newsroom.publish(story({ uri: `urn:coverage:${++number}`, headline, section: 'city', author: 'Ольга Бойко', paragraphs: ['Про що йдеться.'], ...more }));
  return { place, id: Number(/(\d+)\/$/.exec(place)[1]) };
}
const lineOf = (id) => `/articles/${id}/coverage`;
async function add(person, id, text, entry) {
  const answer = await person.send('POST', lineOf(id), { text, ...(entry ? { entry } : {}) });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.seen, true);
  return answer.json.entry;
}
// Where the address of an entry leads: {path, anchor}. The entry is there.
async function ledTo(address) {
  const reply = await newsroom.fetch(address);
  assert.equal(reply.status, 302, address);
  assert.match(reply.headers.get('cache-control'), /max-age=60/);
  const [path, anchor] = reply.headers.get('location').split('#');
  assert.ok((await newsroom.page(path)).includes(`<div class="entry" id="${anchor}">`), `${address} leads to ${path}#${anchor}`);
  return { path, anchor };
}
const change = (person, id, fields) => person.form(`${lineOf(id)}/change`, fields);
async function must(person, id, fields) {
  const answer = await change(person, id, fields);
  assert.equal(answer.status, 303, answer.text);
  assert.equal(answer.headers.location, lineOf(id));
}
const structured = (html) => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)[1])['@graph'][0];
// Entries as they stand on the page: {id, text}.
const entriesOf = (html) => html.split('<div class="entry" id="').slice(1).map((part) => ({
  id: part.split('"')[0], html: part.split('</div>')[0].replaceAll('\u00a0', ' '), text: part.split('</div>')[0].replace(/^.*?>/s, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim(),
}));

test('an entry is on the page when its form is answered: linkable, newest first, and from the first on at an address beside', async () => {
  const { place, id } = await published('Вода прибуває');
  assert.equal(structured(await newsroom.page(place))['@type'], 'NewsArticle');
  await newsroom.page(`${place}oldest/`, 404);
  const form = await chief.form(lineOf(id), { text: 'О шостій вода & <крига> дійшла до мосту.' });
  assert.equal(form.status, 303, form.text);
  assert.equal(form.headers.location, lineOf(id));
  await add(chief, id, 'Міст закрито.', 'second1');
  await add(chief, id, 'Міст відкрито.', 'third1');
  const html = await newsroom.page(place), oldest = await newsroom.page(`${place}oldest/`);
  const entries = entriesOf(html);
  assert.deepEqual(entries.map(({ id: entry }) => entry).slice(0, 2), ['e-third1', 'e-second1']);
  assert.ok(entries[2].html.includes('О шостій вода &amp; &lt;крига&gt; дійшла до мосту.'), entries[2].html);
  assert.ok(entries[0].html.includes(`<a href="${place}e-third1/" rel="bookmark"><time datetime="`), entries[0].html);
  assert.deepEqual(entriesOf(oldest).map(({ id: entry }) => entry), entries.map(({ id: entry }) => entry).reverse());
  assert.ok(html.includes(`href="${place}oldest/#entries"`) && oldest.includes(`href="${place}#entries"`));
  assert.ok(oldest.includes(`<link rel="canonical" href="${/rel="canonical" href="([^"]+)"/.exec(html)[1]}">`));
  assert.ok(html.includes('Про що йдеться.') && oldest.includes('Про що йдеться.'));

  const data = structured(html);
  assert.equal(data['@type'], 'LiveBlogPosting');
  assert.deepEqual(data.liveBlogUpdate.map(({ articleBody }) => articleBody), ['Міст відкрито.', 'Міст закрито.', 'О шостій вода & <крига> дійшла до мосту.']);
  for (const update of data.liveBlogUpdate) {
    assert.equal(update['@type'], 'BlogPosting');
    assert.ok(Math.abs(Date.parse(update.datePublished) - Date.now()) < 120_000);
    assert.ok(entries.some(({ id: entry }) => update.url === `${data.url}${entry}/`), update.url);
  }
  assert.equal(data.coverageStartTime, data.liveBlogUpdate[2].datePublished);
  assert.equal(data.coverageEndTime, undefined);
  assert.equal(structured(await newsroom.page((await published('Інше')).place))['@type'], 'NewsArticle');
});

test('the date of an entry begins as a sentence does', { skip }, async () => {
  const { place, id } = await published('Ніч на мосту');
  await add(chief, id, 'Міст зачинено.');
  const visit = await Visit.start(browser, newsroom.server.url);
  await visit.go(place);
  assert.match(await visit.page.locator('.entry .meta a').first().textContent(), /^\p{Lu}\p{Ll}/u);
  await visit.close();
});

test('an entry that is sent again is there once; ten that are sent at once are all there', async () => {
  const { place, id } = await published('Матч');
  const other = await DeskPerson.join(newsroom, desk, ['editor']);
  for (let n = 0; n < 3; n++) assert.equal(await add(chief, id, 'Перша хвилина.', 'again123'), 'again123');
  assert.equal(entriesOf(await newsroom.page(place)).length, 1);
  const taken = await other.form(lineOf(id), { text: 'Під тим самим знаком.', entry: 'again123' });
  assert.equal(taken.status, 422, 'another text is not taken for it');
  assert.match(taken.text, /value="Під тим самим знаком\."/);
  assert.match(taken.text, /З цієї сторінки запис уже вийшов/);
  assert.doesNotMatch(taken.text, /name="entry" value="again123">\s*<label class="visually-hidden"/, 'what comes next goes out');
  await Promise.all(Array.from({ length: 10 }, (_, n) => add(n % 2 ? chief : other, id, `Разом ${n}`)));
  const texts = entriesOf(await newsroom.page(place)).map(({ text }) => text);
  for (let n = 0; n < 10; n++) assert.equal(texts.filter((text) => text.endsWith(`Разом ${n}`)).length, 1, texts.join('\n'));
  assert.equal(texts.length, 11);

  const history = (await chief.ask({ path: `/articles/${id}/versions` })).text;
  const [, title, entries] = /<summary>(Трансляція, публікацій[^<]*)<\/summary>([\s\S]*?)<\/details>/.exec(history);
  assert.match(title, /публікацій: 11, \d\d:\d\d – \d\d:\d\d$/, 'one line of the history, which opens');
  const numbers = [...entries.matchAll(/data-version="(\d+)"/g)].map(([, number]) => number);
  assert.equal(numbers.length, 11);
  assert.ok(!/data-version/.test(history.replace(entries, '').split('<details')[0].split('id="version-list"')[1]), 'nothing of it stands outside');
  assert.match((await chief.ask({ path: `/articles/${id}/versions?from=${numbers[3]}&to=${numbers[4]}` })).text, /Разом \d/, 'each text is reachable');
  const older = (await chief.ask({ path: `/articles/${id}/versions?before=${numbers[10]}` })).text;
  assert.match(older, /data-version="1"/);
  assert.ok(!older.includes(`data-version="${numbers[10]}"`));
  assert.equal((await chief.ask({ path: `/articles/${id}/versions?before=1` })).status, 404);
});

test('an entry that is sent again is not there a second time when it was corrected or taken back meanwhile', async () => {
  const { place, id } = await published('Рахунок');
  await add(chief, id, 'Рахунок 1:0.', 'score123');
  await must(chief, id, { do: 'correct', entry: 'score123', text: 'Рахунок 1:1.' });
  assert.equal(await add(chief, id, 'Рахунок 1:0.', 'score123'), 'score123');
  assert.deepEqual(entriesOf(await newsroom.page(place)).map(({ id: shown }) => shown), ['e-score123']);
  assert.match(await newsroom.page(place), /Рахунок 1:1\./);
  await add(chief, id, 'Не те.', 'wrong123');
  await must(chief, id, { do: 'undo', entry: 'wrong123' });
  assert.equal(await add(chief, id, 'Не те.', 'wrong123'), 'wrong123');
  assert.equal(entriesOf(await newsroom.page(place)).length, 1);
});

test('an entry has the marks of its edition’s language, from a script and from a form', async () => {
  const { place, id } = await published('Лапки');
  const entry = await add(chief, id, '"Ура" -- водій, об\'їзд - так...');
  assert.equal((await chief.form(lineOf(id), { text: '"Читаю "Кобзар" щодня"' })).status, 303);
  const [form, script] = entriesOf(await newsroom.page(place));
  assert.ok(form.text.endsWith('«Читаю „Кобзар“ щодня»'), form.text);
  assert.ok(script.text.endsWith('«Ура» — водій, об’їзд — так…'), script.text);
  await must(chief, id, { do: 'correct', entry, text: '"Так"' });
  assert.ok(entriesOf(await newsroom.page(place))[1].text.includes('«Так»'));
});

test('the choice of an order is of the page alone: feeds and the text edition have none', async () => {
  const { place, id } = await published('Порядок');
  for (const text of ['Перша.', 'Друга.']) await add(chief, id, text);
  const plain = async (path) => (await newsroom.page(path)).replaceAll('\u00a0', ' ');
  const page = await plain(place), choice = [message('uk', 'newest_first'), message('uk', 'oldest_first')];
  for (const words of choice) assert.ok(page.includes(words), words);
  const feed = await plain(/href="([^"]*rss\.xml)"/.exec(page)[1].replace(/^https?:\/\/[^/]*/, ''));
  assert.match(feed, /\/e-\w+\/&quot;/, 'an entry has its link there, too');
  assert.doesNotMatch(await plain(`${place}index.txt`), /\/oldest\/|\/e-/, 'where there is no place to lead to');
  for (const text of [feed, await plain(`${place}index.txt`)]) {
    assert.ok(text.includes('Друга.'), text);
    for (const words of [...choice, '#entries']) assert.ok(!text.includes(words), words);
  }
});

test('addresses in an entry are links, for readers and at the desk, and only those of the web', async () => {
  const { place, id } = await published('Посилання');
  const typed = 'Карта (https://map.example/a?b=1&c="d"), джерело: http://src.example/новина. javascript:alert(1)';
  const entry = await add(chief, id, typed);
  const html = entriesOf(await newsroom.page(place))[0].html;
  assert.ok(html.includes('(<a href="https://map.example/a?b=1&amp;c=" rel="noopener">https://map.example/a?b=1&amp;c=</a>'), html);
  assert.ok(html.includes('<a href="http://src.example/новина" rel="noopener">http://src.example/новина</a>. javascript:alert(1)'), html);
  assert.equal(html.match(/<a /g).length, 3, 'these and its time');
  const feed = (await newsroom.page(/href="([^"]*rss\.xml)"/.exec(await newsroom.page('/'))[1].replace(/^https?:\/\/[^/]*/, ''))).replaceAll('&lt;', '<').replaceAll('&quot;', '"');
  assert.ok(feed.includes('<a href="http://src.example/новина"'), feed);
  const page = (await chief.ask({ path: lineOf(id) })).text;
  assert.ok(page.includes('<a href="http://src.example/новина" rel="noopener noreferrer" target="_blank">http://src.example/новина</a>. javascript:'), page);
  assert.match(page, /<textarea [^>]*>Карта \(https:/, 'it is corrected here');
  await must(chief, id, { do: 'correct', entry, text: 'Карта: https://map.example/e' });
  assert.ok(entriesOf(await newsroom.page(place))[0].html.includes('Карта: <a href="https://map.example/e"'));
  await add(chief, id, 'Https://Map.example/a--b - так само');
  assert.match(entriesOf(await newsroom.page(place))[0].html, /<p><a href="Https:\/\/Map\.example\/a--b" rel="noopener">Https:\/\/Map\.example\/a--b<\/a> — так само<\/p>/);
  assert.match(structured(await newsroom.page(place)).liveBlogUpdate[1].articleBody, /^Карта: https:\/\/map\.example\/e$/);
});

test('coverage that goes on says so on its page and with its headline, until it is ended', async () => {
  const { place, id } = await published('Потоп', { urgency: 3 });
  const section = /class="kicker"><a href="([^"]+)"/.exec(await newsroom.page(place))[1];
  const whole = (html) => html.replaceAll(/<\/?strong>/g, '');
  const rail = (html) => whole(/<aside class="rail".*<\/aside>/s.exec(html)[0]), main = (html) => whole(/<main.*?<aside/s.exec(html)[0]);
  const mark = '<span class="flash">Наживо</span> ', link = `<a href="${place}">`;
  const seen = async () => {
    const [page, oldest, front, list] = await Promise.all([place, `${place}oldest/`, '/', section].map((address) => newsroom.page(address)));
    return [page, oldest].map((html) => html.includes(`<h1>${mark}Потоп</h1>`)).concat([main(front), main(list), rail(front), rail(list)].map((html) => html.includes(`${link}${mark}Потоп</a>`)));
  };
  await add(chief, id, 'Вода прибуває.');
  assert.deepEqual(await seen(), [true, true, true, true, true, true]);
  await must(chief, id, { do: 'end' });
  assert.deepEqual(await seen(), [false, false, false, false, false, false]);
  for (const address of [place, '/', section]) assert.ok(!main(await newsroom.page(address)).includes(`${mark}Потоп`), address);
  assert.ok(rail(await newsroom.page('/')).includes(`${link}Потоп</a>`));
  await add(chief, id, 'Вода прибуває знову.');
  assert.deepEqual(await seen(), [true, true, true, true, true, true]);
  await newsroom.must('check');
});

test('an open page calls a coverage live as long as it runs, however old its article', { skip }, async (t) => {
  const hoursAgo = new Date(Date.now() - 10 * 3600_000).toISOString();
  const { place, id } = await published('Буря', { published: hoursAgo });
  const reader = await read(t, '/');
  const line = reader.page.locator(`.rail li:has(a[href="${place}"])`);
  await line.waitFor();
  assert.equal(await line.locator('.flash').count(), 0);
  await add(chief, id, 'Вітер дужчає.');
  await line.locator('.flash', { hasText: 'Наживо' }).waitFor({ timeout: PATIENCE_MS });
  await must(chief, id, { do: 'end' });
  await line.locator('.flash').waitFor({ state: 'detached', timeout: PATIENCE_MS });
});

test('what somebody is writing is not published with an entry, and has the entry', async () => {
  const { place, id } = await published('Суд');
  await chief.open(id);
  const { claim } = (await chief.send('POST', `/articles/${id}/claim`, { tab: 'a' })).json;
  const data = await chief.open(id);
  const saved = await chief.send('PUT', `/articles/${id}/text`, { request: 'draft', revision: data.revision, claim, content: { ...data.content, headline: 'Суд: недописане' } });
  assert.equal(saved.status, 200, saved.text);
  const entry = await add(chief, id, 'Суд пішов радитися.');
  const html = await newsroom.page(place);
  assert.ok(!html.includes('недописане'));
  const now = await chief.open(id);
  assert.equal(now.content.headline, 'Суд: недописане');
  assert.ok(now.content.body.content.some(({ type, attrs }) => type === 'timeline' && attrs.id === entry));
  const late = await chief.send('PUT', `/articles/${id}/text`, { request: 'late', revision: saved.json.revision, claim, content: { ...data.content, headline: 'Суд: дописане' } });
  assert.equal(late.status, 200, late.text);
  const merged = await chief.open(id);
  assert.equal(merged.content.headline, 'Суд: дописане');
  assert.ok(merged.content.body.content.some(({ attrs }) => attrs.id === entry), 'an editor that did not know of it does not lose it');
  const out = await chief.send('POST', `/articles/${id}/publish`, { revision: merged.revision });
  assert.equal(out.status, 200, out.text);
  assert.ok((await newsroom.page(place)).includes('Суд: дописане'));
  assert.deepEqual(entriesOf(await newsroom.page(place)).map(({ id: shown }) => shown), [`e-${entry}`]);
  await add(chief, id, 'Суд повернувся.');
  assert.equal((await chief.send('POST', `/articles/${id}/undo`, {})).status, 409, 'what was published before an entry is not undone with it');
  assert.equal(entriesOf(await newsroom.page(place)).length, 2);
  await chief.send('POST', `/articles/${id}/leave`, { claim });
});

test('an entry is pinned, corrected and struck so that readers see it, taken back within a minute; coverage ends and goes on', async () => {
  const { place, id } = await published('Вибори');
  const first = await add(chief, id, 'Дільниці відкрито.'), second = await add(chief, id, 'Явка 10 відсотків.'), third = await add(chief, id, 'Помилковий запис.');
  await must(chief, id, { do: 'pin', entry: first });
  let entries = entriesOf(await newsroom.page(place));
  assert.equal(entries[0].id, `e-${first}`);
  assert.match(entries[0].text, /^Закріплено · /);
  assert.equal(entriesOf(await newsroom.page(`${place}oldest/`))[0].id, `e-${first}`);
  await must(chief, id, { do: 'correct', entry: second, text: 'Явка 10 відсотків.' });
  assert.doesNotMatch(await newsroom.page(place), /Виправлено/, 'nothing was corrected');
  await must(chief, id, { do: 'correct', entry: second, text: 'Явка 12 відсотків.' });
  await must(chief, id, { do: 'strike', entry: third });
  const html = await newsroom.page(place);
  entries = entriesOf(html);
  assert.match(entries[2].text, /Явка 12 відсотків\. Виправлено: /);
  assert.match(entries[1].text, /Викреслено: .* Помилковий запис\.$/);
  assert.match(entries[1].html, /<del>\s*<p>Помилковий запис\.<\/p>\s*<\/del>/);
  const data = structured(html);
  assert.deepEqual(data.liveBlogUpdate.map(({ articleBody }) => articleBody), ['Дільниці відкрито.', 'Явка 12 відсотків.']);
  assert.ok(data.liveBlogUpdate[1].dateModified);
  await must(chief, id, { do: 'unstrike', entry: third });
  await must(chief, id, { do: 'unpin', entry: first });
  assert.doesNotMatch(await newsroom.page(place), /Викреслено|Закріплено/);
  await must(chief, id, { do: 'undo', entry: third });
  assert.equal(entriesOf(await newsroom.page(place)).length, 2);
  assert.equal((await change(chief, id, { do: 'undo', entry: third })).status, 409);
  const late = await change(chief, id, { do: 'undo', entry: second });
  assert.equal(late.status, 422, 'what was corrected is not taken back');
  assert.doesNotMatch(late.text, /<details open/, 'nobody is offered to write anew what readers have');
  await must(chief, id, { do: 'end' });
  const ended = await newsroom.page(place);
  assert.match(ended, /Трансляцію завершено: /);
  assert.ok(structured(ended).coverageEndTime);
  await add(chief, id, 'Ще одне.');
  assert.doesNotMatch(await newsroom.page(place), /Трансляцію завершено/);
  const log = (await chief.ask({ path: `/log?article=${id}` })).text;
  for (const words of ['новий запис', 'виправлення запису', 'викреслення запису', 'повернення запису', 'закріплення запису', 'відкріплення запису', 'скасування запису', 'завершення трансляції']) assert.ok(log.includes(words), words);
});

test('a coverage whose only entry is taken back has not begun, whatever somebody is writing meanwhile; one that has others began with the next', async () => {
  const { place, id } = await published('Хибний початок');
  const { claim } = (await chief.send('POST', `/articles/${id}/claim`, { tab: 'a' })).json;
  const before = await chief.open(id);
  const draft = { ...before.content, headline: 'Хибний початок: недописане' };
  assert.equal((await chief.send('PUT', `/articles/${id}/text`, { request: 'begun', revision: before.revision, claim, content: draft })).status, 200);
  const slip = await add(chief, id, 'Не туди.');
  const open = await chief.open(id);
  assert.ok(open.content.coverage_from_ms);
  await must(chief, id, { do: 'undo', entry: slip });
  const html = await newsroom.page(place);
  assert.equal(structured(html)['@type'], 'NewsArticle');
  for (const page of [html, await newsroom.page('/')]) assert.doesNotMatch(page, /Наживо<\/span> Хибний початок/);
  const beside = await newsroom.fetch(`${place}oldest/`);
  assert.deepEqual([beside.status, new URL(beside.headers.get('location'), newsroom.server.url).pathname], [301, place]);
  assert.match((await chief.ask({ path: lineOf(id) })).text, /Перший запис/);

  const late = await chief.send('PUT', `/articles/${id}/text`, { request: 'late', revision: open.revision, claim, content: { ...open.content, headline: 'Хибний початок: дописане' } });
  assert.equal(late.status, 200, late.text);
  const now = await chief.open(id);
  assert.equal(now.content.headline, 'Хибний початок: дописане');
  assert.equal(now.content.coverage_from_ms, undefined);
  const stale = await chief.send('PUT', `/articles/${id}/text`, { request: 'stale', revision: now.revision, claim, content: { ...now.content, coverage_from_ms: open.content.coverage_from_ms } });
  assert.equal(stale.status, 200, stale.text);
  assert.equal((await chief.send('POST', `/articles/${id}/publish`, { revision: (await chief.open(id)).revision })).status, 200);
  assert.equal(structured(await newsroom.page(place))['@type'], 'NewsArticle');
  await chief.send('POST', `/articles/${id}/leave`, { claim });
  await newsroom.must('check');

  const first = await add(chief, id, 'Теж не туди.'), second = await add(chief, id, 'Почалося.');
  await must(chief, id, { do: 'undo', entry: first });
  const data = structured(await newsroom.page(place));
  assert.deepEqual(data.liveBlogUpdate.map(({ url, datePublished }) => [url, datePublished]), [[`${data.url}e-${second}/`, data.coverageStartTime]]);
});

test('a coverage that was ended by mistake goes on by a button that stands where one writes', { skip }, async (t) => {
  const { place, id } = await published('Завчасний кінець');
  for (let n = 0; n < 12; n++) await add(chief, id, `Запис ${n}.`);
  const began = structured(await newsroom.page(place)).coverageStartTime;
  assert.equal((await change(chief, id, { do: 'resume' })).status, 303, 'it goes on already');
  const page = await write(t, id);
  const resume = page.locator('#coverage-ended button');
  assert.equal(await resume.count(), 0);
  await Promise.all([page.waitForEvent('load'), page.click('button[value="end"]')]);
  assert.match(await newsroom.page(place), /Трансляцію завершено: /);
  await resume.waitFor();
  assert.match(await page.textContent('#coverage-ended'), /Трансляцію завершено/);
  const seen = await resume.boundingBox(), line = await page.locator('#entry-line').boundingBox();
  assert.ok(seen.y > 0 && seen.y + seen.height <= line.y && seen.height >= 44, JSON.stringify([seen, line]));
  await Promise.all([page.waitForEvent('load'), resume.click()]);
  assert.equal(await resume.count(), 0);
  const html = await newsroom.page(place);
  assert.doesNotMatch(html, /Трансляцію завершено: /);
  assert.deepEqual([structured(html).coverageStartTime, structured(html).coverageEndTime], [began, undefined]);
  assert.equal(entriesOf(html).length, 12);
  // What somebody else ends is told here, and ended with their next entry.
  await must(chief, id, { do: 'end' });
  await resume.waitFor({ timeout: PATIENCE_MS });
  await add(chief, id, 'Далі.');
  await resume.waitFor({ state: 'detached', timeout: PATIENCE_MS });
  assert.ok((await chief.ask({ path: `/log?article=${id}` })).text.includes('продовження трансляції'));
});

test('what is found in an entry alone leads to the entry, what is in the headline, too, to the article', async () => {
  const { place, id } = await published('Повінь біля елеватора');
  const entry = await add(chief, id, 'Бригада жонглерів приїхала.');
  await add(chief, id, 'Нічого нового.');
  const found = async (words) => (await newsroom.fetch(`/search/?q=${encodeURIComponent(words)}`)).body.toString();
  await until('the entry is indexed', async () => (await found('жонглери')).includes(`<h2><a href="${place}`));
  assert.ok((await found('жонглери')).includes(`<h2><a href="${place}e-${entry}/">`), await found('жонглери'));
  assert.deepEqual((await ledTo(`${place}e-${entry}/`)).anchor, `e-${entry}`);
  for (const words of ['елеватор', 'елеватор жонглери']) assert.match(await found(words), new RegExp(`<h2><a href="${place}">`), words);
});

test('what is refused says why beside its field, and keeps what was typed', async () => {
  const { place, id } = await published('Відмови');
  const empty = await chief.form(lineOf(id), { text: '   ' });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /role="alert">Напишіть запис\./);
  const long = 'щ'.repeat(2001);
  const refused = await chief.form(lineOf(id), { text: long });
  assert.equal(refused.status, 422);
  assert.ok(refused.text.includes(`value="${long}"`) && refused.text.includes('aria-describedby="entry-line-fault"'));
  assert.equal((await chief.send('POST', lineOf(id), { text: '' })).status, 422);
  assert.doesNotMatch(await newsroom.page(place), /class="entry"/);
  const entry = await add(chief, id, 'Запис.');
  const kept = await change(chief, id, { do: 'correct', entry, text: long });
  assert.equal(kept.status, 422);
  assert.ok(kept.text.includes(`>${long}</textarea>`) && kept.text.includes('<details open>'));
  assert.equal((await change(chief, id, { do: 'strike', entry: 'nosuch' })).status, 409);
  assert.equal((await change(chief, id, { do: 'burn', entry })).status, 400);
  const draft = await chief.begin('uk');
  assert.equal((await chief.form(lineOf(draft), { text: 'Рано.' })).status, 409);
  assert.match((await chief.ask({ path: lineOf(draft) })).text, /Трансляція починається, коли матеріал опубліковано/);
  const reporter = await DeskPerson.join(newsroom, desk, ['reporter']);
  assert.equal((await reporter.form(lineOf(id), { text: 'Не можна.' })).status, 403);
  assert.equal((await reporter.ask({ path: lineOf(id) })).status, 403);
  assert.equal(entriesOf(await newsroom.page(place)).length, 1);
});

test('a withdrawn article is gone in both orders; an archive made anew has the same', async () => {
  const { place, id } = await published('Буде відкликано');
  await add(chief, id, 'Запис один.');
  await add(chief, id, 'Запис два.');
  await newsroom.withdraw(`urn:coverage:${number}`);
  await newsroom.page(place, 410);
  await newsroom.page(`${place}oldest/`, 410);
  const { place: kept, id: other } = await published('Лишиться');
  await add(chief, other, 'Запис три.');
  await add(chief, other, 'Запис чотири.');
  const main = (html) => /<main\b.*<\/main>/s.exec(html)[0];
  const before = await Promise.all([kept, `${kept}oldest/`].map((address) => newsroom.page(address)));
  await newsroom.must('rebuild');
  await until('the new archive', async () => (await newsroom.fetch('/')).status === 200);
  const now = await Promise.all([kept, `${kept}oldest/`].map((address) => newsroom.page(address)));
  assert.deepEqual(now.map(main), before.map(main));
  await newsroom.page(`${place}oldest/`, 410);
});

// ---- in browsers ----

async function read(t, pagePath, options) {
  const made = await Visit.start(browser, options?.site ?? newsroom.server.url, options);
  t.after(() => made.close());
  await made.go(pagePath);
  await made.page.waitForFunction(() => document.querySelector('output.unseen'));
  return made;
}
// The desk as the chief has it, over a line that can be cut.
async function write(t, id, { width = 1280, scheme = 'light', url = desk.url, person = chief } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, locale: 'uk-UA', baseURL: url });
  t.after(() => context.close());
  await person.enter(context);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(lineOf(id));
  return page;
}
const shown = (page, text) => page.locator('.entry', { hasText: text }).first().waitFor({ timeout: PATIENCE_MS });
const picture = async (page, name) => { if (SCREENS) await page.screenshot({ path: path.join(SCREENS, `${name}.png`), fullPage: true }); };

test('what is typed at the line and sent by Enter stands on pages that are open, in each order, a moment later', { skip }, async (t) => {
  const { place, id } = await published('Повінь', { paragraphs: Array.from({ length: 12 }, () => 'Речення про воду. '.repeat(30)) });
  await add(chief, id, 'Перший запис.');
  const newest = await read(t, place), oldest = await read(t, `${place}oldest/`), elsewhere = await read(t, '/');
  const page = await write(t, id);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'entry-line');
  await page.keyboard.type('Другий запис: вода спадає.');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#entry-line'), '');
  await page.keyboard.type('Третій.');
  await page.keyboard.press('Enter');
  for (const reader of [newest, oldest]) await shown(reader.page, 'Третій.');
  const order = (reader) => reader.page.$$eval('.entry > p:last-of-type', (nodes) => nodes.map(({ textContent }) => textContent.replaceAll('\u00a0', ' ')));
  assert.deepEqual(await order(newest), ['Третій.', 'Другий запис: вода спадає.', 'Перший запис.']);
  assert.deepEqual(await order(oldest), ['Перший запис.', 'Другий запис: вода спадає.', 'Третій.']);
  assert.match((await newest.page.textContent('output.unseen')).replaceAll('\u00a0', ' '), /^1 новий запис: Третій\.$/);
  await page.locator('#coverage-entries li', { hasText: 'Третій.' }).waitFor();
  await page.locator('#coverage-said', { hasText: 'Опубліковано.' }).waitFor();
  assert.equal(await page.locator('#coverage-waiting').isHidden(), true);
  assert.deepEqual([...newest.wrong(), ...oldest.wrong(), ...elsewhere.wrong()], []);
});

test('whoever reads further down is told how many there are, and nothing moves; a correction says so', { skip }, async (t) => {
  const { place, id } = await published('Довга розповідь', { paragraphs: Array.from({ length: 20 }, () => 'Речення про воду. '.repeat(30)) });
  const entry = await add(chief, id, 'Перший запис.');
  const reader = await read(t, place);
  await reader.page.waitForTimeout(SETTLED_MS);
  await reader.page.evaluate(() => scrollTo(0, 900));
  await add(chief, id, 'Другий запис.');
  await add(chief, id, 'Третій запис.');
  const pill = reader.page.locator('main a.button');
  await pill.filter({ hasText: /^2\u00a0нові записи$/ }).waitFor({ timeout: PATIENCE_MS });
  const other = await published('Про інше', { published: new Date().toISOString() });
  await reader.page.locator('output.unseen', { hasText: /^1\u00a0новий матеріал: Про інше/ }).waitFor({ state: 'attached', timeout: PATIENCE_MS });
  assert.match(await pill.textContent(), /^2\u00a0нові записи$/, 'what it leads to is counted');
  assert.ok(other.place);
  assert.equal(await reader.page.locator('.entry').count(), 1);
  assert.equal(await reader.page.evaluate(() => scrollY), 900);
  await picture(reader.page, 'coverage-pill');
  await pill.click();
  await shown(reader.page, 'Третій запис.');
  await reader.page.evaluate(() => scrollTo(0, 0));
  await must(chief, id, { do: 'correct', entry, text: 'Перший запис, виправлений.' });
  await shown(reader.page, 'Перший запис, виправлений.');
  assert.deepEqual(reader.wrong(), []);
});

test('whoever reads at the top has a struck entry before their eyes, and is offered nothing that is there already', { skip }, async (t) => {
  const { place, id } = await published('Викреслене видно');
  const struck = await add(chief, id, 'Явка 10 відсотків.');
  const { page } = await read(t, place);
  await must(chief, id, { do: 'strike', entry: struck });
  await page.locator('main del', { hasText: 'Явка' }).waitFor({ timeout: PATIENCE_MS });
  assert.equal(await page.locator('section.breaking button').count(), 0);
  assert.doesNotMatch(await page.locator('output.unseen').textContent(), /оновлено/);
});

test('a page that is opened late has every entry already: nothing is told again, nothing is asked for again', { skip }, async (t) => {
  const { place, id } = await published('Пізно відкрита');
  for (const [entry, text] of [['late0001', 'Перший.'], ['late0002', 'Другий.'], ['late0003', 'Третій.']]) await add(chief, id, text, entry);
  await must(chief, id, { do: 'correct', entry: 'late0002', text: 'Другий, виправлений.' });
  await wait(1100); // a page says to the second how old it is
  const reader = await read(t, '/');
  const asked = [];
  reader.page.on('request', (request) => { if (/\?\d+,\d*$/.test(request.url())) asked.push(request.url()); });
  await reader.page.goto(newsroom.server.url + place + '#entries');
  await reader.page.waitForSelector('#e-late0003');
  await wait(2500);
  assert.deepEqual(asked, []);
  assert.equal((await reader.page.textContent('output.unseen')).trim(), '');
  assert.equal(await reader.page.locator('main a.button').count(), 0);
});

test('an entry that comes in the same second as the page was made of comes to the page, too', { skip }, async (t) => {
  for (let n = 1; n <= 3; n++) {
    const { place, id } = await published(`Щосекунди ${n}`);
    await wait(1010 - Date.now() % 1000); // as a second begins
    await add(chief, id, 'Перший.');
    const reader = await read(t, `${place}oldest/`);
    await add(chief, id, 'Одразу за ним.');
    await shown(reader.page, 'Одразу за ним.');
  }
});

test('an entry comes to an open page although the page could not be had at first: refused, without an answer, and again', { skip }, async (t) => {
  const { place, id } = await published('Впертість', { paragraphs: Array.from({ length: 20 }, () => 'Речення про воду. '.repeat(30)) });
  await add(chief, id, 'Перший запис.');
  const reader = await read(t, place), below = await read(t, place);
  await reader.page.waitForTimeout(SETTLED_MS);
  const fates = ['503', 'abort'];
  await reader.context.route(/\?\d+,\d*$/, (route) => {
    const fate = fates.shift();
    return fate === 'abort' ? route.abort() : fate ? route.fulfill({ status: Number(fate), body: 'no' }) : route.continue();
  });
  await add(chief, id, 'Упертий запис.');
  await reader.page.locator('output.unseen', { hasText: 'Упертий' }).waitFor({ state: 'attached', timeout: PATIENCE_MS });
  await reader.page.locator('.entry', { hasText: 'Упертий запис.' }).waitFor({ timeout: 2 * PATIENCE_MS });
  assert.deepEqual(fates, []);

  await below.page.evaluate(() => scrollTo(0, 900));
  let refusals = 1;
  await below.context.route(/\?\d+,\d*$/, (route) => refusals-- > 0 ? route.fulfill({ status: 429, body: 'no' }) : route.continue());
  await add(chief, id, 'Запис за пігулкою.');
  const pill = below.page.locator('main a.button');
  await pill.filter({ hasText: '1' }).waitFor({ timeout: PATIENCE_MS });
  await pill.click();
  await below.page.locator('.entry', { hasText: 'Запис за пігулкою.' }).waitFor({ timeout: PATIENCE_MS });
  await pill.waitFor({ state: 'detached' });
});

test('who writes sees the newest entries and what waits, above the line; who looks at older ones stays there', { skip }, async (t) => {
  const { id } = await published('Довга ніч');
  for (let n = 1; n <= 14; n++) await add(chief, id, `Запис номер ${n}.`);
  for (const width of [360, 1280]) {
    const page = await write(t, id, { width });
    const isSeen = (selector, text) => page.locator(selector, { hasText: text }).last().evaluate((item) => {
      const { top, bottom } = item.querySelector('.entry-text').getBoundingClientRect();
      return top >= 0 && bottom <= document.getElementById('coverage').getBoundingClientRect().top;
    });
    const enter = async (text) => {
      await page.fill('#entry-line', text);
      await page.keyboard.press('Enter');
      await page.locator('#coverage-entries li', { hasText: text }).waitFor();
    };
    await until('the newest is seen', () => isSeen('#coverage-entries li', 'Запис номер 14.'));
    for (const n of [1, 2, 3]) await enter(`З вікна ${width}, ${n}.`);
    await until('what was entered is seen', () => isSeen('#coverage-entries li', `З вікна ${width}, 3.`));
    await page.context().setOffline(true);
    await page.fill('#entry-line', `Чекає ${width}.`);
    await page.keyboard.press('Enter');
    await until('what waits is seen', () => isSeen('#coverage-waiting li', `Чекає ${width}.`));
    await page.context().setOffline(false);
    await page.locator('#coverage-entries li', { hasText: `Чекає ${width}.` }).waitFor();
    await until('it is seen where it stands now', () => isSeen('#coverage-entries li', `Чекає ${width}.`));
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(300);
    await add(chief, id, `Із іншого вікна ${width}.`);
    await page.locator('#coverage-entries li', { hasText: `Із іншого вікна ${width}.` }).waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => scrollY), 0);
  }
});

test('a line that drops loses nothing: at the desk what was typed goes out in its order when it is there again', { skip }, async (t) => {
  const { place, id } = await published('Обрив');
  await add(chief, id, 'До обриву.');
  const line = await startLine(newsroom.server.port ?? new URL(newsroom.server.url).port);
  t.after(() => line.close());
  const reader = await read(t, place, { site: line.url });
  const page = await write(t, id);
  await page.context().setOffline(true);
  line.cut();
  for (const text of ['Під час обриву один.', 'Під час обриву два.']) {
    await page.fill('#entry-line', text);
    await page.keyboard.press('Enter');
  }
  await page.locator('#coverage-said', { hasText: 'Немає зв’язку' }).waitFor();
  assert.equal(await page.locator('#coverage-waiting li').count(), 2);
  assert.equal(entriesOf(await newsroom.page(place)).length, 1);
  await page.context().setOffline(false);
  await page.locator('#coverage-entries li', { hasText: 'обриву два.' }).waitFor();
  line.mend();
  await shown(reader.page, 'обриву два.');
  const texts = entriesOf(await newsroom.page(place)).map(({ text }) => text.replace(/^.*?\d\d:\d\d /, ''));
  assert.deepEqual(texts, ['Під час обриву два.', 'Під час обриву один.', 'До обриву.']);
});

test('a page that is closed without a connection loses nothing: opened again it publishes what waited and has what was half-typed', { skip }, async (t) => {
  const { place, id } = await published('Закрита сторінка');
  const page = await write(t, id), context = page.context();
  await context.setOffline(true);
  for (const text of ['Чекає один.', 'Чекає два.']) {
    await page.fill('#entry-line', text);
    await page.keyboard.press('Enter');
  }
  await page.locator('#coverage-said', { hasText: 'Немає зв’язку' }).waitFor();
  await page.locator('#entry-line').pressSequentially('Недописане');
  await page.waitForTimeout(1000);
  await page.close();
  assert.doesNotMatch(await newsroom.page(place), /class="entry"/);
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(lineOf(id));
  await again.locator('#coverage-entries li', { hasText: 'Чекає два.' }).waitFor({ timeout: PATIENCE_MS });
  assert.equal(await again.inputValue('#entry-line'), 'Недописане');
  const order = async () => entriesOf(await newsroom.page(place)).map(({ text }) => text.replace(/^.*?\d\d:\d\d /, ''));
  assert.deepEqual(await order(), ['Чекає два.', 'Чекає один.']);
  const beside = await context.newPage();
  await beside.goto(lineOf(id));
  await beside.waitForTimeout(500);
  assert.equal(await beside.inputValue('#entry-line'), '', 'what another window is typing stays there');
  await again.press('#entry-line', 'Enter');
  await again.locator('#coverage-entries li', { hasText: 'Недописане' }).waitFor({ timeout: PATIENCE_MS });
  await again.close();
  await beside.reload();
  await beside.waitForTimeout(500);
  assert.equal(await beside.inputValue('#entry-line'), '', 'what is out is not kept');
  assert.equal((await order()).length, 3);
});

test('what waited too long is no news any more: it comes back to the line, and a person decides', { skip }, async (t) => {
  const { place, id } = await published('Давно');
  const page = await write(t, id), context = page.context();
  await context.setOffline(true);
  await page.fill('#entry-line', 'Рахунок 0:0.');
  await page.keyboard.press('Enter');
  await page.locator('#coverage-said', { hasText: 'Немає зв’язку' }).waitFor();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.clock.setFixedTime(Date.now() + 11 * 60_000);
  await again.goto(lineOf(id));
  await again.waitForFunction(() => document.getElementById('entry-line').value === 'Рахунок 0:0.', null, { timeout: PATIENCE_MS });
  assert.match(await again.textContent('#coverage-said'), /Ось те, що ви написали/);
  assert.doesNotMatch(await newsroom.page(place), /class="entry"/);
});

test('what is refused comes back to the line; without a script the form does the same', { skip }, async (t) => {
  const { place, id } = await published('Відмова');
  const page = await write(t, id);
  await add(chief, id, 'Узятий знак.', 'taken123');
  await page.route('**/coverage', (route) => route.request().method() === 'POST' ? route.continue({ postData: JSON.stringify({ text: 'Інше.', entry: 'taken123' }) }) : route.continue());
  await page.fill('#entry-line', 'Інше.');
  await page.keyboard.press('Enter');
  await page.locator('#entry-line-fault', { hasText: 'запис уже вийшов' }).waitFor();
  assert.equal(await page.inputValue('#entry-line'), 'Інше.');
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: desk.url });
  t.after(() => context.close());
  await chief.enter(context);
  const plain = await context.newPage();
  await plain.goto(lineOf(id));
  await plain.fill('#entry-line', 'Без сценарію.');
  await plain.press('#entry-line', 'Enter');
  await plain.locator('#coverage-entries li', { hasText: 'Без сценарію.' }).waitFor({ timeout: PATIENCE_MS });
  await plain.locator('#coverage-entries li', { hasText: 'Без сценарію.' }).locator('button[value=pin]').click();
  await plain.locator('#coverage-entries li', { hasText: 'закріплено' }).waitFor({ timeout: PATIENCE_MS });
  assert.match(entriesOf(await newsroom.page(place))[0].text, /^Закріплено · .* Без сценарію\.$/);
});

test('an entry has room for 2,000 characters of any script; of more it is said beside the field, where all of it stays', { skip }, async (t) => {
  const { id } = await published('Довгі рядки');
  const page = await write(t, id);
  for (const long of ['щ'.repeat(2001), '🌊'.repeat(2001), 'w'.repeat(70_000)]) {
    await page.focus('#entry-line');
    await page.keyboard.insertText(long);
    await page.keyboard.press('Enter');
    await page.locator('#entry-line-fault', { hasText: 'Запис задовгий' }).waitFor();
    assert.equal(await page.inputValue('#entry-line'), long, 'nothing is cut');
    await page.fill('#entry-line', '');
    await page.evaluate(() => { document.getElementById('entry-line-fault').textContent = ''; });
  }
  const said = '🌊'.repeat(2000);
  await page.keyboard.insertText(said);
  await page.keyboard.press('Enter');
  await page.locator('#coverage-entries li', { hasText: said }).waitFor();
  const entry = page.locator('#coverage-entries li', { hasText: said }), field = entry.locator('textarea');
  await entry.locator('summary').click();
  await field.focus();
  await page.keyboard.insertText('w'.repeat(70_000));
  await entry.locator('button[value=correct]').click();
  await entry.locator('.fault', { hasText: 'Запис задовгий' }).waitFor();
  assert.equal((await field.inputValue()).length, said.length + 70_000);
  assert.equal(await field.evaluate((element) => element === document.activeElement), true);
  assert.equal((await chief.form(lineOf(id), { text: said })).status, 303, 'a form without a script has room for as many');
});

// Entries of one length, which nobody could shorten by saying the same again: of words drawn by their number.
const wordsOf = (n, count = 25) => Array.from({ length: count }, (_, word) => 'вода міст район рівень година школа дорога вулиця берег служба сторона лікарня потяг зупинка'.split(' ')[(n * 7 + word * word * 3 + n * word) % 14] + ((n * word) % 9 || '')).join(' ');
async function fill(id, first, last) {
  for (let n = first; n <= last; n++) await add(chief, id, `Запис ${n}. ${wordsOf(n)}.`, `long${String(n).padStart(4, '0')}`);
}
const idsOf = (first, last) => Array.from({ length: Math.abs(first - last) + 1 }, (_, n) => `e-long${String(first < last ? first + n : first - n).padStart(4, '0')}`);
const weightOf = async (address) => (await newsroom.fetch({ path: address, headers: [['Accept-Encoding', 'gzip']] })).body.length;
const pagesOf = (html) => [...(/<nav class="earlier".*?<\/nav>/s.exec(html)?.[0] ?? '').matchAll(/<li>(?:<a href="([^"]+)#entries">|<strong>)([^<]*)/g)].map(([, href, text]) => ({ href, text: text.replaceAll('\u00a0', ' ') }));

test('of a long coverage the page has the newest entries and stays light; all of them stand on pages of fifty, where their links lead', { skip }, async (t) => {
  const { place, id } = await published('Довга трансляція');
  await fill(id, 1, 20);
  assert.deepEqual(pagesOf(await newsroom.page(place)), []);
  const early = structured(await newsroom.page(place)).liveBlogUpdate.map(({ url }) => url);
  await fill(id, 21, 50);
  await newsroom.page(`${place}oldest/2/`, 404);
  assert.deepEqual(pagesOf(await newsroom.page(`${place}oldest/`)), []);
  await fill(id, 51, 104);
  await must(chief, id, { do: 'pin', entry: 'long0001' });
  await must(chief, id, { do: 'pin', entry: 'long0060' });
  const html = await newsroom.page(place);
  const shown = entriesOf(html).map(({ id: entry }) => entry);
  assert.deepEqual(shown, ['e-long0001', 'e-long0060', ...idsOf(104, 107 - shown.length)]);
  assert.ok(shown.length > 15 && shown.length <= 30, `${shown.length}`);
  const three = [`${place}oldest/`, `${place}oldest/2/`, `${place}oldest/3/`];
  assert.deepEqual(pagesOf(html).map(({ href }) => href), three.slice(0, 2).reverse());
  for (const { text } of pagesOf(html)) assert.match(text, /^\d+ \S+ \d{4}, \d\d:\d\d(–| – \d+ \S+ \d{4}, )\d\d:\d\d$/);
  const pages = await Promise.all(three.map((address) => newsroom.page(address)));
  assert.deepEqual(pages.map((page) => entriesOf(page).map(({ id: entry }) => entry)), [idsOf(1, 50), ['e-long0060', ...idsOf(51, 59), ...idsOf(61, 100)], idsOf(101, 104)]);
  for (const [n, page] of pages.entries()) assert.deepEqual(pagesOf(page).map(({ href }) => href), three.map((address, of) => of === n ? undefined : address));
  for (const { id: entry, html: text } of [...entriesOf(html), ...pages.flatMap(entriesOf)]) {
    const { path: address, anchor } = await ledTo(/<a href="([^"]+)" rel="bookmark">/.exec(text)[1]);
    assert.equal(anchor, entry);
    assert.ok(entriesOf(pages[three.indexOf(address)]).some((one) => one.id === entry), entry);
  }
  const updates = structured(html).liveBlogUpdate;
  assert.ok(updates.every(({ url }) => shown.includes(/([^/]+)\/$/.exec(url)[1])), 'what search engines are told is there to be read');
  for (const url of [...early, ...updates.map((update) => update.url)]) await ledTo(new URL(url).pathname);
  const earlier = message('uk', 'earlier_entries'), all = `${structured(html).url}oldest/`;
  const plain = (await newsroom.page(`${place}index.txt`)).replaceAll('\u00a0', ' ');
  const [, mark] = new RegExp(`\n${earlier} (\\[\\d+\\])\n`).exec(plain) ?? assert.fail(plain.slice(-500));
  assert.ok(plain.includes(`${mark} ${all}\n`), 'a text that is not the whole says where the rest is');
  const [feeds] = /[^"]*(?=rss\.xml")/.exec(html);
  const item = JSON.parse(await newsroom.page(`${feeds.replace(/^https?:\/\/[^/]*/, '')}feed.json`)).items.find(({ url }) => url === structured(html).url);
  assert.ok(item.content_html.replaceAll('\u00a0', ' ').endsWith(`<p><a href="${all}">${earlier}</a></p>`), item.content_html.slice(-200));
  for (const page of pages) assert.ok(!page.includes('class="beyond"'));
  const headOf = (page) => Object.fromEntries([['title', /<title>([^<]*)/], ['canonical', /rel="canonical" href="[^"]*?:\/\/[^/]*([^"]*)/], ['shared', /property="og:url" content="[^"]*?:\/\/[^/]*([^"]*)/]]
    .map(([name, form]) => [name, form.exec(page)[1].replaceAll('\u00a0', ' ')]));
  const [{ title }] = [headOf(html)];
  assert.match(title, /^Довга трансляція \| /);
  for (const [n, page] of pages.entries()) {
    const told = { title: title.replace(' |', `, сторінка ${n + 1} |`), canonical: three[n], shared: place };
    assert.deepEqual(headOf(page), told);
    assert.doesNotMatch(page, /rel="alternate" hreflang=|noindex|LiveBlogPosting|NewsArticle/);
    await newsroom.page(`${three[n]}index.txt`);
  }
  const listener = await read(t, three[2]);
  await add(chief, id, 'Почуто на третій сторінці.', 'long0105');
  await listener.page.locator('.entry', { hasText: 'Почуто на третій сторінці.' }).waitFor({ timeout: PATIENCE_MS });
  await must(chief, id, { do: 'undo', entry: 'long0105' });
  const weight = await weightOf(place);
  t.diagnostic(`104 entries: ${weight} bytes`);
  assert.ok(weight <= 14 * 1024, `${weight}`);
  for (const address of [place, three[1]]) {
    for (const width of [360, 1280]) {
      const reader = await read(t, address, { width });
      assert.equal(await reader.page.locator('.beyond:visible').count(), 0, 'the page has its own list of them');
      await picture(reader.page, `coverage-pages-${address === place ? 'newest' : 'second'}-${width}`);
      await reader.page.evaluate(axe.source);
      const { violations } = await reader.page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id: rule, nodes }) => `${width} ${rule}: ${nodes[0].html}`), []);
      assert.ok(await reader.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      for (const link of await reader.page.locator('.earlier a').all()) assert.ok((await link.boundingBox()).height >= 43.5);
      await reader.page.click('.earlier li:last-child a');
      await reader.page.locator('.entry').nth(1).waitFor();
    }
  }
});

test('an address of an entry leads to it for ever: when others go or come before it, when the article moves, is rebuilt, is gone', async () => {
  const { place, id } = await published('Адреси записів');
  await fill(id, 1, 102);
  const addresses = idsOf(1, 102).map((entry) => `${place}${entry}/`);
  assert.deepEqual(await ledTo(addresses[50]), { path: `${place}oldest/2/`, anchor: 'e-long0051' });
  await must(chief, id, { do: 'undo', entry: 'long0100' });
  addresses.splice(99, 1);
  assert.deepEqual(await ledTo(addresses[99]), { path: `${place}oldest/2/`, anchor: 'e-long0101' });

  const data = await chief.open(id), { claim } = (await chief.send('POST', `/articles/${id}/claim`, { tab: 'a' })).json;
  const earlier = (name) => ({ type: 'timeline', attrs: { id: name, time_ms: Date.now() - 3600_000 }, content: [{ type: 'line' }, { type: 'paragraph', attrs: { id: `${name}p` }, content: [{ type: 'text', text: 'Що було раніше.' }] }] });
  const body = { ...data.content.body, content: [...data.content.body.content.filter(({ attrs }) => attrs.id !== 'long0001'), earlier('earlier1'), earlier('earlier2')] };
  const saved = await chief.send('PUT', `/articles/${id}/text`, { request: 'earlier', revision: data.revision, claim, content: { ...data.content, body } });
  assert.equal(saved.status, 200, saved.text);
  assert.equal((await chief.send('POST', `/articles/${id}/publish`, { revision: saved.json.revision })).status, 200);
  await chief.send('POST', `/articles/${id}/leave`, { claim });
  const [gone, ...kept] = addresses;
  assert.deepEqual(await ledTo(`${place}e-long0050/`), { path: `${place}oldest/2/`, anchor: 'e-long0050' }, 'it moved');
  const where = await Promise.all(kept.map(ledTo));
  assert.deepEqual(where.map(({ anchor }) => `${place}${anchor}/`), kept);
  await ledTo(`${place}e-earlier1/`);
  for (const none of [gone, `${place}e-nosuch/`]) {
    const { status, headers } = await newsroom.fetch(none);
    assert.deepEqual([status, headers.get('location')], [302, place], 'the article is what is nearest');
  }
  for (const none of [`${place}e-/`, `${place}e-Long0002/`, `${place}e-long0002/x/`, `${place}e-aaaaaaaaaaaaaaaaa/`, '/city/e-long0002/', '/nowhere/e-long0002/', '/e-long0002/']) await newsroom.page(none, 404);
  await newsroom.must('check');
  await newsroom.must('rebuild');
  assert.deepEqual(await Promise.all(kept.map(ledTo)), where);

  const line = (await newsroom.run('export', 'ninjs', '-')).stdout.split('\n').find((one) => one.includes(`"urn:coverage:${number}"`));
  const item = JSON.parse(line), day = (time) => new Date(Date.parse(time) - 86_400_000).toISOString();
  const moved = await newsroom.publish({ ...item, contentCreated: day(item.contentCreated), versionCreated: new Date().toISOString(), version: String(Number(item.version) + 1) });
  assert.notEqual(moved, place);
  for (const address of [kept[0], kept.at(-1)]) {
    const { status, headers } = await newsroom.fetch(address);
    assert.equal(status, 301);
    const now = new URL(headers.get('location'), newsroom.server.url).pathname;
    assert.equal(now, address.replace(place, moved));
    assert.ok((await ledTo(now)).path.startsWith(moved));
  }
  await newsroom.must('check');
  await newsroom.withdraw(`urn:coverage:${number}`);
  for (const address of [kept[0], kept[0].replace(place, moved)]) await newsroom.page(address, 410);
});

test('an entry taken back takes the page with it that it alone stood on; withdrawn, all pages are gone', async () => {
  const { place, id } = await published('Сторінки');
  await fill(id, 1, 51);
  assert.deepEqual(entriesOf(await newsroom.page(`${place}oldest/2/`)).map(({ id: entry }) => entry), ['e-long0051']);
  await must(chief, id, { do: 'undo', entry: 'long0051' });
  const moved = await newsroom.fetch(`${place}oldest/2/`);
  assert.equal(moved.status, 301);
  assert.equal(new URL(moved.headers.get('location'), newsroom.server.url).pathname, `${place}oldest/`);
  await newsroom.must('check');
  await fill(id, 52, 52);
  assert.deepEqual(entriesOf(await newsroom.page(`${place}oldest/2/`)).map(({ id: entry }) => entry), ['e-long0052']);
  await newsroom.must('check');
  await fill(id, 53, 102);
  assert.deepEqual(entriesOf(await newsroom.page(`${place}oldest/3/`)).map(({ id: entry }) => entry), ['e-long0102']);
  await must(chief, id, { do: 'undo', entry: 'long0101' });
  const last = await newsroom.fetch(`${place}oldest/3/`);
  assert.equal(last.status, 301);
  const led = new URL(last.headers.get('location'), newsroom.server.url).pathname;
  assert.equal(led, `${place}oldest/2/`, 'to the page where its entry is now');
  assert.equal(entriesOf(await newsroom.page(led)).at(-1).id, 'e-long0102');
  await newsroom.must('check');
  await newsroom.withdraw(`urn:coverage:${number}`);
  for (const address of [place, `${place}oldest/`, `${place}oldest/2/`]) await newsroom.page(address, 410);
  await newsroom.must('check');
});

test('on a phone the acts of an entry are one row of buttons that a thumb hits, by keys and with names, in each language', { skip }, async (t) => {
  const { id } = await published('Трансляція на телефоні');
  for (const text of ['Перший.', 'Другий.', 'Третій.']) await add(chief, id, text);
  for (const language of ['uk', 'ru', 'en']) {
    const person = await DeskPerson.join(newsroom, desk, ['chief'], { name: 'Хтось', language });
    await add(person, id, `Свій запис, ${language}.`);
    const page = await write(t, id, { width: 360, person });
    await picture(page, `coverage-acts-360-${language}`);
    const rows = await page.evaluate(() => [...document.querySelectorAll('.entries .acts')].map((acts) => [...acts.querySelectorAll('button, summary, a')]
      .filter((one) => one.checkVisibility()).map((one) => {
        const { top, right, width, height } = one.getBoundingClientRect();
        return { name: one.innerText, top, right, width, height, isTorn: one.scrollWidth > one.clientWidth + 1 };
      })));
    assert.equal(Math.max(...rows.map(({ length }) => length)), 4, 'with the one that takes back');
    for (const row of rows) {
      assert.equal(new Set(row.map(({ top }) => Math.round(top))).size, 1, JSON.stringify(row));
      for (const one of row) assert.ok(one.width >= 43.5 && one.height >= 43.5 && one.height < 56 && one.right <= 360 && !one.isTorn, JSON.stringify(one));
    }
    const own = page.locator('#coverage-entries > li', { hasText: `Свій запис, ${language}` }), back = own.getByRole('button', { name: message(`desk/${language}`, 'undo') });
    assert.equal(await back.count(), 1);
    await back.focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    assert.equal(await own.count(), 0);
  }
});

test('line and entries fit a phone and a screen, light and dark, with nothing for axe-core to find', { skip }, async (t) => {
  if (SCREENS) fs.mkdirSync(SCREENS, { recursive: true });
  const { place, id } = await published('Трансляція: як місто зустрічає першу велику воду цієї весни');
  const struck = await add(chief, id, 'О 06:10 рівень річки біля водомірного поста досяг позначки три метри двадцять сантиметрів.');
  const corrected = await add(chief, id, 'Міст на вулиці Набережній закрито для вантажівок.');
  const pinned = await add(chief, id, 'Головне: евакуації немає, школи працюють, пункт допомоги – у бібліотеці на Садовій.');
  await add(chief, id, 'Рятувальники привезли мішки з піском: https://news.example/довгаадресабезпробілівщомаєпереноситися');
  await must(chief, id, { do: 'strike', entry: struck });
  await must(chief, id, { do: 'correct', entry: corrected, text: 'Міст на вулиці Набережній закрито для всього транспорту.' });
  await must(chief, id, { do: 'pin', entry: pinned });
  for (const width of [360, 768, 1280]) {
    for (const scheme of ['light', 'dark']) {
      const page = await write(t, id, { width, scheme }), reader = await read(t, place, { width, scheme });
      for (const [name, one] of [['desk', page], ['site', reader.page]]) {
        await picture(one, `coverage-${name}-${width}-${scheme}`);
        assert.ok(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} at ${width}`);
        await one.evaluate(axe.source);
        const { violations } = await one.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }));
        assert.deepEqual(violations.map(({ id: rule, nodes }) => `${name} ${width} ${rule}: ${nodes[0].html}`), []);
      }
      const pressed = await reader.page.evaluate(pressedHeights, '.article .kicker a, .article .meta a');
      assert.ok(pressed.length >= 3, JSON.stringify(pressed));
      assert.deepEqual(pressed.filter(({ height }) => height < 43.5), [], `at ${width}`);
      const line = await page.locator('#entry-line').boundingBox();
      assert.ok(line.height >= 44 && line.y + line.height <= 800, `the line is at hand at ${width}: ${JSON.stringify(line)}`);
    }
  }
});
