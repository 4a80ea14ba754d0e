/* Presses listings: all news, a shelf's newest, its months, a day. What stands around the articles' items is pressed;
 * the items come in when a reader asks. See presser.h, whose rules hold here too. */
#pragma once
#include "news/shelf.h"
#include "press/presser.h"

/* What feeds and sitemaps say of the article, and of a listing called `title` (feed/record.h), which `description` may
 * describe: else it is by its title. */
struct err press_article_record(struct presser *p, const struct article_view *view, struct buf *ret) CHECKED;
struct err press_listing_record(struct presser *p, unsigned edition, struct slice title, struct slice description,
                                struct buf *ret) CHECKED;
/* What the sitemap of pages says of those at these paths. */
struct err press_pages_record(struct presser *p, const struct slice *paths, size_t count, struct buf *ret) CHECKED;

/* How listings show the article: one <li>, plain (not a fragment). */
struct err press_item(struct presser *p, const struct headline *headline, struct buf *ret) CHECKED;

/* The last is no HTML: the sitemap of a month (of UTC). */
enum listing_kind { LISTING_ALL, LISTING_SHELF, LISTING_SHELF_MONTH, LISTING_DAY, LISTING_SITEMAP };

/* The month of a day's page. */
struct calendar {
        uint32_t days;            /* those with pages: bit of the day, from bit 1 */
        struct day before, after; /* the last day of the months before, the first of those behind; a year of 0: none */
};

struct listing_view {
        enum listing_kind kind;
        unsigned edition;
        struct shelf shelf;       /* LISTING_SHELF, LISTING_SHELF_MONTH: as it is called there */
        struct slice shelf_path;  /* the shelf's own page */
        struct day day;           /* LISTING_DAY; year and month for LISTING_SHELF_MONTH */
        struct calendar calendar; /* LISTING_DAY, LISTING_ALL */
        unsigned page;            /* LISTING_SHELF_MONTH, from 1 */
        bool of_several;          /* the month has other pages */
        struct slice path;
        struct slice newer_path, older_path; /* neighbours: pages, days; empty: none */
        struct day newer_day, older_day;     /* LISTING_DAY: what the neighbours are */
        struct day *months;                  /* LISTING_SHELF, LISTING_ALL: the months with pages, newest first */
        struct slice *month_paths;
        size_t month_count;
        struct siblings siblings; /* the same listing, of a month the same shelf, in other editions; article is 0 */
};
struct pressed_listing {
        struct pressed_page page; /* main stays empty */
        struct buf open, close;   /* plain: what stands before and after the items in main */
        struct buf about;         /* what feeds say of it; empty when it has none */
};
void pressed_listing_init(struct pressed_listing *l);
void pressed_listing_clear(struct pressed_listing *l);
struct err press_listing(struct presser *p, const struct listing_view *view, struct pressed_listing *ret) CHECKED;
/* Only what leads on: neighbours, months, calendar. It asks for no siblings. */
struct err press_listing_more(struct presser *p, const struct listing_view *view, struct buf *ret) CHECKED;
