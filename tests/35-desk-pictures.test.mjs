// Pictures at the desk: brought by choosing and by dropping, refused in words, pointed at, published with the crop that was
// pointed at; and kept from readers until something published shows them.
// Runs alone: it counts what is published while a picture is made.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { missingChromium } from './support/chromium.mjs';
import { DeskPerson } from './support/desk_person.mjs';
import { deskWithChief } from './support/desk_scene.mjs';
import { story } from './support/ninjs.mjs';
import { noisePng } from './support/png.mjs';

const FILES = new URL('./pictures/', import.meta.url).pathname;
const fileOf = (name) => ({ name, bytes: fs.readFileSync(path.join(FILES, name)) });
const typeOf = (name) => (name.endsWith('.png') ? 'image/png' : 'image/jpeg');

const skip = missingChromium();
const steps = [];
const end = { after: (step) => steps.unshift(step) };
let newsroom, desk, browser, chief;
before(async () => {
  if (skip) return;
  ({ newsroom, desk, browser, chief } = await deskWithChief(end));
});
after(async () => {
  for (const step of steps) await step();
});

// A request as the desk's own scripts send it.
async function put(page, bytes, type, name = 'file') {
  return page.evaluate(async ([base64, type, name]) => {
    const body = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const reply = await fetch(`/pictures?name=${encodeURIComponent(name)}`, { method: 'PUT', body, headers: { 'Content-Type': type } });
    return { status: reply.status, answer: await reply.json() };
  }, [bytes.toString('base64'), type, name]);
}

// What a browser does when files are let go over an element.
async function drop(page, selector, files) {
  const transfer = await page.evaluateHandle((files) => {
    const made = new DataTransfer();
    for (const { name, type, base64 } of files) made.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
    return made;
  }, files.map(({ name, bytes, type = typeOf(name) }) => ({ name, type, base64: bytes.toString('base64') })));
  const box = await page.locator(selector).boundingBox();
  await page.dispatchEvent(selector, 'drop', { dataTransfer: transfer, clientX: box.x + 5, clientY: box.y + box.height - 5 });
}

async function chooseFile(page, press, files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
  await chooser.setFiles(files.map(({ name, bytes }) => ({ name, mimeType: typeOf(name), buffer: bytes })));
}

async function beginArticle(page, headline) {
  await page.goto('/');
  await page.keyboard.press('n');
  await page.waitForURL(/\/articles\/\d+$/);
  await page.waitForSelector('html[data-ready]');
  await page.fill('#headline', headline);
  await page.fill('#lead', 'Вступ.');
  await page.selectOption('#section', { label: 'Місто' });
  await page.click('.prose');
  await page.keyboard.type('Перший абзац.');
}

async function openPanel(page) {
  await page.focus('#headline');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('#publish-panel[open]');
}

async function publish(page) {
  await openPanel(page);
  await page.waitForSelector('#publish-panel[open] #publish-now:not([disabled])');
  await page.waitForTimeout(600);
  await page.keyboard.press('Control+Enter');
  const href = await page.getAttribute('.notice.good a.button', 'href');
  return new URL(href).pathname;
}

