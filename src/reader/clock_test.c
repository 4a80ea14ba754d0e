/* What changes by the clock, what is counted, and what is gone. */
#include "base/clock.h"
#include "reader/asking_test.h"

#include <zlib.h>

/* What is to come while a test waits, and what is too far off to come before it has looked. */
enum { SOON_MS = 100, FAR_MS = 60 * 1000 };

static struct archive_furniture bar(struct scene *s, const char *text, int64_t from_ms, int64_t until_ms)
{
        return (struct archive_furniture){.from_ms = from_ms, .until_ms = until_ms, .stored = pressed(s, text)};
}

static struct archive_furniture advert(struct scene *s, const char *key, const char *text)
{
        return (struct archive_furniture){
                .until_ms = INT64_MAX, .weight = 1, .creative = slice_of(key), .stored = pressed(s, text)};
}

static void put_rows(struct scene *s, enum furniture_kind kind, const struct archive_furniture *rows, size_t count)
{
        begin(s);
        assert_int_equal(archive_put_furniture(s->archive, EDITION, kind, rows, count).code, OK);
        commit(s);
        catch_up(s);
}

static bool reads(struct scene *s, const char *path, const char *text)
{
        CLEANUP(buf_clear) struct buf body = BUF_INIT(1 << 20);
        unsigned status = 0;
        assert_int_equal(reader_fetch(s->reader, slice_of(path), &status, &body).code, OK);
        return strcmp(buf_text(&body), text) == 0;
}

/* Nothing is published meanwhile: what comes, comes by the clock, and a busy machine may be late for it. */
static void wait_for(struct scene *s, const char *path, unsigned status, const char *text)
{
        int64_t give_up_ms = clock_wall_ms() + FAR_MS;
        while (!reads(s, path, text) && clock_wall_ms() < give_up_ms) {
                usleep(1000);
                catch_up(s);
        }
        assert_reads(s, path, status, text);
}

/* ---- the clock ---- */

static void put_bars(struct scene *s, int64_t from, int64_t until)
{
        const struct archive_furniture rows[] = {bar(s, "<bar>", 0, from), bar(s, "<breaking>", from, until),
                                                 bar(s, "<bar>", until, INT64_MAX)};
        put_rows(s, FURNITURE_BAR, rows, 3);
}

static void breaking_news_come_and_go_with_their_time_and_without_a_writer(void **state)
{
        struct scene *s = *state;
        int64_t now = clock_wall_ms();
        put_bars(s, now + FAR_MS, now + 2 * FAR_MS);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 1><foot>");
        assert_in_range(reader_patience_ms(s->reader, 2 * FAR_MS), 1, FAR_MS);
        now = clock_wall_ms();
        put_bars(s, now + SOON_MS, now + 2 * FAR_MS);
        wait_for(s, "/news/7/", 200, "<h><top><l><breaking><main 7><more><rail 1><foot>");
        put_bars(s, 1, clock_wall_ms() + SOON_MS);
        wait_for(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 1><foot>");
        assert_int_equal(reader_patience_ms(s->reader, 10000), 10000);
}

/* ---- slots ---- */

static void the_slot_of_articles_stands_in_articles_alone(void **state)
{
        struct scene *s = *state;
        struct archive_furniture row = advert(s, "bakery", "<bread>");
        put_rows(s, FURNITURE_SLOT_ARTICLE, &row, 1);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><bread><more><rail 1><foot>");
        assert_reads(s, "/city/", 200, "<h><top><bar><ol><li 7></ol><rail 1><foot>");
}

static void the_slot_of_the_rail_stands_on_every_page(void **state)
{
        struct scene *s = *state;
        struct archive_furniture row = advert(s, "bakery", "<bread>");
        put_rows(s, FURNITURE_SLOT_RAIL, &row, 1);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 1><bread><foot>");
        assert_reads(s, "/city/", 200, "<h><top><bar><ol><li 7></ol><rail 1><bread><foot>");
        assert_reads(s, "/nothing/", 404, "<no><top><bar><rail 1><bread><foot>");
}

static void what_asks_stands_in_articles_alone(void **state)
{
        struct scene *s = *state;
        struct archive_furniture always = {.until_ms = INT64_MAX, .stored = pressed(s, "<ask>")};
        put_rows(s, FURNITURE_ASK, &always, 1);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><ask><rail 1><foot>");
        assert_reads(s, "/city/", 200, "<h><top><bar><ol><li 7></ol><rail 1><foot>");
        assert_reads(s, "/nothing/", 404, "<no><top><bar><rail 1><foot>");
}

/* The stitched gzip must be whole, with both slots filled and what asks: its tail says so. */
static void a_page_with_both_slots_is_one_sound_gzip(void **state)
{
        struct scene *s = *state;
        struct archive_furniture rail = advert(s, "bakery", "<bread>"), article = advert(s, "books", "<books>");
        struct archive_furniture always = {.until_ms = INT64_MAX, .stored = pressed(s, "<ask>")};
        struct reply reply;
        put_rows(s, FURNITURE_SLOT_RAIL, &rail, 1);
        put_rows(s, FURNITURE_SLOT_ARTICLE, &article, 1);
        put_rows(s, FURNITURE_ASK, &always, 1);
        ask(s, "/news/7/", "", true, &reply);
        struct buf gzip = BUF_INIT(100000);
        for (unsigned i = 0; i < reply.part_count; i++)
                buf_add(&gzip, (struct slice){reply.parts[i].iov_base, reply.parts[i].iov_len});
        assert_int_equal(gzip.len, reply.head.content_length);
        char plain[1000];
        z_stream stream = {.next_in = (unsigned char *)gzip.at,
                           .avail_in = (uInt)gzip.len,
                           .next_out = (unsigned char *)plain,
                           .avail_out = sizeof plain - 1};
        assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
        assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END); /* CRC and length are right */
        plain[stream.total_out] = '\0';
        assert_string_equal(plain, "<h><top><l><bar><main 7><books><more><ask><rail 1><bread><foot>");
        inflateEnd(&stream);
        buf_clear(&gzip);
}

