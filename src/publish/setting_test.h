/* What the tests of this room share: a newsroom in two languages with its store, archive and publisher. */
#pragma once
#include "publish/publish.h"

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

enum { UK = 1, EN = 2, SPORT = 1, WORLD = 2 };

#define MORNING INT64_C(1690873200000) /* 1 August 2023, 07:00 UTC: 10:00 in Kyiv */
#define MINUTE  INT64_C(60000)
#define DAY     INT64_C(86400000)

struct setting {
        char folder[64], store_path[80];
        struct store *store;
        struct archive *archive;
        struct newsroom newsroom;
        struct theme *theme;
        struct presser *presser;
        struct publisher *publisher;
        struct arena arena;
        struct buf why, text; /* `text` is what readers got last */
};

static inline void must_work(struct err err)
{
        if (err.code) print_error("%s (code %d, line %d)\n", err.what, err.code, err.line);
        assert_int_equal(err.code, OK);
}

static inline struct newsroom a_newsroom(void)
{
        return (struct newsroom){
                .url = SLICE("https://example.org"),
                .editions = {{.id = UK,
                              .code = SLICE("uk"),
                              .prefix = SLICE(""),
                              .zone = SLICE("Europe/Kyiv"),
                              .name = SLICE("Вісник")},
                             {.id = EN,
                              .code = SLICE("en"),
                              .prefix = SLICE("/eng"),
                              .zone = SLICE("Europe/Kyiv"),
                              .name = SLICE("The Messenger")}},
                .edition_count = 2,
                .sections = {{.id = SPORT,
                              .names = {SLICE("Спорт"), SLICE("Sport")},
                              .slugs = {SLICE("sport"), SLICE("sport")},
                              .places = {1, 1},
                              .key = SLICE("sport")},
                             {.id = WORLD,
                              .names = {SLICE("Світ")},
                              .slugs = {SLICE("svit")},
                              .places = {2},
                              .key = SLICE("world")}},
                .section_count = 2,
        };
}

/* ---- opening and closing ---- */

static inline void open_publisher(struct setting *s)
{
        must_work(store_open(s->store_path, STORE_WRITE, &s->store, &s->why));
        must_work(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &s->why));
        must_work(store_load_newsroom(s->store, &s->arena, &s->newsroom));
        must_work(publish_as_archive_has(s->archive, s->store, &s->newsroom, &s->arena));
        must_work(presser_new(&s->newsroom, s->theme, &s->presser));
        must_work(publisher_new(s->store, s->archive, &s->newsroom, s->presser, &s->publisher));
}

static inline void close_publisher(struct setting *s)
{
        publisher_free(s->publisher);
        presser_free(s->presser);
        archive_close(s->archive);
        store_close(s->store);
}

static inline int start(void **state)
{
        struct setting *s = calloc(1, sizeof *s);
        snprintf(s->folder, sizeof s->folder, "/tmp/publish_test_XXXXXX");
        if (!mkdtemp(s->folder)) return 1;
        snprintf(s->store_path, sizeof s->store_path, "%s/store.db", s->folder);
        buf_init(&s->why, 10000);
        buf_init(&s->text, 10 << 20);
        s->newsroom = a_newsroom();
        must_work(theme_load_builtin(&s->theme, &s->why));
        must_work(store_create(s->store_path, &s->newsroom, &s->why));
        must_work(archive_create(s->folder, NULL));
        open_publisher(s);
        *state = s;
        return 0;
}

static inline int stop(void **state)
{
        struct setting *s = *state;
        close_publisher(s);
        theme_free(s->theme);
        buf_clear(&s->why);
        buf_clear(&s->text);
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

#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)
