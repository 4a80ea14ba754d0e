// Pictures: from the imported file to what a browser may choose from, and back when nothing shows them any more.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { links, mainOf } from './support/pages.mjs';
import { noisePng } from './support/png.mjs';
import { SECTIONS } from './support/site.mjs';

const FILES = new URL('./pictures/', import.meta.url).pathname;
const bytesOf = (name) => fs.readFileSync(path.join(FILES, name));
const hrefOf = (name) => `data:;name=${name};base64,${bytesOf(name).toString('base64')}`;
const picture = (name, rest = {}) => ({ type: 'picture', renditions: [{ href: hrefOf(name) }], ...rest });
const item = (n, pictures, rest = {}) => story({ uri: `urn:t:${n}`, headline: `Новина номер ${n}`, pictures, ...rest });

const publicFolder = (newsroom) => path.join(newsroom.data, 'public');
const publicPictures = (newsroom) => fs.readdirSync(publicFolder(newsroom));
const addressesIn = (html) => [...new Set([...html.matchAll(/\/media\/[0-9a-f]{64}\/\d+\.(?:webp|jpg)/g)].map(([address]) => address))];
const articleOf = async (newsroom, n = 1) => {
  const listing = await newsroom.page('/news/');
  return listing.match(new RegExp(`href="([^"]+)">Новина номер ${n}<`))[1];
};

test('a page offers every size in both formats, and each is there', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([item(1, [picture('plain.jpg')])]);
  await newsroom.serve();
  const page = await newsroom.page(await articleOf(newsroom));
  const figure = page.match(/<figure class="picture">[^]*?<\/figure>/)[0];
  for (const kind of ['webp', 'jpg']) for (const width of [320, 480, 640, 900]) assert.match(figure, new RegExp(`/${width}\\.${kind} ${width}w`));
  assert.match(figure, /width="900" height="600"/);
  assert.match(figure, /fetchpriority="high"/);
  assert.doesNotMatch(figure, /loading="lazy"/);
  assert.match(page, /<meta property="og:image" content="http[^"]+900\.jpg">/);
  for (const address of addressesIn(page)) {
    const reply = await newsroom.fetch(address);
    assert.equal(reply.status, 200, address);
    assert.equal(reply.headers.get('content-type'), address.endsWith('webp') ? 'image/webp' : 'image/jpeg');
    const there = fs.readFileSync(path.join(publicFolder(newsroom), address.replace('/media/', '')));
    assert.deepEqual(reply.body, there);
  }
  assert.equal((await newsroom.fetch(addressesIn(page)[0].replace(/\d+\.\w+$/, 'original'))).status, 404);
  assert.match((await newsroom.must('check')).stdout, /^whole/m);
});

test('a file that an item names and that is not there is told by its name, and the rest comes in', async (t) => {
  const newsroom = await Newsroom.make(t);
  const missing = { type: 'picture', renditions: [{ href: 'missing.jpg' }] };
  const said = await newsroom.import([item(1, [missing]), item(2, [picture('plain.jpg')])]);
  assert.match(said.stdout, /^pictures: missing\.jpg: there is no such file: 1, first in urn:t:1$/m);
  await newsroom.serve();
  assert.doesNotMatch(await newsroom.page(await articleOf(newsroom, 1)), /<img|data:/);
  assert.match(await newsroom.page(await articleOf(newsroom, 2)), /<img/);
});

test('a link beside the file leads to no picture: what it names may be another one\'s', async (t) => {
  const newsroom = await Newsroom.make(t);
  const elsewhere = fs.mkdtempSync(path.join(newsroom.folder, 'elsewhere-'));
  fs.copyFileSync(path.join(FILES, 'plain.jpg'), path.join(elsewhere, 'secret.jpg'));
  fs.symlinkSync(path.join(elsewhere, 'secret.jpg'), path.join(newsroom.folder, 'linked.jpg'));
  fs.symlinkSync(elsewhere, path.join(newsroom.folder, 'way'));
  const of = (n, href) => item(n, [{ type: 'picture', renditions: [{ href }] }]);
  const said = await newsroom.import([of(1, 'linked.jpg'), of(2, 'way/secret.jpg'), of(3, `${path.basename(elsewhere)}/secret.jpg`)]);
  assert.match(said.stdout, /^pictures: linked\.jpg: it is a link or lies behind one; copy the file: 1, first in urn:t:1$/m);
  assert.match(said.stdout, /^pictures: secret\.jpg: it is a link or lies behind one; copy the file: 1, first in urn:t:2$/m);
  await newsroom.serve();
  for (const n of [1, 2]) assert.doesNotMatch(await newsroom.page(await articleOf(newsroom, n)), /<img|data:/);
  assert.match(await newsroom.page(await articleOf(newsroom, 3)), /<img/);
});

