// What is under an embargo is seen by nobody outside of the newsroom, whichever way somebody tries: imports, the command
// line, the front, related stories, the breaking bar, a translation, the preview's address, a rebuild, a restart.
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

test('its translation is under the same embargo', async () => {
  const begun = await chief.form('/translations', { from: String(hidden.id), edition: '3' });
  const id = Number(/\/articles\/(\d+)/.exec(begun.headers.location)[1]);
  const there = await chief.open(id), here = await chief.open(hidden.id);
  assert.ok(there.embargo_ms > Date.now());
  assert.equal(there.embargo_ms, here.embargo_ms);
  const refused = await chief.send('POST', `/articles/${id}/publish`, {});
  assert.equal(refused.status, 422);
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
