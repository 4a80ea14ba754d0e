// The list of articles and the board of a day: found by whatever one looks for, alone and together; acts on several at once,
// told row by row; what is planned, begun, behind; and a text at the desk that readers' text has overtaken.
import assert from 'node:assert/strict';
import path from 'node:path';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { missingChromium } from './support/chromium.mjs';
import { DeskBrowser, deskOf, makeProofsOld } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';

const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
const AXE = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, resultTypes: ['violations'] };
let newsroom, desk, editor, reporter, browser, chief, head;

before(async () => {
  newsroom = await Newsroom.make(end, { sections: { town: { uk: 'Місто', ru: 'Город', en: 'Town' }, field: { uk: 'Поле' } } });
  await newsroom.import(Array.from({ length: 60 }, (_, i) => story({ uri: `urn:old:${i}`, language: i % 2 ? 'ru' : 'uk', headline: `Давнє ${i}`, author: 'Редакція',
    section: 'town', published: `2023-08-01T09:${String(i).padStart(2, '0')}:00Z` })));
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  if (skip) return;
  browser = await DeskBrowser.start(end);
  chief = await browser.visitor(desk);
  await chief.becomeWithPasskey(desk.firstLink, { name: 'Олена Коваль', login: 'olena' });
  editor = await DeskPerson.join(newsroom, desk, ['editor'], { name: 'Ігор Лис' });
  reporter = await DeskPerson.join(newsroom, desk, ['reporter'], { name: 'Марта Гай' });
  head = await DeskPerson.join(newsroom, desk, ['chief'], { name: 'Ніна Зоря' });
});
after(async () => {
  for (const step of steps) await step();
});

const textOf = (...paragraphs) => ({ type: 'doc', content: paragraphs.map((text, i) => ({ type: 'paragraph', attrs: { id: `p${i}` }, content: [{ type: 'text', text }] })) });

// A text of theirs, which lacks nothing: its number.
async function write(person, headline, { edition = 'uk', section = 1, paragraphs = ['Перший абзац.'] } = {}) {
  const article = await person.begin(edition);
  await change(person, article, { headline, section, lead: 'Коротко.', body: textOf(...paragraphs) });
  return article;
}
// As the list's choice of authors has them.
const numberOf = async (name) => new RegExp(`<option value="(\\d+)"[^>]*>${name}`).exec(await read(editor, '/?choose=1'))[1];
let tabs = 0;
async function change(person, article, values) {
  const data = await person.open(article);
  const { claim } = (await person.send('POST', `/articles/${article}/claim`, { tab: `t${++tabs}`, take_over: true })).json;
  const { json, text } = await person.send('PUT', `/articles/${article}/text`, { revision: data.revision, claim, request: `r${tabs}`, content: { ...data.content, ...values } });
  assert.equal(json?.outcome, 'saved', text);
  await person.send('POST', `/articles/${article}/leave`, { claim });
}
async function must(person, url, body = {}) {
  const answer = await person.send('POST', url, body);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}
async function read(person, url) {
  const answer = await person.ask({ path: url });
  assert.equal(answer.status, 200, answer.text);
  return answer.text;
}
const headlinesOf = (html) => [...html.matchAll(/<th scope="row"><a [^>]*>([^<]*)/g)].map(([, headline]) => headline);
const countOf = (html, tab) => new RegExp(`state=${tab}"[^>]*>[^<]*<span class="count">([^<]*)`).exec(html)?.[1];
const list = async (person, query) => headlinesOf(await read(person, `/?choose=1&${query}`));
// Fields with several values of a name.
const post = (person, url, pairs) => person.ask({ method: 'POST', path: url, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(pairs).toString() });
const outcomes = (html) => Object.fromEntries([...html.matchAll(/<li class="(done|refused)">(?:<a [^>]*>)?([^<]*)(?:<\/a>)? <span class="outcome">\s*([^<]*)/g)].map(([, kind, headline, words]) => [headline, kind === 'done' ? 'done' : words.trim()]));

