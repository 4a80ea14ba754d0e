/* What the files of this room share; nobody else includes it. */
#pragma once
#include "archive/archive.h"
#include "archive/entry.h"
#include "sqlite/query.h"

#define ARCHIVE_MAGIC 0x0a2c417eu

struct archive {
        uint32_t magic;
        struct database *database; /* owned */
        struct buf folder;         /* owned */
        uint8_t path_key[ARCHIVE_PATH_KEY_BYTES];
        struct arena loaded;        /* what archive_load_page() and archive_load_location() gave last */
        int64_t change;             /* in a transaction: the number before it */
        int64_t commits;            /* in a transaction: how many there were before it */
        int64_t log_count;          /* in a transaction: rows of the log of changes now */
        int64_t log_complete_after; /* in a transaction: the log has everything of the commits after this one */
};

enum archive_statement {
#define ARCHIVE_STATEMENT(name, what, sql) name,
#include "archive/statements.def"
#undef ARCHIVE_STATEMENT
        ARCHIVE_STATEMENTS
};

extern const struct database_kind archive_kind;

static inline void archive_check(const struct archive *a)
{
        must(a && a->magic == ARCHIVE_MAGIC);
}
static inline void archive_check_writing(const struct archive *a)
{
        archive_check(a);
        must(database_in_transaction(a->database));
}

/* SQLite's integers are signed; the same 64 bits. */
static inline int64_t hash_to_key(uint64_t hash)
{
        return (int64_t)hash;
}
static inline uint64_t key_to_hash(int64_t key)
{
        return (uint64_t)key;
}

/* archive.c: an archive over an open database, which it takes over even when it fails; the key of a new one. */
struct err archive_new(struct database *database, const char *folder, struct archive **ret) CHECKED;
struct err archive_put_key(struct database *database, const uint8_t key[ARCHIVE_PATH_KEY_BYTES]) CHECKED;

/* change_log.c: notes for followers that a path leads elsewhere, or that a page's fragments are stale; within a
 * transaction. And drops the oldest changes when there are more notes than anybody should want to catch up with. */
struct err change_log_note_path(struct archive *a, uint64_t hash) CHECKED;
struct err change_log_note_page(struct archive *a, int64_t page) CHECKED;
struct err change_log_note_listings(struct archive *a, int64_t article) CHECKED;
struct err change_log_prune(struct archive *a) CHECKED;

/* path.c: calls `fn` for each row of hash, kind, edition, page, path. */
struct err path_each_row(struct query *q, archive_path_fn *fn, void *context) CHECKED;

/* Writes the page's path; a picture's. */
struct err path_put_page(struct archive *a, const struct archive_page *page) CHECKED;
struct err path_put_picture(struct archive *a, struct slice path, int64_t id) CHECKED;

/* page.c: writes the page's row. ERR_CONFLICT when another page has its id. */
struct err page_put(struct archive *a, const struct archive_page *page) CHECKED;
/* A page's path (until the next call on the archive) and kind. */
struct err page_find(struct archive *a, int64_t id, struct slice *ret_path, enum archive_page_kind *ret_kind,
                     bool *ret_found) CHECKED;
/* Removes the page row and, for an article, its item and places. */
struct err page_drop(struct archive *a, int64_t id) CHECKED;
/* Fills `ret` from the columns that PAGE_PARTS names, beginning with `column`; slices are the query's. */
void page_read_parts(const struct query *q, int column, struct archive_page *ret);
void page_bind_parts(struct query *q, const struct archive_page *page);
/* ERR_INVALID when a fragment's stored form cannot be one. */
struct err page_check_parts(const struct archive_page *page) CHECKED;

/* listing.c: drops the article's item and places. */
struct err item_drop(struct archive *a, int64_t article) CHECKED;
/* The time of the newest article among those shown; 0 when there are none. */
struct err listing_modified_ms(struct archive *a, const struct archive_page *listing, int64_t *ret) CHECKED;
