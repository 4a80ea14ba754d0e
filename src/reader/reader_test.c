#include "archive/archive.h"
#include "fragment/fragment.h"
#include "reader/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ARTICLE = 7, EDITION = 1 };

/* A small archive in a folder of its own, its writer, and a reader that follows it. */
struct scene {
        char folder[64];
        struct archive *archive;
        struct deflater *deflater;
        struct arena arena;
        struct reader *reader;
        int64_t change;
};

static struct slice pressed(struct scene *s, const char *text)
{
        struct buf stored = BUF_INIT(1 << 20);
        assert_int_equal(fragment_press(s->deflater, slice_of(text), &stored).code, OK);
        struct slice copy = arena_copy(&s->arena, buf_slice(&stored));
        buf_clear(&stored);
        return copy;
}

static void begin(struct scene *s)
{
        assert_int_equal(archive_begin(s->archive).code, OK);
}

static void commit(struct scene *s)
{
        assert_int_equal(archive_commit(s->archive, ++s->change).code, OK);
}

static void put_furniture(struct scene *s, enum furniture_kind kind, const char *text)
{
        struct archive_furniture furniture = {EDITION, kind, 0, INT64_MAX, pressed(s, text)};
        assert_int_equal(archive_put_furniture(s->archive, &furniture).code, OK);
}

static void put_article(struct scene *s, int64_t id, const char *path, const char *main)
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

static void put_listing(struct scene *s, const char *path)
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

static void put_item(struct scene *s, int64_t id, const char *listing, const char *html)
{
        struct archive_place place = {archive_page_id(s->archive, slice_of(listing)), id};
        assert_int_equal(archive_put_item(s->archive, id, 1700000000000, slice_of(html)).code, OK);
        assert_int_equal(archive_put_places(s->archive, id, &place, 1).code, OK);
}

static void put_site(struct scene *s)
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

static void open_reader(struct scene *s)
{
        struct buf why = BUF_INIT(1000);
        struct reader_options options = {
                .archive_folder = s->folder, .server_threads = 1, .loader_threads = 1, .cache_bytes = 1 << 20};
        assert_int_equal(reader_open(&options, &s->reader, &why).code, OK);
        buf_clear(&why);
}

static int start(void **state)
{
        static struct scene scene;
        struct scene *s = &scene;
        struct buf why = BUF_INIT(1000);
        scene = (struct scene){0};
        memcpy(s->folder, "/tmp/reader_test.XXXXXX", 24);
        if (sodium_init() < 0 || !mkdtemp(s->folder)) return 1;
        assert_int_equal(deflater_new(&s->deflater).code, OK);
        assert_int_equal(archive_create(s->folder, NULL).code, OK);
        assert_int_equal(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &why).code, OK);
        begin(s);
        put_site(s);
        commit(s);
        open_reader(s);
        buf_clear(&why);
        *state = s;
        return 0;
}

static void remove_folder(const char *path)
{
        DIR *folder = opendir(path);
        assert_non_null(folder);
        for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
                if (entry->d_name[0] != '.') assert_int_equal(unlinkat(dirfd(folder), entry->d_name, 0), 0);
        closedir(folder);
        assert_int_equal(rmdir(path), 0);
}

static int stop(void **state)
{
        struct scene *s = *state;
        reader_close(s->reader);
        archive_close(s->archive);
        deflater_free(s->deflater);
        arena_clear(&s->arena);
        remove_folder(s->folder);
        return 0;
}

static void assert_reads(struct scene *s, const char *path, unsigned status, const char *text)
{
        struct buf body = BUF_INIT(1 << 20);
        unsigned got = 0;
        assert_int_equal(reader_fetch(s->reader, slice_of(path), &got, &body).code, OK);
        assert_int_equal(got, status);
        assert_string_equal(buf_text(&body), text);
        buf_clear(&body);
}

