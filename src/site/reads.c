#include "site/reads.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_BITS = 12, TABLE_CELLS = 1 << TABLE_BITS, PROBES = 8, SIDES = 2, CACHE_LINE_BYTES = 64 };

struct read_cell {
        atomic_int_fast64_t page; /* 0: free */
        atomic_uint_least32_t reads, edition;
};

struct thread_reads {
        _Alignas(CACHE_LINE_BYTES) struct read_cell cells[SIDES][TABLE_CELLS];
        atomic_uint_fast64_t lost; /* only goes up */
};

struct reads {
        unsigned thread_count;
        atomic_uint side;             /* that threads count in */
        uint64_t lost_told;           /* the follower's */
        struct thread_reads *threads; /* owned */
};

struct err reads_new(unsigned thread_count, struct reads **ret)
{
        struct reads *r = calloc(1, sizeof *r);
        struct thread_reads *threads = aligned_alloc(CACHE_LINE_BYTES, sizeof *threads * thread_count);
        if (!r || !threads) {
                free(r);
                free(threads);
                return ERR(ERR_FULL, "allocate what counts reads");
        }
        memset(threads, 0, sizeof *threads * thread_count);
        r->threads = threads;
        r->thread_count = thread_count;
        *ret = r;
        return NO_ERR;
}

void reads_free(struct reads *r)
{
        if (!r) return;
        free(r->threads);
        free(r);
}

/* Ids follow one another; Fibonacci hashing strews them. */
static size_t first_cell(int64_t page)
{
        return (size_t)((uint64_t)page * UINT64_C(0x9e3779b97f4a7c15) >> (64 - TABLE_BITS));
}

static void put(struct read_cell *cell, int64_t page, unsigned edition)
{
        atomic_store_explicit(&cell->edition, edition, memory_order_relaxed);
        atomic_store_explicit(&cell->reads, 1, memory_order_relaxed);
        atomic_store_explicit(&cell->page, page, memory_order_release);
}

void reads_count(struct reads *r, unsigned thread, int64_t page, unsigned edition)
{
        struct thread_reads *own = &r->threads[thread];
        struct read_cell *table = own->cells[atomic_load_explicit(&r->side, memory_order_relaxed)];
        size_t at = first_cell(page);
        for (int i = 0; i < PROBES; i++, at = (at + 1) % TABLE_CELLS) {
                struct read_cell *cell = &table[at];
                int64_t has = atomic_load_explicit(&cell->page, memory_order_relaxed);
                if (has == 0) {
                        put(cell, page, edition);
                        return;
                }
                if (has != page) continue;
                unsigned reads = atomic_load_explicit(&cell->reads, memory_order_relaxed);
                atomic_store_explicit(&cell->reads, reads + 1, memory_order_relaxed);
                return;
        }
        uint64_t lost = atomic_load_explicit(&own->lost, memory_order_relaxed);
        atomic_store_explicit(&own->lost, lost + 1, memory_order_relaxed);
}

/* False: the rest is for the next time. */
static bool collect_table(struct read_cell *table, reads_fn *fn, void *context)
{
        for (size_t i = 0; i < TABLE_CELLS; i++) {
                struct read_cell *cell = &table[i];
                struct page_reads line = {.page = atomic_load_explicit(&cell->page, memory_order_acquire)};
                if (line.page == 0) continue;
                line.edition = atomic_load_explicit(&cell->edition, memory_order_relaxed);
                line.reads = atomic_load_explicit(&cell->reads, memory_order_relaxed);
                if (!fn(context, &line)) return false;
                atomic_store_explicit(&cell->page, 0, memory_order_relaxed);
        }
        return true;
}

void reads_collect(struct reads *r, reads_fn *fn, void *context)
{
        unsigned side = atomic_load_explicit(&r->side, memory_order_relaxed), other = 1 - side;
        for (unsigned thread = 0; thread < r->thread_count; thread++)
                if (!collect_table(r->threads[thread].cells[other], fn, context)) return;
        atomic_store_explicit(&r->side, other, memory_order_relaxed);
}

uint64_t reads_lost(struct reads *r)
{
        uint64_t lost = 0;
        for (unsigned thread = 0; thread < r->thread_count; thread++)
                lost += atomic_load_explicit(&r->threads[thread].lost, memory_order_relaxed);
        uint64_t since = lost - r->lost_told;
        r->lost_told = lost;
        return since;
}