test('what a file says of itself comes with it; where it was taken does not; what is no picture is refused in words', { skip }, async () => {
  const { page } = chief;
  const { bytes } = fileOf('full-of-words.jpg');
  const { status, answer } = await put(page, bytes, 'image/jpeg', 'пором.jpg');
  assert.equal(status, 200, JSON.stringify(answer));
  assert.match(answer.asset, /^[0-9a-f]{64}$/);
  assert.match(answer.caption, /Пором відходить/);
  assert.ok(answer.credit.length > 0);
  assert.equal(answer.media_type, 'image/jpeg');
  assert.equal(answer.name, 'пором.jpg');
  assert.deepEqual([answer.width, answer.height], [600, 900]);
  assert.ok(!JSON.stringify(answer).includes('SECRET'));

  const shown = await page.evaluate(async (asset) => {
    const reply = await fetch(`/pictures/${asset}`);
    return { status: reply.status, type: reply.headers.get('content-type'), text: new TextDecoder('latin1').decode(await reply.arrayBuffer()) };
  }, answer.asset);
  assert.equal(shown.status, 200);
  assert.equal(shown.type, 'image/webp');
  assert.ok(!/SECRET|GPS/.test(shown.text));

  for (const [bytes, type, status, words] of [
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 415, /не фотографія/],
    [Buffer.from('just text'), 'image/jpeg', 422, /не фотографія/],
    [noisePng(64, 64).subarray(0, 400), 'image/png', 422, /пошкоджений/],
    [Buffer.alloc(0), 'image/png', 422, /не фотографія/],
    [noisePng(15, 40), 'image/png', 422, /^Зображення замале: щонайменше 16\u00a0пікселів/],
    [noisePng(16, 400), 'image/png', 422, /^Зображення надто вузьке: .* у\u00a020\u00a0разів/],
  ]) {
    const refused = await put(page, bytes, type);
    assert.equal(refused.status, status, `${type}: ${JSON.stringify(refused)}`);
    assert.match(refused.answer.why, words);
  }
  // A header that promises more pixels than any picture has.
  const bomb = Buffer.from(noisePng(8, 8));
  bomb.writeUInt32BE(19000, 16);
  bomb.writeUInt32BE(19000, 20);
  const refused = await put(page, bomb, 'image/png');
  assert.equal(refused.status, 422);
  assert.match(refused.answer.why, /завелике/);
  chief.complaints.length = 0; // the browser logs each refusal
});

// Not asked through the browser, which is busy itself with what it sends.
test('publishing goes on while a large picture is being made', { skip }, async () => {
  const editor = await DeskPerson.join(newsroom, desk, ['editor'], { name: 'Ганна Лис' });
  let isDone = false;
  const upload = editor.ask({ method: 'PUT', path: '/pictures?name=large.png', headers: { 'Content-Type': 'image/png' }, body: noisePng(3000, 2000, 7) });
  const end = upload.then(() => { isDone = true; });
  const places = [];
  while (!isDone) {
    const place = await newsroom.publish(story({ uri: `urn:beside:${places.length}`, headline: 'Поруч зі знімком' }));
    if (!isDone) places.push(place);
  }
  await end;
  assert.equal((await upload).status, 200);
  assert.ok(places.length >= 3, `${places.length} were published meanwhile`);
  for (const place of places) assert.equal((await newsroom.fetch(place)).status, 200);
});

test('a picture by choosing a file: without alt and credit it is refused, then it is out with the crop that was pointed at', { skip }, async () => {
  const { page } = chief;
  await beginArticle(page, 'Новина з головним знімком');
  await page.click('#main-picture button');
  await chooseFile(page, () => page.click('.choose-picture button.main'), [{ name: 'plain.jpg', bytes: fileOf('plain.jpg').bytes }]);
  await page.waitForSelector('#main-picture .focal img');
  assert.equal(await page.locator('.choose-picture').count(), 0);

  const draftAsset = (await page.getAttribute('#main-picture .focal img', 'src')).split('/').pop();
  for (const name of ['320.webp', '640.jpg', 'original']) assert.equal((await newsroom.fetch(`/media/${draftAsset}/${name}`)).status, 404, name);

  await openPanel(page);
  await page.waitForSelector('#publish-faults li.bad');
  const faults = await page.textContent('#publish-faults');
  assert.match(faults, /без\s+опису/);
  assert.ok(await page.isDisabled('#publish-now'));
  assert.match(await page.textContent('#publish-faults li.bad'), /^Треба виправити: /, 'not by its colour alone');
  for (const advice of await page.locator('#publish-faults li:not(.bad)').allTextContents()) assert.match(advice, /^Порада: /);
  assert.ok(await page.isVisible('#publish-why'));
  assert.match(await page.textContent('#publish-why'), /виправте позначене/);
  assert.equal(await page.getAttribute('#publish-now', 'aria-describedby'), 'publish-why');
  await page.click('#publish-faults a[href="#picture-alt"]'); // leads to where it is mended
  assert.equal(await page.evaluate(() => document.activeElement.id), 'picture-alt');

  await page.fill('#picture-alt', 'Міст уранці');
  await page.fill('#picture-credit', 'Ганна Лис');
  await page.fill('#picture-caption', 'Міст "Старий" - знову відкрито');
  await page.locator('#main-picture .focal img').scrollIntoViewIfNeeded();
  const frame = await page.locator('#main-picture .focal img').boundingBox();
  await page.mouse.click(frame.x + frame.width * 0.25, frame.y + frame.height * 0.75);
  assert.match(await page.textContent('#main-picture [role=status]'), /25 % зліва, 75 % згори/);
  await page.focus('#main-picture .focal');
  await page.keyboard.press('Shift+ArrowLeft');
  assert.match(await page.textContent('#main-picture [role=status]'), /15 % зліва, 75 % згори/);

  const address = await publish(page);
  const text = await newsroom.page(address);
  assert.match(text, new RegExp(`srcset="/media/${draftAsset}/320\\.webp 320w`));
  assert.match(text, /alt="Міст уранці"/);
  assert.match(text, /Ганна Лис/);
  assert.match(text, /Міст «Старий»[ \u00a0]— знову відкрито/);
  assert.match(await newsroom.page('/town/'), /style="object-position:1[45]% 7[456]%"/);
  assert.equal((await newsroom.fetch(`/media/${draftAsset}/320.webp`)).status, 200);
  assert.deepEqual(chief.complaints, []);
});

