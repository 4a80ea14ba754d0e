// Every page that the desk has, by its table of routes: a new row is asked for too. What stands in braces is taken from the
// links of the pages that are known already; where none leads to a row, EXAMPLES says what may stand there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './newsroom.mjs';

export function deskRows() {
  const text = fs.readFileSync(path.join(ROOT, 'src/desk/routes.def'), 'utf8').replace(/\/\*.*?\*\//gs, '');
  return [...text.matchAll(/^ROUTE\(\s*GET,\s*"([^"]+)",\s*(\w+)/gm)].map(([, row, access]) => ({ row, access }));
}

// For rows that no link leads to, or that want a query.
const EXAMPLES = {
  '/welcome/{token}': ({ invitation }) => invitation,
  '/translations/new': ({ original, free }) => `/translations/new?from=${original}&edition=${free}`,
  '/articles/{id}': ({ article }) => `/articles/${article}`,
  '/articles/{id}/versions': ({ article }) => `/articles/${article}/versions?from=1&to=1`,
  '/articles/{id}/preview': ({ article }) => `/articles/${article}/preview`,
  '/articles/{id}/original': ({ article }) => `/articles/${article}/original`,
  '/media/{asset}/{file}': () => null, // a picture
  '/search/slug': () => null, // a word
  '/export/file': () => null, // a file, when one was made
};
const patternOf = (row) => new RegExp(`^${row.replace(/\{id\}/g, '\\d+').replace(/\{\w+\}/g, '[^/?#]+')}(\\?|$)`);

// [{row, path, name, html}] of every row that answers with a whole page. `person` asks; `known` is what EXAMPLES need.
export async function deskPages(person, known) {
  const links = new Set(), found = [], later = [];
  const note = (html) => { for (const [, href] of html.matchAll(/\s(?:href|src)="(\/[^"]*)"/g)) links.add(href.replaceAll('&amp;', '&')); };
  const open = async ({ row, access }, address) => {
    const answer = await (row.startsWith('/welcome') || row === '/sign-in' ? { ask: (asked) => person.ask({ ...asked, headers: { Cookie: '' } }) } : person).ask({ path: address });
    if (!/^text\/html/.test(answer.headers['content-type'] || '') || !/^<!doctype html>/i.test(answer.text)) return;
    assert.equal(answer.status, 200, `${address}: ${answer.status}`);
    note(answer.text);
    found.push({ row, access, path: address, isOpen: row.startsWith('/welcome') || row === '/sign-in',
      name: row.replace(/[{}]/g, '').replace(/^\/$/, 'list').replace(/^\//, '').replace(/\//g, '-'), html: answer.text });
  };
  for (const one of deskRows()) {
    const address = EXAMPLES[one.row] ? EXAMPLES[one.row](known) : one.row;
    if (address === null) continue;
    if (/\{/.test(address)) later.push(one);
    else await open(one, address);
  }
  for (const one of later) {
    const link = [...links].find((href) => patternOf(one.row).test(href));
    assert.ok(link, `${one.row}: no link of the desk leads to it; say in ${import.meta.url} what stands there`);
    await open(one, link);
  }
  return found;
}
