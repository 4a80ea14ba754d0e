// People at the desk: invited, given roles, kept from what is not theirs; their own account with passkeys, codes and
// sessions; proving it again; the log. And passwords, which are slow to check on purpose, hold up nobody.
import assert from 'node:assert/strict';
import path from 'node:path';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { missingChromium } from './support/chromium.mjs';
import { codeOf } from './support/codes.mjs';
import { makeProofsOld } from './support/desk.mjs';
import { deskWithChief } from './support/desk_scene.mjs';
import { story } from './support/ninjs.mjs';

const skip = missingChromium();
const PASSWORD = 'кілька простих слів';
const AXE = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };

const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, desk, browser, admin;
before(async () => {
  if (skip) return;
  ({ newsroom, desk, browser, chief: admin } = await deskWithChief(end));
});
after(async () => {
  for (const step of steps) await step();
});

async function invite(...roles) {
  const { page } = admin;
  await page.goto('/people');
  for (const role of roles) await page.check(`[name=role][value="${role}"]`);
  await page.click('form[action="/people/invitations"] button');
  await page.waitForSelector('#link');
  return page.inputValue('#link');
}

async function barriers(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate((options) => axe.run(document, options), AXE);
  return found.violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' ')}`);
}

async function signInWithPassword(visitor, { login, password = PASSWORD, code = '' }) {
  await visitor.page.goto('/sign-in');
  await visitor.page.fill('#login', login);
  await visitor.page.fill('#password', password);
  await visitor.page.fill('#code', code);
  await visitor.page.click('form[action="/sign-in"] button');
  await visitor.page.waitForLoadState();
}

test('somebody comes by invitation, with a passkey, and may do what their roles allow, where they do', { skip }, async () => {
  const link = await invite('reporter:1');
  assert.match(link, new RegExp(`^${desk.url}/welcome/`));
  await admin.page.goto('/people');
  assert.match(await admin.page.textContent('main'), /Журналіст \(uk\)/, 'the pending invitation is shown');

  const ira = await browser.visitor(desk);
  await ira.becomeWithPasskey(link, { name: 'Іра Шевчук', login: 'ira' });
  const places = await ira.page.locator('.bar nav a').allTextContents();
  assert.deepEqual(places.filter((place) => /Люди|Журнал/.test(place)), [], 'what is not hers is not shown');
  for (const place of ['/people', '/people/1', '/log']) assert.equal((await ira.page.goto(place)).status(), 403, place);

  const second = await browser.visitor(desk);
  assert.equal((await second.page.goto(link)).status(), 410, 'the link works once');
  await second.context.close();

  await ira.page.goto('/');
  await ira.page.keyboard.press('n');
  await ira.page.waitForURL(/\/articles\/\d+$/);
  const refused = await ira.page.evaluate(async () => (await fetch(`${location.pathname}/publish`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status);
  assert.equal(refused, 403, 'a reporter does not publish');
  await ira.context.close();
});

test('an invitation taken back lets nobody in', { skip }, async () => {
  const link = await invite('translator:0', 'reporter:2');
  await admin.page.goto('/people');
  await admin.page.locator('li', { hasText: 'Перекладач' }).locator('button').click();
  await admin.page.waitForURL(/\/people$/);
  const late = await browser.visitor(desk);
  assert.equal((await late.page.goto(link)).status(), 410);
  await late.context.close();
});

test('roles are changed, a person is disabled and let in again; the last administrator stays', { skip }, async () => {
  const { page } = admin;
  await page.goto('/people');
  await page.click('text=Іра Шевчук');
  await page.check('[name=role][value="editor:1"]');
  await page.click('form[action$="/roles"] button');
  await page.waitForURL(/done=saved/);
  await page.goto('/people');
  assert.match(await page.locator('tr', { hasText: 'Іра Шевчук' }).textContent(), /Журналіст \(uk\), Редактор \(uk\)/);

  await page.click('text=Іра Шевчук');
  await page.click('form[action$="/access"] button');
  await page.waitForURL(/done=saved/);
  assert.match(await page.textContent('main'), /не може ввійти/);
  await page.click('form[action$="/access"] button');
  await page.waitForURL(/done=saved/);
  await page.waitForSelector('button.dangerous');

  await page.goto('/people/1');
  await page.uncheck('[name=role][value="administrator:0"]');
  await page.click('form[action$="/roles"] button');
  await page.waitForSelector('[role=alert]');
  assert.match(await page.textContent('[role=alert]'), /останній адміністратор/);
  await page.goto('/people/1');
  await page.click('form[action$="/access"] button.dangerous');
  assert.match(await page.textContent('[role=alert]'), /останній адміністратор/);
  assert.equal((await page.goto('/people')).status(), 200);
});

test('dangerous acts want a fresh proof, and go on with what was filled in', { skip }, async () => {
  const { page } = admin;
  await page.goto('/people');
  await page.check('[name=role][value="chief:3"]');
  makeProofsOld(newsroom);
  await page.click('form[action="/people/invitations"] button');
  await page.waitForSelector('[data-passkey=again] button');
  await page.click('[data-passkey=again] button');
  await page.waitForSelector('#link');
  assert.match(await page.textContent('main'), /Головний редактор \(en\)/);
});

let secret, recoveryCodes;
test('a password alone is only the beginning: nothing else opens until codes are set up', { skip }, async () => {
  const link = await invite('editor:0', 'administrator:0');
  const petro = await browser.visitor(desk, { passkeys: false });
  await petro.becomeWithPassword(link, { name: 'Петро Гнатюк', login: 'petro', password: PASSWORD });
  for (const place of ['/', '/me', '/people']) {
    await petro.page.goto(place);
    assert.equal(new URL(petro.page.url()).pathname, '/me/codes', place);
    assert.match(await petro.page.textContent('.lacks-codes'), /спершу налаштуйте коди/, place);
  }
  const refused = await petro.page.evaluate(async () => (await fetch('/articles/1/check', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status);
  assert.equal(refused, 403);
  makeProofsOld(newsroom);
  await petro.page.goto('/me/codes');
  await petro.page.fill('#again-password', 'not this one');
  await petro.page.click('form[action="/again"] button');
  await petro.page.waitForSelector('[role=alert]');
  await petro.page.fill('#again-password', PASSWORD);
  await petro.page.click('form[action="/again"] button');

  secret = (await petro.page.textContent('#totp-secret')).trim();
  assert.match(secret, /^[A-Z2-7]{32}$/);
  const picture = await petro.page.locator('.qr-code').boundingBox();
  assert.ok(picture.width >= 150 && Math.abs(picture.width - picture.height) < 1, 'a square that a camera can read');
  assert.ok((await petro.page.getAttribute('a[href^="otpauth:"]', 'href')).includes(`secret=${secret}`));
  await petro.page.fill('#code', '000000');
  await petro.page.click('form[action="/me/codes"] button');
  await petro.page.waitForSelector('#code-fault');
  assert.equal((await petro.page.textContent('#totp-secret')).trim(), secret, 'the same key is there for another try');
  await petro.page.fill('#code', codeOf(secret));
  await petro.page.click('form[action="/me/codes"] button');
  await petro.page.waitForSelector('#codes');
  recoveryCodes = await petro.page.locator('#codes code').allTextContents();
  const size = petro.page.viewportSize();
  await petro.page.setViewportSize({ width: 360, height: 800 });
  const broken = await petro.page.locator('#codes code').evaluateAll((all) => all.filter((code) => code.getClientRects().length !== 1 || code.getBoundingClientRect().right > innerWidth).length);
  assert.equal(broken, 0, 'each code stands on one line');
  await petro.page.setViewportSize(size);
  assert.equal(new Set(recoveryCodes).size, 10);
  await petro.page.goto('/');
  assert.equal(await petro.page.locator('.lacks-codes').count(), 0);
  await petro.context.close();
});

test('with codes set up a password needs one; a code and a recovery code work once', { skip }, async () => {
  const visitor = await browser.visitor(desk, { passkeys: false });
  const signedIn = () => visitor.page.url() === `${desk.url}/`;
  await signInWithPassword(visitor, { login: 'petro' });
  assert.ok(!signedIn(), 'no code');
  await signInWithPassword(visitor, { login: 'petro', code: codeOf(secret, 1) });
  assert.ok(signedIn(), 'the code of the next step');
  await visitor.context.clearCookies();
  await signInWithPassword(visitor, { login: 'petro', code: codeOf(secret, 0) });
  assert.ok(!signedIn(), 'a code older than one that was taken');
  await signInWithPassword(visitor, { login: 'petro', code: recoveryCodes[0].toUpperCase() });
  assert.ok(signedIn(), 'a recovery code');
  await visitor.page.goto('/me');
  assert.match(await visitor.page.textContent('main'), /лишилося: 9/);
  await visitor.context.clearCookies();
  await signInWithPassword(visitor, { login: 'petro', code: recoveryCodes[0] });
  assert.ok(!signedIn(), 'the same recovery code again');
  await signInWithPassword(visitor, { login: 'petro', code: recoveryCodes[1] });
  assert.ok(signedIn());

  await visitor.page.goto('/people');
  await visitor.page.check('[name=role][value="commercial:0"]');
  makeProofsOld(newsroom);
  await visitor.page.click('form[action="/people/invitations"] button');
  await visitor.page.fill('#again-password', PASSWORD);
  await visitor.page.fill('#again-code', recoveryCodes[2]);
  await visitor.page.click('form[action="/again"] button');
  await visitor.page.waitForSelector('#link');
  assert.match(await visitor.page.textContent('main'), /Комерційний відділ/, 'the form goes on without a script');
  await visitor.context.close();
});

test('who has a passkey is told before a first password that codes must follow, and says that they mean it', { skip }, async () => {
  const visitor = await browser.visitor(desk);
  const { page } = visitor;
  const { stdout } = await newsroom.must('invite', 'reporter', '--desk', desk.url);
  await visitor.becomeWithPasskey(/\/welcome\/\S+/.exec(stdout)[0], { name: 'Софія Клен', login: 'sofia' });
  await page.goto('/me');
  assert.match(await page.textContent('#codes-after-why'), /доведеться налаштувати коди/);
  await page.fill('#new-password', PASSWORD);
  await page.click('form[action="/me/password"] button');
  assert.ok(await page.evaluate(() => document.querySelector('[name=codes_after]').matches(':invalid')), 'without a tick nothing is sent');
  await page.evaluate(() => { document.querySelector('[name=codes_after]').required = false; });
  await page.click('form[action="/me/password"] button');
  await page.waitForSelector('#codes-after-fault');
  await page.goto('/');
  assert.equal(new URL(page.url()).pathname, '/', 'nothing was set: the desk is open as before');

  await page.goto('/me');
  await page.fill('#new-password', PASSWORD);
  await page.check('[name=codes_after]');
  await page.click('form[action="/me/password"] button');
  await page.waitForURL(/\/me\/codes$/);
  await page.goto('/');
  assert.equal(new URL(page.url()).pathname, '/me/codes');
});

test('one’s own account: name, language, password, passkeys', { skip }, async () => {
  const visitor = await browser.visitor(desk);
  const { page } = visitor;
  await signInWithPassword(visitor, { login: 'petro', code: recoveryCodes[3] });
  await page.click('.bar .me');
  await page.fill('#name', 'Petro Hnatiuk');
  await page.selectOption('#language', 'en');
  await page.click('form[action="/me"] button[type=submit]');
  await page.waitForURL(/done=saved/);
  assert.equal(await page.textContent('h1'), 'My account');
  assert.match(await page.textContent('.bar-end'), /Petro Hnatiuk/);

  await page.fill('#old-password', 'not the present one');
  await page.fill('#new-password', 'another few plain words');
  await page.click('form[action="/me/password"] button');
  await page.waitForSelector('#old-fault');
  for (const [password, why] of [['petro', /shorter than 12/], ['a'.repeat(15), /repeats one character/]]) {
    await page.fill('#old-password', PASSWORD);
    await page.fill('#new-password', password);
    await page.evaluate(() => document.querySelector('#new-password').removeAttribute('minlength'));
    await Promise.all([page.waitForEvent('load'), page.click('form[action="/me/password"] button')]);
    assert.match(await page.textContent('#new-fault'), why);
  }
  await page.fill('#old-password', PASSWORD);
  await page.fill('#new-password', 'another few plain words');
  await page.click('form[action="/me/password"] button');
  await page.waitForURL(/done=password/);

  await page.fill('#passkey-name', 'Laptop');
  await page.click('[data-passkey=mine] [data-passkey-make]');
  await page.waitForURL(/done=passkey/);
  assert.equal(await page.inputValue('form[action="/me/passkey/name"] [name=name]'), 'Laptop');
  await page.fill('form[action="/me/passkey/name"] [name=name]', 'Old laptop');
  await page.click('form[action="/me/passkey/name"] button');
  await page.waitForURL(/done=saved/);
  assert.equal(await page.inputValue('form[action="/me/passkey/name"] [name=name]'), 'Old laptop');

  await visitor.context.clearCookies();
  await page.goto('/sign-in');
  await page.click('[data-passkey="sign-in"] button');
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/me');
  await page.click('form[action="/me/passkey/remove"] button');
  await page.waitForURL(/done=passkey_removed/);
  await visitor.context.close();

  await admin.page.goto('/me');
  await admin.page.click('form[action="/me/passkey/remove"] button');
  await admin.page.click('[data-passkey=again] button'); // her proof is old since an earlier test
  await admin.page.waitForFunction(() => !document.querySelector('[data-passkey=again]'));
  assert.match(await admin.page.textContent('main'), /єдиний спосіб увійти/, 'nobody shuts themselves out');
});

test('a session ended elsewhere is over with the next request; so are all of them', { skip }, async () => {
  const here = await browser.visitor(desk), there = await browser.visitor(desk);
  await signInWithPassword(here, { login: 'petro', password: 'another few plain words', code: recoveryCodes[4] });
  await signInWithPassword(there, { login: 'petro', password: 'another few plain words', code: recoveryCodes[5] });
  await here.page.goto('/me');
  const others = await here.page.locator('form[action="/me/sessions/end"]').count();
  assert.ok(others >= 1);
  await here.page.locator('form[action="/me/sessions/end"] button').first().click();
  await here.page.waitForURL(/done=session/);
  await there.page.goto('/me');
  await there.page.waitForURL(/\/sign-in/);

  await here.page.click('form[action="/me/sessions/end-all"] button');
  await here.page.waitForURL(/\/sign-in/);
  await here.page.goto('/');
  await here.page.waitForURL(/\/sign-in/);
  await here.context.close();
  await there.context.close();
});

test('a new password, a new key to codes, a passkey less: whoever came in elsewhere is out, and told so', { skip }, async () => {
  const here = await browser.visitor(desk), there = await browser.visitor(desk);
  const isOut = async () => {
    await there.page.goto('/me');
    await there.page.waitForURL(/\/sign-in/);
    assert.match(await here.page.textContent('.notice.good'), /Решту ваших сеансів завершено|Your other sessions are ended/);
    await here.page.goto('/me');
    assert.equal(await here.page.locator('[data-session]').count(), 1);
  };
  const password = 'and yet another few words';
  await signInWithPassword(here, { login: 'petro', password: 'another few plain words', code: recoveryCodes[6] });
  await signInWithPassword(there, { login: 'petro', password: 'another few plain words', code: recoveryCodes[7] });
  await here.page.goto('/me');
  await here.page.fill('#old-password', 'another few plain words');
  await here.page.fill('#new-password', password);
  await here.page.click('form[action="/me/password"] button');
  await here.page.waitForURL(/done=password/);
  await isOut();

  await signInWithPassword(there, { login: 'petro', password, code: recoveryCodes[8] });
  await here.page.fill('#passkey-name', 'Gone soon');
  await here.page.click('[data-passkey=mine] [data-passkey-make]');
  await here.page.waitForURL(/done=passkey/);
  await there.page.goto('/me');
  assert.equal(new URL(there.page.url()).pathname, '/me', 'a key more ends nothing');
  await here.page.click('form[action="/me/passkey/remove"] button');
  await here.page.waitForURL(/done=passkey_removed/);
  await isOut();

  await signInWithPassword(there, { login: 'petro', password, code: recoveryCodes[9] });
  await here.page.goto('/me/codes');
  await here.page.fill('#code', codeOf((await here.page.textContent('#totp-secret')).trim()));
  await here.page.click('form[action="/me/codes"] button');
  await here.page.waitForSelector('#codes');
  await isOut();
  await admin.page.goto('/log');
  assert.match(await admin.page.textContent('.log'), /завершення решти сеансів/);
  await here.context.close();
  await there.context.close();
});

test('the log tells who did what, by person, act and day', { skip }, async () => {
  const { page } = admin;
  await page.goto('/log');
  const rows = () => page.locator('.log tbody tr').allTextContents();
  const all = (await rows()).join('\n');
  for (const words of ['запрошення', 'приєднання за запрошенням', 'зміна ролей', 'невдала спроба увійти', 'налаштування кодів', 'спосіб: ключ доступу', '127.0.0.1']) assert.ok(all.includes(words), words);
  await page.selectOption('#act', 'roles');
  await page.click('.filters button');
  await page.waitForURL(/act=roles/);
  assert.equal((await rows()).length, 1);
  assert.match((await rows())[0], /Олена Коваль.*Іра Шевчук/s);
  assert.match((await rows())[0], /ролі: Журналіст \(uk\) → Журналіст \(uk\), Редактор \(uk\)/);
  await page.goto('/log?until=2001-01-01');
  assert.equal((await rows()).length, 0);
  await newsroom.must('invite', 'editor=uk', 'chief');
  await page.goto('/log?act=invite');
  assert.match((await rows())[0], /командний рядок.*запрошення.*Редактор \(uk\), Головний редактор/s);
  await newsroom.publish(story({ uri: 'urn:people:1', headline: 'Ненадовго', section: 'town' }));
  await newsroom.withdraw('urn:people:1', 'Сталося не так');
  await page.goto('/log?act=withdraw');
  assert.match((await rows())[0], /командний рядок.*Сталося не так.*Ненадовго/s);
  await newsroom.must('section', 'bridge', 'uk=Мости');
  await newsroom.must('settings', 'put', newsroom.file('words.json', JSON.stringify({ words: { uk: { description: 'Про місто' } }, beacon: true })));
  await newsroom.import([story({ uri: 'urn:people:2', headline: 'З архіву', section: 'town' })]);
  for (const [act, words] of [['publish', 'Ненадовго'], ['add-section', 'bridge'], ['change-site', 'що саме: слова сайту, як рахуються перегляди'], ['import', 'матеріалів: 1']]) {
    await page.goto(`/log?act=${act}`);
    assert.match((await rows())[0], new RegExp(`командний рядок.*${words}`, 's'), act);
  }
  // Somebody else tries at the device of one who is signed in.
  await page.evaluate(() => fetch('/sign-in', { method: 'POST', body: new URLSearchParams({ login: 'stranger', password: 'not this one' }) }));
  await page.goto('/log?act=sign-in-failed');
  assert.match((await rows())[0], /stranger/);
  assert.doesNotMatch((await rows())[0], /Коваль/);
  for (const row of await rows()) assert.match(row, /невідомо хто|Гнатюк|Шевчук|Коваль/, 'a row says who, or that nobody knows');
  await page.evaluate(async () => {
    for (let i = 0; i < 40; i++) await fetch('/me', { method: 'POST', body: new URLSearchParams({ name: 'Олена Коваль' }) });
  });
  await page.goto('/log');
  assert.equal((await rows()).length, 50);
  for (const width of [1280, 768, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const [inside, box] = await page.$eval('.scroll', (one) => [one.scrollWidth, one.clientWidth]);
    assert.ok(inside <= box, `the log is ${inside} wide in ${box} at ${width}`);
    const narrowest = await page.$$eval('.log tbody td:not(:empty)', (cells) => Math.min(...cells.map((cell) => cell.clientWidth)));
    assert.ok(narrowest >= 80, `a cell of ${narrowest} at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.click('.pager a');
  await page.waitForURL(/before=/);
  assert.ok((await rows()).length > 0, 'the next page goes on');
});

