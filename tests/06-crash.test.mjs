// kill -9 anywhere: whatever was acknowledged is there after a restart, and store and archive agree.
// CRASH_ROUNDS (12) says how often each test kills; CRASH_SEED makes the moments repeatable.
// Mostly waits: between two kills.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import test from 'node:test';
import { Newsroom, PROGRAM, publishedPath } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { visibleText } from './support/pages.mjs';
import { randomNumbers } from './support/random.mjs';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 12);
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const SECTIONS = { city: { uk: 'Місто', ru: 'Город', en: 'City' } };
const item = (n) => story({
  uri: `urn:crash:${n}`, headline: `Подія №${n}.`, section: 'city', published: new Date(Date.UTC(2026, 0, 1) + n * 600_000).toISOString(),
});
const hasStrace = () => spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test(`serve killed while publishing (CRASH_SEED=${SEED})`, async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const random = randomNumbers(SEED);
  const acknowledged = new Map();
  let next = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const server = await newsroom.serve();
    let running = true;
    const publishing = (async () => {
      while (running) {
        const n = next++;
        const result = await newsroom.run('publish', newsroom.itemFile(item(n)));
        if (result.status === 0) acknowledged.set(n, publishedPath(result.stdout));
      }
    })();
    await pause(20 + random() * 300);
    running = false;
    await server.kill();
    await publishing;
  }
  await agrees(newsroom, acknowledged);
});

test('the writer killed while serving: readers notice nothing, the next publication works', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const random = randomNumbers(SEED + 1);
  const acknowledged = new Map();
  const server = await newsroom.serve();
  const publish = async (n) => {
    const result = await newsroom.run('publish', newsroom.itemFile(item(n)));
    if (result.status === 0) acknowledged.set(n, publishedPath(result.stdout));
    return result.status === 0;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const publishing = publish(1000 + round);
    await pause(random() * 25);
    process.kill(await childOf(server, 'desk'), 'SIGKILL');
    assert.equal((await newsroom.fetch('/')).status, 200);
    await publishing;
    await eventually('the writer comes back', () => publish(2000 + round));
    await eventually('readers see what it published', () => isServed(newsroom, acknowledged.get(2000 + round)));
  }
  await newsroom.stop();
  await agrees(newsroom, acknowledged);
});

async function eventually(what, condition) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const result = await condition();
    if (result) return result;
    assert.ok(Date.now() < deadline, `not in time: ${what}`);
    await pause(10);
  }
}

// serve starts each of its processes under the name of its role, and starts it again after a while when it has died.
function childOf(server, role) {
  const command = (pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[1] ?? '';
  return eventually(`serve has a ${role}`, () => server.children().find((pid) => command(pid).startsWith(role)));
}

function isServed(newsroom, address) {
  return newsroom.fetch(address).then((response) => response.status === 200, () => false);
}

test('the reader killed while serving comes back and shows what was published meanwhile', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const server = await newsroom.serve();
  for (let round = 0; round < ROUNDS; round++) {
    process.kill(await childOf(server, 'reader'), 'SIGKILL');
    const address = await newsroom.publish(item(round));
    await eventually('the reader comes back with the publication', () => isServed(newsroom, address));
  }
});

// Kills sooner after a publication came through, later after one that did not: however fast the machine is just now, about
// half of them are killed, anywhere between the program's start and its end.
test('publish killed at random moments without a server', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const random = randomNumbers(SEED + 2);
  const acknowledged = new Map();
  let latest = 60;
  for (let n = 0; n < ROUNDS * 3; n++) {
    const child = spawn(PROGRAM, ['publish', '--data', newsroom.data, newsroom.itemFile(item(n))], { stdio: ['ignore', 'pipe', 'ignore'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), 2 + random() * latest);
    const [status, signal] = await once(child, 'close');
    clearTimeout(timer);
    assert.ok(status === 0 || signal === 'SIGKILL', `publish ends well or is killed, not with ${status ?? signal}`);
    if (status === 0) acknowledged.set(n, publishedPath(stdout));
    latest = status === 0 ? Math.max(latest / 1.3, 10) : Math.min(latest * 1.3, 20_000);
  }
  assert.ok(acknowledged.size < ROUNDS * 3, 'every publication came through: the test killed too late');
  await agrees(newsroom, acknowledged);
});

