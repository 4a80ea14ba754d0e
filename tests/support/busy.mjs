// A page that the reader knows and cannot load, as from a failing disk: what it answers is the page for 503.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import assert from 'node:assert/strict';

const DAMAGE = `
import sqlite3, sys
archive = sqlite3.connect(sys.argv[1], timeout=20)
for path in sys.argv[2:]:
    assert archive.execute("UPDATE page SET head = x'00' WHERE path = ?", (path,)).rowcount == 1, path
archive.commit()
`;

// The pages must not have been asked for yet: what the reader holds in memory is not read again.
export function damagePages(newsroom, paths) {
  const python = spawnSync('python3', ['-c', DAMAGE, path.join(newsroom.data, 'archive/archive.db'), ...paths], { encoding: 'utf8' });
  assert.equal(python.status, 0, python.stderr);
}
