// The service worker: it keeps what was read last, and the newest front, for reading without a line.
//
// The network comes first, always. Only when it fails, answers with a failure of the server (5xx) or is silent for some
// seconds does a reader get the kept page, and then a line at its top says when that was fetched: news that is old is
// never shown as new, and breaking news whose time is over not at all. Pages are kept by their path, which is all they
// depend on; not searches, streams, feeds: who asks for these without a line gets the list of what is kept.
//
// Of pictures the last are kept that were shown large, each in the one size that was shown. In the place of any other
// there is a box with what the picture shows, in words; nothing where there are no words.
//
// The same file registers itself, when a page loads it (live.js, once): so pages need neither a second script nor an
// address that their policy on trusted types would have to know.
import words from './kept_words.js';

const NAME = 'kept-1'; // of the form in which pages are kept: another form, another name
const PICTURES = 'pictures-1'; // likewise
const KEPT_MAX = 30, KEPT_MAX_BYTES = 4 << 20;
const PATIENCE_MS = 6000;
const FRONT_AGE_MS = 9e5;

const scope = self;
const store = () => caches.open(NAME);
const pictures = () => caches.open(PICTURES);
const fetchedAt = (response) => new Date(response.headers.get('date') || NaN);
const isPage = ({ origin, pathname }) => origin == location.origin && pathname.endsWith('/') && !/^.live\/|\/search.$/.test(pathname);

// ---- keeping ----

// The oldest go first: a cache names its entries in the order in which they came.
const bound = async (cache) => {
  let count = 0, bytes = 0;
  for (const key of (await cache.keys()).reverse()) {
    bytes += (await (await cache.match(key)).blob()).size;
    if (++count > KEPT_MAX || bytes > KEPT_MAX_BYTES) await cache.delete(key);
  }
};

// What is no more there is no more kept.
const keep = async (address, response) => {
  const cache = await store(), { status } = response;
  if (status == 404 || status == 410) await cache.delete(address);
  if (status != 200 || response.redirected || !/^text\/html/.test(response.headers.get('content-type'))) return;
  const html = await response.text(), headers = new Headers();
  for (const name of ['content-type', 'content-security-policy', 'date']) headers.set(name, response.headers.get(name) || '');
  await cache.delete(address);
  await cache.put(address, new Response(html, { headers }));
  await bound(cache);
  return html;
};

// By its folder, of which all sizes are. Narrow ones stand beside headlines.
const PICTURE = /(.*\/media\/\w+\/)(\d+)\.\w+$/;
const keepPicture = async (address, response) => {
  const [, folder, width] = PICTURE.exec(address), cache = await pictures();
  if (response.status != 200 || width < 400) return;
  await cache.delete(folder);
  await cache.put(folder, response);
  await bound(cache);
};

// With a page comes its edition's front, if that is not fresh. The manifest stands beside it.
const keepWithFront = async (address, response) => {
  const html = await keep(address, response) || '', manifest = /rel="?manifest"? href="?([^" >]+)/.exec(html);
  if (!manifest) return html;
  const front = new URL('.', new URL(manifest[1], address)).href;
  const kept = await (await store()).match(front);
  if (front != address && !(kept && Date.now() - fetchedAt(kept) < FRONT_AGE_MS)) await keep(front, await fetch(front));
  return html;
};

// ---- without a line ----

