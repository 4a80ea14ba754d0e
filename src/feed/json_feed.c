#include "feed/inside.h"

enum { CONTENT_MAX_BYTES = 8 << 20, URL_MAX_BYTES = 8192 };

/* `"name":"value",` */
static void add_member(struct buf *ret, const char *name, struct slice value)
{
        if (value.len == 0) return;
        buf_add_format(ret, "\"%s\":", name);
        feed_add_json(ret, value);
        buf_add_char(ret, ',');
}

static void add_url(struct buf *ret, const char *name, struct slice site, struct slice path)
{
        CLEANUP(buf_clear) struct buf url = BUF_INIT(URL_MAX_BYTES);
        feed_add_url(&url, site, path);
        add_member(ret, name, buf_slice(&url));
}

void json_feed_open(const struct feed *f, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf self = BUF_INIT(URL_MAX_BYTES);
        struct slice site = record_find(f->about, 's'), hub = record_find(f->about, 'w');
        feed_add_url(&self, f->path, feed_kinds[FEED_JSON].name);
        buf_add_char(ret, '{');
        add_member(ret, "version", SLICE("https://jsonfeed.org/version/1.1"));
        add_member(ret, "title", record_find(f->about, 't'));
        add_member(ret, "description", record_find(f->about, 'd'));
        add_member(ret, "language", record_find(f->about, 'k'));
        add_url(ret, "home_page_url", site, f->path);
        add_url(ret, "feed_url", site, buf_slice(&self));
        if (hub.len) {
                buf_add_text(ret, "\"hubs\":[{\"type\":\"WebSub\",\"url\":");
                feed_add_json(ret, hub);
                buf_add_text(ret, "}],");
        }
        buf_add_text(ret, "\"items\":[");
}

/* `"name":[...],` of all values of a field. */
static void add_list(struct buf *ret, const char *name, struct slice about, char field)
{
        bool is_author = field == 'a';
        struct record_line line;
        unsigned count = 0;
        while (record_take(&about, &line)) {
                if (line.field != field) continue;
                if (count++ == 0)
                        buf_add_format(ret, "\"%s\":[", name);
                else
                        buf_add_char(ret, ',');
                if (is_author) buf_add_text(ret, "{\"name\":");
                feed_add_json(ret, line.value);
                if (is_author) buf_add_char(ret, '}');
        }
        if (count) buf_add_text(ret, "],");
}

static void add_moment(struct buf *ret, const char *name, int64_t ms)
{
        buf_add_format(ret, "\"%s\":\"", name);
        feed_add_moment(ret, ms);
        buf_add_char(ret, '"');
}

void json_feed_add(const struct feed *f, const struct feed_entry *entry, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf content = BUF_INIT(CONTENT_MAX_BYTES);
        buf_add_text(ret, f->entries ? ",\n{" : "\n{");
        add_member(ret, "id", record_find(entry->about, 'g'));
        add_url(ret, "url", record_find(f->about, 's'), record_find(entry->about, 'u'));
        add_member(ret, "title", record_find(entry->about, 't'));
        struct slice lead = record_find(entry->about, 'l');
        add_member(ret, "summary", lead);
        feed_add_content(f, entry, &content);
        /* An item has a text of one of two kinds, always. */
        if (content.len)
                add_member(ret, "content_html", buf_slice(&content));
        else
                add_member(ret, "content_text", lead.len ? lead : record_find(entry->about, 't'));
        add_member(ret, "image", feed_picture_of(entry->about).url);
        add_list(ret, "authors", entry->about, 'a');
        add_list(ret, "tags", entry->about, 'c');
        add_member(ret, "language", record_find(f->about, 'k'));
        add_moment(ret, "date_published", feed_entry_published_ms(entry));
        buf_add_char(ret, ',');
        add_moment(ret, "date_modified", entry->modified_ms);
        buf_add_char(ret, '}');
}

void json_feed_close(const struct feed *f, struct buf *ret)
{
        (void)f;
        buf_add_text(ret, "\n]}\n");
}
