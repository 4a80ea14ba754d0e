/* What somebody looks for: words, each of which must stand in a text, in any order, as parts of longer words too; and
 * phrases in quotation marks of any kind. Letters are compared with their case folded. */
#pragma once
#include "base/arena.h"

enum { SOUGHT_WORDS_MAX = 32 }; /* what is typed beyond them is not looked for */

struct sought_words {
        struct slice at[SOUGHT_WORDS_MAX]; /* folded; the arena's */
        unsigned count;
};
struct sought_words sought_words_of(struct slice typed, struct arena *a);

/* All of them: bit 0 is the first. */
uint32_t sought_words_all(const struct sought_words *words);
/* Those of `missing` that are not in the text either. `a` is used for the call alone. */
uint32_t sought_words_missing(const struct sought_words *words, struct slice text, uint32_t missing, struct arena *a);
