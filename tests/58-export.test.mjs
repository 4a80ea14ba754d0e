// Everything out, and in again: an export makes the same site, is valid by the standard's schema, and holds nothing that
// nobody chose to let out; each article is there as ninjs beside its page.
// Takes long.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before, describe } from 'node:test';
import { deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom, ROOT, SUITES, missingSuite, stoppress } from './support/newsroom.mjs';
import { inThreeLanguages, story } from './support/ninjs.mjs';
import { faultsOfNinjs } from './support/ninjs_judge.mjs';
import { addressesOf, assertSameSite } from './support/same_site.mjs';
import { everyKind } from './support/site.mjs';
import { until } from './support/until.mjs';
import { textOf } from './support/wire.mjs';

const PATIENCE_MS = 900_000; // sizes of many pictures are made

function ends(t) {
  const steps = [];
  t.after(async () => {
    for (const step of steps) await step();
  });
  return { after: (step) => steps.push(step) };
}

// The folder that an export of the newsroom is in, and what the command said.
async function exported(newsroom, ...args) {
  const folder = path.join(newsroom.folder, `export-${args.length}-${newsroom.files++}`);
  const said = await newsroom.must('export', 'ninjs', ...args, folder);
  return { folder, said };
}

const linesOf = (folder) => fs.readdirSync(folder).filter((name) => /^articles-\d{5}\.jsonl$/.test(name)).sort()
  .map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('');
const itemsOf = (folder) => linesOf(folder).trim().split('\n').map((line) => JSON.parse(line));

