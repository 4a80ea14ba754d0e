// Every picture at five widths, at three of them at double density too: `sizes` says how wide it stands, the file that Chromium takes is wide
// enough, and none is stretched beyond its file, wider than the text, or higher than the window.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Visit, missingChromium, startChromium } from './support/chromium.mjs';
import { Newsroom, ROOT } from './support/newsroom.mjs';
import { story } from './support/ninjs.mjs';
import { noisePng } from './support/png.mjs';

const WIDTHS = [360, 768, 1000, 1280, 1920], HEIGHT = 900;
const DENSITIES = [1, 2];
const SHARP = 0.8; // of two files Chromium takes the lower one up to the geometric mean, and 1.5 to 1 is the widest step
const SAID_MORE = 1.55; // how much more `sizes` may say than is true
const ROUNDING = 1.02;
const HIGH = 0.87; // of the window

const data = (bytes) => `data:image/png;base64,${bytes.toString('base64')}`;
const OAK = fs.readFileSync(path.join(ROOT, 'demo/pictures/oak.png')); // 1920 by 1280
const LARGE = data(OAK);
const SHAPES = { portrait: [600, 900], small: [160, 120], tall: [200, 3000] };
const SECTIONS = {
  city: { uk: 'Місто', ru: 'Город', en: 'City' },
  culture: { uk: 'Культура', ru: 'Культура', en: 'Culture' },
  few: { uk: 'Річка', ru: 'Река', en: 'River' },
  sport: { uk: 'Спорт', ru: 'Спорт', en: 'Sport' },
};
const COUNTS = { city: 12, culture: 9, few: 4, sport: 6 };

const skip = missingChromium();
const steps = [];
let newsroom, browser;
const paths = { front: '/', section: '/city/', missing: '/news/1999/01/01/1/' };

const picture = (href) => ({ type: 'picture', renditions: [{ href }], descriptions: [{ role: 'caption', value: 'Дуб.' }] });
const html = (figures) => `<p>Дуб стоїть над річкою третє століття, і його видно з обох берегів.</p>${figures}`;
const figure = (href) => `<figure><img src="${href}" alt="дуб"></figure>`;
function items() {
  const found = [];
  const add = (uri, section, rest) => found.push(story({
    uri: `urn:w:${uri}`, headline: `Новина ${uri}`, lead: 'Дуб стоїть над річкою третє століття.', section,
    published: new Date(Date.UTC(2026, 1, 27, 6) + found.length * 60_000).toISOString(), pictures: [picture(LARGE)], ...rest,
  }));
  for (const [shape, [width, height]] of Object.entries(SHAPES)) add(shape, 'city', { pictures: [picture(data(noisePng(width, height)))], html: html('') });
  for (const [section, count] of Object.entries(COUNTS)) for (let n = 0; n < count; n++) add(`${section}-${n}`, section, { html: html('') });
  add('article', 'city', { html: html(`${figure(LARGE)}<div>${figure(LARGE)}${figure(LARGE)}</div>`), related: ['urn:w:city-1', 'urn:w:city-2'] });
  return found;
}

