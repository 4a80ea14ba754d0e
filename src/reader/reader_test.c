#include "archive/generation.h"
#include "base/clock.h"
#include "reader/asking_test.h"

#include <stdatomic.h>

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

/* Asks by time alone; -1: by none. What the reply says of its own is `ret_told`, or empty. */
static unsigned ask_since(struct scene *s, int64_t since_ms, char ret_told[HTTP_DATE_LEN + 1])
{
        struct server_app app = reader_app(s->reader);
        struct http_request request = {
                .method = HTTP_GET, .path = SLICE("/city/rss.xml"), .gzip = true, .if_modified_since_ms = since_ms};
        struct reply reply = {0};
        while (app.answer(app.context, 0, &request, &reply) == APP_PARK) {
                usleep(1000);
                reply = (struct reply){0};
        }
        struct slice told = reply.head.last_modified;
        assert_true(told.len == 0 || told.len == HTTP_DATE_LEN);
        if (told.len) memcpy(ret_told, told.at, told.len);
        ret_told[told.len] = '\0';
        return reply.head.status;
}

static void put_feed(struct scene *s, const char *title)
{
        struct slice path = SLICE("/city/");
        CLEANUP(buf_clear) struct buf about = BUF_INIT(1000);
        buf_add_format(&about, "s https://news.example\nt %s\nk uk\nn Paper\n", title);
        struct archive_page page = {.path = path,
                                    .kind = ARCHIVE_LISTING,
                                    .edition = EDITION,
                                    .id = archive_page_id(s->archive, path),
                                    .head = pressed(s, "<h>"),
                                    .open = SLICE("<ol>"),
                                    .close = SLICE("</ol>"),
                                    .item_max = 30,
                                    .about = buf_slice(&about)};
        begin(s);
        assert_int_equal(archive_put_page(s->archive, &page).code, OK);
        commit(s);
        catch_up(s);
}

/* The beginning of the next second. */
static int64_t next_second_ms(void)
{
        int64_t next_ms = (clock_wall_ms() / 1000 + 1) * 1000;
        while (clock_wall_ms() < next_ms)
                usleep(1000);
        return next_ms;
}

static void of_two_feeds_within_one_second_who_got_the_first_gets_the_second(void **state)
{
        struct scene *s = *state;
        char told[HTTP_DATE_LEN + 1], again[HTTP_DATE_LEN + 1];
        int64_t second_ms = 0;
        unsigned by_date = 0;
        do { /* all within one */
                second_ms = next_second_ms();
                put_feed(s, "One");
                assert_int_equal(ask_since(s, -1, told), 200);
                put_feed(s, "Two");
                by_date = ask_since(s, second_ms, again);
        } while (clock_wall_ms() >= second_ms + 1000);
        assert_int_equal(by_date, 200);
        assert_string_equal(told, "");
        assert_string_equal(again, "");

        next_second_ms();
        assert_int_equal(ask_since(s, -1, told), 200);
        assert_int_equal(http_read_date(slice_of(told)), second_ms + 1000);
        assert_int_equal(ask_since(s, second_ms + 1000, again), 304);
        assert_string_equal(again, told);
        assert_int_equal(ask_since(s, second_ms, again), 200);
        assert_int_equal(ask_since(s, second_ms + 3600 * 1000, again), 200);
}

