#include "language/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* In the tables ~ stands for a non-breaking space, _ for a word joiner. */
#define NBSP        "\u00a0"
#define WORD_JOINER "\u2060"

static void write_marks(struct slice text, const char *space, const char *joiner, struct buf *ret)
{
        for (size_t i = 0; i < text.len; i++)
                if (text.at[i] == '~')
                        buf_add_text(ret, space);
                else if (text.at[i] == '_')
                        buf_add_text(ret, joiner);
                else
                        buf_add_char(ret, text.at[i]);
}

/* The text with spaces for its ~ and nothing for its _ must come out with them; and coming in with them, it must stay.
 */
static void assert_typesets(const char *code, const char *expected)
{
        struct buf plain = BUF_INIT(1024), wanted = BUF_INIT(1024), once = BUF_INIT(1024), twice = BUF_INIT(1024);
        write_marks(slice_of(expected), " ", "", &plain);
        write_marks(slice_of(expected), NBSP, WORD_JOINER, &wanted);
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
                "25~000~людей, 1~250~000~осіб, але 2023 100~людей",
                "14~липня 2023~року о~5~год 10~хв",
                "380~огородів, 5~людей, (12~осіб) від 2026 для 2 на 3, а~7 високоповажнорозчервонілих",
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
                "100 000~people, 12~otters in 2026 and 5 to go; 3 of 7~streets at 10:00~sharp",
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
                "\xff \xd0 \xd1",
                NULL,
        };
        assert_each_typesets("uk", texts);
}

static void joins_a_number_and_its_ending(void **state)
{
        (void)state;
        assert_typesets("uk", "88-_й рік, 15-_го, 2026-_му, у~90-_х (1-_ша) 7-_ма.");
        assert_typesets("ru", "88-_й год, 15-_го числа, 1998-_м, «5-_я», 3-_ему");
        assert_typesets("uk", "1990-_х–2000-_х, 80–_90-_х");
        assert_typesets("uk", "10-річний, 25-поверхівка, Б-5, ЗМІ-5, COVID-19");
        assert_typesets("en", "a 10-day trip in the 1990s");
}

static void joins_the_ends_of_a_range(void **state)
{
        (void)state;
        assert_typesets("uk", "1931–_1960, 10–_15~км, (5-_7 кілограмів), 10:00–_18:00.");
        assert_typesets("ru", "+7…_+9~°C, \u22122…_+5, 1,5–_2~м, 1~000–_1~500~метров");
        assert_typesets("en", "25–_21, [10–_15], $5–$6 as it is, 200–_500 metres");
        assert_typesets("uk", "Київ–Львів, 5~– 7, 10… 20~днів, 5~— не 7");
}

/* Whoever copies them must get what was written. */
static void leaves_addresses_numbers_of_telephones_and_dates_alone(void **state)
{
        (void)state;
        static const char *const texts[] = {
                "https://a.example/2026-11/1-2 кінець",
                "a.example/5-7",
                "5-7.example.org",
                "1-2@a.example",
                "тел. 044-123-45-67",
                "2026-03-29",
                "ISBN 978-3-16-148410-0",
                "v1.2-3",
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
                cmocka_unit_test(joins_a_number_and_its_ending),
                cmocka_unit_test(joins_the_ends_of_a_range),
                cmocka_unit_test(leaves_addresses_numbers_of_telephones_and_dates_alone),
                cmocka_unit_test(typesets_the_ends_of_a_part_of_a_sentence),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