async function restored(t, folder) {
  const other = new Newsroom(fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-restored-')));
  t.after(() => other.remove());
  const made = await stoppress(['restore', '--data', other.data, folder], { patience: PATIENCE_MS });
  assert.equal(made.status, 0, made.stdout + made.stderr);
  assert.doesNotMatch(made.stdout, /could not be kept/, 'nothing is lost on the way back');
  return other;
}

// Exports what is served, makes a site of it, and serves that.
async function andBack(t, newsroom) {
  const { folder, said } = await exported(newsroom);
  const other = await restored(t, folder);
  await other.serve();
  return { folder, other, said };
}

test('the demo newsroom comes back the same, address by address', { timeout: 2 * PATIENCE_MS }, async (t) => {
  const newsroom = new Newsroom(fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-demo-')));
  t.after(() => newsroom.remove());
  if (process.env.STOPPRESS_DEMO) fs.cpSync(process.env.STOPPRESS_DEMO, newsroom.data, { recursive: true, verbatimSymlinks: true });
  else assert.equal((await stoppress(['demo', '--data', newsroom.data], { patience: PATIENCE_MS })).status, 0);
  await newsroom.must('rebuild'); // one that was made by another program
  await newsroom.serve();
  for (const [at, words] of [['/person/taras-lozovyk/', 'Пише про транспорт'], ['/rus/topic/zhizn-reki/', 'Всё о'], ['/eng/source/osokortrans/', 'Runs the town']])
    assert.match(await newsroom.page(at), new RegExp(`<div class="about">\\s*<p>${words}`), at);
  const { folder, other } = await andBack(t, newsroom);
  assert.equal(faultsOfNinjs(linesOf(folder)), '');
  const compared = await assertSameSite(newsroom, other);
  t.diagnostic(`${compared} addresses`);
  const again = await exported(other);
  assert.deepEqual(fs.readdirSync(again.folder).sort(), fs.readdirSync(folder).sort());
  assert.equal(linesOf(again.folder), linesOf(folder), 'what comes back goes out the same');
});

describe('every kind of page', () => {
  const steps = [];
  let newsroom, folder, other;
  before(async () => {
    const t = { after: (step) => steps.push(step) };
    ({ newsroom } = await everyKind(t, { count: 12, wasRead: false })); // counts of reads are not exported
    await newsroom.publish(story({ uri: 'urn:moved', headline: 'Переїзд', section: 'city', published: '2026-03-02T09:00:00Z' }));
    await newsroom.publish(story({ uri: 'urn:moved', headline: 'Переїзд', section: 'city', published: '2026-03-03T09:00:00Z', changed: '2026-03-03T10:00:00Z' }));
    await newsroom.publish(story({
      uri: 'urn:odd', headline: 'A & "B" <C>', language: 'en', published: '2026-03-04T09:00:00.123Z', changed: '2026-03-05T09:00:00.456Z',
      topics: ['city'], html: '<p><b>Odd:</b> one &lt;b&gt;</p><section class="timeline-entry"><time datetime="2026-03-04T06:10:00+02:00">06:10</time><h3>First</h3><p>Text</p></section><figure><iframe src="https://youtu.be/abc_DEF"></iframe><figcaption>Watch</figcaption></figure><ul><li>a<ol><li>b</li></ol></li></ul><hr>',
      organisations: [{ name: 'Works' }], places: [{ name: 'Quay' }],
    }));
    await newsroom.must('describe', 'person', 'urn:person:kos', 'uk=Пише про "мости".\nІ про <річку>.', 'en=Writes about bridges.');
    ({ folder, other } = await andBack(t, newsroom));
  });
  after(async () => {
    for (const step of steps.reverse()) await step();
  });

  test('comes back the same, and as ninjs', { timeout: PATIENCE_MS }, async (t) => {
    assert.equal(faultsOfNinjs(linesOf(folder)), '');
    t.diagnostic(`${await assertSameSite(newsroom, other)} addresses`);
    assert.equal((await other.run('check')).status, 0);
  });

  test('what is said of a person comes along, in each edition its own', async () => {
    const shelves = fs.readFileSync(path.join(folder, 'shelves.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    const said = shelves.filter(({ description }) => description).map(({ kind, edition, description }) => [kind, edition, description]);
    assert.deepEqual(said.sort(([, a], [, b]) => a - b), [['person', 1, 'Пише про «мости».\nІ про <річку>.'], ['person', 3, 'Writes about bridges.']]);
    assert.match(await other.page('/person/iryna-kos/'), /<div class="about">\s*<p>Пише про «мости»\.<\/p>\s*<p>І\u00a0про &lt;річку&gt;\.<\/p>/);
    assert.match(await other.page('/eng/person/iryna-kos/'), /<p>Writes about bridges\.<\/p>/);
    assert.doesNotMatch(await other.page('/rus/person/irina-kos/'), /class="about"/);
  });

  test('what was withdrawn says so with its reason, and what moved leads on', async () => {
    const addresses = addressesOf(other);
    assert.ok(addresses.filter(({ kind }) => kind === 3).length >= 3, 'gone');
    assert.ok(addresses.some(({ kind }) => kind === 2), 'moved');
    const gone = itemsOf(folder).filter(({ pubStatus }) => pubStatus === 'canceled');
    assert.equal(gone.length, 3);
    for (const item of gone) assert.ok(item.descriptions.some(({ role, value }) => role === 'withdrawal' && value === 'Помилка'));
  });

  test('each article is there as ninjs beside its page', async () => {
    const articles = addressesOf(newsroom).filter(({ isArticle }) => isArticle);
    const texts = [];
    for (const { path: address } of articles) {
      const reply = await newsroom.fetch({ path: `${address}index.ninjs.json`, headers: [['Accept-Encoding', 'gzip']] });
      assert.equal(reply.status, 200);
      assert.equal(reply.headers.get('content-type'), 'application/json');
      texts.push(textOf(reply));
      const item = JSON.parse(texts.at(-1));
      assert.equal(item.altIds.find(({ role }) => role === 'webAddress').value, `https://news.example${address}`);
      assert.deepEqual(item.bodies.map(({ contentType }) => contentType), ['text/html']);
      assert.equal(item.pubStatus, 'usable');
    }
    assert.equal(faultsOfNinjs(texts.map((text) => text.trim() + '\n').join('')), '');
  });

  test('it has a validator, follows redirects, and is not there for anything else', async () => {
    const addresses = addressesOf(newsroom);
    const article = addresses.find(({ isArticle }) => isArticle).path;
    const reply = await newsroom.fetch({ path: `${article}index.ninjs.json` });
    const again = await newsroom.fetch({ path: `${article}index.ninjs.json`, headers: [['If-None-Match', reply.headers.get('etag')]] });
    assert.equal(again.status, 304);
    const moved = addresses.find(({ kind, path: address }) => kind === 2 && address.includes('/news/2026/03/02/'));
    const led = await newsroom.fetch({ path: `${moved.path}index.ninjs.json` });
    assert.equal(led.status, 301);
    assert.match(led.headers.get('location'), /\/news\/2026\/03\/03\/\d+\/index\.ninjs\.json$/);
    const gone = addresses.find(({ kind }) => kind === 3).path;
    assert.equal((await newsroom.fetch({ path: `${gone}index.ninjs.json` })).status, 410);
    for (const other of ['/', '/city/', '/about/', '/news/', `${article}x/`]) {
      assert.equal((await newsroom.fetch({ path: `${other}index.ninjs.json` })).status, 404, other);
    }
  });

  test('one file has the same in it as a folder', async () => {
    const file = path.join(newsroom.folder, 'all.tar.gz');
    await newsroom.must('export', 'ninjs', file);
    const unpacked = fs.mkdtempSync(path.join(newsroom.folder, 'unpacked-'));
    assert.equal(spawnSync('tar', ['-xzf', file, '-C', unpacked]).status, 0);
    assert.deepEqual(fs.readdirSync(unpacked), ['stoppress']);
    const inside = path.join(unpacked, 'stoppress');
    assert.equal(spawnSync('diff', ['-r', folder, inside]).stdout.toString(), '');
    const all = await newsroom.run('export', 'ninjs', '-');
    assert.equal(all.status, 0);
    assert.equal(all.stdout, linesOf(folder));
  });
});

test('live coverage comes back with what was corrected, struck and pinned, and nothing of it counts as lost', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  const desk = deskOf(newsroom.server);
  const chief = await DeskPerson.become(desk, new URL(desk.firstLink).pathname);
  const place = await newsroom.publish(story({ uri: 'urn:live', headline: 'Вода прибуває', section: 'city', paragraphs: ['Про що йдеться.'] }));
  const line = `/articles/${/(\d+)\/$/.exec(place)[1]}/coverage`;
  for (const [entry, text] of [['first', 'Міст відкрито.'], ['second', 'Рівень 3 м: https://river.example/'], ['third', 'Помилковий запис.'], ['fourth', 'Головне.']]) {
    assert.equal((await chief.send('POST', line, { text, entry: `${entry}00` })).status, 200);
  }
  for (const change of [{ do: 'correct', entry: 'second00', text: 'Рівень 2 м.' }, { do: 'strike', entry: 'third00' }, { do: 'pin', entry: 'fourth00' }, { do: 'end' }]) {
    assert.equal((await chief.form(`${line}/change`, change)).status, 303, change.do);
  }
  const { folder, other } = await andBack(ends(t), newsroom);
  assert.equal(faultsOfNinjs(linesOf(folder)), '');
  const [{ value: html }, own] = itemsOf(folder)[0].bodies;
  const [struck] = JSON.parse(own.value).content.filter(({ attrs }) => attrs.struck_ms);
  assert.deepEqual([...html.matchAll(/<del datetime="([^"]+)"><p>([^<]*)/g)].map(([, time, text]) => [Date.parse(time), text]), [[struck.attrs.struck_ms, 'Помилковий запис.']]);
  await assertSameSite(newsroom, other);
  assert.equal(linesOf((await exported(other)).folder), linesOf(folder));
  const item = JSON.parse(textOf(await newsroom.fetch(`${place}index.ninjs.json`)));
  const again = await newsroom.import({ ...item, uri: 'urn:of-a-page', altIds: [] });
  assert.doesNotMatch(again.stdout, /<del>/, 'nor of what stands beside the page');
});

test('the version of an article as ninjs only ever grows: when an older text is brought back, when a publication is undone, in a restored site', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  const desk = deskOf(newsroom.server);
  const chief = await DeskPerson.become(desk, new URL(desk.firstLink).pathname);
  const place = await newsroom.publish(story({ uri: 'urn:grows', headline: 'Перша', section: 'city', author: 'Ольга Бойко' }));
  const article = `/articles/${/(\d+)\/$/.exec(place)[1]}`;
  // It is there a moment behind the page: another than what was there before.
  const numbers = [];
  const numberOf = async (site, before) => {
    let number;
    await until(() => `another version than ${before}`, async () => {
      const reply = await site.fetch(`${place}index.ninjs.json`);
      number = reply.status === 200 ? Number(JSON.parse(textOf(reply)).version) : before;
      return number !== before;
    });
    return number;
  };
  const note = async () => numbers.push(await numberOf(newsroom, numbers.at(-1)));
  await note();
  const publish = async (of) => {
    const out = await chief.send('POST', `${article}/publish`, { revision: of.revision });
    assert.equal(out.status, 200, out.text);
    await note();
  };
  for (const headline of ['Друга', 'Третя']) {
    const { claim } = (await chief.send('POST', `${article}/claim`, { tab: 'a' })).json, data = await chief.open(article.split('/')[2]);
    const saved = await chief.send('PUT', `${article}/text`, { request: headline, revision: data.revision, claim, content: { ...data.content, headline } });
    await publish(saved.json);
    await chief.send('POST', `${article}/leave`, { claim });
  }
  assert.equal((await chief.form(`${article}/restore`, { version: '1' })).status, 303);
  await publish(await chief.open(article.split('/')[2]));
  const undone = await chief.send('POST', `${article}/undo`, { version: numbers.at(-1) });
  assert.equal(undone.status, 200, undone.text);
  await note();
  assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b), 'each is higher than the one before');

  const { folder, other } = await andBack(ends(t), newsroom);
  assert.equal(await numberOf(other), numbers.at(-1));
  assert.equal(linesOf((await exported(other)).folder), linesOf(folder), 'what comes back goes out the same');
  const [item] = itemsOf(folder);
  await other.publish({ ...item, headlines: [{ role: 'main', value: 'Четверта' }], versionCreated: new Date().toISOString(), version: '2' });
  assert.ok(await numberOf(other, numbers.at(-1)) > numbers.at(-1), 'whatever number somebody sends');
});

test('what nobody published stays inside unless it is chosen', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await newsroom.import([
    story({ uri: 'urn:live', headline: 'Видно' }),
    story({ uri: 'urn:held', headline: 'Притримано', pubStatus: 'withheld' }),
    story({ uri: 'urn:embargoed', headline: 'Під ембарго', embargoedUntil: later }),
  ]);
  const plain = await exported(newsroom);
  assert.deepEqual(itemsOf(plain.folder).map(({ uri }) => uri), ['urn:live']);
  const { folder } = await exported(newsroom, '--with-drafts', 'yes');
  assert.deepEqual(itemsOf(folder).map(({ uri, pubStatus }) => [uri, pubStatus]), [['urn:live', 'usable'], ['urn:held', 'withheld'], ['urn:embargoed', 'usable']]);
  const other = await restored(ends(t), folder);
  await other.serve();
  assert.equal(addressesOf(other).filter(({ isArticle }) => isArticle).length, 1, 'they come back as what they were');
  const address = addressesOf(other).find(({ isArticle }) => isArticle).path.replace(/\d+\/$/, '');
  for (const number of [2, 3]) assert.equal((await other.fetch(`${address}${number}/index.ninjs.json`)).status, 404);
});

