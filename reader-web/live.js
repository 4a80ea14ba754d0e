// What makes an open page follow the news: lines of the rail, the front, the breaking bar, and a word about the article
// that is being read. The whole of a reader's script; a page is whole without it.
//
// Everything comes as data and becomes elements here; no text is ever read as HTML. It is said to the page under
// /live/{edition} (docs/live.md). What arrives while somebody reads further down waits behind a pill, so that nothing
// moves under their eyes. This script's own address says, behind #, which event the page's rail is of, and behind another
// whether pages tell that they are read.
// Here map() stands for forEach(), whose name is longer: the whole stays below 2 KB.
import words from './words.js';

const page = document;
const find = (selector) => page.querySelector(selector);
const language = find('html').lang;
const forms = words[language] || words.en;
const stream = '/live/' + language;
const main = find('main'), days = find('.days');
const path = new URL(find('[rel=canonical]')?.href || location).pathname;
const isFront = find('.name a')?.pathname == path;

const make = (tag, name, ...inside) => {
  const element = page.createElement(tag);
  element.className = name;
  element.append(...inside);
  return element;
};
const link = (address, ...inside) => {
  const element = make('a', '', ...inside);
  element.href = address;
  return element;
};
const fix = (element, where) => {
  element.style.cssText = where + ';position:fixed;z-index:3';
  return element;
};

const get = (address, type, done) => {
  const request = new XMLHttpRequest();
  request.open('GET', address);
  request.responseType = type;
  request.onloadend = () => done(request.status == 200 && request.response);
  request.send();
};
const getTold = (name, done) => get(`${stream}/${name}.json`, 'json', done);

const status = make('p', 'unseen');
status.role = 'status';
page.body.append(status);
const say = (text) => {
  status.textContent = text;
};

// ---- the rail ----

const present = () => new Map([...page.querySelectorAll('.days li')].map((line) =>
  [line.querySelector('a').pathname, [line, line.parentNode.previousElementSibling.textContent]]));
const known = new Set(present().keys());
let newest = Date.parse(find('.days time')?.dateTime) || 0;

const lineOf = (told) => {
  const time = make('time', '', told.clock);
  time.dateTime = told.time;
  // What broke is called so for six hours (BREAKING_FOR_MS).
  const text = make('strong', '', ...told.breaking && Date.parse(told.time) > Date.now() - 216e5 ? [make('span', 'flash', told.breaking), ' '] : [], told.headline);
  return make('li', '', time, ' ', link(told.path, ...told.important ? [text] : text.childNodes));
};

// Gives the rail the lines of `told`: new ones, and paths of those that stay. One that should stay and is not there makes
// it ask for all of them.
const setRail = (told) => {
  const before = present(), after = [];
  let day, list;
  if (told.some((one) => !one.path && !before.has(one))) return getTold('tail', (tail) => tail && setRail(tail.rail));
  for (const one of told) {
    const [line, name] = one.path ? [lineOf(one), one.day] : before.get(one);
    if (day != name) after.push(make('h3', '', day = name), list = make('ol'));
    list.append(line);
  }
  days.replaceChildren(...after);
};

// ---- what waits until it disturbs nobody ----

let waiting = [], fresh = 0, unseen = 0, mainWaits, pill;
const title = page.title;
const isReading = () => scrollY > 100 || page.activeElement.closest('main *,.days');
const counted = (count) => (forms[new Intl.PluralRules(language).select(count)] || forms.many).replace('{count}', count);

const show = () => {
  waiting.map(setRail);
  if (mainWaits) setTimeout(get, Math.random() * 1e3, '?' + last, 'document', (now) => {
    if (now) main.replaceChildren(...now.querySelector('main').childNodes, pill || '');
  });
  pill = pill?.remove();
  waiting = [];
  fresh = mainWaits = 0;
};

