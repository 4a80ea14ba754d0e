#include "site/furniture.h"

#include <stdlib.h>

int status_index(unsigned status)
{
        switch (status) {
        case 404:
                return 0;
        case 410:
                return 1;
        case 500:
                return 2;
        default:
                return 3;
        }
}

struct err furniture_new(struct furniture **ret)
{
        struct furniture *f = calloc(1, sizeof *f);
        if (!f) return ERR(ERR_FULL, "allocate furniture");
        f->next_change_ms = INT64_MAX;
        *ret = f;
        return NO_ERR;
}

static void clear_edition(struct edition_furniture *e)
{
        free((void *)(uintptr_t)e->prefix.at);
        for (int i = 0; i < FURNITURE_PARTS; i++) {
                buf_clear(&e->stored[i]);
                buf_clear(&e->plain[i]);
        }
        for (int i = 0; i < STATUS_PAGES; i++) {
                page_free((void *)(uintptr_t)e->status[ENCODING_GZIP][i]);
                page_free((void *)(uintptr_t)e->status[ENCODING_IDENTITY][i]);
        }
}

void furniture_free(void *furniture)
{
        struct furniture *f = furniture;
        if (!f) return;
        for (size_t i = 0; i < f->edition_count; i++)
                clear_edition(&f->editions[i]);
        free(f);
}

struct edition_furniture *furniture_edition(struct furniture *f, unsigned edition, struct slice prefix)
{
        for (size_t i = 0; i < f->edition_count; i++)
                if (f->editions[i].edition == edition) return &f->editions[i];
        if (f->edition_count == SITE_EDITIONS_MAX) return NULL;

        struct edition_furniture *e = &f->editions[f->edition_count++];
        e->edition = edition;
        char *copy = malloc(prefix.len + 1);
        must(copy != NULL);
        if (prefix.len) memcpy(copy, prefix.at, prefix.len);
        e->prefix = (struct slice){copy, prefix.len};
        for (int i = 0; i < FURNITURE_PARTS; i++) {
                buf_init(&e->stored[i], FRAGMENT_PLAIN_MAX_BYTES);
                buf_init(&e->plain[i], FRAGMENT_PLAIN_MAX_BYTES + 1);
        }
        return e;
}

struct err furniture_set(struct edition_furniture *e, enum furniture_part part, struct slice stored)
{
        struct buf *kept = &e->stored[part], *plain = &e->plain[part];
        buf_clear(kept);
        buf_clear(plain);
        buf_add(kept, stored);
        TRY(BUF_OK(kept, "keep furniture"));

        struct fragment *gzip = &e->parts[ENCODING_GZIP][part], *identity = &e->parts[ENCODING_IDENTITY][part];
        TRY(fragment_read(buf_slice(kept), gzip));
        TRY(fragment_inflate(gzip, plain));
        *identity = *gzip;
        identity->run = buf_slice(plain);
        return NO_ERR;
}

struct err furniture_set_status(struct edition_furniture *e, unsigned status, const struct page_source *source)
{
        for (int encoding = ENCODING_GZIP; encoding <= ENCODING_IDENTITY; encoding++) {
                struct page_source wanted = *source;
                wanted.key = (struct page_key){.id = status, .encoding = (enum encoding)encoding};
                struct page *page = NULL;
                TRY(page_new(&wanted, &page));
                const struct page **at = &e->status[encoding][status_index(status)];
                page_free((void *)(uintptr_t)*at);
                *at = page;
        }
        return NO_ERR;
}

const struct edition_furniture *furniture_find(const struct furniture *f, unsigned edition)
{
        for (size_t i = 0; i < f->edition_count; i++)
                if (f->editions[i].edition == edition) return &f->editions[i];
        return NULL;
}

/* "/rus" is the prefix of "/rus" and "/rus/news/" but not of "/russia/". */
static bool is_under(struct slice path, struct slice prefix)
{
        return slice_starts_with(path, prefix) && (path.len == prefix.len || path.at[prefix.len] == '/');
}

const struct edition_furniture *furniture_for_path(const struct furniture *f, struct slice path)
{
        const struct edition_furniture *best = f->edition_count ? &f->editions[0] : NULL;
        size_t best_len = 0;
        for (size_t i = 0; i < f->edition_count; i++) {
                const struct edition_furniture *e = &f->editions[i];
                if (e->prefix.len < best_len || !is_under(path, e->prefix)) continue;
                best = e;
                best_len = e->prefix.len;
        }
        return best;
}