// The steps of a publication touch the disk through these calls; being killed at the n-th of them, for every n until a run
// comes through, is being killed between any two steps.
const DISK_CALLS = 'pwrite64,fsync,fdatasync,ftruncate,rename,unlink,symlink';

test('publish killed before each of its calls to the disk, one after another', { skip: !hasStrace() && 'strace is not installed or may not trace here' }, async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.must('publish', newsroom.itemFile(item(0)));
  const acknowledged = new Map();
  let deaths = 0, n = 1;
  for (;; n++) {
    const args = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${DISK_CALLS}`, '-e', `inject=${DISK_CALLS}:signal=SIGKILL:when=${n}`,
      PROGRAM, 'publish', '--data', newsroom.data, newsroom.itemFile(item(n))];
    const child = spawn('strace', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    const [status] = await once(child, 'close');
    if (status !== 0) {
      deaths++;
      // Whoever opens the desk next makes store and archive agree, whatever was half done.
      if (deaths % 5 === 0) {
        await newsroom.must('publish', newsroom.itemFile(item(3_000 + n)));
        await newsroom.must('check');
      }
      continue;
    }
    acknowledged.set(n, publishedPath(stdout));
    break;
  }
  assert.ok(deaths >= 10, `a publication has at least ten calls to the disk, not ${deaths}`);
  await newsroom.must('publish', newsroom.itemFile(item(6_000)));
  await agrees(newsroom, acknowledged);
});

test('a section renamed, and the writer killed at once, is renamed everywhere after a restart', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  await newsroom.must('import', 'ninjs', newsroom.itemFile(Array.from({ length: 300 }, (_, n) => item(n))));
  const server = await newsroom.serve();
  await newsroom.must('section', 'city', 'uk=Містечко');
  process.kill(await childOf(server, 'desk'), 'SIGKILL');
  await eventually('every page has the new name', async () => (await newsroom.run('check')).status === 0);
  assert.match(await newsroom.page('/city/2026/1/1/'), /Містечко/);
});

test('an import killed at random moments goes on where it stopped', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const random = randomNumbers(SEED + 3);
  const count = 600;
  const file = newsroom.itemFile(Array.from({ length: count }, (_, n) => item(n)));
  for (let round = 0; round < Math.ceil(ROUNDS / 2); round++) {
    const child = spawn(PROGRAM, ['import', 'ninjs', '--data', newsroom.data, file], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), 10 + random() * 200);
    await once(child, 'close');
    clearTimeout(timer);
  }
  await newsroom.must('import', 'ninjs', file);
  await newsroom.must('check');
  await newsroom.serve();
  const seen = [];
  for (let page = 1; page <= count / 30; page++) {
    const text = visibleText(await newsroom.page(`/city/2026/1/${page}/`));
    seen.push(...new Set([...text.matchAll(/Подія №(\d+)\./g)].map((match) => Number(match[1]))));
  }
  for (let n = 0; n < count; n++) assert.ok(seen.includes(n), `item ${n} is on its month page`);
});

test('a rebuild killed at random moments leaves the site as it was', async (t) => {
  const newsroom = await Newsroom.make(t, { sections: SECTIONS });
  const random = randomNumbers(SEED + 4);
  await newsroom.import(Array.from({ length: 200 }, (_, n) => item(n)));
  for (let round = 0; round < Math.ceil(ROUNDS / 2); round++) {
    const child = spawn(PROGRAM, ['rebuild', '--data', newsroom.data], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), random() * 120);
    await once(child, 'close');
    clearTimeout(timer);
    await newsroom.must('check');
  }
  await newsroom.serve();
  assert.match(await newsroom.page('/'), /Подія №199\./);
});

// After a restart each acknowledged publication is served at the address that was told, and check finds nothing.
async function agrees(newsroom, acknowledged) {
  newsroom.server = null;
  assert.ok(acknowledged.size > 0, 'nothing was ever acknowledged: the test killed too early');
  await newsroom.serve();
  for (const [n, address] of acknowledged) {
    assert.match(visibleText(await newsroom.page(address)), new RegExp(`Подія №${n}\\.`), address);
  }
  await newsroom.must('check');
}
