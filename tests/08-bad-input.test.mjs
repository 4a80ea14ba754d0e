// Bad surroundings: each is answered with what is wrong and what to do, exit code 1, and nothing is lost.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { damagePages } from './support/failing.mjs';
import { EDITIONS, Newsroom, PROGRAM, stoppress } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { message, visibleText } from './support/pages.mjs';
import { until } from './support/until.mjs';
import { textOf } from './support/wire.mjs';

const IS_ROOT = process.getuid() === 0;
const NOBODY = 65534;
const WORDS = /[\p{L}\d]{2,}/u;

function refuses({ status, stdout, stderr }, ...says) {
  assert.equal(status, 1, `exit code ${status}: ${stdout}${stderr}`);
  assert.match(stderr, WORDS);
  for (const what of says) assert.match(stderr, what);
}

const serve = (data, listen = '127.0.0.1:0') => stoppress(['serve', '--data', data, '--listen', listen], { patience: 20_000 });

test('a data folder that is not there', async () => {
  const nowhere = path.join(os.tmpdir(), 'stoppress-nowhere');
  for (const args of [['check'], ['rebuild'], ['publish', import.meta.filename ?? PROGRAM]]) {
    refuses(await stoppress([args[0], '--data', nowhere, ...args.slice(1)]), /stoppress-nowhere|JSON|item/);
  }
  refuses(await serve(nowhere), /stoppress-nowhere/);
  assert.ok(!fs.existsSync(nowhere), 'asking must not make it');
});

test('a data folder that is a file, or empty', async (t) => {
  const newsroom = await Newsroom.make(t);
  const file = newsroom.file('file', 'x');
  const empty = path.join(newsroom.folder, 'empty');
  fs.mkdirSync(empty);
  for (const data of [file, empty]) {
    refuses(await serve(data), new RegExp(path.basename(data)));
    refuses(await stoppress(['check', '--data', data]), new RegExp(path.basename(data)));
  }
  assert.deepEqual(fs.readdirSync(empty), []);
});

test('a data folder that we may not read', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.publish(story({ uri: 'urn:t:1', headline: 'Захищена' }));
  // The test's own folder is closed to others; root becomes one of them, with a copy of the program it may read.
  const shared = fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-program-'));
  t.after(() => fs.rmSync(shared, { recursive: true }));
  fs.chmodSync(shared, 0o755);
  const program = path.join(shared, 'stoppress');
  fs.copyFileSync(PROGRAM, program);
  const identity = IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {};
  if (!IS_ROOT) fs.chmodSync(newsroom.data, 0);
  for (const command of [['check'], ['rebuild'], ['serve', '--listen', '127.0.0.1:0']]) {
    const { status, stderr } = spawnSync(program, [command[0], '--data', newsroom.data, ...command.slice(1)],
      { ...identity, cwd: '/', encoding: 'utf8', timeout: 20_000 });
    assert.equal(status, 1, `${command[0]}: ${stderr}`);
    assert.match(stderr, /permission|denied|read/i, command[0]);
  }
  if (!IS_ROOT) fs.chmodSync(newsroom.data, 0o700);
  await newsroom.must('check');
});

test('databases from a newer version', async (t) => {
  for (const database of ['store.db', 'archive/archive.db']) {
    const newsroom = await Newsroom.make(t);
    const file = fs.realpathSync(path.join(newsroom.data, database));
    const script = 'import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.execute("PRAGMA user_version = 9999")\nc.close()';
    const changed = spawnSync('python3', ['-c', script, file]);
    assert.equal(changed.status, 0, String(changed.stderr));
    refuses(await serve(newsroom.data), /newer/);
    if (database === 'store.db') refuses(await newsroom.run('check'), /newer/);
  }
});

test('a store that is something else, or damaged', async (t) => {
  for (const bytes of [Buffer.from('this is no database'), Buffer.alloc(0), Buffer.alloc(8192, 7)]) {
    const newsroom = await Newsroom.make(t);
    const file = path.join(newsroom.data, 'store.db');
    for (const name of ['store.db-wal', 'store.db-shm']) fs.rmSync(path.join(newsroom.data, name), { force: true });
    fs.writeFileSync(file, bytes);
    refuses(await serve(newsroom.data), /store/);
    refuses(await newsroom.run('publish', newsroom.itemFile(story({ uri: 'urn:t:1', headline: 'x' }))), /store/);
    assert.deepEqual(fs.readFileSync(file), bytes, 'a file that is not ours stays as it was');
  }
});

