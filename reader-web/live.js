// What makes an open page follow the news: lines of the rail, the front, the breaking bar, and a word about the article
// that is being read. The whole of a reader's script; a page is whole without it.
//
// Everything comes as data and becomes elements here; no text is ever read as HTML. It is said to the page under
// /live/{edition} (docs/live.md). What arrives while somebody reads further down waits behind a pill, so that nothing
// moves under their eyes. This script's own address says, each behind #, which event the page's rail is of, whether pages tell
// that they are read, and when the clock made the front what it is.
// What it says itself comes with the first that it hears, in the edition's language. Here map() stands for forEach(), whose
// name is longer: the whole stays below 2 KB.

const page = document;
const find = (selector, where = page) => where.querySelector(selector);
const language = find('html').lang;
let words;
const stream = '/live/' + language;
const main = find('main'), days = find('.days');
// Of a page with a part of live coverage, the article's.
const path = new URL(find('[property*=url]')?.content || location).pathname;
const isFront = find('.name a')?.pathname == path;

const make = (tag, properties, ...inside) => {
  const element = Object.assign(page.createElement(tag), properties);
  element.append(...inside);
  return element;
};
const flash = (text) => [make('span', { className: 'flash' }, text), ' '];

// Within `wait` milliseconds: not everybody asks in the same moment. What cannot be had is asked for again, each time a
// little later. That something is not there, or no more, is an answer.
const get = (address, type, done, wait = 0) => setTimeout(() => {
  const request = new XMLHttpRequest();
  request.open('GET', address);
  request.responseType = type;
  request.onloadend = () => /200|4.[04]/.test(request.status) ? done(request.response) : get(address, type, done, wait + 9e3);
  request.send();
}, wait * Math.random());
const getTold = (name, done, wait) => get(stream + '/' + name + '.json', 'json', done, wait);
const getPage = (done) => get('?' + [last, turned], 'document', done, 1e3); // this page, as it is now

// At the foot of the window: breaking news that the page came without, and the pill above them.
const bar = find('.breaking') || make('section', { className: 'breaking' }), notice = make('section', { className: 'breaking' });
const status = make('output', { className: 'unseen' });
const dock = make('div', { style: 'position:fixed;inset:auto 0 0;z-index:3' }, status);
main.append(dock);
const say = (text) => status.value = text;

// A strip with a button stays at the window's top (by the style sheet), until it is put away; the bar, until its place is seen.
const tell = (where, paragraph) => {
  where.replaceChildren(make('button', { className: 'button', ariaLabel: words.close, onclick: () => where.remove() }, '×'), paragraph);
  where.style = '';
  say(paragraph.textContent);
};

// ---- the rail ----

const present = () => new Map([...page.querySelectorAll('.days li')].map((line) =>
  [find('a', line).pathname, [line, line.parentNode.previousElementSibling.textContent]]));
const known = present(); // by its keys
let newest = Date.parse(find('.days time')?.dateTime) || 0;

const lineOf = (told) => {
  // What broke is called so for some hours, a coverage as long as it runs.
  const text = make('strong', {}, ...told.breaking && !(told.until < Date.now()) ? flash(told.breaking) : [], told.headline);
  return make('li', {}, make('time', { dateTime: told.time }, told.clock), ' ', make('a', { href: told.path }, ...told.important ? [text] : text.childNodes));
};

// Gives the rail the lines of `told`: new ones, and paths of those that stay. One that should stay and is not there makes
// it ask for all of them.
const setRail = (told) => {
  const before = present(), after = [];
  let day, list;
  if (told.some((one) => !one.path && !before.has(one))) return getTold('tail', (tail) => tail.n < last || setRail(tail.rail));
  for (const one of told) {
    const [line, name] = one.path ? [lineOf(one), one.day] : before.get(one);
    if (day != name) after.push(make('h3', {}, day = name), list = make('ol'));
    list.append(line);
  }
  days.replaceChildren(...after);
};

// ---- what waits until it disturbs nobody ----

let waiting = [], fresh, unseen = 0, wished, pill;
let mainWaits, mainComes; // the event that the main part is to be of; the one for which it is on its way
const title = page.title;
const isReading = () => !wished && (scrollY > 100 || find('main :focus,.days :focus'));
// Of live coverage that is open, entries; else, and elsewhere, stories.
const counted = (kind, count = fresh[kind]) => words[kind + new Intl.PluralRules(language).select(count)].replace('#', count);

// Each rail that waited, once: `waiting` is empty by the time that the first is set.
const show = (wish) => {
  wished ||= wish;
  bar.style.position = 'static';
  waiting.map(setRail, waiting = []);
  if (!mainWaits) fresh = wished = 0, pill = pill?.remove();
  else if (!mainComes) mainComes = mainWaits, getPage((now) => {
    if (!isReading()) {
      main.replaceChildren(...find('main', now).childNodes, dock);
      if (mainWaits == mainComes) mainWaits = 0;
    }
    mainComes = 0;
    settle();
  });
};