/* It comes a moment behind the page (publish/later.h): whoever asks in between is to ask again, not to give up. */
static void ninjs_that_has_not_come_yet_is_to_be_asked_for_again(void **state)
{
        struct scene *s = *state;
        begin(s);
        put_article(s, ARTICLE, "/news/7/", "<h1>Snow</h1>");
        commit(s);
        catch_up(s);
        assert_int_equal(status_of(s, "/news/7/index.ninjs.json", "", true), 503);
        assert_int_equal(status_of(s, "/city/index.ninjs.json", "", true), 404);
        begin(s);
        must(archive_put_ninjs(s->archive, ARTICLE, pressed(s, "{}")).code == OK);
        commit(s);
        catch_up(s);
        assert_reads(s, "/news/7/index.ninjs.json", 200, "{}");
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
        assert_int_equal(archive_put_gone(s->archive, SLICE("/news/7/"), EDITION, NULL).code, OK);
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
        assert_int_equal(archive_put_gone(s->archive, SLICE("/news/7/"), EDITION, NULL).code, OK);
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

static void an_address_without_its_page_leads_to_the_newest(void **state)
{
        static const struct {
                const char *path, *location;
        } cases[] = {
                {"/city/2026/11/", "/city/2026/11/5/"},
                {"/city/2026/11", "/city/2026/11/5/"},
                {"/city/2026/9/", "/city/2026/9/1/"},
                {"/city/2026/", "/city/2026/11/5/"},
                {"/news/2026/11/", "/news/2026/11/23/"},
                {"/news/2026/", "/news/2026/11/23/"},
                {"/city/2026/10/", NULL},
                {"/city/2025/", NULL},
                {"/city/2026/13/", NULL},
                {"/city/11/", NULL},
                {"/nothing/2026/11/", NULL},
                {"/2026/11/", NULL},
        };
        static const char *const pages[] = {"/city/2026/9/1/", "/news/", "/news/2026/11/02/", "/news/2026/11/23/"};
        struct scene *s = *state;
        struct reply reply;
        char path[80];
        begin(s);
        for (unsigned page = 1; page <= 5; page++) {
                snprintf(path, sizeof path, "/city/2026/11/%u/", page);
                put_listing(s, path);
        }
        for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
                put_listing(s, pages[i]);
        commit(s);
        catch_up(s);
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                ask(s, cases[i].path, "", true, &reply);
                assert_int_equal(reply.head.status, cases[i].location ? 302 : 404);
                if (cases[i].location) assert_true(slice_eq(reply.head.location, slice_of(cases[i].location)));
        }
}

static void expect_location(struct scene *s, const char *path, const char *query, const char *location)
{
        struct server_app app = reader_app(s->reader);
        struct http_request request = {
                .method = HTTP_HEAD, .path = slice_of(path), .query = slice_of(query), .if_modified_since_ms = -1};
        struct reply reply = {0};
        assert_int_equal(app.answer(app.context, 0, &request, &reply), APP_REPLY);
        if (reply.head.status != 301 || !slice_eq(reply.head.location, slice_of(location)))
                fail_msg("%s: %u %.*s, not %s", path, reply.head.status, SLICE_ARGS(reply.head.location), location);
        assert_true(slice_eq(reply.head.cache_control, SLICE("no-cache")));
}

static void what_is_under_a_former_prefix_leads_on_when_it_is_there(void **state)
{
        struct scene *s = *state;
        begin(s);
        assert_int_equal(archive_put_edition(s->archive, EDITION, SLICE("/ru / /rus/")).code, OK);
        put_article(s, ARTICLE, "/ru/news/7/", "<main 7>");
        put_listing(s, "/ru/");
        put_listing(s, "/ru/ru/");
        assert_int_equal(archive_put_moved(s->archive, SLICE("/ru/old/"), SLICE("/ru/news/7/")).code, OK);
        assert_int_equal(archive_put_gone(s->archive, SLICE("/ru/gone/"), EDITION, NULL).code, OK);
        commit(s);
        catch_up(s);
        expect_location(s, "/rus/news/7/", "", "/ru/news/7/");
        expect_location(s, "/rus/news/7/index.txt", "", "/ru/news/7/index.txt");
        expect_location(s, "/rus/old/", "a=b", "/ru/old/?a=b");
        expect_location(s, "/rus/gone/", "", "/ru/gone/");
        expect_location(s, "/rus/news/7", "", "/ru/news/7/");
        expect_location(s, "/rus/", "", "/ru/");
        expect_location(s, "/rus", "", "/ru/");
        expect_location(s, "/old/", "", "/ru/old/");
        expect_location(s, "/", "", "/ru/");
        struct reply reply;
        ask(s, "/ru", "", true, &reply); /* a folder's name before a former prefix, which would make /ru/ru/ of it */
        assert_true(slice_eq(reply.head.location, SLICE("/ru/")));
        assert_int_equal(status_of(s, "/city/", "", true), 200); /* what is there is not looked for elsewhere */
        assert_int_equal(status_of(s, "/rus/nothing/", "", true), 404);
        assert_int_equal(status_of(s, "/russia/", "", true), 404);
        assert_int_equal(status_of(s, "/ru/rus/", "", true), 404);
        assert_int_equal(status_of(s, "/nothing/", "", true), 404);
}

