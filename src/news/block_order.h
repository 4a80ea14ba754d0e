/* The blocks of two bodies put into one order, by the ids of their top level. */
#pragma once
#include "news/body.h"

/* A body's blocks by their ids. */
struct block_index {
        struct block_entry {
                struct slice id;
                size_t place; /* in its body */
                const struct block *block;
        } * entries; /* by id */
        size_t count;
};
struct block_index block_index_of(const struct body *body, struct arena *a);
/* NULL: there is none. */
const struct block_entry *block_entry_find(const struct block_index *index, struct slice id);
const struct block *block_find(const struct block_index *index, struct slice id);

/* The ids of both: the frame's in their order, and those that only `other` has behind those which they stand behind
 * there. */
struct block_order {
        struct slice *ids;
        size_t count;
};
struct block_order block_order_of(const struct body *frame, const struct body *other, struct arena *a);
