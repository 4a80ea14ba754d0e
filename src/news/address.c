#include "news/address.h"

#include "news/permalink.h"

/* "{prefix}/news/": the root of all dated addresses of an edition. */
#define NEWS_FORMAT "%.*s/news/"
#define DAY_FORMAT  NEWS_FORMAT "%04d/%02d/%02d/"

struct slice address_front(struct arena *a, const struct edition *e)
{
        return arena_format(a, "%.*s/", SLICE_ARGS(e->prefix));
}

struct slice address_all_news(struct arena *a, const struct edition *e)
{
        return arena_format(a, NEWS_FORMAT, SLICE_ARGS(e->prefix));
}

struct slice address_article(struct arena *a, const struct edition *e, struct day published, int64_t article_id,
                             const struct article_words *words)
{
        const struct permalink_values values = {
                .prefix = e->prefix,
                .year = published.year,
                .month = published.month,
                .day = published.day,
                .id = article_id,
                .slug = words->slug,
                .section = words->section,
        };
        return permalink_write(a, e->permalink.len ? e->permalink : SLICE(PERMALINK_DEFAULT), &values);
}

struct slice address_day(struct arena *a, const struct edition *e, struct day day)
{
        return arena_format(a, DAY_FORMAT, SLICE_ARGS(e->prefix), day.year, day.month, day.day);
}

static const char *word_of(enum shelf_kind kind)
{
        switch (kind) {
        case SHELF_TOPIC:
                return "topic/";
        case SHELF_PERSON:
                return "person/";
        case SHELF_SOURCE:
                return "source/";
        case SHELF_SECTION:
                break;
        }
        return "";
}

struct slice address_shelf(struct arena *a, const struct edition *e, const struct shelf *s)
{
        return arena_format(a, "%.*s/%s%.*s/", SLICE_ARGS(e->prefix), word_of(s->kind), SLICE_ARGS(s->slug));
}

struct slice address_shelf_month(struct arena *a, const struct edition *e, const struct shelf *s, struct day month,
                                 unsigned page)
{
        return arena_format(a, "%.*s/%s%.*s/%d/%d/%u/", SLICE_ARGS(e->prefix), word_of(s->kind), SLICE_ARGS(s->slug),
                            month.year, month.month, page);
}

struct slice address_creative(struct arena *a, struct slice key)
{
        return arena_format(a, "/go/%.*s/", SLICE_ARGS(key));
}

struct slice address_page(struct arena *a, const struct edition *e, struct slice slug)
{
        return arena_format(a, "%.*s/%.*s/", SLICE_ARGS(e->prefix), SLICE_ARGS(slug));
}

struct slice address_search(struct arena *a, const struct edition *e)
{
        return address_page(a, e, SLICE("search"));
}

struct slice address_support(struct arena *a, const struct edition *e)
{
        return address_page(a, e, SLICE("support"));
}

struct slice address_manifest(struct arena *a, const struct edition *e)
{
        return arena_format(a, "%.*s/manifest.webmanifest", SLICE_ARGS(e->prefix));
}

struct slice address_sitemap(struct arena *a, const struct edition *e, struct day month)
{
        return arena_format(a, "%.*s/sitemap-%04d-%02d.xml", SLICE_ARGS(e->prefix), month.year, month.month);
}

struct slice address_feed_list(struct arena *a, const struct edition *e)
{
        return arena_format(a, "%.*s/feeds.opml", SLICE_ARGS(e->prefix));
}
