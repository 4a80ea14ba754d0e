/* Every case is fed whole and in every prefix, each in a block of its own size, so that a read past its end is seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "base/buf.h"
#include "http/request.h"

#include <stdlib.h>

struct case_of {
        const char *name;
        unsigned status; /* 0: accepted */
        struct slice bytes;
};

#define GOOD(name_, bytes)        {name_, 0, {bytes, sizeof(bytes) - 1}},
#define BAD(name_, status, bytes) {name_, status, {bytes, sizeof(bytes) - 1}},
static const struct case_of cases[] = {
#include "http/request_cases.def"
};

enum { CASE_COUNT = sizeof cases / sizeof cases[0] };
_Static_assert(CASE_COUNT >= 120, "the corpus is not cut short");

struct verdict {
        enum http_parse parse;
        struct http_request request;
        size_t len;
        unsigned status;
};

static struct verdict parse(struct slice input)
{
        struct verdict verdict = {0};
        verdict.parse = http_parse(input, &verdict.request, &verdict.len, &verdict.status);
        return verdict;
}

static struct verdict parse_prefix(struct slice bytes, size_t len)
{
        char *block = malloc(len ? len : 1);
        assert_non_null(block);
        memcpy(block, bytes.at, len);
        struct verdict verdict = parse((struct slice){block, len});
        free(block);
        return verdict;
}

static void fail_in_case(const struct case_of *of, size_t len, const struct verdict *verdict)
{
        fail_msg("%s: after %zu of %zu bytes: %s, status %u", of->name, len, of->bytes.len,
                 verdict->parse == HTTP_PARSED    ? "parsed"
                 : verdict->parse == HTTP_PARTIAL ? "partial"
                                                  : "refused",
                 verdict->status);
}

static void accepts_every_good_request_at_its_last_byte_and_not_before(void **state)
{
        (void)state;
        for (const struct case_of *of = cases; of < cases + CASE_COUNT; of++) {
                for (size_t len = 0; of->status == 0 && len <= of->bytes.len; len++) {
                        struct verdict verdict = parse_prefix(of->bytes, len);
                        bool right = len < of->bytes.len ? verdict.parse == HTTP_PARTIAL
                                                         : verdict.parse == HTTP_PARSED && verdict.len == len;
                        if (!right) fail_in_case(of, len, &verdict);
                }
        }
}

static void refuses_every_bad_request_with_one_status_however_it_arrives(void **state)
{
        (void)state;
        for (const struct case_of *of = cases; of < cases + CASE_COUNT; of++) {
                bool refused = false;
                for (size_t len = 0; of->status != 0 && len <= of->bytes.len; len++) {
                        struct verdict verdict = parse_prefix(of->bytes, len);
                        bool right = verdict.parse == HTTP_REFUSED ? verdict.status == of->status
                                                                   : verdict.parse == HTTP_PARTIAL && !refused;
                        if (verdict.parse == HTTP_REFUSED) refused = true;
                        if (!right || (len == of->bytes.len && !refused)) fail_in_case(of, len, &verdict);
                }
        }
}

static void is_not_swayed_by_what_follows(void **state)
{
        (void)state;
        static const struct slice followers[] = {{"\r\n\r\n", 4}, {"GET / HTTP/1.1\r\nHost: b\r\n\r\n", 27}, {"\0", 1}};
        for (const struct case_of *of = cases; of < cases + CASE_COUNT; of++) {
                for (size_t i = 0; i < sizeof followers / sizeof followers[0]; i++) {
                        struct buf input = BUF_INIT(4096);
                        buf_add(&input, of->bytes);
                        buf_add(&input, followers[i]);
                        struct verdict verdict = parse(buf_slice(&input));
                        bool right = of->status ? verdict.parse == HTTP_REFUSED && verdict.status == of->status
                                                : verdict.parse == HTTP_PARSED && verdict.len == of->bytes.len;
                        if (!right) fail_in_case(of, input.len, &verdict);
                        buf_clear(&input);
                }
        }
}

