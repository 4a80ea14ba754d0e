/* What the tests of this room share: a newsroom in two languages with its store, archive and publisher, and ways to
 * look at what readers would get. */
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
                              .key = SLICE("sport")},
                             {.id = WORLD, .names = {SLICE("Світ")}, .slugs = {SLICE("svit")}, .key = SLICE("world")}},
                .section_count = 2,
        };
}

/* ---- opening and closing ---- */

static inline void open_publisher(struct setting *s)
{
        must_work(store_open(s->store_path, STORE_WRITE, &s->store, &s->why));
        must_work(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &s->why));
        must_work(store_load_newsroom(s->store, &s->arena, &s->newsroom));
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

/* ---- the newsroom at work ---- */

/* An article of edition UK in section SPORT; fields may be changed before it is saved. */
static inline struct article an_article(const char *uri, const char *headline, int64_t published_ms)
{
        static const char text[] = "Потяг рушає на 12 хвилин раніше.";
        static const struct span span = {.text = {text, sizeof text - 1}};
        static struct block paragraph = {.kind = BLOCK_PARAGRAPH, .id = {"a", 1}, .text = {.spans = &span, .count = 1}};
        return (struct article){
                .uri = slice_of(uri),
                .edition = UK,
                .section = SPORT,
                .headline = slice_of(headline),
                .lead = SLICE("Розклад змінюється з понеділка."),
                .body = {.blocks = &paragraph, .count = 1},
                .published_ms = published_ms,
                .created_ms = published_ms,
        };
}

static inline int64_t save(struct setting *s, const struct article *article)
{
        struct save_result result;
        must_work(article_check(article, &s->why));
        must_work(store_begin(s->store));
        must_work(store_save(s->store, article, MORNING, &result));
        must_work(store_commit(s->store));
        return result.article;
}

static inline void withdraw(struct setting *s, const char *uri)
{
        struct save_result result;
        must_work(store_begin(s->store));
        must_work(store_withdraw(s->store, slice_of(uri), SLICE("помилка"), MORNING, &result));
        must_work(store_commit(s->store));
}

static inline struct publish_report publish_pending(struct setting *s)
{
        struct publish_report report = {0};
        must_work(publish_changes(s->publisher, 1000, &report));
        return report;
}

static inline int64_t publish(struct setting *s, const struct article *article)
{
        int64_t id = save(s, article);
        assert_int_not_equal(publish_pending(s).changes, 0);
        return id;
}

static inline int64_t publish_simple(struct setting *s, const char *uri, const char *headline, int64_t published_ms)
{
        struct article article = an_article(uri, headline, published_ms);
        return publish(s, &article);
}

/* ---- what readers get ---- */

static inline void add_inflated(struct setting *s, struct slice stored)
{
        struct fragment fragment;
        must_work(fragment_read(stored, &fragment));
        must_work(fragment_inflate(&fragment, &s->text));
}

static inline enum path_kind kind_of(struct setting *s, const char *path)
{
        struct archive_path found = {0};
        struct err err = archive_find_path(s->archive, slice_of(path), &found);
        if (err.code == ERR_NOT_FOUND) return (enum path_kind)0;
        must_work(err);
        return found.kind;
}

static inline struct archive_page load_page(struct setting *s, const char *path)
{
        struct archive_path found = {0};
        struct archive_page page = {0};
        must_work(archive_find_path(s->archive, slice_of(path), &found));
        assert_int_equal(found.kind, PATH_PAGE);
        must_work(archive_load_page(s->archive, found.page, &page));
        return page;
}

/* The page's own text, without furniture. */
static inline const char *read_page(struct setting *s, const char *path)
{
        struct archive_page page = load_page(s, path);
        bool is_listing = page.kind == ARCHIVE_LISTING;
        buf_truncate(&s->text);
        add_inflated(s, page.head);
        add_inflated(s, page.languages);
        add_inflated(s, page.main);
        add_inflated(s, page.more);
        if (is_listing) must_work(archive_load_items(s->archive, page.id, &s->text));
        return buf_text(&s->text);
}

static inline struct err add_rail(void *context, const struct archive_furniture *furniture)
{
        struct setting *s = context;
        if (furniture->kind == FURNITURE_RAIL) add_inflated(s, furniture->stored);
        return NO_ERR;
}

/* The rails of all editions. */
static inline const char *read_rails(struct setting *s)
{
        buf_truncate(&s->text);
        must_work(archive_each_furniture(s->archive, add_rail, s));
        return buf_text(&s->text);
}

static inline bool says(const char *text, const char *part)
{
        return strstr(text, part) != NULL;
}

static inline void expect_same_as_rebuilt(struct setting *s)
{
        CLEANUP(buf_clear) struct buf faults = BUF_INIT(100000);
        must_work(publish_verify(s->publisher, &faults));
        assert_string_equal(buf_text(&faults), "");
}
