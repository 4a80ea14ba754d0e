#include "language/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* In the tables ~ stands for a non-breaking space. */
#define NBSP "\u00a0"

static void replace(struct slice text, char from, const char *to, struct buf *ret)
{
        for (size_t i = 0; i < text.len; i++)
                if (text.at[i] == from)
                        buf_add_text(ret, to);
                else
                        buf_add_char(ret, text.at[i]);
}

/* The text with spaces for its ~ must come out with them; and coming in with them, it must stay. */
static void assert_typesets(const char *code, const char *expected)
{
        struct buf plain = BUF_INIT(1024), wanted = BUF_INIT(1024), once = BUF_INIT(1024), twice = BUF_INIT(1024);
        replace(slice_of(expected), '~', " ", &plain);
        replace(slice_of(expected), '~', NBSP, &wanted);
        language_write_nonbreaking(slice_of(code), buf_slice(&plain), &once);
        assert_string_equal(buf_text(&once), buf_text(&wanted));
        language_write_nonbreaking(slice_of(code), buf_slice(&once), &twice);
        assert_string_equal(buf_text(&twice), buf_text(&wanted));
        buf_clear(&plain);
        buf_clear(&wanted);
        buf_clear(&once);
        buf_clear(&twice);
}

static void assert_each_typesets(const char *code, const char *const *texts)
{
        for (; *texts; texts++)
                assert_typesets(code, *texts);
}

static void typesets_ukrainian(void **state)
{
        (void)state;
        static const char *const texts[] = {
                "У~Києві й~Одесі, а~також з~Харкова",
                "«В~Україні» (у~січні) „І~так“",
                "Київ~– столиця~— велика",
                "10~% від 5~млн~грн",
                "25~000 людей, 1~250~000 осіб, але 2023 100 людей",
                "14~липня 2023~року о~5~год 10~хв",
                "№~5, §~7, п.~3 ч.~2 ст.~1",
                "5~тис.~гривень, 20~млрд~доларів США",
                "Т.~Г.~Шевченко, м.~Київ, І.~Ґалаґан",
                "того~ж дня він знав~б про це, а~ж там",
                NULL,
        };
        assert_each_typesets("uk", texts);
}

static void typesets_russian(void **state)
{
        (void)state;
        static const char *const texts[] = {
                "В~Киеве и~Одессе, а~также с~Урала",
                "Киев~– столица",
                "14~июля 2023~года, 5~лет, 30~км",
                "5~млн~долл., 20~тыс.~руб.",
                "А.~С.~Пушкин, г.~Киев",
                "10 в~Киеве, 7 с~половиной",
                "тот~ж час",
                NULL,
        };
        assert_each_typesets("ru", texts);
}

static void typesets_english(void **state)
{
        (void)state;
        static const char *const texts[] = {
                "Kyiv~– the capital",
                "1~August 2023, 5~km, 10~a.m.",
                "a cost of 5~million~dollars",
                "J.~R.~Smith said a word",
                "100 000 people",
                NULL,
        };
        assert_each_typesets("en", texts);
}

static void changes_nothing_else(void **state)
{
        (void)state;
        static const char *const texts[] = {
                "",
                " ",
                "слово",
                "два слова",
                "  два  слова  ",
                "в  Києві",
                "5  км",
                "а-б в-г",
                "рядок\nв\nрядку",
                "з-за столу",
                "і,а також",
                "кінець. Початок",
                "5 людей",
                "\xff \xd0 \xd1",
                NULL,
        };
        assert_each_typesets("uk", texts);
}

/* A text can be what stands before or behind a link. */
static void typesets_the_ends_of_a_part_of_a_sentence(void **state)
{
        (void)state;
        assert_typesets("uk", "поїхав до міста й~");
        assert_typesets("uk", "~– сказав він");
        assert_typesets("uk", " сказав він");
        assert_typesets("uk", "указ №~");
        assert_typesets("uk", "прийшов ");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(typesets_ukrainian),
                cmocka_unit_test(typesets_russian),
                cmocka_unit_test(typesets_english),
                cmocka_unit_test(changes_nothing_else),
                cmocka_unit_test(typesets_the_ends_of_a_part_of_a_sentence),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