before(async () => {
  if (skip) return;
  newsroom = await Newsroom.make({ after: (step) => steps.push(step) }, { sections: SECTIONS });
  await newsroom.import(items());
  const creative = (slot) => ({ key: slot, slot, editions: ['uk'], weight: 1, title: 'Клуб читачів', text: 'Раз на місяць.', url: `/${slot}/`, picture: 'oak.png', picture_alt: 'дуб' });
  newsroom.file('oak.png', OAK);
  await newsroom.must('settings', 'put', newsroom.file('slots.json', JSON.stringify({ creatives: ['article', 'rail'].map(creative) })));
  await newsroom.serve();
  const listing = await newsroom.page('/news/2026/02/27/');
  for (const name of [...Object.keys(SHAPES), 'article']) paths[name] = listing.match(new RegExp(`href="([^"]+)">Новина ${name}<`))[1];
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

// In the page: of each picture how wide it stands, what its `sizes` say, and which file was taken of which.
function pictures() {
  const lengthOf = (text) => { // letters of `sizes` are 16 pixels, whatever the style says
    const ruler = document.body.appendChild(document.createElement('div'));
    ruler.style.cssText = `position:absolute;width:${text.replace(/([\d.]+)rem/g, (all, rem) => `${rem * 16}px`)}`;
    const { width } = ruler.getBoundingClientRect();
    ruler.remove();
    return width;
  };
  const said = (sizes) => {
    for (const part of sizes.split(/,\s*(?![^(]*\))/)) {
      const [, condition, length] = part.match(/^(\(.*?:.*?\))?\s*(.*)$/);
      if (!condition || matchMedia(condition).matches) return lengthOf(length);
    }
    return NaN;
  };
  return [...document.images].filter((image) => image.checkVisibility()).map((image) => {
    const source = image.parentElement.querySelector('source');
    const { width, height } = image.getBoundingClientRect();
    const files = source.srcset.split(', ').map((file) => Number(file.match(/ (\d+)w$/)?.[1]));
    const column = image.closest('.slot, .gallery, .body, .thumb, main');
    return {
      where: image.closest('.slot, .gallery, .related, .stories, .cards, .top, .first, .body, .article')?.className ?? image.outerHTML,
      isWhole: Boolean(image.closest('.article')), isThumb: Boolean(image.closest('.thumb')),
      width, height, // a crop needs the file to be as wide as its height asks for
      needed: Math.max(width, height * image.getAttribute('width') / image.getAttribute('height')),
      natural: Number(image.getAttribute('width')), said: said(source.sizes), files,
      taken: Number(image.currentSrc.match(/(\d+)\.\w+$/)?.[1]), inside: column.getBoundingClientRect().width,
      text: document.querySelector('.body')?.getBoundingClientRect().width ?? Infinity,
    };
  });
}

function faults(p, density) {
  const found = [];
  const wanted = Math.min(p.needed * density, p.files.at(-1));
  if (p.files.some(Number.isNaN) || !p.said) return ['its file has no width, or its place none'];
  if (p.needed > p.said * ROUNDING) found.push(`sizes says ${p.said}`);
  const isBound = p.width < Math.min(p.natural, p.inside) - 1 && !p.isThumb; // by the window's height
  if (!isBound && Math.min(p.said, p.natural) > p.needed * SAID_MORE) found.push(`sizes says ${p.said}`);
  if (p.taken < wanted * SHARP) found.push(`takes ${p.taken} of ${p.files}`);
  if (p.isWhole && p.width > p.natural + 0.5) found.push(`is stretched from ${p.natural}`);
  if (p.isWhole && p.width > p.text + 0.5) found.push(`is wider than the text, ${p.text}`);
  if (p.isWhole && p.height > HEIGHT * HIGH) found.push(`is ${p.height} high`);
  return found.map((what) => `${p.where}, ${p.width} wide: ${what}`);
}

for (const density of DENSITIES) {
  test(`pictures have the file that their place asks for at density ${density}`, { skip }, async () => {
    const wrong = [];
    for (const width of density === 1 ? WIDTHS : [360, 768, 1280]) {
      const visit = await Visit.start(browser, newsroom.server.url, { width, height: HEIGHT, deviceScaleFactor: density });
      for (const [kind, address] of Object.entries(paths)) {
        await visit.go(address);
        await visit.scrollThrough();
        const found = await visit.page.evaluate(pictures);
        assert.ok(found.length, `${kind} has pictures`);
        wrong.push(...new Set(found.flatMap((one) => faults(one, density)).map((what) => `${width}, ${kind}: ${what}`)));
      }
      await visit.close();
    }
    assert.equal(wrong.join('\n'), '');
  });
}

test('a standfirst is as wide as the text, and advertising smaller than the article’s picture', { skip }, async () => {
  for (const width of WIDTHS) {
    const visit = await Visit.start(browser, newsroom.server.url, { width, height: HEIGHT });
    await visit.go(paths.article);
    const [standfirst, body, main, ...slots] = await visit.page.evaluate(() => ['.standfirst', '.body', '.article > .picture img', '.slot img']
      .flatMap((selector) => [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect().width)));
    assert.ok(standfirst <= body + 1, `${width}: ${standfirst} beside ${body}`);
    for (const slot of slots) assert.ok(slot <= main, `${width}: ${slot} beside ${main}`);
    assert.equal(slots.length, 2);
    await visit.close();
  }
});
