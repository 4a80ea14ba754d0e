#include "news/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

static void takes_the_texts_of_three_languages(void **state)
{
        (void)state;
        assert_true(text_is_line(SLICE("Їжак з'їв ґрунт — «щоправда», ёж")));
        assert_true(text_is_line(SLICE("😀 naïve")));
        assert_true(text_is_line(SLICE("")));
}

static void takes_line_breaks_only_where_there_are_lines(void **state)
{
        (void)state;
        assert_true(text_is_lines(SLICE("one\ntwo")));
        assert_false(text_is_line(SLICE("one\ntwo")));
        assert_false(text_is_lines(SLICE("one\r\ntwo")));
        assert_false(text_is_lines(SLICE("one\ttwo")));
}

static void tells_utf8_from_what_is_none(void **state)
{
        (void)state;
        static const struct slice good[] = {
                {"", 0},     {"a\0\n\x7F", 4},    {"ґ", 2},  {"\xC2\x80\xDF\xBF", 4},
                {"—ї€a", 9}, {"\xEF\xBF\xBF", 3}, {"a😀", 5},
        };
        static const struct slice bad[] = {
                {"\x80", 1},         {"a\xC1\xBF", 3},        {"\xD1", 1},
                {"\xD1z", 2},        {"\xE2\x80", 2},         {"\xED\xA0\x80", 3},
                {"\xE0\x80\x80", 3}, {"\xF4\x90\x80\x80", 4}, {"їжак \xFF їжак", 19},
        };
        for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
                assert_true(text_is_utf8(good[i]));
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
                assert_false(text_is_utf8(bad[i]));
}

static void refuses_what_is_no_text(void **state)
{
        (void)state;
        const struct slice bad[] = {
                SLICE("\x00"),         SLICE("\x1b[31m"),     SLICE("\x7f"),
                SLICE("\xc2\x85"),     SLICE("\xff"),         SLICE("\xd0"),
                SLICE("a\xd0z"),       SLICE("\xed\xa0\x80"), SLICE("\xef\xbf\xbf"),
                SLICE("\xef\xb7\x90"), SLICE("\xc0\xaf"),     SLICE("\xf4\x90\x80\x80"),
                SLICE("\xe2\x82"),     SLICE("\xf0\x9f\x98"), SLICE("\xf0\x9f\xbf\xbf"),
        };
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
                assert_false(text_is_line(bad[i]));
                assert_false(text_is_lines(bad[i]));
        }
}

static void leaves_out_what_is_not_seen(void **state)
{
        (void)state;
        struct arena arena = {0};
        static const char *const rows[][2] = {
                {"", ""},
                {"Їжак — ґ", "Їжак — ґ"},
                {"x\u202ealert\u202c\u2066y\u2069\u200f\u200e\u061c", "xalerty"},
                {"\ufeffпо\u200bчаток\u2064", "початок"},
                {"👩\u200d💻 сло\u00adво № 5\u00a0%", "👩\u200d💻 сло\u00adво № 5\u00a0%"},
                {"نا\u200cمه", "نا\u200cمه"},
                {"\u202a\u202b", ""}, /* NOLINT(misc-misleading-bidirectional): it is what is tested */
                {"a\xff\u200bz", "a\xffz"},
        };
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
                assert_true(slice_eq(text_without_hidden(slice_of(rows[i][0]), &arena), slice_of(rows[i][1])));
        struct slice same = SLICE("нічого не сховано");
        assert_ptr_equal(text_without_hidden(same, &arena).at, same.at);
        arena_clear(&arena);
}

static void compares_whatever_the_case(void **state)
{
        (void)state;
        assert_true(text_is_same(SLICE("ЇЖАК Ґ"), SLICE("їжак ґ")));
        assert_true(text_is_same(SLICE("Source"), SLICE("sOURCE")));
        assert_false(text_is_same(SLICE("їжак"), SLICE("їжаки")));
        assert_false(text_is_same(SLICE("їжаки"), SLICE("їжак")));
        assert_false(text_is_same(SLICE("и"), SLICE("і")));
}

static void folding_makes_the_same_texts_the_same_bytes(void **state)
{
        (void)state;
        struct arena arena = {0};
        assert_true(slice_eq(text_folded(SLICE("ОЛЕНА Koval 7"), &arena), SLICE("олена koval 7")));
        assert_true(slice_eq(text_folded(SLICE("Їжак"), &arena), text_folded(SLICE("їЖАК"), &arena)));
        assert_true(slice_eq(text_folded(SLICE("\xff"
                                               "A"),
                                         &arena),
                             SLICE("\xef\xbf\xbd"
                                   "a")));
        assert_int_equal(text_folded(SLICE(""), &arena).len, 0);
        /* A letter whose small form takes more bytes. */
        assert_true(slice_eq(text_folded(SLICE("ȺȺȺ"), &arena), SLICE("ⱥⱥⱥ")));
        arena_clear(&arena);
}

static void letters_that_are_folded_here_are_folded_as_icu_does(void **state)
{
        (void)state;
        struct arena arena = {0};
        for (uint32_t character = 1; character < 0x600; character++) {
                char one[U8_MAX_LENGTH], other[U8_MAX_LENGTH];
                size_t one_len = 0, other_len = 0;
                U8_APPEND_UNSAFE((uint8_t *)one, one_len, character);
                uint32_t small = (uint32_t)u_foldCase((UChar32)character, U_FOLD_CASE_DEFAULT);
                U8_APPEND_UNSAFE((uint8_t *)other, other_len, small);
                struct slice folded = text_folded((struct slice){one, one_len}, &arena);
                assert_true(slice_eq(folded, (struct slice){other, other_len}));
        }
        arena_clear(&arena);
}

static void counts_characters_not_bytes(void **state)
{
        (void)state;
        assert_true(text_is_short(SLICE(""), 0));
        assert_true(text_is_short(SLICE("міст 😀"), 6));
        assert_false(text_is_short(SLICE("міст 😀!"), 6));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(takes_the_texts_of_three_languages),
                cmocka_unit_test(takes_line_breaks_only_where_there_are_lines),
                cmocka_unit_test(tells_utf8_from_what_is_none),
                cmocka_unit_test(refuses_what_is_no_text),
                cmocka_unit_test(leaves_out_what_is_not_seen),
                cmocka_unit_test(counts_characters_not_bytes),
                cmocka_unit_test(compares_whatever_the_case),
                cmocka_unit_test(folding_makes_the_same_texts_the_same_bytes),
                cmocka_unit_test(letters_that_are_folded_here_are_folded_as_icu_does),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
