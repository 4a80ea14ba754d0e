/* Text to words, the same way wherever it is done: in what is indexed, in what is asked, in what is shown with the
 * words marked. So the n-th word of a text is always the n-th token of its index.
 *
 * A word is a run of letters and digits of any script. Apostrophes between two letters belong to it, whichever of their
 * many characters was typed; a hyphen joins two words to a compound. Folded it is lower case, without stress marks and
 * soft hyphens, ё as е, Latin letters without their marks, each apostrophe as '. */
#pragma once
#include "base/buf.h"
#include "base/slice.h"

enum { WORD_MAX_BYTES = 96 }; /* folded; what is longer counts by its beginning */

struct word_scan {
        struct slice text; /* call */
        size_t at;
};

struct word {
        size_t start, end; /* in the text, bytes */
        bool joins_next;   /* a hyphen, and then the next word */
        char folded[WORD_MAX_BYTES];
        size_t folded_len;
};

/* The next word; false behind the last. */
bool word_next(struct word_scan *scan, struct word *ret);

static inline struct slice word_folded(const struct word *w)
{
        return (struct slice){w->folded, w->folded_len};
}

/* Whether there is any. */
bool words_are_in(struct slice text);

/* Appends what may be shown of what somebody sent: what is no UTF-8 becomes U+FFFD, controls become spaces, and
 * what is never seen (or turns the direction of what is behind it) goes; trimmed. */
void words_clean(struct slice text, struct buf *ret);

/* Appends the folded words with a space between them. */
void words_fold(struct slice text, struct buf *ret);
