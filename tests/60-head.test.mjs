// What stands in a page's head for search engines and for whoever shares it, as parse5 finds it, and its data by what
// schema.org's vocabulary and another program's rules say of them.
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import Validator from '@adobe/structured-data-validator';
import { elementsOf } from './support/anatomy.mjs';
import { Visit, missingChromium, startChromium } from './support/chromium.mjs';
import { EDITIONS, SITE_URL } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { faultsOf } from './support/schema_org.mjs';
import { SHELVES, everyKind } from './support/site.mjs';
import { textOf } from './support/wire.mjs';

const DESCRIPTION_CHARACTERS = 200;
// Without straight double marks, which the import sets; those of the desk are tried in 37-desk-hostile.
const HOSTILE = '\'><script>alert(1)</script> ]]> </title> & {{x}} \\u003c';
const PUBLISHED = '2026-02-28T10:00:00Z';

const steps = [];
let newsroom, kinds;
before(async () => {
  ({ newsroom, kinds } = await everyKind({ after: (step) => steps.push(step) }, { failing: true }));
});
after(async () => {
  for (const step of steps) await step();
});

// {title, metas: Map of name to contents, links: [{rel, href, …}], data: what the page's JSON-LD says, or null}
async function headOf(path, status = 200) {
  const reply = await newsroom.fetch({ path });
  assert.equal(reply.status, status, path);
  const head = { title: [], metas: new Map(), links: [], data: null };
  for (const { tag, attributes, text } of elementsOf(textOf(reply))) {
    const name = attributes.name ?? attributes.property;
    if (tag === 'title') head.title.push(text);
    if (tag === 'meta' && name) head.metas.set(name, [...(head.metas.get(name) ?? []), attributes.content]);
    if (tag === 'link') head.links.push(attributes);
    if (tag === 'script' && attributes.type === 'application/ld+json') head.data = JSON.parse(text);
  }
  return head;
}

const one = (head, name) => {
  assert.equal(head.metas.get(name)?.length, 1, `${name}: ${head.metas.get(name)}`);
  return head.metas.get(name)[0];
};
const nodeOf = (head, type) => head.data['@graph'].find((node) => node['@type'] === type);

async function assertSound({ data }, where) {
  assert.equal(data['@context'], 'https://schema.org', where);
  for (const node of data['@graph']) {
    assert.deepEqual(faultsOf(node), [], where);
    const issues = await new Validator().validate({ jsonld: { [node['@type']]: [structuredClone(node)] } });
    assert.deepEqual(issues.filter(({ severity }) => severity === 'ERROR').map(({ issueMessage }) => issueMessage), [], where);
  }
}

for (const { code } of EDITIONS) {
  describe(`heads, ${code}`, () => {
    const ofEdition = (wanted) => kinds.filter(({ language, status }) => language === code && (status === 200) === wanted);

    test('every page has a title, one description of a length that is shown, its address, and what a card shows', async () => {
      for (const { kind, path } of ofEdition(true)) {
        const head = await headOf(path);
        assert.equal(head.title.length, 1, kind);
        assert.ok(head.title[0].length > 3, kind);
        const description = one(head, 'description');
        assert.ok(description.length > 3 && [...description].length <= DESCRIPTION_CHARACTERS + 1, `${kind}: ${description}`);
        assert.doesNotMatch(description, /\n/);
        assert.deepEqual(head.links.filter(({ rel }) => rel === 'canonical').map(({ href }) => href), [SITE_URL + path], kind);
        assert.equal(one(head, 'og:url'), SITE_URL + path);
        assert.equal(one(head, 'og:description'), description);
        assert.ok(one(head, 'og:title') && one(head, 'og:site_name') && one(head, 'og:type'));
        assert.equal(head.metas.has('robots') && /noindex/.test(one(head, 'robots')), false, kind);
      }
    });

    test('every page has a share picture that is there, of the size that it says', async () => {
      for (const { kind, path } of ofEdition(true)) {
        const head = await headOf(path), url = one(head, 'og:image');
        assert.ok(url.startsWith(`${SITE_URL}/`), `${kind}: ${url}`);
        const picture = await newsroom.fetch({ path: url.slice(SITE_URL.length) });
        assert.equal(picture.status, 200, url);
        const isLarge = picture.headers.get('content-type') === 'image/jpeg';
        assert.equal(one(head, 'twitter:card'), isLarge ? 'summary_large_image' : 'summary', kind);
        if (!isLarge) assert.equal(picture.body.readUInt32BE(16), Number(one(head, 'og:image:width')), 'a PNG says its width itself');
        if (kind === 'article') assert.ok(isLarge && Number(one(head, 'og:image:width')) >= 640, url);
      }
    });

    test('data keep to schema.org’s vocabulary, and lead to pages that are there', async () => {
      for (const { kind, path } of ofEdition(true)) {
        const head = await headOf(path);
        await assertSound(head, kind);
        const steps = nodeOf(head, 'BreadcrumbList')?.itemListElement ?? [];
        assert.equal(steps.length > 1, kind !== 'front', kind);
        assert.deepEqual(steps.map(({ position }) => position), steps.map((_, n) => n + 1));
        for (const { item } of steps.slice(0, -1)) assert.equal((await newsroom.fetch({ path: item['@id'].slice(SITE_URL.length) })).status, 200, kind);
      }
    });

    test('what stands for a status must not be indexed, and says nothing of itself', async () => {
      for (const { path, status } of ofEdition(false)) {
        const head = await headOf(path, status);
        assert.equal(one(head, 'robots'), 'noindex');
        assert.equal(head.data, null);
        assert.ok(!head.metas.has('og:url') && !head.links.some(({ rel }) => rel === 'canonical'));
      }
    });

    test('the front says whose it is, and where else that is', async () => {
      const organisation = nodeOf(await headOf(kinds.find(({ kind, language }) => kind === 'front' && language === code).path), 'NewsMediaOrganization');
      assert.equal(organisation.url, SITE_URL);
      assert.deepEqual(organisation.sameAs, ['https://social.example/@herald']);
    });
  });
}

