// A theme's folder: taken over while the site is served, a fault told with file and line, the last good one kept.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Newsroom, stoppress } from './support/newsroom.mjs';
import { SECTIONS, stories } from './support/site.mjs';
import { until } from './support/until.mjs';

async function themed(t, files, count = 30) {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.import(stories(count));
  const folder = path.join(newsroom.folder, 'theme');
  fs.mkdirSync(folder);
  const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  const server = await newsroom.serve('--theme', folder);
  return { newsroom, folder, write, server };
}

const PARAGRAPH = 'block_paragraph.mustache';

async function anArticle(newsroom) {
  const front = await newsroom.page('/');
  return /href="(\/news\/\d{4}\/\d{2}\/\d{2}\/\d+\/)"/.exec(front)[1];
}

test('a changed file is on every page without a restart', async (t) => {
  const { newsroom, folder, write } = await themed(t, { [PARAGRAPH]: '<p class="first-theme">{{{text}}}</p>\n' });
  const article = await anArticle(newsroom);
  await until('the articles have the theme', async () => (await newsroom.page(article)).includes('first-theme'));
  write(PARAGRAPH, '<p class="second-theme">{{{text}}}</p>\n');
  await until('the articles have the new theme', async () => (await newsroom.page(article)).includes('second-theme'));
  write('style.css', 'body { color: #123456 }');
  await until('every page has the new style', async () => (await newsroom.page('/eng/')).includes('#123456'));
  assert.match(await newsroom.page('/no-such-page/', 404), /#123456/);
  const { server } = newsroom; // of changes that follow one another fast, only the last is pressed to its end
  await until(() => `all is pressed: ${server.stderr}`,
    () => server.stderr.match(/taken over from/g)?.length >= 2 &&
      server.stderr.lastIndexOf('pressed anew: all 90 articles') > server.stderr.lastIndexOf('taken over from'));
  for (const named of [['--theme', folder], []]) {
    const { stdout } = await newsroom.must('check', ...named);
    assert.match(stdout, /^whole:/m, 'also when it is not said which theme it is served with');
  }
  fs.rmSync(path.join(folder, 'style.css'));
  await until('the program’s own style is back', async () => !(await newsroom.page('/')).includes('#123456'));
});

test('a changed icon is taken over, and the program’s own is back when it goes', async (t) => {
  const { newsroom, folder } = await themed(t, { [PARAGRAPH]: '<p class="good">{{{text}}}</p>\n' }, 3);
  const icon = async (name) => (await newsroom.fetch(`/${name}`)).body;
  for (const name of ['favicon.ico', 'icon-192.png']) {
    const own = await icon(name);
    fs.writeFileSync(path.join(folder, name), 'first');
    await until(`${name} is the theme’s`, async () => (await icon(name)).equals(Buffer.from('first')));
    fs.writeFileSync(path.join(folder, name), 'second');
    await until(`${name} is the changed one`, async () => (await icon(name)).equals(Buffer.from('second')));
    await newsroom.must('check');
    fs.rmSync(path.join(folder, name));
    await until(`${name} is the program’s own`, async () => (await icon(name)).equals(own));
  }
});

test('a theme with more files than are kept is served, and what is not kept is told', async (t) => {
  const { newsroom, folder } = await themed(t, { [PARAGRAPH]: '<p class="good">{{{text}}}</p>\n' }, 3);
  const kept = () => fs.readdirSync(path.join(newsroom.data, 'theme')).sort();
  await newsroom.stop();
  for (let i = 0; i < 198; i++) fs.writeFileSync(path.join(folder, `note-${i}.txt`), 'a note');
  fs.writeFileSync(path.join(folder, 'rail.mustache'), '<aside id="mine"></aside></div>\n');
  await newsroom.serve('--theme', folder);
  assert.equal(kept().length, 200, 'as many files as are kept');
  await newsroom.stop();
  fs.writeFileSync(path.join(folder, 'note-198.txt'), 'one too many');
  fs.writeFileSync(path.join(folder, 'rail.mustache'), '<aside id="changed"></aside></div>\n');
  await newsroom.serve('--theme', folder);
  assert.match(newsroom.server.stderr, /theme: \S+ has more than 200 files: too large to be kept as the last good one/);
  await until('it is served', async () => (await newsroom.page('/')).includes('id="changed"'));
  assert.equal(kept().length, 200);
  assert.match(fs.readFileSync(path.join(newsroom.data, 'theme', 'rail.mustache'), 'utf8'), /id="mine"/);
});

test('a fault is told with file, line and what is wrong, and the last good theme stays', async (t) => {
  const { newsroom, write, server } = await themed(t, { [PARAGRAPH]: '<p class="good">{{{text}}}</p>\n' });
  const article = await anArticle(newsroom);
  await until('the articles have the theme', async () => (await newsroom.page(article)).includes('good'));
  write('rail.mustache', '<aside>\n{{#days}}\n<p>{{name}}</p>\n');
  await until(() => `the fault is told: ${server.stderr}`, () => /rail\.mustache:2: section is not closed: "days"/.test(server.stderr));
  assert.match(server.stderr, /the last good theme stays/);
  assert.match(await newsroom.page(article), /class="good"/);
  write('rail.mustache', '<aside id="mended"></aside></div>\n');
  await until('the mended theme is taken', async () => (await newsroom.page(article)).includes('mended'));
});

test('that a fault is gone is told once, also when the theme is what it was before', async (t) => {
  const { folder, write, server } = await themed(t, { 'style.css': 'body { color: #123456 }' }, 3);
  const faults = () => server.stderr.match(/the last good theme stays/g)?.length ?? 0;
  const gone = () => server.stderr.match(/theme: the fault is gone; \S+ is the theme that readers have/g)?.length ?? 0;
  write('style.css', '\n');
  await until(() => `the fault is told: ${server.stderr}`, () => faults() === 1);
  write('style.css', 'body { color: #123456 }');
  await until(() => `that it is gone is told: ${server.stderr}`, () => gone() === 1);
  write('style.css', 'body { color: #123456 }');
  write('rail.mustache', '{{nope}}');
  await until(() => `the second is told: ${server.stderr}`, () => faults() === 2);
  fs.rmSync(path.join(folder, 'rail.mustache'));
  await until(() => `that it is gone is told: ${server.stderr}`, () => gone() === 2);
});

test('what no reader’s browser will do is told with file and line, at the start and when it comes later', async (t) => {
  const { newsroom, write, server } = await themed(t, { [PARAGRAPH]: '<p class="good">{{{text}}}</p>\n<script src="/x.js"></script>\n' }, 3);
  await until(() => `the script is told of: ${server.stderr}`, () => /warning desk: theme: block_paragraph\.mustache:2: <script>: it will not run/.test(server.stderr));
  const article = await anArticle(newsroom);
  await until('the articles have the theme', async () => (await newsroom.page(article)).includes('good'));
  write('rail.mustache', '<aside id="mine">\n<img src="https://elsewhere.example/x.png" alt="">\n</aside></div>\n');
  await until(() => `the picture is told of: ${server.stderr}`, () => /warning desk: theme: rail\.mustache:2: https:\/\/elsewhere\S*: it will not be loaded/.test(server.stderr));
  await until('the theme is taken all the same', async () => (await newsroom.page('/')).includes('id="mine"'));
});

test('a name that no value has, and a style that is empty or asks elsewhere, are faults too', async (t) => {
  const { newsroom, write, server } = await themed(t, { [PARAGRAPH]: '<p class="good">{{{text}}}</p>\n' }, 6);
  const article = await anArticle(newsroom);
  await until('the articles have the theme', async () => (await newsroom.page(article)).includes('good'));
  const front = await newsroom.page('/');
  const faults = [
    ['rail.mustache', '<aside>\n{{#days}}\n{{nmae}}{{/days}}</aside></div>\n', /rail\.mustache:3: nothing is called "nmae"/],
    ['rail.mustache', '<aside>{{text.nopenope}}</aside></div>\n', /rail\.mustache:1: nothing is called "text\.nopenope"/],
    ['style.css', '\n', /style\.css:1: there is no rule in it/],
    ['style.css', 'a { }\n@import "https://elsewhere.example/x.css";', /style\.css:2: another style sheet is asked for/],
    ['style.css', 'a { b: url(//elsewhere.example/x) }', /style\.css:1: address of another host/],
  ];
  let last;
  for (const [name, text, said] of faults) {
    if (last && last !== name) write(last, '<aside id="mended"></aside></div>\n');
    write(name, text);
    last = name;
    await until(() => `${said} is told: ${server.stderr}`, () => said.test(server.stderr));
    assert.equal(await newsroom.page('/'), front);
  }
  write('style.css', 'body { color: #123456 }');
  await until('the mended theme is taken', async () => (await newsroom.page('/')).includes('#123456'));
  assert.match(await newsroom.page('/'), /id="mended"/);
});

test('a theme that cannot be read is said at the start', async (t) => {
  const newsroom = await Newsroom.make(t);
  const missing = await stoppress(['serve', '--data', newsroom.data, '--listen', '127.0.0.1:0', '--theme', '/no/such/theme']);
  assert.notEqual(missing.status, 0);
  assert.match(missing.stderr, /\/no\/such\/theme/);
});

test('a template that brings itself in is a fault, and neither publishing nor the next start suffers', async (t) => {
  const { newsroom, folder, write, server } = await themed(t, { [PARAGRAPH]: '<p class="good">{{{text}}}</p>\n' }, 12);
  const article = await anArticle(newsroom);
  await until('the articles have the theme', async () => (await newsroom.page(article)).includes('class="good"'));
  write('foot.mustache', '<footer>\n{{>foot}}\n</footer>\n');
  await until(() => `the fault is told: ${server.stderr}`, () => /foot\.mustache:2: "foot" brings itself in/.test(server.stderr));
  assert.match(server.stderr, /the last good theme stays/);
  await newsroom.publish(stories(13)[12]);
  await newsroom.stop();
  await newsroom.serve('--theme', folder);
  assert.match(newsroom.server.stderr, /foot\.mustache:2: "foot" brings itself in/);
  assert.match(await newsroom.page(article), /class="good"/);
});

test('a desk that starts while the theme has a fault, or is not there, goes on with the last good one', async (t) => {
  const { newsroom, folder, write } = await themed(t, { [PARAGRAPH]: '<p class="good">{{{text}}}</p>\n' }, 12);
  const article = await anArticle(newsroom);
  await until('the articles have the theme', async () => (await newsroom.page(article)).includes('class="good"'));
  await newsroom.stop();
  write('rail.mustache', '<aside>\n{{#days}}\n<p>{{name}}</p>\n');
  const served = await newsroom.serve('--theme', folder);
  assert.match(served.stderr, /rail\.mustache:2: section is not closed: "days"; the last good theme stays/);
  await newsroom.publish(stories(13)[12]);
  assert.match(await newsroom.page(article), /class="good"/);
  await newsroom.stop();
  fs.rmSync(folder, { recursive: true });
  await newsroom.serve('--theme', folder);
  assert.match(newsroom.server.stderr, /cannot be read; the last good theme stays/);
  assert.match(await newsroom.page(article), /class="good"/);
});

test('a template that is not UTF-8 is refused with its line', async (t) => {
  const { newsroom, folder, server } = await themed(t, {}, 12);
  fs.writeFileSync(path.join(folder, 'foot.mustache'), Buffer.from('<footer>\n\xff\xfe</footer>\n', 'latin1'));
  await until(() => `it is told: ${server.stderr}`, () => /foot\.mustache:2: not UTF-8/.test(server.stderr));
  assert.doesNotMatch(await newsroom.page('/'), /\ufffd/);
});

test('the program’s own theme comes back when it is served without one', async (t) => {
  const { newsroom } = await themed(t, { [PARAGRAPH]: '<p class="of-a-folder">{{{text}}}</p>\n' }, 12);
  const article = await anArticle(newsroom);
  await until('the articles have the theme', async () => (await newsroom.page(article)).includes('of-a-folder'));
  await newsroom.stop();
  await newsroom.serve();
  await until('it is gone', async () => !(await newsroom.page(article)).includes('of-a-folder'));
  await until('all is pressed', () => newsroom.server.stderr.includes('pressed anew: all'));
  await newsroom.must('check');
});

test('a folder that another is put in place of is looked at anew, and so is what a link is switched to', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.import(stories(3));
  const at = (name) => path.join(newsroom.folder, name);
  const themeIn = (name, colour) => {
    fs.mkdirSync(at(name));
    fs.writeFileSync(path.join(at(name), 'style.css'), `body { color: ${colour} }`);
  };
  const shows = (colour) => until(`${colour} is there`, async () => (await newsroom.page('/')).includes(colour));
  themeIn('theme', '#111111');
  const server = await newsroom.serve('--theme', at('theme'));
  await shows('#111111');
  themeIn('second', '#222222');
  fs.renameSync(at('theme'), at('first'));
  fs.renameSync(at('second'), at('theme'));
  await shows('#222222');
  fs.writeFileSync(path.join(at('theme'), 'style.css'), 'body { color: #333333 }');
  await shows('#333333');
  fs.renameSync(at('theme'), at('second'));
  await until(() => `it is told: ${server.stderr}`, () => /the theme's folder \S+theme cannot be read; the last good theme stays/.test(server.stderr));
  await newsroom.publish(stories(4)[9]);
  await shows('#333333');
  fs.symlinkSync('first', at('theme'));
  await shows('#111111');
  fs.symlinkSync('second', at('link'));
  fs.renameSync(at('link'), at('theme'));
  await shows('#333333');
  fs.rmSync(at('theme'));
  themeIn('theme', '#444444');
  await shows('#444444');
  fs.rmSync(at('theme'), { recursive: true });
  themeIn('theme', '#555555');
  await shows('#555555');
  fs.writeFileSync(path.join(at('theme'), 'style.css'), 'body { color: #666666 }');
  await shows('#666666');
});
