#include "feed/body.h"
#include "feed/inside.h"

#define LAST_MS UINT64_C(253402300799999) /* of the year 9999, behind which dates are written in no format */

const struct feed_kind feed_kinds[FEED_FORMATS] = {
        [FEED_RSS] = {{"rss.xml", 7}, {"application/rss+xml; charset=utf-8", 34}},
        [FEED_ATOM] = {{"atom.xml", 8}, {"application/atom+xml; charset=utf-8", 35}},
        [FEED_JSON] = {{"feed.json", 9}, {"application/feed+json; charset=utf-8", 36}},
};

static const struct {
        void (*open)(const struct feed *f, struct buf *ret);
        void (*add)(const struct feed *f, const struct feed_entry *entry, struct buf *ret);
        void (*close)(const struct feed *f, struct buf *ret);
} formats[FEED_FORMATS] = {
        [FEED_RSS] = {rss_open, rss_add, rss_close},
        [FEED_ATOM] = {atom_open, atom_add, atom_close},
        [FEED_JSON] = {json_feed_open, json_feed_add, json_feed_close},
};

void feed_open(const struct feed *f, struct buf *ret)
{
        formats[f->format].open(f, ret);
}

void feed_add(struct feed *f, const struct feed_entry *entry, struct buf *ret)
{
        formats[f->format].add(f, entry, ret);
        f->entries++;
}

void feed_close(const struct feed *f, struct buf *ret)
{
        formats[f->format].close(f, ret);
}

/* ---- what the formats share ---- */

struct feed_picture feed_picture_of(struct slice about)
{
        struct slice rest = record_find(about, 'i');
        struct feed_picture picture = {.url = slice_cut(&rest, ' ')};
        picture.type = slice_cut(&rest, ' ');
        picture.width = slice_cut(&rest, ' ');
        picture.height = slice_cut(&rest, ' ');
        picture.alt = rest;
        picture.credit = record_find(about, 'r');
        return picture;
}

int64_t feed_entry_published_ms(const struct feed_entry *entry)
{
        uint64_t ms;
        return slice_to_u64(record_find(entry->about, 'p'), LAST_MS, &ms) ? (int64_t)ms : entry->modified_ms;
}

void feed_add_url(struct buf *ret, struct slice site, struct slice path)
{
        buf_add(ret, site);
        buf_add(ret, path);
}

void feed_add_xml_url(struct buf *ret, struct slice site, struct slice path)
{
        feed_add_xml(ret, site);
        feed_add_xml(ret, path);
}

void feed_add_content(const struct feed *f, const struct feed_entry *entry, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf page = BUF_INIT(8192);
        struct slice site = record_find(f->about, 's');
        feed_add_url(&page, site, record_find(entry->about, 'u'));
        feed_add_body(ret, entry->main, site, buf_slice(&page));
}

void feed_add_attribute(struct buf *ret, const char *name, struct slice value)
{
        buf_add_format(ret, " %s=\"", name);
        feed_add_xml(ret, value);
        buf_add_char(ret, '"');
}

void feed_add_media(struct slice about, struct buf *ret)
{
        struct feed_picture picture = feed_picture_of(about);
        if (picture.url.len == 0) return;
        buf_add_text(ret, "<media:content medium=\"image\"");
        feed_add_attribute(ret, "url", picture.url);
        feed_add_attribute(ret, "type", picture.type);
        feed_add_attribute(ret, "width", picture.width);
        feed_add_attribute(ret, "height", picture.height);
        buf_add_text(ret, ">\n");
        feed_add_element(ret, "media:description", picture.alt);
        feed_add_element(ret, "media:credit", picture.credit);
        buf_add_text(ret, "</media:content>\n");
}