static struct http_request parsed(const char *text)
{
        struct verdict verdict = parse(slice_of(text));
        assert_int_equal(verdict.parse, HTTP_PARSED);
        assert_int_equal(verdict.len, strlen(text));
        return verdict.request;
}

static void assert_slice(struct slice is, const char *expected)
{
        assert_int_equal(is.len, strlen(expected));
        assert_memory_equal(is.at, expected, is.len);
}

static void reads_what_routes_take(void **state)
{
        (void)state;
        struct http_request request =
                parsed("HEAD /a/b?c=d HTTP/1.1\r\nHost:  example.org:81 \r\nIf-None-Match: \"x\"\r\n"
                       "If-None-Match: W/\"y\"\r\nRange: bytes=0-1\r\nIf-Range: \"z\"\r\n"
                       "Last-Event-ID: 7\r\nAccept-Encoding: gzip\r\n"
                       "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n");
        assert_int_equal(request.method, HTTP_HEAD);
        assert_slice(request.path, "/a/b");
        assert_slice(request.query, "c=d");
        assert_slice(request.host, "example.org:81");
        assert_slice(request.if_none_match, "W/\"y\"");
        assert_slice(request.range, "bytes=0-1");
        assert_slice(request.if_range, "\"z\"");
        assert_slice(request.last_event_id, "7");
        assert_true(request.gzip);
        assert_true(request.keep_alive);
        assert_int_equal(request.if_modified_since_ms, 784111777000);
}

static void reads_what_the_desk_takes(void **state)
{
        (void)state;
        const char *text = "PUT /a HTTP/1.1\r\nHost: a\r\nCookie: s=1; t=2\r\nOrigin: https://a\r\n"
                           "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nIf-Match: \"7\"\r\n"
                           "Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n";
        struct http_request request = parsed(text);
        assert_slice(request.cookie, "s=1; t=2");
        assert_slice(request.origin, "https://a");
        assert_slice(request.sec_fetch_site, "same-origin");
        assert_slice(request.content_type, "application/json");
        assert_slice(request.if_match, "\"7\"");
        assert_true(request.expects_continue && request.has_content_length);
        assert_int_equal(request.body.len, 0);
        assert_int_equal(request.body_fd, -1);

        http_request_keep(&request, HTTP_ORIGIN | HTTP_CONTENT_TYPE);
        assert_int_equal(request.cookie.len + request.sec_fetch_site.len + request.if_match.len, 0);
        assert_slice(request.origin, "https://a");
        assert_slice(request.content_type, "application/json");
        request = parsed(text);
        http_request_keep(&request, HTTP_COOKIE | HTTP_SEC_FETCH_SITE | HTTP_IF_MATCH);
        assert_int_equal(request.origin.len + request.content_type.len, 0);
        assert_slice(request.cookie, "s=1; t=2");
        assert_slice(request.sec_fetch_site, "same-origin");
        assert_slice(request.if_match, "\"7\"");
}

static void reads_who_asks_whatever_the_case_of_names(void **state)
{
        (void)state;
        struct http_request request =
                parsed("GET / HTTP/1.1\r\nHost: a\r\nuser-agent: u\r\nACCEPT-LANGUAGE: uk\r\n"
                       "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Foo: x\r\nuser-agenT: v\r\n\r\n");
        assert_slice(request.user_agent, "v");
        assert_slice(request.accept_language, "uk");
        assert_slice(request.x_forwarded_for, "192.0.2.1");
}

