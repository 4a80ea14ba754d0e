#include "feed/feed_list.h"

#include "feed/inside.h"

enum { ENTRY_MAX_BYTES = 32 * 1024 };

void feed_list_open(struct slice about, struct buf *ret)
{
        buf_add_text(ret, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n");
        feed_add_element(ret, "title", record_find(about, 't'));
        buf_add_text(ret, "</head>\n<body>\n");
}

void feed_list_add(struct slice about, struct slice path, struct buf *ret)
{
        struct slice site = record_find(about, 's'), title = record_find(about, 't');
        if (ret->len + ENTRY_MAX_BYTES > ret->max || title.len == 0) return;
        buf_add_text(ret, "<outline type=\"rss\"");
        feed_add_attribute(ret, "text", title);
        feed_add_attribute(ret, "title", title);
        feed_add_attribute(ret, "language", record_find(about, 'k'));
        buf_add_text(ret, " htmlUrl=\"");
        feed_add_xml_url(ret, site, path);
        buf_add_text(ret, "\" xmlUrl=\"");
        feed_add_xml_url(ret, site, path);
        buf_add_format(ret, "%.*s\"/>\n", SLICE_ARGS(feed_kinds[FEED_RSS].name));
}

void feed_list_close(struct buf *ret)
{
        buf_add_text(ret, "</body>\n</opml>\n");
}