test('files that are dropped into the text come in beside the typing; each refused one is told by its name', { skip }, async () => {
  const { page } = chief;
  await beginArticle(page, 'Новина зі знімками в тексті');
  await drop(page, '.prose', [{ name: 'one.png', bytes: noisePng(800, 500, 3) }, { name: 'two.png', bytes: noisePng(500, 700, 4) },
    { name: 'broken.png', bytes: noisePng(64, 64, 5).subarray(0, 300) }]);
  await page.waitForSelector('.prose .upload');
  await page.keyboard.type(' Друкуємо далі.');
  await page.waitForFunction(() => document.querySelectorAll('.prose figure img').length === 2 && !document.querySelector('.prose .upload'));
  assert.match(await page.textContent('.notice.bad'), /^broken\.png: Файл пошкоджений/);
  assert.match(await page.textContent('.prose'), /Перший абзац\. Друкуємо далі\./);
  await page.click('.prose figure >> nth=0 >> [data-attribute=alt]');
  await page.keyboard.type('Знімок із міста');
  await page.keyboard.press('Control+Enter');
  await page.click('#publish-faults a[href="#body"] >> nth=0'); // leads to the one that lacks it
  assert.equal(await page.locator('.prose figure >> nth=1 >> [data-attribute=alt]').evaluate((one) => one === document.activeElement), true);
  await page.locator('.prose figure >> nth=1 >> .field-fault').first().waitFor();
  for (const figure of await page.locator('.prose figure').all()) {
    await figure.locator('[data-attribute=alt]').fill('Знімок із міста');
    await figure.locator('[data-attribute=credit]').fill('Іван Бойко');
  }
  const text = await newsroom.page(await publish(page));
  assert.equal([...text.matchAll(/alt="Знімок із міста"/g)].length, 2);
  chief.complaints.length = 0; // of the refusal
});

test('the menu of blocks puts one of the library into the text; the main picture takes a drop, and can be removed', { skip }, async () => {
  const { page } = chief;
  await beginArticle(page, 'Новина зі знімком із бібліотеки');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/Зобр');
  await page.keyboard.press('Enter');
  await page.fill('.choose-picture input[type=search]', 'пором відходить');
  await page.waitForFunction(() => document.querySelectorAll('.picture-grid button').length === 1);
  await page.click('.picture-grid button');
  await page.waitForSelector('.prose figure img');
  assert.match(await page.inputValue('.prose figure [data-attribute=caption]'), /Пором відходить/);

  await drop(page, '#main-picture', [{ name: 'main.png', bytes: noisePng(640, 480, 9) }]);
  await page.waitForSelector('#main-picture .focal img');
  await page.waitForFunction(() => /Збережено/.test(document.getElementById('state').textContent));
  await page.reload();
  await page.waitForSelector('#main-picture .focal img');
  await page.locator('#main-picture .acts button').nth(1).click();
  assert.equal(await page.locator('#main-picture .focal').count(), 0);
  assert.deepEqual(chief.complaints, []);
});

