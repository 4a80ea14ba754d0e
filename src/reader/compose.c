/* The layout of every page (press/presser.h):
 * head TOP languages BAR main SLOT_ARTICLE more ASK RAIL SLOT_RAIL SCRIPT FOOT; on a front FRONT may stand for main,
 * and MOST_READ behind it. */
#include "reader/editions.h"
#include "reader/reader_inside.h"

enum { LAYOUT_PARTS = PAGE_PARTS + FURNITURE_PARTS, ETAG_LEN = 19 };

#define PAGE_CACHE_CONTROL   "public, max-age=0, s-maxage=10, stale-while-revalidate=60, stale-if-error=86400"
#define STATUS_CACHE_CONTROL "public, max-age=0, s-maxage=10"
/* What failed may be well with the next request; a cache in front rather shows what it had (stale-if-error). */
#define FAILED_CACHE_CONTROL "no-store"
/* Pages load nothing but pictures of this site and its scripts, which make no markup of texts and ask nobody else;
 * their style stands in them. The one trusted type is the service worker's own address. */
#define CONTENT_SECURITY_POLICY                                                                                        \
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src 'self'; "       \
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "                           \
        "require-trusted-types-for 'script'; trusted-types worker"

struct composition {
        enum encoding encoding;
        const struct fragment *parts[LAYOUT_PARTS];
        unsigned count;
        struct stitch stitch;
};

static void add(struct composition *c, const struct fragment *fragment)
{
        if (fragment->plain_len) c->parts[c->count++] = fragment;
}

static const struct fragment *furniture_part(const struct composition *c, const struct edition_furniture *edition,
                                             enum furniture_part part)
{
        return piece_fragment(edition->parts[part], c->encoding);
}

/* A page's own fragments; an article has a slot and what asks besides. */
struct own {
        const struct fragment *parts[PAGE_PARTS];
        bool article;
        bool front;
        bool alone; /* without rail and slots */
};

static void lay_out_front(struct composition *c, const struct own *own, const struct edition_furniture *edition)
{
        bool is_timed = edition->parts[FURNITURE_PART_FRONT] != NULL;
        add(c, is_timed ? furniture_part(c, edition, FURNITURE_PART_FRONT) : own->parts[PAGE_MAIN]);
        add(c, furniture_part(c, edition, FURNITURE_PART_MOST_READ));
        add(c, own->parts[PAGE_MORE]);
}

static void lay_out(struct composition *c, const struct own *own, const struct edition_furniture *edition)
{
        add(c, own->parts[PAGE_HEAD]);
        add(c, furniture_part(c, edition, FURNITURE_PART_TOP));
        add(c, own->parts[PAGE_LANGUAGES]);
        add(c, furniture_part(c, edition, FURNITURE_PART_BAR));
        if (own->front) {
                lay_out_front(c, own, edition);
        } else {
                add(c, own->parts[PAGE_MAIN]);
                if (own->article) add(c, furniture_part(c, edition, FURNITURE_PART_SLOT_ARTICLE));
                add(c, own->parts[PAGE_MORE]);
        }
        if (!own->alone) {
                if (own->article) add(c, furniture_part(c, edition, FURNITURE_PART_ASK));
                add(c, furniture_part(c, edition, FURNITURE_PART_RAIL));
                add(c, furniture_part(c, edition, FURNITURE_PART_SLOT_RAIL));
        }
        add(c, furniture_part(c, edition, FURNITURE_PART_SCRIPT));
        add(c, furniture_part(c, edition, FURNITURE_PART_FOOT));
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

/* Strings the parts together as the body; the first bytes of the reply's scratch are gzip's tail. */
static void string_together(struct composition *c, struct stitch_memo *memo, struct reply *ret)
{
        stitch_all(c->parts, c->count, memo, &c->stitch);
        bool gzip = c->encoding == ENCODING_GZIP;
        if (gzip) add_part(ret, gzip_head, GZIP_HEAD_BYTES);
        for (unsigned i = 0; i < c->count; i++)
                add_part(ret, c->parts[i]->run.at, c->parts[i]->run.len);
        if (gzip) {
                stitch_gzip_tail(&c->stitch, ret->scratch);
                add_part(ret, ret->scratch, GZIP_TAIL_BYTES);
        }
        ret->head.gzip = gzip;
        ret->head.vary_encoding = true;
        ret->head.content_security_policy = SLICE(CONTENT_SECURITY_POLICY);
}

void compose_page(const struct page *page, const struct edition_furniture *edition, struct reply *ret)
{
        struct composition composition = {.encoding = page->key.encoding};
        struct own own = {{&page->parts[PAGE_HEAD], &page->parts[PAGE_LANGUAGES], &page->parts[PAGE_MAIN],
                           &page->parts[PAGE_MORE]},
                          page->article,
                          page->front,
                          page->alone};
        if (page->bare)
                add(&composition, own.parts[PAGE_MAIN]);
        else
                lay_out(&composition, &own, edition);
        string_together(&composition, page_memo(page), ret);

        struct http_head *head = &ret->head;
        head->status = page->gone ? 410 : 200;
        head->content_type = page->content_type.len ? page->content_type : SLICE("text/html; charset=utf-8");
        head->cache_control = page->gone ? SLICE(STATUS_CACHE_CONTROL) : SLICE(PAGE_CACHE_CONTROL);
        if (page->gone) return;
        head->etag = write_etag(ret->scratch + GZIP_TAIL_BYTES, composition.stitch.id, page->key.encoding);
        head->last_modified = page->last_modified;
}

static void head_of_status(unsigned status, struct slice content_type, struct reply *ret)
{
        ret->head.status = status;
        ret->head.content_type = content_type;
        ret->head.cache_control = status >= 500 ? SLICE(FAILED_CACHE_CONTROL) : SLICE(STATUS_CACHE_CONTROL);
}

void compose_status(const struct edition_furniture *edition, unsigned status, enum encoding encoding, struct reply *ret)
{
        struct composition composition = {.encoding = encoding};
        struct stitch_memo memo = {0};
        struct piece *const *pieces = edition->status[status_index(status)];
        struct own own = {.article = false};
        for (int i = 0; i < PAGE_PARTS; i++)
                own.parts[i] = piece_fragment(pieces[i], encoding);
        lay_out(&composition, &own, edition);
        string_together(&composition, &memo, ret);
        head_of_status(status, SLICE("text/html; charset=utf-8"), ret);
}

void compose_status_text(const struct edition_furniture *edition, unsigned status, enum encoding encoding,
                         struct reply *ret)
{
        struct composition composition = {.encoding = encoding};
        struct stitch_memo memo = {0};
        const struct piece *text = edition->status_text[status_index(status)];
        if (!text) {
                compose_status(edition, status, encoding, ret); /* pressed by a program before this */
                return;
        }
        add(&composition, piece_fragment(text, encoding));
        string_together(&composition, &memo, ret);
        head_of_status(status, SLICE(TEXT_EDITION_TYPE), ret);
}
