#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void equality_looks_at_length_and_bytes(void **state)
{
        (void)state;
        assert_true(slice_eq(SLICE("рік"), slice_of("рік")));
        assert_false(slice_eq(SLICE("a"), SLICE("ab")));
        assert_true(slice_eq(SLICE(""), (struct slice){0}));
        assert_true(slice_eq_nocase(SLICE("Accept-ENCODING"), SLICE("accept-encoding")));
        assert_false(slice_eq_nocase(SLICE("a"), SLICE("b")));
}

static bool same_letter(unsigned a, unsigned b)
{
        bool is_letter = (a | 0x20) >= 'a' && (a | 0x20) <= 'z';
        return a == b || (is_letter && (a | 0x20) == (b | 0x20));
}

static void only_ascii_letters_have_a_case_at_every_place_of_every_length(void **state)
{
        (void)state;
        char a[17], b[17];
        memset(a, 'x', sizeof a);
        memset(b, 'X', sizeof b);
        for (size_t len = 1; len <= sizeof a; len++) {
                for (unsigned pair = 0; pair < len * 256 * 256; pair++) {
                        unsigned in_a = pair & 0xff, in_b = pair >> 8 & 0xff, place = pair >> 16;
                        a[place] = (char)in_a;
                        b[place] = (char)in_b;
                        bool same = slice_eq_nocase((struct slice){a, len}, (struct slice){b, len});
                        if (same != same_letter(in_a, in_b)) fail_msg("%u and %u at %u of %zu", in_a, in_b, place, len);
                        a[place] = 'x';
                        b[place] = 'X';
                }
        }
}

static void order_is_that_of_bytes_and_then_of_length(void **state)
{
        (void)state;
        assert_true(slice_cmp(SLICE("a"), SLICE("b")) < 0);
        assert_true(slice_cmp(SLICE("ab"), SLICE("a")) > 0);
        assert_int_equal(slice_cmp(SLICE("a"), SLICE("a")), 0);
}

static void cuts_at_the_first_mark_and_ends_empty(void **state)
{
        (void)state;
        struct slice rest = SLICE("uk=/,ru=/rus");
        assert_true(slice_eq(slice_cut(&rest, ','), SLICE("uk=/")));
        assert_true(slice_eq(slice_cut(&rest, ','), SLICE("ru=/rus")));
        assert_int_equal(rest.len, 0);
        assert_int_equal(slice_cut(&rest, ',').len, 0);
}

static void trims_white_space_at_both_ends_only(void **state)
{
        (void)state;
        assert_true(slice_eq(slice_trim(SLICE(" \t a b\r\n")), SLICE("a b")));
        assert_int_equal(slice_trim(SLICE(" \n ")).len, 0);
}

static void reads_numbers_up_to_their_maximum_and_nothing_else(void **state)
{
        (void)state;
        uint64_t n = 7;
        assert_true(slice_to_u64(SLICE("18446744073709551615"), UINT64_MAX, &n) && n == UINT64_MAX);
        assert_true(slice_to_u64(SLICE("0064"), 64, &n) && n == 64);
        n = 7;
        const struct slice wrong[] = {SLICE(""),   SLICE("18446744073709551616"),
                                      SLICE("+1"), SLICE("-1"),
                                      SLICE("1 "), SLICE("0x1"),
                                      SLICE("٣"),  SLICE("65")};
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
                assert_false(slice_to_u64(wrong[i], i == 7 ? 64 : UINT64_MAX, &n));
        assert_false(slice_to_u64(SLICE("5"), 3, &n));
        assert_int_equal(n, 7);
}

static void finds_a_part_and_says_when_there_is_none(void **state)
{
        (void)state;
        struct slice text = SLICE("нині сніг");
        assert_ptr_equal(slice_find(text, SLICE("сніг")), text.at + 9);
        assert_null(slice_find(text, SLICE("дощ")));
        assert_ptr_equal(slice_find(text, SLICE("")), text.at);
        assert_true(slice_starts_with(text, SLICE("нині")) && slice_ends_with(text, SLICE("сніг")));
        assert_false(slice_starts_with(SLICE("a"), SLICE("ab")));
        assert_int_equal(slice_skip(SLICE("ab"), 5).len, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(equality_looks_at_length_and_bytes),
                cmocka_unit_test(only_ascii_letters_have_a_case_at_every_place_of_every_length),
                cmocka_unit_test(order_is_that_of_bytes_and_then_of_length),
                cmocka_unit_test(cuts_at_the_first_mark_and_ends_empty),
                cmocka_unit_test(trims_white_space_at_both_ends_only),
                cmocka_unit_test(reads_numbers_up_to_their_maximum_and_nothing_else),
                cmocka_unit_test(finds_a_part_and_says_when_there_is_none),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