test('the library shows the newest first, is searched, tells where each is shown, takes files and words', { skip }, async () => {
  const { page } = chief;
  await page.goto('/pictures');
  await chooseFile(page, () => page.click('label[for=files]'), [{ name: 'ratusha.png', bytes: noisePng(700, 500, 11) }]);
  await page.waitForURL(/\/pictures$/);
  await page.waitForSelector('.library-list li:first-child:has-text("ratusha.png")', { state: 'attached' });
  const first = page.locator('.library-list > li').first();
  await first.locator('summary').click();
  await first.locator('[name=caption]').fill('Ратуша <b>ввечері</b>');
  await first.locator('[name=credit]').fill('Ольга Мороз');
  await first.locator('[name=alt]').fill('Будівля з годинником');
  await first.locator('button').click();
  await page.waitForSelector('.library-caption:has-text("Ратуша <b>ввечері</b>")');

  await page.fill('#find', 'РАТУША');
  await page.keyboard.press('Enter');
  await page.waitForURL(/find=/);
  assert.equal(await page.locator('.library-list > li').count(), 1);

  // Larger, by the keyboard and by the pointer, with the name of its file; without the script it is a link.
  const larger = page.locator('.library-list > li').first().locator('a.larger');
  assert.equal(await page.locator('.library-list > li').first().locator('.library-name').textContent(), 'ratusha.png');
  const answer = await page.context().request.get(new URL(await larger.getAttribute('href'), page.url()).href);
  assert.deepEqual([answer.status(), answer.headers()['content-type']], [200, 'image/webp']);
  await larger.focus();
  await page.keyboard.press('Enter');
  const shown = page.locator('dialog#larger[open]');
  await shown.locator('img').waitFor();
  await page.waitForFunction(() => document.querySelector('#larger img').naturalWidth === 700);
  assert.match(await shown.textContent(), /ratusha\.png/);
  assert.equal(await shown.locator('img').getAttribute('alt'), 'Будівля з годинником');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.keyboard.press('Escape');
  await shown.waitFor({ state: 'hidden' });
  assert.ok(await larger.evaluate((link) => link === document.activeElement), 'one is where one was');
  await larger.click();
  await shown.locator('button').click();
  await shown.waitFor({ state: 'hidden' });

  await page.goto('/pictures?find=' + encodeURIComponent('Міст знову'));
  await page.goto('/pictures');
  const used = page.locator('.library-list > li', { has: page.locator('.places a:has-text("Новина з головним знімком")') });
  assert.equal(await used.count(), 1);
  assert.deepEqual(chief.complaints, []);
});

test('what was told of a refused file goes when another is taken; a picture that is there already is said and shown', { skip }, async () => {
  const { page } = chief;
  const bring = (...files) => chooseFile(page, () => page.click('label[for=files]'), files);
  const told = page.locator('#upload-list li');
  const broken = { name: 'bad.png', bytes: Buffer.from('no picture at all') }, hall = { name: 'hall.png', bytes: noisePng(300, 200, 81) };
  await page.goto('/pictures');
  await bring(broken);
  await page.waitForSelector('#upload-list .fault');
  await bring(broken, hall);
  await page.waitForSelector('.library-list li:first-child:has-text("hall.png")', { state: 'attached' });
  assert.equal(await told.count(), 1, 'that of now, not that of before');
  await bring({ name: 'roof.png', bytes: noisePng(300, 200, 82) });
  await page.waitForSelector('.library-list li:first-child:has-text("roof.png")', { state: 'attached' });
  assert.equal(await told.count(), 0);

  const count = await page.locator('.library-list > li').count();
  await bring({ ...hall, name: 'again.png' });
  await page.waitForSelector('.library-list .pointed-at:has-text("hall.png")');
  assert.equal(await told.textContent(), 'again.png: Це зображення вже є в бібліотеці');
  assert.equal(await page.textContent('#live'), 'again.png: Це зображення вже є в бібліотеці');
  assert.equal(await page.locator('.library-list > li').count(), count);
  await page.goto('/pictures?find=roof.png');
  await bring(hall);
  await page.waitForSelector('#upload-list img[src^="/pictures/"]');
  assert.match(await told.textContent(), /^hall\.png: Це зображення вже/, 'one that is not in the list is shown with its line');
});

