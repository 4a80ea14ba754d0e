/* What the reader answers below /live/, without a server. */
#include "archive/live.h"
#include "reader/asking_test.h"

static void put_live(struct scene *s, const char *rail)
{
        assert_int_equal(archive_live_begin(s->archive, EDITION, SLICE("uk"), s->change).code, OK);
        put_furniture(s, FURNITURE_LIVE_RAIL, rail);
        put_furniture(s, FURNITURE_LIVE_BAR, "null");
}

static void tell(struct scene *s, const char *data)
{
        begin(s);
        assert_int_equal(archive_live_add(s->archive, EDITION, s->change + 1, true, slice_of(data)).code, OK);
        commit(s);
        catch_up(s);
}

static void go_live(struct scene *s)
{
        begin(s);
        put_live(s, "[]");
        commit(s);
        catch_up(s);
}

static void expect_body(struct scene *s, const char *path, const char *last_event_id, const char *expected)
{
        struct server_app app = reader_app(s->reader);
        struct http_request request = {.method = HTTP_GET, .path = slice_of(path), .if_modified_since_ms = -1};
        request.last_event_id = slice_of(last_event_id);
        struct reply reply = {0};
        struct buf body = BUF_INIT(1 << 20);
        assert_int_equal(app.answer(app.context, 0, &request, &reply), APP_REPLY);
        for (unsigned i = 0; i < reply.part_count; i++)
                buf_add(&body, (struct slice){reply.parts[i].iov_base, reply.parts[i].iov_len});
        buf_add(&body, buf_slice(&reply.owned));
        const char *text = strncmp(buf_text(&body), "retry: ", 7) ? buf_text(&body) : strchr(buf_text(&body), '\n') + 1;
        assert_string_equal(text, expected);
        assert_int_equal(reply.stream.is_open, reply.owned.at != NULL);
        buf_clear(&reply.owned);
        buf_clear(&body);
}

static void a_site_without_events_has_no_streams_and_no_script(void **state)
{
        struct scene *s = *state;
        assert_int_equal(status_of(s, "/live/uk", "", false), 404);
        assert_reads(s, "/city/", 200, "<h><top><bar><ol><li 7></ol><rail 1><foot>");
}

static void pages_name_the_event_that_their_rail_is_of(void **state)
{
        struct scene *s = *state;
        go_live(s);
        struct buf body = BUF_INIT(1 << 16);
        unsigned status;
        tell(s, "{\"n\":3}");
        assert_int_equal(reader_fetch(s->reader, SLICE("/city/"), &status, &body).code, OK);
        assert_non_null(strstr(buf_text(&body), "<rail 1><script async src=\"/live."));
        assert_non_null(strstr(buf_text(&body), ".js#3\"></script>\n<foot>"));
        buf_clear(&body);
}

static void a_stream_begins_behind_what_was_heard(void **state)
{
        struct scene *s = *state;
        go_live(s);
        tell(s, "{\"n\":3}");
        tell(s, "{\"n\":4}");
        expect_body(s, "/live/uk", "3", "data: {\"bar\":null,\"words\":{}}\n\nid: 4\ndata: {\"n\":4}\n\n");
        expect_body(s, "/live/uk", "", "id: 4\ndata: {\"bar\":null,\"words\":{}}\n\n");
        expect_body(s, "/live/uk/3.json", "", "{\"n\":3}");
        expect_body(s, "/live/uk/5.json", "", "");
        expect_body(s, "/live/uk/tail.json", "", "{\"n\":4,\"after\":3,\"rail\":[],\"bar\":null,\"words\":{}}");
}

static void another_reader_has_the_same_events(void **state)
{
        struct scene *s = *state;
        go_live(s);
        tell(s, "{\"n\":3}");
        reader_close(s->reader);
        open_reader(s);
        expect_body(s, "/live/uk", "2", "data: {\"bar\":null,\"words\":{}}\n\nid: 3\ndata: {\"n\":3}\n\n");
        expect_body(s, "/live/uk", "0",
                    "data: {\"bar\":null,\"words\":{}}\n\nid: 3\ndata: "
                    "{\"n\":3,\"after\":1,\"rail\":[],\"bar\":null,\"words\":{}}\n\n");
}

static void what_is_not_there_is_not_found(void **state)
{
        static const char *const paths[] = {"/live/",           "/live/ru",   "/live/uk/",
                                            "/live/uk/x.json",  "/live/uk/3", "/live/uk/.json",
                                            "/live/uk/-1.json", "/live.js",   "/live/uk/3.jso"};
        struct scene *s = *state;
        go_live(s);
        tell(s, "{\"n\":3}");
        for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
                assert_int_equal(status_of(s, paths[i], "", false), 404);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(a_site_without_events_has_no_streams_and_no_script),
                TEST(pages_name_the_event_that_their_rail_is_of),
                TEST(a_stream_begins_behind_what_was_heard),
                TEST(another_reader_has_the_same_events),
                TEST(what_is_not_there_is_not_found),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
