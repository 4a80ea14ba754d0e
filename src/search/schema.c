/* The index's tables. `found` keeps no text: what an article's columns were is in `kept`, as streams to delete by and
 * as texts to cut snippets from. `word` has the words of headlines, leads and names as they are written, by edition,
 * for "did you mean". */
#include "search/equip.h"
#include "search/index_inside.h"

#include <zlib.h>

static const char schema[] = "PRAGMA application_id = 0x53505372;" /* "SPSr" */
                             "PRAGMA user_version = 1;"
                             "CREATE TABLE meta ("
                             " id INTEGER PRIMARY KEY CHECK (id = 1),"
                             " version INTEGER NOT NULL," /* of the stemmer that made it */
                             " change INTEGER NOT NULL,"  /* the last one applied */
                             " before INTEGER NOT NULL,"  /* articles from this id on were there when it was begun, and
                                                             are in it; 0: all are */
                             " writes INTEGER NOT NULL) STRICT;"
                             "CREATE TABLE article ("
                             " id INTEGER PRIMARY KEY," /* row_of() */
                             " article INTEGER NOT NULL UNIQUE,"
                             " edition INTEGER NOT NULL,"
                             " day INTEGER NOT NULL) STRICT;" /* 20260131 */
                             "CREATE TABLE edition (edition INTEGER PRIMARY KEY, language TEXT NOT NULL) STRICT;"
                             "CREATE TABLE kept ("
                             " id INTEGER PRIMARY KEY,"
                             " texts BLOB NOT NULL,"
                             " streams BLOB NOT NULL) STRICT;"
                             "CREATE TABLE word ("
                             " edition INTEGER NOT NULL,"
                             " word TEXT NOT NULL,"
                             " articles INTEGER NOT NULL,"
                             " PRIMARY KEY (edition, word)) STRICT, WITHOUT ROWID;"
                             "CREATE VIRTUAL TABLE found USING fts5 ("
                             " headline, lead, body, topics, authors, sources, filed,"
                             " content = '', detail = full, tokenize = 'stems');";

/* Of version 1; version 2 has besides: articles of which is yet to be told with whom they share rare words; 3: words
 * as they are written, and not only folded. */
static const struct database_step steps[] = {
        {1, "CREATE TABLE seek (article INTEGER PRIMARY KEY) STRICT;"
            "PRAGMA user_version = 2;"},
        {2, "ALTER TABLE word ADD COLUMN written TEXT NOT NULL DEFAULT '';"
            "PRAGMA user_version = 3;"},
};

static const struct database_statement statements[] = {
#define SEARCH_STATEMENT(name, what, sql) [name] = {what, sql},
#include "search/statements.def"
#undef SEARCH_STATEMENT
};

const struct database_kind search_kind = {
        .name = "search index",
        .application_id = 0x53505372,
        .schema_version = 3,
        .schema = schema,
        .steps = steps,
        .step_count = sizeof steps / sizeof steps[0],
        .statements = statements,
        .statement_count = SEARCH_STATEMENTS,
        .equip = search_equip,
        .is_derived = true,
};

/* ---- packing ---- */

struct slice parts_nth(struct slice parts, unsigned n)
{
        struct slice part = slice_cut(&parts, PARTS_END);
        while (n-- > 0)
                part = slice_cut(&parts, PARTS_END);
        return part;
}

/* The plain length, eight bytes of this machine's, then zlib's. */
struct err parts_pack(struct slice plain, struct buf *ret)
{
        uint64_t plain_len = plain.len;
        uLongf len = compressBound(plain.len);
        buf_add(ret, (struct slice){(const char *)&plain_len, sizeof plain_len});
        char *at = buf_reserve(ret, len);
        if (!at) return ERR(ERR_FULL, "pack what was indexed");
        if (compress2((Bytef *)at, &len, (const Bytef *)plain.at, plain.len, Z_DEFAULT_COMPRESSION) != Z_OK)
                return ERR(ERR_FULL, "pack what was indexed");
        ret->len += len;
        return NO_ERR;
}

struct err parts_unpack(struct slice packed, struct buf *ret)
{
        uint64_t plain_len = 0;
        if (packed.len < sizeof plain_len) return ERR(ERR_INVALID, "unpack what was indexed");
        memcpy(&plain_len, packed.at, sizeof plain_len);
        char *at = plain_len <= PARTS_MAX_BYTES ? buf_reserve(ret, plain_len + 1) : NULL;
        uLongf len = plain_len;
        packed = slice_skip(packed, sizeof plain_len);
        if (!at || uncompress((Bytef *)at, &len, (const Bytef *)packed.at, packed.len) != Z_OK || len != plain_len)
                return ERR(ERR_INVALID, "unpack what was indexed");
        ret->len += len;
        return NO_ERR;
}
