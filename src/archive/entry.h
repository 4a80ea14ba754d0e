/* Listings as feeds and sitemaps need them: not what their pages show, but what is said of their articles. */
#pragma once
#include "archive/archive.h"

/* Listings that are no HTML are made of what feeds say of their articles: a sitemap; the list of all sitemaps, of all
 * feeds of an edition. */
#define ARCHIVE_SITEMAP_TYPE       "application/xml"
#define ARCHIVE_SITEMAP_INDEX_TYPE "text/xml; charset=utf-8"
#define ARCHIVE_FEED_LIST_TYPE     "text/x-opml; charset=utf-8"

/* A page of that id is to be loaded again: what it is made of has changed, and not its row. */
struct err archive_note_stale(struct archive *a, int64_t page) CHECKED;

/* The newest `max` articles of a listing, as feeds and sitemaps need them; `main` only when asked for. Slices until the
 * callback returns; it ends the reading with `*ret_more` false. */
struct archive_entry {
        int64_t article, modified_ms;
        struct slice about, main; /* main: a stored fragment */
};
struct archive_entries {
        int64_t listing;
        unsigned max;
        bool with_main;
};
typedef struct err archive_entry_fn(void *context, const struct archive_entry *entry, bool *ret_more);
struct err archive_each_entry(struct archive *a, const struct archive_entries *of, archive_entry_fn *fn,
                              void *context) CHECKED;
/* The listings of an edition that have feeds: those that show only their newest; of all editions those of them that
 * have at least so many articles; and the sitemaps: listings of ARCHIVE_SITEMAP_TYPE. `*ret_more` as above. */
struct archive_listing {
        struct slice path, about;
        int64_t rank; /* of sitemaps: the highest of their articles, 0: they have none */
};
typedef struct err archive_listing_fn(void *context, const struct archive_listing *listing, bool *ret_more);
struct err archive_each_feed(struct archive *a, unsigned edition, unsigned max, archive_listing_fn *fn,
                             void *context) CHECKED;
struct err archive_each_filled(struct archive *a, unsigned least, unsigned max, archive_listing_fn *fn,
                               void *context) CHECKED;
struct err archive_each_sitemap(struct archive *a, unsigned max, archive_listing_fn *fn, void *context) CHECKED;
