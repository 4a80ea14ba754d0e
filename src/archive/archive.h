/* The archive: what is published, as fragments, paths and listings, in one SQLite file; derived from the store and all
 * that readers can reach.
 *
 * Invariants (archive_verify() checks them):
 *   1. A path is there once: a page, a redirect, gone or a picture; a page's path row and page row name each other.
 *      What is gone may have a page (ARCHIVE_STATUS) that says why.
 *   2. Everything of one change is written in one transaction, with the change's number.
 *   3. A listing's main is made only of items whose articles are live: dropping an article drops its items and places.
 * One writer (the process that holds the data folder's lock), any number of read-only followers. The file behind the
 * name archive.db is a symbolic link to archive-N.db: a rebuilt archive is written under the next N and the link is
 * renamed over the old one, so a write-ahead log can never meet another file's pages. One thread at a time. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct archive;

enum { ARCHIVE_PATH_KEY_BYTES = 16 }; /* SipHash-2-4 key of path hashes; made once, kept over rebuilds */
/* Makes an archive and the link in `folder`; `key` NULL: a new random one. ERR_CONFLICT when there is one. */
struct err archive_create(const char *folder, const uint8_t *key) CHECKED;
/* An empty archive with the same key; its file, beside that of `like`, has no name and ends with archive_close(). */
struct err archive_open_scratch(const struct archive *like, struct archive **ret) CHECKED;

enum archive_mode { ARCHIVE_WRITE, ARCHIVE_READ };
/* ERR_DENIED with `why` for a newer program's file, ERR_INVALID for something else's, ERR_NOT_FOUND, ERR_IO. */
struct err archive_open(const char *folder, enum archive_mode mode, struct archive **ret, struct buf *why) CHECKED;
void archive_close(struct archive *a);
static inline void archive_closep(struct archive **a)
{
        archive_close(*a);
}

const uint8_t *archive_path_key(const struct archive *a);
uint64_t archive_path_hash(const uint8_t key[ARCHIVE_PATH_KEY_BYTES], struct slice path);

/* ---- writing: between archive_begin() and one of the two that end it ---- */
struct err archive_begin(struct archive *a) CHECKED;
/* The same, but archive_commit() returns ahead of the disk; it is there when archive_settle() returns. */
struct err archive_begin_ahead(struct archive *a) CHECKED;
struct err archive_settle(struct archive *a) CHECKED;
/* Sets the last change applied and commits; on disk when it returns. When it fails all is rolled back. */
struct err archive_commit(struct archive *a, int64_t change) CHECKED;
void archive_rollback(struct archive *a);
/* Moves the write-ahead log into the file, as far as readers let it. Outside of transactions. */
struct err archive_checkpoint(struct archive *a) CHECKED;
/* What all of it was pressed with (theme, texts, program); empty: not all with the same. Set within a transaction. */
struct err archive_pressed_with(struct archive *a, struct buf *ret) CHECKED;
struct err archive_set_pressed_with(struct archive *a, struct slice fingerprint) CHECKED;

/* ARCHIVE_OWN: of the newsroom itself; ARCHIVE_ALONE: the same, without rail and slots; ARCHIVE_SEARCH: `main` is
 * pieces for a search (fragment/found_page.h). */
enum archive_page_kind {
        ARCHIVE_ARTICLE = 1,
        ARCHIVE_LISTING,
        ARCHIVE_FRONT,
        ARCHIVE_STATUS,
        ARCHIVE_BARE,
        ARCHIVE_OWN,
        ARCHIVE_ALONE,
        ARCHIVE_SEARCH
};

struct archive_page {
        struct slice path;
        enum archive_page_kind kind;
        unsigned edition;    /* 0 for bare pages of the whole site */
        int64_t id;          /* an article's is the article's; archive_page_id() gives the others' */
        int64_t modified_ms; /* Last-Modified; a listing's comes from its items */
        struct slice head, languages, main, more; /* stored fragments; main is empty for listings */
        struct slice open, close;                 /* listings: plain text around the items */
        unsigned item_max;                        /* listings: the newest so many; 0: all */
        struct slice content_type;                /* of what is no HTML; else empty */
        struct slice about;                       /* feed/record.h: of listings what feeds say, of live coverage
                                                     where its entries stand; or empty */
        struct slice shows;                       /* listings: whose items (archive/shown.h); empty: its own newest */
};
/* The id of a page that is no article: above all articles', made of its path, so the same in a rebuilt archive. */
int64_t archive_page_id(const struct archive *a, struct slice path);
bool archive_id_is_of_path(int64_t id);
/* Writes a page and its path; equal bytes change nothing and are not reported to readers. An article may come back
 * under another path: the one it had must then be put_moved or put_gone in the same transaction. ERR_INVALID for a
 * damaged fragment, ERR_CONFLICT when another page has the path, its hash or its id. */
