/* Types are those that every engine maps (INTEGER, TEXT, BLOB); booleans are 0 and 1; ids are given by us, so that no
 * engine's way of counting matters. What a list of headlines shows stands in the article's row besides the version, so
 * that a list reads one table; store_verify() compares the two. */
#include "store/schema.h"

#include "store/inside.h"

_Static_assert(STATE_SCHEDULED == 4 && STATE_PUBLISHED == 5 && STATE_WITHDRAWN == 6, "SQL says these numbers");

static const struct database_statement statements[STATEMENT_COUNT] = {
#define STATEMENT(name, what, sql) [name] = {what, sql},
#include "store/statements.def"
#undef STATEMENT
#define FAULT(name, sql) [name] = {"check the rules of the store", sql},
#include "store/faults.def"
#undef FAULT
};

/* From each version of the tables to the next. A new store is made by these too, so that an old one that was brought up
 * and a new one are the same. */
/* clang-format off */
static const struct database_step steps[] = {
        {2,
#include "store/schema_3.def"
        },
        {3, __extension__
#include "store/schema_4.def"
        },
        {4, __extension__
#include "store/schema_5.def"
        },
        {5, __extension__
#include "store/schema_6.def"
        },
        {6, __extension__
#include "store/schema_7.def"
        },
        {7,
#include "store/schema_8.def"
        },
        {8,
#include "store/schema_9.def"
        },
        {9,
#include "store/schema_10.def"
        },
        {10,
#include "store/schema_11.def"
        },
        {11,
#include "store/schema_12.def"
        },
        {12,
#include "store/schema_13.def"
        },
        {13,
#include "store/schema_14.def"
        },
        {14,
#include "store/schema_15.def"
        },
        {15,
#include "store/schema_16.def"
        },
};
/* clang-format on */

/* Of version 2; what came to it since stands in the steps. __extension__: the text is longer than the 4095 bytes that C
 * promises to take; our compilers take it. */