async function keepScreen(page, name) {
  if (process.env.STOPPRESS_SCREENS) await page.screenshot({ path: path.join(process.env.STOPPRESS_SCREENS, `${name}.png`), fullPage: true });
}
async function assertNoBarrier(page, what) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((options) => axe.run(document, options), AXE);
  assert.deepEqual(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.slice(0, 3).map(({ html }) => html).join(' ')}`), []);
}

test('the list is narrowed by language, section, author and words, alone and together, and remembers the first three', { skip }, async () => {
  await write(reporter, 'Міст закрито');
  await write(editor, 'Міст відкрито', { section: 2 });
  await write(editor, 'Мост закрыт', { edition: 'ru' });
  assert.deepEqual(await list(editor, 'state=draft'), ['Мост закрыт', 'Міст відкрито', 'Міст закрито']);
  assert.deepEqual(await list(editor, 'state=draft&edition=1'), ['Міст відкрито', 'Міст закрито']);
  assert.deepEqual(await list(editor, 'state=draft&edition=1&section=2'), ['Міст відкрито']);
  assert.deepEqual(await list(editor, 'find=%D0%BC%D0%86%D0%A1%D0%A2'), ['Міст відкрито', 'Міст закрито']);
  await write(reporter, 'Без слова в заголовку', { paragraphs: ['Від ранку тут стоїть екскаватор.'] });
  assert.deepEqual(await list(editor, `find=${encodeURIComponent('ЕКСКАВАТОР')}`), ['Без слова в заголовку'], 'a word of the text');
  assert.deepEqual(await list(editor, 'find=paragraph'), [], 'nothing that is no word of a text');
  assert.deepEqual(await list(editor, `find=${encodeURIComponent('екскаватор заголовку')}`), ['Без слова в заголовку'], 'words apart, of the text and of the headline');
  assert.deepEqual(await list(editor, `find=${encodeURIComponent('закрито міст')}`), ['Міст закрито'], 'in any order');
  assert.deepEqual(await list(editor, `find=${encodeURIComponent('«закрито міст»')}`), [], 'a phrase as it is');
  const people = await read(editor, '/?choose=1');
  const number = (name) => new RegExp(`<option value="(\\d+)"[^>]*>${name}`).exec(people)[1];
  assert.deepEqual(await list(editor, `author=${number('Марта Гай')}`), ['Без слова в заголовку', 'Міст закрито']);
  assert.deepEqual(await list(editor, `author=${number('Ігор Лис')}&edition=2&state=draft`), ['Мост закрыт']);
  assert.deepEqual(await list(editor, `author=${number('Ігор Лис')}&state=scheduled`), []);
  assert.deepEqual(await list(reporter, 'state=mine'), ['Без слова в заголовку', 'Міст закрито']);

  await list(editor, 'edition=2&find=x');
  assert.equal(headlinesOf(await read(editor, '/')).includes('Міст закрито'), false, 'the language is remembered');
  assert.equal(headlinesOf(await read(editor, '/')).includes('Мост закрыт'), true, 'the words are not');
  assert.equal(headlinesOf(await read(reporter, '/')).includes('Міст закрито'), true, 'each person chooses for themselves');
  await list(editor, '');
  assert.equal(headlinesOf(await read(editor, '/')).includes('Міст закрито'), true);
});

test('who writes in no edition is shown, counted and found what readers have, and nothing else', { skip }, async () => {
  const seller = await DeskPerson.join(newsroom, desk, ['commercial'], { name: 'Тарас Гук' });
  const translator = await DeskPerson.join(newsroom, desk, ['translator=en'], { name: 'Анна Рей' });
  const known = [...(await read(seller, '/?choose=1')).matchAll(/<th scope="row"><span [^>]*>([^<]*)/g)].map(([, headline]) => headline);
  assert.equal(known.length, 50);
  assert.deepEqual(known.filter((headline) => !headline.startsWith('Давнє')), []);
  for (const state of ['', 'draft', 'discarded', 'review', 'awaiting', 'mine', 'editing', 'scheduled', 'withdrawn']) {
    for (const query of [`find=${encodeURIComponent('екскаватор')}`, `find=${encodeURIComponent('міст')}`, 'sort=time', 'author=2', 'edition=1']) {
      const html = await read(seller, `/?choose=1&state=${state}&${query}`);
      assert.doesNotMatch(html.replace(/<input[^>]*>/g, ''), /Міст (за|від)крито|Мост закрыт|Без слова|екскаватор/, `${state} ${query}`);
      assert.deepEqual([...html.matchAll(/href="\/\?state=(\w*)"( aria-current="true")?>/g)].map(([, tab]) => tab), ['live'], `${state} ${query}: tabs`);
    }
  }
  assert.equal(countOf(await read(seller, '/?choose=1'), 'live'), '60');
  for (const path of ['/board', '/search/articles?find=x&all=1', '/numbers']) assert.equal((await seller.ask({ path })).status, 403, path);
  // Who writes in one edition sees the others: translations are begun from them.
  const html = await read(translator, `/?choose=1&find=${encodeURIComponent('екскаватор')}`);
  assert.match(html, /<span lang="uk">Без слова в заголовку<\/span>/);
});

test('tabs count, pages go on to the end, and each order is kept from page to page', { skip }, async () => {
  const html = await read(editor, '/?choose=1');
  assert.equal(countOf(html, ''), '64');
  assert.equal(countOf(html, 'live'), '60');
  assert.equal(countOf(html, 'draft'), '4');
  for (const sort of ['', '&sort=time']) {
    const found = [];
    let query = `state=live${sort}`;
    for (let pages = 0; query && pages < 5; pages++) {
      const page = await read(editor, `/?${query}`);
      found.push(...headlinesOf(page));
      const older = /<form id="older"[^>]*>(.*?)<\/form>/s.exec(page)[1];
      query = new URLSearchParams([...older.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])).toString();
    }
    assert.equal(found.length, 60);
    assert.equal(new Set(found).size, 60);
    if (sort) assert.deepEqual(found.slice(0, 2), ['Давнє 59', 'Давнє 58']);
  }
});

test('what awaits whom: handed in, approved, handed back, being written', { skip }, async () => {
  const article = await write(reporter, 'Чекає на перевірку');
  await must(reporter, `/articles/${article}/stage`, { act: 'submit' });
  assert.deepEqual(await list(editor, 'state=awaiting'), ['Чекає на перевірку']);
  assert.deepEqual(await list(reporter, 'state=awaiting'), []);
  assert.equal(countOf(await read(editor, '/'), 'awaiting'), '1');
  await must(editor, `/articles/${article}/stage`, { act: 'hand_back', note: 'Хто сказав?' });
  assert.deepEqual(await list(editor, 'state=awaiting'), []);
  assert.deepEqual(await list(reporter, 'state=awaiting'), ['Чекає на перевірку']);
  const empty = await read(editor, '/?state=awaiting');
  assert.match(empty, /Ніщо на вас не чекає.*Натисніть N/s, 'an empty list teaches');

  const { claim } = await must(reporter, `/articles/${article}/claim`, { tab: 'x' });
  assert.deepEqual(await list(editor, 'state=editing'), [], 'who looks does not write');
  const { revision, content } = await reporter.open(article);
  await reporter.send('PUT', `/articles/${article}/text`, { revision, claim, request: 'x', content: { ...content, lead: 'Пишеться.' } });
  assert.deepEqual(await list(editor, 'state=editing'), ['Чекає на перевірку']);
  await must(reporter, `/articles/${article}/leave`, { claim });
  assert.deepEqual(await list(editor, 'state=editing'), []);
});

test('several at once, as far as each row permits: told row by row, and undone', { skip }, async () => {
  const [own, foreign] = [await write(reporter, 'Своє'), await write(editor, 'Чуже')];
  let answer = await post(reporter, '/bulk', [['do', 'submit'], ['id', own], ['id', foreign], ['id', 987654321], ['id', own]]);
  assert.equal(answer.status, 200);
  assert.match(answer.text, /Зроблено: 1 з 3/);
  const told = outcomes(answer.text);
  assert.equal(told['Своє'], 'done');
  assert.match(told['Чуже'], /^не зроблено: Ваша роль/);
  assert.equal((await reporter.open(own)).stage, 'review');
  assert.equal((await editor.open(foreign)).stage, 'draft');

  answer = await post(editor, '/bulk', [['do', 'approve'], ['id', own]]);
  assert.equal((await editor.open(own)).stage, 'approved');
  assert.match(answer.text, /name="do" value="disapprove"/);
  for (const verb of ['submit', 'hand_in_again', 'take_back']) {
    answer = await post(editor, '/bulk', [['do', verb], ['id', own]]);
    assert.match(outcomes(answer.text)['Своє'], /^не зроблено: Текст уже на іншому етапі/, `${verb} takes no approval away`);
    assert.equal((await editor.open(own)).stage, 'approved');
  }
  await post(editor, '/bulk', [['do', 'disapprove'], ['id', own]]);
  assert.equal((await editor.open(own)).stage, 'review');
  answer = await post(reporter, '/bulk', [['do', 'approve'], ['id', own]]);
  assert.match(outcomes(answer.text)['Своє'], /^не зроблено/);

  answer = await post(editor, '/bulk', [['do', 'section'], ['id', own], ['id', foreign]]);
  assert.match(answer.text, /<select id="bulk-section"/);
  answer = await post(editor, '/bulk', [['do', 'section'], ['answered', 'yes'], ['to_section', '2'], ['id', own], ['id', foreign]]);
  assert.deepEqual(outcomes(answer.text), { 'Своє': 'done', 'Чуже': 'done' });
  assert.equal((await editor.open(own)).content.section, 2);
  const marks = [...answer.text.matchAll(/name="id" value="([\d:]+)"/g)].map(([, mark]) => ['id', mark]);
  await post(editor, '/bulk', [['do', 'section_back'], ...marks]);
  assert.equal((await editor.open(own)).content.section, 1);
  const abroad = await write(editor, 'По-русски', { edition: 'ru' });
  answer = await post(editor, '/bulk', [['do', 'section'], ['answered', 'yes'], ['to_section', '2'], ['id', abroad]]);
  assert.match(outcomes(answer.text)['По-русски'], /У цій мові немає такого розділу/);

  answer = await post(editor, '/bulk', [['do', 'schedule'], ['answered', 'yes'], ['at', ''], ['id', own]]);
  assert.equal(answer.status, 422);
  assert.match(answer.text, /aria-invalid="true"/);
  answer = await post(editor, '/bulk', [['do', 'schedule'], ['answered', 'yes'], ['at', '2099-05-01T08:00'], ['id', own], ['id', foreign]]);
  assert.deepEqual(outcomes(answer.text), { 'Своє': 'done', 'Чуже': 'done' });
  assert.deepEqual(await list(editor, 'state=scheduled'), ['Своє', 'Чуже']);
  answer = await post(editor, '/bulk', [['do', 'unschedule'], ['id', own], ['id', foreign]]);
  assert.deepEqual(await list(editor, 'state=scheduled'), []);
  const due = (await editor.open(own)).embargo_ms;
  answer = await post(editor, '/bulk', [['do', 'schedule_back'], ...[...answer.text.matchAll(/name="id" value="([\d:]+)"/g)].map(([, mark]) => ['id', mark])]);
  assert.deepEqual(outcomes(answer.text), { 'Своє': 'done', 'Чуже': 'done' }, 'back at their time');
  assert.deepEqual(await list(editor, 'state=scheduled'), ['Своє', 'Чуже']);
  assert.equal((await editor.open(own)).embargo_ms, due);
  await post(editor, '/bulk', [['do', 'unschedule'], ['id', own], ['id', foreign]]);

  assert.equal((await post(editor, '/bulk', [['do', 'submit']])).status, 422);
  assert.equal((await post(editor, '/bulk', [['do', 'nonsense'], ['id', own]])).status, 400);
  assert.equal((await post(editor, '/bulk', [['do', 'withdraw'], ['answered', 'yes'], ['reason', 'x'], ['id', own]])).status, 400, 'not by the way round the proof');
  assert.equal((await post(editor, '/bulk/withdraw', [['do', 'withdraw'], ['answered', 'yes'], ['reason', 'x'], ['id', own]])).status, 403);
  answer = await post(editor, '/bulk', [['do', 'hand_back'], ['answered', 'yes'], ['note', Buffer.from([0xff, 0xfe]).toString('latin1')], ['id', own]]);
  assert.equal(answer.status, 200);
});

test('what was changed since one looked is neither approved, handed in, scheduled nor moved, and the row says so', { skip }, async () => {
  const article = await write(reporter, 'Змінене');
  const drawn = () => read(editor, '/?state=draft&choose=1').then((html) => new RegExp(`name="id" value="(${article}:[\\d:]+)"`).exec(html)[1]);
  const seen = await drawn();
  await change(reporter, article, { lead: 'Інакше.' });
  assert.notEqual(await drawn(), seen);
  for (const [verb, ...more] of [['approve'], ['submit'], ['schedule', ['at', '2099-05-01T08:00']], ['section', ['to_section', '2']], ['section_back']]) {
    const answer = await post(editor, '/bulk', [['do', verb], ['answered', 'yes'], ['id', seen], ...more]);
    assert.match(outcomes(answer.text)['Змінене'], /^не зроблено: Текст змінили, відколи ви на нього дивилися/, verb);
  }
  const { state, stage, content } = await editor.open(article);
  assert.deepEqual([state, stage, content.section], [1, 'draft', 1]);
  const asked = await post(editor, '/bulk', [['do', 'section'], ['id', seen]]);
  assert.match(asked.text, new RegExp(`name="id" value="${seen}"`), 'the page between keeps what was seen');
  const answer = await post(editor, '/bulk', [['do', 'approve'], ['id', await drawn()]]);
  assert.equal(outcomes(answer.text)['Змінене'], 'done');
  await post(editor, '/bulk', [['do', 'hand_back'], ['answered', 'yes'], ['note', ''], ['id', article]]);
});

test('what was changed since one looked is neither withdrawn, brought back nor taken off the schedule, and the row says so', { skip }, async () => {
  const mark = async (headline, state) => new RegExp(`value="([\\d:]+)"><span[^>]*>[^<]*: ${headline}<`).exec(await read(head, `/?state=${state}&choose=1`))[1];
  const bulk = async (verb, seen, more = []) => outcomes((await post(head, verb === 'withdraw' ? '/bulk/withdraw' : '/bulk', [['do', verb], ['answered', 'yes'], ...[seen].flat().map((id) => ['id', id]), ...more])).text);
  const moved = /^не зроблено: Текст змінили, відколи ви на нього дивилися/;

  const due = await write(editor, 'У розкладі');
  await must(editor, `/articles/${due}/schedule`, { at: '2099-05-01T08:00' });
  let seen = await mark('У розкладі', 'scheduled');
  await change(editor, due, { lead: 'Пізніше.' });
  assert.match((await bulk('unschedule', seen))['У розкладі'], moved);
  assert.equal((await editor.open(due)).state, 4, 'on the schedule still');
  assert.equal((await bulk('unschedule', await mark('У розкладі', 'scheduled')))['У розкладі'], 'done');

  const live = story({ uri: 'urn:moving', headline: 'Зникне', author: 'Редакція', section: 'town' }), other = story({ uri: 'urn:staying', headline: 'Теж зникне', author: 'Редакція', section: 'town' });
  for (const one of [live, other]) await newsroom.publish(one);
  seen = [await mark('Зникне', 'live'), await mark('Теж зникне', 'live')];
  const [moving, staying] = seen.map((one) => parseInt(one, 10));
  await newsroom.publish(story({ uri: 'urn:moving', headline: 'Зникне', author: 'Редакція', section: 'town', changed: '2026-03-01T10:00:00Z', paragraphs: ['Виправлено.'] }));
  const told = await bulk('withdraw', seen, [['reason', 'Помилка']]);
  assert.match(told['Зникне'], moved, 'readers’ version came by import');
  assert.equal(told['Теж зникне'], 'done');
  assert.equal((await editor.open(moving)).state, 5);
  assert.equal((await editor.open(staying)).state, 6);
  seen = await mark('Теж зникне', 'withdrawn');
  await change(editor, staying, { lead: 'Інакше.' });
  assert.match((await bulk('bring_back', seen))['Теж зникне'], moved);
  assert.equal((await editor.open(staying)).state, 6);
  assert.equal((await bulk('bring_back', await mark('Теж зникне', 'withdrawn')))['Теж зникне'], 'done');
});

test('what somebody else is writing at the moment several acts leave alone, name, and do where one says so', { skip }, async () => {
  const [free, busy] = [await write(editor, 'Вільне'), await write(editor, 'Зайняте')];
  const { claim } = await must(editor, `/articles/${busy}/claim`, { tab: 'busy' });
  const begun = await editor.open(busy);
  await editor.send('PUT', `/articles/${busy}/text`, { revision: begun.revision, claim, request: 'begun', content: { ...begun.content, lead: 'Пишеться.' } });
  const fieldsOf = (html, id) => [...(new RegExp(`<form [^>]*id="${id}".*?</form>`, 's').exec(html)?.[0] ?? '').matchAll(/<(?:input|button)[^>]* name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  const both = [['id', free], ['id', busy]];
  const writes = /^не зроблено: Зараз над текстом працює Ігор Лис, з \d+ \S+ \d{4}, \d\d:\d\d\.$/;
  const at = ['at', '2099-05-01T08:00'];

  // Nobody is held up by what they write themselves, nor by what only holds a text back.
  let answer = await post(editor, '/bulk', [['do', 'submit'], ...both]);
  assert.deepEqual(outcomes(answer.text), { 'Вільне': 'done', 'Зайняте': 'done' });
  answer = await post(head, '/bulk', [['do', 'hand_back'], ['answered', 'yes'], ['note', ''], ...both]);
  assert.deepEqual(outcomes(answer.text), { 'Вільне': 'done', 'Зайняте': 'done' });

  // Who handed in is done, until they type again.
  const back = await editor.open(busy);
  await editor.send('PUT', `/articles/${busy}/text`, { revision: back.revision, claim, request: 'again', content: { ...back.content, lead: 'Пишеться далі.' } });
  for (const verb of ['submit', 'approve']) {
    const told = outcomes((await post(head, '/bulk', [['do', verb], ['id', busy]])).text);
    assert.match(told['Зайняте'], writes, verb);
  }
  answer = await post(head, '/bulk', [['do', 'section'], ['answered', 'yes'], ['to_section', '2'], ['id', busy]]);
  assert.match(outcomes(answer.text)['Зайняте'], writes);
  assert.ok(fieldsOf(answer.text, 'beside').some(([name, value]) => name === 'to_section' && value === '2'));

  answer = await post(head, '/bulk', [['do', 'schedule'], ['answered', 'yes'], at, ...both]);
  assert.match(answer.text, /Зроблено: 1 з 2/);
  assert.equal(outcomes(answer.text)['Вільне'], 'done');
  assert.match(outcomes(answer.text)['Зайняте'], writes);
  assert.deepEqual([(await head.open(free)).state, (await head.open(busy)).state], [4, 1]);

  // What the one who is known to write saves between goes along. Both are done, and can be taken back together.
  const offered = fieldsOf(answer.text, 'beside');
  const data = await editor.open(busy);
  await editor.send('PUT', `/articles/${busy}/text`, { revision: data.revision, claim, request: 'busy', content: { ...data.content, lead: 'Дописується.' } });
  answer = await post(head, '/bulk', offered);
  assert.match(answer.text, /Зроблено: 2 з 2/);
  assert.deepEqual(outcomes(answer.text), { 'Вільне': 'done', 'Зайняте': 'done' });
  assert.equal((await head.open(busy)).content.lead, 'Дописується.');
  assert.deepEqual(fieldsOf(answer.text, 'beside'), []);
  answer = await post(head, '/bulk', fieldsOf(answer.text, 'undo'));
  assert.deepEqual(outcomes(answer.text), { 'Вільне': 'done', 'Зайняте': 'done' }, 'both are off the schedule again');

  for (const article of [free, busy]) {
    await must(head, `/articles/${article}/embargo`, { at: '' });
    await must(head, `/articles/${article}/publish`);
  }
  answer = await post(head, '/bulk/withdraw', [['do', 'withdraw'], ['answered', 'yes'], ['reason', 'Помилка'], ...both]);
  assert.match(outcomes(answer.text)['Зайняте'], writes);
  answer = await post(head, '/bulk/withdraw', fieldsOf(answer.text, 'beside'));
  assert.deepEqual(outcomes(answer.text), { 'Вільне': 'done', 'Зайняте': 'done' });
  answer = await post(head, '/bulk', fieldsOf(answer.text, 'undo'));
  assert.deepEqual(outcomes(answer.text), { 'Вільне': 'done', 'Зайняте': 'done' }, 'what takes back asks nothing');
  await must(editor, `/articles/${busy}/leave`, { claim });
});

test('chosen by keys and Shift, kept while the list follows others; withdrawn with a reason, and brought back', { skip }, async () => {
  const { page } = chief;
  await page.goto('/?state=live&choose=1');
  assert.equal(await page.locator('.bulk-bar button').first().isDisabled(), true);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  assert.equal(await page.textContent('.bulk-count'), 'Позначено: 3');
  await page.locator('input[name=id]').nth(5).click({ modifiers: ['Shift'] });
  assert.equal(await page.textContent('.bulk-count'), 'Позначено: 6');
  await page.locator('input[name=id]').nth(3).click();
  await newsroom.publish(story({ uri: 'urn:new', headline: 'Щойно сталося', section: 'town' }));
  await page.waitForSelector('text=Щойно сталося');
  assert.equal(await page.textContent('.bulk-count'), 'Позначено: 5', 'what was chosen stays chosen');
  await keepScreen(page, 'list-1280');
  assert.ok(await page.locator('#list-tabs').evaluate((tabs) => tabs.scrollWidth <= tabs.clientWidth), 'all states are seen');

  await page.click('#pick-all');
  assert.equal(await page.textContent('.bulk-count'), 'Позначено: 50');
  await page.click('#pick-all');
  for (const n of [1, 2, 3, 5, 6]) await page.locator('input[name=id]').nth(n).click();
  await page.keyboard.press('p');
  await page.waitForSelector('#peek[open] iframe');
  await page.frameLocator('#peek iframe').locator('h1').first().waitFor();
  await page.keyboard.press('Escape');
  await page.waitForSelector('#peek:not([open])', { state: 'attached' });

  await page.click('.bulk-bar [value=withdraw]');
  await page.fill('#bulk-reason', 'Передруковано без дозволу');
  await keepScreen(page, 'bulk-ask-1280');
  await page.click('[name=do][value=withdraw]');
  assert.match(await page.textContent('.notice'), /Зроблено: 5 з 5/);
  await keepScreen(page, 'bulk-done-1280');
  await assertNoBarrier(page, 'what was done');
  assert.equal((await list(editor, 'state=withdrawn')).length, 5);
  await page.click('.notice [value=bring_back]');
  assert.match(await page.textContent('.notice'), /Зроблено: 5 з 5/);
  assert.deepEqual(await list(editor, 'state=withdrawn'), []);
  await page.goto('/');
  await assertNoBarrier(page, 'the list');
  assert.deepEqual(chief.complaints, []);
});

const planned = (html) => [...html.matchAll(/<tr id="plan-(\d+)">(.*?)<\/tr>\s*(?=<tr|<\/tbody>)/gs)].map(([, id, row]) => ({ id, row, title: /class="story-title">([^<]*)|<a href="\/articles\/\d+"[^>]*>([^<]*)/.exec(row).slice(1).find(Boolean),
  cells: [...row.matchAll(/<td class="cell (\w+)">/g)].map(([, kind]) => kind) }));
// A plan's form as its page has it now.
async function formOf(person, day, id) {
  const { row } = planned(await read(person, `/board?day=${day}`)).find((one) => one.id === id);
  return formIn(row);
}
function formIn(row) {
  const form = /<form method="post" action="\/board\/\d+" class="fields plan-form">(.*?)<\/form>/s.exec(row)[1];
  const pairs = [...form.matchAll(/<input [^>]*>/g)].map(([tag]) => tag).filter((tag) => !/type="checkbox"/.test(tag) || / checked/.test(tag))
    .map((tag) => [/ name="(\w+)"/.exec(tag)[1], / value="([^"]*)"/.exec(tag)?.[1] ?? '']);
  return Object.fromEntries([...pairs, ['person', /<option value="(\d+)" selected/.exec(form)?.[1] ?? ''], ['note', /<textarea[^>]*>([^<]*)/.exec(form)[1]]]);
}
const plan = (person, fields) => post(person, '/board', Object.entries({ title: 'Міст', day: '2026-12-24', due: '08:30', person: '', edition: '1', note: '', ...fields }));

test('a draft that nobody handed in can be discarded: out of every list but its own, and taken back from there', { skip }, async () => {
  const stranger = await DeskPerson.join(newsroom, desk, ['reporter'], { name: 'Юрій Став' });
  const article = await write(reporter, 'Нікому не треба');
  const url = `/articles/${article}`;
  const find = `find=${encodeURIComponent('нікому не треба')}`;
  const whereFound = async () => {
    const found = [];
    for (const tab of ['', 'mine', 'draft', 'awaiting', 'discarded']) if ((await list(reporter, `state=${tab}&${find}`)).length) found.push(tab);
    return found;
  };
  const all = Number(countOf(await read(reporter, '/?choose=1'), ''));
  assert.deepEqual(await whereFound(), ['', 'mine', 'draft']);
  assert.equal((await stranger.open(article)).may_discard, false);
  const { revision, may_discard: mayDiscard, content } = await reporter.open(article);
  assert.equal(mayDiscard, true);
  assert.equal((await stranger.send('POST', `${url}/discard`, { revision })).status, 403);
  assert.equal((await reporter.send('POST', `${url}/discard`, { revision: revision - 1 })).status, 409, 'what was changed since one looked');
  assert.equal((await reporter.send('POST', `${url}/retrieve`)).status, 409, 'what is there already');

  const { discarded_ms: discardedMs } = await must(reporter, `${url}/discard`, { revision });
  assert.deepEqual(await whereFound(), ['discarded']);
  const people = await read(reporter, '/?choose=1');
  assert.equal(Number(countOf(people, '')), all - 1);
  assert.equal(countOf(people, 'discarded'), '1');
  const author = new RegExp('<option value="(\\d+)"[^>]*>Марта Гай').exec(people)[1];
  assert.deepEqual(await list(reporter, `author=${author}&${find}`), []);
  assert.deepEqual(await list(reporter, `author=${author}&state=discarded&${find}`), ['Нікому не треба']);
  assert.deepEqual(JSON.parse(await read(reporter, `/search/articles?all=1&${find}`)).found, []);
  assert.match(await read(reporter, `/?choose=1&state=discarded`), /class="state-mark">прибрано</);
  assert.match(await read(head, `/log?article=${encodeURIComponent('Нікому не треба')}`), /прибирання чернетки/);
  assert.deepEqual((await reporter.open(article)).content, content, 'it is all there');
  assert.equal((await reporter.send('POST', `${url}/discard`)).status, 409);
  assert.equal((await stranger.send('POST', `${url}/retrieve`)).status, 403);
  assert.equal((await reporter.send('POST', `${url}/retrieve`, { discarded_ms: discardedMs - 1 })).status, 409, 'another discarding is not undone');
  assert.equal((await must(reporter, `${url}/retrieve`, { discarded_ms: discardedMs })).discarded_ms, 0);
  assert.deepEqual(await whereFound(), ['', 'mine', 'draft']);

  await must(reporter, `${url}/discard`);
  await change(reporter, article, { lead: 'Таки треба.' });
  assert.deepEqual(await whereFound(), ['', 'mine', 'draft'], 'what is written in it takes it back');

  const foreign = await write(editor, 'Чуже й зайве');
  let answer = await post(reporter, '/bulk', [['do', 'discard'], ['id', article], ['id', foreign]]);
  assert.equal(outcomes(answer.text)['Нікому не треба'], 'done');
  assert.match(outcomes(answer.text)['Чуже й зайве'], /^не зроблено/);
  assert.match(answer.text, /name="do" value="retrieve"/, 'and it can be undone');
  assert.deepEqual(await whereFound(), ['discarded']);
  answer = await post(reporter, '/bulk', [['do', 'retrieve'], ['id', article]]);
  assert.equal(outcomes(answer.text)['Нікому не треба'], 'done');

  await must(reporter, `${url}/stage`, { act: 'submit' });
  assert.equal((await editor.send('POST', `${url}/discard`)).status, 409);
  await must(reporter, `${url}/stage`, { act: 'take_back' });
  assert.equal((await reporter.open(article)).may_discard, false, 'it was in others’ hands');
  assert.equal((await reporter.send('POST', `${url}/discard`)).status, 409);
  await must(editor, `/articles/${foreign}/publish`);
  assert.equal((await editor.send('POST', `/articles/${foreign}/discard`)).status, 409);
  await must(editor, `/articles/${foreign}/undo`, { act_number: (await editor.open(foreign)).undo.number });
  assert.equal((await editor.send('POST', `/articles/${foreign}/discard`)).status, 409, 'readers had it');
});

test('a story is planned, taken, moved to another day, struck off and put back', { skip }, async () => {
  assert.match(await read(reporter, '/board?day=2026-12-24'), /На цей день іще нічого не заплановано/);
  let answer = await plan(reporter, {});
  assert.match(answer.headers.location, /^\/board\?day=2026-12-24#plan-\d+$/);
  let [one] = planned(await read(reporter, '/board?day=2026-12-24'));
  assert.deepEqual([one.title, one.cells], ['Міст', ['missing', 'unwanted', 'unwanted']]);
  assert.deepEqual([...one.row.matchAll(/name="edition" value="\d"[^>]*> <span lang="\w+">([^<]*)</g)].map(([, name]) => name), ['Українська', 'Русский', 'English'], 'languages are called by their names');
  assert.match(one.row, /aria-label="Почати \(Українська\): Міст"/);
  assert.match(one.row, />08:30</);
  const other = await DeskPerson.join(newsroom, desk, ['reporter'], { name: 'Юрій Бук' });
  assert.equal((await post(other, `/board/${one.id}/strike`, [])).status, 403, 'nobody else’s to strike off');
  assert.equal((await post(other, `/board/${one.id}/take`, [])).status, 303);
  assert.match(planned(await read(reporter, '/board?day=2026-12-24'))[0].row, /class="who">Юрій Бук/);

  const fields = { ...await formOf(reporter, '2026-12-24', one.id), title: 'Міст і пором', day: '2026-12-25', due: '', person: '', edition: '1', note: 'спитати мерію' };
  assert.equal((await post(reporter, `/board/${one.id}`, Object.entries(fields))).status, 303);
  assert.deepEqual(planned(await read(reporter, '/board?day=2026-12-24')), []);
  [one] = planned(await read(reporter, '/board?day=2026-12-25'));
  assert.equal(one.title, 'Міст і пором');
  answer = await post(reporter, `/board/${one.id}/strike`, []);
  const struck = await read(reporter, answer.headers.location);
  assert.match(struck, /Викреслено: <q>Міст і пором<\/q>/);
  assert.deepEqual(planned(struck), []);
  assert.equal((await post(reporter, `/board/${one.id}/strike`, [['back', 'yes']])).status, 303);
  assert.equal(planned(await read(reporter, '/board?day=2026-12-25')).length, 1);
});

test('a story is given to those alone who may write in some edition', { skip }, async () => {
  const day = '2026-12-21', seller = await DeskPerson.join(newsroom, desk, ['commercial'], { name: 'Софія Рись' });
  const offered = [...(await read(reporter, `/board?day=${day}`)).matchAll(/<select [^>]*name="person"[^>]*>(.*?)<\/select>/gs)].map(([, options]) => options);
  assert.equal((await seller.ask({ path: '/board' })).status, 403);
  assert.ok(offered.length > 0);
  for (const options of offered) {
    assert.match(options, /Марта Гай/);
    assert.doesNotMatch(options, /Софія Рись/);
  }
  const refused = await plan(reporter, { day, person: await numberOf('Софія Рись') });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /class="fault"[^>]*>Ця людина не має ролі, з якою пишуть матеріали/);
  assert.equal((await plan(reporter, { day, title: 'Нічна зміна', person: await numberOf('Марта Гай') })).status, 303);
});

test('what two change of a plan at once is joined; where they disagree both are shown, and nothing is written over', { skip }, async () => {
  const day = '2026-12-22', changed = (person, id, fields) => post(person, `/board/${id}`, Object.entries(fields));
  await plan(reporter, { day, title: 'Засідання ради' });
  const [{ id }] = planned(await read(reporter, `/board?day=${day}`));
  const [mine, theirs] = [await formOf(reporter, day, id), await formOf(editor, day, id)];
  assert.equal((await changed(editor, id, { ...theirs, note: 'взяти камеру' })).status, 303);
  assert.equal((await changed(reporter, id, { ...mine, due: '09:15' })).status, 303);
  let now = await formOf(reporter, day, id);
  assert.deepEqual([now.title, now.due, now.note, now.edition], ['Засідання ради', '09:15', 'взяти камеру', '1']);

  assert.equal((await changed(editor, id, { ...now, title: 'Сесія міськради', edition: '2' })).status, 303);
  const refused = await changed(reporter, id, { ...now, title: 'Рада і бюджет', note: '' });
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.text, /Хтось змінив це, поки ви писали/);
  assert.match(refused.text, /class="fault"[^>]*>Тепер: Сесія міськради</);
  const again = formIn(planned(refused.text).find((one) => one.id === id).row);
  assert.deepEqual([again.title, again.note, again.edition], ['Рада і бюджет', '', '2'], 'what was typed stands there still, with what the other ticked');
  assert.equal((await formOf(reporter, day, id)).title, 'Сесія міськради');
  assert.equal((await changed(reporter, id, again)).status, 303);
  now = await formOf(editor, day, id);
  assert.deepEqual([now.title, now.note, now.edition, now.due], ['Рада і бюджет', '', '2', '09:15']);

  const log = (await read(head, '/log?act=change_plan')).replace(/<[^>]*>/g, ' ');
  assert.match(log, /о котрій: 08:30 → 09:15/);
  assert.match(log, /нотатка: — → взяти камеру/);
  assert.match(log, /назва: Засідання ради → Сесія міськради, якими мовами: uk → ru/);
});

test('what a form of the board cannot mean is told beside its field, and nothing typed is lost', { skip }, async () => {
  for (const [fields, words] of [[{ title: '' }, 'Напишіть, про що тема'], [{ title: 'щ'.repeat(300) }, 'задовга'], [{ day: '2026-02-30' }, 'Такого дня немає'], [{ due: '25:00' }, 'Такої години немає'], [{ person: '999' }, 'Такої людини'], [{ note: 'щ'.repeat(2000) }, 'Нотатка задовга']]) {
    const answer = await plan(reporter, { note: 'не загуби', ...fields });
    assert.equal(answer.status, 422, JSON.stringify(fields));
    assert.match(answer.text, new RegExp(`class="fault"[^>]*role="alert">[^<]*${words}`));
    assert.match(answer.text, /<details class="part" id="plan-new" open>/);
    if (!fields.note) assert.match(answer.text, /не загуби/);
  }
  assert.match((await plan(reporter, { day: '2026-03-29', due: '03:30' })).text, /class="fault"/, 'the clocks skip it');
  assert.equal((await post(reporter, '/board/987654/take', [])).status, 404);
});

test('begun from the board, translated, and behind its original when that changes: in which paragraphs', { skip }, async () => {
  await plan(editor, { day: '2026-12-26', title: 'Пором', edition: '1' });
  const url = '/board?day=2026-12-26';
  let [one] = planned(await read(editor, url));
  const begun = await post(editor, `/board/${one.id}/begin`, [['edition', '1']]);
  const article = Number(/\/articles\/(\d+)$/.exec(begun.headers.location)[1]);
  assert.equal((await editor.open(article)).content.headline, 'Пором');
  assert.equal((await post(reporter, `/board/${one.id}/begin`, [['edition', '2']])).headers.location, `/articles/${article}`, 'it is begun once');
  [one] = planned(await read(editor, url));
  assert.deepEqual(one.cells, ['draft', 'unwanted', 'unwanted']);
  assert.match(one.row, /class="who">Ігор Лис/);

  await change(editor, article, { section: 1, lead: 'Коротко.', body: textOf('Один.', 'Два.', 'Три.') });
  await must(editor, `/articles/${article}/publish`);
  const translated = await post(editor, '/translations', [['from', article], ['edition', 'ru']]);
  assert.equal(translated.status, 303);
  assert.deepEqual(planned(await read(editor, url))[0].cells, ['live', 'draft', 'unwanted']);
  await change(editor, article, { headline: 'Пором став', body: textOf('Один.', 'Два, ні, більше.', 'Три.') });
  await must(editor, `/articles/${article}/publish`);
  [one] = planned(await read(editor, url));
  assert.deepEqual(one.cells, ['live', 'behind', 'unwanted']);
  assert.match(one.row, new RegExp(`<a class="behind-parts" href="${translated.headers.location}/original">Змінилося \\(2\\): заголовок, ¶\u00a02`));
  assert.match(await read(editor, `${translated.headers.location}/original`), /більше/);
  assert.deepEqual(await list(editor, 'state=awaiting&edition=2'), [''], 'the translation awaits whoever makes it');
  const today = await read(editor, '/board');
  assert.match(today, /Поза планом.*Пором став/s, 'published today, planned for another day');
});

test('beside a translation is told what of its live original is saved and not published yet, and in which paragraphs', { skip }, async () => {
  const article = await write(editor, 'Криголам', { paragraphs: ['Один.', 'Два.', 'Три.'] });
  await must(editor, `/articles/${article}/publish`);
  const translation = (await post(editor, '/translations', [['from', article], ['edition', 'ru']])).headers.location;
  const beside = () => read(editor, `${translation}/original`);
  const state = (html) => ({ behind: Number(/data-changed="(\d+)"/.exec(html)[1]), ahead: /яких на сайті ще немає: ([^<]*)/.exec(html)?.[1], marks: [...html.matchAll(/data-part="(\w+)"(?:(?!data-part).)*class="hint ahead"/gs)].map(([, id]) => id) });
  const known = (html) => new RegExp(`class="sibling (\\w+)"[^>]*href="${translation}"`).exec(html)[1];
  assert.deepEqual(state(await beside()), { behind: 0, ahead: undefined, marks: [] });
  await change(editor, article, { headline: 'Криголам вийшов', body: textOf('Один.', 'Два, ні, більше.', 'Три.', 'Чотири.') });
  assert.deepEqual(state(await beside()), { behind: 0, ahead: 'заголовок, ¶\u00a02, ¶\u00a04', marks: ['headline', 'p1'] });
  assert.equal(known(await read(editor, `/?choose=1&find=${encodeURIComponent('криголам')}`)), 'draft', 'lists compare what readers have');
  await must(editor, `/articles/${article}/publish`);
  assert.deepEqual(state(await beside()), { behind: 3, ahead: undefined, marks: [] });
  assert.equal(known(await read(editor, `/?choose=1&find=${encodeURIComponent('криголам')}`)), 'behind');
});

test('what was begun from the board and discarded is gone from it, and can be begun anew', { skip }, async () => {
  await plan(editor, { day: '2026-12-27', title: 'Ковзанка', edition: '1' });
  const url = '/board?day=2026-12-27';
  let [one] = planned(await read(editor, url));
  const begin = async () => Number(/\/articles\/(\d+)$/.exec((await post(editor, `/board/${one.id}/begin`, [['edition', '1']])).headers.location)[1]);
  const article = await begin();
  await must(editor, `/articles/${article}/discard`);
  [one] = planned(await read(editor, url));
  assert.deepEqual(one.cells, ['missing', 'unwanted', 'unwanted']);
  const anew = await begin();
  assert.notEqual(anew, article);
  assert.equal(await begin(), anew);
  assert.deepEqual(planned(await read(editor, url))[0].cells, ['draft', 'unwanted', 'unwanted']);
});

test('the list fits a phone whatever its people are called, and tells until when a draft is under embargo', { skip }, async () => {
  const long = await DeskPerson.join(newsroom, desk, ['reporter', 'chief'], { name: 'Олександра-Вікторія Переяславська-Хмельницька' });
  const endless = await DeskPerson.join(newsroom, desk, ['reporter'], { name: 'Найдовшийзусіхпсевдонімівнашоїредакції' });
  const held = await write(long, 'Під ембарго');
  await write(endless, 'Від псевдоніма');
  const ordinary = await write(await DeskPerson.join(newsroom, desk, ['reporter'], { name: 'Катерина Мельниченко' }), 'Звичайне ім’я');
  await must(long, `/articles/${held}/embargo`, { at: '2030-01-02T18:00' });
  const { page } = chief;
  await page.goto('/?choose=1&state=draft');
  const cell = page.locator(`tr[data-article="${held}"] .state`);
  assert.match(await cell.textContent(), /чернетка ембарго до \S.*18:00/);
  assert.doesNotMatch(await page.locator(`tr[data-article="${ordinary}"] .state`).textContent(), /ембарго/);
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const address of ['/?choose=1&state=draft', '/board?day=2026-12-21']) {
      await page.goto(address);
      const wide = await page.evaluate(() => [...document.querySelectorAll('.articles *')].filter((one) => one.checkVisibility() && !one.closest('.visually-hidden') && one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 200)));
      assert.deepEqual([wide, await page.evaluate(() => document.scrollingElement.scrollWidth)], [[], width], `${address} at ${width}`);
    }
    await page.goto('/?choose=1&state=draft');
    await keepScreen(page, `list-${width}`);
  }
  await must(long, `/articles/${held}/embargo`, { at: '' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/?choose=1&state=draft');
  assert.doesNotMatch(await cell.textContent(), /ембарго/);
});

test('on a phone the tab that one is at stands in view, and comes there without moving', { skip }, async () => {
  const { page } = chief;
  await page.setViewportSize({ width: 360, height: 800 });
  const whole = () => page.locator('.tabs [aria-current]').evaluate((tab) => {
    const [own, bar] = [tab.getBoundingClientRect(), tab.closest('.tabs').getBoundingClientRect()];
    return own.left >= bar.left - 0.5 && own.right <= bar.right + 0.5;
  });
  for (const reducedMotion of ['reduce', 'no-preference']) {
    await page.emulateMedia({ reducedMotion });
    for (const address of ['/?choose=1&state=', '/?choose=1&state=live', '/?choose=1&state=discarded', '/site']) {
      await page.goto(address);
      assert.ok(await whole(), `${address}, ${reducedMotion}`);
    }
  }
  await page.goto('/?choose=1&state=discarded');
  const wasAt = await page.$eval('#list-tabs', (bar) => bar.scrollLeft);
  await write(reporter, 'Рахує вкладка чернеток'); // its count is put in anew
  await page.waitForFunction(() => performance.now() > 5000);
  assert.equal(await page.$eval('#list-tabs', (bar) => bar.scrollLeft), wasAt, 'what is put in anew leaves it where it is');
  await page.emulateMedia({ reducedMotion: null });
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('the board in a browser: a story is planned and begun; it follows others, and fits a phone', { skip }, async () => {
  const { page } = chief;
  await page.goto('/board');
  await page.keyboard.press('t');
  await page.keyboard.type('g e'); // letters of a title, not keys
  assert.equal(await page.inputValue('#title-0'), 'g e');
  await page.focus('h1 + nav a');
  await page.keyboard.press('t');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'title-0', 'pressed again it closes nothing');
  await page.fill('#title-0', '');
  await page.focus('h1 + nav a');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('нова тема');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.palette', { state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'title-0', 'from the palette, too');
  await page.fill('#title-0', 'Новий трамвай');
  await page.fill('#due-0', '23:59');
  await page.click('#plan-new button[type=submit]');
  await page.waitForSelector('text=Новий трамвай');
  const [, day] = /day=([\d-]+)/.exec(page.url());
  await plan(reporter, { day, title: 'Від Марти', edition: '1' });
  await page.waitForSelector('text=Від Марти');
  await keepScreen(page, 'board-1280');
  await assertNoBarrier(page, 'the board');
  for (const width of [360, 768, 1280]) {
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      for (const [name, url] of [['board', '/board'], ['list', '/'], ['board-empty', '/board?day=2027-01-01']]) {
        await page.goto(url);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${name} at ${width}`);
        await keepScreen(page, `${name}-${width}-${scheme}`);
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/board');
  await page.click('tr:has-text("Новий трамвай") button:has-text("Почати") >> nth=0');
  await page.waitForURL(/\/articles\/\d+$/);
  await page.waitForSelector('html[data-ready]');
  assert.equal(await page.inputValue('#headline'), 'Новий трамвай');
  assert.deepEqual(chief.complaints, []);
});

