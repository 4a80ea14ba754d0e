// The command line: help, refusals with a reason, exit codes (0 done, 1 could not, 2 not understood).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Newsroom, publishedPath, stoppress } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';

const COMMANDS = ['init', 'section', 'describe', 'import', 'publish', 'withdraw', 'serve', 'invite', 'rebuild', 'check', 'version'];

test('every subcommand explains itself', async () => {
  for (const command of COMMANDS) {
    const { status, stdout, stderr } = await stoppress([command, '--help']);
    assert.equal(status, 0, command);
    assert.match(stdout, new RegExp(`stoppress ${command}`), command);
    assert.equal(stderr, '', command);
  }
});

test('help names every subcommand', async () => {
  const { status, stdout } = await stoppress(['--help']);
  assert.equal(status, 0);
  for (const command of COMMANDS) assert.match(stdout, new RegExp(`\\b${command}\\b`));
});

test('version names itself and the libraries it runs with', async () => {
  const { status, stdout } = await stoppress(['version']);
  assert.equal(status, 0);
  for (const name of [/stoppress \S*\d/i, /sqlite/i, /zlib/i, /jansson/i, /icu/i]) assert.match(stdout, name);
});

test('what is not understood is said on stderr, with exit code 2', async (t) => {
  const newsroom = await Newsroom.make(t);
  const misunderstood = [
    [[], /usage|stoppress/i],
    [['print'], /print/],
    [['check'], /--data/],
    [['check', '--data', newsroom.data, '--colour'], /--colour/],
    [['check', '--data'], /--data/],
    [['import', '--data', newsroom.data, 'x.json'], /ninjs/],
    [['import', 'ninjs', '--data', newsroom.data], /FILE|file/],
    [['withdraw', '--data', newsroom.data, 'urn:a'], /--reason/],
    [['serve', '--data', newsroom.data, '--listen', 'here'], /here/],
    [['serve', '--data', newsroom.data, '--listen', '127.0.0.1:99999'], /99999/],
    [['serve', '--data', newsroom.data, '--trusted-proxy', 'proxy.example'], /--trusted-proxy: 'proxy\.example' is no address; write 192\.0\.2\.7, 10\.0\.0\.0\/8 or/],
    [['serve', '--data', newsroom.data, '--trusted-proxy', '::1', '--trusted-proxy', '10.0.0.0/40'], /'10\.0\.0\.0\/40' must have a number of bits behind its slash, 32 at most/],
    [['serve', '--data', newsroom.data, '--trusted-proxy', '192.0.2.7/24'], /write the range as 192\.0\.2\.0\/24/],
    [['serve', '--data', newsroom.data, ...Array(17).fill('--trusted-proxy=10.0.0.0/8')], /more than 16 ranges/],
  ];
  for (const [args, what] of misunderstood) {
    const { status, stdout, stderr } = await stoppress(args);
    assert.equal(status, 2, `${args.join(' ')}: ${stdout}${stderr}`);
    assert.match(stderr, what, args.join(' '));
    assert.equal(stdout, '', args.join(' '));
  }
});

test('the data folder can come from the environment', async (t) => {
  const newsroom = await Newsroom.make(t);
  const { status, stderr } = await stoppress(['check'], { env: { ...process.env, STOPPRESS_DATA: newsroom.data } });
  assert.equal(status, 0, stderr);
});

test('proxies that are trusted come several at once, by options or from the environment', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import(story({ uri: 'urn:t:proxy', headline: 'За проксі' }));
  const { stdout } = await stoppress(['serve', '--help']);
  assert.match(stdout, /\[--trusted-proxy CIDR\.\.\.\]/);
  await newsroom.serve('--desk-listen', '127.0.0.1:0', '--trusted-proxy', '192.0.2.0/24', '--trusted-proxy=2001:db8::/32', '--trusted-proxy', '10.0.0.1');
  assert.match(await newsroom.page('/'), /За\sпроксі/);
  await newsroom.stop();
  const { status, stderr } = await stoppress(['serve', '--data', newsroom.data], { env: { ...process.env, STOPPRESS_TRUSTED_PROXY: '10.0.0.0/8,10.0.0.1/8' } });
  assert.equal(status, 2);
  assert.match(stderr, /'10\.0\.0\.1\/8' is an address within a range/);
});