struct err archive_put_page(struct archive *a, const struct archive_page *page) CHECKED;
struct err archive_put_ninjs(struct archive *a, int64_t article, struct slice stored) CHECKED; /* its page is there */
/* Replaces only the parts that are given (at != NULL); ERR_NOT_FOUND when there is no such page. */
struct err archive_patch_page(struct archive *a, int64_t id, const struct archive_page *parts) CHECKED;
/* `path` now leads to `to` (301); or is gone (410): the page that stood there goes, with its item and places. What is
 * gone is told with `parts`, a page's own fragments, or, when they are NULL, with the edition's page for 410. */
struct err archive_put_moved(struct archive *a, struct slice path, struct slice to) CHECKED;
struct err archive_put_gone(struct archive *a, struct slice path, unsigned edition,
                            const struct archive_page *parts) CHECKED;

/* How listings show an article, its time, what feeds say of it; a change makes every listing page stale that has it. */
struct err archive_put_item(struct archive *a, int64_t article, int64_t modified_ms, struct slice html,
                            struct slice about) CHECKED;
/* The article stands on these listing pages alone; they show the highest rank first, then the highest article id. */
struct archive_place {
        int64_t listing, rank;
};
struct err archive_put_places(struct archive *a, int64_t article, const struct archive_place *places,
                              size_t count) CHECKED;

/* ---- reading; also by the writer ---- */
struct err archive_change(struct archive *a, int64_t *ret) CHECKED;  /* the last one applied */
struct err archive_commits(struct archive *a, int64_t *ret) CHECKED; /* how many there were, also without a change */

enum path_kind { PATH_PAGE = 1, PATH_MOVED, PATH_GONE, PATH_PICTURE /* archive/picture.h */ };
struct archive_path {
        uint64_t hash;
        enum path_kind kind;
        unsigned edition;
        int64_t page;      /* PATH_PAGE: its id; PATH_GONE: likewise, or 0; PATH_MOVED: archive_load_location()'s;
                              PATH_PICTURE: picture_id() */
        struct slice path; /* only until the callback returns */
};
typedef struct err archive_path_fn(void *context, const struct archive_path *path);
/* Every path, in no particular order. Stops at the callback's first error. */
struct err archive_each_path(struct archive *a, archive_path_fn *fn, void *context) CHECKED;
struct err archive_path_count(struct archive *a, int64_t *ret) CHECKED;

/* What changed with the commits behind the first `after`: paths that are new or lead elsewhere, then pages whose
 * fragments are stale (their ids). ERR_NOT_FOUND when the log does not go back so far: load everything. */
typedef struct err archive_stale_fn(void *context, int64_t page);
struct err archive_changes(struct archive *a, int64_t after, archive_path_fn *on_path, archive_stale_fn *on_stale,
                           void *context) CHECKED;

/* A page by id; slices until the next archive_load_page(). A listing's `main` comes empty: archive_load_items(). */
struct err archive_load_page(struct archive *a, int64_t id, struct archive_page *ret) CHECKED;
struct err archive_load_ninjs(struct archive *a, int64_t article, struct slice *ret) CHECKED; /* or empty */
/* What a path leads to; the slice is `path` itself. ERR_NOT_FOUND. */
struct err archive_find_path(struct archive *a, struct slice path, struct archive_path *ret) CHECKED;
/* Appends open, the items in order, close: the plain text of a listing's main. */
struct err archive_load_items(struct archive *a, int64_t listing, struct buf *ret) CHECKED;
/* Appends how listings show an article. ERR_NOT_FOUND when it is not live. */
struct err archive_load_item(struct archive *a, int64_t article, struct buf *ret) CHECKED;
/* Whether any article stands on the listing page. */
struct err archive_has_places(struct archive *a, int64_t listing, bool *ret) CHECKED;
/* A moved path and where it leads; slices until the next call. */
struct err archive_load_location(struct archive *a, int64_t id, struct slice *ret_path, struct slice *ret_to) CHECKED;

/* One read transaction over several of the calls above, so that they see one moment. At most 50 ms. */
struct err archive_read_begin(struct archive *a) CHECKED;
void archive_read_end(struct archive *a);
/* integrity_check, the invariants, every fragment inflated and checked; a line a fault is appended to `ret`. */
struct err archive_verify(struct archive *a, struct buf *ret) CHECKED;
/* Everything that readers can tell of `a` must be as in `wanted`; a line for each thing that is not. */
struct err archive_compare(struct archive *a, struct archive *wanted, struct buf *ret) CHECKED;
