// Hostile texts in every field that is imported and in every setting. Each has a harmless twin: the same items and settings
// with plain words. An independent parser must find both made of the same elements and attributes, in the same order; and
// in Chromium nothing runs and the page's policy has nothing to forbid.
// Takes long.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { anatomy, assertHarmless, partsWithin, stylesOf } from './support/anatomy.mjs';
import { Visit, inLanes, missingChromium, startChromium } from './support/chromium.mjs';
import { everyBlock } from './support/extremes.mjs';
import { EDITIONS, Newsroom, ROOT } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { hrefs, links, mainOf } from './support/pages.mjs';

const HOSTILE = {
  'a script': 'x"><script>alert(1)</script>',
  'the end of a script': 'x</script><script>alert(1)</script>',
  'a script that is a comment': 'x<!--<script>alert(1)',
  'the end of what holds text': 'x</title></style></textarea></noscript><img src=x onerror=alert(1)>',
  'attributes': 'x" onload="alert(1)" \' onerror=\'alert(1) ` onclick=alert(1)',
  'a foreign element': 'x]]><svg/onload=alert(1)><math><mi>',
  'CDATA': 'x<![CDATA[<script>alert(1)</script>]]>',
  'half a tag': 'x<a href=',
  'half a comment': 'x<!-',
  'the end of a comment': 'x--!><b>',
  'entities': 'x&lt;script&gt;alert(1)&#60;/script&#x3e;&quot;&apos;&amp',
  'a script as an address': 'javascript:alert(1)//',
  'data as an address': 'data:text/html,<script>alert(1)</script>',
  'another host': '//evil.example/<base href=//evil.example>',
  'template braces': 'x{{{body}}}{{>head}}{{#edition}}{{/edition}}{{=<% %>=}}',
  'printf': 'x%s%n%d%%',
  'direction': 'x\u202ealert\u202c\u2066y\u2069\u200f',
  'nothing to be seen': 'x\u200b\u200c\u200d\ufeff\u00ad\u2060y',
  'ends of lines': 'x\u2028y\u2029z\u0085',
};
const HARMLESS = Object.fromEntries(Object.keys(HOSTILE).map((name) => [name, 'слово']));
const PHOTOGRAPH = `data:image/jpeg;base64,${fs.readFileSync(path.join(ROOT, 'tests/pictures/plain.jpg')).toString('base64')}`;
const EVIL_HTML = [
  '<p onclick="alert(1)" style="position:fixed" id="main" class="rail">text</p>',
  '<p><a href="javascript:alert(1)">a</a> <a href=" jav&#x09;ascript:alert(1)">b</a> <a href="data:text/html,x">c</a> <a href="//evil.example/">d</a> <a href="vbscript:x">e</a></p>',
  '<p><a href="/\\evil.example/">a</a> <a href="/&#x09;/evil.example/">b</a> <a href="\\/evil.example/">c</a> <a href=" //evil.example/">e</a> <a href="/&#x0a;/evil.example/">f</a></p>',
  '<script>alert(1)</script><style>*{display:none}</style><link rel=stylesheet href=//evil.example/><meta http-equiv=refresh content="0;url=//evil.example/"><base href=//evil.example/>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data=x></object><embed src=x><video src=x onerror=alert(1)></video>',
  '<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>s</text></a></svg><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form action="javascript:alert(1)"><input autofocus onfocus=alert(1)><button formaction="javascript:alert(1)">go</button></form>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><template><img src=x onerror=alert(1)></template>',
  '<table background="javascript:alert(1)"><tr><td onclick=alert(1)>cell</td></tr></table><img src="x" onerror=alert(1) alt="&quot;&gt;&lt;script&gt;">',
  '<details open ontoggle=alert(1)><summary>s</summary>d</details><marquee onstart=alert(1)>m</marquee><xmp><script>alert(1)</script></xmp><plaintext><script>alert(1)</script>',
];
const BODY_ELEMENTS = new Set(['p', 'strong', 'em', 'sup', 'sub', 'a', 'h2', 'h3', 'ul', 'ol', 'li', 'figure', 'figcaption', 'blockquote', 'span', 'div', 'table', 'tbody', 'tr', 'th', 'td', 'caption', 'hr', 'picture', 'source', 'img', 'time']);

const skip = missingChromium();
const steps = [];
let evil, good, browser;
const t = { after: (step) => steps.push(step) };

