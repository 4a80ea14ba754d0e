// Hostile texts in every field of an article at the desk: sent by a script, and typed in a browser. The desk's pages and the
// readers' are made of what harmless texts make them of, as an independent parser sees it; nothing runs, and the policies have
// nothing to forbid. A megabyte is kept or refused in words.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { anatomy, assertHarmless } from './support/anatomy.mjs';
import { missingChromium } from './support/chromium.mjs';
import { DeskBrowser, deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { everyBlock } from './support/extremes.mjs';
import { Newsroom } from './support/newsroom.mjs';

const HOSTILE = {
  'a script': 'x"><script>alert(1)</script>',
  'the end of a script': 'x</script><script>alert(1)</script>',
  'a script that is a comment': 'x<!--<script>alert(1)',
  'the end of what holds text': 'x</title></style></textarea></noscript><img src=x onerror=alert(1)>',
  'attributes': 'x" onload="alert(1)" \' onerror=\'alert(1) ` onclick=alert(1)',
  'a foreign element': 'x]]><svg/onload=alert(1)><math><mi>',
  'half a tag': 'x<a href=',
  'entities': 'x&lt;script&gt;alert(1)&#60;/script&#x3e;&quot;&apos;&amp',
  'a script as an address': 'javascript:alert(1)//',
  'data as an address': 'data:text/html,<script>alert(1)</script>',
  'another host': '//evil.example/<base href=//evil.example/>',
  'template braces': 'x{{{body}}}{{>head}}{{#edition}}{{/edition}}{{=<% %>=}}',
  'printf': 'x%s%n%d%%',
  'an escape of JSON': 'x\\u003c/script\\u003e\\"',
  'direction': 'x\u202ealert\u202c\u2066y\u2069\u200f',
  'nothing to be seen': 'x\u200b\u200c\u200d\ufeff\u00ad\u2060y',
  'ends of lines': 'x\u2028y\u2029z\u0085',
};
const PLAIN = 'слово слово слово';
const MEGABYTE = 'щ'.repeat(500_000);

const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, desk, chief, browser;
before(async () => {
  newsroom = await Newsroom.make(end, { sections: { town: { uk: 'Місто', ru: 'Город', en: 'Town' } } });
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  chief = await DeskPerson.become(desk, new URL(desk.firstLink).pathname, { name: 'x"><script>alert(1)</script>' });
  if (!skip) browser = await DeskBrowser.start(end);
});
after(async () => {
  for (const step of steps) await step();
});

// The text in every field that an article has at the desk; what must be of a form keeps its form.
function contentOf(words, base) {
  return {
    ...base, headline: words, lead: words, section: 1, body: everyBlock(words),
    authors: [{ name: words, uri: words }], topics: [{ name: words, uri: words, kind: 'subject' }],
    sources: [{ name: words, url: 'https://a.example/', uri: words }], related: [words],
  };
}

// Saves it; the answer, and the article's number.
async function save(change, edition = 'uk') {
  const article = await chief.begin(edition);
  const data = await chief.open(article);
  const { claim } = (await chief.send('POST', `/articles/${article}/claim`, { tab: 'a' })).json;
  const answer = await chief.send('PUT', `/articles/${article}/text`, { request: `r${article}`, revision: data.revision, claim, ...change(data.content) });
  await chief.send('POST', `/articles/${article}/leave`, { claim });
  return { article, answer };
}

const pagesOf = (article) => [`/articles/${article}`, `/articles/${article}/versions`, `/articles/${article}/versions?from=1&to=0`, '/'];

// What may not be in a page of the desk, and its scripts: files of its own, and data that is one JSON.
function assertDeskPage(html, what) {
  for (const [, attributes, text] of html.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gs)) {
    if (/type="application\/json"/.test(attributes)) assert.equal(typeof JSON.parse(text), 'object', what);
    else assert.match(attributes + text, /^ type="module" src="\/static\/[\w.-]+"$/, what);
  }
  assertHarmless(html.replace(/<script type="module" src="\/static\/[\w.-]+"><\/script>/g, '').replaceAll('type="application/json"', 'type="application/ld+json"'));
}

async function publish(article, revision) {
  const answer = await chief.send('POST', `/articles/${article}/publish`, { revision });
  assert.equal(answer.status, 200, answer.text);
  return new URL(answer.json.address, 'https://news.example').pathname;
}

