/* How much of what was asked for stands in an article in the very form in which it was typed. For this room only. */
#pragma once
#include "base/slice.h"
#include "search/terms.h"

struct buf;

/* The folded words of all that is asked for, each once; common ones only where there is nothing else. */
struct verbatim {
        struct slice words[TERMS_MAX * TERM_WORDS_MAX]; /* in the buffer; call */
        unsigned count;
};

/* `scratch` is empty, and stays as it is as long as what it returns is used. */
void verbatim_of(const struct terms *terms, struct buf *scratch, struct verbatim *ret);

/* From 0 to 1: the share of the words that stand in the headline, those that are elsewhere in the texts count half. The
 * headline is the texts' beginning, PARTS_END behind it. */
double verbatim_share(const struct verbatim *v, struct slice texts);
