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

/* Appends the expression; `ret_phrases` is how many of its phrases are words that were asked for, which come first.
 * False when nothing is asked for. */
bool expression_write(const struct asking *asking, struct buf *ret, int *ret_phrases);