static void knows_what_is_asked_for_ahead(void **state)
{
        static const struct {
                const char *field;
                bool is_prefetch;
        } fields[] = {
                {"Sec-Purpose: prefetch", true},
                {"Sec-Purpose: prefetch;prerender", true},
                {"sec-purpose: prefetch ; anonymous-client-ip", true},
                {"Purpose: prefetch", true},
                {"purpose: preview", true},
                {"Sec-Purpose: prefetched", false},
                {"Sec-Purpose: ", false},
                {"Purpose: none", false},
                {"X-Purpose: prefetch", false},
        };
        (void)state;
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
                char text[200];
                snprintf(text, sizeof text, "GET / HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n", fields[i].field);
                struct http_request request = parsed(text);
                assert_int_equal(request.is_prefetch, fields[i].is_prefetch);
                http_request_keep(&request, HTTP_COOKIE);
                assert_false(request.is_prefetch);
        }
}

static void waits_for_no_continue_in_the_old_protocol(void **state)
{
        (void)state;
        struct http_request request = parsed("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n");
        assert_false(request.expects_continue || request.has_content_length);
}

static void leaves_what_was_not_said_empty(void **state)
{
        (void)state;
        struct http_request request = parsed("GET / HTTP/1.0\r\n\r\n");
        assert_int_equal(request.method, HTTP_GET);
        assert_int_equal(request.host.len + request.query.len + request.if_none_match.len, 0);
        assert_int_equal(request.range.len + request.if_range.len + request.last_event_id.len, 0);
        assert_int_equal(request.if_modified_since_ms, -1);
        assert_int_equal(request.content_length, 0);
        assert_false(request.gzip);
}

static void reads_every_method_and_length(void **state)
{
        (void)state;
        assert_int_equal(parsed("POST / HTTP/1.0\r\nContent-Length: 12\r\n\r\n").method, HTTP_POST);
        assert_int_equal(parsed("PUT / HTTP/1.0\r\nContent-Length: 12\r\n\r\n").method, HTTP_PUT);
        assert_int_equal(parsed("DELETE / HTTP/1.0\r\n\r\n").method, HTTP_DELETE);
        assert_int_equal(parsed("PUT / HTTP/1.0\r\nContent-Length: 12\r\n\r\n").content_length, 12);
}

