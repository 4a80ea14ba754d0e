#include "feed/sitemap.h"

#include "feed/inside.h"

enum { ENTRY_MAX_BYTES = 64 * 1024 };

void sitemap_open(const struct sitemap *s, struct buf *ret)
{
        buf_add_text(ret, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" ");
        buf_add_text(ret, s->of_news ? "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n"
                                     : "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
}

static void add_location(const struct sitemap *s, struct slice path, struct buf *ret)
{
        buf_add_text(ret, "<loc>");
        feed_add_xml_url(ret, record_find(s->about, 's'), path);
        buf_add_text(ret, "</loc>\n");
}

static void add_alternates(const struct sitemap *s, struct slice about, struct buf *ret)
{
        struct record_line line;
        while (record_take(&about, &line)) {
                if (line.field != 'h') continue;
                struct slice path = line.value, code = slice_cut(&path, ' ');
                buf_add_text(ret, "<xhtml:link rel=\"alternate\"");
                feed_add_attribute(ret, "hreflang", code);
                buf_add_text(ret, " href=\"");
                feed_add_xml_url(ret, record_find(s->about, 's'), path);
                buf_add_text(ret, "\"/>\n");
        }
}

static void add_news(const struct sitemap *s, const struct feed_entry *entry, struct buf *ret)
{
        buf_add_text(ret, "<news:news>\n<news:publication>\n");
        feed_add_element(ret, "news:name", record_find(s->about, 'n'));
        feed_add_element(ret, "news:language", record_find(s->about, 'k'));
        buf_add_text(ret, "</news:publication>\n<news:publication_date>");
        feed_add_moment(ret, feed_entry_published_ms(entry));
        buf_add_text(ret, "</news:publication_date>\n");
        feed_add_element(ret, "news:title", record_find(entry->about, 't'));
        buf_add_text(ret, "</news:news>\n");
}

bool sitemap_add(const struct sitemap *s, const struct feed_entry *entry, struct buf *ret)
{
        if (ret->len + ENTRY_MAX_BYTES > ret->max) return false;
        buf_add_text(ret, "<url>\n");
        add_location(s, record_find(entry->about, 'u'), ret);
        if (s->of_news) {
                add_news(s, entry, ret);
        } else {
                buf_add_text(ret, "<lastmod>");
                feed_add_moment(ret, entry->modified_ms);
                buf_add_text(ret, "</lastmod>\n");
                add_alternates(s, entry->about, ret);
        }
        buf_add_text(ret, "</url>\n");
        return true;
}

bool sitemap_add_page(const struct sitemap *s, struct slice path, struct buf *ret)
{
        if (ret->len + ENTRY_MAX_BYTES > ret->max) return false;
        buf_add_text(ret, "<url>\n");
        add_location(s, path, ret);
        buf_add_text(ret, "</url>\n");
        return true;
}

void sitemap_close(const struct sitemap *s, struct buf *ret)
{
        (void)s;
        buf_add_text(ret, "</urlset>\n");
}

/* ---- the list of them ---- */

void sitemap_index_open(struct buf *ret)
{
        buf_add_text(ret, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
}

bool sitemap_index_add(struct slice about, struct slice path, int64_t changed_ms, struct buf *ret)
{
        if (ret->len + ENTRY_MAX_BYTES > ret->max) return false;
        buf_add_text(ret, "<sitemap><loc>");
        feed_add_xml_url(ret, record_find(about, 's'), path);
        buf_add_text(ret, "</loc>");
        if (changed_ms) {
                buf_add_text(ret, "<lastmod>");
                feed_add_moment(ret, changed_ms);
                buf_add_text(ret, "</lastmod>");
        }
        buf_add_text(ret, "</sitemap>\n");
        return true;
}

void sitemap_index_close(struct buf *ret)
{
        buf_add_text(ret, "</sitemapindex>\n");
}