/* clang-format off */
const struct database_kind store_kind = {
.name = "store",
.application_id = 1398034514, /* "STPR" */
.schema_version = 16,
.steps = steps,
.step_count = sizeof steps / sizeof steps[0],
.statements = statements,
.statement_count = STATEMENT_COUNT,
.schema = __extension__
"PRAGMA application_id = 1398034514;"
"PRAGMA user_version = 2;"

/* ---- what an editor would set ---- */
"CREATE TABLE site ("
"  id INTEGER PRIMARY KEY CHECK (id = 1),"
"  url TEXT NOT NULL"
") STRICT;"

"CREATE TABLE edition ("
"  id INTEGER PRIMARY KEY CHECK (id > 0),"
"  code TEXT NOT NULL UNIQUE,"
"  prefix TEXT NOT NULL UNIQUE,"
"  zone TEXT NOT NULL,"
"  name TEXT NOT NULL,"
"  support_url TEXT NOT NULL"
") STRICT;"

"CREATE TABLE section ("
"  id INTEGER PRIMARY KEY CHECK (id > 0),"
"  key TEXT NOT NULL UNIQUE"
") STRICT;"

"CREATE TABLE section_name ("
"  section INTEGER NOT NULL REFERENCES section (id),"
"  edition INTEGER NOT NULL REFERENCES edition (id),"
"  name TEXT NOT NULL CHECK (name <> ''),"
"  slug TEXT NOT NULL CHECK (slug <> ''),"
"  PRIMARY KEY (section, edition),"
"  UNIQUE (edition, slug)"
") STRICT, WITHOUT ROWID;"

/* Each row is all that is set; the last is in force. */
"CREATE TABLE settings ("
"  number INTEGER PRIMARY KEY CHECK (number > 0),"
"  made_ms INTEGER NOT NULL,"
"  document TEXT NOT NULL"
") STRICT;"

"CREATE TRIGGER settings_are_never_changed BEFORE UPDATE ON settings "
"BEGIN SELECT RAISE(ABORT, 'settings are never changed'); END;"
"CREATE TRIGGER settings_are_never_deleted BEFORE DELETE ON settings "
"BEGIN SELECT RAISE(ABORT, 'settings are never deleted'); END;"

"CREATE TABLE set_page (" /* addresses that pages of the settings have or had */
"  path TEXT PRIMARY KEY,"
"  edition INTEGER NOT NULL" /* 0: the whole site's */
") STRICT, WITHOUT ROWID;"

/* ---- stories, articles, versions ---- */
"CREATE TABLE story ("
"  id INTEGER PRIMARY KEY,"
"  key TEXT UNIQUE" /* NULL: the story of one article that is alone */
") STRICT;"

"CREATE TABLE article ("
"  id INTEGER PRIMARY KEY,"
"  uri TEXT NOT NULL UNIQUE,"
"  story INTEGER NOT NULL REFERENCES story (id),"
"  edition INTEGER NOT NULL REFERENCES edition (id),"
"  section INTEGER REFERENCES section (id)," /* NULL: none */
"  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 6),"
"  version INTEGER NOT NULL CHECK (version > 0)," /* the number of the last one */
"  path TEXT NOT NULL UNIQUE,"
"  published_ms INTEGER NOT NULL,"
"  embargo_ms INTEGER NOT NULL,"
"  first_live_ms INTEGER NOT NULL," /* 0: readers never saw it */
"  urgency INTEGER NOT NULL,"
"  headline TEXT NOT NULL,"
"  lead TEXT NOT NULL,"
"  picture_asset TEXT NOT NULL,"
"  picture_media_type TEXT NOT NULL,"
"  picture_caption TEXT NOT NULL,"
"  picture_credit TEXT NOT NULL,"
"  picture_alt TEXT NOT NULL,"
"  picture_uri TEXT NOT NULL,"
"  picture_width INTEGER NOT NULL,"
"  picture_height INTEGER NOT NULL,"
"  picture_focal_x INTEGER NOT NULL,"
"  picture_focal_y INTEGER NOT NULL,"
"  picture_kind INTEGER NOT NULL,"
"  withdrawn_reason TEXT NOT NULL"
") STRICT;"

/* Ties of the same millisecond are in the order of the ids, which every index of SQLite ends with. */
"CREATE INDEX article_by_story ON article (story, edition) WHERE " LIVE ";"
"CREATE INDEX article_by_edition ON article (edition, published_ms) WHERE " LIVE ";"
"CREATE INDEX article_by_section ON article (edition, section, published_ms) WHERE " LIVE ";"
"CREATE INDEX article_scheduled ON article (embargo_ms) WHERE " SCHEDULED ";"
"CREATE INDEX article_gone ON article (id) WHERE " GONE ";"

"CREATE TABLE version ("
"  article INTEGER NOT NULL REFERENCES article (id),"
"  number INTEGER NOT NULL CHECK (number > 0),"
"  made_ms INTEGER NOT NULL,"
"  content BLOB NOT NULL," /* article_write() */
"  PRIMARY KEY (article, number)"
") STRICT;"

"CREATE TRIGGER version_is_never_changed BEFORE UPDATE ON version "
"BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;"
"CREATE TRIGGER version_is_never_deleted BEFORE DELETE ON version "
"BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;"

/* ---- of the last version: what leads from one article to others ---- */
"CREATE TABLE related ("
"  article INTEGER NOT NULL REFERENCES article (id),"
"  position INTEGER NOT NULL,"
"  uri TEXT NOT NULL," /* of an article that may not be here yet */
"  PRIMARY KEY (article, position)"
") STRICT, WITHOUT ROWID;"
"CREATE INDEX related_by_uri ON related (uri, article);"

/* What the store itself chose for an article's page to lead on to, until it is filed under something else. */
"CREATE TABLE choice ("
"  article INTEGER NOT NULL REFERENCES article (id),"
"  kind INTEGER NOT NULL CHECK (kind IN (1, 2))," /* enum choice_kind */
"  position INTEGER NOT NULL,"
"  other INTEGER NOT NULL REFERENCES article (id) CHECK (other <> article),"
"  PRIMARY KEY (article, kind, position),"
"  UNIQUE (other, article)"
") STRICT, WITHOUT ROWID;"

/* ---- addresses ---- */
"CREATE TABLE former_path ("
"  path TEXT PRIMARY KEY,"
"  article INTEGER NOT NULL REFERENCES article (id)"
") STRICT, WITHOUT ROWID;"
"CREATE INDEX former_path_by_article ON former_path (article);"

/* ---- shelves: topics, people and sources ---- */
"CREATE TABLE shelf ("
"  id INTEGER PRIMARY KEY CHECK (id > 0),"
"  kind INTEGER NOT NULL CHECK (kind BETWEEN 2 AND 4)," /* enum shelf_kind; sections have a table of their own */
"  edition INTEGER NOT NULL REFERENCES edition (id),"
"  uri TEXT NOT NULL," /* empty: the name identifies it */
"  name TEXT NOT NULL CHECK (name <> ''),"
"  slug TEXT NOT NULL CHECK (slug <> ''),"
"  url TEXT NOT NULL,"
"  UNIQUE (edition, kind, slug)"
") STRICT;"
"CREATE UNIQUE INDEX shelf_by_uri ON shelf (uri, kind, edition) WHERE uri <> '';"
"CREATE UNIQUE INDEX shelf_by_name ON shelf (name, kind, edition) WHERE uri = '';"

/* Which articles' last versions are on a shelf, and what they call it. */
"CREATE TABLE filed ("
"  article INTEGER NOT NULL REFERENCES article (id),"
"  shelf INTEGER NOT NULL REFERENCES shelf (id),"
"  name TEXT NOT NULL,"
"  url TEXT NOT NULL,"
"  published_ms INTEGER NOT NULL," /* as the article has it, like is_live: the index is a list of newest */
"  is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),"
"  PRIMARY KEY (article, shelf)"
") STRICT, WITHOUT ROWID;"
"CREATE INDEX filed_newest ON filed (shelf, published_ms, article) WHERE is_live = 1;"

/* Which kept pictures an article's last version shows (article 0: the settings in force), and which its readers saw
 * with it before. */
"CREATE TABLE picture_use ("
"  asset TEXT NOT NULL CHECK (length(asset) = 64),"
"  article INTEGER NOT NULL,"
"  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),"
"  was_seen INTEGER NOT NULL CHECK (was_seen IN (0, 1)),"
"  PRIMARY KEY (article, asset)"
") STRICT, WITHOUT ROWID;"
"CREATE INDEX picture_use_by_asset ON picture_use (asset, article);"

/* Places given in a shelf's month, and how many; a place that was given is there for ever. The shelf is a section's id
 * when the kind is 1. */
"CREATE TABLE shelf_month ("
"  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),"
"  edition INTEGER NOT NULL REFERENCES edition (id),"
"  shelf INTEGER NOT NULL,"
"  year INTEGER NOT NULL,"
"  month INTEGER NOT NULL,"
"  places INTEGER NOT NULL,"
"  name TEXT NOT NULL," /* what the shelf was called then; a section's is empty */
"  PRIMARY KEY (kind, edition, shelf, year, month)"
") STRICT, WITHOUT ROWID;"

"CREATE TABLE place ("
"  kind INTEGER NOT NULL,"
"  edition INTEGER NOT NULL,"
"  shelf INTEGER NOT NULL,"
"  year INTEGER NOT NULL,"
"  month INTEGER NOT NULL,"
"  place INTEGER NOT NULL CHECK (place > 0),"
"  article INTEGER NOT NULL REFERENCES article (id),"
"  is_left INTEGER NOT NULL CHECK (is_left IN (0, 1))," /* the article has gone on to another place */
"  PRIMARY KEY (kind, edition, shelf, year, month, place),"
"  FOREIGN KEY (kind, edition, shelf, year, month)"
"    REFERENCES shelf_month (kind, edition, shelf, year, month)"
") STRICT, WITHOUT ROWID;"
"CREATE UNIQUE INDEX place_of_article ON place (article, kind, shelf) WHERE is_left = 0;"
"CREATE INDEX place_left ON place (article) WHERE is_left = 1;"

"CREATE TRIGGER place_is_never_deleted BEFORE DELETE ON place "
"BEGIN SELECT RAISE(ABORT, 'a place is never deleted'); END;"

/* ---- the change log ---- */
"CREATE TABLE change ("
"  number INTEGER PRIMARY KEY,"
"  time_ms INTEGER NOT NULL,"
"  article INTEGER REFERENCES article (id)," /* NULL: the newsroom itself, or a shelf */
"  act INTEGER NOT NULL CHECK (act BETWEEN 1 AND 4),"
"  shelf INTEGER REFERENCES shelf (id),"
"  year INTEGER NOT NULL," /* of a shelf: the month from which months have another name too; else 0 */
"  month INTEGER NOT NULL,"
"  reason TEXT NOT NULL"
") STRICT;"

"CREATE TRIGGER change_is_never_changed BEFORE UPDATE ON change "
"BEGIN SELECT RAISE(ABORT, 'a change is never changed'); END;"
"CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change "
"BEGIN SELECT RAISE(ABORT, 'a change is never deleted'); END;"

/* How many there are of each. Articles, stories, changes and shelves are numbered by counting here, so numbers have no
 * gaps. */
"CREATE TABLE tally ("
"  id INTEGER PRIMARY KEY CHECK (id = 1),"
"  stories INTEGER NOT NULL,"
"  articles INTEGER NOT NULL,"
"  live INTEGER NOT NULL,"
"  versions INTEGER NOT NULL,"
"  changes INTEGER NOT NULL,"
"  shelves INTEGER NOT NULL"
") STRICT;"
"INSERT INTO tally (id, stories, articles, live, versions, changes, shelves) VALUES (1, 0, 0, 0, 0, 0, 0);"

/* ---- what readers were shown: only sums, and nothing about who ---- */
"CREATE TABLE creative_count ("
"  creative TEXT NOT NULL,"
"  day TEXT NOT NULL," /* UTC: "2023-08-01" */
"  views INTEGER NOT NULL,"
"  clicks INTEGER NOT NULL,"
"  PRIMARY KEY (creative, day)"
") STRICT, WITHOUT ROWID;"

/* ---- imports ---- */
"CREATE TABLE import_item ("
"  uri TEXT PRIMARY KEY,"
"  digest BLOB NOT NULL CHECK (length(digest) = 32),"
"  made_ms INTEGER NOT NULL," /* the latest version taken; 0: not told */
"  number INTEGER NOT NULL"
") STRICT, WITHOUT ROWID;",
};
/* clang-format on */
