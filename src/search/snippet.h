/* A few lines of an article with what was asked for marked. For this room only. */
#pragma once
#include "base/buf.h"
#include "base/slice.h"

/* What is looked for: streams of words, of which any token is marked wherever it stands; where it is a compound in one
 * word, all of the compound. */
struct snippet_terms {
        struct slice streams; /* tokens with spaces between them; call */
};

/* Appends HTML: the part of the texts in which most of the terms stand, escaped, each in <mark>; nothing where there
 * are none. A text and its stream have the same words in the same order. */
struct snippet_text {
        struct slice text, stream;
};
/* Where the first word stands that is marked. */
struct snippet_place {
        unsigned text; /* which of the texts; their count: in none */
        size_t at;     /* byte */
};
struct snippet_place snippet_write(const struct snippet_terms *terms, const struct snippet_text *texts, unsigned count,
                                   struct buf *ret);

/* The same of a whole text, in two steps: which words of a stream are marked (0: not), at most `max`; and the text
 * with them. */
size_t snippet_mark(const struct snippet_terms *terms, struct slice stream, uint8_t *marks, size_t max);
void snippet_write_whole(struct slice text, struct slice marks, struct buf *ret);
