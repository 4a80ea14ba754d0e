// Who may do what at the desk, compared with its two tables: every row of routes.def for everybody there can be, in every
// state of their session, and in every spelling of its path that is not the path. A new row is asked for too.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { deskOf, makeSessionOld } from './support/desk.mjs';
import { DeskPerson, askDesk } from './support/desk_person.mjs';
import { Newsroom, ROOT } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { Connection, requestBytes } from './support/wire.mjs';

const read = (name) => fs.readFileSync(path.join(ROOT, name), 'utf8').replace(/\/\*.*?\*\//gs, '');

const ROUTES = [...read('src/desk/routes.def').matchAll(/^ROUTE\(\s*(\w+),\s*"([^"]+)",\s*(\w+),\s*(\w+),\s*(\d+),\s*(\d+),\s*(\w+)\s*\)/gm)]
  .map(([, method, route, access, permission, most, , handler]) => ({ method, path: route, access, permission: permission.slice('MAY_'.length), most: Number(most), handler }));
const LETTERS = Object.fromEntries([...read('src/news/role.def').matchAll(/^#define (\w) (\w+)$/gm)].map(([, letter, role]) => [letter, role.toLowerCase()]));
const ROLES = Object.values(LETTERS);
const PERMISSIONS = Object.fromEntries([...read('src/news/role.def').matchAll(/^PERMISSION\((\w+), "\w+", ([^)]*)\)/gm)]
  .map(([, name, letters]) => [name, letters.split('|').map((letter) => LETTERS[letter.trim()])]));

const isWrite = (route) => route.method !== 'GET';
const isOfArticle = (route) => /^\/articles\/\{id\}/.test(route.path);
const NO_SUCH = 987654321;
// Writes at a text that whoever may read it may do: they change none of its words.
const CHANGES_NO_TEXT = new Set(['handle_check', 'handle_presence', 'handle_leave', 'handle_add_comment', 'handle_settle_comment', 'handle_keep_typed', 'handle_drop_typed']);
// What a row must be asked for its own permission to be the one that counts.
const BODIES = { handle_stage: '{"act":"submit"}' };
const IS_ANY_PERSONS = new Set(['ACCESS_SIGNED_IN', 'ACCESS_FRESH']);
const asksNone = ({ access }) => access === 'ACCESS_ANYBODY' || IS_ANY_PERSONS.has(access);
// Asked for a proof of who one is, which is not given here: 403 is their answer, not the table's.
const PROVES = new Set(['handle_again', 'handle_again_passkey']);
// Of a translation alone: another text is not there for them.
const OF_TRANSLATION = new Set(['handle_tick_off']);
const ENDS_SESSION = new Set(['handle_sign_out', 'handle_end_my_sessions']);
const SETS_COOKIE = new Set([...ENDS_SESSION, 'handle_sign_in', 'handle_passkey_sign_in', 'handle_welcome', 'handle_welcome_passkey']);

const steps = [];
let newsroom, desk, chief, people, articles;
before(async () => {
  const end = { after: (step) => steps.unshift(step) };
  newsroom = await Newsroom.make(end);
  await newsroom.serve('--desk-listen', '127.0.0.1:0');
  desk = deskOf(newsroom.server);
  chief = await DeskPerson.become(desk, new URL(desk.firstLink).pathname);
  articles = { uk: await chief.begin('uk'), ru: await chief.begin('ru') };
  people = [];
  for (const role of ROLES) {
    for (const edition of ['uk', null]) {
      const person = await DeskPerson.join(newsroom, desk, [edition ? `${role}=${edition}` : role]);
      const own = PERMISSIONS.WRITE_OWN.includes(role) ? await person.begin('uk') : null;
      people.push({ role, edition, person, own, name: `${role} of ${edition ?? 'all editions'}` });
    }
  }
});
after(async () => {
  for (const step of steps) await step();
});

const pathOf = (route, id) => route.path.replace('{id}', id).replace('{asset}', '0'.repeat(64)).replace(/\{\w+\}/g, 'x');
// A request for the row as a script of the desk makes it; what is no article is none that there is, lest an account change.
function requestFor(route, id = NO_SUCH) {
  const type = isWrite(route) ? { 'Content-Type': 'application/json' } : {};
  return { method: route.method, path: pathOf(route, isOfArticle(route) ? id : NO_SUCH), headers: type, body: isWrite(route) ? (route.most ? BODIES[route.handler] ?? '{}' : '') : undefined };
}
const isLedToSignIn = ({ status, headers }) => status === 303 && headers.location.startsWith('/sign-in?next=');
const wasServed = (answer) => ![401, 403, 405, 413, 421].includes(answer.status) && answer.status < 500 && !isLedToSignIn(answer);

// What every reply of the desk has, whatever it says.
function assertGuarded(answer, what, handler) {
  const { headers } = answer;
  assert.equal(headers['cache-control'], 'no-store', `${what}: ${answer.status} may be stored`);
  // A refusal without a word has nothing that a policy could hold back.
  if (answer.text) assert.match(headers['content-security-policy'] ?? '', /^default-src 'none';/, `${what}: ${answer.status} has no policy`);
  assert.equal(headers['x-content-type-options'], 'nosniff', what);
  if (!SETS_COOKIE.has(handler)) assert.equal(headers['set-cookie'], undefined, `${what} sets a cookie`);
}

test('both tables are read whole', () => {
  const rows = read('src/desk/routes.def').match(/^ROUTE\(/gm).length;
  assert.equal(ROUTES.length, rows);
  assert.ok(rows >= 20);
  assert.equal(ROLES.length, 6);
  for (const route of ROUTES) assert.ok(asksNone(route) ? route.permission === 'NOTHING' : PERMISSIONS[route.permission], `${route.path}: ${route.permission}`);
});

test('who has no session that holds gets no further than signing in', async () => {
  const ended = await DeskPerson.join(newsroom, desk, ['chief', 'administrator']);
  await ended.form('/sign-out');
  const [name, token] = ended.cookie.split('=');
  const expired = await DeskPerson.join(newsroom, desk, ['chief', 'administrator']);
  assert.equal((await expired.ask({ path: '/log' })).status, 200);
  makeSessionOld(newsroom, expired.cookie.split('=')[1], 12 * 60 + 1);
  const states = {
    'no cookie': undefined, 'a session of twelve hours ago': expired.cookie, 'an ended session': `${name}=${token}`, 'an unknown token': `${name}=${'A'.repeat(token.length)}`,
    'half a token': `${name}=${token.slice(0, 20)}`, 'no token': `${name}=`, 'another name': `x${name}=${chief.cookie.split('=')[1]}`,
  };
  for (const [state, cookie] of Object.entries(states)) {
    const nobody = new DeskPerson(desk, { cookie });
    for (const route of ROUTES.filter(({ access }) => access !== 'ACCESS_ANYBODY')) {
      const what = `${route.method} ${route.path} with ${state}`;
      const asked = requestFor(route, articles.uk);
      const answer = await nobody.ask(asked);
      assert.ok(isWrite(route) ? answer.status === 401 : isLedToSignIn(answer), `${what}: ${answer.status}`);
      assertGuarded(answer, what);
    }
  }
});

test('who has a password and no codes yet gets no further than setting them up', async () => {
  const { stdout } = await newsroom.must('invite', 'chief', 'administrator', '--desk', desk.url);
  const one = await DeskPerson.become(desk, /(\/welcome\/\S+)/.exec(stdout)[1], { codes: false });
  const isWay = ({ path }) => path.startsWith('/me/codes') || path.startsWith('/again') || path === '/sign-out';
  for (const route of ROUTES.filter((row) => row.access !== 'ACCESS_ANYBODY' && !isWay(row))) {
    const answer = await one.ask(requestFor(route, articles.uk));
    const what = `${route.method} ${route.path} without codes: ${answer.status}`;
    if (answer.status === 303) assert.equal(answer.headers.location, '/me/codes', what);
    else assert.equal(answer.status, 403, what);
    assertGuarded(answer, what);
  }
});

test('every row serves those whose role permits it, and refuses all others', async () => {
  for (const one of people) {
    for (const route of ROUTES.filter(({ access }) => access !== 'ACCESS_ANYBODY')) {
      const asker = ENDS_SESSION.has(route.handler) ? await DeskPerson.join(newsroom, desk, [one.edition ? `${one.role}=${one.edition}` : one.role]) : one.person;
      const answer = await asker.ask(requestFor(route, articles.uk));
      const what = `${route.method} ${route.path} by a ${one.name}: ${answer.status} ${answer.text.slice(0, 300)}`;
      assertGuarded(answer, what, route.handler);
      const may = asksNone(route) || PERMISSIONS[route.permission].includes(one.role);
      if (!may) assert.equal(answer.status, 403, what);
      else if (!isOfArticle(route) && one.edition === null && !PROVES.has(route.handler)) assert.ok(wasServed(answer), what);
      else assert.ok(answer.status < 500, what);
    }
  }
});

test('a text is open to the roles of its edition, its words to those who wrote it or may edit any', async () => {
  for (const one of people) {
    for (const route of ROUTES.filter(isOfArticle)) {
      if (!PERMISSIONS[route.permission].includes(one.role)) continue;
      const mayEditAny = PERMISSIONS.EDIT_ANY.includes(one.role);
      const mayTouch = !isWrite(route) || CHANGES_NO_TEXT.has(route.handler) || mayEditAny;
      const expected = { own: true, uk: mayTouch, ru: mayTouch && one.edition === null };
      for (const [whose, id] of Object.entries({ own: one.own, ...articles })) {
        const answer = await one.person.ask(requestFor(route, id));
        const what = `${route.method} ${route.path} by a ${one.name}, ${whose === 'own' ? 'their own' : `the chief's in ${whose}`}: ${answer.status} ${answer.text.slice(0, 300)}`;
        if (expected[whose]) assert.ok(wasServed(answer), what);
        else assert.ok(answer.status === 403 || (OF_TRANSLATION.has(route.handler) && answer.status === 404), what);
      }
    }
  }
});

test('what lists tell of texts leads nowhere where one is refused', async () => {
  const planned = await chief.form('/board', { title: 'Дві мови', day: new Date().toISOString().slice(0, 10), edition: '1' });
  assert.equal(planned.status, 303, planned.text);
  for (const one of people) {
    const shown = [];
    for (const place of ['/', `/articles/${one.own}`, '/board', '/numbers?edition=ru', '/search/articles?all=1', '/pictures']) {
      const page = await one.person.ask({ path: place });
      if (page.status !== 200) continue;
      shown.push(page.text);
      const links = [...page.text.matchAll(/\shref="(\/(?:articles|translations)\/[^"#]+)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
      const found = page.text.startsWith('{') ? JSON.parse(page.text).found.map(({ id }) => `/articles/${id}`) : [];
      for (const href of new Set([...links, ...found])) {
        const answer = await one.person.ask({ path: href });
        assert.ok(wasServed(answer), `${place} leads a ${one.name} to ${href}: ${answer.status}`);
      }
    }
    const writes = PERMISSIONS.WRITE_OWN.includes(one.role), isOpen = writes && one.edition === null;
    assert.equal(shown[0].includes(`href="/articles/${articles.ru}"`), isOpen, `a ${one.name} and a text in ru`);
    assert.equal(shown[0].includes('<span lang="ru">'), writes && !isOpen, `a ${one.name} who writes elsewhere is told of it all the same, who writes nowhere is not`);
    assert.equal(new RegExp(`name="id" value="${articles.ru}:`).test(shown[0]), isOpen, 'and chosen only where something can be done to it');
  }
});

test('a translation is begun only from what one may open, or what readers have; an edition is named by its code, and an unknown one is refused', async () => {
  await newsroom.import([story({ uri: 'urn:live:ru', language: 'ru', headline: 'У читателей' })]);
  const live = Number(/name="id" value="(\d+):/.exec((await chief.ask({ path: '/?choose=1&state=live' })).text)[1]);
  for (const one of people.filter(({ role }) => PERMISSIONS.WRITE_OWN.includes(role))) {
    const ways = (from, edition) => [one.person.ask({ path: `/translations/new?from=${from}&edition=${edition}` }), one.person.form('/translations', { from, edition })];
    for (const answer of await Promise.all(ways(articles.ru, 'uk'))) assert.equal(answer.status === 403, one.edition !== null, `a ${one.name}, from a draft in ru: ${answer.status}`);
    for (const answer of await Promise.all(ways(live, 'uk'))) assert.ok(wasServed(answer), `a ${one.name}, from what is live: ${answer.status}`);
    for (const unknown of ['pl', '9', '1', 'x', '']) {
      for (const answer of await Promise.all(ways(live, unknown))) assert.equal(answer.status, 422, `a ${one.name}, into "${unknown}"`);
      if (unknown) assert.equal((await one.person.form('/articles', { edition: unknown })).status, 422, `a ${one.name} begins in "${unknown}"`);
    }
    assert.equal((await one.person.form('/articles', { edition: 'ru' })).status, one.edition === null ? 303 : 403, `a ${one.name} begins in ru`);
    assert.equal((await one.person.form('/articles', {})).status, 303, 'unsaid, it is one of their own');
  }
});

test('whoever reads a text can neither end nor keep up the claim of who writes at it', async () => {
  const { person: reader } = people.find(({ role, edition }) => role === 'reporter' && edition === null);
  const article = await chief.begin('uk');
  const { claim } = (await chief.send('POST', `/articles/${article}/claim`, { tab: 'a' })).json;
  assert.ok(claim > 0);
  assert.equal((await reader.send('POST', `/articles/${article}/leave`, { claim })).status, 200);
  assert.deepEqual((await chief.send('POST', `/articles/${article}/presence`, { claim })).json.others, []);
  assert.equal((await reader.send('POST', `/articles/${article}/presence`, { claim })).json.others.length, 1, 'the claim is the chief’s still');
});

test('who is not let at a text cannot tell whether it is there', async () => {
  const stranger = people.find(({ role, edition }) => role === 'commercial' && edition === null).person;
  for (const route of ROUTES.filter(isOfArticle)) {
    if (PERMISSIONS[route.permission].includes('commercial')) continue;
    const [there, missing] = [await stranger.ask(requestFor(route, articles.uk)), await stranger.ask(requestFor(route, NO_SUCH))];
    assert.deepEqual([there.status, there.text], [missing.status, missing.text], route.path);
  }
});

// Other spellings of a path, none of which is it.
function spellingsOf(real) {
  const [, first, ...rest] = real.split('/');
  const tail = rest.length ? `/${rest.join('/')}` : '';
  const all = [
    `/${real}`, `//${real}`, `${real}/`, `${real}//`, `/.${real}`, `/./${real.slice(1)}`, `/x/..${real}`, `/%2e${real}`, `/static/..${real}`, `/static/%2e%2e${real}`,
    `${real}/.`, `${real}/..`, `${real}/%2e`, `${real}%2f`, `${real}%2F`, `${real};x`, `${real};x=1`, `/${first};x${tail}`, `${real}.css`, `${real}/x.css`, `${real}%00`, `${real}%00.css`,
    `${real}%20`, `${real}%0a`, `${real}%23`, `${real}%3f`, `${real}%25`, `${real}\\`, `\\${real.slice(1)}`, `/static${real}`, `*`, '', desk.url.slice(5) + real,
  ];
  if (first) {
    all.push(`/${first.toUpperCase()}${tail}`, `/%${first.charCodeAt(0).toString(16)}${first.slice(1)}${tail}`, `/${first}%2f${rest.join('%2f')}`, `/${first}/${tail}`, `/${first}/.${tail || '/'}`);
  }
  for (const number of ['0', '01', '+1', '-1', '1e0', '0x1', '%31', '１', '99999999999999999999', '1.0', ' 1']) if (/\/\d+/.test(real)) all.push(encodeURI(real.replace(/\/\d+/, `/${number}`)).replace(/%25/g, '%'));
  return [...new Set(all)].filter((spelling) => spelling !== real && !ROUTES.some(({ path: one }) => one === spelling));
}

test('another spelling of a path is another path, and is not there', async () => {
  for (const route of ROUTES) {
    for (const spelling of spellingsOf(pathOf(route, articles.uk))) {
      if (spelling === '' || spelling === '*' || /[\\ ]/.test(spelling)) continue; // no request can be made of it here: below
      const asked = { ...requestFor(route), path: spelling };
      const answer = await chief.ask(asked);
      const isTokens = /^\/welcome\/[^/]+(\/passkey(\/options)?)?$/.test(spelling) && route.path.startsWith('/welcome/');
      const what = `${route.method} ${spelling}: ${answer.status} ${answer.text.slice(0, 200)}`;
      assert.ok([400, 404].includes(answer.status) || (isTokens && [405, 410, 422].includes(answer.status)), what);
      assertGuarded(answer, what);
    }
  }
});

test('a write that does not come from the desk’s own pages is refused, whoever sends it', async () => {
  const origins = {
    'another site': { Origin: 'https://evil.example' }, 'null': { Origin: 'null' }, 'another scheme': { Origin: desk.url.replace('http:', 'https:') },
    'another port': { Origin: 'http://localhost:1' }, 'the address in longer': { Origin: `${desk.url}.evil.example` }, 'a path': { Origin: `${desk.url}/` }, 'an address without name': { Origin: desk.url.replace('localhost', '127.0.0.1') },
    'nothing': { Origin: '' }, 'cross-site': { 'Sec-Fetch-Site': 'cross-site' }, 'same-site': { 'Sec-Fetch-Site': 'same-site' }, 'none': { 'Sec-Fetch-Site': 'none' }, 'a site that is no word': { 'Sec-Fetch-Site': 'same-origin, cross-site' },
  };
  for (const route of ROUTES.filter(isWrite)) {
    for (const [name, headers] of Object.entries(origins)) {
      const asked = requestFor(route, articles.uk);
      const answer = await chief.ask({ ...asked, headers: { ...asked.headers, ...headers } });
      assert.equal(answer.status, 403, `${route.method} ${route.path} from ${name}`);
      assertGuarded(answer, `${route.method} ${route.path} from ${name}`);
    }
    const { method, path: at, headers, body } = requestFor(route, articles.uk);
    const answer = await askDesk(desk, { method, path: at, headers: { ...headers, Cookie: chief.cookie }, body });
    assert.equal(answer.status, 403, `${route.method} ${route.path} without Origin`);
  }
  assert.equal((await chief.ask({ path: '/' })).status, 200, 'and nobody was signed out by it');
});

test('the desk answers to its own name alone', async () => {
  for (const host of ['evil.example', 'localhost', '127.0.0.1', `127.0.0.1:${new URL(desk.url).port}`, `${new URL(desk.url).host}.`, `x${new URL(desk.url).host}`]) {
    for (const route of ROUTES) {
      const asked = requestFor(route, articles.uk);
      const answer = await chief.ask({ ...asked, headers: { ...asked.headers, Host: host } });
      assert.equal(answer.status, 421, `${route.method} ${route.path} of ${host}`);
      assertGuarded(answer, `${route.method} ${route.path} of ${host}`);
    }
  }
  const led = await chief.ask({ path: '/people', headers: { Host: 'evil.example' } });
  assert.match(led.headers['content-type'], /^text\/html/);
  assert.ok(led.text.includes(`<a href="${desk.url}/">${desk.url}/</a>`), 'it leads to the address that was set up');
  assert.doesNotMatch(led.text, /evil|people/, 'and repeats nothing of the request');
});

test('a path takes the methods of its rows and no others', async () => {
  for (const real of new Set(ROUTES.map((route) => route.path))) {
    const known = new Set(ROUTES.filter((route) => route.path === real).map(({ method }) => method));
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      if (known.has(method)) continue;
      const answer = await chief.ask({ method, path: pathOf({ path: real }, articles.uk), body: method === 'GET' ? undefined : '' });
      const what = `${method} ${real}`;
      assert.equal(answer.status, 405, what);
      const allowed = [...known, ...(known.has('GET') ? ['HEAD'] : [])].sort();
      assert.deepEqual((answer.headers.allow ?? '').split(', ').sort(), allowed, `${what}: what it allows`);
      assertGuarded(answer, what);
    }
  }
});

test('a body longer than the row takes is refused', async () => {
  for (const route of ROUTES.filter(isWrite)) {
    const asked = requestFor(route, articles.uk);
    const answer = await chief.ask({ ...asked, body: 'x'.repeat(route.most + 1) });
    assert.equal(answer.status, 413, `${route.method} ${route.path}`);
    assertGuarded(answer, `${route.method} ${route.path}, too long`);
  }
});

test('what is not there, or cannot be taken, is told in one’s language, with the way back', async () => {
  const large = { method: 'POST', path: '/articles', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'x'.repeat(2000) };
  const asked = { 404: { path: '/nowhere' }, 405: { method: 'DELETE', path: '/people' }, 413: large };
  const words = { 404: [/Такої сторінки/, /Такой страницы/], 405: [/Ця адреса не приймає/, /Этот адрес не принимает/], 413: [/більше, ніж ця сторінка/, /больше, чем эта страница/] };
  for (const [status, request] of Object.entries(asked)) {
    const known = await chief.ask({ ...request, headers: { ...request.headers, 'Accept-Language': 'ru' } });
    assert.equal(known.status, Number(status), known.text);
    assert.match(known.text, words[status][0], 'a person’s own language, not the browser’s');
    assert.match(known.text, /<header class="bar">[\s\S]*<main[\s\S]*<a href="\/">/);
    assertGuarded(known, status);
    const stranger = await askDesk(desk, { method: 'GET', ...request, headers: { Origin: desk.url, ...request.headers, 'Accept-Language': 'de, ru;q=0.8, en;q=0.5' } });
    assert.equal(stranger.status, Number(status), stranger.text);
    assert.match(stranger.text, words[status][1]);
    assert.match(stranger.text, /<main[\s\S]*<a href="\/sign-in">/);
    assert.doesNotMatch(stranger.text, /<header class="bar">/);
    assertGuarded(stranger, status);
    const ended = await askDesk(desk, { method: 'GET', ...request, headers: { Origin: desk.url, ...request.headers, Cookie: `${chief.cookie.split('=')[0]}=${'A'.repeat(43)}` } });
    assert.equal(ended.status, Number(status));
    assert.doesNotMatch(ended.text, /<header class="bar">/, 'a cookie that is none');
  }
  const told = await chief.send('PUT', `/articles/${articles.uk}/text`, { filler: 'x'.repeat(4_000_000) });
  assert.equal(told.status, 413);
  assert.match(told.json.why, words[413][0], 'a script can pass it on');
  assert.equal((await askDesk(desk, { method: 'GET', path: '/static/none.css', headers: {} })).status, 404);
});

test('the program’s own files are kept for good under names that tell what is in them: a newer program’s have others', async () => {
  const found = new Set();
  for (const path of ['/', `/articles/${articles.uk}`, '/sign-in', '/site']) {
    const { text } = await chief.ask({ path });
    for (const [, file] of text.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)) found.add(file);
  }
  for (const kind of ['style', 'icon', 'desk', 'editor']) assert.ok([...found].some((file) => file.startsWith(`/static/${kind}.`)), `${kind} in ${[...found]}`);
  for (const file of found) {
    const { status, headers, text } = await askDesk(desk, { method: 'GET', path: file, headers: {} });
    const digest = crypto.createHash('sha256').update(text).digest('hex').slice(0, 16);
    assert.equal(status, 200, file);
    assert.match(headers['cache-control'], /immutable/);
    assert.equal(file.split('.')[1], digest, file);
    const former = await askDesk(desk, { method: 'GET', path: file.replace(digest, '0'.repeat(16)), headers: {} });
    assert.equal(former.status, 404, 'nothing else is served under such a name');
    assert.doesNotMatch(former.headers['cache-control'] ?? '', /immutable/);
  }
});

// ---- what is refused before the desk has looked at it ----

const BROWSERS = { 'uk-UA,uk;q=0.9': 'uk', 'de, ru;q=0.8, en;q=0.5': 'ru', 'en-GB,en;q=0.9': 'en', '': 'en' };
const requestAs = (language, { method = 'POST', path: target = '/sign-in', fields = {}, body = '' } = {}) => requestBytes({ method, path: target, body,
  headers: Object.entries({ Host: new URL(desk.url).host, Origin: desk.url, ...(language ? { 'Accept-Language': language } : {}), ...fields }) });
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

// The desk's page of that refusal, whole, with the way back.
function assertRefusal(response, status, key, { language, back = '/sign-in' }) {
  const text = response.body.toString();
  const said = JSON.parse(read(`messages/desk/${language}.json`));
  assert.equal(response.status, status, text);
  assert.match(text, new RegExp(`^<!doctype html>[\\s\\S]*<html[^>]* lang="${language}"`, 'i'));
  assert.ok(text.includes(said[key]), `${status} in ${language}: ${text}`);
  assert.match(text, new RegExp(`<main[\\s\\S]*<a href="${back}">`));
  assertGuarded({ status, text, headers: Object.fromEntries(response.headers) }, status);
}

test('a write that does not say how long it is gets 411, in one’s own language, else in the browser’s language', async () => {
  for (const [browser, language] of Object.entries(BROWSERS)) {
    for (const [fields, spoken, back] of [[FORM, language, '/sign-in'], [{ ...FORM, Cookie: chief.cookie }, 'uk', '/']]) {
      const connection = await Connection.open(Number(new URL(desk.url).port));
      connection.send(requestAs(browser, { fields }));
      assertRefusal(await connection.response(), 411, 'refused_request', { language: spoken, back });
      assert.equal((await connection.end()).length, 0, 'nothing is read behind it');
      connection.close();
    }
  }
});

test('a body that comes in drops gets 408, in the browser’s language, and changes nothing', async () => {
  const body = `name=${'a'.repeat(2000)}`;
  await Promise.all(Object.entries(BROWSERS).map(async ([browser, language]) => {
    const connection = await Connection.open(Number(new URL(desk.url).port));
    connection.send(requestAs(browser, { path: '/me', fields: { ...FORM, Cookie: chief.cookie, 'Content-Length': body.length } }));
    let at = 0;
    const drops = setInterval(() => connection.send(body.slice(at, ++at)), 500);
    try {
      assertRefusal(await connection.response(), 408, 'refused_slow', { language });
      assert.ok(at < body.length);
    } finally {
      clearInterval(drops);
      connection.close();
    }
  }));
  assert.doesNotMatch((await chief.ask({ path: '/me' })).text, /aaaaaaaaaa/);
});

test('when more ask at once than can be answered, some get 503, in the browser’s language, and the others what they asked for', async () => {
  const pid = newsroom.server.children().find((one) => fs.readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('desk-process'));
  const browsers = Object.entries(BROWSERS);
  const asking = await Promise.all(Array.from({ length: 450 }, async (_, n) => ({ of: browsers[n % browsers.length], connection: await Connection.open(Number(new URL(desk.url).port)) })));
  process.kill(pid, 'SIGSTOP'); // so that they all come at once
  try {
    for (const { of: [browser], connection } of asking) connection.send(requestAs(browser, { method: 'GET', path: '/', fields: { Cookie: chief.cookie } }));
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  const refused = new Set();
  for (const { of: [, language], connection } of asking) {
    const response = await connection.response();
    connection.close();
    if (response.status === 200) continue;
    assertRefusal(response, 503, 'refused_busy', { language });
    refused.add(language);
  }
  assert.deepEqual([...refused].sort(), ['en', 'ru', 'uk']);
  assert.equal((await chief.ask({ path: '/' })).status, 200, 'and it goes on');
});
