#include "press/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void numbers_have_signs_groups_decimals_and_shares(void **state)
{
        (void)state;
        static const char *const numbers[] = {
                "0",       "2025",         "-3",
                "−3",      "+0,4",         "± 2",
                "1 234",   "1\u00a0234,5", "12\u202f345\u202f678",
                "1,234",   "1,234.567",    "1.234",
                "1.234,5", "1’234’567.8",  "1'234",
                "5%",      "5,5 %",        "−12\u00a0‰",
        };
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
                if (!number_is(slice_of(numbers[i]))) fail_msg("'%s' is a number", numbers[i]);
}

static void times_dates_units_and_words_are_no_numbers(void **state)
{
        (void)state;
        static const char *const words[] = {
                "",     "-",   "%",     "05:30", "01.02.2026", "2025–2026", "12 34", "1 234 56", "5 km",
                "№ 12", "3:0", "1,5,7", ",5",    "5,",         "--5",       "+ ",    "5 %%",     "2a",
        };
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
                if (number_is(slice_of(words[i]))) fail_msg("'%s' is no number", words[i]);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(numbers_have_signs_groups_decimals_and_shares),
                cmocka_unit_test(times_dates_units_and_words_are_no_numbers),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
