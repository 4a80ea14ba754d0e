/* The order of topics, people and sources that were found: that of the alphabet of who looks. */
#include "desk/structure.h"

#include "store/sought_words.h"

#include <stdlib.h>

/* One that was found, and where it stands. */
struct placed {
        struct shelf shelf;
        bool begins; /* with what was looked for: those stand first */
        struct slice key;
};

static int by_place(const void *a, const void *b)
{
        const struct placed *x = a, *y = b;
        if (x->begins != y->begins) return x->begins ? -1 : 1;
        return slice_cmp(x->key, y->key);
}

void shelves_put_in_order(struct visit *v, struct slice looked_for, struct shelves *found)
{
        CLEANUP(buf_clear) struct buf key = BUF_INIT(2 * LANGUAGE_SORT_KEY_BYTES + 1);
        CLEANUP(arena_clear) struct arena scratch = {0};
        struct slice beginning = sought_folded(looked_for, &scratch);
        struct placed *all = arena_array(&scratch, found->count, sizeof *all);
        for (size_t i = 0; i < found->count; i++) {
                const struct shelf *shelf = &found->at[i];
                buf_truncate(&key);
                language_write_sort_key(v->texts, shelf->name, &key);
                all[i] = (struct placed){.shelf = *shelf,
                                         .begins = slice_starts_with(sought_folded(shelf->name, &scratch), beginning),
                                         .key = arena_copy(&scratch, buf_slice(&key))};
        }
        if (found->count) qsort(all, found->count, sizeof *all, by_place);
        for (size_t i = 0; i < found->count; i++)
                found->at[i] = all[i].shelf;
}
