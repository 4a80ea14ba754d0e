/* The layout of every page (press/presser.h): head TOP languages BAR main more RAIL FOOT. */
#include "reader/reader_inside.h"

enum { LAYOUT_PARTS = PAGE_PARTS + FURNITURE_PARTS, ETAG_LEN = 19 };

#define PAGE_CACHE_CONTROL   "public, max-age=0, s-maxage=10, stale-while-revalidate=60, stale-if-error=86400"
#define STATUS_CACHE_CONTROL "public, max-age=0, s-maxage=10"
/* Pages load nothing but pictures of this site and run nothing; their style stands in them. */
#define CONTENT_SECURITY_POLICY                                                                                        \
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'self'; "         \
        "frame-ancestors 'none'"

struct composition {
        const struct fragment *parts[LAYOUT_PARTS];
        unsigned count;
        struct stitch stitch;
};

static void add(struct composition *c, const struct fragment *fragment)
{
        if (fragment->plain_len == 0) return;
        c->parts[c->count++] = fragment;
        stitch_add(&c->stitch, fragment);
}

static void lay_out(struct composition *c, const struct page *page, const struct edition_furniture *edition)
{
        if (page->bare) {
                add(c, &page->parts[PAGE_MAIN]);
                return;
        }
        const struct fragment *furniture = edition->parts[page->key.encoding];
        add(c, &page->parts[PAGE_HEAD]);
        add(c, &furniture[FURNITURE_PART_TOP]);
        add(c, &page->parts[PAGE_LANGUAGES]);
        add(c, &furniture[FURNITURE_PART_BAR]);
        add(c, &page->parts[PAGE_MAIN]);
        add(c, &page->parts[PAGE_MORE]);
        add(c, &furniture[FURNITURE_PART_RAIL]);
        add(c, &furniture[FURNITURE_PART_FOOT]);
}

static void add_part(struct reply *reply, const char *at, size_t len)
{
        must(reply->part_count < REPLY_PARTS_MAX);
        reply->parts[reply->part_count++] = (struct iovec){(void *)(uintptr_t)at, len};
        reply->head.content_length += len;
}

/* The quoted id of the sequence of fragments, and a letter for the encoding: a strong validator (RFC 9110, 8.8.3). */
static struct slice write_etag(char *at, uint64_t id, enum encoding encoding)
{
        static const char digits[] = "0123456789abcdef";
        at[0] = '"';
        for (int i = 0; i < 16; i++)
                at[1 + i] = digits[id >> (60 - 4 * i) & 15];
        at[17] = encoding == ENCODING_GZIP ? 'g' : 'i';
        at[18] = '"';
        return (struct slice){at, ETAG_LEN};
}

void compose_page(const struct page *page, const struct edition_furniture *edition, unsigned status, struct reply *ret)
{
        struct composition composition = {.stitch = STITCH_EMPTY};
        lay_out(&composition, page, edition);

        bool gzip = page->key.encoding == ENCODING_GZIP;
        if (gzip) add_part(ret, gzip_head, GZIP_HEAD_BYTES);
        for (unsigned i = 0; i < composition.count; i++)
                add_part(ret, composition.parts[i]->run.at, composition.parts[i]->run.len);
        char *tail = ret->scratch;
        if (gzip) {
                stitch_gzip_tail(&composition.stitch, tail);
                add_part(ret, tail, GZIP_TAIL_BYTES);
        }

        struct http_head *head = &ret->head;
        head->status = status;
        head->gzip = gzip;
        head->vary_encoding = true;
        head->content_type = page->content_type.len ? page->content_type : SLICE("text/html; charset=utf-8");
        head->cache_control = status == 200 ? SLICE(PAGE_CACHE_CONTROL) : SLICE(STATUS_CACHE_CONTROL);
        head->content_security_policy = SLICE(CONTENT_SECURITY_POLICY);
        if (status != 200) return;
        head->etag = write_etag(ret->scratch + GZIP_TAIL_BYTES, composition.stitch.id, page->key.encoding);
        head->last_modified_ms = page->modified_ms;
}