static void catch_up(struct scene *s)
{
        assert_int_equal(reader_catch_up(s->reader).code, OK);
        assert_int_equal(reader_change(s->reader), s->change);
}

/* What the reply's slices point into stays in `reply`. */
static void ask(struct scene *s, const char *path, const char *if_none_match, bool gzip, struct reply *reply)
{
        struct server_app app = reader_app(s->reader);
        struct http_request request = {.method = HTTP_GET,
                                       .path = slice_of(path),
                                       .if_none_match = slice_of(if_none_match),
                                       .gzip = gzip,
                                       .if_modified_since_ms = -1};
        *reply = (struct reply){0};
        while (app.answer(app.context, 0, &request, reply) == APP_PARK) {
                usleep(1000);
                *reply = (struct reply){0};
        }
}

static unsigned status_of(struct scene *s, const char *path, const char *if_none_match, bool gzip)
{
        struct reply reply;
        ask(s, path, if_none_match, gzip, &reply);
        return reply.head.status;
}

static void copy_etag(struct scene *s, const char *path, bool gzip, char ret[32])
{
        struct reply reply;
        ask(s, path, "", gzip, &reply);
        assert_in_range(reply.head.etag.len, 3, 31);
        memcpy(ret, reply.head.etag.at, reply.head.etag.len);
        ret[reply.head.etag.len] = '\0';
}

