// A newsroom for a test: a data folder of its own, the program's subcommands, and a served site.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonLines } from './ninjs.mjs';
import { fetchBytes, textOf } from './wire.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PROGRAM = path.resolve(ROOT, process.env.STOPPRESS_PROGRAM ?? 'build/stoppress');
export const SUITES = path.resolve(ROOT, process.env.STOPPRESS_SUITES ?? '../shared/suites');
export const SITE_URL = 'https://news.example';
export const EDITIONS = [
  { code: 'uk', prefix: '' },
  { code: 'ru', prefix: '/rus' },
  { code: 'en', prefix: '/eng' },
];
const COMMAND_PATIENCE_MS = 120_000;
const START_PATIENCE_MS = 30_000;

// Whether a suite of real files is at hand; else what to tell.
export function missingSuite(name) {
  return fs.existsSync(path.join(SUITES, name)) ? false : `${name} is not in ${SUITES} (STOPPRESS_SUITES says where)`;
}

// Runs the program to its end: {status, signal, stdout, stderr}.
export async function stoppress(args, { input = '', patience = COMMAND_PATIENCE_MS, ...options } = {}) {
  const child = spawn(PROGRAM, args, { stdio: 'pipe', cwd: ROOT, ...options });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  child.stdin.on('error', () => {}); // it need not read its input
  child.stdin.end(input);
  let stdout = '', stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  try {
    const [status, signal] = await once(child, 'close');
    return { status, signal, stdout, stderr };
  } finally {
    clearTimeout(timer);
  }
}

export class Newsroom {
  // `t` is the test (or suite hooks) whose end removes everything. sections: {slug: {uk, ru, en}}.
  static async make(t, { sections = {}, name = 'Вісник', init = [] } = {}) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-test-'));
    const newsroom = new Newsroom(folder);
    t.after(() => newsroom.remove());
    await newsroom.must('init', '--name', name, '--url', SITE_URL, '--editions', 'uk=/,ru=/rus,en=/eng',
      '--time-zone', 'Europe/Kyiv', ...init);
    for (const [slug, names] of Object.entries(sections)) {
      await newsroom.must('section', slug, ...Object.entries(names).map(([language, text]) => `${language}=${text}`));
    }
    return newsroom;
  }

  constructor(folder) {
    this.folder = folder;
    this.data = path.join(folder, 'data');
    this.server = null;
    this.files = 0;
  }

  async remove() {
    if (this.server) await this.server.kill();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  run(command, ...args) {
    return stoppress([command, '--data', this.data, ...args]);
  }

  // The same, and it must succeed.
  async must(command, ...args) {
    const result = await this.run(command, ...args);
    assert.equal(result.status, 0, `${command} ${args.join(' ')}: ${result.stdout}${result.stderr}`);
    return result;
  }

  file(name, content) {
    const file = path.join(this.folder, name);
    fs.writeFileSync(file, content);
    return file;
  }

  itemFile(items) {
    return this.file(`items-${++this.files}.jsonl`, jsonLines([items].flat()));
  }

  import(items) {
    return this.must('import', 'ninjs', this.itemFile(items));
  }

  // Publishes one item and returns its path on the site.
  async publish(item) {
    const result = await this.must('publish', this.itemFile(item));
    return publishedPath(result.stdout);
  }

  withdraw(uri, reason = 'Помилка') {
    return this.must('withdraw', uri, '--reason', reason);
  }

  async serve(...args) {
    this.server = await Server.start(this.data, args);
    return this.server;
  }

  async stop() {
    await this.server.stop();
    this.server = null;
  }

  // A response of the served site, raw.
  fetch(request) {
    return fetchBytes(this.server.port, typeof request === 'string' ? { path: request } : request);
  }

  // The text of a page, which must answer `status`.
  async page(pagePath, status = 200) {
    const response = await this.fetch({ path: pagePath, headers: [['Accept-Encoding', 'gzip']] });
    assert.equal(response.status, status, `${pagePath}: ${response.statusLine}`);
    return textOf(response);
  }
}

// The address that `publish` prints, as a path.
export function publishedPath(output) {
  const address = /(?:^|\s)(?:https?:\/\/[^/\s]+)?(\/\S*\/)(?=\s|$)/.exec(output);
  assert.ok(address, `no address in: ${output}`);
  return address[1];
}

export class Server {
  static async start(data, args = []) {
    const child = spawn(PROGRAM, ['serve', '--data', data, '--listen', '127.0.0.1:0', ...args], { stdio: 'pipe', cwd: ROOT });
    const server = new Server(child);
    await server.#reading();
    return server;
  }

  constructor(child) {
    this.child = child;
    this.stdout = '';
    this.stderr = '';
    child.stdin.end();
    child.stdout.setEncoding('utf8').on('data', (text) => (this.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (this.stderr += text));
    this.closed = once(child, 'close');
  }

  async #reading() {
    const deadline = Date.now() + START_PATIENCE_MS;
    for (;;) {
      const line = /^reading: http:\/\/127\.0\.0\.1:(\d+)\/$/m.exec(this.stdout);
      if (line) {
        this.port = Number(line[1]);
        return;
      }
      const over = this.child.exitCode !== null || Date.now() > deadline;
      if (over) await this.kill();
      assert.ok(!over, `serve did not start: ${this.stdout}${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid() {
    return this.child.pid;
  }

  // The processes that the supervisor has started, by pid.
  children() {
    return fs.readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  }

  async stop() {
    this.child.kill('SIGTERM');
    const [status] = await this.closed;
    assert.equal(status, 0, `serve ended with ${status}: ${this.stderr}`);
  }

  // As a power cut would: the whole family at once.
  async kill() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const family = [this.pid, ...this.children()];
      for (const pid of family) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch (error) {
          if (error.code !== 'ESRCH') throw error;
        }
      }
    }
    await this.closed;
  }
}
