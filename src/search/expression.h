/* A query as FTS5 understands it. Whatever was typed reaches it only as stems, which have no character that means
 * anything to it. For this room only. */
#pragma once
#include "search/find.h"
#include "search/stemmer.h"
#include "search/terms.h"

/* Appends the expression; `ret_phrases` is how many of its phrases are words that were asked for, which come first.
 * False when nothing is asked for. */
bool expression_write(struct stemmer *s, const struct search_request *request, const struct terms *terms,
                      struct buf *ret, int *ret_phrases);
