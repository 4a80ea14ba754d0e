// Somebody at the desk without a browser: invited by the command line, with a session of their own, asking in raw HTTP.
import assert from 'node:assert/strict';
import http from 'node:http';
import { codeOf } from './codes.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
const PATIENCE_MS = 30_000;
let joined = 0;

// One request as it is given, paths untouched: {status, headers, text}. A server that answers before it has read the
// whole body may close on us: its answer counts all the same. A desk that was killed has closed the connections kept for
// further requests, and one may not know yet: what only reads is asked for again.
export function askDesk(desk, { method = 'GET', path, headers = {}, body }) {
  const { hostname, port } = new URL(desk.url);
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: hostname, family: 4, port, method, path, agent, timeout: PATIENCE_MS, headers: { ...length, ...headers } });
    let answered = false;
    request.on('response', (response) => {
      answered = true;
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(pieces).toString() }));
    });
    request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer`)));
    request.on('error', (error) => {
      if (answered) return;
      if (method === 'GET' && request.reusedSocket && error.code === 'ECONNRESET') resolve(askDesk(desk, { path, headers }));
      else reject(error);
    });
    request.end(body);
  });
}

export class DeskPerson {
  // roles: "editor", "editor=uk".
  static async join(newsroom, desk, roles, { name = 'Хтось', language = 'uk' } = {}) {
    const { stdout } = await newsroom.must('invite', ...roles, '--desk', desk.url);
    return DeskPerson.become(desk, /(\/welcome\/\S+)/.exec(stdout)[1], { name, language });
  }

  // Without codes nothing else at the desk opens for them.
  static async become(desk, path, { name = 'Хтось', language = 'uk', codes = true } = {}) {
    const login = `person${++joined}`;
    const person = new DeskPerson(desk, { login, password: 'кілька простих слів' });
    const answer = await person.form(path, { name, login, language, password: person.password });
    assert.equal(answer.status, 303, answer.text);
    person.takeCookie(answer);
    if (codes) await person.setUpCodes();
    return person;
  }

  async setUpCodes() {
    const { text } = await this.ask({ path: '/me/codes' });
    this.secret = /id="totp-secret">([A-Z2-7]+)</.exec(text)[1];
    const answer = await this.form('/me/codes', { secret: /name="secret" value="(\w+)"/.exec(text)[1], code: codeOf(this.secret) });
    assert.equal(answer.status, 200, answer.text);
  }

  constructor(desk, { login, password, cookie }) {
    Object.assign(this, { desk, login, password, cookie });
  }

  // The pages of a browser's context are this person's from now on.
  enter(context) {
    const [name, value] = this.cookie.split('=');
    return context.addCookies([{ name, value, url: this.desk.url, httpOnly: true, sameSite: 'Strict' }]);
  }

  takeCookie({ headers }) {
    this.cookie = headers['set-cookie'][0].split(';')[0];
  }

  ask({ method = 'GET', path, headers = {}, body }) {
    const own = this.cookie ? { Cookie: this.cookie } : {};
    const origin = method === 'GET' || method === 'HEAD' ? {} : { Origin: this.desk.url };
    return askDesk(this.desk, { method, path, headers: { ...own, ...origin, ...headers }, body });
  }

  form(path, fields = {}) {
    return this.ask({ method: 'POST', path, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() });
  }

  // With a JSON body; the answer's JSON is `json`, when it is one.
  async send(method, path, value = {}) {
    const answer = await this.ask({ method, path, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });
    return { ...answer, json: answer.headers['content-type'] === 'application/json' ? JSON.parse(answer.text) : undefined };
  }

  // A new article's number.
  async begin(edition) {
    const answer = await this.form('/articles', edition ? { edition } : {});
    assert.equal(answer.status, 303, answer.text);
    return Number(/^\/articles\/(\d+)$/.exec(answer.headers.location)[1]);
  }

  // What the editor's page begins with.
  async open(article) {
    const answer = await this.ask({ path: `/articles/${article}` });
    assert.equal(answer.status, 200, answer.text);
    return JSON.parse(/<script type="application\/json" id="article-data">(.*?)<\/script>/s.exec(answer.text)[1]);
  }
}
