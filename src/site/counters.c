#include "site/counters.h"

#include <stdlib.h>

enum { KEPT_MS = 60 * 1000, CACHE_LINE_BYTES = 64 };

struct counted_key {
        char text[COUNTER_KEY_MAX_BYTES];
        size_t len; /* 0: nobody's */
        int64_t asked_ms;
        uint64_t views, clicks; /* taken so far */
};

/* The cells of counter n stand at [thread * COUNTERS_MAX + n]; they only ever go up. */
struct counters {
        unsigned thread_count;
        struct counted_key keys[COUNTERS_MAX]; /* the follower's; [0] is nobody's */
        struct counter_cell *cells;            /* owned */
};

struct err counters_new(unsigned thread_count, struct counters **ret)
{
        struct counters *c = calloc(1, sizeof *c);
        size_t bytes = sizeof c->cells[0] * COUNTERS_MAX * thread_count;
        struct counter_cell *cells = aligned_alloc(CACHE_LINE_BYTES, bytes);
        if (!c || !cells) {
                free(c);
                free(cells);
                return ERR(ERR_FULL, "allocate counters");
        }
        memset(cells, 0, bytes);
        c->cells = cells;
        c->thread_count = thread_count;
        *ret = c;
        return NO_ERR;
}

void counters_free(struct counters *c)
{
        if (!c) return;
        free(c->cells);
        free(c);
}

struct counter_cell *counters_cell(struct counters *c, unsigned thread, unsigned counter)
{
        return &c->cells[(size_t)thread * COUNTERS_MAX + counter];
}

static struct count count_of(struct counters *c, unsigned counter)
{
        const struct counted_key *key = &c->keys[counter];
        struct count count = {.key = {key->text, key->len}};
        for (unsigned thread = 0; thread < c->thread_count; thread++) {
                struct counter_cell *cell = counters_cell(c, thread, counter);
                count.views += atomic_load_explicit(&cell->views, memory_order_relaxed);
                count.clicks += atomic_load_explicit(&cell->clicks, memory_order_relaxed);
        }
        count.views -= key->views;
        count.clicks -= key->clicks;
        return count;
}

static bool is_free(struct counters *c, unsigned counter, int64_t now_ms)
{
        const struct counted_key *key = &c->keys[counter];
        if (key->len == 0) return true;
        if (now_ms - key->asked_ms < KEPT_MS) return false;
        struct count count = count_of(c, counter);
        return count.views == 0 && count.clicks == 0;
}

static unsigned find(const struct counters *c, struct slice key)
{
        for (unsigned i = 1; i < COUNTERS_MAX; i++)
                if (slice_eq((struct slice){c->keys[i].text, c->keys[i].len}, key)) return i;
        return 0;
}

/* The one that was not asked for for longest: the keys of the present furniture were all asked for later. */
static unsigned find_free(struct counters *c, int64_t now_ms)
{
        unsigned oldest = 0;
        for (unsigned i = 1; i < COUNTERS_MAX; i++)
                if (is_free(c, i, now_ms) && (!oldest || c->keys[i].asked_ms < c->keys[oldest].asked_ms)) oldest = i;
        return oldest;
}

unsigned counters_find(struct counters *c, struct slice key, int64_t now_ms)
{
        if (key.len == 0 || key.len > COUNTER_KEY_MAX_BYTES) return 0;
        unsigned counter = find(c, key);
        if (!counter) {
                counter = find_free(c, now_ms);
                if (!counter) return 0;
                memcpy(c->keys[counter].text, key.at, key.len);
                c->keys[counter].len = key.len;
        }
        c->keys[counter].asked_ms = now_ms;
        return counter;
}

void counters_collect(struct counters *c, counters_fn *fn, void *context)
{
        for (unsigned i = 1; i < COUNTERS_MAX; i++) {
                struct counted_key *key = &c->keys[i];
                if (key->len == 0) continue;
                struct count count = count_of(c, i);
                if (count.views == 0 && count.clicks == 0) continue;
                if (!fn(context, &count)) return;
                key->views += count.views;
                key->clicks += count.clicks;
        }
}
