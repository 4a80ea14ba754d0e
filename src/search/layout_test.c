#include "search/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_key_is_another_letter_with_shift_too(void **state)
{
        static const struct {
                enum layout from, to;
                const char *typed, *meant;
        } cases[] = {
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, "ghbdsn", "привіт"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, "Ghbdsn", "Привіт"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, ",s,ksjntrf", "бібліотека"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, "<s,ksjntrf", "Бібліотека"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, ":jdntym", "Жовтень"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, "{fhrsd", "Харків"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, "}:F", "ЇЖА"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, "\"dhjgf >yfr", "Європа Юнак"},
                {LAYOUT_LATIN, LAYOUT_UKRAINIAN, "|fyjr", "Ґанок"},
                {LAYOUT_LATIN, LAYOUT_RUSSIAN, "<b,kbjntrf", "Библиотека"},
                {LAYOUT_LATIN, LAYOUT_RUSSIAN, "~krf", "Ёлка"},
                {LAYOUT_LATIN, LAYOUT_RUSSIAN, "\"nf;", "Этаж"},
                {LAYOUT_LATIN, LAYOUT_RUSSIAN, "JJ}", "ООЪ"},
                {LAYOUT_UKRAINIAN, LAYOUT_LATIN, "цруфе", "wheat"},
                {LAYOUT_UKRAINIAN, LAYOUT_LATIN, "ЄЦруфе іфденЄ", "\"Wheat salty\""},
                {LAYOUT_RUSSIAN, LAYOUT_LATIN, "Цруфе", "Wheat"},
                {LAYOUT_RUSSIAN, LAYOUT_UKRAINIAN, "Ыврпщ", "Іврпщ"},
        };
        (void)state;
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                CLEANUP(buf_clear) struct buf made = BUF_INIT(1000);
                assert_true(layout_write(slice_of(cases[i].typed), cases[i].from, cases[i].to, &made));
                assert_string_equal(buf_text(&made), cases[i].meant);
        }
}

static void what_is_no_letter_of_the_layout_was_not_meant_otherwise(void **state)
{
        (void)state;
        CLEANUP(buf_clear) struct buf made = BUF_INIT(1000);
        assert_false(layout_write(SLICE("<>{}:12"), LAYOUT_LATIN, LAYOUT_UKRAINIAN, &made));
        assert_false(layout_write(SLICE("привіт"), LAYOUT_LATIN, LAYOUT_UKRAINIAN, &made));
        assert_false(layout_write(SLICE("слово"), LAYOUT_RUSSIAN, LAYOUT_UKRAINIAN, &made));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_key_is_another_letter_with_shift_too),
                cmocka_unit_test(what_is_no_letter_of_the_layout_was_not_meant_otherwise),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