test('init makes a site once and never writes over one', async (t) => {
  const newsroom = await Newsroom.make(t);
  assert.ok(fs.existsSync(path.join(newsroom.data, 'store.db')));
  const before = fs.readFileSync(path.join(newsroom.data, 'store.db'));
  const { status, stderr } = await newsroom.run('init', '--name', 'Інший', '--url', 'https://other.example',
    '--editions', 'uk=/');
  assert.equal(status, 1);
  assert.match(stderr, /exist|already/);
  assert.deepEqual(fs.readFileSync(path.join(newsroom.data, 'store.db')), before);
  await newsroom.must('check');
});

test('init refuses editions and addresses that cannot be', async (t) => {
  const newsroom = await Newsroom.make(t);
  const refused = [
    ['https://a.example', 'uk=/,ru=/', /ru|two|same|alike|taken/i],
    ['https://a.example', 'tlh=/', /tlh/],
    ['https://a.example', 'uk=rus', /rus/],
    ['ftp://a.example', 'uk=/', /ftp|url|http/i],
    ['a.example', 'uk=/', /url|http/i],
  ];
  for (const [url, editions, what] of refused) {
    const data = path.join(newsroom.folder, 'refused');
    const result = await stoppress(['init', '--data', data, '--name', 'X', '--url', url, '--editions', editions]);
    assert.ok([1, 2].includes(result.status), `${url} ${editions}: ${result.status}`);
    assert.match(result.stderr, what);
    assert.ok(!fs.existsSync(path.join(data, 'store.db')), 'a refused site must not be there');
  }
});

test('sections are added and renamed, and refused when their address is taken', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'City' } } });
  await newsroom.must('section', 'city', 'uk=Столиця', 'ru=Столица', 'en=Capital');
  for (const slug of ['news', 'rus', 'Два слова', '']) {
    const { status, stderr } = await newsroom.run('section', slug, 'uk=Щось', 'ru=Что-то', 'en=Something');
    assert.ok([1, 2].includes(status), `section "${slug}" was taken`);
    assert.notEqual(stderr, '');
  }
  await newsroom.serve();
  const front = await newsroom.page('/');
  assert.match(front, /Столиця/);
  assert.doesNotMatch(front, /Місто/);
});

test('what is said of a person, a topic or a source is told by their uri, or by their name', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([
    story({ uri: 'urn:t:1', headline: 'Перша', people: [{ name: 'Ніна Кос', rel: 'author', uri: 'urn:kos' }], topics: ['Річка'] }),
    story({ uri: 'urn:t:2', language: 'en', headline: 'First', people: [{ name: 'Nina Kos', rel: 'author', uri: 'urn:kos' }] }),
  ]);
  await newsroom.must('describe', 'person', 'urn:kos', 'uk=Пише про річку.\nЖиве біля неї.', 'en=Writes about <the river>.');
  await newsroom.must('describe', 'topic', 'Річка', 'uk=Усе про воду.');
  await newsroom.serve();
  const about = async (path) => /<div class="about">(.*?)<\/div>/s.exec(await newsroom.page(path))?.[1].trim();
  assert.equal(await about('/person/nina-kos/'), '<p>Пише про річку.</p>\n<p>Живе біля неї.</p>');
  assert.equal(await about('/eng/person/nina-kos/'), '<p>Writes about &lt;the river&gt;.</p>');
  assert.equal(await about('/topic/richka/'), '<p>Усе про воду.</p>');
  for (const [words, status, what] of [
    [['person', 'urn:nobody', 'uk=Хтось.'], 1, /no person 'urn:nobody' in 'uk'/], [['topic', 'Річка', 'en=All.'], 1, /no topic 'Річка' in 'en'/],
    [['place', 'Річка', 'uk=Усе.'], 1, /a topic, a person or a source/], [['topic', 'Річка', 'de=Alles.'], 1, /no edition 'de'/],
    [['topic', 'Річка', 'Усе.'], 2, /is no text of an edition/], [['topic', 'Річка', `uk=${'я'.repeat(601)}`], 1, /longer than 600 characters/],
  ]) {
    const refused = await newsroom.run('describe', ...words);
    assert.equal(refused.status, status, refused.stderr);
    assert.match(refused.stderr, what);
  }
  assert.equal(await about('/topic/richka/'), '<p>Усе про воду.</p>', 'nothing came of these');
  await newsroom.must('describe', 'topic', 'Річка', `uk=${'я'.repeat(600)}`);
  assert.equal(await about('/topic/richka/'), `<p>${'я'.repeat(600)}</p>`);
  await newsroom.must('describe', 'topic', 'Річка', 'uk=');
  assert.equal(await about('/topic/richka/'), undefined);
  await newsroom.must('check');
});

