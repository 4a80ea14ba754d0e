/* Ids for blocks that come without one. A block's number is its place in the tree, in reading order; when that is taken
 * by an id that somebody gave, the next candidate is a whole body further, so that no two blocks ever try the same one.
 */
#include "news/body.h"

#include <stdlib.h>

struct filler {
        struct arena *arena;
        struct slice *given; /* sorted */
        size_t given_count;
        size_t place, stride;
};

static size_t count_blocks(const struct block *blocks, size_t count)
{
        size_t all = count;
        for (size_t i = 0; i < count; i++)
                all += count_blocks(blocks[i].children, blocks[i].child_count);
        return all;
}

static void collect(struct filler *f, const struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                if (blocks[i].id.len) f->given[f->given_count++] = blocks[i].id;
                collect(f, blocks[i].children, blocks[i].child_count);
        }
}

static int by_bytes(const void *a, const void *b)
{
        return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static struct slice in_base_36(struct arena *a, size_t number)
{
        char digits[16];
        size_t at = sizeof digits;
        do {
                digits[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
                number /= 36;
        } while (number);
        return arena_copy(a, (struct slice){digits + at, sizeof digits - at});
}

static void fill(struct filler *f, struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                size_t number = f->place++;
                while (blocks[i].id.len == 0) {
                        struct slice id = in_base_36(f->arena, number);
                        if (!bsearch(&id, f->given, f->given_count, sizeof id, by_bytes)) blocks[i].id = id;
                        number += f->stride;
                }
                fill(f, blocks[i].children, blocks[i].child_count);
        }
}

void body_fill_ids(struct body *b, struct arena *a)
{
        struct filler f = {.arena = a, .stride = count_blocks(b->blocks, b->count)};
        f.given = arena_array(a, f.stride, sizeof *f.given);
        collect(&f, b->blocks, b->count);
        qsort(f.given, f.given_count, sizeof f.given[0], by_bytes);
        fill(&f, b->blocks, b->count);
}