test('what two say of a picture at once is joined; where they disagree both are shown', { skip }, async () => {
  const { page } = chief;
  await page.goto('/pictures');
  const form = page.locator('.library-list > li').first().locator('form');
  const [action, was] = await form.evaluate((one) => [one.getAttribute('action'), Object.fromEntries(new FormData(one))]);
  const send = (fields) => page.evaluate(async ([to, typed]) => { const reply = await fetch(to, { method: 'POST', body: new URLSearchParams(typed) }); return { status: reply.status, text: await reply.text() }; }, [action, fields]);
  assert.equal((await send({ ...was, credit: 'Юрій Бук', illustration: '1' })).status, 200);
  assert.equal((await send({ ...was, alt: 'Вежа з годинником' })).status, 200);
  await page.goto('/pictures');
  const now = await form.evaluate((one) => Object.fromEntries(new FormData(one)));
  assert.deepEqual([now.caption, now.credit, now.alt, now.illustration], [was.caption, 'Юрій Бук', 'Вежа з годинником', '1']);

  await form.locator('xpath=..').locator('summary').click();
  assert.equal((await send({ ...now, credit: 'Ольга Мороз', alt: 'Вежа' })).status, 200);
  await form.locator('[name=caption]').fill('Ратуша');
  await form.locator('[name=credit]').fill('Марта Гай');
  await form.locator('button').click();
  await page.waitForSelector('.notice.warn:has-text("Хтось змінив це, поки ви писали")');
  assert.deepEqual(await page.locator('.library-list .fault').allTextContents(), ['Тепер: Ольга Мороз']);
  const valuesOf = () => form.evaluate((one) => Object.fromEntries(['caption', 'credit', 'alt'].map((name) => [name, one.elements[name].value])));
  const mine = { caption: 'Ратуша', credit: 'Марта Гай', alt: 'Вежа' };
  assert.deepEqual(await valuesOf(), mine, 'what was typed stands there still, with what the other wrote elsewhere');
  await form.locator('button').click();
  await page.waitForSelector('.library-caption:text-is("Ратуша")');
  assert.deepEqual(await valuesOf(), mine);
  await page.goto('/log?act=describe');
  assert.match(await page.textContent('main'), /автор зображення: Ольга Мороз → Марта Гай/);
  chief.complaints.splice(0);
});

test('the library says of an animation that only its first picture is shown', { skip }, async () => {
  const { page } = chief;
  await page.goto('/pictures');
  for (const name of ['moving.gif', 'small.gif']) {
    const base64 = fileOf(name).bytes.toString('base64');
    assert.equal(await page.evaluate(async ([name, base64]) => {
      const body = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      return (await fetch(`/pictures?name=${name}`, { method: 'PUT', body, headers: { 'Content-Type': 'image/gif' } })).status;
    }, [name, base64]), 200);
  }
  await page.goto('/pictures');
  const items = page.locator('.library-list > li', { hasText: /(moving|small)\.gif/ });
  assert.equal(await items.count(), 2);
  assert.equal(await items.filter({ hasText: 'moving.gif' }).locator('.hint.warn').textContent(), 'Анімація: показуємо лише її перше зображення');
  assert.equal(await items.filter({ hasText: 'small.gif' }).locator('.hint.warn').count(), 0);
});

test('whoever brings an animation to a text is told at once that only its first picture is shown', { skip }, async () => {
  const { page } = chief;
  await page.goto('/');
  await page.keyboard.press('n');
  await page.waitForSelector('html[data-ready]');
  await drop(page, '#main-picture', [fileOf('moving.gif')]);
  await page.locator('.notice.warn', { hasText: 'Анімація: показуємо лише її перше зображення' }).waitFor();
  await page.waitForSelector('#main-picture .focal img');
});