static void an_edition_that_comes_while_it_reads_is_served(void **state)
{
        enum { NEW = 2 };
        struct scene *s = *state;
        struct archive_page status = {.head = pressed(s, "<nic>")};
        struct archive_furniture top = {.until_ms = INT64_MAX, .stored = pressed(s, "<top 2>")};
        struct archive_page front = {.path = SLICE("/pol/"),
                                     .kind = ARCHIVE_LISTING,
                                     .edition = NEW,
                                     .id = archive_page_id(s->archive, SLICE("/pol/")),
                                     .head = pressed(s, "<h>")};
        assert_reads(s, "/pol/", 404, "<no><top><bar><rail 1><foot>");
        begin(s);
        assert_int_equal(archive_put_edition(s->archive, NEW, SLICE("/pol")).code, OK);
        assert_int_equal(archive_put_status(s->archive, NEW, 404, &status).code, OK);
        assert_int_equal(archive_put_furniture(s->archive, NEW, FURNITURE_TOP, &top, 1).code, OK);
        assert_int_equal(archive_put_page(s->archive, &front).code, OK);
        commit(s);
        catch_up(s);
        assert_reads(s, "/pol/", 200, "<h><top 2>");
        assert_reads(s, "/pol/nothing/", 404, "<nic><top 2>");
        assert_reads(s, "/news/8/", 404, "<no><top><bar><rail 1><foot>");
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 1><foot>");
}

static void a_long_query_is_left_and_a_long_path_is_unknown(void **state)
{
        struct scene *s = *state;
        static char query[600], path[600] = "/rus/";
        memset(query, 'q', sizeof query - 1);
        memset(path + 5, 'p', sizeof path - 6);
        begin(s);
        assert_int_equal(archive_put_edition(s->archive, EDITION, SLICE("/ru /rus/")).code, OK);
        put_article(s, ARTICLE, "/ru/news/7/", "<main 7>");
        commit(s);
        catch_up(s);
        expect_location(s, "/rus/news/7/", query, "/ru/news/7/");
        for (size_t len = 400; len < sizeof path; len++) {
                path[len] = '\0';
                assert_int_equal(status_of(s, path, "", true), 404);
                path[len] = 'p';
        }
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
        request.user_agent = SLICE("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0");
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
                TEST(a_page_is_its_fragments_between_the_furniture),
                TEST(a_listing_is_made_of_its_items),
                TEST(of_two_feeds_within_one_second_who_got_the_first_gets_the_second),
                TEST(an_unknown_path_is_the_editions_404),
                TEST(ninjs_that_has_not_come_yet_is_to_be_asked_for_again),
                TEST(an_article_has_a_text_edition),
                TEST(what_is_no_article_has_no_text_edition),
                TEST(one_change_of_furniture_changes_every_page_at_once),
                TEST(furniture_pressed_anew_by_a_new_program_is_shown_without_a_change),
                TEST(a_corrected_article_shows_on_its_page_and_in_its_listing),
                TEST(a_withdrawn_article_is_gone_and_leaves_its_listing),
                TEST(a_moved_path_redirects_and_a_missing_slash_too),
                TEST(an_address_without_its_page_leads_to_the_newest),
                TEST(what_is_under_a_former_prefix_leads_on_when_it_is_there),
                TEST(an_edition_that_comes_while_it_reads_is_served),
                TEST(a_long_query_is_left_and_a_long_path_is_unknown),
                TEST(the_etag_follows_the_content_and_answers_304),
                TEST(a_hit_allocates_nothing),
                TEST(a_rebuilt_archive_takes_over_without_an_old_page_left),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