test('credit and caption of the file stand where the item is silent; where it was taken stands nowhere', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([item(1, [picture('full-of-words.jpg', { by: 'Ганна Лис' })]), item(2, [picture('iim-only.jpg')])]);
  await newsroom.serve();
  const first = await newsroom.page(await articleOf(newsroom, 1));
  assert.match(first, /Пором відходить/);
  assert.match(first, /Фото:\u00a0Ганна Лис/);
  assert.match(first, /width="600" height="900"/); // turned the right way up
  assert.match(await newsroom.page(await articleOf(newsroom, 2)), /Фото:\u00a0Agency of Letters/);
  for (const address of addressesIn(first)) {
    const bytes = (await newsroom.fetch(address)).body;
    for (const secret of ['SECRET', 'Exif\0', 'EXIF', 'GPS', 'Photoshop 3.0']) assert.equal(bytes.includes(secret), false, `${address}: ${secret}`);
    assert.ok(bytes.includes('Herald &amp; &lt;Sons&gt;'));
  }
});

test('an illustration is called so, and a crop looks where its point of interest is', async (t) => {
  const newsroom = await Newsroom.make(t);
  const rendition = { href: hrefOf('plain.jpg'), width: 900, height: 600, poi: { x: 225, y: 450 } };
  await newsroom.import([item(1, [{ type: 'graphic', by: 'Ганна Лис', renditions: [rendition] }])]);
  await newsroom.serve();
  assert.match(await newsroom.page(await articleOf(newsroom)), /Ілюстрація:\u00a0Ганна Лис/);
  assert.match(await newsroom.page('/news/'), /style="object-position:25% 75%"/);
});

test('a body names pictures beside its file, and what it does not say of them their associations do', async (t) => {
  const newsroom = await Newsroom.make(t);
  for (const name of ['plain.jpg', 'small.png']) newsroom.file(name, bytesOf(name));
  const drawn = { type: 'graphic', by: 'Ганна Лис', descriptions: [{ role: 'caption', value: 'Намальований міст' }], renditions: [{ href: 'small.png' }] };
  const html = '<p>Текст.</p><figure><IMG\nalt="Міст > річка" src=plain.jpg><img src="small.png" alt="Малюнок"></figure>';
  await newsroom.import([item(1, [picture('plain.jpg'), drawn], { html })]);
  await newsroom.serve();
  const page = await newsroom.page(await articleOf(newsroom));
  const gallery = page.match(/<div class="gallery">[^]*?<\/div>/)[0];
  assert.equal(gallery.match(/<figure class="picture">/g).length, 2);
  assert.match(gallery, /alt="Міст (?:>|&gt;) річка"/);
  assert.match(gallery, /alt="Малюнок"[^]*Намальований міст[^]*Ілюстрація:[^<]*Ганна Лис/);
});

test('a draft\'s pictures cannot be reached, a withdrawn one\'s go, and one that another article shows stays', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([
    item(1, [picture('plain.jpg')]), item(2, [picture('plain.jpg')]),
    item(3, [picture('small.png')], { pubStatus: 'withheld' }),
  ]);
  await newsroom.serve();
  const [address] = addressesIn(await newsroom.page(await articleOf(newsroom)));
  assert.equal(publicPictures(newsroom).length, 1);
  const kept = fs.readdirSync(path.join(newsroom.data, 'media')).filter((name) => name.length === 64);
  assert.equal(kept.length, 2);
  const draft = kept.find((name) => !address.includes(name));
  assert.equal((await newsroom.fetch(`/media/${draft}/200.jpg`)).status, 404);

  await newsroom.must('withdraw', 'urn:t:1', '--reason', 'Помилка');
  assert.equal((await newsroom.fetch(address)).status, 200);
  await newsroom.must('withdraw', 'urn:t:2', '--reason', 'Помилка');
  assert.ok([404, 410].includes((await newsroom.fetch(address)).status));
  assert.deepEqual(publicPictures(newsroom), []);
  assert.match((await newsroom.must('check')).stdout, /^whole/m);

  await newsroom.must('rebuild');
  assert.match((await newsroom.must('check')).stdout, /^whole/m);
  await newsroom.import([item(1, [picture('plain.jpg')], { published: '2026-03-01T09:00:00Z', changed: '2026-03-01T10:00:00Z' })]);
  assert.equal((await newsroom.fetch(address)).status, 200);
});

