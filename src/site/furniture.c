#include "site/furniture.h"

#include <stdlib.h>

struct piece {
        unsigned refs; /* generations that have it */
        struct fragment encodings[2];
        struct buf stored, plain; /* owned */
};

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

int brief_index(unsigned status)
{
        static const unsigned statuses[BRIEF_PAGES] = {400, 405, 408, 413, 414, 431, 501, 503, 505};
        for (int i = 0; i < BRIEF_PAGES; i++)
                if (statuses[i] == status) return i;
        return -1;
}

/* ---- pieces ---- */

static void piece_unref(struct piece *piece)
{
        if (!piece || --piece->refs > 0) return;
        buf_clear(&piece->stored);
        buf_clear(&piece->plain);
        free(piece);
}

static struct err piece_fill(struct piece *piece, struct slice stored)
{
        struct fragment *gzip = &piece->encodings[ENCODING_GZIP], *identity = &piece->encodings[ENCODING_IDENTITY];
        buf_init(&piece->stored, FRAGMENT_HEAD_BYTES + stored.len);
        buf_init(&piece->plain, FRAGMENT_PLAIN_MAX_BYTES + 1);
        buf_add(&piece->stored, stored);
        TRY(BUF_OK(&piece->stored, "keep furniture"));
        TRY(fragment_read(buf_slice(&piece->stored), gzip));
        TRY(fragment_inflate(gzip, &piece->plain));
        *identity = *gzip;
        identity->run = buf_slice(&piece->plain);
        return NO_ERR;
}

struct err piece_set(struct piece **piece, struct slice stored, struct piece *former)
{
        if (former && slice_eq(buf_slice(&former->stored), stored)) {
                former->refs++;
                piece_unref(*piece);
                *piece = former;
                return NO_ERR;
        }
        struct piece *made = calloc(1, sizeof *made);
        if (!made) return ERR(ERR_FULL, "keep furniture");
        made->refs = 1;
        struct err err = piece_fill(made, stored);
        if (err.code != OK) {
                piece_unref(made);
                return err;
        }
        piece_unref(*piece);
        *piece = made;
        return NO_ERR;
}

const struct fragment *piece_fragment(const struct piece *piece, enum encoding encoding)
{
        static const struct fragment empty;
        return piece ? &piece->encodings[encoding] : &empty;
}

/* ---- generations ---- */

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
        for (int i = 0; i < FURNITURE_PARTS; i++)
                piece_unref(e->parts[i]);
        for (int i = 0; i < STATUS_PAGES; i++)
                for (int part = 0; part < PAGE_PARTS; part++)
                        piece_unref(e->status[i][part]);
        for (int i = 0; i < STATUS_PAGES; i++)
                piece_unref(e->status_text[i]);
        for (int i = 0; i < BRIEF_PAGES; i++)
                piece_unref(e->brief[i]);
}

void furniture_free(void *furniture)
{
        struct furniture *f = furniture;
        if (!f) return;
        for (size_t i = 0; i < f->edition_count; i++)
                clear_edition(&f->editions[i]);
        arena_clear(&f->arena);
        free(f);
}

struct edition_furniture *furniture_edition(struct furniture *f, unsigned edition, struct slice prefixes)
{
        for (size_t i = 0; i < f->edition_count; i++)
                if (f->editions[i].edition == edition) return &f->editions[i];
        if (f->edition_count == SITE_EDITIONS_MAX) return NULL;

        struct edition_furniture *e = &f->editions[f->edition_count++];
        char *copy = malloc(prefixes.len + 1);
        must(copy != NULL);
        if (prefixes.len) memcpy(copy, prefixes.at, prefixes.len);
        *e = (struct edition_furniture){.edition = edition, .former = {copy, prefixes.len}};
        e->prefix = slice_cut(&e->former, ' ');
        return e;
}

bool furniture_add_link(struct furniture *f, const struct go_link *link)
{
        if (f->link_count == GO_LINKS_MAX) return false;
        must(f->link_count == 0 || slice_cmp(f->links[f->link_count - 1].key, link->key) < 0);
        f->links[f->link_count++] = (struct go_link){
                .key = arena_copy(&f->arena, link->key),
                .url = arena_copy(&f->arena, link->url),
                .counter = link->counter,
        };
        return true;
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

struct slice furniture_former_prefix(struct slice *rest)
{
        struct slice prefix = slice_cut(rest, ' ');
        if (prefix.len) prefix.len--; /* the slash behind it */
        return prefix;
}

struct match {
        const struct edition_furniture *edition;
        size_t len;
};

static void match(struct match *best, const struct edition_furniture *e, struct slice path, struct slice prefix)
{
        if (prefix.len < best->len || !is_under(path, prefix)) return;
        *best = (struct match){e, prefix.len};
}

const struct edition_furniture *furniture_for_path(const struct furniture *f, struct slice path)
{
        struct match best = {f->edition_count ? &f->editions[0] : NULL, 0};
        for (size_t i = 0; i < f->edition_count; i++)
                for (struct slice rest = f->editions[i].former; rest.len;)
                        match(&best, &f->editions[i], path, furniture_former_prefix(&rest));
        for (size_t i = 0; i < f->edition_count; i++)
                match(&best, &f->editions[i], path, f->editions[i].prefix);
        return best.edition;
}

static int compare_link(const void *key, const void *link)
{
        return slice_cmp(*(const struct slice *)key, ((const struct go_link *)link)->key);
}

const struct go_link *furniture_find_link(const struct furniture *f, struct slice key)
{
        return bsearch(&key, f->links, f->link_count, sizeof f->links[0], compare_link);
}