test('articles that changed since a day', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import(story({ uri: 'urn:one', headline: 'Одна' }));
  const of = async (since) => (await newsroom.run('export', 'ninjs', '--since', since, '-')).stdout;
  assert.match(await of('2026-01-01'), /urn:one/);
  assert.equal(await of('2150-01-01'), '');
});

test('an item that claims much gets no more than it may have', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  const own = JSON.stringify({ type: 'doc', content: [{ type: 'image', attrs: { id: 'a', asset: 'a'.repeat(64), alt: 'чуже' } }] });
  const claims = (number, former) => [{ role: 'number', value: number }, ...former.map((value) => ({ role: 'formerAddress', value }))];
  const item = (uri, ids, extra = []) => ({
    ...story({ uri, headline: uri }),
    altIds: ids,
    bodies: [{ role: 'main', contentType: 'text/html', value: '<p>Так.</p>' }, ...extra],
  });
  const said = await newsroom.import([
    item('urn:a', claims('7', ['/city/', '/support/', '/news/2026/03/01/', '/news/1999/1/', '/rus/news/1999/01/01/1/', '/../x/', '/news/1999/01/01/9/'])),
    item('urn:b', claims('7', ['/news/1999/01/01/9/'])),
    item('urn:c', claims('99999999999', [])),
    item('urn:d', claims('12', []), [{ role: 'main', contentType: 'application/vnd.stoppress.body+json', value: own }]),
    item('urn:e', claims('13', []), [{ role: 'main', contentType: 'application/vnd.stoppress.body+json', value: '{"type":"doc","content":[{"type":"script"}]}' }]),
  ]);
  assert.match(said.stdout, /former addresses that no article can have/);
  assert.match(said.stdout, /a former address that is another's/);
  await newsroom.serve();
  const addresses = addressesOf(newsroom);
  assert.ok(addresses.some(({ path: address }) => address.endsWith('/7/')));
  assert.deepEqual(addresses.filter(({ kind }) => kind === 2).map(({ path: address }) => address).filter((address) => address.startsWith('/news/')), ['/news/1999/01/01/9/', '/news/1999/1/']);
  assert.doesNotMatch(await newsroom.page(addresses.find(({ path: address }) => address.endsWith('/12/')).path), /aaaaaaaa/);
  assert.match(await newsroom.page(addresses.find(({ path: address }) => address.endsWith('/13/')).path), /Так\./);
  assert.equal((await newsroom.run('check')).status, 0);
});