test('a damaged archive is found by check, and mended by rebuild', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import(Array.from({ length: 30 }, (_, n) => story({ uri: `urn:t:${n}`, headline: `Новина ${n}` })));
  const file = fs.realpathSync(path.join(newsroom.data, 'archive/archive.db'));
  const script = `import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
for (table,) in c.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'page%'").fetchall():
    columns = [row[1] for row in c.execute(f"PRAGMA table_info({table})")]
    if "main" in columns:
        c.execute(f"UPDATE {table} SET main = CAST(substr(main, 1, 40) || x'a55a' || substr(main, 43) AS BLOB) WHERE length(main) > 50")
        print(c.total_changes)
c.commit()
c.close()`;
  const changed = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
  assert.equal(changed.status, 0, changed.stderr);
  assert.ok(Number(changed.stdout) > 0, 'the test damaged nothing');
  const { status, stdout, stderr } = await newsroom.run('check');
  assert.equal(status, 1);
  assert.match(stdout + stderr, /rebuild/, 'check says how to mend it');
  await newsroom.must('rebuild');
  await newsroom.must('check');
});

/** As after a bad sector: the file is still a database, and nothing in it can be read. */
function ruinArchive(newsroom) {
  const file = fs.realpathSync(path.join(newsroom.data, 'archive/archive.db'));
  const bytes = fs.readFileSync(file);
  bytes.fill(0xa5, 3 * 4096);
  fs.writeFileSync(file, bytes);
}

test('an archive that cannot be read is told by check, and set aside and made anew by whoever opens it to write', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.import(Array.from({ length: 30 }, (_, n) => story({ uri: `urn:t:${n}`, headline: `Новина ${n}` })));
  ruinArchive(newsroom);
  const { status, stdout, stderr } = await newsroom.run('check');
  assert.equal(status, 1);
  assert.match(stdout, /archive.*rebuild/, `check says how to mend it, not only ${stdout}${stderr}`);
  await newsroom.must('rebuild');
  await newsroom.must('check');
  ruinArchive(newsroom);
  const served = await newsroom.serve();
  await until('readers follow what is made anew', async () => (await newsroom.fetch('/')).status === 200);
  assert.match(await newsroom.page('/'), /Новина 29/);
  assert.match(served.stderr, /archive\.damaged/, 'the log says what was done');
  await newsroom.stop();
  await newsroom.must('check');
});

test('a port that is in use', async (t) => {
  const newsroom = await Newsroom.make(t);
  const taken = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  t.after(() => taken.close());
  const { port } = taken.address();
  refuses(await serve(newsroom.data, `127.0.0.1:${port}`), new RegExp(String(port)), /in use/i);
  await newsroom.serve();
});

test('an address that is not ours', async (t) => {
  const newsroom = await Newsroom.make(t);
  refuses(await serve(newsroom.data, '192.0.2.1:8080'), /192\.0\.2\.1/);
});

test('a second serve on the same folder', async (t) => {
  const newsroom = await Newsroom.make(t);
  await newsroom.serve();
  refuses(await serve(newsroom.data), /already|another|lock/i);
  assert.equal((await newsroom.fetch('/')).status, 200);
  await newsroom.publish(story({ uri: 'urn:t:1', headline: 'Далі працює' }));
  assert.match(await newsroom.page('/'), /Далі працює/);
});

test('serve ends on SIGTERM, and starts again', async (t) => {
  const newsroom = await Newsroom.make(t);
  const first = await newsroom.serve();
  const family = [first.pid, ...first.children()];
  await newsroom.stop();
  for (const pid of family) assert.ok(!fs.existsSync(`/proc/${pid}`), `process ${pid} is still there`);
  await newsroom.serve();
  assert.equal((await newsroom.fetch('/')).status, 200);
});

const has = (response, language, key) => assert.ok(visibleText(textOf(response)).includes(visibleText(message(language, key))), key);

