/* The search index, written: DATA/archive/search.db. It is behind what is published and catches up by itself; it is
 * made anew whenever it is not there, damaged, or other rules make other stems. One writer, which holds the data
 * folder's lock, any number of searchers (find.h). */
#pragma once
#include "base/buf.h"
#include "search/stemmer.h"

struct search_index;

/* Opens it, or begins an empty one. Borrows the stemmer. */
struct err search_index_open(const char *archive_folder, struct stemmer *stemmer, struct search_index **ret,
                             struct buf *why) CHECKED;
void search_index_close(struct search_index *x); /* NULL is fine */
static inline void search_index_closep(struct search_index **x)
{
        search_index_close(*x);
}

/* How far it is. An index begins with the last change there is and goes back article by article: `before` is the
 * lowest id that is done (INT64_MAX: none), 0 when all are. */
struct search_progress {
        int64_t change; /* the last one applied; -1: nothing was begun yet */
        int64_t before;
};
struct err search_index_progress(struct search_index *x, struct search_progress *ret) CHECKED;

/* ---- between search_index_begin() and one of the two that end it ---- */
struct err search_index_begin(struct search_index *x) CHECKED;
struct err search_index_commit(struct search_index *x, struct search_progress progress) CHECKED;
void search_index_rollback(struct search_index *x);

struct search_document {
        int64_t article, published_ms;
        int32_t day; /* 20260131, by the clocks of its edition */
        unsigned edition, section;
        struct slice language; /* BCP 47 */
        struct slice headline, lead, body;
        /* Of a live coverage, what of the body is which entry: lines of an id (empty: of none), a space, and the byte
         * at which it begins. */
        struct slice entries;
        struct slice topics, authors, sources; /* names, a line each */
};
/* Puts it in place of what the article had. */
struct err search_index_put(struct search_index *x, const struct search_document *d) CHECKED;
/* What is not there stays so. */
struct err search_index_drop(struct search_index *x, int64_t article) CHECKED;

/* That search_index_alike() is wanted of it: kept with the index, until it is told that it was done. */
struct err search_index_seek(struct search_index *x, int64_t article) CHECKED;

/* ---- outside ---- */

/* Up to `max` articles of which it is wanted. */
struct err search_index_sought(struct search_index *x, unsigned max, int64_t *ret, unsigned *ret_count) CHECKED;
struct err search_index_seek_done(struct search_index *x, int64_t article) CHECKED;
/* Those of its edition that share rare words with the article, the most alike first; none when it is not there. */
enum { SEARCH_ALIKE_MAX = 8 };
struct search_alike {
        struct search_likeness {
                int64_t article, published_ms; /* to the second */
                int64_t centibits;             /* hundredths of bits that the shared words tell, less with time */
        } at[SEARCH_ALIKE_MAX];
        unsigned count;
};
struct err search_index_alike(struct search_index *x, int64_t article, struct search_alike *ret) CHECKED;

/* A little of the work that makes searching quick again after many small commits; `ret_more` when there is more. */
struct err search_index_merge(struct search_index *x, bool *ret_more) CHECKED;
struct err search_index_checkpoint(struct search_index *x) CHECKED;
struct err search_index_count(struct search_index *x, int64_t *ret) CHECKED;
/* SQLite's own check and that of its full-text index; appends a line a fault. */
struct err search_index_verify(struct search_index *x, struct buf *ret) CHECKED;
