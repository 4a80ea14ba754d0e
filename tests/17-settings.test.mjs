// What an editor sets: put while the site is served, read in three languages, refused with a reason, undone.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { EDITIONS, Newsroom, SITE_URL } from './support/newsroom.mjs';
import { inThreeLanguages } from './support/ninjs.mjs';
import { hrefs, links, message, visibleText, withoutData } from './support/pages.mjs';
import { settings } from './support/site.mjs';
import { textOf } from './support/wire.mjs';

const steps = [];
let newsroom;
before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.push(step) }, {
    sections: { city: { uk: 'Місто', ru: 'Город', en: 'City' } }, name: 'uk=Вісник,ru=Вестник,en=The Herald',
  });
  await newsroom.import(inThreeLanguages({ uri: 'urn:set:1', headlines: { uk: 'Міст', ru: 'Мост', en: 'Bridge' }, section: 'city' }));
  await newsroom.serve();
});
after(async () => {
  for (const step of steps) await step();
});

const put = (document) => newsroom.run('settings', 'put', newsroom.file('put.json', JSON.stringify(document)));
async function mustPut(document) {
  const result = await put(document);
  assert.equal(result.status, 0, result.stderr);
  return result.stdout;
}
const get = async () => JSON.parse((await newsroom.must('settings', 'get')).stdout);
const article = async (prefix) => links(await newsroom.page(`${prefix}/news/`)).find((link) => /\/\d+\/$/.test(link.href)).href;

test('at first nothing is set, and there is nothing to undo', async () => {
  assert.deepEqual(await get(), {});
  const undo = await newsroom.run('settings', 'undo');
  assert.notEqual(undo.status, 0);
  assert.match(undo.stderr, /nothing to undo/);
  assert.equal((await newsroom.fetch('/about/')).status, 404);
  assert.doesNotMatch(await newsroom.page(await article('')), /href="\/support\//);
});

test('pages of the newsroom are read in three languages and lead to one another', async () => {
  assert.match(await mustPut(settings()), /in force/);
  for (const { code, prefix } of EDITIONS) {
    const html = await newsroom.page(`${prefix}/about/`);
    assert.match(html, new RegExp(`<link rel="canonical" href="${SITE_URL}${prefix}/about/">`));
    for (const other of EDITIONS) {
      if (other.code !== code) assert.ok(hrefs(html).includes(`${other.prefix}/about/`), `${code} leads to ${other.code}`);
    }
    const foot = /<footer[\s\S]*<\/footer>/.exec(await newsroom.page(`${prefix}/`))[0];
    assert.ok(hrefs(foot).includes(`${prefix}/about/`));
    assert.ok(hrefs(foot).includes('https://social.example/@herald'));
  }
});

test('the support page names the ways to give, and every page and article leads there', async () => {
  for (const { code, prefix } of EDITIONS) {
    const html = await newsroom.page(`${prefix}/support/`);
    const text = visibleText(html);
    assert.match(text, /Visa, Mastercard .*100 ₴ 300 ₴ 1000 ₴/);
    assert.match(text, /UA00 0000 0000/);
    assert.ok(links(html).some((link) => link.href === 'https://pay.example/' && link.text === message(code, 'give')));
    assert.doesNotMatch(html, /<aside/, 'no rail, no slots');
    assert.match(withoutData(html), /<\/main>\s*<\/div>\s*<footer/);
    assert.ok(hrefs(await newsroom.page(`${prefix}/`)).includes(`${prefix}/support/`), 'the button');
    const below = (await newsroom.page(await article(prefix))).split('</article>').pop();
    assert.ok(hrefs(below).includes(`${prefix}/support/`), 'the line under an article');
  }
});

test('small files are served as what they are', async () => {
  assert.equal((await fetch(`${newsroom.server.url}/security.txt`, { redirect: 'manual' })).status, 404, 'nothing leads to what is not set');
  await mustPut({
    ads_txt: 'market.example, 12345, DIRECT',
    security: { contact: 'mailto:security@news.example', expires: '2099-01-01T00:00:00Z' },
  });
  const types = {
    '/ads.txt': /^text\/plain/, '/.well-known/security.txt': /^text\/plain/, '/robots.txt': /^text\/plain/,
    '/manifest.webmanifest': /^application\/manifest\+json/, '/eng/manifest.webmanifest': /^application\/manifest\+json/,
    '/icon.svg': /^image\/svg\+xml/, '/icon-192.png': /^image\/png/, '/icon-512.png': /^image\/png/,
    '/apple-touch-icon.png': /^image\/png/, '/favicon.ico': /^image\/x-icon/,
  };
  for (const [path, type] of Object.entries(types)) {
    const response = await fetch(newsroom.server.url + path);
    assert.equal(response.status, 200, path);
    assert.match(response.headers.get('content-type'), type, path);
    assert.ok((await response.arrayBuffer()).byteLength > 20, path);
  }
  const text = async (path) => (await fetch(newsroom.server.url + path)).text();
  assert.match(await text('/robots.txt'), /^Disallow: \/go\/$/m);
  const security = await text('/.well-known/security.txt');
  for (const field of ['Contact: mailto:security@news.example', 'Preferred-Languages: uk, ru, en',
    `Canonical: ${SITE_URL}/.well-known/security.txt`]) assert.ok(security.includes(`${field}\n`), field);
  assert.equal(new Date(/^Expires: (.*)$/m.exec(security)[1]).toISOString(), '2099-01-01T00:00:00.000Z');
  const former = await fetch(`${newsroom.server.url}/security.txt`, { redirect: 'manual' });
  assert.deepEqual([former.status, former.headers.get('location')], [301, '/.well-known/security.txt']);
  const manifest = JSON.parse(await text('/eng/manifest.webmanifest'));
  assert.deepEqual([manifest.name, manifest.start_url, manifest.lang], ['The Herald', '/eng/', 'en']);
  assert.match(await newsroom.page('/eng/'), /<link rel="manifest" href="\/eng\/manifest.webmanifest">/);
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.src.endsWith('.png'))) {
    const bytes = Buffer.from(await (await fetch(newsroom.server.url + src)).arrayBuffer());
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, 'the PNG says its own size');
  }
});

