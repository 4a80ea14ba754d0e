/* What somebody looks for: words, each of which must stand in a text, in any order, as parts of longer words too; and
 * phrases in quotation marks of any kind. What spelling leaves open makes no difference (language/spelling.h). */
#pragma once
#include "base/arena.h"

enum { SOUGHT_WORDS_MAX = 32 }; /* what is typed beyond them is not looked for */

/* A text as it is compared: lower case, ё as е and ґ as г, Latin letters without their marks, no stress marks and soft
 * hyphens, each apostrophe as ', each no-break space as a space. Bytes that are not UTF-8 become U+FFFD. */
struct slice sought_folded(struct slice text, struct arena *a);

struct sought_words {
        struct slice at[SOUGHT_WORDS_MAX]; /* as they are compared; the arena's */
        unsigned count;
};
struct sought_words sought_words_of(struct slice typed, struct arena *a);

/* All of them: bit 0 is the first. */
uint32_t sought_words_all(const struct sought_words *words);
/* Those of `missing` that are not in the text either. `a` is used for the call alone. */
uint32_t sought_words_missing(const struct sought_words *words, struct slice text, uint32_t missing, struct arena *a);
