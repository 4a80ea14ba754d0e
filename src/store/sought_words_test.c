#include "store/sought_words.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool finds(const char *typed, const char *text)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        const struct sought_words words = sought_words_of(slice_of(typed), &arena);
        return sought_words_missing(&words, slice_of(text), sought_words_all(&words), &arena) == 0;
}

static void spelling_makes_no_difference(void **state)
{
        (void)state;
        assert_true(finds("еще", "Ещё один ёж"));
        assert_true(finds("ещё", "ЕЩЕ ОДИН"));
        assert_true(finds("грунт", "На солоних ґрунтах"));
        assert_true(finds("ҐРУНТ", "грунтовий"));
        assert_true(finds("замок", "за\u0301мок"));
        assert_true(finds("за\u0301мок", "замок"));
        assert_true(finds("п'ять", "п’ять і пʼятий"));
        assert_true(finds("muller", "Herr Müller"));
        assert_true(finds("перенос", "пере\u00adнос"));
        assert_true(finds("«в Рівному»", "Було в\u00a0Рівному"));
        assert_true(finds("Ёж", "\xff ёж"));
}

static void letters_of_their_own_stay_apart(void **state)
{
        (void)state;
        assert_false(finds("й", "и"));
        assert_false(finds("їжак", "іжак"));
        assert_false(finds("є", "е"));
}

static void all_words_in_any_order_but_phrases_as_they_are(void **state)
{
        (void)state;
        assert_true(finds("закрито міст", "Міст закрито"));
        assert_false(finds("„закрито міст“", "Міст закрито"));
        assert_false(finds("міст відкрито", "Міст закрито"));
        assert_true(finds("", "Міст"));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(spelling_makes_no_difference),
                cmocka_unit_test(letters_of_their_own_stay_apart),
                cmocka_unit_test(all_words_in_any_order_but_phrases_as_they_are),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
