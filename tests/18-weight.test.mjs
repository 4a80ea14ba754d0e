// What an article page weighs, compressed and without its pictures: at most 14 KB, about what a connection’s first flight brings.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { articlesOf, serveDemo } from './support/demo.mjs';
import { EDITIONS, Newsroom, ROOT, SITE_URL, SUITES } from './support/newsroom.mjs';
import { hrefs, mainOf } from './support/pages.mjs';
import { textOf } from './support/wire.mjs';

const FLIGHT_BYTES = 14 * 1024;
const CORPUS_ITEMS = 8000;
const GZIP = [['Accept-Encoding', 'gzip']];

// Sorted, the lightest first: [{bytes, address}]
async function weigh(newsroom, addresses) {
  const weights = [];
  for (const address of addresses) {
    const response = await newsroom.fetch({ path: address, headers: GZIP });
    assert.equal(response.status, 200, address);
    assert.ok(textOf(response).includes('</html>'), address);
    weights.push({ bytes: response.body.length, address });
  }
  return weights.sort((a, b) => a.bytes - b.bytes);
}

function describe(name, weights) {
  const at = (share) => weights[Math.min(weights.length - 1, Math.floor(weights.length * share))].bytes;
  console.log(`# ${name}: ${weights.length} articles, p50 ${at(0.5)}, p95 ${at(0.95)}, max ${weights.at(-1).bytes} bytes (${weights.at(-1).address})`);
  return { half: at(0.5), most: at(0.95) };
}

// What the pages of the demo must hold, so that whoever looks at it meets everything: the bar leads to a page, a house
// creative has its picture, an hour-by-hour story its entries; and pages name the address that the demo was made for.
async function showsEverything(newsroom) {
  for (const { code, prefix } of EDITIONS) {
    const front = await newsroom.page(`${prefix}/`);
    assert.ok(front.includes(`<link rel="canonical" href="${SITE_URL}${prefix}/">`), code);
    const bar = /<section class="breaking"[\s\S]*?href="([^"]+)"/.exec(front)[1];
    assert.equal(bar, `${prefix}/about/`);
    assert.match(await newsroom.page(bar), /Stoppress/);
    const drill = hrefs(await newsroom.page(`${prefix}/news/2026/11/14/`));
    const stories = await Promise.all([...new Set(drill)].filter((href) => /\/2026\/11\/14\/\d+\/$/.test(href)).map((href) => newsroom.page(href)));
    assert.ok(stories.some((html) => html.match(/class="entry"/g)?.length === 6), `${code}: a timeline of six entries`);
    const fromFront = hrefs(mainOf(await newsroom.page(`${prefix}/`))).filter((href) => /\/2026\/11\/21\/\d+\/$/.test(href));
    const night = (await Promise.all([...new Set(fromFront)].map((href) => newsroom.page(href)))).filter((html) => html.match(/class="entry"/g)?.length === 10);
    assert.equal(night.length, 1, `${code}: the front leads to a live coverage`);
    assert.match(night[0], /"coverageEndTime"/, code);
    const entries = night[0].split('class="entry"').slice(1);
    assert.match(entries[0], /T05:00/, `${code}: the first is pinned`);
    assert.equal(entries.filter((entry) => entry.includes('<del>')).length, 1, `${code}: one is struck`);
    assert.equal(entries.filter((entry) => /<p class="meta">[^<]*<time datetime="2026-11-22T02:10/.test(entry)).length, 1, `${code}: one is corrected`);
  }
  const { creatives } = JSON.parse((await newsroom.must('settings', 'get')).stdout);
  const pictured = creatives.filter(({ picture }) => /^[0-9a-f]{64}$/.test(picture ?? ''));
  assert.deepEqual(pictured.map(({ slot }) => slot).sort(), [...Array(3).fill('article'), ...Array(3).fill('rail')]);
}

