/* An embargo belongs to the story: what one language must not tell yet, no other may.
 *
 * While readers have nothing of a story, an article of it that they never had holds all of its others until its embargo
 * ends or is lifted, whichever of them was begun first: they are not published, not brought back, not scheduled for an
 * earlier time, and not released by the clock. Once one of the story is live, the story is out: what its readers know
 * cannot be kept from those of other languages, so what is live is corrected and what is ready appears; the embargo of
 * a further language is then that language's own. Nor does an article hold others that readers had before: its embargo
 * is about what it is to say next.
 *
 * A time at which an article is scheduled is no embargo: languages may appear one after the other. An embargo that it
 * was scheduled under holds on (struct work). */
#pragma once
#include "store/store.h"

struct story_hold {
        int64_t article; /* the one that holds; of several the longest. 0: none does */
        unsigned edition;
        int64_t until_ms; /* 0: none does */
};
/* What holds `article` of the story, which may be new (0). */
struct err store_find_hold(struct store *s, int64_t story, int64_t article, int64_t now_ms,
                           struct story_hold *ret) CHECKED;
