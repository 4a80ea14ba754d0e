// Feeds as feed readers take them: three formats, three languages, every kind of listing that has them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import test, { after, before, describe } from 'node:test';
import { EDITIONS, SITE_URL } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { SHELVES, everyKind } from './support/site.mjs';
import { textOf } from './support/wire.mjs';

const require = createRequire(import.meta.url);
const FeedParser = require('feedparser');
const RssParser = require('rss-parser');
const TYPES = { 'rss.xml': 'application/rss+xml', 'atom.xml': 'application/atom+xml', 'feed.json': 'application/feed+json' };
// Marks as the language has them already, so that they stay.
const HOSTILE = 'A & B <script>alert(1)</script> ]]> “q” &amp; \u{1F4F0}';

const steps = [];
let newsroom;
before(async () => {
  ({ newsroom } = await everyKind({ after: (step) => steps.push(step) }, { count: 60 }));
});
after(async () => {
  for (const step of steps) await step();
});

const get = (path, headers = []) => newsroom.fetch({ path, headers });
async function text(path) {
  const reply = await get(path);
  assert.equal(reply.status, 200, path);
  return textOf(reply);
}
const listings = ({ code, prefix }) => [
  `${prefix}/news/`, `${prefix}/city/`, `${prefix}/topic/${SHELVES.topic.slugs[code]}/`,
  `${prefix}/person/${SHELVES.person.slugs[code]}/`, `${prefix}/source/${SHELVES.source.slugs[code]}/`,
];

// {meta, items} as the npm package "feedparser" reads them.
function read(xml) {
  return new Promise((resolve, reject) => {
    const parser = new FeedParser({ feedurl: SITE_URL });
    const items = [];
    parser.on('error', reject);
    parser.on('readable', () => {
      for (let item; (item = parser.read());) items.push(item);
    });
    parser.on('end', () => resolve({ meta: parser.meta, items }));
    Readable.from([xml]).pipe(parser);
  });
}

