#include "feed/feed_list.h"

#include "feed/inside.h"

enum { ENTRY_MAX_BYTES = 32 * 1024 };

static void begin_outline(struct buf *ret, struct slice name)
{
        buf_add_text(ret, "<outline");
        feed_add_attribute(ret, "text", name);
        feed_add_attribute(ret, "title", name);
        buf_add_text(ret, ">\n");
}

void feed_list_open(struct feed_list *list, struct slice about)
{
        struct buf *text = list->text;
        buf_add_text(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n");
        feed_add_element(text, "title", record_find(about, 't'));
        buf_add_text(text, "</head>\n<body>\n");
        begin_outline(text, record_find(about, 'n'));
}

void feed_list_begin_folder(struct feed_list *list, unsigned folder)
{
        list->folder = folder;
        list->folder_begins = false;
}

static void begin_if_empty(struct feed_list *list, struct slice name)
{
        if (!list->folder_begins && list->folder) begin_outline(list->text, name);
        list->folder_begins = true;
}

void feed_list_add(struct feed_list *list, struct slice about, struct slice path)
{
        struct slice site = record_find(about, 's'), title = record_find(about, 't'), name = record_find(about, 'f');
        struct buf *text = list->text;
        uint64_t folder = 0;
        if (name.len && !slice_to_u64(slice_cut(&name, ' '), FEED_FOLDERS - 1, &folder)) return;
        if (text->len + ENTRY_MAX_BYTES > text->max || title.len == 0 || folder != list->folder) return;
        begin_if_empty(list, name);
        buf_add_text(text, "<outline type=\"rss\"");
        feed_add_attribute(text, "text", title);
        feed_add_attribute(text, "title", title);
        feed_add_attribute(text, "language", record_find(about, 'k'));
        buf_add_text(text, " htmlUrl=\"");
        feed_add_xml_url(text, site, path);
        buf_add_text(text, "\" xmlUrl=\"");
        feed_add_xml_url(text, site, path);
        buf_add_format(text, "%.*s\"/>\n", SLICE_ARGS(feed_kinds[FEED_RSS].name));
}

void feed_list_end_folder(struct feed_list *list)
{
        if (list->folder_begins && list->folder) buf_add_text(list->text, "</outline>\n");
}

void feed_list_close(struct feed_list *list)
{
        buf_add_text(list->text, "</outline>\n</body>\n</opml>\n");
}
