#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/range.h"

/* What each value means for a file of `size` bytes (RFC 9110, 14.1.2). */
static const struct {
        const char *value;
        uint64_t size;
        enum http_range_answer answer;
        uint64_t first, len;
} cases[] = {
        {"bytes=0-499", 10000, HTTP_RANGE_PART, 0, 500},
        {"bytes=500-999", 10000, HTTP_RANGE_PART, 500, 500},
        {"bytes=0-0", 10000, HTTP_RANGE_PART, 0, 1},
        {"bytes=9999-9999", 10000, HTTP_RANGE_PART, 9999, 1},
        {"bytes=9500-", 10000, HTTP_RANGE_PART, 9500, 500},
        {"bytes=0-", 10000, HTTP_RANGE_PART, 0, 10000},
        {"bytes=0-9999", 10000, HTTP_RANGE_PART, 0, 10000},
        {"bytes=0-10000", 10000, HTTP_RANGE_PART, 0, 10000},
        {"bytes=9000-99999999999999999999999999", 10000, HTTP_RANGE_PART, 9000, 1000},
        {"bytes=-500", 10000, HTTP_RANGE_PART, 9500, 500},
        {"bytes=-1", 10000, HTTP_RANGE_PART, 9999, 1},
        {"bytes=-10000", 10000, HTTP_RANGE_PART, 0, 10000},
        {"bytes=-99999999999999999999999999", 10000, HTTP_RANGE_PART, 0, 10000},
        {"Bytes=5-9", 10000, HTTP_RANGE_PART, 5, 5},
        {"bytes= 5-9 ", 10000, HTTP_RANGE_PART, 5, 5},
        {"bytes=0005-0009", 10000, HTTP_RANGE_PART, 5, 5},
        /* behind the end */
        {"bytes=10000-", 10000, HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=10000-10001", 10000, HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=99999999999999999999999999-", 10000, HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=-0", 10000, HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=0-", 0, HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=-1", 0, HTTP_RANGE_UNSATISFIABLE, 0, 0},
        /* none, several, or no range at all: everything */
        {"", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=-", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=5", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=9-5", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=99999999999999999999999999-5", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=0-0,-1", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=0-499, 500-999", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=--5", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=5--9", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=+5-9", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=0x5-9", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes=5-9;q=1", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes =5-9", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"bytes: 5-9", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"5-9", 10000, HTTP_RANGE_WHOLE, 0, 10000},
        {"seconds=1-2", 10000, HTTP_RANGE_WHOLE, 0, 10000},
};

static void reads_one_range_and_lets_the_rest_be_the_whole(void **state)
{
        (void)state;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct http_range range = {77, 77};
                enum http_range_answer answer = http_range_read(slice_of(cases[i].value), cases[i].size, &range);
                if (answer != cases[i].answer || range.first != cases[i].first || range.len != cases[i].len)
                        fail_msg("\"%s\" of %llu: answer %d, %llu bytes from %llu", cases[i].value,
                                 (unsigned long long)cases[i].size, (int)answer, (unsigned long long)range.len,
                                 (unsigned long long)range.first);
        }
}

static void assert_content_range(struct http_range range, uint64_t size, const char *expected)
{
        char text[HTTP_CONTENT_RANGE_MAX_BYTES];
        struct slice written = http_write_content_range(text, range, size);
        assert_int_equal(written.len, strlen(expected));
        assert_memory_equal(written.at, expected, written.len);
}

static void writes_what_was_sent_of_how_much(void **state)
{
        (void)state;
        assert_content_range((struct http_range){0, 500}, 10000, "bytes 0-499/10000");
        assert_content_range((struct http_range){9999, 1}, 10000, "bytes 9999-9999/10000");
        assert_content_range((struct http_range){0}, 10000, "bytes */10000");
        assert_content_range((struct http_range){UINT64_MAX - 9, 9}, UINT64_MAX,
                             "bytes 18446744073709551606-18446744073709551614/18446744073709551615");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(reads_one_range_and_lets_the_rest_be_the_whole),
                cmocka_unit_test(writes_what_was_sent_of_how_much),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