static void a_page_is_its_fragments_between_the_furniture(void **state)
{
        assert_reads(*state, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 1><foot>");
}

static void a_listing_is_made_of_its_items(void **state)
{
        assert_reads(*state, "/city/", 200, "<h><top><bar><ol><li 7></ol><rail 1><foot>");
}

static void expect_text_head(struct scene *s, const char *etag, unsigned status)
{
        struct reply reply;
        ask(s, "/news/7/index.txt", etag, true, &reply);
        assert_int_equal(reply.head.status, status);
        assert_true(reply.head.gzip && reply.head.vary_encoding && reply.head.etag.len > 2);
        assert_true(slice_eq(reply.head.content_type, SLICE("text/plain; charset=utf-8")));
        assert_true(slice_eq(reply.head.last_modified, SLICE("Tue, 14 Nov 2023 22:13:20 GMT")));
}

static void an_article_has_a_text_edition(void **state)
{
        struct scene *s = *state;
        char etag[32];
        begin(s);
        put_article(s, ARTICLE, "/news/7/", "<h1>Snow</h1><p>It &amp; they");
        commit(s);
        catch_up(s);
        assert_reads(s, "/news/7/index.txt", 200, "Snow\n====\n\nIt & they\n");
        expect_text_head(s, "", 200);
        copy_etag(s, "/news/7/index.txt", true, etag);
        expect_text_head(s, etag, 304);
        begin(s);
        put_article(s, ARTICLE, "/news/7/", "<h1>More snow</h1>");
        commit(s);
        catch_up(s);
        assert_reads(s, "/news/7/index.txt", 200, "More snow\n=========\n");
        expect_text_head(s, etag, 200);
}

static void what_is_no_article_has_no_text_edition(void **state)
{
        struct scene *s = *state;
        const char *paths[] = {"/city/index.txt", "/news/8/index.txt", "/index.txt",
                               "index.txt",       "/news/7index.txt",  "/news/7/index.txt/"};
        for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
                assert_int_equal(status_of(s, paths[i], "", true), 404);
        begin(s);
        assert_int_equal(archive_put_gone(s->archive, SLICE("/news/7/"), EDITION).code, OK);
        commit(s);
        assert_int_equal(status_of(s, "/news/7/index.txt", "", true), 410); /* not known to be gone, but not there */
        catch_up(s);
        assert_int_equal(status_of(s, "/news/7/index.txt", "", true), 410);
}

static void an_unknown_path_is_the_editions_404(void **state)
{
        assert_reads(*state, "/news/8/", 404, "<no><top><bar><rail 1><foot>");
}

static void one_change_of_furniture_changes_every_page_at_once(void **state)
{
        struct scene *s = *state;
        a_page_is_its_fragments_between_the_furniture(state);
        begin(s);
        put_furniture(s, FURNITURE_RAIL, "<rail 2>");
        commit(s);
        a_page_is_its_fragments_between_the_furniture(state);
        catch_up(s);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 2><foot>");
        assert_reads(s, "/city/", 200, "<h><top><bar><ol><li 7></ol><rail 2><foot>");
}

static void furniture_pressed_anew_by_a_new_program_is_shown_without_a_change(void **state)
{
        struct scene *s = *state;
        begin(s);
        put_furniture(s, FURNITURE_TOP, "<new top>");
        assert_int_equal(archive_commit(s->archive, s->change).code, OK);
        catch_up(s);
        assert_reads(s, "/news/7/", 200, "<h><new top><l><bar><main 7><more><rail 1><foot>");
}

static void a_corrected_article_shows_on_its_page_and_in_its_listing(void **state)
{
        struct scene *s = *state;
        a_page_is_its_fragments_between_the_furniture(state);
        a_listing_is_made_of_its_items(state);
        begin(s);
        put_article(s, ARTICLE, "/news/7/", "<main corrected>");
        put_item(s, ARTICLE, "/city/", "<li corrected>");
        put_article(s, 8, "/news/8/", "<main 8>");
        put_item(s, 8, "/city/", "<li 8>");
        commit(s);
        catch_up(s);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main corrected><more><rail 1><foot>");
        assert_reads(s, "/news/8/", 200, "<h><top><l><bar><main 8><more><rail 1><foot>");
        assert_reads(s, "/city/", 200, "<h><top><bar><ol><li 8><li corrected></ol><rail 1><foot>");
}

static void a_withdrawn_article_is_gone_and_leaves_its_listing(void **state)
{
        struct scene *s = *state;
        a_page_is_its_fragments_between_the_furniture(state);
        begin(s);
        assert_int_equal(archive_put_gone(s->archive, SLICE("/news/7/"), EDITION).code, OK);
        commit(s);
        catch_up(s);
        struct buf body = BUF_INIT(1000);
        unsigned status = 0;
        assert_int_equal(reader_fetch(s->reader, SLICE("/news/7/"), &status, &body).code, OK);
        assert_int_equal(status, 410);
        assert_reads(s, "/city/", 200, "<h><top><bar><ol></ol><rail 1><foot>");
        buf_clear(&body);
}

static void a_moved_path_redirects_and_a_missing_slash_too(void **state)
{
        struct scene *s = *state;
        begin(s);
        assert_int_equal(archive_put_moved(s->archive, SLICE("/old/"), SLICE("/news/7/")).code, OK);
        commit(s);
        catch_up(s);
        struct reply reply;
        ask(s, "/old/", "", true, &reply);
        assert_int_equal(reply.head.status, 301);
        assert_true(slice_eq(reply.head.location, SLICE("/news/7/")));
        ask(s, "/city", "", true, &reply);
        assert_int_equal(reply.head.status, 301);
        assert_true(slice_eq(reply.head.location, SLICE("/city/")));
}

static void the_etag_follows_the_content_and_answers_304(void **state)
{
        struct scene *s = *state;
        char etag[32], plain_etag[32];
        copy_etag(s, "/news/7/", true, etag);
        copy_etag(s, "/news/7/", false, plain_etag);
        assert_string_not_equal(etag, plain_etag);
        assert_int_equal(status_of(s, "/news/7/", etag, true), 304);
        assert_int_equal(status_of(s, "/news/7/", plain_etag, true), 200);
        begin(s);
        put_furniture(s, FURNITURE_RAIL, "<rail 2>");
        commit(s);
        catch_up(s);
        assert_int_equal(status_of(s, "/news/7/", etag, true), 200);
}

/* Present in programs built with a sanitizer, as unit tests are. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier): the sanitizers' own name */
int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *, size_t),
                                              void (*on_free)(const volatile void *)) __attribute__((weak));
