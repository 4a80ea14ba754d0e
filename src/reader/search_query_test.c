#include "reader/search_query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

enum { WORDS_MAX_BYTES = 400 };

/* The words that are read of `count` times `letter`, after `before`. */
static struct slice read_repeated(const char *before, const char *letter, unsigned count, struct arena *a)
{
        CLEANUP(buf_clear) struct buf query = BUF_INIT(SEARCH_QUERY_MAX_BYTES);
        struct search_query read;
        buf_add_format(&query, "q=%s", before);
        for (unsigned i = 0; i < count; i++)
                for (const char *byte = letter; *byte; byte++)
                        buf_add_format(&query, "%%%02X", (unsigned)(unsigned char)*byte);
        search_query_read(buf_slice(&query), a, &read);
        return read.words;
}

static void what_is_too_long_is_cut_between_letters(void **state)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        (void)state;
        static const struct {
                const char *before, *letter;
                unsigned count;
                size_t len;
        } cases[] = {
                {"", "а", 250, WORDS_MAX_BYTES},        {"", "а", WORDS_MAX_BYTES / 2, WORDS_MAX_BYTES}, /* just fits */
                {"b", "а", 250, WORDS_MAX_BYTES - 1},   {"", "€", 250, WORDS_MAX_BYTES - 1},
                {"b", "€", 250, WORDS_MAX_BYTES},       {"", "𝒂", 100, WORDS_MAX_BYTES},
                {"bbb", "𝒂", 250, WORDS_MAX_BYTES - 1}, {"", "b", 500, WORDS_MAX_BYTES},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                struct slice words = read_repeated(cases[i].before, cases[i].letter, cases[i].count, &arena);
                assert_int_equal(words.len, cases[i].len);
                assert_true(slice_ends_with(words, slice_of(cases[i].letter)));
        }
}

static void what_is_written_reads_as_the_same(void **state)
{
        static const char *const queries[] = {
                "q=wheat&order=new&section=2&in=all&from=2026-01-31&until=2026-02-01&topic=a&author=b&source=c&page=3",
                "q=%FF%FE+%D0",
                "q=+%E2%80%AE+x++",
                "q=&from=2026-02-31&page=99999",
        };
        (void)state;
        for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
                CLEANUP(arena_clear) struct arena arena = {0};
                CLEANUP(buf_clear) struct buf once = BUF_INIT(65536), twice = BUF_INIT(65536);
                struct search_query query;
                search_query_read(slice_of(queries[i]), &arena, &query);
                search_query_write(&query, &once);
                search_query_read(buf_slice(&once), &arena, &query);
                search_query_write(&query, &twice);
                assert_true(slice_eq(buf_slice(&once), buf_slice(&twice)));
        }
}

static void a_day_that_does_not_exist_is_refused(void **state)
{
        static const char *const days[] = {"2024-02-29", "2000-02-29", "2025-02-28", "2025-12-31", "2025-04-30"};
        static const char *const none[] = {"2025-02-29", "1900-02-29", "2024-02-30", "2025-04-31",
                                           "2025-13-01", "2025-00-10", "2025-01-00", "2025-1-001"};
        enum { DAYS = sizeof days / sizeof days[0], NONE = sizeof none / sizeof none[0] };
        (void)state;
        for (size_t i = 0; i < DAYS + NONE; i++) {
                CLEANUP(arena_clear) struct arena arena = {0};
                struct search_query query;
                const char *day = i < DAYS ? days[i] : none[i - DAYS];
                search_query_read(arena_format(&arena, "q=a&from=%s", day), &arena, &query);
                if (query.days_are_wrong != (i >= DAYS) || (query.from_day == 0) != (i >= DAYS)) fail_msg("%s", day);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(what_is_too_long_is_cut_between_letters),
                cmocka_unit_test(what_is_written_reads_as_the_same),
                cmocka_unit_test(a_day_that_does_not_exist_is_refused),
        };
        return cmocka_run_group_tests_name("search query", tests, NULL, NULL);
}
