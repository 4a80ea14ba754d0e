#include "feed/inside.h"

enum { CONTENT_MAX_BYTES = 8 << 20 };

static void add_moment(struct buf *ret, const char *name, int64_t ms)
{
        buf_add_format(ret, "<%s>", name);
        feed_add_moment(ret, ms);
        buf_add_format(ret, "</%s>\n", name);
}

static void open_link(struct buf *ret, const char *rel, const char *type)
{
        buf_add_format(ret, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
}

void atom_open(const struct feed *f, struct buf *ret)
{
        struct slice site = record_find(f->about, 's'), hub = record_find(f->about, 'w');
        buf_add_text(ret, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\"");
        feed_add_attribute(ret, "xml:lang", record_find(f->about, 'k'));
        buf_add_text(ret, ">\n<id>");
        feed_add_xml_url(ret, site, f->path);
        buf_add_text(ret, "</id>\n");
        feed_add_element(ret, "title", record_find(f->about, 't'));
        feed_add_element(ret, "subtitle", record_find(f->about, 'd'));
        add_moment(ret, "updated", f->modified_ms);
        open_link(ret, "alternate", "text/html");
        feed_add_xml_url(ret, site, f->path);
        buf_add_text(ret, "\"/>\n");
        open_link(ret, "self", "application/atom+xml");
        feed_add_xml_url(ret, site, f->path);
        buf_add_format(ret, "%.*s\"/>\n", SLICE_ARGS(feed_kinds[FEED_ATOM].name));
        if (hub.len) {
                buf_add_text(ret, "<link rel=\"hub\" href=\"");
                feed_add_xml(ret, hub);
                buf_add_text(ret, "\"/>\n");
        }
        buf_add_text(ret, "<author>\n");
        feed_add_element(ret, "name", record_find(f->about, 'n'));
        buf_add_text(ret, "</author>\n");
}

static void add_names(struct slice about, struct buf *ret)
{
        struct record_line line;
        while (record_take(&about, &line)) {
                if (line.field == 'a') {
                        buf_add_text(ret, "<author>\n");
                        feed_add_element(ret, "name", line.value);
                        buf_add_text(ret, "</author>\n");
                }
                if (line.field == 'c') {
                        buf_add_text(ret, "<category term=\"");
                        feed_add_xml(ret, line.value);
                        buf_add_text(ret, "\"/>\n");
                }
        }
}

static void add_content(const struct feed *f, const struct feed_entry *entry, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf content = BUF_INIT(CONTENT_MAX_BYTES);
        feed_add_content(f, entry, &content);
        if (content.len == 0) return;
        buf_add_text(ret, "<content type=\"html\">");
        feed_add_xml(ret, buf_slice(&content));
        buf_add_text(ret, "</content>\n");
}

void atom_add(const struct feed *f, const struct feed_entry *entry, struct buf *ret)
{
        buf_add_text(ret, "<entry>\n");
        feed_add_element(ret, "id", record_find(entry->about, 'g'));
        feed_add_element(ret, "title", record_find(entry->about, 't'));
        open_link(ret, "alternate", "text/html");
        feed_add_xml_url(ret, record_find(f->about, 's'), record_find(entry->about, 'u'));
        buf_add_text(ret, "\"/>\n");
        add_moment(ret, "published", feed_entry_published_ms(entry));
        add_moment(ret, "updated", entry->modified_ms);
        add_names(entry->about, ret);
        feed_add_element(ret, "summary", record_find(entry->about, 'l'));
        add_content(f, entry, ret);
        feed_add_media(entry->about, ret);
        buf_add_text(ret, "</entry>\n");
}

void atom_close(const struct feed *f, struct buf *ret)
{
        (void)f;
        buf_add_text(ret, "</feed>\n");
}