test('publish tells how long each step took and where the story is', async (t) => {
  const newsroom = await Newsroom.make(t);
  const { stdout } = await newsroom.must('publish', newsroom.itemFile(story({ uri: 'urn:t:1', headline: 'Перша новина' })));
  assert.match(publishedPath(stdout), /^\/news\/2026\/03\/01\/\d+\/$/);
  for (const step of ['load', 'press', 'list', 'furnish', 'write']) {
    assert.match(stdout, new RegExp(`\\b${step}\\b[^\\n]*\\d\\s*(ms|µs|us)|\\d\\s*(ms|µs|us)[^\\n]*\\b${step}\\b`, 'i'), step);
  }
});

test('publish refuses what is not one good item, and says why', async (t) => {
  const newsroom = await Newsroom.make(t);
  const refused = [
    ['nothing.json', null, /nothing\.json/],
    ['broken.json', '{"uri": ', /broken\.json|JSON/i],
    ['nameless.json', JSON.stringify(story({ headline: 'Без імені' })), /uri/],
    ['headless.json', JSON.stringify({ ...story({ uri: 'urn:t:2', headline: 'x' }), headlines: undefined }), /headline/],
    ['foreign.json', JSON.stringify(story({ uri: 'urn:t:3', language: 'fr', headline: 'Titre' })), /language|fr/],
  ];
  for (const [name, content, what] of refused) {
    const file = content === null ? path.join(newsroom.folder, name) : newsroom.file(name, content);
    const { status, stderr } = await newsroom.run('publish', file);
    assert.equal(status, 1, name);
    assert.match(stderr, what, name);
  }
  await newsroom.must('check');
});

test('withdraw refuses a story that is not there, or not any more', async (t) => {
  const newsroom = await Newsroom.make(t);
  const unknown = await newsroom.run('withdraw', 'urn:t:none', '--reason', 'Помилка');
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /urn:t:none/);
  await newsroom.publish(story({ uri: 'urn:t:1', headline: 'Перша новина' }));
  await newsroom.withdraw('urn:t:1');
  assert.equal((await newsroom.run('withdraw', 'urn:t:1', '--reason', 'Ще раз')).status, 1);
});

test('check and rebuild work on an empty site and on one with stories', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.must('check');
  await newsroom.must('rebuild');
  await newsroom.publish(story({ uri: 'urn:t:1', headline: 'Перша новина' }));
  await newsroom.must('rebuild');
  await newsroom.must('check');
});

test('a section renamed in one edition stays as it was in the others', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'City' } } });
  await newsroom.must('section', 'city', 'en=Town');
  await newsroom.serve();
  assert.match(await newsroom.page('/city/'), /Місто/);
  assert.match(await newsroom.page('/eng/city/'), /Town/);
});

test('publish takes one item, not the first of several', async (t) => {
  const newsroom = await Newsroom.make(t);
  const items = [1, 2].map((n) => story({ uri: `urn:several:${n}`, headline: `Перша з ${n}` }));
  const { status, stderr } = await newsroom.run('publish', newsroom.itemFile(items));
  assert.equal(status, 1);
  assert.match(stderr, /more than one item/);
});

test('an invitation names roles that there are, in editions that there are', async (t) => {
  const newsroom = await Newsroom.make(t);
  const { stdout } = await newsroom.must('invite', 'editor=uk', 'reporter', '--desk', 'https://desk.example/');
  assert.match(stdout, /^invitation \(once, within 48 hours\): https:\/\/desk\.example\/welcome\/[\w-]{43}\n$/);
  for (const [word, why] of [['king', /no role 'king'/], ['editor=de', /no edition 'de'/], ['=uk', /no role ''/], ['editor=', /no edition ''/]]) {
    const { status, stdout: said, stderr } = await newsroom.run('invite', word);
    assert.equal(status, 1, word);
    assert.match(stderr, why);
    assert.equal(said, '');
  }
});