const settle = () => {
  if (!(waiting[0] || mainWaits)) return;
  if (!isReading()) return show();
  if (!fresh) return;
  if (!pill) {
    main.append(pill = fix(link(isFront || !mainWaits ? '#recent' : '#main'), 'bottom:1rem;left:50%;translate:-50%'));
    pill.className = 'button';
    pill.onclick = show;
  }
  pill.textContent = counted(fresh);
};

const add = (number, text) => {
  fresh += number;
  say(`${counted(number)}: ${text}`);
  if (page.hidden) page.title = `(${unseen += number}) ${title}`;
};

const count = (told) => {
  const news = told.filter((one) => one.path && !known.has(one.path) && Date.parse(one.time) >= newest);
  if (!news[0]) return;
  news.map((one) => known.add(one.path));
  newest = Date.parse(news[0].time);
  add(news.length, news[0].headline);
};

onscroll = settle;
page.onvisibilitychange = () => {
  if (!page.hidden) unseen = 0, page.title = title;
};

// ---- the bar, the article ----

let bar = find('.breaking'), barText = bar?.textContent;
const setBar = (told) => {
  if (told && barText?.includes(told.text)) return;
  barText = told?.text;
  if (!told) return bar && (bar.style.visibility = 'hidden');
  if (!bar) find('.page').before(bar = fix(make('section', 'breaking'), 'inset:auto 0 0'));
  bar.style.visibility = '';
  bar.ariaLabel = told.label;
  bar.replaceChildren(make('p', '', make('span', 'flash', told.label), ' ', told.url ? link(told.url, told.text) : told.text));
  say(told.text);
};

let notice;
const tellOfArticle = ({ paths, time, text, entries }) => {
  const modified = /"dateModified":"([^"]+)/.exec(find('script[type]')?.textContent);
  // Events that the rail is not of may be older than the page.
  if (!modified || !paths.includes(path) || Date.parse(time) <= Date.parse(modified[1])) return;
  mainWaits ||= entries >= 0; // live coverage
  if (entries) return add(entries, text);
  notice?.remove();
  main.prepend(notice = fix(make('section', 'breaking', make('p', '', link(path, text))), 'inset:0 0 auto'));
  say(text);
};

// ---- what comes ----

let [, last, beacon] = page.currentScript.src.split('#');
let tell = () => fetch(path + 'index.read');
// where reads are counted by what pages tell; what is only made ready is not read yet
beacon && (document.prerendering ? document.addEventListener('prerenderingchange', tell) : tell());
const take = (told) => {
  if ('bar' in told) setBar(told.bar);
  if (told.n <= last) return;
  last = told.n || last;
  told.articles?.map(tellOfArticle);
  if (days && told.rail) waiting.push(told.rail), count(told.rail);
  mainWaits ||= isFront ? told.front || told.rail : told.rail && 'bar' in told && find('#entries');
  settle();
};

// Where streams are refused, the same events are asked for one by one, from the last back to the one behind ours.
const walk = (tail, number, events) => {
  if (number <= last) events.map(take);
  else if (events[20]) take(tail);
  else getTold(number, (event) => event ? walk(tail, event.after, [event, ...events]) : take(tail));
};

let source;
const connect = () => {
  source?.close();
  source = new EventSource(stream + '?from=' + last);
  source.onmessage = (message) => take(JSON.parse(message.data));
  source.onerror = () => source.readyState == 2 && setTimeout(getTold, Math.random() * 1e4 + 5e3, 'tail', (tail) => {
    if (tail) setBar(tail.bar), walk(tail, tail.n, []);
    connect();
  });
};

// A machine that slept may hold a line that is none any more.
let heard = Date.now();
setInterval(() => {
  if (Date.now() - heard > 9e4) connect();
  heard = Date.now();
}, 3e4);
onpagehide = () => source.close();
onpageshow = (event) => event.persisted && connect();
connect();
navigator.serviceWorker?.controller || import(stream[0] + 'worker.js'); // it registers itself; no literal, or the bundler wants it
