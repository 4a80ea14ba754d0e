/* What a search page takes of the query of its address, and nothing else of it. For this room only. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "search/find.h"

enum { SEARCH_QUERY_MAX_BYTES = 4096, SEARCH_PAGES = SEARCH_HITS_MAX / SEARCH_PAGE_HITS };

struct search_query {
        struct slice words, topic, author, source; /* clean (search/words.h) */
        struct slice from, until;                  /* days as they were sent */
        int32_t from_day, until_day;               /* read; 0: none */
        bool days_are_wrong;
        unsigned section; /* 0: any */
        bool in_all;      /* editions */
        bool newest;      /* first */
        unsigned page;    /* from 1 */
};

/* Whatever is sent reads as something. All of it lives in the arena. */
void search_query_read(struct slice encoded, struct arena *a, struct search_query *ret);

/* Appends the same as a query ("q=wheat&page=2"), with only what is not as usual; reading it gives the same. */
void search_query_write(const struct search_query *q, struct buf *ret);

bool search_query_has_filters(const struct search_query *q);