test('what was done to an article is one link away, by its headline, its number or its address, and told by names', { skip }, async () => {
  const { page } = admin;
  for (let n = 0; n < 2; n++) {
    await page.goto(await page.evaluate(async () => (await fetch('/articles', { method: 'POST' })).url)); // N would open the first again
    await page.waitForSelector('html[data-ready]');
  }
  const article = Number(/\d+$/.exec(page.url())[0]);
  await page.click('#log-link');
  await page.waitForURL(`**/log?article=${article}`);
  const rows = () => page.locator('.log tbody tr');
  assert.equal(await rows().count(), 1, 'begun, and of this one alone');
  assert.match(await page.textContent('main'), /Усе, що робили з матеріалом/);
  assert.deepEqual(await barriers(page), []);
  assert.match(await page.textContent('.log tbody'), /\(без заголовка\)/, 'not its number');
  const show = async (words) => {
    await page.goto('/log');
    await page.fill('[name=article]', words);
    await page.click('.filters button');
    await page.waitForURL(/article=/);
  };
  await show(`${desk.url}/articles/${article - 1}/versions`);
  assert.equal(await rows().count(), 1);
  await page.selectOption('#act', 'begin');
  await page.click('.filters button');
  await page.waitForURL(/act=begin/);
  assert.equal(await rows().count(), 1, 'the article stays while one asks for more');

  for (const [id, headline] of [[article, 'Міст через Шелюгу'], [article - 1, 'Міст закрито']]) {
    await page.goto(`/articles/${id}`);
    await page.waitForSelector('html[data-ready]');
    await page.selectOption('#section', '0'); // one is proposed
    await page.fill('#headline', headline);
    await page.waitForFunction(() => /Збережено/.test(document.getElementById('state').textContent));
  }
  await show('міст');
  assert.match(await page.textContent('#article-fault'), /кілька/);
  assert.equal(await page.inputValue('[name=article]'), 'міст', 'nothing typed is lost');
  assert.deepEqual(await barriers(page), []);
  await page.click('.log-found a:has-text("Міст через Шелюгу")');
  await page.waitForURL(`**/log?article=${article}`);
  assert.equal(await rows().count(), 1);
  await show('Міст закр');
  assert.match(await page.textContent('main'), /Усе, що робили з матеріалом Міст закрито/);
  await show('дев’ять');
  assert.match(await page.textContent('#article-fault'), /не знайдено/);
  assert.equal(await page.inputValue('[name=article]'), 'дев’ять');
  await page.evaluate(async (id) => {
    const send = (path, fields) => fetch(path, { method: 'POST', redirect: 'manual', ...fields });
    const form = (fields) => ({ body: new URLSearchParams(fields) });
    await send('/board', form({ title: 'Річний бюджет', day: '2026-12-24', due: '', person: '', note: '' }));
    await send('/bulk', form({ do: 'section', answered: 'yes', to_section: '1', id }));
    await send('/translations', form({ from: id, edition: 'en' }));
    const [, was] = /name="was" value="([^"]*)"/.exec(await (await fetch('/sections?edition=uk')).text());
    await send('/sections/menu', form({ edition: 'uk', was, section: '1', do: 'launch' }));
  }, article);
  await page.goto('/log');
  const told = await page.textContent('.log tbody');
  assert.match(told, /розділ: Місто/);
  assert.match(told, /перекладено з: Міст через Шелюгу/);
  assert.match(told, /меню: Місто/);
  assert.doesNotMatch(told, /№|тема \d/);
  await page.locator('.log tbody a', { hasText: 'Річний бюджет' }).first().click();
  await page.waitForURL(/\/board\?day=2026-12-24#plan-\d+$/);
  assert.equal((await page.goto(`/articles/${article}/versions`)).status(), 200);
  assert.equal(await page.locator(`a[href="/log?article=${article}"]`).count(), 1);
});

