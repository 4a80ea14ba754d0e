// The command `demo`, by itself; what it makes is looked at by the tests of pages.
// Takes long.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { stoppress } from './support/newsroom.mjs';

const PATIENCE_MS = 600_000; // it takes a minute of a processor that does nothing else

test('demo makes a newsroom and leaves alone what stands beside it', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-test-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  for (const name of ['x.files', 'x.making']) {
    fs.mkdirSync(path.join(folder, name));
    fs.writeFileSync(path.join(folder, name, 'mine.txt'), 'mine');
  }
  const { status, stderr } = await stoppress(['demo', '--data', path.join(folder, 'x')], { patience: PATIENCE_MS });
  assert.equal(status, 0, stderr);
  assert.deepEqual(fs.readdirSync(folder).sort(), ['x', 'x.files', 'x.making']);
  for (const name of ['x.files', 'x.making']) assert.deepEqual(fs.readdirSync(path.join(folder, name)), ['mine.txt']);
});
