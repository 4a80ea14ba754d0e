/* A query as FTS5 understands it. Whatever was typed reaches it only as stems, which have no character that means
 * anything to it. For this room only. */
#pragma once
#include "search/find.h"
#include "search/terms.h"

struct asking {
        struct stemmer *stemmer;
        struct slice language; /* of the edition; empty: any */
        const struct search_request *request;
        const struct terms *terms; /* in the place of request->words */
};

/* Which of an expression's phrases are words that were asked for: `count` from `first` on. What has fewer than `least`
 * of them is no answer. */
struct scoring {
        int first, count, least;
};

/* The terms that are looked for: bits by their place. */
uint32_t expression_wanted(const struct asking *asking);

/* Appends the expression for what has all of them. False when nothing is asked for. */
bool expression_write(const struct asking *asking, struct buf *ret, struct scoring *ret_scoring);
/* Likewise for what has that one of them. */
void expression_write_one(const struct asking *asking, unsigned term, struct buf *ret);
/* Likewise for what has any of those in `any_of`; all others count in its score. */
void expression_write_some(const struct asking *asking, uint32_t any_of, struct buf *ret, struct scoring *ret_scoring);
