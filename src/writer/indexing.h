/* The search index kept up with the store, by a thread of its own that gives way to all others: nobody waits for it,
 * and what it has not done yet is done later, after a restart too. */
#pragma once
#include "search/index.h"

struct indexing;

/* Borrows the paths. A machine without dictionary or libraries is told so in the log; then nothing is indexed. */
struct err indexing_start(const char *store_path, const char *archive_folder, struct indexing **ret) CHECKED;
/* There may be something new; never waits. NULL is fine, here and below. */
void indexing_ring(struct indexing *x);
/* Whenever articles were published and are in the index, those that share rare words with them are found: some articles
 * at a time, NULL when there are none now. They stay as they are until indexing_took_alike() says that what follows of
 * them is done; those that nobody took before the end are found again. */
enum { INDEXING_FOUNDS_MAX = 4 };
struct indexing_founds {
        struct indexing_found {
                int64_t article;
                struct search_alike alike;
        } at[INDEXING_FOUNDS_MAX];
        unsigned count;
};
const struct indexing_founds *indexing_found_alike(struct indexing *x);
void indexing_took_alike(struct indexing *x);

/* Waits for the slice under way. */
void indexing_stop(struct indexing *x);
