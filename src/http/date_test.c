#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/date.h"

#include <stdio.h>
#include <time.h>

static int64_t read_text(const char *text)
{
        return http_read_date(slice_of(text));
}

static void writes_what_the_c_library_writes(void **state)
{
        (void)state;
        const int64_t step_s = 86400 * 5 + 12345; /* through all months, hours and leap years until 2100 is past */
        for (int64_t seconds = 0; seconds < INT64_C(4200000000); seconds += step_s) {
                time_t time = (time_t)seconds;
                struct tm parts;
                char expected[64], written[HTTP_DATE_LEN + 1] = {0};
                assert_non_null(gmtime_r(&time, &parts));
                assert_int_equal(strftime(expected, sizeof expected, "%a, %d %b %Y %H:%M:%S GMT", &parts),
                                 HTTP_DATE_LEN);
                http_write_date(written, seconds * 1000 + 999);
                assert_string_equal(written, expected);
                assert_int_equal(read_text(written), seconds * 1000);
        }
}

static void writes_up_to_the_year_9999(void **state)
{
        (void)state;
        char written[HTTP_DATE_LEN + 1] = {0};
        http_write_date(written, INT64_C(253402300799999));
        assert_string_equal(written, "Fri, 31 Dec 9999 23:59:59 GMT");
}

static void reads_the_three_forms(void **state)
{
        (void)state;
        assert_int_equal(read_text("Sun, 06 Nov 1994 08:49:37 GMT"), INT64_C(784111777000));
        assert_int_equal(read_text("Sunday, 06-Nov-94 08:49:37 GMT"), INT64_C(784111777000));
        assert_int_equal(read_text("Sun Nov  6 08:49:37 1994"), INT64_C(784111777000));
        assert_int_equal(read_text("Wed Nov 16 08:49:37 1994"), INT64_C(784975777000));
        assert_int_equal(read_text("Sat, 31 Dec 2016 23:59:60 GMT"), INT64_C(1483228800000)); /* a leap second */
}

static void reads_two_digits_as_no_more_than_50_years_ahead(void **state)
{
        (void)state;
        time_t now = time(NULL);
        struct tm parts;
        assert_non_null(gmtime_r(&now, &parts));
        int year = parts.tm_year + 1900;
        for (int other = year - 48; other <= year + 50; other++) {
                char two[64], four[64];
                snprintf(two, sizeof two, "Sunday, 06-Nov-%02d 08:49:37 GMT", other % 100);
                snprintf(four, sizeof four, "Sun, 06 Nov %d 08:49:37 GMT", other);
                assert_true(read_text(four) > 0);
                assert_int_equal(read_text(two), read_text(four));
        }
}

static void knows_which_days_exist(void **state)
{
        (void)state;
        assert_true(read_text("Thu, 29 Feb 2024 00:00:00 GMT") > 0);
        assert_true(read_text("Tue, 29 Feb 2000 00:00:00 GMT") > 0);
        assert_int_equal(read_text("Wed, 29 Feb 2023 00:00:00 GMT"), -1);
        assert_int_equal(read_text("Mon, 29 Feb 2100 00:00:00 GMT"), -1);
        assert_int_equal(read_text("Mon, 31 Apr 2023 00:00:00 GMT"), -1);
        assert_int_equal(read_text("Mon, 00 Apr 2023 00:00:00 GMT"), -1);
        assert_int_equal(read_text("Mon, 32 Jan 2023 00:00:00 GMT"), -1);
}

static void refuses_everything_else(void **state)
{
        (void)state;
        static const char *const bad[] = {
                "",
                "0",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 GMT ",
                " Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 06 nov 1994 08:49:37 GMT",
                "sun, 06 Nov 1994 08:49:37 GMT",
                "Son, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 94 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:00 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sun, 06 Nov 1994 8:49:37 GMT",
                "Sun, 06 Nov -994 08:49:37 GMT",
                "Sun, 06 Nov 1969 08:49:37 GMT",
                "Sun, 06-Nov-94 08:49:37 GMT",
                "Sunday, 06 Nov 1994 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun Nov  6 08:49:37 1994 GMT",
        };
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
                if (read_text(bad[i]) != -1) fail_msg("reads as a date: %s", bad[i]);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(writes_what_the_c_library_writes),
                cmocka_unit_test(writes_up_to_the_year_9999),
                cmocka_unit_test(reads_the_three_forms),
                cmocka_unit_test(reads_two_digits_as_no_more_than_50_years_ahead),
                cmocka_unit_test(knows_which_days_exist),
                cmocka_unit_test(refuses_everything_else),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