static atomic_size_t allocations;
static void on_malloc(const volatile void *at, size_t size)
{
        (void)at;
        (void)size;
        allocations++;
}
static void on_free(const volatile void *at)
{
        (void)at;
}

static void a_hit_allocates_nothing(void **state)
{
        struct scene *s = *state;
        if (!__sanitizer_install_malloc_and_free_hooks) {
                skip();
                return;
        }
        struct server_app app = reader_app(s->reader);
        struct http_request request = {
                .method = HTTP_GET, .path = SLICE("/news/7/"), .gzip = true, .if_modified_since_ms = -1};
        assert_int_equal(status_of(s, "/news/7/", "", true), 200);
        usleep(20000); /* the loader's thread has put its things away */
        static struct reply reply;
        assert_true(__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) != 0);
        size_t before = allocations;
        for (int i = 0; i < 1000; i++) {
                reply.part_count = 0;
                enum app_answer answer = app.answer(app.context, 0, &request, &reply);
                app.turn_ended(app.context, 0);
                if (answer != APP_REPLY || reply.head.status != 200) fail();
        }
        assert_int_equal(allocations - before, 0);
        void *volatile proof = malloc(1); /* the hook does count */
        free(proof);
        assert_int_equal(allocations - before, 1);
}

static void a_rebuilt_archive_takes_over_without_an_old_page_left(void **state)
{
        struct scene *s = *state;
        a_page_is_its_fragments_between_the_furniture(state);
        struct buf name = BUF_INIT(256), why = BUF_INIT(1000);
        uint8_t key[ARCHIVE_PATH_KEY_BYTES];
        memcpy(key, archive_path_key(s->archive), sizeof key);
        archive_close(s->archive);
        assert_int_equal(archive_create_next(s->folder, key, &s->archive, &name).code, OK);
        begin(s);
        put_site(s);
        put_article(s, ARTICLE, "/news/7/", "<main rebuilt>");
        commit(s);
        archive_close(s->archive);
        assert_int_equal(archive_activate(s->folder, buf_text(&name)).code, OK);
        assert_int_equal(archive_open(s->folder, ARCHIVE_WRITE, &s->archive, &why).code, OK);
        catch_up(s);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main rebuilt><more><rail 1><foot>");
        buf_clear(&name);
        buf_clear(&why);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(a_page_is_its_fragments_between_the_furniture, start, stop),
                cmocka_unit_test_setup_teardown(a_listing_is_made_of_its_items, start, stop),
                cmocka_unit_test_setup_teardown(an_unknown_path_is_the_editions_404, start, stop),
                cmocka_unit_test_setup_teardown(an_article_has_a_text_edition, start, stop),
                cmocka_unit_test_setup_teardown(what_is_no_article_has_no_text_edition, start, stop),
                cmocka_unit_test_setup_teardown(one_change_of_furniture_changes_every_page_at_once, start, stop),
                cmocka_unit_test_setup_teardown(furniture_pressed_anew_by_a_new_program_is_shown_without_a_change,
                                                start, stop),
                cmocka_unit_test_setup_teardown(a_corrected_article_shows_on_its_page_and_in_its_listing, start, stop),
                cmocka_unit_test_setup_teardown(a_withdrawn_article_is_gone_and_leaves_its_listing, start, stop),
                cmocka_unit_test_setup_teardown(a_moved_path_redirects_and_a_missing_slash_too, start, stop),
                cmocka_unit_test_setup_teardown(the_etag_follows_the_content_and_answers_304, start, stop),
                cmocka_unit_test_setup_teardown(a_hit_allocates_nothing, start, stop),
                cmocka_unit_test_setup_teardown(a_rebuilt_archive_takes_over_without_an_old_page_left, start, stop),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