test('what is refused is told with its name and reason, and the story comes in without it', async (t) => {
  const newsroom = await Newsroom.make(t);
  const broken = `data:;name=half.jpg;base64,${bytesOf('plain.jpg').subarray(0, 6000).toString('base64')}`;
  const head = `data:;name=head.png;base64,${bytesOf('small.png').subarray(0, 33).toString('base64')}`; // libvips says nothing of it
  const file = newsroom.file('items.jsonl', [
    item(1, [picture('other.tiff')]), item(2, [{ type: 'picture', href: broken, descriptions: [{ role: 'caption', value: 'Міст' }] }]),
    item(3, [{ type: 'picture', href: head }]),
    item(4, [{ type: 'picture', href: 'data:;name=empty.jpg;base64,' }, { type: 'picture', href: 'data:;name=noise.jpg;base64,bm9pc2U=' }]),
  ].map((one) => JSON.stringify(one) + '\n').join(''));
  const { stdout } = await newsroom.must('import', 'ninjs', file);
  assert.match(stdout, /pictures: other\.tiff: of a type that is not taken \(image\/tiff\): 1/);
  assert.match(stdout, /pictures: empty\.jpg: an empty file: 1/);
  assert.match(stdout, /pictures: noise\.jpg: no JPEG, PNG, WebP or GIF: 1/);
  assert.match(stdout, /pictures: half\.jpg: damaged or cut off \(.+\): 1/);
  assert.match(stdout, /pictures: head\.png: damaged or cut off(?: \(.+\))?: 1/);
  await newsroom.serve();
  const page = await newsroom.page(await articleOf(newsroom, 2));
  assert.doesNotMatch(page, /<figure|Міст/, 'nor does a caption stay behind without its picture');
  assert.doesNotMatch(page, /\/media\//);
});

test('pixels that counted readers and lines that divided texts are no pictures, and are told as what they are', async (t) => {
  const newsroom = await Newsroom.make(t);
  const made = (width, height) => `data:;name=p.png;base64,${noisePng(width, height).toString('base64')}`;
  const html = `<p>Текст.</p><img src="${made(1, 1)}" alt="Лічильник"><figure><img src="${made(15, 100)}"></figure><img src="${made(640, 16)}" alt="Лінія"><p>Далі.</p>`;
  const said = await newsroom.import([
    item(1, [{ type: 'picture', href: made(2, 1), descriptions: [{ role: 'caption', value: 'Крапка' }] }, picture('plain.jpg')], { html })]);
  assert.match(said.stdout, /^pictures smaller than 16 pixels: 3, first in urn:t:1$/m);
  assert.match(said.stdout, /^pictures more than 20 times as long as wide: 1, first in urn:t:1$/m);
  await newsroom.serve();
  const page = await newsroom.page(await articleOf(newsroom));
  assert.equal(page.match(/<figure class="picture">/g).length, 1, 'the first that is one is the main picture');
  assert.match(page, /900\.jpg/);
  assert.doesNotMatch(page, /Лічильник|Лінія|Крапка/);
});

test('check tells of files that are missing, changed or left over, and rebuild takes left-overs away', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([item(1, [picture('plain.jpg')])]);
  const [digest] = publicPictures(newsroom);
  fs.rmSync(path.join(publicFolder(newsroom), digest, '320.webp'));
  fs.cpSync(path.join(publicFolder(newsroom), digest), path.join(publicFolder(newsroom), 'a'.repeat(64)), { recursive: true });
  const found = await newsroom.run('check');
  assert.equal(found.status, 1);
  assert.match(found.stdout, /320\.webp is missing/);
  assert.match(found.stdout, /has the picture a{64}, which nothing shows/);
  await newsroom.must('rebuild');
  assert.match((await newsroom.must('check')).stdout, /^whole/m);
  assert.deepEqual(publicPictures(newsroom), [digest]);
  fs.appendFileSync(path.join(newsroom.data, 'media', digest, '480.jpg'), 'x');
  assert.match((await newsroom.run('check')).stdout, /480\.jpg is not what was made/);
});

test('what is missing or damaged of a picture is made anew from its original, and readers get that', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([item(1, [picture('plain.jpg')])]);
  const [digest] = publicPictures(newsroom);
  const kept = (name) => path.join(newsroom.data, 'media', digest, name);
  const names = fs.readdirSync(kept('.')).filter((name) => /^\d/.test(name));
  const before = new Map(names.map((name) => [name, fs.readFileSync(kept(name))]));
  await newsroom.serve();
  fs.rmSync(kept('320.webp'));
  const damaged = Buffer.from(before.get('480.jpg')).fill(0, 100, 200);
  fs.writeFileSync(kept('480.jpg'), damaged); // the very file that readers have
  assert.deepEqual((await newsroom.fetch(`/media/${digest}/480.jpg`)).body, damaged);

  const found = await newsroom.run('check');
  assert.equal(found.status, 1);
  assert.match(found.stdout, /media\/[0-9a-f]{64}\/320\.webp is missing; `stoppress rebuild` makes it anew/);
  assert.match(found.stdout, /media\/[0-9a-f]{64}\/480\.jpg is not what was made; `stoppress rebuild` makes it anew/);
  assert.match((await newsroom.must('rebuild')).stdout, /^pictures made anew: 1$/m);
  assert.match((await newsroom.must('check')).stdout, /^whole/m);
  for (const name of names) {
    const reply = await newsroom.fetch(`/media/${digest}/${name}`);
    assert.equal(reply.status, 200, name);
    assert.deepEqual(reply.body, before.get(name), name);
  }
  assert.doesNotMatch((await newsroom.must('rebuild')).stdout, /pictures/);
});

