// Texts that offer no place to break, in every place where a text may stand: a word of 84 letters and a bare address.
// However narrow the window, no page is wider than it, and no text reaches out of its column.
// Walks pages, in lanes of its own.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Visit, missingChromium, startChromium } from './support/chromium.mjs';
import { ADDRESS, WORD, unbreakableSettings, unbreakableStories } from './support/extremes.mjs';
import { Newsroom } from './support/newsroom.mjs';
import { hrefs, links } from './support/pages.mjs';
import { spillers } from './support/seen.mjs';

const WIDTHS = [320, 360, 768, 1024, 1280];
const STORIES = 12;

const skip = missingChromium();
const steps = [];
let newsroom, browser;
before(async () => {
  if (skip) return;
  newsroom = await Newsroom.make({ after: (step) => steps.push(step) }, {
    sections: { long: { uk: WORD.slice(0, 80), ru: 'Мост', en: 'Bridge' } }, name: `uk=${WORD},ru=Вестник,en=Herald`,
  });
  await newsroom.must('settings', 'put', newsroom.file('long.json', JSON.stringify(unbreakableSettings())));
  await newsroom.import(unbreakableStories(STORIES));
  await newsroom.serve();
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  for (const step of steps) await step();
});

// {kind: address} of a page of every kind; the page that is gone says why in one word.
async function pages() {
  const articles = links(await newsroom.page('/news/')).filter(({ href }) => /^\/news\/2026\/\d\d\/\d\d\/\d+\/$/.test(href));
  const [gone, article] = [...new Set(articles.map(({ href }) => href))];
  const listed = hrefs(await newsroom.page(article));
  const shelf = (kind) => listed.find((href) => href.startsWith(`/${kind}/`));
  await newsroom.withdraw(`urn:long:${STORIES - 1}`, WORD);
  return {
    front: '/', article, section: '/long/', topic: shelf('topic'), person: shelf('person'), source: shelf('source'),
    day: article.replace(/\d+\/$/, ''), all: '/news/', about: '/about/', support: '/support/', gone, missing: '/nothing/',
  };
}

test('no word and no address widens a page', { skip }, async () => {
  const wrong = [];
  const visit = await Visit.start(browser, newsroom.server.url);
  for (const [kind, address] of Object.entries(await pages())) {
    const response = await visit.go(address);
    assert.equal(response.status(), { gone: 410, missing: 404 }[kind] ?? 200, kind);
    for (const width of WIDTHS) {
      await visit.setWidth(width);
      const overflow = await visit.overflow();
      if (overflow > 0) wrong.push(`${kind}, ${width} px: scrolls sideways by ${overflow}`);
      wrong.push(...(await visit.page.evaluate(spillers)).map((what) => `${kind}, ${width} px: reaches out of its column: ${what}`));
    }
  }
  await visit.close();
  assert.equal(wrong.join('\n'), '');
  assert.ok(ADDRESS.length >= 80 && WORD.length === 84);
});
