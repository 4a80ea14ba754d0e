/* A page and records as anything might write them: feeds and sitemaps of them are always whole, and a value adds
 * neither an element nor a member. */
#include "base/err.h"
#include "feed/feed.h"
#include "feed/sitemap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX_BYTES = 64 << 20 };

static unsigned count(struct slice text, struct slice part)
{
        unsigned times = 0;
        for (const char *at; (at = slice_find(text, part)); times++)
                text = slice_skip(text, (size_t)(at - text.at) + part.len);
        return times;
}

static void make_feed(enum feed_format format, const struct feed_entry *entry, struct slice one, unsigned times)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        struct feed feed = {.format = format, .about = entry->about, .path = SLICE("/"), .modified_ms = 1};
        feed_open(&feed, &text);
        feed_add(&feed, entry, &text);
        feed_close(&feed, &text);
        must(!text.full);
        must(count(buf_slice(&text), one) == times);
        /* JSON Feed keeps characters below a space in no other way than escaped; its own are line ends. */
        for (size_t i = 0; format == FEED_JSON && i < text.len; i++)
                must((unsigned char)text.at[i] >= ' ' || text.at[i] == '\n');
}

static void make_sitemap(const struct feed_entry *entry, bool of_news)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        const struct sitemap sitemap = {entry->about, of_news};
        sitemap_open(&sitemap, &text);
        bool added = sitemap_add(&sitemap, entry, &text);
        sitemap_close(&sitemap, &text);
        must(!text.full);
        must(count(buf_slice(&text), SLICE("<url>")) == added);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice main = {size ? (const char *)data : "", size}, about = slice_cut(&main, '\0');
        const struct feed_entry entry = {.about = about, .main = main, .modified_ms = 1700000000000};
        make_feed(FEED_RSS, &entry, SLICE("<item>"), 1);
        make_feed(FEED_ATOM, &entry, SLICE("<entry>"), 1);
        make_feed(FEED_JSON, &entry, SLICE("\"items\":["), 1);
        make_sitemap(&entry, false);
        make_sitemap(&entry, true);
        return 0;
}
