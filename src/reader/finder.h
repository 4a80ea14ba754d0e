/* Searches: asked for by server threads, done by a few threads of their own, kept for a moment. For this room only.
 *
 * A server thread finds the answer of a search among those kept, or asks for it and parks; the thread that does it
 * searches first, holding nothing up, and then puts the page together under the shared side of `applying`, like a
 * loader. What is kept belongs to one state of index and archive; later ones have other keys, and the old ones go as
 * others come. Too many waiting, or too slow: 503, with when to try again. */
#pragma once
#include "reader/search_query.h"
#include "site/page_cache.h"

struct reader;
struct finder;
enum { FINDER_PATIENCE_MS = 2000, FINDER_RETRY_S = 2 };

/* The threads load the dictionaries as soon as they start. */
struct err finder_start(struct reader *r, struct finder **ret) CHECKED;
/* Ends the threads; nothing is asked for afterwards. NULL is fine, here and below. */
void finder_stop(struct finder *f);
void finder_free(struct finder *f);
/* The follower's: notices when the index has changed. */
void finder_follow(struct finder *f);

enum finding { FINDING_FOUND, FINDING_AWAITED, FINDING_REFUSED };
struct search_ask {
        const struct page *page; /* the search page, of which the answer is made; between two quiescent points */
        struct slice query;      /* as search_query_write() has it */
        enum encoding encoding;
        unsigned thread;
};
/* Server threads. FOUND: `ret` until the next quiescent point; AWAITED: parked under `ret_token`. */
enum finding finder_find(struct finder *f, const struct search_ask *ask, const struct page **ret, uint64_t *ret_token);

/* found.c: the answer of a search, as the main part of its page: plain HTML. */
struct found_source {
        struct slice pieces; /* plain */
        struct slice path;   /* of the search page */
        unsigned edition;
        const struct search_query *query;
        const struct search_result *result;
};
struct archive;
struct err found_write(const struct found_source *source, struct archive *archive, struct buf *ret) CHECKED;