// A text of the chief's that is live, changed at the desk, and overtaken by an import.
async function overtaken(n) {
  const item = { uri: `urn:overtaken:${n}`, headline: `Обігнаний ${n}`, section: 'town', author: 'Редакція' };
  await newsroom.publish(story({ ...item, paragraphs: ['Один.', 'Два.'] }));
  const html = await read(editor, `/?state=live&choose=1&find=${encodeURIComponent(item.headline)}`);
  const article = Number(/href="\/articles\/(\d+)"/.exec(html)[1]);
  const { content } = await editor.open(article);
  const body = structuredClone(content.body);
  body.content[0].content[0].text = 'Один, наш.';
  await change(editor, article, { body });
  await newsroom.publish(story({ ...item, changed: '2026-03-02T09:00:00Z', paragraphs: ['Один.', 'Два, їхній.'] }));
  return article;
}
const wordsOf = (content) => content.body.content.map((block) => block.content[0].text);

test('readers got a newer text meanwhile: told in the editor, and put together, taken, or put aside', { skip }, async () => {
  const { page } = chief;
  const expected = { merge: ['Один, наш.', 'Два, їхній.'], theirs: ['Один.', 'Два, їхній.'], mine: ['Один, наш.', 'Два.'] };
  for (const [how, words] of Object.entries(expected)) {
    const article = await overtaken(how);
    const refused = await editor.send('POST', `/articles/${article}/publish`, {});
    assert.deepEqual([refused.status, refused.json.is_behind], [409, true], refused.text);
    await page.goto(`/articles/${article}`);
    await page.waitForSelector('#behind');
    const shown = await page.getAttribute('#behind-show', 'href');
    assert.match(await read(editor, shown), /їхній/);
    if (how === 'merge') await keepScreen(page, 'behind-1280');
    await page.click(`#behind-${how}`);
    await page.waitForSelector('.notice.good');
    assert.deepEqual(wordsOf((await editor.open(article)).content), words, how);
    assert.equal(await page.locator('.prose p').first().textContent(), words[0]);
    if (how === 'theirs') continue;
    await must(editor, `/articles/${article}/publish`);
    assert.equal((await editor.open(article)).is_behind, false);
  }
  assert.deepEqual(chief.complaints, []);
});