test('no picture of the newsroom’s stays in a browser’s cache; the program’s own files may', { skip }, async () => {
  const { page } = chief;
  await page.goto('/pictures');
  const [asset] = (await page.locator('.library-list img').first().getAttribute('src')).match(/[0-9a-f]{64}/);
  const cacheOf = (addresses) => page.evaluate((all) => Promise.all(all.map(async (one) => { const { status, headers } = await fetch(one); return [status, headers.get('cache-control')]; })), addresses);
  const src = await page.locator('.library-list img').first().getAttribute('src');
  assert.deepEqual(await cacheOf([src]), [[200, 'no-store']], asset);
  const own = await page.evaluate(() => [document.querySelector('script[src]').src, document.querySelector('link[rel=stylesheet]').href]);
  for (const [status, cache] of await cacheOf(own)) assert.deepEqual([status, cache], [200, 'private, max-age=31536000, immutable']);
});

test('the library tells of drafts too where a picture is used, the main one and those in the text', { skip }, async () => {
  const { page } = chief;
  await page.goto('/pictures');
  const [main, inside] = await page.locator('.library-list img').evaluateAll((all) => all.slice(0, 2).map((one) => /[0-9a-f]{64}/.exec(one.src)[0]));
  const placesOf = async (asset) => { await page.goto('/pictures'); return page.locator(`.library-list > li:has(img[src*="${asset}"]) .places`).allTextContents(); };
  const send = (method, path, value) => page.evaluate(async ([how, where, what]) => {
    const reply = await fetch(where, { method: how, body: JSON.stringify(what), headers: { 'Content-Type': 'application/json' } });
    return { status: reply.status, json: await reply.json() };
  }, [method, path, value]);
  await beginArticle(page, 'Чернетка зі знімком');
  await page.waitForFunction(() => !document.title.startsWith('•'));
  const article = new URL(page.url()).pathname;
  const { content, revision } = await page.evaluate(() => JSON.parse(document.getElementById('article-data').textContent));
  const { claim } = (await send('POST', `${article}/claim`, { tab: 'other', take_over: true })).json;
  const image = (id, asset) => ({ type: 'image', attrs: { id, asset, alt: 'Міст', credit: 'О. Мороз' } });
  const save = (to, more) => send('PUT', `${article}/text`, { request: `p${to}`, revision: to, claim, content: { ...content, headline: 'Чернетка зі знімком', ...more } });
  await page.goto('/pictures');
  const first = await save(revision, { pictures: [{ asset: main, media_type: 'image/jpeg', caption: '', credit: 'О. Мороз', alt: 'Міст', uri: '', width: 10, height: 10, focal_x: 0, focal_y: 0, kind: 'photo' }], body: { type: 'doc', content: [image('aaaaaaa9', inside)] } });
  assert.ok(['saved', 'merged'].includes(first.json.outcome), JSON.stringify(first.json));
  for (const asset of [main, inside]) assert.match((await placesOf(asset)).join(), /Чернетка зі знімком\s+\(чернетка\)/, asset);
  const second = await save(first.json.revision, { pictures: [], body: { type: 'doc', content: [] } });
  assert.equal(second.json.outcome, 'saved', JSON.stringify(second.json));
  for (const asset of [main, inside]) assert.doesNotMatch((await placesOf(asset)).join(), /Чернетка зі знімком/, asset);
});

test('who is not signed in gets no picture and brings none', { skip }, async () => {
  const stranger = await browser.visitor(desk, { passkeys: false });
  await stranger.page.goto('/sign-in');
  const answers = await stranger.page.evaluate(async () => [
    (await fetch('/pictures', { method: 'PUT', body: new Uint8Array(10), headers: { 'Content-Type': 'image/png' } })).status,
    (await fetch(`/pictures/${'0'.repeat(64)}`, { redirect: 'manual' })).type,
  ]);
  assert.deepEqual(answers, [401, 'opaqueredirect']);
  await stranger.context.close();
});
