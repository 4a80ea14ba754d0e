// Two sites, address by address: everything that the directory of one knows must be the same in the other.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { textOf } from './wire.mjs';

const SCRIPT = `import sqlite3, sys
archive = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True, timeout=20)
for path, kind, is_article in archive.execute("SELECT path.path, path.kind, coalesce(page.kind = 1, 0) FROM path LEFT JOIN page"
                                              " ON page.id = path.page AND path.kind = 1 WHERE path.kind <> 4 ORDER BY path.path"):
    print(kind, is_article, path)`;

// [{path, isArticle}] of every page, redirect and what is gone.
export function addressesOf(newsroom) {
  const listed = spawnSync('python3', ['-c', SCRIPT, path.join(newsroom.data, 'archive/archive.db')], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(listed.status, 0, listed.stderr);
  return listed.stdout.trim().split('\n').map((line) => {
    const [kind, isArticle, address] = line.split(' ');
    return { kind: Number(kind), isArticle: isArticle === '1', path: address };
  });
}

async function seen(newsroom, address) {
  const reply = await newsroom.fetch({ path: address, headers: [['Accept-Encoding', 'gzip']] });
  const { status, headers } = reply;
  // What live updates have told is another.
  const text = textOf(reply).replace(/(\/live\.\w+\.js)#\d+/, '$1#N');
  return { status, type: headers.get('content-type'), location: headers.get('location'), modified: headers.get('last-modified'), text };
}

// What fills slots is chosen by the minute: what differs is looked at once more, in one minute.
async function assertSame(one, other, address) {
  let [a, b] = await Promise.all([seen(one, address), seen(other, address)]);
  if (a.text !== b.text) [a, b] = await Promise.all([seen(one, address), seen(other, address)]);
  assert.deepEqual(b, a, address);
}

// How many addresses were compared, with the editions of articles as text and as ninjs.
export async function assertSameSite(one, other) {
  const addresses = addressesOf(one);
  assert.deepEqual(addressesOf(other), addresses);
  let compared = 0;
  for (const { path: address, isArticle } of addresses) {
    const all = isArticle ? [address, `${address}index.txt`, `${address}index.ninjs.json`] : [address];
    for (const each of all) await assertSame(one, other, each);
    compared += all.length;
  }
  return compared;
}
