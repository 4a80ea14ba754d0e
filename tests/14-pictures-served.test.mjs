// Pictures' files over the wire: what is published is sent, whole and in pieces, for ever the same; nothing else is.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before, describe } from 'node:test';
import { Newsroom } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { noisePng } from './support/png.mjs';

const steps = [];
let newsroom, files, other;

const png = (seed) => noisePng(700, 500, seed);
const picture = (seed) => ({
  name: 'picture-1', type: 'picture', uri: `urn:served:picture:${seed}`,
  descriptions: [{ role: 'caption', value: 'Шум' }],
  renditions: [{
    name: 'main', contentType: 'image/png', width: 700, height: 500,
    href: `data:image/png;base64,${png(seed).toString('base64')}`,
  }],
});
const withPicture = (number) =>
  story({ uri: `urn:served:${number}`, headline: `Стаття ${number}`, section: 'city', pictures: [picture(number)] });

// A picture is named by what it was made of.
function filesOf(number) {
  const hash = crypto.createHash('sha256').update(png(number)).digest('hex');
  return fs.readdirSync(path.join(newsroom.data, 'public', hash)).map((name) => `/media/${hash}/${name}`).sort();
}

before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.push(step) }, { sections: { city: { uk: 'Місто', ru: 'Город', en: 'City' } } });
  await newsroom.import([withPicture(1), withPicture(2)]);
  await newsroom.serve();
  files = filesOf(1);
  other = filesOf(2);
});
after(async () => {
  for (const step of steps) await step();
});

const onDisk = (file) => fs.readFileSync(path.join(newsroom.data, 'public', file.replace('/media/', '')));
const get = (file, headers = [], method = 'GET') => newsroom.fetch({ path: file, headers, method });

describe('a picture that is published', () => {
  test('is sent as it lies on the disk, in every width and format', async () => {
    assert.ok(files.length >= 2, `${files.length} files`);
    for (const file of files) {
      const reply = await get(file);
      assert.equal(reply.status, 200, file);
      assert.ok(reply.body.equals(onDisk(file)), file);
      assert.equal(reply.headers.get('content-type'), file.endsWith('.webp') ? 'image/webp' : 'image/jpeg');
      assert.equal(reply.headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.equal(reply.headers.get('accept-ranges'), 'bytes');
      assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(reply.headers.get('content-encoding'), undefined);
    }
  });

  test('has one exact length for GET and HEAD, and a validator', async () => {
    const [file] = files;
    const whole = await get(file);
    const head = await get(file, [], 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
    assert.equal(head.headers.get('content-length'), String(whole.body.length));
    const etag = whole.headers.get('etag');
    assert.match(etag, /^"[^"]+"$/);
    assert.equal((await get(file, [['If-None-Match', etag]])).status, 304);
    assert.notEqual((await get(files[1])).headers.get('etag'), etag);
  });

  test('comes in pieces that make the whole', async () => {
    const [file] = files;
    const whole = onDisk(file);
    const etag = (await get(file)).headers.get('etag');
    const got = [];
    for (let first = 0; first < whole.length; first += 10_000) {
      const last = Math.min(first + 10_000, whole.length) - 1;
      const piece = await get(file, [['Range', `bytes=${first}-${last}`], ['If-Range', etag]]);
      assert.equal(piece.status, 206);
      assert.equal(piece.headers.get('content-range'), `bytes ${first}-${last}/${whole.length}`);
      got.push(piece.body);
    }
    assert.ok(Buffer.concat(got).equals(whole));
    assert.ok((await get(file, [['Range', 'bytes=-9']])).body.equals(whole.subarray(-9)));
    const beyond = await get(file, [['Range', `bytes=${whole.length}-`]]);
    assert.deepEqual([beyond.status, beyond.headers.get('content-range'), beyond.body.length], [416, `bytes */${whole.length}`, 0]);
    for (const headers of [[['Range', 'bytes=0-1,5-6']], [['Range', 'bytes=0-1'], ['Range', 'bytes=0-1']],
      [['Range', 'bytes=0-1'], ['If-Range', '"other"']]]) {
      const reply = await get(file, headers);
      assert.deepEqual([reply.status, reply.body.length], [200, whole.length]);
    }
  });

  test('curl goes on with a half', async (t) => {
    const half = path.join(newsroom.data, '..', `half-${process.pid}`);
    t.after(() => fs.rmSync(half, { force: true }));
    const whole = onDisk(files[0]);
    fs.writeFileSync(half, whole.subarray(0, whole.length >> 1));
    const { status } = spawnSync('curl', ['-sf', '-C', '-', '-o', half, `http://127.0.0.1:${newsroom.server.port}${files[0]}`]);
    assert.equal(status, 0);
    assert.ok(fs.readFileSync(half).equals(whole));
  });
});

describe('what is not published', () => {
  test('invented pictures, widths and names are 404', async () => {
    const [file] = files;
    const folder = path.dirname(file);
    const original = fs.readdirSync(path.join(newsroom.data, 'media', path.basename(folder)));
    const invented = [`${folder}/`, `${folder}/1.webp`, `${folder}/0640.webp`, `${folder}/640.png`, `${folder}/../store.db`,
      `${folder}/..%2f..%2fstore.db`, `/media/${'0'.repeat(64)}/640.webp`, '/media/', '/public/', '/media/640.webp',
      ...original.filter((name) => !/^\d+\.(webp|jpg)$/.test(name)).map((name) => `${folder}/${name}`)];
    for (const name of invented) assert.equal((await get(name)).status, 404, name);
  });

  test('a withdrawn picture is 410 and its files are gone; others stay', async () => {
    assert.equal((await get(files[0])).status, 200);
    await newsroom.withdraw('urn:served:1');
    for (const file of files) assert.equal((await get(file)).status, 410, file);
    assert.ok(!fs.existsSync(path.join(newsroom.data, 'public', path.basename(path.dirname(files[0])))));
    for (const file of other) assert.equal((await get(file)).status, 200, file);
  });
});
