#include "news/address.h"

#include "news/permalink.h"

#include <ctype.h>

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

struct slice address_most_read(struct arena *a, const struct edition *e)
{
        return address_page(a, e, SLICE("most-read"));
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

/* ---- what can be an article's ---- */

static bool is_number(struct slice step)
{
        for (size_t i = 0; i < step.len; i++)
                if (!isdigit((unsigned char)step.at[i])) return false;
        return step.len > 0;
}

static bool is_word(struct slice step)
{
        for (size_t i = 0; i < step.len; i++) {
                char c = step.at[i];
                if (!islower((unsigned char)c) && !isdigit((unsigned char)c) && c != '-') return false;
        }
        return step.len > 0;
}

static bool begins_another_edition(const struct newsroom *n, const struct edition *e, struct slice step)
{
        if (e->prefix.len) return false;
        for (size_t i = 0; i < n->edition_count; i++)
                if (slice_eq(slice_skip(n->editions[i].prefix, 1), step)) return true;
        return false;
}

bool address_may_be_articles(const struct newsroom *n, const struct edition *e, struct slice path)
{
        enum { PATH_MAX_BYTES = 1000, DATED_STEPS = 4 };
        if (path.len > PATH_MAX_BYTES || !slice_starts_with(path, e->prefix)) return false;
        struct slice rest = slice_skip(path, e->prefix.len), first = {0};
        if (!slice_starts_with(rest, SLICE("/")) || !slice_ends_with(rest, SLICE("/"))) return false;
        unsigned steps = 0, numbers = 0;
        for (rest = slice_skip(rest, 1); rest.len; steps++) {
                struct slice step = slice_cut(&rest, '/');
                if (!is_word(step)) return false;
                if (steps == 0) first = step;
                numbers = is_number(step) ? numbers + 1 : 0;
        }
        bool is_dated = steps == DATED_STEPS && numbers >= DATED_STEPS - 1;
        bool begins_well = slice_eq(first, SLICE("news")) || slug_is_usable(first);
        return steps >= 2 && !is_dated && begins_well && !begins_another_edition(n, e, first);
}