static void reduces_absolute_form_to_path_and_host(void **state)
{
        (void)state;
        struct http_request request = parsed("GET http://other.example:1/a?b HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_slice(request.path, "/a");
        assert_slice(request.query, "b");
        assert_slice(request.host, "other.example:1");

        request = parsed("GET https://other.example?b HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_slice(request.path, "/");
        assert_slice(request.query, "b");
        assert_slice(request.host, "other.example");

        assert_slice(parsed("GET //x/y HTTP/1.1\r\nHost: a\r\n\r\n").path, "//x/y");
}

static void keeps_alive_as_version_and_connection_say(void **state)
{
        (void)state;
        assert_true(parsed("GET / HTTP/1.1\r\nHost: a\r\n\r\n").keep_alive);
        assert_false(parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").keep_alive);
        assert_false(parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: x , CLOSE\r\n\r\n").keep_alive);
        assert_false(parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: close, keep-alive\r\n\r\n").keep_alive);
        assert_false(
                parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n").keep_alive);
        assert_true(parsed("GET / HTTP/1.1\r\nHost: a\r\nConnection: closed\r\n\r\n").keep_alive);
        assert_false(parsed("GET / HTTP/1.0\r\n\r\n").keep_alive);
        assert_true(parsed("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
}

static bool admits_gzip(const char *accept_encoding)
{
        struct buf head = BUF_INIT(1024);
        buf_add_format(&head, "GET / HTTP/1.0\r\n%s\r\n\r\n", accept_encoding);
        bool admits = parsed(buf_text(&head)).gzip;
        buf_clear(&head);
        return admits;
}

static void admits_gzip_as_the_client_weighs_it(void **state)
{
        (void)state;
        static const char *const yes[] = {
                "Accept-Encoding: gzip",
                "Accept-Encoding: deflate, GZip , br",
                "Accept-Encoding: x-gzip",
                "Accept-Encoding: *",
                "Accept-Encoding: gzip;q=1",
                "Accept-Encoding: gzip;q=1.000",
                "Accept-Encoding: gzip ; Q=0.001",
                "Accept-Encoding: *;q=0, gzip",
                "Accept-Encoding: br;q=0, *;q=0.1",
                "Accept-Encoding: br\r\nAccept-Encoding: gzip",
                "Accept-Encoding: identity;q=1, gzip;q=0.5",
        };
        static const char *const no[] = {
                "Accept-Encoding:",
                "Accept-Encoding: br",
                "Accept-Encoding: gzipped",
                "Accept-Encoding: gzip;q=0",
                "Accept-Encoding: gzip;q=0.000",
                "Accept-Encoding: gzip;q=0, *",
                "Accept-Encoding: *;q=0",
                "Accept-Encoding: gzip;q=2",
                "Accept-Encoding: gzip;q=1.001",
                "Accept-Encoding: gzip;q=0.0001",
                "Accept-Encoding: gzip;q=-1",
                "Accept-Encoding: gzip;q=",
                "Accept-Encoding: gzip;x=1",
                "Accept-Encoding: gzip, gzip;q=0",
                "X: gzip",
        };
        for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
                if (!admits_gzip(yes[i])) fail_msg("does not admit gzip: %s", yes[i]);
        for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
                if (admits_gzip(no[i])) fail_msg("admits gzip: %s", no[i]);
}

static struct verdict parse_filled(const char *before, size_t fill, const char *after)
{
        struct buf head = BUF_INIT(64 * 1024);
        buf_add_text(&head, before);
        for (size_t i = 0; i < fill; i++)
                buf_add_char(&head, 'x');
        buf_add_text(&head, after);
        assert_false(head.full);
        struct verdict verdict = parse_prefix(buf_slice(&head), head.len);
        buf_clear(&head);
        return verdict;
}

static void takes_a_head_of_16_kb_and_no_more(void **state)
{
        (void)state;
        const char *before = "GET / HTTP/1.1\r\nHost: a\r\nX: ", *after = "\r\n\r\n";
        size_t fill = HTTP_HEAD_MAX_BYTES - strlen(before) - strlen(after);
        assert_int_equal(parse_filled(before, fill, after).parse, HTTP_PARSED);
        assert_int_equal(parse_filled(before, fill + 1, after).status, 431);
        assert_int_equal(parse_filled(before, fill + 3, "").parse, HTTP_PARTIAL);
        assert_int_equal(parse_filled(before, fill + 4, "").status, 431);
        assert_int_equal(parse_filled(before, 3 * HTTP_HEAD_MAX_BYTES, after).status, 431);
        assert_int_equal(parse_filled("", HTTP_HEAD_MAX_BYTES, "").status, 431);
}

static void takes_a_target_of_8000_bytes_and_no_more(void **state)
{
        (void)state;
        const char *after = " HTTP/1.1\r\nHost: a\r\n\r\n";
        assert_int_equal(parse_filled("GET /", HTTP_TARGET_MAX_BYTES - 1, after).parse, HTTP_PARSED);
        assert_int_equal(parse_filled("GET /", HTTP_TARGET_MAX_BYTES, after).status, 414);
        assert_int_equal(parse_filled("GET /", HTTP_TARGET_MAX_BYTES - 1, "").parse, HTTP_PARTIAL);
        assert_int_equal(parse_filled("GET /", HTTP_TARGET_MAX_BYTES, "").status, 414);
}

static void takes_64_fields_and_no_more(void **state)
{
        (void)state;
        struct buf head = BUF_INIT(4096);
        buf_add_text(&head, "GET / HTTP/1.1\r\nHost: a\r\n");
        for (unsigned i = 1; i < HTTP_FIELDS_MAX; i++)
                buf_add_text(&head, "X: y\r\n");
        size_t of_64 = head.len;
        buf_add_text(&head, "\r\n");
        assert_int_equal(parse(buf_slice(&head)).parse, HTTP_PARSED);

        head.len = of_64;
        buf_add_text(&head, "X: y\r\n\r\n");
        assert_int_equal(parse(buf_slice(&head)).parse, HTTP_REFUSED);
        assert_int_equal(parse(buf_slice(&head)).status, 431);
        buf_clear(&head);
}

static void forgets_the_fields_a_route_does_not_take(void **state)
{
        (void)state;
        const char *text =
                "GET /a?b HTTP/1.1\r\nHost: a\r\nIf-None-Match: x\r\nRange: r\r\nIf-Range: i\r\nLast-Event-ID: 7"
                "\r\nAccept-Encoding: gzip\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n";
        struct http_request request = parsed(text);
        http_request_keep(&request, HTTP_IF_NONE_MATCH | HTTP_IF_RANGE);
        assert_slice(request.if_none_match, "x");
        assert_slice(request.if_range, "i");
        assert_int_equal(request.range.len + request.last_event_id.len, 0);
        assert_false(request.gzip);
        assert_int_equal(request.if_modified_since_ms, -1);
        assert_slice(request.query, "b");

        request = parsed(text);
        http_request_keep(&request, HTTP_ACCEPT_ENCODING | HTTP_IF_MODIFIED_SINCE | HTTP_RANGE | HTTP_LAST_EVENT_ID);
        assert_int_equal(request.if_none_match.len + request.if_range.len, 0);
        assert_slice(request.range, "r");
        assert_slice(request.last_event_id, "7");
        assert_true(request.gzip);
        assert_int_equal(request.if_modified_since_ms, 784111777000);
}

static void compares_entity_tags_weakly(void **state)
{
        (void)state;
        struct slice etag = SLICE("\"a,b\"");
        assert_true(http_etag_matches(SLICE("*"), etag));
        assert_true(http_etag_matches(SLICE("\"a,b\""), etag));
        assert_true(http_etag_matches(SLICE("W/\"a,b\""), etag));
        assert_true(http_etag_matches(SLICE("\"x\" , W/\"y\",,\t\"a,b\""), etag));
        assert_true(http_etag_matches(SLICE("\"x\""), SLICE("W/\"x\"")));
        assert_true(http_etag_matches(SLICE("\"\""), SLICE("\"\"")));
        assert_false(http_etag_matches(SLICE(""), etag));
        assert_false(http_etag_matches(SLICE("\"a\""), etag));
        assert_false(http_etag_matches(SLICE("a,b"), etag));
        assert_false(http_etag_matches(SLICE("\"a,b"), etag));
        assert_false(http_etag_matches(SLICE("\""), etag));
        assert_false(http_etag_matches(SLICE("w/\"a,b\""), etag));
        assert_false(http_etag_matches(SLICE("x \"a,b\""), etag));
        assert_false(http_etag_matches(SLICE("\"x\", *"), etag));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(accepts_every_good_request_at_its_last_byte_and_not_before),
                cmocka_unit_test(refuses_every_bad_request_with_one_status_however_it_arrives),
                cmocka_unit_test(is_not_swayed_by_what_follows),
                cmocka_unit_test(reads_what_routes_take),
                cmocka_unit_test(reads_what_the_desk_takes),
                cmocka_unit_test(reads_who_asks_whatever_the_case_of_names),
                cmocka_unit_test(knows_what_is_asked_for_ahead),
                cmocka_unit_test(waits_for_no_continue_in_the_old_protocol),
                cmocka_unit_test(leaves_what_was_not_said_empty),
                cmocka_unit_test(reads_every_method_and_length),
                cmocka_unit_test(reduces_absolute_form_to_path_and_host),
                cmocka_unit_test(keeps_alive_as_version_and_connection_say),
                cmocka_unit_test(admits_gzip_as_the_client_weighs_it),
                cmocka_unit_test(takes_a_head_of_16_kb_and_no_more),
                cmocka_unit_test(takes_a_target_of_8000_bytes_and_no_more),
                cmocka_unit_test(takes_64_fields_and_no_more),
                cmocka_unit_test(forgets_the_fields_a_route_does_not_take),
                cmocka_unit_test(compares_entity_tags_weakly),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
