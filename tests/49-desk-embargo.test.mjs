// What is under an embargo is seen by nobody outside of the newsroom, whichever way somebody tries: imports, the command
// line, the front, related stories, the breaking bar, another language, the preview's address, a rebuild, a restart.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { deskOf } from './support/desk.mjs';
import { DeskPerson, askDesk } from './support/desk_person.mjs';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';

const SECRET = 'Таємне рішення ради';
const steps = [];
let newsroom, desk, chief, commercial, hidden;
before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.unshift(step) }, { sections: { town: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  await serve();
  hidden = await write({ headline: SECRET });
  const { status, text } = await chief.send('POST', `/articles/${hidden.id}/embargo`, { at: local(Date.now() + 7_200_000) });
  assert.equal(status, 200, text);
});
after(async () => {
  for (const step of steps) await step();
});

async function serve(...args) {
  await newsroom.serve('--desk-listen', '127.0.0.1:0', ...args);
  desk = deskOf(newsroom.server);
  chief ??= await DeskPerson.join(newsroom, desk, ['chief']);
  commercial ??= await DeskPerson.join(newsroom, desk, ['commercial']);
  chief.desk = commercial.desk = desk;
}

const local = (ms) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv', dateStyle: 'short', timeStyle: 'medium' }).format(new Date(ms)).replace(' ', 'T');

async function write(change, edition = 'uk') {
  const id = await chief.begin(edition);
  const { revision, content } = await chief.open(id);
  const { claim } = (await chief.send('POST', `/articles/${id}/claim`, { tab: 'a' })).json;
  const body = { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'aaaaaaa1' }, content: [{ type: 'text', text: `${change.headline}: текст` }] }] };
  const saved = await chief.send('PUT', `/articles/${id}/text`, { request: `r${id}`, revision, claim, content: { ...content, lead: 'Лід', section: 1, body, ...change } });
  assert.equal(saved.status, 200, saved.text);
  await chief.send('POST', `/articles/${id}/leave`, { claim });
  return { id, uri: content.uri, revision: saved.json.revision };
}

async function nobodySees(what) {
  for (const path of ['/', '/town/', '/news/', '/rus/', '/eng/']) {
    assert.ok(!(await newsroom.page(path)).includes(SECRET), `${what}: ${path}`);
  }
  const { state } = await chief.open(hidden.id);
  assert.notEqual(state, 5, `${what}: it is live`);
}

test('no import and no command brings out what the desk holds back', async () => {
  const item = story({ uri: hidden.uri, headline: SECRET, section: 'town', lead: 'Лід' });
  await newsroom.run('publish', newsroom.itemFile(item));
  await nobodySees('publish, while it is served');
  await newsroom.run('import', 'ninjs', newsroom.itemFile({ ...item, versionCreated: '2026-03-02T09:00:00Z' }));
  await nobodySees('import');
});

test('the front, related stories and the breaking bar do not show it', async () => {
  await chief.form('/front', { edition: 'uk', uri: hidden.uri, do: 'launch' });
  await nobodySees('the front');
  const open = await write({ headline: 'Відкрита новина', related: [hidden.uri] });
  const out = await chief.send('POST', `/articles/${open.id}/publish`, { revision: open.revision });
  assert.equal(out.status, 200, out.text);
  assert.ok(!(await newsroom.page(new URL(out.json.address, 'https://news.example').pathname)).includes(SECRET), 'related');
  const found = await chief.ask({ path: '/breaking' });
  assert.equal(found.status, 200);
  await chief.form('/breaking', { edition: '1', text: 'Терміново', url: `/news/2026/11/28/${hidden.id}/`, minutes: '60' });
  await nobodySees('the breaking bar');
});

// ---- an embargo belongs to the story ----

const inHours = (hours) => local(Date.now() + hours * 3_600_000);
const embargo = async (id, at) => {
  const { status, text } = await chief.send('POST', `/articles/${id}/embargo`, { at });
  assert.equal(status, 200, text);
};
const publish = (id) => chief.send('POST', `/articles/${id}/publish`, {});
const heldBy = async (id) => ((await chief.send('POST', `/articles/${id}/check`, {})).json.faults.filter((fault) => fault.href));

