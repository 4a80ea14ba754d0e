/* What the tests of this room put into an archive: a small site, and changes to it. */
#pragma once
#include "archive/furniture.h"
#include "fragment/fragment.h"
#include "reader/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ARTICLE = 7, EDITION = 1 };

struct scene {
        char folder[64];
        struct archive *archive;
        struct deflater *deflater;
        struct arena arena;
        struct reader *reader;
        int64_t change;
};

static inline struct slice pressed(struct scene *s, const char *text)
{
        struct buf stored = BUF_INIT(1 << 20);
        assert_int_equal(fragment_press(s->deflater, slice_of(text), &stored).code, OK);
        struct slice copy = arena_copy(&s->arena, buf_slice(&stored));
        buf_clear(&stored);
        return copy;
}

static inline void begin(struct scene *s)
{
        assert_int_equal(archive_begin(s->archive).code, OK);
}

static inline void commit(struct scene *s)
{
        assert_int_equal(archive_commit(s->archive, ++s->change).code, OK);
}

static inline void put_furniture(struct scene *s, enum furniture_kind kind, const char *text)
{
        struct archive_furniture always = {.until_ms = INT64_MAX, .stored = pressed(s, text)};
        assert_int_equal(archive_put_furniture(s->archive, EDITION, kind, &always, 1).code, OK);
}

static inline void put_article(struct scene *s, int64_t id, const char *path, const char *main)
{
        struct archive_page page = {
                .path = slice_of(path),
                .kind = ARCHIVE_ARTICLE,
                .edition = EDITION,
                .id = id,
                .modified_ms = 1700000000000,
                .head = pressed(s, "<h>"),
                .languages = pressed(s, "<l>"),
                .main = pressed(s, main),
                .more = pressed(s, "<more>"),
        };
        assert_int_equal(archive_put_page(s->archive, &page).code, OK);
}

static inline void put_listing(struct scene *s, const char *path)
{
        struct archive_page page = {
                .path = slice_of(path),
                .kind = ARCHIVE_LISTING,
                .edition = EDITION,
                .id = archive_page_id(s->archive, slice_of(path)),
                .head = pressed(s, "<h>"),
                .open = SLICE("<ol>"),
                .close = SLICE("</ol>"),
        };
        assert_int_equal(archive_put_page(s->archive, &page).code, OK);
}

static inline void put_item(struct scene *s, int64_t id, const char *listing, const char *html)
{
        struct archive_place place = {archive_page_id(s->archive, slice_of(listing)), id};
        char about[256];
        snprintf(about, sizeof about, "u /news/%lld/\ng urn:a:%lld\nt Title %lld\nl Lead\np %lld\n", (long long)id,
                 (long long)id, (long long)id, 1700000000000LL + (long long)id);
        assert_int_equal(archive_put_item(s->archive, id, 1700000000000, slice_of(html), slice_of(about)).code, OK);
        assert_int_equal(archive_put_places(s->archive, id, &place, 1).code, OK);
}

static inline void put_site(struct scene *s)
{
        struct archive_page status = {.head = pressed(s, "<no>")};
        assert_int_equal(archive_put_edition(s->archive, EDITION, SLICE("")).code, OK);
        assert_int_equal(archive_put_status(s->archive, EDITION, 404, &status).code, OK);
        put_furniture(s, FURNITURE_TOP, "<top>");
        put_furniture(s, FURNITURE_BAR, "<bar>");
        put_furniture(s, FURNITURE_RAIL, "<rail 1>");
        put_furniture(s, FURNITURE_FOOT, "<foot>");
        put_article(s, ARTICLE, "/news/7/", "<main 7>");
        put_listing(s, "/city/");
        put_item(s, ARTICLE, "/city/", "<li 7>");
}
