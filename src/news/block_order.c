#include "news/block_order.h"

#include <stdlib.h>

static int compare_entries(const void *a, const void *b)
{
        return slice_cmp(((const struct block_entry *)a)->id, ((const struct block_entry *)b)->id);
}

static void sort(struct block_index *index)
{
        if (index->count) qsort(index->entries, index->count, sizeof *index->entries, compare_entries);
}

struct block_index block_index_of(const struct body *body, struct arena *a)
{
        struct block_index index = {arena_array(a, body->count + 1, sizeof *index.entries), body->count};
        for (size_t i = 0; i < body->count; i++)
                index.entries[i] = (struct block_entry){body->blocks[i].id, i, &body->blocks[i]};
        sort(&index);
        return index;
}

const struct block_entry *block_entry_find(const struct block_index *index, struct slice id)
{
        struct block_entry wanted = {.id = id};
        return index->count ? bsearch(&wanted, index->entries, index->count, sizeof wanted, compare_entries) : NULL;
}

const struct block *block_find(const struct block_index *index, struct slice id)
{
        const struct block_entry *entry = block_entry_find(index, id);
        return entry ? entry->block : NULL;
}

/* Ids, each with the place of the next; the first place is the list's own. */
struct chain {
        struct slice *ids;
        size_t *next;
        size_t count;
};

static size_t link_behind(struct chain *chain, size_t before, struct slice id)
{
        size_t at = chain->count++;
        chain->ids[at] = id;
        chain->next[at] = chain->next[before];
        chain->next[before] = at;
        return at;
}

struct block_order block_order_of(const struct body *frame, const struct body *other, struct arena *a)
{
        size_t all = frame->count + other->count + 1;
        struct chain chain = {arena_array(a, all, sizeof *chain.ids), arena_array(a, all, sizeof *chain.next), 1};
        struct block_index links = block_index_of(frame, a);
        for (size_t i = 0, last = 0; i < frame->count; i++)
                last = link_behind(&chain, last, frame->blocks[i].id);
        /* Nothing was taken out of the chain, so the frame's block i is its link i + 1. */
        for (size_t i = 0, behind = 0; i < other->count; i++) {
                const struct block_entry *entry = block_entry_find(&links, other->blocks[i].id);
                behind = entry ? entry->place + 1 : link_behind(&chain, behind, other->blocks[i].id);
        }
        struct block_order order = {arena_array(a, all, sizeof *order.ids), 0};
        for (size_t i = chain.next[0]; i; i = chain.next[i])
                order.ids[order.count++] = chain.ids[i];
        return order;
}