// A translation, with all that publication wants.
async function translate(from, edition, headline) {
  const begun = await chief.form('/translations', { from: String(from), edition });
  const id = Number(/\/articles\/(\d+)/.exec(begun.headers.location)[1]);
  const { revision, content } = await chief.open(id);
  const { claim } = (await chief.send('POST', `/articles/${id}/claim`, { tab: 'a' })).json;
  const saved = await chief.send('PUT', `/articles/${id}/text`, { request: `t${id}`, revision, claim, content: { ...content, headline, lead: 'Лид', section: 1 } });
  assert.equal(saved.status, 200, saved.text);
  await chief.send('POST', `/articles/${id}/leave`, { claim });
  return { id, uri: content.uri, key: content.story_key };
}

test('its translation is held with it, and says by what; lifted there, both are free', async () => {
  const { id } = await translate(hidden.id, 'en', 'The secret');
  const there = await chief.open(id), here = await chief.open(hidden.id);
  assert.equal(there.embargo_ms, 0, 'it has none of its own, so that one is lifted once');
  assert.equal(there.held.until_ms, here.embargo_ms);
  assert.equal(here.held, null);
  assert.equal((await publish(id)).status, 422);
  const original = await write({ headline: 'Ще одна таємниця' });
  await embargo(original.id, inHours(2));
  const ru = await translate(original.id, 'ru', 'Ещё одна тайна');
  assert.equal((await publish(ru.id)).status, 422);
  await embargo(original.id, '');
  assert.equal((await publish(ru.id)).status, 200);
  assert.equal((await publish(original.id)).status, 200);
});

// As the list tells how it stands.
const rowOf = async (id) => new RegExp(`<tr data-article="${id}"[\\s\\S]*?<td class="state">([\\s\\S]*?)</td>`).exec((await chief.ask({ path: '/?choose=1&state=draft' })).text)?.[1];

test('an embargo that comes after the translation was begun holds it all the same, by every way, until it is lifted', async () => {
  const secret = 'Тайное решение суда';
  const original = await write({ headline: 'Таємне рішення суду' });
  const ru = await translate(original.id, 'ru', secret);
  const nobodyHasIt = async (what) => {
    for (const path of ['/rus/', '/rus/news/', '/rus/town/']) assert.ok(!(await newsroom.page(path)).includes(secret), `${what}: ${path}`);
    assert.notEqual((await chief.open(ru.id)).state, 5, what);
  };
  await embargo(original.id, inHours(24));

  const [fault] = await heldBy(ru.id);
  assert.ok(fault.blocks);
  assert.match(fault.text, /uk/, 'which language');
  assert.match(fault.text, /\d\d:\d\d/, 'and until when');
  assert.equal(fault.href, `/articles/${original.id}`);
  const refused = await publish(ru.id);
  assert.equal(refused.status, 422);
  assert.match(await rowOf(ru.id), /ембарго іншої мови \(uk\) до <time datetime="[^"]+">[^<]*\d\d:\d\d</, 'the list tells it, too');
  assert.doesNotMatch(await rowOf(original.id), /іншої мови/);
  assert.ok(refused.json.faults.some(({ text }) => text === fault.text), refused.text);
  await nobodyHasIt('publish');
  assert.equal((await chief.send('POST', `/articles/${ru.id}/schedule`, { at: inHours(1) })).status, 422);
  const bulk = await chief.form('/bulk', { do: 'schedule', id: String(ru.id), at: inHours(1), answered: '1' });
  assert.equal(bulk.status, 200);
  assert.match(bulk.text, /0 з 1/);
  assert.ok(bulk.text.includes(fault.text), 'row by row, it is told by what');
  await nobodyHasIt('bulk');
  const item = story({ uri: ru.uri, language: 'ru', headline: secret, section: 'town', lead: 'Лид', story: ru.key });
  await newsroom.run('publish', newsroom.itemFile(item));
  await nobodyHasIt('publish from the command line');
  await newsroom.run('import', 'ninjs', newsroom.itemFile({ ...item, versionCreated: '2026-03-02T09:00:00Z' }));
  await nobodyHasIt('import');
  const en = story({ uri: 'urn:wire:en', language: 'en', headline: 'Secret ruling of the court', section: 'town', lead: 'Lead', story: ru.key });
  await newsroom.run('publish', newsroom.itemFile(en));
  assert.ok(!(await newsroom.page('/eng/news/')).includes(en.headlines[0].value), 'what an agency sends of the same story');
  await newsroom.server.kill();
  await serve();
  await nobodyHasIt('a restart');

  // Later than the embargo it may be scheduled.
  const late = await write({ headline: 'Таємне рішення палати' });
  const lateRu = await translate(late.id, 'ru', 'Тайное решение палаты');
  await embargo(late.id, inHours(24));
  const scheduled = await chief.send('POST', `/articles/${lateRu.id}/schedule`, { at: inHours(25) });
  assert.equal(scheduled.status, 200, scheduled.text);
  // The original on the schedule: the embargo that it stands under holds on.
  assert.equal((await chief.send('POST', `/articles/${late.id}/schedule`, { at: inHours(26) })).status, 200);
  assert.equal((await chief.send('POST', `/articles/${lateRu.id}/schedule`, { at: inHours(1) })).status, 422);
  assert.equal((await chief.send('POST', `/articles/${late.id}/schedule`, { at: inHours(1) })).status, 422, 'nor is it scheduled before its own');
  await embargo(original.id, '');
  assert.deepEqual(await heldBy(original.id), []);
});

