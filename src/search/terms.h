/* What somebody typed, read: words, "phrases in quotes", -words that must not be there. Whatever it is, it means
 * something: there is no wrong query, and no other operator. */
#pragma once
#include "base/buf.h"
#include "base/slice.h"

enum { TERMS_MAX = 16, TERMS_TEXT_MAX_BYTES = 400, TERM_WORDS_MAX = 16 };

struct term {
        struct slice text; /* with at least one word; borrowed from what was typed */
        bool excluded;     /* -word, -"phrase" */
        bool quoted;       /* its words one behind the other */
        bool common;       /* a word that nearly every text has: left out when there are others */
};
struct terms {
        struct term at[TERMS_MAX];
        unsigned count, wanted; /* of them not excluded */
};

/* Reads the first TERMS_MAX terms of the first TERMS_TEXT_MAX_BYTES. */
void terms_read(struct slice typed, struct terms *ret);

/* Whether nearly every text has the word, folded. */
bool terms_is_common(struct slice folded);

/* The same query, however it was typed: for counting and for keeping its answer. Appends it. */
void terms_write(const struct terms *terms, struct buf *ret);