// An item with the text in every field; `number` makes it one of its own.
function item(text, number, language) {
  const of = (field) => `${text} ${field}`;
  const thing = (field) => [{ name: of(field), uri: of(`urn:${field}:${number}`), literal: of('literal'), rel: of('rel') }];
  const paragraphs = Array.from({ length: 3 }, (_, n) => of(`paragraph ${n}`));
  const escaped = of('block').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const body = [
    ...paragraphs.map((one) => `<p>${one.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`), `<h2>${escaped}</h2><ul><li>${escaped}</li></ul>`,
    `<blockquote><p>${escaped}</p><footer>${escaped}</footer></blockquote><table><caption>${escaped}</caption><tr><th>${escaped}</th></tr><tr><td>${escaped}</td></tr></table>`,
    `<figure><img src="${escaped}" alt="${escaped}"><figcaption>${escaped}</figcaption></figure><p><a href="https://bridge.example/" title="${escaped}">${escaped}</a></p>`,
  ].join('');
  return story({
    uri: `urn:h:${number}:${language}`, language, headline: of('headline'), lead: of('lead'), html: body, section: 'city', published: `2026-03-0${1 + (number % 5)}T09:00:00Z`,
    changed: '2026-03-09T09:00:00Z', story: of(`story ${number}`), author: of('by'), urgency: 1 + (number % 5), related: [of('related')],
    topics: thing('topic'), sources: thing('source'), organisations: thing('organisation'), places: thing('place'),
    people: [...thing('person'), { ...thing('author')[0], rel: 'author' }], slugline: of('slugline'), edNote: of('note'), profile: of('profile'), title: of('title'),
    descriptions: [
      { role: 'summary', contentType: 'text/plain', value: of('lead') }, { role: of('role'), contentType: of('type'), value: of('description') },
      { role: 'correction', contentType: 'text/plain', value: `2026-03-08T09:00:00Z ${of('correction')}` },
    ],
    pictures: [{
      name: of('picture'), type: 'picture', uri: of('urn:picture'), by: of('photographer'), copyrightHolder: of('holder'), copyrightNotice: of('notice'),
      headlines: [{ role: 'main', value: of('picture headline') }],
      descriptions: [{ role: 'caption', value: of('caption') }, { role: 'alt', value: of('alt') }],
      renditions: [{ name: of('rendition'), contentType: of('type'), title: of('title'), href: PHOTOGRAPH }],
    }],
  });
}

// Every text that an editor sets.
function settingsOf(text) {
  const of = (field) => `${text} ${field}`;
  const each = (value) => Object.fromEntries(EDITIONS.map(({ code }) => [code, value]));
  return {
    pages: { about: each({ title: of('page'), body: everyBlock(of('block')) }) },
    support: each({
      title: of('support'), body: everyBlock(of('block')),
      ways: [
        { title: of('way'), description: of('description'), url: 'https://pay.example/', amounts: [of('amount')] },
        { title: of('account'), details: of('details') },
      ],
    }),
    breaking: each({ text: of('bar'), url: '/news/', until: new Date(Date.now() + 3_600_000).toISOString() }),
    follow: each([{ name: of('place'), url: 'https://social.example/@herald' }]),
    creatives: ['article', 'rail'].map((slot) => ({
      key: `house-${slot}`, slot, editions: EDITIONS.map(({ code }) => code), weight: 1, title: of('creative'), text: of('line'), url: `/about/?${slot}`,
    })),
  };
}

const put = (newsroom, text) => newsroom.must('settings', 'put', newsroom.file('settings.json', JSON.stringify(settingsOf(text))));

async function makeSite(texts, name) {
  const section = { uk: `${name} розділ`, ru: `${name} раздел`, en: `${name} section` };
  const newsroom = await Newsroom.make(t, { name, sections: { city: section } });
  const items = Object.values(texts).flatMap((text, number) => EDITIONS.map(({ code }) => item(text, number, code)));
  await newsroom.import(items);
  await newsroom.import(story({ uri: 'urn:h:gone', headline: 'Зайва', published: '2026-02-01T09:00:00Z' }));
  await put(newsroom, Object.values(texts)[0]);
  await newsroom.serve();
  const gone = links(await newsroom.page('/news/2026/02/01/')).find(({ text }) => text === 'Зайва').href;
  await newsroom.withdraw('urn:h:gone', `${Object.values(texts)[0]} reason`);
  return { newsroom, gone };
}

