// The command `demo`, by itself; what it makes is looked at by the tests of pages.
// Takes long.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { ROOT, stoppress } from './support/newsroom.mjs';

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

test('nothing that it says of now ends on a day of the calendar, or names one', () => {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(ROOT, 'demo', name), 'utf8'));
  for (const { text } of Object.values(read('breaking.json'))) assert.doesNotMatch(text, /\d|понеділ|вівтор|понедельник|вторник|[A-Z]\w+day/);
  const { creatives } = read('settings.json');
  for (const { title, text } of creatives) assert.doesNotMatch(`${title} ${text}`, /20\d\d|грудня|декабря|December/);
  assert.deepEqual(creatives.filter(({ from, until }) => from || until).map(({ key }) => key), []);
});
