#include "feed/inside.h"

#include "http/date.h"

enum { CONTENT_MAX_BYTES = 8 << 20 };

static void add_date(struct buf *ret, const char *name, int64_t ms)
{
        char date[HTTP_DATE_LEN];
        http_write_date(date, ms); /* IMF-fixdate is a date of RFC 822, with four digits for the year */
        feed_add_element(ret, name, (struct slice){date, sizeof date});
}

static void add_link(struct buf *ret, struct slice site, struct slice path)
{
        buf_add_text(ret, "<link>");
        feed_add_xml_url(ret, site, path);
        buf_add_text(ret, "</link>\n");
}

/* A description is HTML: a text is escaped as that, and then as XML. */
static void add_description(struct slice text, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf html = BUF_INIT(CONTENT_MAX_BYTES);
        feed_add_xml(&html, text);
        feed_add_element(ret, "description", buf_slice(&html));
}

void rss_open(const struct feed *f, struct buf *ret)
{
        struct slice site = record_find(f->about, 's'), hub = record_find(f->about, 'w');
        buf_add_text(ret,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
                     "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
                     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n"
                     "<channel>\n");
        feed_add_element(ret, "title", record_find(f->about, 't'));
        add_link(ret, site, f->path);
        add_description(record_find(f->about, 'd'), ret);
        feed_add_element(ret, "language", record_find(f->about, 'k'));
        if (f->modified_ms) add_date(ret, "lastBuildDate", f->modified_ms);
        buf_add_text(ret, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"");
        feed_add_xml_url(ret, site, f->path);
        buf_add_format(ret, "%.*s\"/>\n", SLICE_ARGS(feed_kinds[FEED_RSS].name));
        if (hub.len == 0) return;
        buf_add_text(ret, "<atom:link rel=\"hub\" href=\"");
        feed_add_xml(ret, hub);
        buf_add_text(ret, "\"/>\n");
}

static void add_names(struct slice about, struct buf *ret)
{
        struct record_line line;
        while (record_take(&about, &line)) {
                if (line.field == 'a') feed_add_element(ret, "dc:creator", line.value);
                if (line.field == 'c') feed_add_element(ret, "category", line.value);
        }
}

void rss_add(const struct feed *f, const struct feed_entry *entry, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf content = BUF_INIT(CONTENT_MAX_BYTES);
        buf_add_text(ret, "<item>\n");
        feed_add_element(ret, "title", record_find(entry->about, 't'));
        add_link(ret, record_find(f->about, 's'), record_find(entry->about, 'u'));
        buf_add_text(ret, "<guid isPermaLink=\"false\">");
        feed_add_xml(ret, record_find(entry->about, 'g'));
        buf_add_text(ret, "</guid>\n");
        add_date(ret, "pubDate", feed_entry_published_ms(entry));
        if (entry->modified_ms > feed_entry_published_ms(entry)) {
                buf_add_text(ret, "<atom:updated>");
                feed_add_moment(ret, entry->modified_ms);
                buf_add_text(ret, "</atom:updated>\n");
        }
        add_names(entry->about, ret);
        add_description(record_find(entry->about, 'l'), ret);
        feed_add_content(f, entry, &content);
        feed_add_element(ret, "content:encoded", buf_slice(&content));
        feed_add_media(entry->about, ret);
        buf_add_text(ret, "</item>\n");
}

void rss_close(const struct feed *f, struct buf *ret)
{
        (void)f;
        buf_add_text(ret, "</channel>\n</rss>\n");
}