test('a live article whose saved text readers do not have is marked at once, and called as readers call it without a headline', { skip }, async () => {
  const article = await write(editor, 'Ринок відкрито');
  await must(editor, `/articles/${article}/publish`);
  const row = async () => new RegExp(`<tr data-article="${article}".*?</tr>`, 's').exec(await read(editor, '/?choose=1&state=live&edition=1'))[0];
  const mark = /є\sзміни, яких на\sсайті ще немає/;
  assert.doesNotMatch(await row(), mark);
  await change(editor, article, { headline: 'Ринок зачинено' });
  assert.match(await row(), /Ринок зачинено/);
  assert.match(await row(), mark);
  assert.equal((await editor.open(article)).is_published_as_is, false);
  await change(editor, article, { headline: '' });
  assert.match(await row(), />Ринок відкрито</);
  assert.match(await row(), mark);
  // Typed back again it is what readers have; and an embargo of the next text is none of its words.
  await change(editor, article, { headline: 'Ринок відкрито' });
  assert.doesNotMatch(await row(), mark);
  await must(head, `/articles/${article}/embargo`, { at: '2030-01-01T10:00' });
  assert.doesNotMatch(await row(), mark);
  await must(head, `/articles/${article}/embargo`, { at: '' });
  await change(editor, article, { headline: 'Ринок зачинено' });
  await must(editor, `/articles/${article}/publish`);
  assert.doesNotMatch(await row(), mark);
});

