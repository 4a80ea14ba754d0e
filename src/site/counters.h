/* How often each creative was shown and followed, counted where it happens: every server thread has cells of its own,
 * so counting is one relaxed store, without a lock and without a cache line that others write. The follower collects.
 *
 * A counter is a number that stands for a creative's key as long as the key is in use; 0 counts nothing. */
#pragma once
#include "base/err.h"
#include "base/slice.h"

#include <stdatomic.h>

enum { COUNTERS_MAX = 1024, COUNTER_KEY_MAX_BYTES = 80 };

struct counter_cell {
        atomic_uint_fast64_t views, clicks;
};
struct counters;

struct err counters_new(unsigned thread_count, struct counters **ret) CHECKED;
void counters_free(struct counters *c);

/* ---- counting; thread `thread` alone ---- */
struct counter_cell *counters_cell(struct counters *c, unsigned thread, unsigned counter);

static inline void count_one_more(atomic_uint_fast64_t *cell)
{
        uint64_t value = atomic_load_explicit(cell, memory_order_relaxed);
        atomic_store_explicit(cell, value + 1, memory_order_relaxed);
}

/* ---- the follower ---- */

/* The key's counter, a new one when it has none; 0 when the key is too long or all are taken. To be asked for every key
 * of new furniture, at most a fourth of COUNTERS_MAX: then a counter that was not asked for for longest, nor in the
 * last minute, is of former furniture that no thread holds, and may be given to another key once it has been collected.
 */
unsigned counters_find(struct counters *c, struct slice key, int64_t now_ms);

/* Calls `fn` for each key that was counted since it was last taken. What `fn` does not take (false) is counted on, and
 * ends the round. */
struct count {
        struct slice key;
        uint64_t views, clicks;
};
typedef bool counters_fn(void *context, const struct count *count);
void counters_collect(struct counters *c, counters_fn *fn, void *context);