test('an entry of live coverage is as harmless at the desk as on the site, and a megabyte is refused in words', async () => {
  const begun = async () => {
    const { article, answer } = await save((base) => ({ content: contentOf(PLAIN, base), notes: PLAIN }));
    const place = await publish(article, answer.json.revision);
    return { place, page: `/articles/${article}/coverage` };
  };
  const shownWith = async (words) => {
    const { place, page } = await begun();
    const answer = await chief.form(page, { text: words, entry: words });
    const desk = (await chief.ask({ path: page })).text, main = (html) => /<main\b.*?<\/main>/s.exec(html)[0];
    return { answer, desk: main(desk), whole: desk, site: /<div class="entry".*?<\/div>/s.exec(await newsroom.page(place))?.[0] ?? '', place };
  };
  const wanted = await shownWith(PLAIN);
  assert.equal(wanted.answer.status, 303, wanted.answer.text);
  for (const [name, words] of Object.entries(HOSTILE)) {
    const shown = await shownWith(words);
    assert.ok([303, 422].includes(shown.answer.status), `${name}: ${shown.answer.status}`);
    if (shown.answer.status === 422) assertDeskPage(shown.answer.text, name);
    assertDeskPage(shown.whole, name);
    assertHarmless(await newsroom.page(shown.place));
    if (shown.answer.status === 422) continue;
    for (const side of ['desk', 'site']) assert.deepEqual(new Set(anatomy(`<!doctype html>${shown[side]}`)), new Set(anatomy(`<!doctype html>${wanted[side]}`)), `${name}: ${side}`);
  }
  const { page } = await begun();
  assert.equal((await chief.form(page, { text: MEGABYTE })).status, 413);
  assert.equal((await chief.form(page, { text: 'щ'.repeat(2500) })).status, 422);
});

// One newsroom for each, so that both lists and rails have the same number of rows.
test('pages of the desk and of the site are made of the same parts, whatever the texts are', async () => {
  const before = await save((base) => ({ content: contentOf(PLAIN, base), notes: PLAIN }));
  assert.equal(before.answer.status, 200, before.answer.text);
  const wanted = [];
  for (const address of pagesOf(before.article).slice(0, -1)) wanted.push(anatomy((await chief.ask({ path: address })).text));
  const sitePath = await publish(before.article, before.answer.json.revision);
  const main = (html) => anatomy(`<!doctype html>${/<main\b.*?<\/main>/s.exec(html)[0]}`);
  const wantedMain = new Set(main(await newsroom.page(sitePath)));
  for (const [name, words] of Object.entries(HOSTILE)) {
    const { article, answer } = await save((base) => ({ content: contentOf(words, base), notes: words }));
    assert.ok([200, 422].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
    if (answer.status === 422) {
      assert.equal(name, 'ends of lines', `${name}: ${answer.text}`);
      assert.ok(answer.json.why, `${name}: refused in words`);
      continue;
    }
    for (const [n, address] of pagesOf(article).entries()) {
      const shown = await chief.ask({ path: address });
      assert.equal(shown.status, 200, `${name}: ${address}`);
      assertDeskPage(shown.text, `${name}: ${address}`);
      if (wanted[n] && n === 0) assert.deepEqual(anatomy(shown.text), wanted[n], `${name}: ${address}`);
      else if (wanted[n]) for (const part of anatomy(shown.text)) assert.ok(wanted[n].includes(part) || /^(ins|del|span|p|h3)\b/.test(part), `${name}: ${address}: <${part}>`);
    }
    const html = await newsroom.page(await publish(article, answer.json.revision));
    assertHarmless(html);
    for (const part of main(html)) assert.ok(wantedMain.has(part) || /^(a|span|p|li|ul|section|article|h2) ?/.test(part), `${name}: <${part}>`);
  }
});

test('what is kept apart from an article is given back in pages of the same parts, whatever was typed', async () => {
  const article = await chief.begin('uk');
  const { content } = await chief.open(article);
  const anatomies = {};
  for (const [name, words] of Object.entries({ plain: PLAIN, ...HOSTILE })) {
    const body = { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'a' }, content: [{ type: 'text', text: words }] }] };
    const kept = await chief.send('PUT', `/articles/${article}/typed`, { tab: words, revision: 1, content: { text: { ...content, headline: words, lead: words, body }, notes: words, [words]: words } });
    assert.ok([200, 422].includes(kept.status), `${name}: ${kept.status} ${kept.text}`);
    for (const address of [`/articles/${article}`, '/', `/log?article=${encodeURIComponent(words)}`]) {
      const shown = await chief.ask({ path: address });
      assert.equal(shown.status, 200, `${name}: ${address}`);
      assertDeskPage(shown.text, `${name}: ${address}`);
    }
    anatomies[name] = anatomy((await chief.ask({ path: `/articles/${article}` })).text);
    if (kept.status === 200) assert.deepEqual(anatomies[name], anatomies.plain, name);
    assert.ok((await chief.form(`/articles/${article}/typed/drop`, { tab: words })).status < 500, name);
  }
  for (const bad of ['[]', '{"tab":"x"}', '{"tab":1,"content":{"text":{}}}', '{"tab":"x","content":{"text":[]}}']) {
    const answer = await chief.ask({ method: 'PUT', path: `/articles/${article}/typed`, headers: { 'Content-Type': 'application/json' }, body: bad });
    assert.ok([400, 422].includes(answer.status), `${bad}: ${answer.status}`);
  }
});

