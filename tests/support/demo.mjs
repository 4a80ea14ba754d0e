// The demo newsroom, made anew and served, with the addresses of its pages.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EDITIONS, Newsroom, stoppress } from './newsroom.mjs';
import { hrefs, links, mainOf } from './pages.mjs';

// Made anew, or a copy of a data folder in which it was made before (STOPPRESS_DEMO), which is quicker.
async function makeDemo(data) {
  if (process.env.STOPPRESS_DEMO) return fs.cpSync(process.env.STOPPRESS_DEMO, data, { recursive: true, verbatimSymlinks: true });
  const made = await stoppress(['demo', '--data', data, '--url', 'https://news.example'], { patience: 600_000 });
  assert.equal(made.status, 0, made.stderr);
}

// {newsroom, pages}: pages is [{kind, language, path}] with the kinds that a reader meets first.
export async function serveDemo(t) {
  const newsroom = new Newsroom(fs.mkdtempSync(path.join(os.tmpdir(), 'stoppress-demo-')));
  t.after(() => newsroom.remove());
  await makeDemo(newsroom.data);
  await newsroom.serve();
  const pages = [];
  for (const { code: language, prefix } of EDITIONS) {
    const front = await newsroom.page(`${prefix}/`);
    const lead = hrefs(mainOf(front)).find((href) => /\/news\/\d{4}\/\d\d\/\d\d\/\d+\/$/.test(href));
    const section = links(front).find(({ href }) => href !== `${prefix}/` && /^(\/(rus|eng))?\/[a-z-]+\/$/.test(href) && !/news|rus\/$|eng\/$/.test(href));
    for (const [kind, address] of Object.entries({ front: `${prefix}/`, article: lead, section: section.href, support: `${prefix}/support/` })) {
      pages.push({ kind, language, path: address });
    }
  }
  return { newsroom, pages };
}

// A page of every other kind that answers 200, in one language: what the front, an article and a day's page lead to.
export async function otherKinds(newsroom, language) {
  const { prefix } = EDITIONS.find(({ code }) => code === language);
  const found = {}, seen = new Set([`${prefix}/`]);
  const patterns = {
    topic: /\/topic\/[^/]+\/$/, person: /\/person\/[^/]+\/$/, source: /\/source\/[^/]+\/$/,
    day: /\/news\/\d{4}\/\d\d\/\d\d\/$/, article: /\/news\/\d{4}\/\d\d\/\d\d\/\d+\/$/, own: /\/(about|contacts|reuse)\/$/, all: /\/news\/$/,
    month: /\/\d{4}\/\d\d?\/\d+\/$/, section: /\/city\/$/, // behind what looks like a month
  };
  for (const page of seen) {
    for (const href of hrefs(await newsroom.page(page))) {
      const kind = Object.keys(patterns).find((name) => href.startsWith(`${prefix}/`) && patterns[name].test(href));
      if (!kind || found[kind]) continue;
      found[kind] = href;
      seen.add(href);
    }
  }
  assert.deepEqual(Object.keys(patterns).filter((kind) => !found[kind]), [], 'kinds that nothing leads to');
  return Object.entries(found).map(([kind, address]) => ({ kind, language, path: address }));
}

// Every article of an edition that its day pages lead to.
export async function articlesOf(newsroom, prefix) {
  const found = new Set(), days = [`${prefix}/news/`];
  const seen = new Set(days);
  for (const day of days) {
    for (const href of hrefs(mainOf(await newsroom.page(day)))) {
      if (/\/news\/\d{4}\/\d\d\/\d\d\/\d+\/$/.test(href)) found.add(href);
      else if (/\/news\/\d{4}\/\d\d\/\d\d\/$/.test(href) && !seen.has(href)) {
        seen.add(href);
        days.push(href);
      }
    }
  }
  return [...found];
}
