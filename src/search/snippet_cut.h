/* Where a text may be cut for a snippet: at a space, but not between a number and its unit, or a sign and what it is
 * of. For this room only. */
#pragma once
#include "base/slice.h"

struct snippet_cut {
        size_t first, until; /* words, counted from 0: from the one to before the other */
        size_t start, end;   /* bytes, with the signs that belong to the first word and the last */
};

/* The cut that is nearest to these words and has all of them. `until` may be behind the last. */
struct snippet_cut snippet_cut_near(struct slice text, size_t first, size_t until);