test('an accent is on every page, in light and dark', async () => {
  await mustPut({ accent: { light: '#0b4f8a', dark: '#8fc1f5' } });
  assert.match(await newsroom.page('/rus/city/'), /:root\{--\w+:#0b4f8a \}@media screen and \(prefers-color-scheme:dark\)\{:root\{--\w+:#8fc1f5 \} \}/);
  assert.match(await (await fetch(`${newsroom.server.url}/icon.svg`)).text(), /fill="#0b4f8a".*>В</);
});

test('what breaks a rule is refused with its place and what to do, and what was in force stays', async () => {
  const before = await get();
  const refusals = [
    [{ pages: { city: { uk: { title: 'Т', html: '<p>т</p>' } } } }, /pages: \/city\/ is taken by a section/],
    [{ pages: { search: { uk: { title: 'Т', html: '<p>т</p>' } } } }, /pages: 'search' can be no page's name/],
    [{ pages: { terms: { fr: { title: 'T', html: '<p>t</p>' } } } }, /pages\.terms: this site has no edition 'fr'; it has: uk, ru, en/],
    [{ pages: { terms: { uk: { html: '<p>т</p>' } } } }, /pages\.terms\.uk\.title: missing; give the page its title/],
    [{ pages: { terms: { uk: { title: 'Т', html: '' } } } }, /pages\.terms\.uk\.(html|body)/],
    [{ support: { uk: { title: 'Т', html: '<p>т</p>', ways: [{ title: 'A', url: 'http://pay.example/' }] } } },
      /support\.uk\.ways\[0\]\.url: .*https:\/\//],
    [{ breaking: { en: { text: 'Flood' } } }, /breaking\.en\.until: missing; say when the bar ends/],
    [{ accent: { light: '#ffcc00', dark: '#8fc1f5' } }, /accent\.light: #ffcc00 has a contrast of 1\.48 to 1/],
    [{ slots: {} }, /settings: 'slots' is nothing that can be set here; there are: pages, page_order, support/],
  ];
  for (const [document, why] of refusals) {
    const { status, stderr } = await put(document);
    assert.notEqual(status, 0, JSON.stringify(document));
    assert.match(stderr, why);
  }
  const broken = await newsroom.run('settings', 'put', newsroom.file('broken.json', '{"pages": {\n  "about": }'));
  assert.notEqual(broken.status, 0);
  assert.match(broken.stderr, /broken\.json:2:\d+: /);
  assert.deepEqual(await get(), before);
  await newsroom.page('/about/');
});

test('what a text has that cannot be kept is told', async () => {
  const html = '<p onclick="x()">Words <a href="javascript:x()">here</a>, <a href="//evil.example/">there</a>, <a href="/eng/about/">about us</a></p><script>x()</script><video src="/v.mp4"></video>';
  const said = await mustPut({ pages: { ...(await get()).pages, rules: { en: { title: 'Rules', html } } } });
  assert.match(said, /what could not be kept:[\s\S]*in pages\.rules\.en/);
  const page = await newsroom.page('/eng/rules/');
  assert.match(visibleText(page), /Words here, there, about us/);
  assert.ok(links(page).some(({ href, text }) => href === '/eng/about/' && text === 'about us'));
  assert.doesNotMatch(withoutData(page), /onclick|javascript:|<script|<video|evil/);
});

test('what is taken away is gone, and undoing brings it back', async () => {
  await mustPut({ support: null, pages: null });
  assert.equal((await newsroom.fetch('/eng/about/')).status, 410);
  assert.equal((await newsroom.fetch('/eng/support/')).status, 410);
  assert.ok(!hrefs(await newsroom.page('/eng/')).includes('/eng/support/'));
  assert.ok(!hrefs(await newsroom.page(await article('/eng'))).includes('/eng/support/'));
  assert.match((await newsroom.must('settings', 'undo')).stdout, /in force/);
  await newsroom.page('/eng/about/');
  await newsroom.page('/eng/support/');
  await newsroom.must('settings', 'undo');
  assert.equal((await newsroom.fetch('/eng/about/')).status, 410);
  await newsroom.must('settings', 'undo');
});

test("one edition's part is set and taken away without touching the others'", async () => {
  await mustPut({ front: { uk: { lead: 'urn:set:1:uk' }, en: { lead: 'urn:set:1:en' } } });
  await mustPut({ front: { uk: { placed: ['urn:set:1:uk'] } }, pages: { terms: { uk: { title: 'Правила', html: '<p>Слова.</p>' } } } });
  await mustPut({ pages: { terms: { ru: { title: 'Правила', html: '<p>Слова.</p>' } } } });
  const { front, pages } = await get();
  assert.deepEqual(front, { uk: { placed: ['urn:set:1:uk'] }, en: { lead: 'urn:set:1:en' } });
  assert.deepEqual(Object.keys(pages.terms), ['uk', 'ru']);
  await mustPut({ front: { uk: null }, pages: { terms: { ru: null } } });
  assert.deepEqual((await get()).front, { en: { lead: 'urn:set:1:en' } });
  assert.equal((await newsroom.fetch('/rus/terms/')).status, 410);
  await newsroom.page('/terms/');
  await mustPut({ front: null, pages: { terms: null } });
  for (const key of ['front', 'breaking', 'support', 'words', 'follow']) assert.match(await mustPut({ [key]: { fr: null } }), /nothing has changed/, key);
});

test('a breaking bar whose end has passed is put in force with a warning', async () => {
  const said = await mustPut({ breaking: { uk: { text: 'Минуло', until: '2020-01-01T10:00:00Z' } } });
  assert.match(said, /^warning: breaking\.uk\.until: this has passed; readers are shown no bar$/m);
  assert.doesNotMatch(await mustPut({ breaking: { uk: null } }), /warning/);
});

test('a front that names what is not live in its edition is put in force with a warning', async () => {
  assert.doesNotMatch(await mustPut({ front: { uk: { lead: 'urn:set:1:uk' } } }), /warning/);
  const said = await mustPut({ front: { uk: { lead: 'urn:set:1:en', placed: ['urn:set:1:uk', 'urn:later'] } } });
  assert.match(said, /in force/);
  assert.match(said, /^warning: front\.uk\.lead: 'urn:set:1:en' is no live article of this edition/m);
  assert.match(said, /^warning: front\.uk\.placed\[1\]: 'urn:later' is no live article/m);
  assert.equal(said.match(/warning/g).length, 2);
  await mustPut({ front: null });
});

test('a section cannot take the address of a page', async () => {
  const { status, stderr } = await newsroom.run('section', 'about', 'uk=Про', 'en=About');
  assert.notEqual(status, 0);
  assert.match(stderr, /'\/about\/' is taken/);
});

test('a page that is not there says where to begin', async () => {
  const html = textOf(await newsroom.fetch('/eng/nothing/'));
  const main = /<main[\s\S]*<\/main>/.exec(html)[0];
  assert.match(visibleText(main), new RegExp(message('en', 'not_found_sections')));
  assert.ok(['/eng/', '/eng/news/', '/eng/city/'].every((path) => hrefs(main).includes(path)));
});

test('settings outlive the server, a rebuild and a check', async () => {
  const before = await get();
  await newsroom.must('rebuild');
  await newsroom.page('/eng/about/');
  await newsroom.stop();
  assert.deepEqual(await get(), before);
  assert.match((await newsroom.must('check')).stdout, /^whole/);
});
