/* How often each page is read, counted where it happens: every server thread has two tables of its own, one that it
 * counts in and one that is being collected, so counting is a look and a relaxed store, without a lock and without a
 * cache line that others write. The follower collects one and then has the threads use it.
 *
 * What finds no room in its table (4096 pages between two collections) is counted as lost. A thread that stood still
 * for a whole period between choosing its table and writing there may lose a count or put it to another page: that is
 * borne, for these are sums to look at. */
#pragma once
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct reads;

struct err reads_new(unsigned thread_count, struct reads **ret) CHECKED;
void reads_free(struct reads *r);

/* ---- counting; thread `thread` alone ---- */

/* `page`: not 0; what is read, by a number that whoever collects understands. */
void reads_count(struct reads *r, unsigned thread, int64_t page, unsigned edition);

/* ---- the follower ---- */

struct page_reads {
        int64_t page;
        unsigned edition;
        uint64_t reads; /* in one thread: a page may come several times */
};
/* Calls `fn` for each page of the tables that no thread counts in, then changes tables; so a read is told by the second
 * call after it. What `fn` does not take (false) is kept for the next call, and ends the round. */
typedef bool reads_fn(void *context, const struct page_reads *line);
void reads_collect(struct reads *r, reads_fn *fn, void *context);
/* Reads that found no room since this was last asked. */
uint64_t reads_lost(struct reads *r);