const settle = () => {
  if (!isReading()) return show();
  // What only goes or is worded anew stands under nobody's eyes a moment longer.
  if (!fresh) return waiting.map(setRail, waiting = []);
  if (!pill) dock.append(pill = make('a', {
    href: !isFront && mainWaits ? path + '#entries' : '#recent', className: 'button', style: 'position:absolute;inset:auto auto 100% 50%;translate:-50% -50%', onclick: show,
  }));
  pill.text = counted(fresh.entry_ ? 'entry_' : '');
};

const add = (kind, number, text) => {
  fresh ||= {};
  fresh[kind] = number + ~~fresh[kind];
  say(counted(kind, number) + ': ' + text);
  if (page.hidden) page.title = `(${unseen += number}) ` + title;
};

const count = (told) => {
  const news = told.filter((one) => one.path && !known.has(one.path) && known.set(one.path) && Date.parse(one.time) >= newest);
  if (!news[0]) return;
  newest = Date.parse(news[0].time);
  add('', news.length, news[0].headline);
};

onscroll = settle;

// ---- the bar, the article ----

const greet = (told) => {
  const news = told.bar;
  words = told.words;
  // The clock made the front another.
  if (turned != (turned = told.turned) && isFront) mainWaits = last, settle();
  bar.style.visibility = news ? '' : 'hidden';
  if (!news) return;
  const text = make('p', {}, ...flash(news.label), make('a', news.url && { href: news.url }, news.text));
  if (text.isEqualNode(find('p', bar))) return; // the template writes it so
  bar.parentNode || dock.append(bar);
  tell(bar, text);
};

const modifiedIn = (where) => find('[property*=fied]', where)?.content;
const modified = Date.parse(modifiedIn(page));
const tellOfArticle = ({ paths, time, text, entries }) => {
  // Events that the rail is not of may be older than the page. What was withdrawn has no time.
  if (!paths.includes(path) || Date.parse(time) <= modified) return;
  if (entries + 1 || find('#entries')) mainWaits = last; // live coverage
  if (entries) return add('entry_', entries, text);
  if (mainWaits && !isReading()) return; // it is there in a moment
  main.prepend(notice);
  tell(notice, make('p', {}, make('a', { href: '' }, text)));
};

// ---- what comes ----

let [, last, beacon, turned] = page.currentScript.src.split('#');
const take = (told) => {
  const isState = told.words && (greet(told), told.rail);
  // How everything stands counts whatever its number is: that of a newsroom that was restored may be a lower one.
  if (!isState && told.n <= last) return;
  last = told.n || last;
  told.articles?.map(tellOfArticle);
  if (days && told.rail) waiting.push(told.rail), count(told.rail);
  if (isFront && (told.rail || told.front)) mainWaits = last;
  // What became of the article meanwhile, its page says.
  if (isState && modified) getPage((now) => {
    const time = modifiedIn(now);
    tellOfArticle({ paths: [path], time, text: words[time ? 'updated' : 'withdrawn'] });
    settle();
  });
  settle();
};

// Where streams are refused, the same events are asked for one by one, from the last back to the one behind ours.
const walk = (tail, number, events) => {
  if (events[20] || tail.n < last) take(tail);
  else if (number <= last) events.map(take);
  else getTold(number, (event) => event ? walk(tail, event.after, [event, ...events]) : take(tail));
};

// Soon, not at once: whoever is refused is one of many.
const ask = (done) => getTold('tail', (tail) => {
  greet(tail);
  done(tail.n);
  walk(tail, tail.n, []);
}, 2e4);

// As the page is shown, hidden, shown again. Where reads are counted by what pages tell, it tells once: when it is seen.
// A browser has six connections for a site (HTTP/1.1) and people have many tabs: one that is hidden lets its go, and asks
// now and then what it missed.
let source, heard;
const connect = () => {
  source?.close();
  if (page.hidden) return;
  page.title = title, unseen = 0, beacon &&= void fetch(path + 'index.read');
  source = new EventSource(stream + '?from=' + last);
  // take() has one parameter: the time is kept beside it, in the fewest bytes.
  source.onmessage = (message) => take(JSON.parse(message.data), heard = Date.now());
  source.onerror = () => source.readyState > 1 && ask(connect);
};
onpageshow = page.onvisibilitychange = connect;

// A machine that slept, or a box on the way, may hold a line that is none any more.
setInterval(() => {
  if (!page.hidden && Date.now() - heard < 9e4) return;
  heard = Date.now();
  ask((number) => number == last || connect());
}, 3e4);
navigator.serviceWorker?.controller || import(stream[0] + 'worker.js'); // it registers itself; no literal, or the bundler wants it
