#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void grows_as_it_is_added_to(void **state)
{
        (void)state;
        struct buf b = BUF_INIT(100000);
        for (int i = 0; i < 1000; i++)
                buf_add_format(&b, "%d,", i);
        assert_int_equal(b.len, 10 * 2 + 90 * 3 + 900 * 4);
        assert_memory_equal(b.at + b.len - 8, "998,999,", 8);
        assert_string_equal(buf_text(&b) + b.len - 4, "999,");
        assert_int_equal(BUF_OK(&b, "count").code, OK);
        buf_clear(&b);
}

static void past_its_maximum_it_keeps_what_fitted_whole_and_says_so_once_and_for_all(void **state)
{
        (void)state;
        struct buf b = BUF_INIT(10);
        buf_add_text(&b, "12345678");
        buf_add_text(&b, "abc");
        buf_add_text(&b, "9");
        assert_true(b.full);
        assert_true(slice_eq(buf_slice(&b), SLICE("12345678")));
        assert_int_equal(BUF_OK(&b, "keep it").code, ERR_FULL);
        buf_truncate(&b);
        buf_add_text(&b, "1234567890");
        assert_false(b.full);
        assert_int_equal(b.len, 10);
        buf_clear(&b);
}

static void an_empty_one_is_an_empty_text(void **state)
{
        (void)state;
        struct buf b = BUF_INIT(10);
        assert_string_equal(buf_text(&b), "");
        assert_int_equal(buf_slice(&b).len, 0);
        assert_null(buf_reserve(&b, 11));
        assert_true(b.full);
        buf_clear(&b);
}

static void what_an_arena_gives_stays_apart_and_zeroed(void **state)
{
        (void)state;
        struct arena a = {0};
        char *parts[2000];
        for (int i = 0; i < 2000; i++) {
                parts[i] = arena_alloc(&a, (size_t)(i % 97) + 1);
                assert_int_equal(parts[i][i % 97], 0);
                memset(parts[i], i & 127, (size_t)(i % 97) + 1);
        }
        for (int i = 0; i < 2000; i++)
                assert_int_equal(parts[i][i % 97], i & 127);
        char *large = arena_alloc(&a, 1000000);
        assert_int_equal(large[999999], 0);
        arena_clear(&a);
        assert_null(a.newest);
}

static void copies_and_formats_end_with_a_nul(void **state)
{
        (void)state;
        struct arena a = {0};
        assert_string_equal(arena_copy(&a, SLICE("слово")).at, "слово");
        struct slice numbered = arena_format(&a, "/%s/%d/", "news", 2026);
        assert_true(slice_eq(numbered, SLICE("/news/2026/")));
        struct slice wide = arena_format(&a, "%1000d", 7);
        assert_int_equal(wide.len, 1000);
        assert_int_equal(wide.at[999], '7');
        arena_clear(&a);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(grows_as_it_is_added_to),
                cmocka_unit_test(past_its_maximum_it_keeps_what_fitted_whole_and_says_so_once_and_for_all),
                cmocka_unit_test(an_empty_one_is_an_empty_text),
                cmocka_unit_test(what_an_arena_gives_stays_apart_and_zeroed),
                cmocka_unit_test(copies_and_formats_end_with_a_nul),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