static void a_creative_is_shown_from_its_start_to_its_end(void **state)
{
        struct scene *s = *state;
        struct archive_furniture row = advert(s, "bakery", "<bread>");
        row.from_ms = clock_wall_ms() + FAR_MS;
        put_rows(s, FURNITURE_SLOT_RAIL, &row, 1);
        assert_reads(s, "/nothing/", 404, "<no><top><bar><rail 1><foot>");
        row.from_ms = clock_wall_ms() + SOON_MS;
        put_rows(s, FURNITURE_SLOT_RAIL, &row, 1);
        wait_for(s, "/nothing/", 404, "<no><top><bar><rail 1><bread><foot>");
        row.from_ms = 0;
        row.until_ms = clock_wall_ms() + SOON_MS;
        put_rows(s, FURNITURE_SLOT_RAIL, &row, 1);
        wait_for(s, "/nothing/", 404, "<no><top><bar><rail 1><foot>");
}

static void of_several_creatives_each_minute_has_one(void **state)
{
        struct scene *s = *state;
        const struct archive_furniture rows[] = {advert(s, "bakery", "<bread>"), advert(s, "books", "<books>")};
        put_rows(s, FURNITURE_SLOT_RAIL, rows, 2);
        struct buf body = BUF_INIT(1000);
        unsigned status;
        assert_int_equal(reader_fetch(s->reader, SLICE("/nothing/"), &status, &body).code, OK);
        bool bread = strstr(buf_text(&body), "<bread>") != NULL, books = strstr(buf_text(&body), "<books>") != NULL;
        assert_int_equal(bread + books, 1);
        assert_in_range(reader_patience_ms(s->reader, 100000), 1, 60000);
        buf_clear(&body);
}

/* Creatives with their slots' texts; what they lead to. */
static void put_leading(struct scene *s, const struct archive_creative *creatives, size_t count)
{
        begin(s);
        assert_int_equal(archive_put_creatives(s->archive, creatives, count).code, OK);
        commit(s);
}

static void two_slots_never_show_what_leads_to_the_same_address(void **state)
{
        struct scene *s = *state;
        const struct archive_creative creatives[] = {{SLICE("bread-article"), SLICE("https://bread.example/")},
                                                     {SLICE("bread-rail"), SLICE("https://bread.example/")},
                                                     {SLICE("books"), SLICE("https://books.example/")}};
        struct archive_furniture rail = advert(s, "bread-rail", "<bread in the rail>");
        struct archive_furniture article[] = {advert(s, "bread-article", "<bread>"), advert(s, "books", "<books>")};
        article[0].weight = 1000;
        put_leading(s, creatives, 3);
        put_rows(s, FURNITURE_SLOT_RAIL, &rail, 1);
        put_rows(s, FURNITURE_SLOT_ARTICLE, article, 2);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><books><more><rail 1><bread in the rail><foot>");
        assert_reads(s, "/city/", 200, "<h><top><bar><ol><li 7></ol><rail 1><bread in the rail><foot>");
        put_rows(s, FURNITURE_SLOT_ARTICLE, article, 1);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 1><bread in the rail><foot>");
        rail.until_ms = 1;
        put_rows(s, FURNITURE_SLOT_RAIL, &rail, 1);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><bread><more><rail 1><foot>");
}

/* ---- where creatives lead, and counting ---- */

struct counted {
        unsigned creatives;
        uint64_t views, clicks;
};

static bool add_count(void *context, struct slice creative, uint64_t views, uint64_t clicks)
{
        struct counted *counted = context;
        assert_true(slice_eq(creative, SLICE("bakery")));
        counted->creatives++;
        counted->views += views;
        counted->clicks += clicks;
        return true;
}

static struct counted collect(struct scene *s)
{
        struct counted counted = {0};
        reader_collect(s->reader, add_count, &counted);
        return counted;
}

