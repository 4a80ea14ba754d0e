/* Text to words, the same way wherever it is done: in what is indexed, in what is asked, in what is shown with the
 * words marked. So the n-th word of a text is always the n-th token of its index.
 *
 * A word is a run of letters and digits of any script. Apostrophes between two letters belong to it, whichever of their
 * many characters was typed; a hyphen joins two words to a compound. A number in groups ("9 200", "1,126") is one word.
 * Folded it is lower case, without stress marks and soft hyphens, ё as е, Latin letters without their marks, each
 * apostrophe as ', a number without what groups it. */
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
        bool is_grouped;   /* a number of several groups of digits, as "9 200" */
        char folded[WORD_MAX_BYTES];
        size_t folded_len;
};

/* The next word; false behind the last. */
bool word_next(struct word_scan *scan, struct word *ret);

static inline struct slice word_folded(const struct word *w)
{
        return (struct slice){w->folded, w->folded_len};
}

/* Behind the number in groups that begins at `at`: one to three digits, then groups of exactly three, with the same
 * space (or comma) before each. `at` where there is none: a number that begins with 0, or is the end of another
 * ("12.15", "СУ-27"), has no groups. */
size_t words_number_end(struct slice text, size_t at);

/* Appends it as the text has it, in lower case, without stress marks and soft hyphens. */
void word_write_lower(struct slice text, const struct word *w, struct buf *ret);

/* Whether there is any. */
bool words_are_in(struct slice text);

/* Appends what may be shown of what somebody sent: what is no UTF-8 becomes U+FFFD, controls become spaces, and
 * what is never seen (or turns the direction of what is behind it) goes; trimmed. */
void words_clean(struct slice text, struct buf *ret);

/* Appends the folded words with a space between them. */
void words_fold(struct slice text, struct buf *ret);
