/* How often creatives were shown and followed, by UTC day: no part of the change log, and not of the archive. */
#pragma once
#include "store/store.h"

struct creative_count {
        struct slice creative;            /* its key */
        struct slice first_day, last_day; /* "2023-08-01": on which anything was counted */
        int64_t views, clicks;
};
struct creative_counts {
        struct creative_count *at;
        size_t count;
};

/* Adds to what a day has; `day` counts from 1 January 1970. Within a transaction. */
struct err store_add_counts(struct store *s, struct slice creative, int64_t day, int64_t views, int64_t clicks) CHECKED;
/* Whether anything of the creative was ever counted. */
struct err store_has_counts(struct store *s, struct slice creative, bool *ret) CHECKED;
/* Fills in each of `count` days from `first`, also those on which nothing was counted. */
struct creative_day {
        struct slice day; /* "2023-08-01" */
        int64_t views, clicks;
};
struct creative_days {
        int64_t first; /* counted from 1 January 1970 */
        struct creative_day *at;
        size_t count;
};
struct err store_creative_days(struct store *s, struct slice creative, struct arena *a,
                               struct creative_days *ret) CHECKED;
/* The sums of all days, by creative. */
struct err store_creative_counts(struct store *s, struct arena *a, struct creative_counts *ret) CHECKED;