// What stands in the slots changes by the minute: the edition's creatives two by two, as they may stand on one page.
function pairsOf(creatives, code) {
  const of = (slot) => creatives.filter((one) => one.slot === slot && one.editions.includes(code)).map(({ from, until, ...always }) => always);
  return of('article').flatMap((article) => of('rail').filter(({ url }) => url !== article.url).map((rail) => [article, rail]));
}

// The heaviest articles of each edition once more, with each pair of creatives.
async function weighWithEachPair(newsroom, heaviest) {
  const { creatives } = JSON.parse((await newsroom.must('settings', 'get')).stdout);
  const pairs = EDITIONS.map(({ code }) => pairsOf(creatives, code));
  const most = EDITIONS.map(() => ({ bytes: 0 }));
  assert.ok(pairs.every(({ length }) => length === pairs[0].length && length >= 12), 'every edition has as many creatives');
  for (const n of pairs[0].keys()) {
    await newsroom.must('settings', 'put', newsroom.file('pair.json', JSON.stringify({ creatives: pairs.flatMap((of) => of[n]) })));
    for (const at of EDITIONS.keys()) {
      const { bytes, address } = (await weigh(newsroom, heaviest[at])).at(-1);
      if (bytes > most[at].bytes) most[at] = { bytes, address, keys: pairs[at][n].map(({ key }) => key).join(' and ') };
    }
  }
  return most;
}

test('every article of the demo newsroom weighs at most 14 KB, whatever its slots show, and the demo shows what there is to see', async (t) => {
  const { newsroom } = await serveDemo(t);
  await showsEverything(newsroom);
  const heaviest = [];
  for (const { code, prefix } of EDITIONS) {
    const addresses = await articlesOf(newsroom, prefix);
    assert.ok(addresses.length > 100, `${code}: ${addresses.length} articles`);
    const weights = await weigh(newsroom, addresses);
    describe(`demo, ${code}`, weights);
    assert.ok(weights.at(-1).bytes <= FLIGHT_BYTES, `${weights.at(-1).address}: ${weights.at(-1).bytes} bytes`);
    heaviest.push(weights.slice(-3).map(({ address }) => address));
  }
  for (const { bytes, address, keys } of await weighWithEachPair(newsroom, heaviest)) {
    console.log(`# ${address} with ${keys}: ${bytes} bytes`);
    assert.ok(bytes <= FLIGHT_BYTES, `${address} with ${keys}: ${bytes} bytes`);
  }
});

// Real texts can be of any length: essays and stories are in the corpus. The typical page has to fit; of the longest
// it is told what they weigh.
const CORPUS = path.join(SUITES, 'corpus');
const skip = fs.existsSync(CORPUS) ? false : `corpus is not in ${SUITES} (STOPPRESS_SUITES says where)`;

test('the typical article of the corpus weighs at most 14 KB', { skip }, async (t) => {
  const convert = (...args) => {
    const done = spawnSync('python3', [path.join(ROOT, 'tools/corpus-to-ninjs.py'), ...args], { encoding: 'utf8', maxBuffer: 1 << 30 });
    assert.equal(done.status, 0, done.stderr);
    return done.stdout;
  };
  const sections = Object.fromEntries(convert('--sections', CORPUS).trim().split('\n').map((line) => {
    const [slug, uk, ru, en] = line.split('|');
    return [slug, { uk, ru, en }];
  }));
  const newsroom = await Newsroom.make(t, { sections });
  await newsroom.must('import', 'ninjs', newsroom.file('corpus.jsonl', convert('--limit', String(CORPUS_ITEMS), CORPUS)));
  await newsroom.serve();
  for (const { code, prefix } of EDITIONS) {
    const addresses = await articlesOf(newsroom, prefix);
    if (!addresses.length) continue;
    const { half } = describe(`corpus, ${code}`, await weigh(newsroom, addresses));
    assert.ok(half <= FLIGHT_BYTES, `${code}: half of the articles are above ${half} bytes`);
  }
});
