#include "publish/listing_set.h"

#include "base/err.h"

#include <stdlib.h>

enum { FIRST_ROOM = 64 };

static int order(int64_t a, int64_t b)
{
        return (a > b) - (a < b);
}

int listing_key_compare(const struct listing_key *a, const struct listing_key *b)
{
        const int orders[] = {
                order(a->edition, b->edition), order(a->kind, b->kind),         order(a->shelf_kind, b->shelf_kind),
                order(a->shelf, b->shelf),     order(a->day.year, b->day.year), order(a->day.month, b->day.month),
                order(a->day.day, b->day.day), order(a->page, b->page),
        };
        for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
                if (orders[i]) return orders[i];
        return 0;
}

static int compare_for_sort(const void *a, const void *b)
{
        return listing_key_compare(a, b);
}

void listing_set_clear(struct listing_set *s)
{
        free(s->at);
        *s = (struct listing_set){0};
}

void listing_set_settle(struct listing_set *s)
{
        if (s->count == 0) return;
        qsort(s->at, s->count, sizeof s->at[0], compare_for_sort);
        size_t kept = 0;
        for (size_t i = 1; i < s->count; i++) {
                if (listing_key_compare(&s->at[kept], &s->at[i]) == 0) {
                        s->at[kept].is_new |= s->at[i].is_new;
                        s->at[kept].is_whole |= s->at[i].is_whole;
                } else {
                        s->at[++kept] = s->at[i];
                }
        }
        s->count = kept + 1;
}

/* Thousands of articles name the same pages: merging when the room is used up, and growing only when that gains little,
 * keeps the set as small as the number of pages and costs a logarithm an addition. */
static void make_room(struct listing_set *s)
{
        listing_set_settle(s);
        if (s->room && s->count <= s->room / 2) return;
        s->room = s->room ? 2 * s->room : FIRST_ROOM;
        s->at = realloc(s->at, s->room * sizeof s->at[0]);
        must(s->at);
}

void listing_set_add(struct listing_set *s, struct listing_key key)
{
        if (s->count == s->room) make_room(s);
        s->at[s->count++] = key;
}