static void put_bakery(struct scene *s)
{
        struct archive_creative creative = {SLICE("bakery"), SLICE("https://bakery.example/?a=b")};
        struct archive_furniture row = advert(s, "bakery", "<bread>");
        put_leading(s, &creative, 1);
        put_rows(s, FURNITURE_SLOT_ARTICLE, &row, 1);
}

static void a_creatives_address_leads_to_where_it_does_and_counts(void **state)
{
        struct scene *s = *state;
        struct reply reply;
        put_bakery(s);
        ask(s, "/go/bakery/", "", true, &reply);
        assert_int_equal(reply.head.status, 302);
        assert_true(slice_eq(reply.head.location, SLICE("https://bakery.example/?a=b")));
        assert_true(slice_eq(reply.head.cache_control, SLICE("no-store")));
        assert_int_equal(collect(s).clicks, 1);
}

static void no_other_address_below_go_leads_anywhere(void **state)
{
        struct scene *s = *state;
        static const char *const paths[] = {
                "/go/",           "/go//",       "/go/baker/",      "/go/bakery/x/", "/go/bakery",    "/go/bakeryy/",
                "/go/https://x/", "/go/Bakery/", "/rus/go/bakery/", "/go",           "/go/bakery%00/"};
        put_bakery(s);
        for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
                assert_int_equal(status_of(s, paths[i], "", true), 404);
        assert_int_equal(collect(s).creatives, 0);
}

static enum app_answer ask_as(struct scene *s, enum http_method method, const char *host, const char *etag)
{
        struct reply reply = {0};
        struct server_app app = reader_app(s->reader);
        struct http_request request = {.method = method,
                                       .path = SLICE("/news/7/"),
                                       .host = slice_of(host),
                                       .if_none_match = slice_of(etag),
                                       .gzip = true,
                                       .if_modified_since_ms = -1};
        return app.answer(app.context, 0, &request, &reply);
}

static void a_view_is_a_whole_page_that_somebody_got(void **state)
{
        struct scene *s = *state;
        put_bakery(s);
        status_of(s, "/news/7/", "", true);
        status_of(s, "/news/7/", "", false);
        assert_int_equal(collect(s).views, 2);
        status_of(s, "/news/7/", "*", true);
        status_of(s, "/city/", "", true);
        status_of(s, "/nothing/", "", true);
        ask_as(s, HTTP_HEAD, "example.org", "");
        ask_as(s, HTTP_GET, READER_UNCOUNTED_HOST, "");
        assert_int_equal(collect(s).creatives, 0);
        ask_as(s, HTTP_GET, "example.org", "");
        assert_int_equal(collect(s).views, 1);
}

/* ---- gone ---- */

static void put_gone(struct scene *s, const char *reason)
{
        struct archive_page parts = {.head = pressed(s, "<gone>"), .main = pressed(s, reason)};
        begin(s);
        assert_int_equal(archive_put_gone(s->archive, SLICE("/news/7/"), EDITION, &parts).code, OK);
        commit(s);
        catch_up(s);
}

static void a_gone_page_tells_its_reason_at_every_request(void **state)
{
        struct scene *s = *state;
        struct reply reply;
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main 7><more><rail 1><foot>");
        put_gone(s, "<because>");
        assert_reads(s, "/news/7/", 410, "<gone><top><bar><because><rail 1><foot>");
        assert_int_equal(status_of(s, "/news/7/", "*", true), 410);
        ask(s, "/news/7/", "", true, &reply);
        assert_int_equal(reply.head.etag.len, 0);
        assert_true(slice_eq(reply.head.cache_control, SLICE("public, max-age=0, s-maxage=10")));
}

static void what_comes_back_is_a_page_again(void **state)
{
        struct scene *s = *state;
        put_gone(s, "<because>");
        assert_reads(s, "/news/7/", 410, "<gone><top><bar><because><rail 1><foot>");
        begin(s);
        put_article(s, ARTICLE, "/news/7/", "<main again>");
        commit(s);
        catch_up(s);
        assert_reads(s, "/news/7/", 200, "<h><top><l><bar><main again><more><rail 1><foot>");
        struct buf faults = BUF_INIT(10000);
        assert_int_equal(archive_verify(s->archive, &faults).code, OK);
        assert_string_equal(buf_text(&faults), "");
        buf_clear(&faults);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(breaking_news_come_and_go_with_their_time_and_without_a_writer),
                TEST(the_slot_of_articles_stands_in_articles_alone),
                TEST(what_asks_stands_in_articles_alone),
                TEST(the_slot_of_the_rail_stands_on_every_page),
                TEST(a_page_with_both_slots_is_one_sound_gzip),
                TEST(a_creative_is_shown_from_its_start_to_its_end),
                TEST(of_several_creatives_each_minute_has_one),
                TEST(two_slots_never_show_what_leads_to_the_same_address),
                TEST(a_creatives_address_leads_to_where_it_does_and_counts),
                TEST(no_other_address_below_go_leads_anywhere),
                TEST(a_view_is_a_whole_page_that_somebody_got),
                TEST(a_gone_page_tells_its_reason_at_every_request),
                TEST(what_comes_back_is_a_page_again),
        };
        return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