test('a damaged fragment answers 500 with the edition’s own page, is logged once, and other pages go on', async (t) => {
  const newsroom = await Newsroom.make(t);
  const pages = [];
  for (const { code } of EDITIONS) {
    const publish = (headline) => newsroom.publish(story({ uri: `urn:t:${headline}:${code}`, language: code, headline }));
    pages.push([code, await publish('Bad 1'), await publish('Good 2')]);
  }
  damagePages(newsroom, pages.map(([, damaged]) => damaged));
  await newsroom.serve();
  for (const [code, damaged, sound] of pages) {
    for (const headers of [[['Accept-Encoding', 'gzip']], []]) {
      for (let n = 0; n < 30; n++) {
        const response = await newsroom.fetch({ path: damaged, headers });
        assert.equal(response.status, 500);
        has(response, code, 'failed_title');
        has(response, code, 'recent_news');
      }
    }
    assert.match(await newsroom.page(sound), /Good 2/);
    assert.equal((await newsroom.fetch(`${damaged}index.txt`)).status, 500);
  }
  const told = newsroom.server.stderr.split('\n').filter((line) => /error reader: could not .*\(page \d+/.test(line));
  assert.equal(told.length, 1, newsroom.server.stderr);
  await newsroom.must('rebuild');
  const end = Date.now() + 10_000;
  while ((await newsroom.fetch(pages[0][1])).status === 500) assert.ok(Date.now() < end, 'well again');
  for (const [, mended] of pages) assert.match(await newsroom.page(mended), /Bad 1/);
});

test('an archive that cannot be opened for a moment answers 503 with the edition’s own page, and is well again', async (t) => {
  const newsroom = await Newsroom.make(t);
  const pages = [];
  for (const { code } of EDITIONS) {
    pages.push([code, await newsroom.publish(story({ uri: `urn:t:${code}`, language: code, headline: 'Good 3' }))]);
  }
  await newsroom.serve();
  const [link, away] = ['archive.db', 'away.db'].map((name) => path.join(newsroom.data, 'archive', name));
  fs.renameSync(link, away);
  for (const [code, page] of pages) {
    const response = await newsroom.fetch(page);
    assert.equal(response.status, 503);
    assert.ok(response.fields.some((field) => /^retry-after: \d/i.test(field)), 'Retry-After');
    has(response, code, 'busy_title');
  }
  fs.renameSync(away, link);
  const end = Date.now() + 10_000;
  for (const [, page] of pages) {
    while ((await newsroom.fetch(page)).status === 503) assert.ok(Date.now() < end, 'well again');
    assert.match(await newsroom.page(page), /Good 3/);
  }
});

test('a full disk during import loses nothing, and the import goes on when there is room', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-disk-'));
  const mount = (options) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { encoding: 'utf8' });
  const mounted = IS_ROOT ? mount('size=4m') : { status: 1, stderr: 'only root can' };
  t.after(() => {
    if (mounted.status === 0) spawnSync('umount', ['--lazy', folder]);
    fs.rmSync(folder, { recursive: true, force: true });
  });
  if (mounted.status !== 0) return t.skip(`no small disk could be mounted here: ${mounted.stderr?.trim()}`);

  const newsroom = await Newsroom.make(t);
  newsroom.data = path.join(folder, 'data');
  await newsroom.must('init', '--name', 'Вісник', '--url', 'https://news.example', '--editions', 'uk=/');
  const acknowledged = await newsroom.publish(story({ uri: 'urn:t:first', headline: 'Збережена' }));
  // Letters without an order: long texts are kept packed.
  const letters = (count) => Array.from(crypto.randomBytes(count), (byte) => 'абвгдежзиклмнопрстуфхцчшщьюяєіїґ'[byte % 32]).join('');
  const long = (n) => Array.from({ length: 110 }, (_, p) => `Абзац ${p} новини ${n}: ${letters(240).replace(/.{12}/g, '$& ')}.`);
  const file = newsroom.itemFile(Array.from({ length: 400 }, (_, n) => story({ uri: `urn:t:${n}`, headline: `Велика ${n}.`, paragraphs: long(n) })));
  const full = await newsroom.run('import', 'ninjs', file);
  assert.equal(full.status, 1, full.stdout + full.stderr);
  assert.match(full.stderr, /full|no space|room/i);
  assert.notEqual((await newsroom.run('publish', newsroom.itemFile(story({ uri: 'urn:t:big', headline: 'x', paragraphs: long(1).concat(...Array(20).fill(long(2))) })))).signal, 'SIGSEGV');

  assert.equal(spawnSync('mount', ['-o', 'remount,size=200m', folder]).status, 0);
  const checked = await newsroom.run('check');
  if (checked.status !== 0) assert.match(checked.stdout, /^the archive holds the changes up to [^\n]*\n$/, 'nothing is damaged; the archive may be behind');
  await newsroom.must('import', 'ninjs', file);
  await newsroom.must('check');
  await newsroom.serve();
  assert.match(await newsroom.page(acknowledged), /Збережена/);
});