test('a damaged original is told with what to do, and a later version of its item brings it back', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import([item(1, [picture('plain.jpg')])]);
  const [digest] = publicPictures(newsroom);
  const kept = (name) => path.join(newsroom.data, 'media', digest, name);
  fs.appendFileSync(kept('original'), 'x');
  fs.appendFileSync(kept('640.jpg'), 'x');
  const isTold = async () => {
    const found = await newsroom.run('check');
    assert.equal(found.status, 1);
    for (const name of ['original', '640\\.jpg']) {
      assert.match(found.stdout, new RegExp(`/${name} is not what was made; the original is lost, too: import a later version`));
    }
  };
  await isTold();
  assert.match((await newsroom.must('rebuild')).stdout, /^pictures that are damaged, and their originals, too: 1; see `stoppress check`$/m);
  await isTold();
  await newsroom.import([item(1, [picture('plain.jpg')], { changed: '2026-03-01T10:00:00Z', version: '2' })]);
  assert.match((await newsroom.must('check')).stdout, /^whole/m);
  assert.deepEqual(fs.readFileSync(kept('original')), bytesOf('plain.jpg'));

  fs.writeFileSync(kept('about.json'), '{');
  fs.writeFileSync(kept('original'), 'x');
  assert.match((await newsroom.run('check')).stdout, /about\.json cannot be read; the original is lost, too/);
  fs.writeFileSync(kept('original'), bytesOf('plain.jpg')); // back from a backup
  assert.match((await newsroom.run('check')).stdout, /about\.json cannot be read; `stoppress rebuild` makes it anew/);
  await newsroom.must('rebuild');
  assert.match((await newsroom.must('check')).stdout, /^whole/m);
});

test("a section's block on the front opens with its newest picture; without any it is a block of words", async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const at = (n) => new Date(Date.UTC(2026, 2, 1, 9, n)).toISOString();
  const top = [20, 21, 22, 23].map((n) => item(n, [], { published: at(n) })); // lead and cards
  const city = [1, 2, 3, 4].map((n) => item(n, n === 2 || n === 3 ? [picture('plain.jpg')] : [], { section: 'city', published: at(n) }));
  const culture = [5, 6].map((n) => item(n, [], { section: 'culture', published: at(n) }));
  await newsroom.import([...top, ...city, ...culture]);
  await newsroom.serve();
  const front = mainOf(await newsroom.page('/'));
  const block = (slug) => /<section class="([^"]*)"[^>]*>([\s\S]*?)<\/section>/.exec(front.slice(front.lastIndexOf('<section', front.indexOf(`href="/${slug}/"`))));
  const told = (slug) => links(block(slug)[2]).map(({ text }) => text);
  assert.deepEqual(told('city'), ['Місто', ...[3, 4, 2, 1].map((n) => `Новина номер ${n}`)]);
  assert.match(block('city')[2], /class="first"[\s\S]*<img[\s\S]*class="stories"/);
  assert.equal(block('city')[1], 'block of-3 few');
  assert.deepEqual(told('culture'), ['Культура', 'Новина номер 6', 'Новина номер 5']);
  assert.equal(block('culture')[1], 'block of-1 in-words');
});

test('of an animation the first picture is shown, and the report says so', async (t) => {
  const newsroom = await Newsroom.make(t);
  const file = newsroom.file('items.jsonl', [item(1, [picture('moving.gif')]), item(2, [picture('moving.gif')]), item(3, [picture('small.gif')])].map((one) => JSON.stringify(one) + '\n').join(''));
  const { stdout } = await newsroom.must('import', 'ninjs', file);
  assert.match(stdout, /^pictures: an animation: only its first picture is shown: 2, first in urn:t:1$/m);
  await newsroom.serve();
  assert.match(await newsroom.page(await articleOf(newsroom)), /\/64\.webp/);
  assert.match((await newsroom.must('check')).stdout, /^whole/m);
});