test('what is scheduled already does not appear at its time when an embargo comes between, and does once it is lifted', async () => {
  const original = await write({ headline: 'Таємна угода' });
  const ru = await translate(original.id, 'ru', 'Тайное соглашение');
  const due = Math.ceil(Date.now() / 1000) * 1000 + 2000;
  assert.equal((await chief.send('POST', `/articles/${ru.id}/schedule`, { at: local(due) })).status, 200);
  await embargo(original.id, inHours(24));
  const { held, state } = await chief.open(ru.id);
  assert.equal(state, 4);
  assert.equal(held.article, original.id);
  await new Promise((resolve) => setTimeout(resolve, due + 2500 - Date.now()));
  assert.equal((await chief.open(ru.id)).state, 4);
  assert.ok(!(await newsroom.page('/rus/news/')).includes('Тайное соглашение'));
  await embargo(original.id, '');
  const until = Date.now() + 10_000;
  while (!(await newsroom.page('/rus/news/')).includes('Тайное соглашение') && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal((await chief.open(ru.id)).state, 5);
});

test('languages that are only scheduled hold nobody: they may appear one after the other', async () => {
  const original = await write({ headline: 'Погода на завтра' });
  const ru = await translate(original.id, 'ru', 'Погода на завтра по-русски');
  assert.equal((await chief.send('POST', `/articles/${ru.id}/schedule`, { at: inHours(12) })).status, 200);
  assert.deepEqual(await heldBy(original.id), []);
  assert.equal((await chief.send('POST', `/articles/${original.id}/schedule`, { at: inHours(3) })).status, 200);
  // Off the schedule the time stays as an embargo, which is lifted by an act of its own.
  assert.equal((await chief.send('POST', `/articles/${ru.id}/unschedule`, {})).status, 200);
  assert.equal((await heldBy(original.id)).length, 1);
  await embargo(ru.id, '');
  assert.deepEqual(await heldBy(original.id), []);
});

test('a story that is out in one language is out: an embargo of another one holds that alone', async () => {
  const original = await write({ headline: 'Відкрите рішення' });
  const ru = await translate(original.id, 'ru', 'Открытое решение');
  const en = await translate(original.id, 'en', 'An open ruling');
  assert.equal((await publish(original.id)).status, 200);
  await embargo(ru.id, inHours(24));
  assert.equal((await publish(ru.id)).status, 422, 'its own holds');
  assert.deepEqual(await heldBy(original.id), [], 'what is live is corrected');
  // And the embargo of what is live is about its next text.
  await embargo(original.id, inHours(24));
  assert.deepEqual(await heldBy(en.id), []);
  assert.equal((await publish(en.id)).status, 200);
});

test('what was withdrawn does not come back while another language of its story is held', async () => {
  const original = await write({ headline: 'Передчасне рішення' });
  const ru = await translate(original.id, 'ru', 'Преждевременное решение');
  assert.equal((await publish(original.id)).status, 200);
  await embargo(ru.id, inHours(24));
  const withdrawn = await chief.send('POST', `/articles/${original.id}/withdraw`, { reason: 'Зарано' });
  assert.equal(withdrawn.status, 200, withdrawn.text);
  assert.equal((await publish(original.id)).status, 422);
  assert.equal((await chief.send('POST', `/articles/${original.id}/undo`, { act_number: withdrawn.json.undo.number })).status, 422);
  assert.ok(!(await newsroom.page('/news/')).includes('Передчасне рішення'));
  await embargo(ru.id, '');
  assert.equal((await chief.send('POST', `/articles/${original.id}/undo`, { act_number: withdrawn.json.undo.number })).status, 200);
});

test('strangers, and who does not write here, get neither its preview nor anything else of it', async () => {
  for (const path of ['', '/preview', '/versions', '/original']) {
    const stranger = await askDesk(desk, { path: `/articles/${hidden.id}${path}` });
    assert.ok([303, 401].includes(stranger.status), `${path}: ${stranger.status}`);
    const seller = await commercial.ask({ path: `/articles/${hidden.id}${path}` });
    assert.equal(seller.status, 403, path);
    for (const { text } of [stranger, seller]) assert.ok(!text.includes(SECRET), path);
  }
  for (const path of [`/search/articles?edition=1&find=${encodeURIComponent('Таємне')}`, `/?find=${encodeURIComponent('Таємне')}`]) {
    assert.ok(!(await askDesk(desk, { path })).text.includes(SECRET), path);
  }
});

test('a restart, a rebuild and a restored backup bring nothing out', async () => {
  await newsroom.server.kill();
  await serve();
  await nobodySees('a restart');
  await newsroom.must('rebuild');
  await nobodySees('a rebuild');
  await newsroom.must('check');
});

test('three that were due while the desk was down appear in their order, each once, each with its delay logged', async () => {
  const due = [1, 2, 3].map((n) => Math.ceil((Date.now() + 1500) / 1000) * 1000 + n * 1000);
  const late = [];
  for (const [n, at] of due.entries()) {
    const one = await write({ headline: `За розкладом ${n + 1}` });
    const { status, text } = await chief.send('POST', `/articles/${one.id}/schedule`, { at: local(at) });
    assert.equal(status, 200, text);
    late.push(one);
  }
  const far = await write({ headline: 'Ще за годину' });
  assert.equal((await chief.send('POST', `/articles/${far.id}/schedule`, { at: local(Date.now() + 3_600_000) })).status, 200);
  await newsroom.server.kill();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, due[2] + 1000 - Date.now())));
  await serve();
  const until = Date.now() + 10_000;
  while (!(await newsroom.page('/')).includes('За розкладом 3') && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  const news = await newsroom.page('/news/');
  const order = [3, 2, 1].map((n) => news.indexOf(`За розкладом ${n}`));
  assert.ok(order.every((at) => at > 0) && order[0] < order[1] && order[1] < order[2], `newest first: ${order}`);
  assert.ok(!news.includes('Ще за годину'));
  for (const { id } of late) {
    const lines = newsroom.server.stderr.split('\n').filter((line) => line.includes(`article ${id} appears`));
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0], /appears, \d{3,} ms after its time/);
  }
  const [{ content }] = [await chief.open(late[0].id)];
  assert.equal(content.published_ms, due[0]);
});
