// Power cuts: a day of a newsroom is recorded down to each write and sync, then the power is cut at random moments of it
// (powercut/README.md). Whatever was acknowledged is there afterwards, nothing is damaged, and publishing goes on.
// POWERCUT_CUTS (300) says how often; POWERCUT_SEED makes the moments repeatable.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { PROGRAM, ROOT } from './support/newsroom.mjs';

const CUTS = Number(process.env.POWERCUT_CUTS ?? 300);
const SEED = Number(process.env.POWERCUT_SEED ?? Date.now() % 1_000_000);
const CONTROL_CUTS = 40;
const POWERCUT = path.join(ROOT, 'tests/powercut');

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-powercut-'));
const recorder = path.join(work, 'recorder.so');

async function run(command, args, env = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const status = await Promise.race([once(child, 'close').then(([code]) => code), once(child, 'error').then(([error]) => error.code)]);
  return { status, output };
}

// Why nothing can be recorded here; false when it can.
async function missing() {
  const compiled = await run(process.env.CC ?? 'cc', ['-std=gnu17', '-D_GNU_SOURCE', '-O1', '-shared', '-fPIC', '-o', recorder,
    path.join(POWERCUT, 'recorder.c')]);
  if (compiled.status !== 0) return `the recorder cannot be compiled: ${compiled.output || compiled.status}`;
  if ((await run('python3', ['--version'])).status !== 0) return 'there is no python3';
  const loaded = await run(PROGRAM, ['version'], { LD_PRELOAD: recorder });
  const loads = loaded.status === 0 && !loaded.output.includes('LD_PRELOAD');
  return loads ? false : `nothing can be loaded before the program: ${loaded.output.trim()}`;
}

const skip = await missing();

before(async () => {
  if (skip) return;
  const recorded = await run('python3', ['-B', path.join(POWERCUT, 'record.py'), PROGRAM, recorder, work]);
  assert.equal(recorded.status, 0, recorded.output);
});
after(() => fs.rmSync(work, { recursive: true, force: true }));

async function replay(cuts, ...options) {
  const { status, output } = await run('python3',
    ['-B', path.join(POWERCUT, 'replay.py'), '--cuts', cuts, '--seed', SEED, ...options, PROGRAM, work].map(String));
  const sums = /(\d+) lost something acknowledged, (\d+) left damage\n$/.exec(output);
  assert.ok(sums, output);
  return { status, output, lost: Number(sums[1]), damaged: Number(sums[2]) };
}

test(`nothing acknowledged is lost in ${CUTS} power cuts (POWERCUT_SEED=${SEED})`, { skip }, async () => {
  const { status, output } = await replay(CUTS);
  assert.equal(status, 0, output);
});

// Controls: the same on a disk that does nothing when it is told to sync must be noticed.
for (const [what, paths] of [['anything', '^'], ["the store's log", 'store\\.db-wal$'], ['the names of pictures', '^media$']]) {
  test(`a disk that does not sync ${what} is found out`, { skip }, async () => {
    const { lost, damaged } = await replay(CONTROL_CUTS, '--quiet', '--forget', paths);
    assert.ok(lost + damaged > 0);
  });
}
