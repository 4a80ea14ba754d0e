// The secrets behind people's codes: a copy of the database alone opens nothing; what an older program kept is brought
// over; without the key people come in by recovery code, are told why, and set codes up anew.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { codeOf } from './support/codes.mjs';
import { deskOf } from './support/desk.mjs';
import { DeskPerson, askDesk } from './support/desk_person.mjs';
import { Newsroom } from './support/newsroom.mjs';

const steps = [];
let newsroom, desk, olena, secret, recovery;
const keyFile = () => path.join(newsroom.data, 'keys', 'codes.key');

before(async () => {
  newsroom = await Newsroom.make({ after: (step) => steps.unshift(step) });
  await serve();
  olena = await DeskPerson.become(desk, new URL(desk.firstLink).pathname, { language: 'en' });
});
after(async () => {
  for (const step of steps) await step();
});

async function serve() {
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  if (olena) olena.desk = desk;
}

function sql(statement) {
  const done = spawnSync('sqlite3', [path.join(newsroom.data, 'store.db'), statement], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
}

const base32 = (text) => Buffer.from([...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
  .join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));

async function setUpCodes() {
  const page = await olena.ask({ path: '/me/codes' });
  assert.equal(page.status, 200, page.text);
  secret = /id="totp-secret">([A-Z2-7]{32})</.exec(page.text)[1];
  const bytes = /name="secret" value="([0-9a-f]{40})"/.exec(page.text)[1];
  const done = await olena.form('/me/codes', { secret: bytes, code: codeOf(secret) });
  assert.equal(done.status, 200, done.text);
  recovery = [...done.text.matchAll(/<li><code>([^<]+)</g)].map(([, code]) => code);
  assert.equal(recovery.length, 10);
}

async function signIn(code, login = olena.login, password = olena.password) {
  const answer = await askDesk(desk, { method: 'POST', path: '/sign-in', body: new URLSearchParams({ login, password, code }).toString(),
    headers: { Origin: desk.url, 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Language': 'en' } });
  if (answer.status === 303) olena.takeCookie(answer);
  return answer;
}

// All that a thief of the database has: the file and its log.
const stolen = () => Buffer.concat(['store.db', 'store.db-wal'].map((name) => path.join(newsroom.data, name))
  .filter((file) => fs.existsSync(file)).map((file) => fs.readFileSync(file)));

test('the secret of codes is not in the database; its key is a file of its own, for its owner alone', async () => {
  await setUpCodes();
  assert.ok(!stolen().includes(base32(secret)), 'the secret lies in the database');
  assert.equal(fs.statSync(keyFile()).mode & 0o777, 0o600);
  assert.equal(fs.statSync(path.dirname(keyFile())).mode & 0o777, 0o700);
  assert.equal(fs.statSync(keyFile()).size, 32);
  assert.equal((await signIn(codeOf(secret, 1))).status, 303);
  const check = await newsroom.run('check');
  assert.equal(check.status, 0, check.stdout);
});

test('what an older program kept in the clear is sealed when the desk opens, and goes on to work', async () => {
  await newsroom.stop();
  const step = sql('SELECT totp_last_step FROM person WHERE id = 1');
  sql(`UPDATE person SET totp_secret = x'${base32(secret).toString('hex')}' WHERE id = 1`);
  const check = await newsroom.run('check');
  assert.match(check.stdout, /person 1: .* in the clear/);
  await serve();
  assert.ok(!stolen().includes(base32(secret)), 'it is still there in the clear');
  assert.equal(sql('SELECT totp_last_step FROM person WHERE id = 1'), step, 'codes that were taken stay taken');
  assert.equal((await newsroom.run('check')).status, 0);
  assert.equal((await signIn(recovery[9])).status, 303);
});

test('without the key nobody comes in by a code, all are told the same, and a recovery code opens the way', async () => {
  await newsroom.stop();
  const kept = fs.readFileSync(keyFile());
  fs.rmSync(keyFile());
  const check = await newsroom.run('check');
  assert.equal(check.status, 1);
  assert.match(check.stdout, /person 1: keys\/codes\.key does not open .* set codes up anew/);
  await serve();
  assert.match(newsroom.server.stderr, /codes\.key does not open the codes of 1 people/);

  const known = await signIn(codeOf(secret, 1)), unknown = await signIn('123456', 'nobody');
  assert.deepEqual([known.status, unknown.status], [403, 403]);
  assert.match(known.text, /sign in with a passkey, or type a recovery code/);
  assert.equal(known.text.replaceAll(olena.login, 'LOGIN'), unknown.text.replaceAll('nobody', 'LOGIN'));
  assert.equal((await signIn(recovery[0])).status, 303);
  assert.match((await olena.ask({ path: '/me' })).text, /the server has lost the key to them/);

  await setUpCodes();
  assert.ok(!(await olena.ask({ path: '/me' })).text.includes('has lost the key'));
  assert.notDeepEqual(fs.readFileSync(keyFile()), kept);
  assert.equal((await signIn(codeOf(secret, 1))).status, 303);
  assert.equal((await newsroom.run('check')).status, 0);
});

test('a key’s file that is no key, or open to others, is told by check; it is never written over', async () => {
  await newsroom.stop();
  const kept = fs.readFileSync(keyFile());
  fs.chmodSync(keyFile(), 0o644);
  assert.match((await newsroom.run('check')).stdout, /others than its owner may use keys\/codes\.key/);
  fs.writeFileSync(keyFile(), 'no key');
  assert.match((await newsroom.run('check')).stdout, /keys\/codes\.key is no key/);
  await serve();
  assert.equal((await signIn(recovery[0])).status, 303);
  const page = await olena.ask({ path: '/me/codes' });
  const [, letters] = /id="totp-secret">([A-Z2-7]{32})</.exec(page.text), [, bytes] = /name="secret" value="([0-9a-f]{40})"/.exec(page.text);
  const refused = await olena.form('/me/codes', { secret: bytes, code: codeOf(letters) });
  assert.equal(refused.status, 503);
  assert.match(refused.text, /Codes cannot be kept just now/);
  assert.equal(fs.readFileSync(keyFile(), 'utf8'), 'no key');
  await newsroom.stop();
  fs.writeFileSync(keyFile(), kept);
  fs.chmodSync(keyFile(), 0o600);
  assert.equal((await newsroom.run('check')).status, 0);
});
