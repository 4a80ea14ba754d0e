#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/head.h"

static const char *const date = "Sun, 06 Nov 1994 08:49:37 GMT";

static void assert_head(const struct http_head *head, bool keep_alive, const char *expected)
{
        char written[HTTP_RESPONSE_HEAD_MAX_BYTES + 1];
        size_t len = http_write_head(written, head, date, keep_alive);
        assert_in_range(len, 1, HTTP_RESPONSE_HEAD_MAX_BYTES);
        written[len] = '\0';
        assert_string_equal(written, expected);
}

static void writes_only_the_fields_that_are_given(void **state)
{
        (void)state;
        struct http_head head = {.status = 200};
        assert_head(&head, true,
                    "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n"
                    "X-Content-Type-Options: nosniff\r\n\r\n");
}

static void writes_every_field(void **state)
{
        (void)state;
        struct http_head head = {
                .status = 206,
                .content_type = SLICE("text/html; charset=utf-8"),
                .content_length = UINT64_MAX,
                .gzip = true,
                .vary_encoding = true,
                .etag = SLICE("\"e\""),
                .last_modified = SLICE("Thu, 01 Jan 1970 00:00:00 GMT"),
                .cache_control = SLICE("no-store"),
                .location = SLICE("/new/"),
                .content_security_policy = SLICE("default-src 'none'"),
                .allow = SLICE("GET, HEAD"),
                .retry_after_s = 120,
                .content_range = SLICE("bytes 0-1/2"),
                .accept_ranges = true,
        };
        assert_head(&head, false,
                    "HTTP/1.1 206 Partial Content\r\n"
                    "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                    "Content-Type: text/html; charset=utf-8\r\n"
                    "Content-Length: 18446744073709551615\r\n"
                    "Content-Encoding: gzip\r\n"
                    "Vary: Accept-Encoding\r\n"
                    "ETag: \"e\"\r\n"
                    "Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                    "Cache-Control: no-store\r\n"
                    "Location: /new/\r\n"
                    "Content-Security-Policy: default-src 'none'\r\n"
                    "Allow: GET, HEAD\r\n"
                    "Retry-After: 120\r\n"
                    "Content-Range: bytes 0-1/2\r\n"
                    "Accept-Ranges: bytes\r\n"
                    "X-Content-Type-Options: nosniff\r\n"
                    "Connection: close\r\n\r\n");
}

static void writes_what_a_newsroom_needs(void **state)
{
        (void)state;
        struct http_head head = {
                .status = 303,
                .location = SLICE("/"),
                .set_cookie = SLICE("__Host-s=1; Secure"),
                .set_other_cookie = SLICE("t=; Max-Age=0"),
                .content_disposition = SLICE("attachment; filename=\"a.json\""),
                .more = SLICE("Referrer-Policy: same-origin\r\nX-Frame-Options: DENY\r\n"),
        };
        assert_head(&head, true,
                    "HTTP/1.1 303 See Other\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n"
                    "Location: /\r\n"
                    "Set-Cookie: __Host-s=1; Secure\r\nSet-Cookie: t=; Max-Age=0\r\n"
                    "Content-Disposition: attachment; filename=\"a.json\"\r\n"
                    "Referrer-Policy: same-origin\r\nX-Frame-Options: DENY\r\n"
                    "X-Content-Type-Options: nosniff\r\n\r\n");
}

static void gives_304_and_204_no_length(void **state)
{
        (void)state;
        struct http_head head = {.status = 304, .content_length = 5};
        assert_head(&head, true,
                    "HTTP/1.1 304 Not Modified\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                    "X-Content-Type-Options: nosniff\r\n\r\n");
        head.status = 204;
        assert_head(&head, true,
                    "HTTP/1.1 204 No Content\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                    "X-Content-Type-Options: nosniff\r\n\r\n");
}

static void names_the_statuses_it_knows(void **state)
{
        (void)state;
        assert_string_equal(http_reason(404), "Not Found");
        assert_string_equal(http_reason(505), "HTTP Version Not Supported");
        assert_string_equal(http_reason(299), "");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(writes_only_the_fields_that_are_given), cmocka_unit_test(writes_every_field),
                cmocka_unit_test(writes_what_a_newsroom_needs),          cmocka_unit_test(gives_304_and_204_no_length),
                cmocka_unit_test(names_the_statuses_it_knows),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
