/* Searches that are waited for: first come, first served, each once however many ask for it. For finder.c, which holds
 * a lock around everything here. */
#pragma once
#include "reader/search_query.h"
#include "site/page_cache.h"

enum { SEEKS_MAX = 32, SEEK_QUERY_MAX_BYTES = 16384 };

struct seek {
        struct page_key key;
        uint64_t page_id; /* of the search page */
        unsigned edition;
        struct buf query; /* owned */
        int64_t until_ms; /* steady: then nobody waits any more */
        uint64_t waiting_threads;
        bool is_in_use;
};
struct seeks {
        struct seek at[SEEKS_MAX]; /* one stays in its place until it is dropped */
        unsigned in_use;
        unsigned line[SEEKS_MAX]; /* a ring: the places of those that nobody has taken, in the order of their coming */
        unsigned first, waiting;
};

struct seek *seeks_find(struct seeks *s, struct page_key key); /* or NULL */
/* A new one at the end of the line, with an empty query; NULL: there are as many as there may be. */
struct seek *seeks_add(struct seeks *s, struct page_key key);
/* The first of the line, which leaves it; NULL: there is none. */
struct seek *seeks_take(struct seeks *s);
/* One that was taken. */
void seeks_drop(struct seeks *s, struct seek *seek);
void seeks_clear(struct seeks *s);
