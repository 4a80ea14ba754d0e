// An article without a browser: its text edition, and its page in a text browser (w3m).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { after, before, describe } from 'node:test';
import { EDITIONS, SITE_URL } from './support/newsroom.mjs';
import { message } from './support/pages.mjs';
import { SHELVES, everyKind } from './support/site.mjs';
import { textOf } from './support/wire.mjs';

const steps = [];
let newsroom, kinds;
before(async () => {
  ({ newsroom, kinds } = await everyKind({ after: (step) => steps.push(step) }, { count: 12 }));
});
after(async () => {
  for (const step of steps) await step();
});

const pathOf = (wanted, language) => kinds.find((one) => one.kind === wanted && one.language === language).path;
const EXPECTED = {
  uk: ['Місто відкриває міст номер 11', 'Місто відкриває міст номер 11.', 'Ірина Кос', '27 лютого 2026', 'Джерело:', 'Що відомо', '- перше;'],
  ru: ['Город открывает мост номер 11', 'Город открывает мост номер 11.', 'Ирина Кос', '27 февраля 2026', 'Источник:', 'Что известно'],
  en: ['The city opens bridge number 11', 'The city opens bridge number 11.', 'Iryna Kos', '27 February 2026', 'Source:', 'What is known'],
};

// Each part stands behind the one before.
function assertOrder(text, parts) {
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    assert.ok(found >= 0, `"${part}" behind the parts before it:\n${text}`);
    at = found + part.length;
  }
}

async function textEdition(path, headers = []) {
  const reply = await newsroom.fetch({ path: `${path}index.txt`, headers });
  return { reply, text: reply.body.length ? textOf(reply) : '' };
}

for (const { code } of EDITIONS) {
  describe(`the text edition, ${code}`, () => {
    test('has everything in its order and the address at the end', async () => {
      const path = pathOf('article', code);
      const { reply, text } = await textEdition(path);
      assert.equal(reply.status, 200);
      assert.equal(reply.headers.get('content-type'), 'text/plain; charset=utf-8');
      assertOrder(text, [...EXPECTED[code], message(code, 'sources'), SHELVES.source[code], 'bridge.example']);
      assert.ok(text.endsWith(`\n${SITE_URL}${path}\n`), text);
      assert.match(text, /^.*\n=+\n/m, 'the headline is underlined');
      assert.match(text, /^\p{Lu}[\p{Ll}’]+, 27 \p{L}+ 2026, \d\d:\d\d$/mu, 'a line of its own begins with a capital');
    });

    test('has no line above 72 columns but a word of its own, and no markup', async () => {
      const { text } = await textEdition(pathOf('article', code));
      for (const line of text.split('\n')) assert.ok([...line].length <= 72 || !line.slice(4).includes(' '), line);
      assert.doesNotMatch(text, /<\/?[a-z]|&[a-z]+;|[\x00-\x09\x0b-\x1f\x7f]/);
      assert.doesNotMatch(text, new RegExp(message(code, 'recent_news')));
    });

    test('is the same as gzip, has a date and a validator', async () => {
      const { reply, text } = await textEdition(pathOf('article', code), [['Accept-Encoding', 'gzip']]);
      assert.equal(reply.headers.get('content-encoding'), 'gzip');
      assert.equal(text, (await textEdition(pathOf('article', code))).text);
      const page = await newsroom.fetch(pathOf('article', code));
      assert.equal(reply.headers.get('last-modified'), page.headers.get('last-modified'));
      const headers = [['Accept-Encoding', 'gzip'], ['If-None-Match', reply.headers.get('etag')]];
      assert.equal((await textEdition(pathOf('article', code), headers)).reply.status, 304);
    });

    test('is named by the page', async () => {
      const path = pathOf('article', code);
      const html = await newsroom.page(path);
      assert.ok(html.includes(`<link rel="alternate" type="text/plain" href="${SITE_URL}${path}index.txt">`));
      assert.doesNotMatch(await newsroom.page(pathOf('section', code)), /type="text\/plain"/);
    });

    test('is there for articles only', async () => {
      for (const kind of ['front', 'section', 'month', 'day', 'all', 'missing']) {
        assert.equal((await textEdition(pathOf(kind, code))).reply.status, 404, kind);
      }
      assert.equal((await textEdition(pathOf('gone', code))).reply.status, 410);
    });

    test('says in plain text that there is nothing, or that it was withdrawn and why', async () => {
      const plain = async (path, status) => {
        const { reply, text } = await textEdition(path);
        assert.equal(reply.status, status);
        assert.equal(reply.headers.get('content-type'), 'text/plain; charset=utf-8');
        assert.doesNotMatch(text, /<\/?[a-z]|&[a-z]+;/);
        assert.ok(text.length < 600, text);
        assert.equal(textOf((await textEdition(path, [['Accept-Encoding', 'gzip']])).reply), text);
        return text.replace(/\s+/g, ' ');
      };
      const said = (key) => message(code, key).replace(/\s+/g, ' ');
      const missing = await plain(`${pathOf('front', code)}news/2026/02/27/999/`, 404);
      assertOrder(missing, [said('not_found_title'), said('not_found_text'), `${SITE_URL}${pathOf('front', code)}`]);
      const gone = await plain(pathOf('gone', code), 410);
      assertOrder(gone, [said('gone_title'), said('gone_text'), said('gone_reason').replace('{reason}', '')]);
      assert.match(await newsroom.page(pathOf('gone', code), 410), /<h1>/, 'the page itself is HTML');
    });

    test('a text browser reads the page in the right order', async () => {
      const html = await newsroom.page(pathOf('article', code));
      const { stdout, status } = spawnSync('w3m', ['-dump', '-cols', '100', '-T', 'text/html', '-I', 'UTF-8', '-O', 'UTF-8'],
        { input: html, encoding: 'utf8' });
      assert.equal(status, 0);
      const folded = stdout.replace(/\s+/g, ' ');
      assertOrder(folded, [...EXPECTED[code].map((part) => part.replace('- ', '')), message(code, 'sources'), SHELVES.source[code],
        message(code, 'related'), message(code, 'recent_news')].map((part) => part.replace(/\s+/g, ' ')));
    });
  });
}