const languageOf = (html) => (/<html lang="?([a-z]+)/.exec(html) || [])[1];
const wordsOf = (language) => words[language] || words.en;
const timeOf = (response, { locale }, time = fetchedAt(response)) =>
  `<time datetime="${time.toISOString()}">${new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(time)}</time>`;
const escaped = (text) => text.replace(/[&<"]/g, (mark) => `&#${mark.charCodeAt()};`);

// The line stays in sight: a browser that reloads a page scrolls on to where its reader was.
const shownAsKept = async (response) => {
  const html = await response.text(), texts = wordsOf(languageOf(html));
  const kept = (await (await pictures()).keys()).map(({ url }) => `[src*="${new URL(url).pathname}"]`);
  const line = texts.copy.replace('{time}', () => timeOf(response, texts));
  const aside = `<aside aria-label="${texts.title}" id="kept-copy" style="position:sticky;top:0;z-index:3;padding:1rem;background:CanvasText;color:Canvas">${line}</aside><style>html{overflow-anchor:none}picture:has([alt=""]:not(:is(${kept}))){display:none}</style>`;
  const told = html.replace(/<section class="?breaking"? [^>]*data-until="?(\d+)[^]*?<\/section>/, (bar, until) => until > Date.now() ? bar : '');
  return new Response(told.replace(/<body[^>]*>/, (body) => body + aside), { headers: response.headers });
};

// What there is to read instead, newest first, in the language of the newest.
const listOfKept = async () => {
  const cache = await store(), kept = [];
  for (const { url } of (await cache.keys()).reverse()) {
    const response = await cache.match(url), html = await response.clone().text();
    kept.push({ url, response, language: languageOf(html), title: (/<title>([^<]*)/.exec(html) || [])[1] || escaped(url) });
  }
  const language = (kept[0] || navigator).language.slice(0, 2), texts = wordsOf(language);
  const lines = kept.map(({ url, response, title, language }) =>
    `<li lang="${language}"><a href="${escaped(url)}">${title}</a><br>${timeOf(response, wordsOf(language))}`);
  return new Response(`<!doctype html><html lang="${words[language] ? language : 'en'}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${texts.title}</title><style>body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}ul{padding:0;list-style:none}li{margin:1rem 0}a{color:inherit}time{font-size:.9rem}</style><main><h1>${texts.title}</h1><p>${lines[0] ? texts.kept : texts.empty}</p><ul>${lines.join('')}</ul>`, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
    status: 503,
  });
};

// Nothing is left to show but what the page that asks says of the picture.
const boxOf = async (folder, page) => {
  const html = await (await (await store()).match(page.replace(/[?#].*/, '')))?.text() || '', at = html.lastIndexOf(new URL(folder).pathname);
  const [, alt] = / alt="([^"]*)/.exec(html.slice(at)) || '';
  return new Response(`<svg xmlns="http://www.w3.org/2000/svg"><foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" style="box-sizing:border-box;height:100%;padding:1rem;color-scheme:light dark;background:Canvas;color:CanvasText;border:1px solid;font:1.1rem/1.5 sans-serif">${alt}</div></foreignObject></svg>`, {
    headers: { 'content-type': 'image/svg+xml' },
  });
};

// ---- answering ----

const reach = async (event) => await event.preloadResponse || fetch(event.request);

const answer = async (address, reached) => {
  const soon = await Promise.race([reached.catch(() => {}), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  if (soon && soon.status < 500) return soon;
  const kept = await (await store()).match(address);
  return kept ? shownAsKept(kept) : reached.catch(listOfKept);
};

const answerPicture = async (event, [, folder]) => {
  const { url, referrer } = event.request, response = await fetch(event.request).catch(() => {});
  if (response && response.status < 500) {
    event.waitUntil(keepPicture(url, response.clone()));
    return response;
  }
  return await (await pictures()).match(folder) || boxOf(folder, referrer);
};

// The pages that are open were there before their worker; the browser still has them, and what they show.
const begin = async () => {
  for (const name of await caches.keys()) if (name != NAME && name != PICTURES) await caches.delete(name);
  await scope.registration.navigationPreload?.enable();
  await scope.clients.claim();
  for (const { url } of await scope.clients.matchAll()) {
    const address = new URL(url);
    if (!isPage(address)) continue;
    const html = await keepWithFront(address.origin + address.pathname, await fetch(url, { cache: 'force-cache' })).catch(() => {});
    for (const [path] of html?.matchAll(/\/media\/\w+\/\d+\.\w+/g) || []) {
      await fetch(path, { cache: 'only-if-cached', mode: 'same-origin' }).then((response) => keepPicture(response.url, response)).catch(() => {});
    }
  }
};

const work = () => {
  scope.oninstall = () => scope.skipWaiting();
  scope.onactivate = (event) => event.waitUntil(begin());
  scope.onfetch = (event) => {
    const { mode, method, url } = event.request, asked = new URL(url), picture = asked.origin == location.origin && PICTURE.exec(url);
    if (picture) event.respondWith(answerPicture(event, picture));
    if (mode != 'navigate' || method != 'GET') return;
    const address = asked.origin + asked.pathname.replace(/\/?$/, '/'), reached = reach(event); // a page has its slash behind it
    if (isPage(asked)) event.waitUntil(reached.then((response) => keepWithFront(address, response.clone())).catch(() => {}));
    event.respondWith(answer(address, reached));
  };
};

const register = () => {
  const address = '/worker.js';
  const policy = scope.trustedTypes?.createPolicy('worker', { createScriptURL: () => address });
  navigator.serviceWorker.register(policy ? policy.createScriptURL('') : address).catch(() => {});
};

scope.document ? register() : work();
