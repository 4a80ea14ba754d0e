/* Sitemaps (https://www.sitemaps.org/protocol.html, with xhtml:link for the other editions; Google News' own), put
 * together from records (record.h). */
#pragma once
#include "feed/feed.h"

/* Google News takes what is younger, and so many at most. */
enum { NEWS_SITEMAP_MAX = 1000 };
#define NEWS_SITEMAP_AGE_MS INT64_C(172800000)

struct sitemap {
        struct slice about; /* the listing's record */
        bool of_news;
};
void sitemap_open(const struct sitemap *s, struct buf *ret);
/* False, and nothing is added, when it would grow beyond what a reply may have. */
bool sitemap_add(const struct sitemap *s, const struct feed_entry *entry, struct buf *ret);
/* A page that is no article, by its path alone; likewise. */
bool sitemap_add_page(const struct sitemap *s, struct slice path, struct buf *ret);
void sitemap_close(const struct sitemap *s, struct buf *ret);

/* The list of sitemaps. `changed_ms`: when anything in it changed last; 0: nobody knows. False as above. */
void sitemap_index_open(struct buf *ret);
bool sitemap_index_add(struct slice about, struct slice path, int64_t changed_ms, struct buf *ret);
void sitemap_index_close(struct buf *ret);
