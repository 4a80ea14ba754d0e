/* What the pages of an edition share, and its pages for 404, 410, 500 and 503: one immutable generation of it for all
 * editions, replaced as a whole. What changes by the clock is chosen when a generation is made. */
#pragma once
#include "site/page.h"

enum furniture_part {
        FURNITURE_PART_TOP,
        FURNITURE_PART_BAR,
        FURNITURE_PART_RAIL,
        FURNITURE_PART_FOOT,
        FURNITURE_PARTS
};
enum { SITE_EDITIONS_MAX = 16, STATUS_PAGES = 4 };

struct edition_furniture {
        unsigned edition;                                           /* id */
        struct slice prefix;                                        /* "" or "/rus" */
        struct fragment parts[2][FURNITURE_PARTS];                  /* by enum encoding, then part */
        const struct page *status[2][STATUS_PAGES];                 /* owned; by encoding, then status_index() */
        struct buf stored[FURNITURE_PARTS], plain[FURNITURE_PARTS]; /* owned; what `parts` point into */
};

struct furniture {
        struct edition_furniture editions[SITE_EDITIONS_MAX];
        size_t edition_count;
        int64_t next_change_ms; /* when the clock alone makes another generation; INT64_MAX: never */
};

/* 0 to 3 for 404, 410, 500, 503. */
int status_index(unsigned status);

struct err furniture_new(struct furniture **ret) CHECKED;
void furniture_free(void *furniture);

/* While it is being made, by one thread: */
struct edition_furniture *furniture_edition(struct furniture *f, unsigned edition,
                                            struct slice prefix); /* adds or finds; NULL past the maximum */
struct err furniture_set(struct edition_furniture *e, enum furniture_part part, struct slice stored) CHECKED;
struct err furniture_set_status(struct edition_furniture *e, unsigned status, const struct page_source *source) CHECKED;

/* Afterwards, any thread: the edition by id, or the one whose prefix is the longest that `path` begins with (the first
 * edition when none does); NULL only when there are no editions. */
const struct edition_furniture *furniture_find(const struct furniture *f, unsigned edition);
const struct edition_furniture *furniture_for_path(const struct furniture *f, struct slice path);
