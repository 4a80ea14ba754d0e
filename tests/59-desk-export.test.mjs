// At the desk: an export of everything, behind a fresh proof, made beside the work, downloaded as one file, removed; and
// who did that is in the log. The screen says how it ended, whoever looks at it; a slow disk keeps nobody from working.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { makeProofsOld } from './support/desk.mjs';
import { deskWithChief } from './support/desk_scene.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { story } from './support/ninjs.mjs';
import { faultsOfNinjs } from './support/ninjs_judge.mjs';
import { until } from './support/until.mjs';

const steps = [];
let newsroom, desk, chief;
before(async () => {
  const items = [story({ uri: 'urn:live', headline: 'Видно', section: 'town' }), story({ uri: 'urn:held', headline: 'Чернетка', section: 'town', pubStatus: 'withheld' })];
  ({ newsroom, desk, chief } = await deskWithChief({ after: (step) => steps.unshift(step) }, { items }));
});
after(async () => {
  for (const step of steps) await step();
});

const unpacked = (file) => {
  const folder = fs.mkdtempSync(path.join(newsroom.folder, 'unpacked-'));
  assert.equal(spawnSync('tar', ['-xzf', file, '-C', folder]).status, 0, `${file} is a tar`);
  return path.join(folder, 'stoppress');
};
const articlesIn = (folder) => fs.readFileSync(path.join(folder, 'articles-00001.jsonl'), 'utf8');
const logged = async () => (await chief.page.request.get('/log')).text();
const keptFile = () => path.join(newsroom.data, 'export/export.tar.gz');

// Asks for one; `proves` when who it is has to be proved first.
async function makeOne({ drafts = false, proves = false } = {}) {
  const { page } = chief;
  await page.goto('/export');
  if (drafts) await page.check('input[name=drafts]');
  await page.click('#begin-export');
  if (proves) {
    await page.waitForSelector('[data-passkey=again] button');
    await page.click('[data-passkey=again] button');
  }
  await page.waitForSelector('#download-export, #stop-export');
  await until('the export is ready', async () => {
    await page.goto('/export');
    return page.$('#download-export');
  });
}

async function download() {
  const [got] = await Promise.all([chief.page.waitForEvent('download'), chief.page.click('#download-export')]);
  const file = path.join(newsroom.folder, `got-${Date.now()}.tar.gz`);
  await got.saveAs(file);
  return file;
}

test('it wants a fresh proof, is made beside the work, and comes as one file', async () => {
  makeProofsOld(newsroom);
  await makeOne({ proves: true });
  assert.match(await chief.page.innerText('main'), /Матеріалів: 1\. Зображень: 0\./);
  const folder = unpacked(await download());
  const lines = articlesIn(folder);
  assert.equal(faultsOfNinjs(lines), '');
  assert.match(lines, /Видно/);
  assert.doesNotMatch(lines, /Чернетка/, 'what nobody published was not chosen');
  const byCommand = path.join(newsroom.folder, 'by-command');
  await newsroom.must('export', 'ninjs', byCommand);
  assert.equal(spawnSync('diff', ['-r', byCommand, folder]).stdout.toString(), '', 'the command writes the same');
  const asked = /status of 403/; // the page that asks for the proof
  assert.deepEqual(chief.complaints.filter((one) => !asked.test(one)), []);
});

test('there is one at a time; it goes when somebody removes it; all of that is in the log', async () => {
  assert.ok(fs.existsSync(keptFile()));
  assert.equal(fs.statSync(keptFile()).mode & 0o777, 0o600, 'nobody else may read it');
  const other = await DeskPerson.join(newsroom, desk, ['administrator']);
  const second = await other.form('/export');
  assert.equal(second.status, 409);
  assert.match(second.text, /Один експорт уже є/);
  await chief.page.goto('/export');
  await chief.page.click('#remove-export');
  await chief.page.waitForSelector('#begin-export');
  assert.ok(!fs.existsSync(keptFile()));
  assert.equal((await other.ask({ path: '/export/file' })).status, 404);
  const log = await logged();
  for (const act of ['експорт усього', 'завантаження експорту', 'видалення експорту']) assert.ok(log.includes(act), act);
});

test('drafts go along when they are chosen', async () => {
  await makeOne({ drafts: true });
  assert.match(await chief.page.innerText('main'), /Чернетки теж у ньому/);
  assert.match(articlesIn(unpacked(await download())), /Чернетка/);
  assert.match(await logged(), /разом із чернетками/);
});