for (const edition of EDITIONS) {
  describe(`feeds, ${edition.code}`, () => {
    for (const name of Object.keys(TYPES)) {
      test(`every listing of the newest has ${name}`, async () => {
        for (const path of listings(edition)) {
          const reply = await get(path + name);
          assert.equal(reply.status, 200, path + name);
          assert.equal(reply.headers.get('content-type'), `${TYPES[name]}; charset=utf-8`);
        }
      });
    }

    test('npm’s feedparser and rss-parser read RSS and Atom alike', async () => {
      for (const path of listings(edition)) {
        const rss = await read(await text(`${path}rss.xml`)), atom = await read(await text(`${path}atom.xml`));
        assert.ok(rss.items.length >= 20 && rss.items.length <= 50, `${rss.items.length} of ${path}`);
        for (const member of ['guid', 'title', 'link', 'summary', 'description']) { // the last is the whole text
          assert.deepEqual(rss.items.map((item) => item[member]), atom.items.map((item) => item[member]), member);
        }
        assert.deepEqual(rss.items.map((item) => item.categories), atom.items.map((item) => item.categories));
        assert.deepEqual(rss.items.map((item) => +item.pubdate), atom.items.map((item) => +item.pubdate));
        assert.ok(rss.items.every((item) => item.link.startsWith(SITE_URL + edition.prefix) && item.guid && !Number.isNaN(+item.pubdate)));
        assert.equal(rss.meta.link, SITE_URL + path);
        const other = await new RssParser().parseString(await text(`${path}rss.xml`));
        assert.deepEqual(other.items.map((item) => item.guid), rss.items.map((item) => item.guid));
        assert.ok(other.items.some((item) => item['content:encoded']?.includes('<p>')));
        const pictures = rss.items.map((item) => item['media:content']).filter((picture) => picture);
        assert.ok(pictures.length, 'pictures');
        for (const picture of pictures) assert.match(picture['media:credit']['#'], /Олег Снип/);
        assert.deepEqual([...new Set(rss.items.flatMap((item) => item.description.match(/\/media\/\w+\/640\.jpg" width="\d+" height="\d+"/g) ?? [])
          .map((found) => found.replace(/^.*" width/, 'width')))], ['width="640" height="427"'], 'of the file, not of the original');
      }
    });

    test('JSON Feed says the same', async () => {
      const path = `${edition.prefix}/news/`;
      const feed = JSON.parse(await text(`${path}feed.json`)), rss = await read(await text(`${path}rss.xml`));
      assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
      assert.equal(feed.feed_url, `${SITE_URL}${path}feed.json`);
      assert.equal(feed.items.length, 50);
      assert.deepEqual(feed.items.map((item) => [item.id, item.url, item.title, Math.floor(Date.parse(item.date_published) / 1000)]),
        rss.items.map((item) => [item.guid, item.link, item.title, +item.pubdate / 1000]));
      assert.ok(feed.items.every((item) => typeof item.content_html === 'string' && !/ class=|<script|(href|src)="\//.test(item.content_html)));
    });
  });
}

test('Python’s feedparser finds nothing wrong', async (t) => {
  // Debian's package is for Debian's Python, whatever other stands before it in PATH.
  const python = ['/usr/bin/python3', 'python3'].find((one) => spawnSync(one, ['-c', 'import feedparser']).status === 0);
  if (!python) return t.skip('python3-feedparser is not installed');
  for (const name of ['rss.xml', 'atom.xml']) {
    const code = 'import feedparser,sys; f=feedparser.parse(sys.stdin.buffer.read()); print(f.bozo, len(f.entries), f.version)';
    const { stdout } = spawnSync(python, ['-c', code], { input: await text(`/rus/news/${name}`), encoding: 'utf8' });
    assert.equal(stdout.trim(), `False 50 ${name === 'rss.xml' ? 'rss20' : 'atom10'}`);
  }
});

test('pages and OPML lead to the feeds', async () => {
  for (const edition of EDITIONS) {
    for (const path of listings(edition)) {
      const html = await text(path);
      for (const name of Object.keys(TYPES)) assert.ok(html.includes(`href="${SITE_URL}${path}${name}"`), path + name);
    }
    const front = await text(`${edition.prefix}/`);
    for (const name of Object.keys(TYPES)) assert.ok(front.includes(`href="${SITE_URL}${edition.prefix}/news/${name}"`), name);
    const [article] = new RegExp(`${edition.prefix}/news/\\d{4}/\\d\\d/\\d\\d/\\d+/`).exec(front);
    const story = await text(article);
    for (const name of Object.keys(TYPES)) assert.ok(story.includes(`href="${SITE_URL}${edition.prefix}/news/${name}"`), article + name);
    const reply = await get(`${edition.prefix}/feeds.opml`);
    assert.equal(reply.headers.get('content-type'), 'text/x-opml; charset=utf-8');
    const opml = textOf(reply);
    for (const path of listings(edition)) assert.ok(opml.includes(`xmlUrl="${SITE_URL}${path}rss.xml"`), path);
  }
});

// [{text, feeds: [xmlUrl], folders: [the same]}] as a feed reader has them.
function foldersOf(opml) {
  const root = { feeds: [], folders: [] }, open = [root];
  for (const [tag, attributes, end] of opml.matchAll(/<\/outline>|<outline ([^>]*?)(\/?)>/g)) {
    const of = Object.fromEntries([...(attributes ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    if (tag === '</outline>') open.pop();
    else if (end) open.at(-1).feeds.push(of.xmlUrl);
    else open.push((open.at(-1).folders.push({ text: of.text, feeds: [], folders: [] }), open.at(-1).folders.at(-1)));
  }
  assert.deepEqual(open, [root], 'each folder ends');
  return root;
}

test('the list of feeds has a folder of the edition, and folders in it by what they are of', async () => {
  const folders = { uk: ['Розділи', 'Теми', 'Персони', 'Джерела'], ru: ['Разделы', 'Темы', 'Персоны', 'Источники'], en: ['Sections', 'Topics', 'People', 'Sources'] };
  for (const edition of EDITIONS) {
    const { prefix, code } = edition, root = foldersOf(await text(`${prefix}/feeds.opml`));
    assert.deepEqual(root.feeds, []);
    const [own] = root.folders;
    assert.equal(root.folders.length, 1);
    assert.equal(own.text, { uk: 'Вісник', ru: 'Вестник', en: 'The Herald' }[code]);
    assert.deepEqual(own.feeds, [`${SITE_URL}${prefix}/news/rss.xml`]);
    assert.deepEqual(own.folders.map((folder) => folder.text), folders[code]);
    for (const [n, path] of listings(edition).slice(1).entries()) {
      const { feeds } = own.folders[n], begin = `${SITE_URL}${prefix}/${['', 'topic/', 'person/', 'source/'][n]}`;
      assert.ok(feeds.includes(`${SITE_URL}${path}rss.xml`), path);
      assert.ok(feeds.every((feed) => feed.startsWith(begin) && /\/rss\.xml$/.test(feed)));
      assert.deepEqual(own.folders[n].folders, []);
    }
  }
});

test('the list of feeds has topics in the order of the alphabet, wherever their addresses stand', async () => {
  const names = ['Яр', 'Єдність', 'Ґанок', 'Індустрія', 'Гончарі', 'Щит', 'Економіка', 'Чайка'], uri = 'urn:site:alphabet';
  await newsroom.publish(story({ uri, headline: 'Багато тем', section: 'city', published: new Date().toISOString(), topics: names }));
  const opml = await text('/feeds.opml');
  const listed = [...opml.matchAll(/text="([^"|]*) \| [^"]*"[^>]*xmlUrl="[^"]*\/topic\//g)].map(([, name]) => name);
  assert.deepEqual(listed.filter((name) => names.includes(name)), ['Гончарі', 'Ґанок', 'Економіка', 'Єдність', 'Індустрія', 'Чайка', 'Щит', 'Яр']);
  assert.deepEqual(listed, [...listed].sort(new Intl.Collator('uk').compare));
  await newsroom.withdraw(uri);
});

test('what is commonly guessed leads to the edition’s feed', async () => {
  const guesses = { 'rss.xml': 'rss.xml', 'feed/': 'rss.xml', feed: 'rss.xml', 'rss/': 'rss.xml', rss: 'rss.xml', 'feed.xml': 'rss.xml', 'atom.xml': 'atom.xml', 'feed.json': 'feed.json' };
  for (const { prefix } of EDITIONS) {
    for (const [guess, name] of Object.entries(guesses)) {
      const reply = await get(`${prefix}/${guess}`);
      assert.equal(reply.status, 301, guess);
      assert.equal(reply.headers.get('location'), `${prefix}/news/${name}`);
      await text(`${prefix}/news/${name}`);
    }
  }
});

test('other pages have no feeds', async () => {
  const [{ prefix }] = EDITIONS;
  for (const path of [`${prefix}/city/2026/2/1/`, `${prefix}/news/2026/02/27/`, `${prefix}/about/`, `${prefix}/nowhere/`]) {
    for (const name of Object.keys(TYPES)) assert.equal((await get(path + name)).status, 404, path + name);
  }
});

test('a feed that has not changed is answered with 304, by validator and by date', async () => {
  const path = '/eng/news/rss.xml';
  let reply = await get(path);
  for (const end = Date.now() + 5000; !reply.headers.get('last-modified') && Date.now() < end; reply = await get(path)) {
    assert.equal(reply.status, 200);
    await new Promise((resolve) => setTimeout(resolve, 100)); // it is told when no other feed can have the same
  }
  const etag = reply.headers.get('etag'), date = reply.headers.get('last-modified');
  assert.ok(etag && date);
  assert.equal((await get(path, [['If-None-Match', etag]])).status, 304);
  assert.equal((await get(path, [['If-Modified-Since', date]])).status, 304);
  assert.equal((await get(path, [['If-Modified-Since', 'Sun, 06 Nov 1994 08:49:37 GMT']])).status, 200);
  assert.equal((await get(path, [['If-Modified-Since', new Date(Date.parse(date) - 1000).toUTCString()]])).status, 200);
  assert.equal((await get(path, [['If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT']])).status, 200, 'nobody was told that');
  assert.equal((await get(path, [['If-None-Match', '"other"'], ['If-Modified-Since', date]])).status, 200);
  assert.equal((await get('/eng/news/', [['If-Modified-Since', date]])).status, 200, 'pages are not asked by date');
});

test('a feed that changes within a second is sent again to who asks by time', async () => {
  const path = '/eng/city/rss.xml', item = { uri: 'urn:site:twice', language: 'en', headline: 'Twice', section: 'city', published: new Date().toISOString() };
  for (let n = 0; n < 8; n++) {
    await newsroom.publish(story({ ...item, paragraphs: [`Before ${n}.`] }));
    const { headers } = await get(path);
    await newsroom.publish(story({ ...item, paragraphs: [`Now ${n}.`] }));
    for (const time of [headers.get('date'), headers.get('last-modified')].filter((one) => one)) {
      const now = await get(path, [['If-Modified-Since', time]]);
      assert.equal(now.status, 200, time);
      assert.match(textOf(now), new RegExp(`Now ${n}\\.`));
    }
  }
  await newsroom.withdraw('urn:site:twice');
});

test('what is published, corrected and withdrawn shows in a cached feed at once, and hostile words stay words', async () => {
  const item = { uri: 'urn:site:hostile', language: 'en', headline: HOSTILE, lead: HOSTILE, section: 'city', published: new Date().toISOString() };
  await text('/eng/news/rss.xml');
  await newsroom.publish(story({ ...item, paragraphs: [`In the text: ${HOSTILE}`] }));
  for (const path of ['/eng/news/', '/eng/city/']) {
    for (const name of ['rss.xml', 'atom.xml']) {
      const [first] = (await read(await text(path + name))).items;
      assert.equal(first.guid, 'urn:site:hostile');
      assert.doesNotMatch(first.description, /<script/);
      assert.match(first.description, /&lt;script/);
    }
    assert.equal((await new RssParser().parseString(await text(`${path}rss.xml`))).items[0].title, HOSTILE);
    assert.equal(JSON.parse(await text(`${path}feed.json`)).items[0].title, HOSTILE);
  }
  await newsroom.publish(story({ ...item, paragraphs: ['Only the text is new.'] }));
  assert.match(await text('/eng/city/rss.xml'), /Only the text is new/);
  await newsroom.withdraw('urn:site:hostile');
  for (const name of Object.keys(TYPES)) assert.doesNotMatch(await text(`/eng/city/${name}`), /urn:site:hostile/);
});

test('the text opens with the lead, in every format, and is told it once', async () => {
  const read = async () => {
    const feeds = {};
    for (const name of Object.keys(TYPES)) feeds[name] = await text(`/eng/city/${name}`);
    const rss = (await new RssParser().parseString(feeds['rss.xml'])).items[0], json = JSON.parse(feeds['feed.json']).items[0];
    const [, atom] = /<content type="html">([^<]*)</.exec(feeds['atom.xml']);
    return [rss['content:encoded'], atom.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'), json.content_html];
  };
  const item = { uri: 'urn:site:lead', language: 'en', headline: 'A lead', section: 'city', published: new Date().toISOString() };
  await newsroom.publish(story({ ...item, lead: 'The river & its banks.', paragraphs: ['It rose.'] }));
  for (const html of await read()) assert.match(html, /^<p>The river &amp; its banks\.<\/p>[^]*<p>It rose\.<\/p>/);
  await newsroom.publish(story({ ...item, lead: 'It rose.', paragraphs: ['It rose. Then it fell.'] }));
  for (const html of await read()) assert.match(html, /^<p>It rose\. Then it fell\.<\/p>/);
  await newsroom.withdraw('urn:site:lead');
});

test('a huge text is in no feed: its lead and its address are', async () => {
  const now = Date.now(); // of both, however long the first takes
  const item = { uri: 'urn:site:huge', language: 'en', headline: 'Huge', section: 'city', lead: 'How it began.', published: new Date(now).toISOString() };
  const path = await newsroom.publish(story({ ...item, paragraphs: Array.from({ length: 500 }, (_, n) => `${n} ${'Two kilobytes. '.repeat(130)}`) }));
  await newsroom.publish(story({ ...item, uri: 'urn:site:short', headline: 'Short', published: new Date(now - 1000).toISOString(), paragraphs: ['A short text.'] }));
  for (const name of Object.keys(TYPES)) {
    const feed = await text(`/eng/city/${name}`);
    assert.ok(feed.length < 200_000, `${name}: ${feed.length}`);
    for (const words of ['How it began.', `${SITE_URL}${path}`, 'A short text.']) assert.ok(feed.includes(words), `${words} in ${name}`);
    assert.ok(!feed.includes('Two kilobytes.'), name);
  }
  const { items: [huge, short] } = JSON.parse(await text('/eng/city/feed.json'));
  assert.deepEqual([huge.content_text, huge.content_html], ['How it began.', undefined]);
  assert.match(short.content_html, /A short text/);
  for (const uri of ['urn:site:huge', 'urn:site:short']) await newsroom.withdraw(uri);
});

test('a hub that the settings name stands in every feed', async () => {
  assert.doesNotMatch(await text('/news/rss.xml'), /hub/);
  await newsroom.must('settings', 'put', newsroom.file('hub.json', JSON.stringify({ hub: 'https://hub.example/' })));
  const found = async (path, wanted) => {
    for (let tries = 0; tries < 100; tries++) {
      if ((await text(path)).includes(wanted)) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  };
  for (const path of listings(EDITIONS[0])) {
    assert.ok(await found(`${path}rss.xml`, '<atom:link rel="hub" href="https://hub.example/"/>'), path);
    assert.ok(await found(`${path}atom.xml`, '<link rel="hub" href="https://hub.example/"/>'), path);
    assert.ok(await found(`${path}feed.json`, '"hubs":[{"type":"WebSub","url":"https://hub.example/"}]'), path);
  }
});

test('the archive is whole, and a rebuilt one says the same', async () => {
  const before = await text('/news/atom.xml'), sitemap = await text('/sitemap-2026-02.xml');
  for (let tries = 0; (await newsroom.run('check')).status !== 0 && tries < 30; tries++) { // all is pressed anew for the hub
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await newsroom.must('check');
  await newsroom.must('rebuild');
  assert.equal(await text('/news/atom.xml'), before);
  assert.equal(await text('/sitemap-2026-02.xml'), sitemap);
});
