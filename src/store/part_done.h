/* What of an original's changes its translation has by now, part by part: for whoever translates next, and for the
 * board. A part is a block by its id, or "headline" or "lead". It is done as it said then: changed once more it is to
 * be done anew. When the translation is brought up to a version of its original (store_work_put_source()), all of them
 * go. */
#pragma once
#include "store/store.h"

enum { PART_DIGEST_BYTES = 16 };

struct part_done {
        struct slice part;
        uint8_t digest[PART_DIGEST_BYTES]; /* of what it says in the original */
};
struct parts_done {
        struct part_done *at;
        size_t count;
};
struct err store_list_parts_done(struct store *s, int64_t article, struct arena *a, struct parts_done *ret) CHECKED;
/* Writing is in a transaction. */
struct err store_put_part_done(struct store *s, int64_t article, const struct part_done *done) CHECKED;
struct err store_drop_part_done(struct store *s, int64_t article, struct slice part) CHECKED;
