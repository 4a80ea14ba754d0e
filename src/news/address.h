/* The addresses of the site. Paths only, always with a slash at the end, never decoded: what is written here is what
 * the directory knows.
 *
 *   front    {prefix}/                              all news  {prefix}/news/
 *   article  {prefix}/news/{yyyy}/{mm}/{dd}/{id}/   day       {prefix}/news/{yyyy}/{mm}/{dd}/
 *   section  {prefix}/{slug}/                       topic     {prefix}/topic/{slug}/
 *   person   {prefix}/person/{slug}/                source    {prefix}/source/{slug}/
 *   the month of one of these four: {yyyy}/{m}/{page}/ behind its address (no zero padding)
 *   sitemap of a month  {prefix}/sitemap-{yyyy}-{mm}.xml   feeds  {prefix}/feeds.opml
 *   sitemap of what is no article, of all editions  /sitemap-pages.xml
 *   creative /go/{key}/, which leads to where it does
 *   page of the newsroom's own  {prefix}/{slug}/    support   {prefix}/support/   search   {prefix}/search/
 *   what is read most  {prefix}/most-read/ */
#pragma once
#include "base/arena.h"
#include "news/newsroom.h"
#include "news/shelf.h"

struct day {
        int year, month, day; /* in the edition's zone; month and day from 1 */
};

enum { LISTING_PAGE_PLACES = 30 };

struct slice address_front(struct arena *a, const struct edition *e);
struct slice address_all_news(struct arena *a, const struct edition *e);
/* By the edition's pattern (permalink.h), or the usual one. */
struct article_words {
        struct slice slug, section; /* both may be empty */
};
struct slice address_article(struct arena *a, const struct edition *e, struct day published, int64_t article_id,
                             const struct article_words *words);
struct slice address_day(struct arena *a, const struct edition *e, struct day day);
struct slice address_shelf(struct arena *a, const struct edition *e, const struct shelf *s);
struct slice address_shelf_month(struct arena *a, const struct edition *e, const struct shelf *s, struct day month,
                                 unsigned page);
struct slice address_creative(struct arena *a, struct slice key);

struct slice address_page(struct arena *a, const struct edition *e, struct slice slug);
struct slice address_support(struct arena *a, const struct edition *e);
struct slice address_search(struct arena *a, const struct edition *e);
struct slice address_most_read(struct arena *a, const struct edition *e);
struct slice address_manifest(struct arena *a, const struct edition *e);
struct slice address_sitemap(struct arena *a, const struct edition *e, struct day month);
struct slice address_feed_list(struct arena *a, const struct edition *e);
#define ADDRESS_SITEMAPS            "/sitemap.xml"
#define ADDRESS_PAGES_SITEMAP       "/sitemap-pages.xml"
#define ADDRESS_ADS_TXT             "/ads.txt"
#define ADDRESS_SECURITY_TXT        "/.well-known/security.txt"
#define ADDRESS_OF_OLD_SECURITY_TXT "/security.txt" /* where it is looked for, too; leads there (RFC 9116, 3) */

/* Whether the path, under the edition's prefix, can be an article's by some pattern: by its form
 * nothing else's, which any address of a section, day, month, shelf, page or file is. */
bool address_may_be_articles(const struct newsroom *n, const struct edition *e, struct slice path);

/* The month page (from 1) on which a place (from 1) of a shelf's month stands. */
static inline unsigned address_page_of_place(unsigned place)
{
        return (place - 1) / LISTING_PAGE_PLACES + 1;
}
