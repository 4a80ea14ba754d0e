#include "reader/below.h"

#include "feed/feed.h"
#include "reader/editions.h"
#include "reader/entry_address.h"

static const struct slice beacon_name = {"index.read", 10};

struct below below_of(struct slice path)
{
        static const struct {
                const struct slice *name;
                enum page_variant variant;
        } belows[] = {
                {&text_edition_name, PAGE_TEXT},
                {&ninjs_edition_name, PAGE_NINJS},
                {&feed_kinds[FEED_RSS].name, PAGE_RSS},
                {&feed_kinds[FEED_ATOM].name, PAGE_ATOM},
                {&feed_kinds[FEED_JSON].name, PAGE_JSON_FEED},
                {&news_sitemap_name, PAGE_NEWS_SITEMAP},
                {&beacon_name, PAGE_ITSELF},
        };
        for (size_t i = 0; i < sizeof belows / sizeof belows[0]; i++)
                if (slice_ends_with(path, *belows[i].name)) return (struct below){*belows[i].name, belows[i].variant};
        return (struct below){entry_name_of(path), PAGE_ENTRIES};
}