test('the board of a day is made of the same parts, whatever is planned', async () => {
  const url = '/board?day=2026-12-31';
  const planned = (words) => chief.form('/board', { title: words, note: words, day: '2026-12-31', due: '', person: '', edition: '1' });
  for (const [name, words] of Object.entries({ plain: PLAIN, ...HOSTILE })) {
    const answer = await planned(words);
    assert.ok([303, 422].includes(answer.status), `${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
    const refused = await chief.form('/board', { title: words, note: words, day: words, due: words, person: words, edition: words });
    assert.equal(refused.status, 422, name);
    for (const html of [refused.text, (await chief.ask({ path: url })).text]) assertDeskPage(html, `${name}: ${url}`);
    if (answer.status !== 303) continue;
    const [, plan] = /#plan-(\d+)$/.exec(answer.headers.location);
    const struck = await chief.form(`/board/${plan}/strike`);
    assertDeskPage((await chief.ask({ path: struck.headers.location })).text, `${name}: struck off`);
    await chief.form(`/board/${plan}/strike`, { back: 'yes' });
    const begun = await chief.form(`/board/${plan}/begin`, { edition: '1' });
    assert.equal(begun.status, 303, `${name}: ${begun.text.slice(0, 300)}`);
    assertDeskPage((await chief.ask({ path: begun.headers.location })).text, `${name}: begun`);
  }
  const board = (await chief.ask({ path: url })).text;
  const rows = [...board.matchAll(/<tr id="plan-\d+">.*?<\/tr>/gs)].map(([row]) => anatomy(`<!doctype html><table>${row}</table>`).filter((part) => !/^option/.test(part)));
  assert.ok(rows.length > 5);
  for (const row of rows) assert.deepEqual(row.map((part) => part.replace(/\d+/g, '0')), rows[0].map((part) => part.replace(/\d+/g, '0')));
  for (const words of Object.values(HOSTILE)) {
    for (const fields of [{ do: words, id: '1' }, { do: 'hand_back', answered: 'yes', note: words, id: words }, { do: 'schedule', answered: 'yes', at: words, id: '1' }, { do: 'section', answered: 'yes', to_section: words, id: `1:${words}` }]) {
      const answer = await chief.form('/bulk', fields);
      assert.ok(answer.status < 500, `${words}: ${answer.status}`);
      assertDeskPage(answer.text, words);
    }
  }
});

test('an address that leads elsewhere than it may is refused with its place', async () => {
  const link = (href) => ({ type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'a' }, content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }] }] });
  for (const href of ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.example/', 'vbscript:x', '/\\evil.example', 'https://a.example/"onclick=x', 'https://a.example/<b>', '\u0001javascript:x']) {
    const { answer } = await save((base) => ({ content: { ...base, headline: 'Адреса', body: link(href) } }));
    assert.equal(answer.status, 422, `${href}: ${answer.text}`);
    assert.match(answer.json.why, /link|href|url|address/i, href);
    // A source's address is typed by hand: a draft may have half of one, what readers get may not.
    const draft = await save((base) => ({ content: { ...contentOf(PLAIN, base), sources: [{ name: 'x', url: href, uri: '' }] } }));
    const published = draft.answer.status === 200 && await chief.send('POST', `/articles/${draft.article}/publish`, { revision: draft.answer.json.revision });
    const last = published || draft.answer;
    assert.equal(last.status, 422, `a source at ${href}: ${last.text}`);
    assert.ok(last.json.why ? /source/.test(last.json.why) : last.json.faults.some((fault) => fault.field === 'sources' && fault.blocks), `${href}: ${last.text}`);
  }
});

// What a draft may have and no page takes is told beside the field, in words of the interface.
async function assertRefusedAtItsField(article, revision, field) {
  const sent = await chief.send('POST', `/articles/${article}/publish`, { revision });
  assert.equal(sent.status, 422, `${field}: ${sent.text.slice(0, 300)}`);
  const fault = (sent.json.faults || []).find((one) => one.field === field && one.blocks);
  assert.match(fault?.text || sent.text.slice(0, 300), /^[А-ЯІЇЄҐ].*(скоротіть|починатися)/, field);
}

test('a megabyte in any field is kept or refused in words, and the desk goes on', async () => {
  const fields = {
    headline: { headline: MEGABYTE }, lead: { lead: MEGABYTE }, slug: { slug: 'a'.repeat(1_000_000) }, urgency: { urgency: MEGABYTE },
    author: { authors: [{ name: MEGABYTE, uri: '' }] }, topic: { topics: [{ name: MEGABYTE, uri: '', kind: 'subject' }] }, source: { sources: [{ name: MEGABYTE, url: '', uri: '' }] },
    'address of a source': { sources: [{ name: 'x', url: `https://a.example/${'a'.repeat(1_000_000)}`, uri: '' }] }, related: { related: [MEGABYTE] },
    body: { body: { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'a' }, content: [{ type: 'text', text: MEGABYTE }] }] } },
    'depth of the body': { body: JSON.parse('{"type":"quote","content":['.repeat(500) + ']}'.repeat(500)) },
  };
  for (const [name, field] of Object.entries(fields)) {
    const { article, answer } = await save((base) => ({ content: { ...base, headline: 'Довге', ...field } }));
    assert.ok(answer.status === 200 || (answer.status === 422 && answer.json.why), `${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
    const [key] = Object.keys(field);
    if (['headline', 'lead', 'authors', 'topics', 'sources'].includes(key)) await assertRefusedAtItsField(article, answer.json.revision, key);
    for (const address of pagesOf(article)) assert.equal((await chief.ask({ path: address })).status, 200, `${name}: ${address}`);
  }
  const { answer } = await save((base) => ({ content: { ...base, headline: 'Нотатки' }, notes: MEGABYTE }));
  assert.ok(answer.status === 200 || (answer.status === 422 && answer.json.why), `notes: ${answer.status} ${answer.text.slice(0, 300)}`);
  for (const address of ['/?find=', '/search/names?kind=author&edition=1&q=', '/search/articles?edition=1&q=']) {
    for (const words of [...Object.values(HOSTILE), 'щ'.repeat(600)]) {
      const shown = await chief.ask({ path: address + encodeURIComponent(words) });
      assert.ok(shown.status < 500, `${address}${words}: ${shown.status}`);
      if (/html/.test(shown.headers['content-type'])) assertDeskPage(shown.text, words);
    }
  }
});

// Every field of each form of the settings, all of the same text but those whose form is fixed.
function settingForms(words) {
  return {
    '/slots/creative': { slot: 'rail', editions: 'uk', weight: '1', title: words, text: words, url: 'https://a.example/', from: words, until: words, picture: words, picture_alt: words, key: words },
    '/support': { edition: 'uk', do: 'save', title: words, lines: words, by_lines: '1', body: words, way_title: words, way_description: words, way_url: words, way_details: words, way_amounts: words },
    '/pages/edit': { edition: 'uk', title: words, name: words, lines: words, by_lines: '1', body: words },
    '/site': { edition: 'uk', name: 'words', do: 'save', support_text: words, support_us: words, follow_us: words, description: words, foot: words },
  };
}

test('forms of the settings keep, show and refuse any text in pages of the same parts', async () => {
  const anatomies = {};
  for (const [name, words] of Object.entries({ plain: PLAIN, ...HOSTILE })) {
    for (const [address, fields] of Object.entries(settingForms(words))) {
      const answer = await chief.form(address, { version: '0', ...fields });
      const what = `${name}: ${address}: ${answer.status}`;
      assert.ok([303, 409, 422].includes(answer.status), what);
      if (answer.status !== 303) assertDeskPage(answer.text, what);
    }
    for (const part of [['follow', { follow_name: words, follow_url: words }], ['accent', { light: words, dark: words }], ['ads_txt', { ads_txt: words }], ['hub', { hub: words }], ['security', { contact: words, expires: words }]]) {
      const answer = await chief.form('/site', { edition: 'uk', version: '0', do: 'save', name: part[0], ...part[1] });
      assert.ok([303, 409, 422].includes(answer.status), `${name}: ${part[0]}: ${answer.status}`);
      if (answer.status !== 303) assertDeskPage(answer.text, `${name}: ${part[0]}`);
    }
    for (const address of ['/slots', '/support?edition=uk', '/pages', '/site?edition=uk']) assertDeskPage((await chief.ask({ path: address })).text, `${name}: ${address}`);
    const edition = await chief.form('/editions', { language: words, name: words, prefix: words, zone: words, pattern: words });
    assert.equal(edition.status, 422, `${name}: a new edition`);
    assertDeskPage(edition.text, `${name}: a new edition`);
    // What is left of a text without what is not seen may be the name of a part, if of none that there is.
    for (const address of ['/slots/back', '/site/back']) assert.ok([403, 422].includes((await chief.form(address, { part: words, number: '1', version: '1' })).status), `${name}: ${address}`);
  }
  // What the settings do take of it: sent as who knows the version in force, and shown to readers.
  for (const [name, words] of Object.entries({ plain: PLAIN, ...HOSTILE })) {
    const version = async (address) => /name="version" value="(\d+)"/.exec((await chief.ask({ path: address })).text)[1];
    const forms = {
      '/slots/creative': { version: await version('/slots/creative'), slot: 'rail', editions: 'uk', weight: '1', title: words, text: words, url: 'https://a.example/' },
      '/support': { version: await version('/support?edition=uk'), edition: 'uk', do: 'save', title: words, lines: words, by_lines: '1', way_title: words, way_description: words, way_details: words },
      '/pages/edit': { version: await version('/pages/edit?name=about&edition=uk'), kept: '1', name: 'about', edition: 'uk', title: words, lines: words, by_lines: '1' },
      '/site': { version: await version('/site?edition=uk'), edition: 'uk', name: 'words', do: 'save', support_text: words, support_us: words.slice(0, 20), follow_us: words.slice(0, 20), description: words, foot: words },
    };
    for (const [address, fields] of Object.entries(forms)) {
      const answer = await chief.form(address, fields);
      assert.ok(answer.status === 303 || (answer.status === 422 && /class="fault|notice bad/.test(answer.text)), `${name}: ${address}: ${answer.status} ${answer.text.slice(0, 200)}`);
      if (answer.status === 303) assertDeskPage((await chief.ask({ path: answer.headers.location })).text, `${name}: ${address}`);
      else assertDeskPage(answer.text, `${name}: ${address}`);
    }
    for (const address of ['/', '/support/', '/about/']) {
      const html = await newsroom.page(address);
      assertHarmless(html);
      anatomies[address] ??= new Set(anatomy(html));
      for (const part of anatomy(html)) assert.ok(anatomies[address].has(part) || /^(a|p|ul|ol|li|em|strong|sup|sub|h2|h3|br|aside|span|meta|link) ?/.test(part), `${name}: ${address}: <${part}>`);
    }
    for (const address of ['/slots', '/support?edition=uk', '/pages', '/pages/edit?name=about&edition=uk', '/site?edition=uk']) assertDeskPage((await chief.ask({ path: address })).text, `${name}: ${address}`);
  }
});

test('what is no article is refused in words', async () => {
  for (const content of [null, [], 'x', 1, {}, { body: null }, { headline: 1 }, { authors: 'x' }, { body: { type: 'script' } }, { body: { type: 'doc', content: [{ type: 'script' }] } }, { section: 99 }, { section: -1 }, { section: 1.5 }, { edition: 2 }, { constructor: 1, __proto__: 2 }]) {
    const { answer } = await save((base) => ({ content: content && typeof content === 'object' && !Array.isArray(content) && Object.keys(content).length ? { ...base, ...content } : content }));
    assert.ok(answer.status === 200 || (answer.status === 422 && answer.json.why), `${JSON.stringify(content)}: ${answer.status} ${answer.text}`);
  }
});

test('typed in a browser, nothing of it runs, and the policy has nothing to forbid', { skip }, async () => {
  const visitor = await browser.windowOf(chief);
  const { page } = visitor;
  page.on('dialog', (dialog) => { visitor.complaints.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  for (const [what, words] of Object.entries(HOSTILE)) {
    const article = await chief.begin('uk');
    await page.goto(`/articles/${article}`);
    await page.waitForSelector('html[data-ready]');
    for (const field of ['#headline', '#lead', '#notes', '#slug']) {
      await page.focus(field);
      await page.keyboard.insertText(words);
    }
    for (const field of ['#authors', '#topics']) {
      const input = page.locator(`input${field}, ${field} input`).first();
      await input.focus();
      await page.keyboard.insertText(words);
      await page.keyboard.press('Enter');
    }
    await page.click('#body .ProseMirror');
    await page.keyboard.insertText(words);
    await page.keyboard.press('Enter');
    await page.keyboard.type(words.slice(0, 60));
    await page.waitForFunction(() => /Збережено|Не\s+збережено/.test(document.getElementById('state').textContent));
    for (const address of pagesOf(article)) await page.goto(address);
    assert.deepEqual(visitor.complaints.filter((said) => !/status of 422/.test(said)), [], what);
    visitor.complaints.length = 0;
  }
  await visitor.context.close();
});
