/* How often pages were read, by UTC hour, and by day when that is long ago: sums without anybody's name; no part of the
 * change log, and not of the archive. What is counted: an article, by its id; an edition's front and its other pages,
 * as reads_front() and reads_others() say.
 *
 * How much there may be: of an hour that is over the 400 articles read most (the others' reads are the edition's other
 * pages' then), hours for eight days, days for four hundred. */
#pragma once
#include "store/store.h"

enum { READS_HOUR_MS = 60 * 60 * 1000 };

static inline int64_t reads_front(unsigned edition)
{
        return -2 * (int64_t)edition;
}
static inline int64_t reads_others(unsigned edition)
{
        return -2 * (int64_t)edition - 1;
}

/* Adds to what an hour has; an article's edition is its own. What is not there (anybody can tell us anything) is passed
 * over. Within a transaction. */
struct err store_add_reads(struct store *s, int64_t hour, int64_t article, int64_t reads) CHECKED;
/* Keeps the bounds; `hour` is that of now. Within a transaction. */
struct err store_fold_reads(struct store *s, int64_t hour) CHECKED;

struct hour_reads {
        int64_t hour, article, reads;
        unsigned edition;
};
typedef void hour_reads_fn(void *context, const struct hour_reads *row);
/* All of `from_hour` and later, by hour and article. */
struct err store_each_reads(struct store *s, int64_t from_hour, hour_reads_fn *fn, void *context) CHECKED;
/* Those before `before_hour` alone. */
struct err store_each_reads_between(struct store *s, int64_t from_hour, int64_t before_hour, hour_reads_fn *fn,
                                    void *context) CHECKED;
/* Of an article since that hour. */
struct err store_reads_since(struct store *s, int64_t article, int64_t from_hour, int64_t *ret) CHECKED;
/* Of an article altogether, as far back as is kept. */
struct err store_all_reads(struct store *s, int64_t article, int64_t *ret) CHECKED;
