// Strangers who send much: nothing of it is read before the desk knows who they are, so they cost neither memory nor disk,
// and are told so at once; who works here goes on meanwhile.
// Runs alone: it measures memory and how soon is answered.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { deskOf } from './support/desk.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { Newsroom, ROOT } from './support/newsroom.mjs';

const STRANGERS = 50;
const BODY_BYTES = 40 * 1024 * 1024;
const TOLD_WITHIN_MS = 10_000;
const MEMORY_BYTES = 24 * 1024 * 1024;
const piece = Buffer.alloc(256 * 1024, 7);

const steps = [];
let newsroom, desk, editor, commercial;
before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.unshift(step) });
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  editor = await DeskPerson.join(newsroom, desk, ['editor']);
  commercial = await DeskPerson.join(newsroom, desk, ['commercial']);
});
after(async () => {
  for (const step of steps) await step();
});

const deskProcess = () => newsroom.server.children().find((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('desk-process'));
const residentBytes = (pid) => Number(/VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;

// Bytes in files without a name that the process holds open.
function spooledBytes(pid) {
  let sum = 0;
  for (const fd of fs.readdirSync(`/proc/${pid}/fd`)) {
    try {
      const link = `/proc/${pid}/fd/${fd}`;
      if (/\/media\/.*\(deleted\)/.test(fs.readlinkSync(link))) sum += fs.statSync(link).size;
    } catch { /* closed meanwhile */ }
  }
  return sum;
}

// Sends a head and then bytes as fast as they are taken, until there is an answer: {status, sent, ms, text}.
function upload({ method = 'PUT', path: target = '/pictures', cookie = '', length = BODY_BYTES, type = 'image/jpeg', limit = length }) {
  const { hostname, port } = new URL(desk.url);
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const socket = net.connect({ host: hostname === 'localhost' ? '127.0.0.1' : hostname, port });
    let sent = 0, text = '';
    const go = () => {
      while (sent < limit && !text) {
        const size = Math.min(piece.length, limit - sent);
        sent += size;
        if (!socket.write(piece.subarray(0, size))) return;
      }
    };
    const done = () => { socket.destroy(); resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), sent, taken: socket.bytesWritten - socket.writableLength, ms: Date.now() - began, text }); };
    socket.on('connect', () => {
      socket.write(`${method} ${target} HTTP/1.1\r\nHost: ${new URL(desk.url).host}\r\nOrigin: ${desk.url}\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}` +
        `Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`);
      go();
    });
    socket.on('drain', go);
    socket.on('data', (bytes) => { text += bytes; if (text.includes('}')) done(); });
    socket.on('end', done);
    socket.on('error', (error) => (text ? done() : reject(error)));
    socket.setTimeout(30_000, () => socket.destroy(new Error('no answer')));
  });
}

test('fifty strangers who each send 40 MB at once are told 401 at once; nothing of it is kept', async () => {
  const pid = deskProcess();
  const before = residentBytes(pid);
  let most = 0, spooled = 0;
  const watch = setInterval(() => { most = Math.max(most, residentBytes(pid)); spooled = Math.max(spooled, spooledBytes(pid)); }, 20);
  const strangers = Array.from({ length: STRANGERS }, (_, n) => upload({ cookie: n % 2 ? `desk=${'A'.repeat(43)}` : '' }));
  const list = await editor.ask({ path: '/' });
  const answers = await Promise.all(strangers);
  clearInterval(watch);
  assert.equal(list.status, 200, 'who works here goes on');
  for (const { status, ms, text } of answers) {
    assert.equal(status, 401, text);
    assert.match(text, /"why"/);
    assert.ok(ms < TOLD_WITHIN_MS, `told after ${ms} ms`);
  }
  assert.equal(spooled, 0, 'bytes were spooled');
  assert.ok(most - before < MEMORY_BYTES, `${((most - before) / 2 ** 20).toFixed(1)} MB more`);
});

test('who may not write, and who sends a text of a megabyte without being known, is told before the body', async () => {
  for (const [what, asked, status] of [
    ['a text by who sells', { path: '/articles/1/text', cookie: commercial.cookie, length: 900_000, type: 'application/json', limit: 100_000 }, 403],
    ['a text by a stranger', { path: '/articles/1/text', length: 900_000, type: 'application/json', limit: 70_000 }, 401],
    ['more than anybody may send', { cookie: editor.cookie, length: BODY_BYTES + 1, limit: 100_000 }, 413],
  ]) {
    const answer = await upload(asked);
    assert.equal(answer.status, status, `${what}: ${answer.text}`);
  }
});

test('who works here brings a picture, with one knock', async () => {
  const picture = fs.readdirSync(path.join(ROOT, 'demo/pictures')).map((name) => path.join(ROOT, 'demo/pictures', name))
    .map((file) => fs.readFileSync(file)).sort((a, b) => b.length - a.length)[0];
  const answer = await editor.ask({ method: 'PUT', path: '/pictures?name=a.png', headers: { 'Content-Type': 'image/png' }, body: picture });
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.text, /"asset"/);
  assert.ok(picture.length > 64 * 1024, `only ${picture.length} bytes: it did not knock`);
});
