/* The archive's tables.
 *
 * `path` is narrow, because a reader that starts reads all of it: a million rows in about half a second. `page` keeps
 * an article's four fragments in one row, so that a miss is one look into one tree; pages of 4096 bytes, measured: with
 * 8192 a row is read in 9.5 instead of 15.5 us, but the file grows by a tenth and a publication's log by a quarter.
 * `place` is kept in two orders: what a listing shows (the index) and where an article stands (the table). */
#include "archive/archive_inside.h"

/* Which listings have feeds, and which are sitemaps; came with version 5. */
#define FEED_INDEXES                                                                                                   \
        "CREATE INDEX listing_with_feed ON page (edition, id) WHERE kind = 2 AND item_max > 0;"                        \
        "CREATE INDEX listing_sitemap ON page (path) WHERE kind = 2 AND content_type = '" ARCHIVE_SITEMAP_TYPE "';"

/* What open pages are told (live.h); came with version 3. */
#define LIVE_TABLES                                                                                                    \
        "CREATE TABLE live ("                                                                                          \
        " edition INTEGER PRIMARY KEY,"                                                                                \
        " code TEXT NOT NULL,"                                                                                         \
        " complete_after INTEGER NOT NULL,"                                                                            \
        " last INTEGER NOT NULL,"                                                                                      \
        " rail INTEGER NOT NULL) STRICT;"                                                                              \
        "CREATE TABLE live_event ("                                                                                    \
        " edition INTEGER NOT NULL,"                                                                                   \
        " number INTEGER NOT NULL,"                                                                                    \
        " data TEXT NOT NULL,"                                                                                         \
        " PRIMARY KEY (edition, number)) STRICT, WITHOUT ROWID;"

/* Beside the pages, so that these stay narrow: few readers ask for it. Came with version 4. */
#define NINJS_TABLE                                                                                                    \
        "CREATE TABLE ninjs ("                                                                                         \
        " article INTEGER PRIMARY KEY,"                                                                                \
        " stored BLOB NOT NULL) STRICT;"

/* What is to be pressed again behind a publication (archive_put_later()). Came with version 6. */
#define LATER_TABLE "CREATE TABLE later (what INTEGER PRIMARY KEY) STRICT;"

static const char schema[] =
        "PRAGMA application_id = 0x53504172;" /* "SPAr" */
        "PRAGMA user_version = 7;"
        "CREATE TABLE meta ("
        " id INTEGER PRIMARY KEY CHECK (id = 1),"
        " path_key BLOB NOT NULL CHECK (length(path_key) = 16),"
        " change INTEGER NOT NULL,"
        " commits INTEGER NOT NULL,"
        " log_count INTEGER NOT NULL,"
        " log_complete_after INTEGER NOT NULL,"
        " pressed_with BLOB NOT NULL) STRICT;"
        "CREATE TABLE path ("
        " hash INTEGER PRIMARY KEY,"
        " kind INTEGER NOT NULL,"
        " edition INTEGER NOT NULL,"
        " page INTEGER NOT NULL," /* of a page: its id; of a redirect: its own */
        " path TEXT NOT NULL,"
        " location TEXT) STRICT;"
        "CREATE TABLE page ("
        " id INTEGER PRIMARY KEY,"
        " path TEXT NOT NULL,"
        " kind INTEGER NOT NULL,"
        " edition INTEGER NOT NULL,"
        " modified_ms INTEGER NOT NULL,"
        " item_max INTEGER NOT NULL,"
        " content_type TEXT NOT NULL,"
        " about TEXT NOT NULL," /* of a listing: what feeds and sitemaps say of it */
        " shows TEXT NOT NULL," /* of a listing: the ids of the pages whose items it shows, as JSON; '': its own */
        " head BLOB NOT NULL,"
        " languages BLOB NOT NULL,"
        " main BLOB NOT NULL,"
        " more BLOB NOT NULL,"
        " open TEXT NOT NULL,"
        " close TEXT NOT NULL) STRICT;" NINJS_TABLE FEED_INDEXES "CREATE TABLE item ("
        " article INTEGER PRIMARY KEY,"
        " modified_ms INTEGER NOT NULL,"
        " html TEXT NOT NULL,"
        " about TEXT NOT NULL) STRICT;" /* what feeds and sitemaps say of the article */
        "CREATE TABLE place ("
        " article INTEGER NOT NULL,"
        " listing INTEGER NOT NULL,"
        " rank INTEGER NOT NULL,"
        " PRIMARY KEY (article, listing)) STRICT, WITHOUT ROWID;"
        "CREATE INDEX place_in_order ON place (listing, rank, article);"
        "CREATE TABLE furniture ("
        " edition INTEGER NOT NULL,"
        " kind INTEGER NOT NULL,"
        " number INTEGER NOT NULL," /* from 1, without gaps */
        " from_ms INTEGER NOT NULL,"
        " until_ms INTEGER NOT NULL,"
        " weight INTEGER NOT NULL,"
        " creative TEXT NOT NULL,"
        " stored BLOB NOT NULL,"
        " PRIMARY KEY (edition, kind, number)) STRICT;"
        "CREATE TABLE creative ("
        " number INTEGER PRIMARY KEY,"
        " key TEXT NOT NULL UNIQUE,"
        " url TEXT NOT NULL) STRICT;"
        "CREATE TABLE status_page ("
        " edition INTEGER NOT NULL,"
        " status INTEGER NOT NULL,"
        " head BLOB NOT NULL,"
        " languages BLOB NOT NULL,"
        " main BLOB NOT NULL,"
        " more BLOB NOT NULL,"
        " open TEXT NOT NULL,"
        " close TEXT NOT NULL,"
        " PRIMARY KEY (edition, status)) STRICT;"
        "CREATE TABLE edition ("
        " edition INTEGER PRIMARY KEY,"
        " prefix TEXT NOT NULL) STRICT;" /* and those of before: archive_put_edition() */
        "CREATE TABLE change_log ("      /* what readers that follow must load again; the oldest commits are dropped */
        " commit_number INTEGER NOT NULL,"
        " kind INTEGER NOT NULL," /* enum noted in change_log.c */
        " key INTEGER NOT NULL,"
        " PRIMARY KEY (commit_number, kind, key)) STRICT, WITHOUT ROWID;" LIVE_TABLES LATER_TABLE;

/* What came with a version is filled when all is pressed anew, as it is behind every change of the program. */
static const struct database_step steps[] = {
        {2, LIVE_TABLES "PRAGMA user_version = 3;"},
        {3, NINJS_TABLE "PRAGMA user_version = 4;"},
        {4, "ALTER TABLE page ADD COLUMN about TEXT NOT NULL DEFAULT '';"
            "ALTER TABLE item ADD COLUMN about TEXT NOT NULL DEFAULT '';" FEED_INDEXES "PRAGMA user_version = 5;"},
        {5, LATER_TABLE "PRAGMA user_version = 6;"},
        {6, "ALTER TABLE page ADD COLUMN shows TEXT NOT NULL DEFAULT ''; PRAGMA user_version = 7;"},
};

static const struct database_statement statements[] = {
#define ARCHIVE_STATEMENT(name, what, sql) [name] = {what, sql},
#include "archive/statements.def"
#undef ARCHIVE_STATEMENT
};

const struct database_kind archive_kind = {
        .name = "archive",
        .application_id = 0x53504172,
        .schema_version = 7,
        .schema = schema,
        .steps = steps,
        .step_count = sizeof steps / sizeof steps[0],
        .statements = statements,
        .statement_count = ARCHIVE_STATEMENTS,
};
