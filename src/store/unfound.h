/* What readers looked for and did not find: words and how often, by day; without anybody's name, and no part of the
 * change log. Of a day and edition UNFOUND_A_DAY different ones at most, for so many days. */
#pragma once
#include "store/store.h"

enum { UNFOUND_A_DAY = 1000, UNFOUND_DAYS = 35, UNFOUND_DAY_MS = 24 * 60 * 60 * 1000, UNFOUND_MAX_BYTES = 96 };

/* Adds to what a day has. What is no line of text, of no edition, or one too many is passed over. Within a transaction.
 */
struct unfound {
        int64_t day;
        unsigned edition;
        struct slice words;
        int64_t times;
};
struct err store_add_unfound(struct store *s, const struct unfound *unfound) CHECKED;
/* Forgets days that are long ago; `day` is that of now. Within a transaction. */
struct err store_fold_unfound(struct store *s, int64_t day) CHECKED;

/* The most frequent of an edition since a day, in the arena; `day` is 0. */
struct unfound_list {
        struct unfound *at;
        size_t count;
};
struct err store_most_unfound(struct store *s, const struct unfound *since, unsigned limit, struct arena *a,
                              struct unfound_list *ret) CHECKED;