test('a text of which nothing is the desk’s own goes along with what readers have', { skip }, async () => {
  const item = { uri: 'urn:along', headline: 'Разом', section: 'town' };
  await newsroom.publish(story({ ...item, paragraphs: ['Один.'] }));
  const html = await read(editor, '/?state=live&choose=1&find=%D0%A0%D0%B0%D0%B7%D0%BE%D0%BC');
  const article = Number(/href="\/articles\/(\d+)"/.exec(html)[1]);
  await editor.open(article);
  await newsroom.publish(story({ ...item, changed: '2026-03-02T09:00:00Z', paragraphs: ['Два.'] }));
  const data = await editor.open(article);
  assert.equal(data.is_behind, false);
  assert.deepEqual(wordsOf(data.content), ['Два.']);
});

test('colleagues say something of a text, which is counted until it is settled, and never seen by readers', { skip }, async () => {
  const article = await write(editor, 'Із зауваженнями');
  assert.equal((await post(reporter, `/articles/${article}/comments`, [['text', '']])).status, 422);
  assert.match((await post(reporter, `/articles/${article}/comments`, [['text', 'щ'.repeat(2000)]])).text, /Заувага задовга.*щщщ|щщщ.*Заувага задовга/s);
  assert.equal((await post(reporter, `/articles/${article}/comments`, [['text', 'Чиї це слова?']])).status, 303);
  assert.match(await read(editor, '/?state=draft&choose=1'), /Зауваг: 1/);
  const { faults } = await must(editor, `/articles/${article}/check`);
  assert.deepEqual(faults.filter(({ field }) => field === 'comments'), [{ field: 'comments', blocks: false, text: 'Не вирішено зауваг: 1' }]);
  const { address } = await must(editor, `/articles/${article}/publish`);
  assert.doesNotMatch(await newsroom.page(new URL(address).pathname), /Чиї це слова/);

  const { page } = chief;
  await page.goto(`/articles/${article}`);
  await page.waitForSelector('#comment-list .open');
  assert.equal(await page.textContent('#comment-count'), ' (1)');
  await page.fill('#comment-text', 'Мерії.');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.comments .open >> nth=1');
  assert.equal(await page.textContent('#comment-count'), ' (2)');
  await page.click('.comments .open:has-text("Чиї це слова") button');
  await page.waitForSelector('.comments .settled:has-text("вирішує: Олена Коваль")');
  await page.click('.comments .open button');
  await page.waitForFunction(() => document.getElementById('comment-count').textContent === '');
  await page.click('.comments .settled:has-text("Мерії") button');
  await page.waitForSelector('.comments .open:has-text("Мерії")');
  await keepScreen(page, 'comments-1280');
  await page.goto(`/articles/${article}/comments`);
  await assertNoBarrier(page, 'comments');
  assert.equal(await page.locator('.comments li').count(), 2);
  const [, id] = /name="comment" value="(\d+)"/.exec(await read(editor, `/articles/${article}/comments`));
  assert.equal((await post(editor, `/articles/${await write(editor, 'Інший')}/comments/settle`, [['comment', id]])).status, 404, 'of another article');
  assert.deepEqual(chief.complaints, []);
});

