#include "language/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A second pass must change nothing. */
static void assert_marks(const char *code, const char *typed, const char *expected)
{
        struct buf once = BUF_INIT(1024), twice = BUF_INIT(1024);
        language_write_marks(slice_of(code), slice_of(typed), &once);
        assert_string_equal(buf_text(&once), expected);
        language_write_marks(slice_of(code), buf_slice(&once), &twice);
        assert_string_equal(buf_text(&twice), expected);
        buf_clear(&once);
        buf_clear(&twice);
}

static void quotations_follow_the_language_and_nest(void **state)
{
        (void)state;
        assert_marks("uk", "Він сказав: \"Читаю \"Кобзар\" щодня\".", "Він сказав: «Читаю „Кобзар“ щодня».");
        assert_marks("ru", "\"Привет\", - сказал он.", "«Привет», — сказал он.");
        assert_marks("en", "\"It's 'fine',\" she said.", "“It’s ‘fine’,” she said.");
        assert_marks("en", "\"Hooray\" -- driver", "“Hooray” — driver");
        assert_marks("uk", "«Читаю \"Кобзар\"» (\"щодня\")", "«Читаю „Кобзар“» («щодня»)");
}

static void an_apostrophe_within_a_word_is_one_in_every_language(void **state)
{
        (void)state;
        assert_marks("uk", "п'ять об'єктів", "п’ять об’єктів");
        assert_marks("en", "don't", "don’t");
}

static void dots_become_an_ellipsis_hyphens_between_spaces_a_dash(void **state)
{
        (void)state;
        assert_marks("uk", "так... ні - може", "так… ні — може");
        assert_marks("en", "so... no - maybe", "so… no – maybe");
        assert_marks("uk", "- 5-та, прес-служба -", "- 5-та, прес-служба -");
        assert_marks("uk", "-", "-");
        assert_marks("uk", "", "");
}

static void an_address_stays_as_it_is(void **state)
{
        (void)state;
        assert_marks("uk", "Https://news.example/a--b - це", "Https://news.example/a--b — це");
        assert_marks("en", "see \"https://news.example/a--b...c'd\" - now",
                     "see “https://news.example/a--b...c'd” – now");
}

static void assert_pieces(const char *code, const char *const *pieces, const char *expected)
{
        struct buf text = BUF_INIT(1024);
        struct marking marking;
        assert_true(language_marks_begin(&marking, slice_of(code), &text));
        for (; *pieces; pieces++)
                language_marks_add(&marking, slice_of(*pieces));
        assert_string_equal(buf_text(&text), expected);
        buf_clear(&text);
}

static void quotations_go_on_from_piece_to_piece(void **state)
{
        (void)state;
        assert_pieces("uk", (const char *const[]){"Вони \"", "самі", "\" це - зробили", NULL},
                      "Вони «самі» це — зробили");
        assert_pieces("ru", (const char *const[]){"\"Роман ", "\"Мать\"", "\" прочитан", NULL},
                      "«Роман „Мать“» прочитан");
}

static void single_marks_that_may_be_either_stay_in_pieces(void **state)
{
        (void)state;
        assert_pieces("uk", (const char *const[]){"п'ять і 5' та 6' ' 'об'єкт", NULL}, "п’ять і 5' та 6' ' 'об’єкт");
        assert_pieces("en", (const char *const[]){"a ' b", NULL}, "a ' b");
}

static void single_marks_in_english_follow_what_stands_on_both_sides(void **state)
{
        (void)state;
        static const char *const texts[][2] = {
                {"The 80's, the dogs' owner", "The 80’s, the dogs’ owner"},
                {"the '90s, the players' '90s.", "the ’90s, the players’ ’90s."},
                {"says 'Mayor'", "says ‘Mayor’"},
                {"'Mayor,' she says", "‘Mayor,’ she says"},
                {"\"it's 'fine'\"", "“it’s ‘fine’”"},
                {"\"the summer of '69\"", "“the summer of ‘69”"},
                {"rock 'n' roll", "rock ’n’ roll"},
        };
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
                assert_marks("en", texts[i][0], texts[i][1]);
                assert_pieces("en", (const char *const[]){texts[i][0], NULL}, texts[i][1]);
        }
        assert_pieces("en", (const char *const[]){"says '", "Mayor", "' now", NULL}, "says ‘Mayor’ now");
}

static void single_marks_elsewhere_quote_as_a_pair(void **state)
{
        (void)state;
        static const char *const texts[][3] = {
                {"uk", "Він був 'тут', п'ять днів", "Він був „тут“, п’ять днів"},
                {"uk", "\"Роман 'Об'єкт п'ять'\" вийшов", "«Роман „Об’єкт п’ять“» вийшов"},
                {"ru", "('здесь' и 'там')", "(„здесь“ и „там“)"},
        };
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
                assert_marks(texts[i][0], texts[i][1], texts[i][2]);
                assert_pieces(texts[i][0], (const char *const[]){texts[i][1], NULL}, texts[i][2]);
        }
}

static void other_languages_have_no_rules(void **state)
{
        (void)state;
        struct buf text = BUF_INIT(1024);
        struct marking marking;
        assert_false(language_marks_begin(&marking, SLICE("de"), &text));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(quotations_follow_the_language_and_nest),
                cmocka_unit_test(quotations_go_on_from_piece_to_piece),
                cmocka_unit_test(single_marks_that_may_be_either_stay_in_pieces),
                cmocka_unit_test(single_marks_in_english_follow_what_stands_on_both_sides),
                cmocka_unit_test(single_marks_elsewhere_quote_as_a_pair),
                cmocka_unit_test(other_languages_have_no_rules),
                cmocka_unit_test(an_apostrophe_within_a_word_is_one_in_every_language),
                cmocka_unit_test(dots_become_an_ellipsis_hyphens_between_spaces_a_dash),
                cmocka_unit_test(an_address_stays_as_it_is),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