const FEED = /\.(xml|opml|json)(#|$)/; // read by 53-feeds

// The addresses of all pages of a site, in an order that its structure alone decides.
async function walk({ newsroom, gone }) {
  const found = new Map(EDITIONS.map(({ prefix }) => [`${prefix}/`, null]));
  found.set(gone, null).set('/nothing/', null);
  for (const address of found.keys()) {
    const status = { [gone]: 410, '/nothing/': 404 }[address] ?? 200;
    const html = await newsroom.page(address, status);
    found.set(address, html);
    for (const href of hrefs(html)) if (/^\/(?!go\/|\/)/.test(href) && !FEED.test(href) && !found.has(href.split('#')[0])) found.set(href.split('#')[0], null);
  }
  return [...found].map(([address, html]) => ({ address, html }));
}

before(async () => {
  evil = await makeSite(HOSTILE, 'N"><svg/onload/x>\'');
  good = await makeSite(HARMLESS, 'Слово');
  if (!skip) browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

test('pages with hostile texts are made as those with harmless ones, element by element', async () => {
  const [evils, goods] = [await walk(evil), await walk(good)];
  assert.ok(evils.length > 150, `only ${evils.length} pages`);
  assert.equal(evils.length, goods.length, 'as many pages lead to one another');
  for (const [n, { address, html }] of evils.entries()) {
    assert.deepEqual(anatomy(html), anatomy(goods[n].html), `${address} is not made as ${goods[n].address}`);
    assert.deepEqual(stylesOf(html), stylesOf(goods[n].html), address);
    assertHarmless(html);
  }
});

test('settings with hostile texts make pages as harmless ones do', async () => {
  const paths = EDITIONS.flatMap(({ prefix }) => [`${prefix}/`, `${prefix}/about/`, `${prefix}/support/`, `${prefix}/news/`]);
  const wanted = new Map();
  await put(good.newsroom, 'слово');
  for (const one of paths) wanted.set(one, anatomy(await good.newsroom.page(one)));
  for (const [name, text] of Object.entries(HOSTILE)) {
    if (/[\u0080-\u009f\u2028\u2029]/.test(text)) continue; // refused: it is not one line
    await put(evil.newsroom, text);
    for (const one of paths) {
      const html = await evil.newsroom.page(one);
      assert.deepEqual(anatomy(html), wanted.get(one), `${name}: ${one}`);
      assertHarmless(html);
    }
  }
});

test('addresses in settings lead nowhere else than they may', async () => {
  const address = (url) => ({ follow: { uk: [{ name: 'x', url }] } });
  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example/', 'https://a.example/"onclick=x', 'https://a.example/<b>']) {
    const result = await evil.newsroom.run('settings', 'put', evil.newsroom.file('put.json', JSON.stringify(address(url))));
    assert.notEqual(result.status, 0, url);
    assert.match(result.stderr, /follow\.uk\[0\]\.url/, url);
  }
});

test('hostile HTML becomes blocks or nothing', async () => {
  for (const [number, html] of EVIL_HTML.entries()) {
    const address = await evil.newsroom.publish(story({ uri: `urn:html:${number}`, headline: 'Текст', html: `<p>Перед.</p>${html}`, lead: 'Інше.' }));
    const page = await evil.newsroom.page(address);
    assertHarmless(page);
    const { elements, attributes } = partsWithin(page, 'body');
    for (const name of elements) assert.ok(BODY_ELEMENTS.has(name), `<${name}> of ${html}`);
    for (const name of attributes) assert.match(name, /^(a (href|rel)|p class|h\d id|div (class|role|tabindex|aria-label)|t[hd] scope|figure class|span class|(img|source|picture) [a-z]+)$/, html);
    assert.doesNotMatch(mainOf(page), /evil\.example/, html);
  }
});

test('nothing runs in Chromium, and the policy has nothing to forbid', { skip }, async () => {
  const pages = await walk(evil);
  const wrong = [];
  await inLanes(2, Array.from({ length: 2 }, (_, lane) => pages.filter((_, n) => n % 2 === lane)), async (share) => {
    const visit = await Visit.start(browser, evil.newsroom.server.url);
    visit.page.on('dialog', (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    for (const { address } of share) {
      await visit.go(address);
      wrong.push(...visit.wrong().map((complaint) => `${address}: ${complaint}`));
      visit.complaints.length = 0;
    }
    await visit.close();
  });
  assert.equal(wrong.join('\n'), '');
});

test('endless texts are refused or cut, and the site goes on', async () => {
  const endless = 'щ'.repeat(500_000); // a megabyte
  const fields = {
    headline: { headline: endless }, lead: { lead: endless }, body: { paragraphs: [endless] }, by: { author: endless }, topic: { topics: [endless] },
    source: { sources: [{ name: endless, uri: `https://a.example/${endless}` }] }, uri: { uri: `urn:${endless}` }, story: { story: endless }, related: { related: [endless] },
    slugline: { slugline: endless }, caption: { pictures: [{ name: 'p', type: 'picture', uri: 'urn:p', descriptions: [{ role: 'caption', value: endless }], renditions: [{ href: PHOTOGRAPH }] }] },
  };
  for (const [field, value] of Object.entries(fields)) {
    const file = evil.newsroom.itemFile(story({ uri: `urn:endless:${field}`, headline: 'Довге', ...value }));
    const { status, stdout, stderr } = await evil.newsroom.run('import', 'ninjs', file);
    assert.ok([0, 1].includes(status), `${field}: ${status} ${(stdout + stderr).slice(0, 500)}`);
    assert.ok((stdout + stderr).length < 10_000, `${field}: the report does not repeat it`);
    assertHarmless(await evil.newsroom.page('/'));
  }
  assert.ok((await evil.newsroom.page('/')).length < 500_000);
  for (const setting of [{ follow: { uk: [{ name: endless, url: 'https://a.example/' }] } }, { breaking: { uk: { text: endless, until: '2099-01-01T00:00:00Z' } } }]) {
    assert.notEqual((await evil.newsroom.run('settings', 'put', evil.newsroom.file('put.json', JSON.stringify(setting)))).status, 0);
  }
});