test('several are withdrawn by whoever proved who they are within five minutes alone', { skip }, async () => {
  const article = await write(editor, 'Не без доказу');
  await must(editor, `/articles/${article}/publish`, { revision: (await editor.open(article)).revision });
  const asked = [['do', 'withdraw'], ['answered', 'yes'], ['reason', 'Помилка'], ['id', article]];
  makeProofsOld(newsroom);
  const answer = await post(head, '/bulk/withdraw', asked);
  assert.equal(answer.status, 403);
  assert.match(answer.text, /action="\/again"/);
  assert.equal((await editor.open(article)).state, 5, 'live still');
  // What was filled in comes back behind the proof.
  assert.match(answer.text, new RegExp(`name="id" value="${article}"`));
});

test('what is too long for the log is cut there, and says so', { skip }, async () => {
  const stranger = new DeskPerson(desk, {});
  const answer = await stranger.ask({ method: 'POST', path: '/sign-in', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: `login=long${'"'.repeat(3000)}&password=words` });
  assert.equal(answer.status, 403);
  await chief.page.goto('/log?act=sign-in-failed');
  assert.match(await chief.page.textContent('.log tbody tr'), /long"{900,}…/);
});

test('what is spelt otherwise is found all the same: ё and е, ґ and г, stress marks, apostrophes, no-break spaces', { skip }, async () => {
  await write(reporter, 'Ґанок', { paragraphs: ['Розкопали ґрунт біля п’ятої школи, де був за\u0301мок. Було в\u00a0Рівному.'] });
  await write(reporter, 'Ещё один ёж', { edition: 'ru', paragraphs: ['Приехал Müller.'] });
  const found = (typed) => list(editor, `edition=&find=${encodeURIComponent(typed)}`);
  for (const typed of ['грунт', 'ҐРУНТ', 'ганок', "п'ятої", 'пʼятої', 'замок', '«в Рівному»', 'ґрунт замок']) assert.deepEqual(await found(typed), ['Ґанок'], typed);
  for (const typed of ['еще', 'Ещё', '«один еж»', 'muller']) assert.deepEqual(await found(typed), ['Ещё один ёж'], typed);
  assert.deepEqual(await found('єщё'), [], 'й, ї and є are letters of their own');
});