test('while passwords are checked one after another, a publication does not wait for them', { skip }, async () => {
  const { page } = admin;
  await page.goto('/');
  await page.keyboard.press('n');
  await page.waitForURL(/\/articles\/\d+$/);
  await page.waitForSelector('html[data-ready]');
  await page.keyboard.type('Поки хтось вгадує паролі');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Текст.');
  await page.selectOption('#section', { label: 'Місто' });
  await page.focus('#headline');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('#publish-panel[open] #publish-now:not([disabled])');
  await page.waitForTimeout(600); // it can be read first

  const guesses = guessPasswords(16);
  await guesses.firstAnswer;
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.notice.good');
  assert.ok(guesses.answers.length < guesses.count, `all ${guesses.count} passwords were checked before the article was on the site`);
  await guesses.all;
  assert.deepEqual([...new Set(guesses.answers)], [403]);
});

// So many sign-ins at once, each of another account.
function guessPasswords(count) {
  const answers = [];
  const asked = Array.from({ length: count }, async (_, i) => {
    const reply = await fetch(`${desk.url}/sign-in`, { method: 'POST', headers: { Origin: desk.url, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ login: `guess${i}`, password: 'nobody has this one' }) });
    await reply.arrayBuffer();
    answers.push(reply.status);
  });
  return { count, answers, firstAnswer: Promise.race(asked), all: Promise.all(asked) };
}

test('these pages have no barrier that axe-core finds, and nothing in them complains', { skip }, async () => {
  const { page } = admin;
  const found = [];
  for (const place of ['/people', '/people/2', '/me', '/me/codes', '/log', '/again?next=/me']) {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(place);
      found.push(...await barriers(page));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) found.push(`${place} scrolls sideways by ${over} at ${width}`);
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(admin.complaints.filter((text) => !/status of 4\d\d/.test(text)), []);
});