test('what is asked for wrongly, and what is there already', async (t) => {
  const newsroom = await Newsroom.make(t);
  const of = async (...args) => newsroom.run('export', ...args);
  assert.equal((await of('newsml', 'x')).status, 2);
  assert.equal((await of('ninjs', '--with-drafts', 'maybe', 'x')).status, 2);
  assert.equal((await of('ninjs', '--since', 'yesterday', 'x')).status, 2);
  const there = await of('ninjs', newsroom.folder);
  assert.equal(there.status, 1);
  assert.match(there.stderr, /something already/);
  assert.match((await of('ninjs', path.join(newsroom.folder, 'no/such/place'))).stderr, /cannot write beside/);
  const nothing = await stoppress(['restore', '--data', path.join(newsroom.folder, 'new'), newsroom.folder]);
  assert.equal(nothing.status, 1);
  assert.match(nothing.stderr, /site\.json/);
  assert.ok(!fs.existsSync(path.join(newsroom.folder, 'new')));
});

test('the corpus comes back the same', { skip: missingSuite('corpus'), timeout: PATIENCE_MS }, async (t) => {
  const convert = (...args) => {
    const done = spawnSync('python3', [path.join(ROOT, 'tools/corpus-to-ninjs.py'), ...args], { encoding: 'utf8', maxBuffer: 1 << 30 });
    assert.equal(done.status, 0, done.stderr);
    return done.stdout;
  };
  const sections = Object.fromEntries(convert('--sections', '.').trim().split('\n').map((line) => {
    const [slug, uk, ru, en] = line.split('|');
    return [slug, { uk, ru, en }];
  }));
  const newsroom = await Newsroom.make(t, { sections });
  await newsroom.must('import', 'ninjs', newsroom.file('corpus.jsonl', convert('--limit', '1500', path.join(SUITES, 'corpus'))));
  await newsroom.serve();
  const { folder, other } = await andBack(ends(t), newsroom);
  assert.equal(faultsOfNinjs(linesOf(folder)), '');
  t.diagnostic(`${await assertSameSite(newsroom, other)} addresses`);
});