// A disk that takes nothing more: the file's name leads to a pipe that is full. `end` lets it go on, into a failure, as a pipe
// is not to be written to a disk for good.
function fullPipe() {
  fs.mkdirSync(path.dirname(keptFile()), { recursive: true });
  fs.rmSync(keptFile(), { force: true });
  assert.equal(spawnSync('mkfifo', ['-m', '600', keptFile()]).status, 0);
  const pipe = fs.openSync(keptFile(), fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
  const repeat = (act) => { try { for (;;) act(); } catch (error) { assert.equal(error.code, 'EAGAIN'); } };
  const bytes = Buffer.alloc(4096);
  repeat(() => fs.writeSync(pipe, bytes));
  return { drain: () => repeat(() => fs.readSync(pipe, bytes)), close: () => fs.closeSync(pipe) };
}
const removeIt = async () => {
  await chief.page.goto('/export');
  await chief.page.click('#remove-export');
  await chief.page.waitForSelector('#begin-export');
};
const isFocused = (selector) => chief.page.evaluate((one) => document.activeElement?.matches(one), selector);
let underWay; // the screen of one that is under way

test('given up while the disk is slow: at once, others work on, and the next one waits for it', async () => {
  const { page } = chief;
  await removeIt();
  const pipe = fullPipe();
  await page.click('#begin-export');
  await page.waitForSelector('#stop-export');
  underWay = await (await page.request.get('/export')).text();
  await page.click('#stop-export', { timeout: 5000 });
  await page.waitForSelector('#begin-export', { timeout: 5000 });
  assert.equal((await page.request.get('/log', { timeout: 5000 })).status(), 200);
  assert.match(await logged(), /видалення експорту/);
  await page.click('#begin-export');
  await page.waitForSelector('#stop-export');
  pipe.drain(); // the first one ends, and its pipe is gone with it
  await page.waitForSelector('#download-export');
  assert.ok(fs.statSync(keptFile()).isFile());
  pipe.close();
  assert.match(articlesIn(unpacked(await download())), /Видно/);
});

test('the screen that one looks at says that it failed', async () => {
  const { page } = chief;
  await removeIt();
  const pipe = fullPipe();
  await page.click('#begin-export');
  await page.waitForSelector('#stop-export');
  await page.focus('#stop-export');
  pipe.drain();
  await page.waitForSelector('[role=alert]');
  assert.match(await page.innerText('main'), /Експорт не вдався/);
  assert.equal(await page.locator('#stop-export').count(), 0);
  assert.ok(await isFocused('#export-begin'), 'the focus is not lost with the button');
  pipe.close();
});

test('the screen that one looks at says that it is ready; what is ready is not given up', async () => {
  const { page } = chief;
  await makeOne();
  let isOld = true;
  await page.route('/export', async (route) => {
    const response = await route.fetch();
    await route.fulfill(isOld ? { response, body: underWay } : { response });
    isOld = false;
  });
  await page.goto('/export');
  await page.focus('#stop-export');
  await page.waitForSelector('#download-export');
  assert.equal(await page.locator('#stop-export, progress').count(), 0);
  assert.ok(await isFocused('#export-ready'));
  isOld = true;
  await page.goto('/export');
  await page.click('#stop-export');
  await page.waitForSelector('#download-export');
  await page.unroute('/export');
  assert.ok(fs.existsSync(keptFile()), 'it was ready when somebody gave it up');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const [one, other] = await Promise.all(['#download-export', '#remove-export'].map((id) => page.locator(id).boundingBox()));
    const between = Math.max(other.x - one.x - one.width, other.y - one.y - one.height);
    assert.ok(between >= 8, `between the buttons at ${width}: ${between}`);
  }
  assert.deepEqual(chief.complaints.filter((one) => !/status of 403/.test(one)), []);
});

test('the file wants a fresh proof, too, and a role that is held for the whole site', async () => {
  makeProofsOld(newsroom);
  const refused = await chief.page.request.get('/export/file');
  assert.match(refused.headers()['content-type'], /^text\/html/);
  for (const roles of [['editor'], ['chief=uk'], ['commercial']]) {
    const person = await DeskPerson.join(newsroom, desk, roles);
    for (const asked of ['/export', '/export/file']) assert.equal((await person.ask({ path: asked })).status, 403, `${roles} ${asked}`);
    assert.equal((await person.form('/export')).status, 403, roles[0]);
  }
});

test('what a desk left that was stopped is gone when it is there again', async () => {
  assert.ok(fs.existsSync(keptFile()));
  await newsroom.stop();
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  assert.ok(!fs.existsSync(keptFile()));
});
