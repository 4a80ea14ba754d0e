/* Where an original differs from what its translation was made of: headline, lead, blocks; and what of that the
 * translation has by now (store/part_done.h). For this room only. */
#pragma once
#include "desk/article.h"
#include "store/part_done.h"

struct original_part {
        struct slice id;           /* of the block; "headline", "lead" */
        const struct block *block; /* as it is now; NULL: it is a text, or was removed */
        bool is_new;               /* the block was not there before */
        size_t place;              /* of the block, from 1 */
        uint8_t digest[PART_DIGEST_BYTES];
        bool is_done;
};
struct original_parts {
        struct original_part *at;
        size_t count, left; /* that differ; that are not done */
};
/* Headlines, leads and bodies; nothing is ticked off. */
void original_parts_compare(struct visit *v, const struct article *before, const struct article *now,
                            struct original_parts *ret);
/* The same with the ticks of the article `translation`. */
struct err original_parts_of(struct visit *v, int64_t translation, const struct article *before,
                             const struct article *now, struct original_parts *ret) CHECKED;
struct original_part *original_part_find(const struct original_parts *parts, struct slice id); /* NULL: none */
/* What it says, as whoever ticks it off names it. */
struct slice original_part_mark(struct visit *v, const struct original_part *part);
