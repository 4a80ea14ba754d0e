// Pages that cannot be had. One is damaged, as by a failing disk: the reader knows it, cannot load it, and answers with the
// page for 500. The page for 503 comes when the reader has too much to load, which nobody can order; to be looked at, its
// own bytes are put at an address of their own, as a reason for a 410 stands there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const KIND_STATUS = 4; // ARCHIVE_STATUS in archive/archive.h

const OPEN = `
import sqlite3, sys
archive = sqlite3.connect(sys.argv[1], timeout=20)
for path in sys.argv[2:]:
    changed = archive.execute(STATEMENT, (path,)).rowcount
    assert changed == 1, path
archive.commit()
`;

function alterPages(newsroom, paths, statement) {
  const program = OPEN.replace('STATEMENT', JSON.stringify(statement));
  const python = spawnSync('python3', ['-c', program, path.join(newsroom.data, 'archive/archive.db'), ...paths], { encoding: 'utf8' });
  assert.equal(python.status, 0, python.stderr);
}

// The pages must not have been asked for yet: what the reader holds in memory is not read again.
export function damagePages(newsroom, paths) {
  alterPages(newsroom, paths, "UPDATE page SET head = x'00' WHERE path = ?");
}

export function putBusyPages(newsroom, paths) {
  alterPages(newsroom, paths, `UPDATE page SET kind = ${KIND_STATUS}, (head, languages, main, more) = (SELECT head, languages, `
    + 'main, more FROM status_page AS s WHERE s.edition = page.edition AND s.status = 503) WHERE path = ?');
}
