/* What the tests of this room share: a folder with an archive for each test, and pages to put into it. */
#pragma once
#include "archive/archive.h"
#include "fragment/fragment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct setting {
        char folder[64];
        struct archive *archive;
        struct deflater *deflater;
        struct buf why;
        struct arena arena;
};

static inline void must_work(struct err err)
{
        if (err.code) print_error("%s (code %d, line %d)\n", err.what, err.code, err.line);
        assert_int_equal(err.code, OK);
}

static inline int start(void **state)
{
        struct setting *s = calloc(1, sizeof *s);
        snprintf(s->folder, sizeof s->folder, "/tmp/archive_test_XXXXXX");
        if (!mkdtemp(s->folder)) return 1;
        buf_init(&s->why, 1000);
        must_work(deflater_new(DEFLATE_SMALL, &s->deflater));
        must_work(archive_create(s->folder, NULL));
        must_work(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &s->why));
        *state = s;
        return 0;
}

static inline int stop(void **state)
{
        struct setting *s = *state;
        archive_close(s->archive);
        deflater_free(s->deflater);
        buf_clear(&s->why);
        arena_clear(&s->arena);
        DIR *folder = opendir(s->folder);
        for (const struct dirent *entry; (entry = readdir(folder));) {
                char path[PATH_MAX];
                snprintf(path, sizeof path, "%s/%s", s->folder, entry->d_name);
                unlink(path);
        }
        closedir(folder);
        int removed = rmdir(s->folder);
        free(s);
        return removed;
}

static inline struct archive *open_reader(struct setting *s)
{
        struct archive *reader = NULL;
        must_work(archive_open(s->folder, ARCHIVE_READ, &reader, &s->why));
        return reader;
}

static inline struct slice pressed(struct setting *s, const char *text)
{
        CLEANUP(buf_clear) struct buf stored = BUF_INIT(100000);
        must_work(fragment_press(s->deflater, slice_of(text), &stored));
        return arena_copy(&s->arena, buf_slice(&stored));
}

/* An article's page whose main part says `text`. */
static inline struct archive_page article_page(struct setting *s, int64_t id, const char *path, const char *text)
{
        return (struct archive_page){.path = slice_of(path),
                                     .kind = ARCHIVE_ARTICLE,
                                     .edition = 2,
                                     .id = id,
                                     .modified_ms = 1000 + id,
                                     .head = pressed(s, "<head>"),
                                     .languages = pressed(s, "<nav>"),
                                     .main = pressed(s, text),
                                     .more = pressed(s, "</main>")};
}

static inline struct archive_page listing_page(struct setting *s, const char *path, unsigned item_max)
{
        return (struct archive_page){.path = slice_of(path),
                                     .kind = ARCHIVE_LISTING,
                                     .edition = 2,
                                     .id = archive_page_id(s->archive, slice_of(path)),
                                     .head = pressed(s, path),
                                     .languages = pressed(s, "<nav>"),
                                     .more = pressed(s, "</main>"),
                                     .open = SLICE("<ol>"),
                                     .close = SLICE("</ol>"),
                                     .item_max = item_max};
}

static inline void put_page(struct setting *s, const struct archive_page *page, int64_t change)
{
        must_work(archive_begin(s->archive));
        must_work(archive_put_page(s->archive, page));
        must_work(archive_commit(s->archive, change));
}

static inline void put_article(struct setting *s, int64_t id, const char *item, int64_t listing, int64_t rank)
{
        char path[64];
        snprintf(path, sizeof path, "/news/%lld/", (long long)id);
        struct archive_page page = article_page(s, id, path, item);
        must_work(archive_put_page(s->archive, &page));
        must_work(archive_put_item(s->archive, id, 1000 + id, slice_of(item), SLICE("")));
        must_work(archive_put_places(s->archive, id, &(struct archive_place){listing, rank}, 1));
}

static inline void expect_items(struct archive *archive, int64_t listing, const char *expected)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(100000);
        must_work(archive_load_items(archive, listing, &text));
        assert_string_equal(buf_text(&text), expected);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)