test('an article says when it was made, by whom, of what, and in which languages it is', async () => {
  const article = (language, rest) => story({
    uri: `urn:head:${language}`, story: 'urn:head', language, headline: HOSTILE, section: 'city', published: PUBLISHED, lead: `${HOSTILE} of ${language}`,
    people: [{ name: SHELVES.person[language], rel: 'author', uri: 'urn:person:kos' }], ...rest,
  });
  const path = await newsroom.publish(article('en', {
    changed: '2026-02-28T12:00:00Z', sources: [{ name: 'Bridge Works', uri: 'https://bridge.example/' }],
    descriptions: [
      { role: 'summary', contentType: 'text/plain', value: `${HOSTILE} of en` },
      { role: 'correction', contentType: 'text/plain', value: `2026-02-28T12:00:00Z ${HOSTILE}` },
    ],
  }));
  const sibling = await newsroom.publish(article('uk'));
  const head = await headOf(path), data = nodeOf(head, 'NewsArticle');
  await assertSound(head, path);
  assert.equal(head.title[0], `${HOSTILE} | The Herald`);
  assert.equal(data.headline, HOSTILE);
  assert.equal(data.description, `${HOSTILE} of en`);
  assert.equal(data.url, SITE_URL + path);
  assert.equal(Date.parse(data.datePublished), Date.parse(PUBLISHED));
  assert.equal(Date.parse(data.dateModified), Date.parse('2026-02-28T12:00:00Z'));
  assert.equal(Date.parse(one(head, 'article:published_time')), Date.parse(PUBLISHED));
  assert.deepEqual(data.author, [{ '@type': 'Person', name: 'Iryna Kos', url: `${SITE_URL}/eng/person/iryna-kos/` }]);
  assert.equal(data.correction[0].text, HOSTILE);
  assert.deepEqual(data.isBasedOn.map(({ name }) => name), ['Bridge Works']);
  assert.deepEqual(data.workTranslation, [{ '@type': 'NewsArticle', url: SITE_URL + sibling, inLanguage: 'uk' }]);
  assert.equal(nodeOf(await headOf(sibling), 'NewsArticle').workTranslation[0].url, SITE_URL + path);
  assert.deepEqual(nodeOf(head, 'BreadcrumbList').itemListElement.map(({ name }) => name), ['The Herald', 'City', HOSTILE]);
  await newsroom.withdraw('urn:head:uk');
  assert.equal(nodeOf(await headOf(path), 'NewsArticle').workTranslation, undefined);
});

test('a byline is a person, unless it is the newsroom’s own name', async () => {
  for (const [by, type] of [['Jane Doe', 'Person'], ['The Herald', 'NewsMediaOrganization']]) {
    const path = await newsroom.publish(story({ uri: `urn:head:${by}`, language: 'en', headline: by, section: 'city', published: PUBLISHED, author: by }));
    const [author, ...others] = nodeOf(await headOf(path), 'NewsArticle').author;
    assert.deepEqual([author['@type'], author.name, others], [type, by, []]);
    await assertSound(await headOf(path), path);
  }
});

test('a person of whom something is said is described to programs, in the page’s language', async () => {
  await newsroom.must('describe', 'person', 'urn:person:kos', 'uk=Пише про мости.', `en=${HOSTILE}\nWrites about bridges.`);
  for (const [path, name, description] of [['/person/iryna-kos/', 'Ірина Кос', 'Пише про мости.'], ['/eng/person/iryna-kos/', 'Iryna Kos', `${HOSTILE}\nWrites about bridges.`]]) {
    const head = await headOf(path);
    await assertSound(head, path);
    assert.deepEqual(nodeOf(head, 'Person'), { '@type': 'Person', name, description, url: SITE_URL + path });
    for (const meta of ['description', 'og:description']) assert.equal(one(head, meta), description.replace('\n', ' '));
  }
  assert.equal(nodeOf(await headOf('/rus/person/irina-kos/'), 'Person'), undefined);
});

test('a description is the lead, else the first paragraph, and ends behind a word', async () => {
  const publish = (uri, rest) => newsroom.publish(story({ uri, language: 'en', headline: uri, section: 'city', published: PUBLISHED, ...rest }));
  const long = await publish('urn:head:long', { lead: `${'слово '.repeat(60)}край.` });
  const description = one(await headOf(long), 'description');
  assert.match(description, /^(слово )+слово…$/);
  assert.ok([...description].length <= DESCRIPTION_CHARACTERS + 1 && [...description].length > DESCRIPTION_CHARACTERS - 10);
  const bare = await publish('urn:head:bare', { html: '<h2>Heading</h2><p>The <strong>first</strong>\n paragraph.</p><p>Another.</p>' });
  assert.equal(one(await headOf(bare), 'description'), 'The first paragraph.');
  assert.equal(nodeOf(await headOf(bare), 'NewsArticle').description, 'The first paragraph.');
});

test('Chromium finds nothing to report in a page with data', { skip: missingChromium() }, async (t) => {
  const browser = await startChromium();
  t.after(() => browser.close());
  const visit = await Visit.start(browser, newsroom.server.url);
  for (const { kind, path } of kinds.filter(({ language }) => language === 'en')) {
    await visit.go(path);
    assert.deepEqual(visit.wrong(), [], kind);
  }
  await visit.close();
});
