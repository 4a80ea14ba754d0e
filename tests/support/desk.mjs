// The desk of a served newsroom, in a browser: who works there, and how they come in.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { startChromium } from './chromium.mjs';

const PATIENCE_MS = 15_000;

// What `serve` prints of the desk: its address, and the first link when nobody works there yet.
export function deskOf(server) {
  const url = /^working: (http:\/\/localhost:\d+)\/$/m.exec(server.stdout)?.[1];
  assert.ok(url, `no desk in: ${server.stdout}`);
  return { url, firstLink: /^first sign-in [^:]*: (\S+)$/m.exec(server.stdout)?.[1] };
}

// As though everybody's last proof of who they are were older than five minutes.
export function makeProofsOld(newsroom) {
  const script = 'import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], timeout=10)\nc.execute("UPDATE session SET fresh_ms = fresh_ms - 400000")\nc.commit()';
  const changed = spawnSync('python3', ['-c', script, path.join(newsroom.data, 'store.db')]);
  assert.equal(changed.status, 0, String(changed.stderr));
}

// Codes of an app count again that were used already: who signs in twice within half a minute has no other.
export function forgetUsedCodes(newsroom) {
  const script = 'import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], timeout=10)\nc.execute("UPDATE person SET totp_last_step = -1")\nc.commit()';
  const changed = spawnSync('python3', ['-c', script, path.join(newsroom.data, 'store.db')]);
  assert.equal(changed.status, 0, String(changed.stderr));
}

// So many minutes older, by the token of its cookie.
export function makeSessionOld(newsroom, token, minutes) {
  const script = 'import sqlite3, sys, base64, hashlib\nc = sqlite3.connect(sys.argv[1], timeout=10)\nhash = hashlib.sha256(base64.urlsafe_b64decode(sys.argv[2] + "=")).digest()\nrows = c.execute("UPDATE session SET made_ms = made_ms - ? WHERE hash = ?", [int(sys.argv[3]) * 60000, hash]).rowcount\nc.commit()\nsys.exit(rows != 1)';
  const changed = spawnSync('python3', ['-c', script, path.join(newsroom.data, 'store.db'), token, String(minutes)]);
  assert.equal(changed.status, 0, String(changed.stderr));
}

export class DeskBrowser {
  static async start(t, options) {
    const browser = await startChromium(options);
    t.after(() => browser.close());
    return new DeskBrowser(browser);
  }

  constructor(browser) {
    this.browser = browser;
  }

  // A window of somebody, with an authenticator of their own (WebAuthn's virtual one) unless told otherwise.
  async visitor(desk, { width = 1280, height = 900, scheme = 'light', locale = 'uk-UA', passkeys = true } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale, baseURL: desk.url });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const visitor = new Visitor(context, page);
    if (passkeys) await visitor.addAuthenticator();
    return visitor;
  }

  // A window of somebody who is signed in.
  async windowOf(person, options = {}) {
    const visitor = await this.visitor(person.desk, { passkeys: false, ...options });
    await person.enter(visitor.context);
    return visitor;
  }
}

export class Visitor {
  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.complaints = [];
    page.on('console', (said) => { if (said.type() === 'error' || said.type() === 'warning') this.complaints.push(said.text()); });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  async addAuthenticator() {
    this.session = await this.context.newCDPSession(this.page);
    await this.session.send('WebAuthn.enable');
    ({ authenticatorId: this.authenticator } = await this.session.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
        automaticPresenceSimulation: true },
    }));
  }

  // As if its key had been copied when it was new, and the copy were used from now on.
  async useCopyOfPasskey() {
    const of = { authenticatorId: this.authenticator };
    const { credentials: [credential] } = await this.session.send('WebAuthn.getCredentials', of);
    await this.session.send('WebAuthn.removeCredential', { ...of, credentialId: credential.credentialId });
    await this.session.send('WebAuthn.addCredential', { ...of, credential: { ...credential, signCount: 1 } });
  }

  // Becomes somebody by a link, with a passkey.
  async becomeWithPasskey(link, { name, login, language = 'uk' }) {
    await this.page.goto(link);
    await this.page.fill('#name', name);
    await this.page.fill('#login', login);
    await this.page.selectOption('#language', language);
    await this.page.click('[data-passkey-make]');
    await this.page.waitForURL(/\/$/);
  }

  async becomeWithPassword(link, { name, login, language = 'uk', password }) {
    await this.page.goto(link);
    await this.page.fill('#name', name);
    await this.page.fill('#login', login);
    await this.page.selectOption('#language', language);
    await this.page.fill('#password', password);
    await this.page.click('form button[type=submit]');
  }
}
