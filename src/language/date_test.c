#include "language/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/udat.h>
#include <unicode/ustring.h>

#include <cmocka.h>

#define HOUR_MS INT64_C(3600000)
#define DAY_MS  (24 * HOUR_MS)

static const int64_t tuesday = INT64_C(1690857240000); /* 1 August 2023, 02:34 UTC */

static struct language *open_language(const char *code, const char *zone)
{
        struct language *l = NULL;
        assert_int_equal(language_open(slice_of(code), slice_of(zone), &l).code, OK);
        return l;
}

static void assert_date(struct language *l, int64_t utc_ms, enum date_style style, const char *expected)
{
        struct buf text = BUF_INIT(256);
        language_write_date(l, utc_ms, style, &text);
        assert_string_equal(buf_text(&text), expected);
        buf_clear(&text);
}

static void writes_the_apostrophe_as_all_texts_do(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("uk", "Europe/Kyiv");
        assert_date(l, tuesday + 3 * INT64_C(86400000), DATE_FULL, "п\u2019ятниця, 4 серпня 2023, 05:34");
}

static void writes_every_style_in_three_languages(void **state)
{
        (void)state;
        static const struct {
                const char *code;
                enum date_style style;
                const char *text;
        } cases[] = {
                {"uk", DATE_FULL, "вівторок, 1 серпня 2023, 05:34"},
                {"uk", DATE_FULL_HEADING, "Вівторок, 1 серпня 2023, 05:34"},
                {"uk", DATE_DAY_HEADING, "Вівторок, 1 серпня 2023"},
                {"uk", DATE_DAY_IN_TEXT, "1 серпня 2023"},
                {"uk", DATE_SHORT_DAY, "1 серпня 2023"},
                {"uk", DATE_MONTH, "серпень 2023"},
                {"uk", DATE_MONTH_HEADING, "Серпень 2023"},
                {"uk", DATE_CLOCK, "05:34"},
                {"uk", DATE_ISO, "2023-08-01T05:34:00+03:00"},
                {"ru", DATE_FULL, "вторник, 1 августа 2023, 05:34"},
                {"ru", DATE_FULL_HEADING, "Вторник, 1 августа 2023, 05:34"},
                {"ru", DATE_DAY_HEADING, "Вторник, 1 августа 2023"},
                {"ru", DATE_DAY_IN_TEXT, "1 августа 2023"},
                {"ru", DATE_SHORT_DAY, "1 августа 2023"},
                {"ru", DATE_MONTH, "август 2023"},
                {"ru", DATE_MONTH_HEADING, "Август 2023"},
                {"ru", DATE_CLOCK, "05:34"},
                {"ru", DATE_ISO, "2023-08-01T05:34:00+03:00"},
                {"en", DATE_FULL, "Tuesday, 1 August 2023, 05:34"},
                {"en", DATE_FULL_HEADING, "Tuesday, 1 August 2023, 05:34"},
                {"en", DATE_DAY_HEADING, "Tuesday, 1 August 2023"},
                {"en", DATE_DAY_IN_TEXT, "1 August 2023"},
                {"en", DATE_SHORT_DAY, "1 August 2023"},
                {"en", DATE_MONTH, "August 2023"},
                {"en", DATE_MONTH_HEADING, "August 2023"},
                {"en", DATE_CLOCK, "05:34"},
                {"en", DATE_ISO, "2023-08-01T05:34:00+03:00"},
                {"en", DATE_ISO_EXACT, "2023-08-01T05:34:00+03:00"},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                CLEANUP(language_closep) struct language *l = open_language(cases[i].code, "Europe/Kyiv");
                assert_date(l, tuesday, cases[i].style, cases[i].text);
        }
}

/* Every day of ten years and an hour more each day, beside ICU's own formatting by the same pattern. */
static void assert_as_icu_writes(const char *code)
{
        enum { DAYS = 3653, ROOM = 128 };
        UErrorCode status = U_ZERO_ERROR;
        UChar pattern[ROOM], zone[ROOM], wide[ROOM];
        CLEANUP(language_closep) struct language *l = open_language(code, "Europe/Kyiv");
        u_uastrcpy(pattern, "EEEE, d MMMM y, HH:mm");
        u_uastrcpy(zone, "Europe/Kyiv");
        UDateFormat *icu = udat_open(UDAT_PATTERN, UDAT_PATTERN, code, zone, -1, pattern, -1, &status);
        assert_true(U_SUCCESS(status));
        for (int64_t day = 0; day < DAYS; day++) {
                int64_t utc_ms = tuesday + day * (DAY_MS + HOUR_MS);
                char text[3 * ROOM];
                udat_format(icu, (UDate)utc_ms, wide, ROOM, NULL, &status);
                for (UChar *c = wide; *c; c++)
                        if (*c == 0x02bc) *c = 0x2019; /* the one letter in which we differ */
                u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
                assert_true(U_SUCCESS(status));
                assert_date(l, utc_ms, DATE_FULL, text);
        }
        udat_close(icu);
}

static void writes_what_icu_writes(void **state)
{
        (void)state;
        assert_as_icu_writes("uk");
        assert_as_icu_writes("ru");
        assert_as_icu_writes("en");
}

static void writes_offsets_west_of_utc_and_of_half_hours(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *west = open_language("en", "America/St_Johns");
        assert_date(west, tuesday + 59999, DATE_ISO, "2023-08-01T00:04:59-02:30");
        assert_date(west, tuesday + 59999, DATE_ISO_EXACT, "2023-08-01T00:04:59.999-02:30");
        CLEANUP(language_closep) struct language *utc = open_language("en", "UTC");
        assert_date(utc, -1, DATE_ISO_EXACT, "1969-12-31T23:59:59.999+00:00");
        assert_date(utc, tuesday, DATE_ISO, "2023-08-01T02:34:00+00:00");
        CLEANUP(language_closep) struct language *east = open_language("en", "Asia/Kathmandu");
        assert_date(east, tuesday, DATE_ISO, "2023-08-01T08:19:00+05:45");
}

static void follows_the_clocks_of_kyiv_through_a_year(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("uk", "Europe/Kyiv");
        static const struct {
                int64_t utc_ms;
                const char *text;
        } cases[] = {
                {INT64_C(1679788799000), "2023-03-26T01:59:59+02:00"}, /* the clocks go from 3 to 4 */
                {INT64_C(1679792399000), "2023-03-26T02:59:59+02:00"},
                {INT64_C(1679792400000), "2023-03-26T04:00:00+03:00"},
                {INT64_C(1698537600000), "2023-10-29T03:00:00+03:00"}, /* and from 4 back to 3 */
                {INT64_C(1698541199000), "2023-10-29T03:59:59+03:00"},
                {INT64_C(1698541200000), "2023-10-29T03:00:00+02:00"},
                {INT64_C(1672523999000), "2022-12-31T23:59:59+02:00"},
                {INT64_C(1672524000000), "2023-01-01T00:00:00+02:00"},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
                assert_date(l, cases[i].utc_ms, DATE_ISO, cases[i].text);
        for (size_t i = sizeof cases / sizeof cases[0]; i-- > 0;)
                assert_date(l, cases[i].utc_ms, DATE_ISO, cases[i].text);
}

static void words_and_digits_agree_on_both_sides_of_midnight(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("en", "Europe/Kyiv");
        int64_t midnight = language_day_start(l, 2024, 2, 29);
        assert_date(l, midnight - 1, DATE_FULL, "Wednesday, 28 February 2024, 23:59");
        assert_date(l, midnight - 1, DATE_ISO, "2024-02-28T23:59:59+02:00");
        assert_date(l, midnight, DATE_FULL, "Thursday, 29 February 2024, 00:00");
        assert_date(l, midnight, DATE_ISO, "2024-02-29T00:00:00+02:00");
        assert_date(l, language_day_start(l, 2024, 3, 1) - 1, DATE_SHORT_DAY, "29 February 2024");
}

static void tells_local_time_before_1970(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("en", "UTC");
        struct local_time t = language_local(l, -1);
        assert_int_equal(t.year, 1969);
        assert_int_equal(t.month, 12);
        assert_int_equal(t.day, 31);
        assert_int_equal(t.hour, 23);
        assert_int_equal(t.minute, 59);
        assert_date(l, -1, DATE_ISO, "1969-12-31T23:59:59+00:00");
}

static void keeps_to_the_years_1_to_9999(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("uk", "Europe/Kyiv");
        assert_int_equal(language_local(l, INT64_MIN).year, 1);
        assert_int_equal(language_local(l, INT64_MAX).year, 9999);
        assert_int_equal(language_local(l, language_day_start(l, INT32_MAX, 1, 1)).year, 9999);
        assert_int_equal(language_local(l, language_day_start(l, INT32_MIN, 1, 1)).year, 1);
}

static bool is_before_day(struct local_time t, int year, int month, int day)
{
        if (t.year != year) return t.year < year;
        if (t.month != month) return t.month < month;
        return t.day < day;
}

/* Every day of 130 years starts where the day before ends, is 23 to 25 hours long, and has the date that was asked for.
 */
static void assert_days_follow_each_other(struct language *l)
{
        int64_t start = language_day_start(l, 1970, 1, 1);
        for (struct local_time today = {.year = 1970, .month = 1, .day = 1}; today.year < 2100;) {
                int64_t next = language_day_start(l, today.year, today.month, today.day + 1);
                assert_in_range((uint64_t)(next - start), 23 * HOUR_MS, 25 * HOUR_MS);
                struct local_time tomorrow = language_local(l, next);
                assert_true(is_before_day(today, tomorrow.year, tomorrow.month, tomorrow.day));
                assert_true(is_before_day(language_local(l, next - 1), tomorrow.year, tomorrow.month, tomorrow.day));
                assert_int_equal(language_day_start(l, tomorrow.year, tomorrow.month, tomorrow.day), next);
                today = tomorrow;
                start = next;
        }
}

static void days_follow_each_other_from_1970_to_2100(void **state)
{
        (void)state;
        static const char *const zones[] = {"Europe/Kyiv", "America/New_York", "America/Havana"};
        for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
                CLEANUP(language_closep) struct language *l = open_language("uk", zones[i]);
                assert_days_follow_each_other(l);
        }
}

static void starts_a_day_where_the_clocks_jump_over_midnight(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *kyiv = open_language("en", "Europe/Kyiv");
        assert_date(kyiv, language_day_start(kyiv, 1981, 4, 1), DATE_ISO, "1981-04-01T01:00:00+04:00");
        CLEANUP(language_closep) struct language *apia = open_language("en", "Pacific/Apia");
        assert_date(apia, language_day_start(apia, 2011, 12, 30), DATE_ISO, "2011-12-31T00:00:00+14:00");
}

static void starts_a_day_at_the_first_of_two_midnights(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("en", "America/Havana");
        int64_t start = language_day_start(l, 2023, 11, 5); /* at 1 the clocks go back to 0 */
        assert_date(l, start, DATE_ISO, "2023-11-05T00:00:00-04:00");
        assert_date(l, start + HOUR_MS, DATE_ISO, "2023-11-05T00:00:00-05:00");
}

static void counts_months_and_days_on_over_the_year(void **state)
{
        (void)state;
        CLEANUP(language_closep) struct language *l = open_language("uk", "Europe/Kyiv");
        assert_int_equal(language_day_start(l, 2023, 13, 1), language_day_start(l, 2024, 1, 1));
        assert_int_equal(language_day_start(l, 2023, 0, 1), language_day_start(l, 2022, 12, 1));
        assert_int_equal(language_day_start(l, 2023, 2, 29), language_day_start(l, 2023, 3, 1));
        assert_int_equal(language_day_start(l, 2024, 1, 0), language_day_start(l, 2023, 12, 31));
}

/* In Kyiv at 03:00 of 29 March it is 04:00, and at 04:00 of 25 October it is 03:00. */
static void finds_the_moments_of_a_local_time(void **state)
{
        (void)state;
        const int64_t minute = 60000, hour = 60 * minute;
        const int64_t march = INT64_C(1774742400000), october = INT64_C(1792886400000); /* 00:00 UTC of these days */
        CLEANUP(language_closep) struct language *l = open_language("uk", "Europe/Kyiv");
        struct clock_moments once = language_moments(l, march + 3 * hour - minute);
        assert_int_equal(once.count, 1);
        assert_int_equal(once.at[0], march + hour - minute);
        assert_int_equal(language_moments(l, march + 3 * hour).count, 0);
        assert_int_equal(language_moments(l, march + 4 * hour - 1).count, 0);
        once = language_moments(l, march + 4 * hour);
        assert_int_equal(once.count, 1);
        assert_int_equal(once.at[0], march + hour);

        struct clock_moments twice = language_moments(l, october + 3 * hour + 30 * minute);
        assert_int_equal(twice.count, 2);
        assert_int_equal(twice.at[0], october + 30 * minute);
        assert_int_equal(twice.at[1], october + hour + 30 * minute);
        assert_int_equal(language_moments(l, october + 4 * hour).count, 1);
        assert_int_equal(language_moments(l, october + 3 * hour - 1).count, 1);
}

static void knows_weekdays_and_the_lengths_of_months(void **state)
{
        (void)state;
        assert_int_equal(language_weekday(1970, 1, 1), 3);
        assert_int_equal(language_weekday(2023, 8, 1), 1);
        assert_int_equal(language_weekday(2024, 2, 29), 3);
        assert_int_equal(language_weekday(2026, 11, 23), 0);
        assert_int_equal(language_weekday(1969, 12, 28), 6);
        assert_int_equal(language_days_of_month(2024, 2), 29);
        assert_int_equal(language_days_of_month(2100, 2), 28);
        assert_int_equal(language_days_of_month(2023, 12), 31);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(writes_every_style_in_three_languages),
                cmocka_unit_test(writes_the_apostrophe_as_all_texts_do),
                cmocka_unit_test(writes_what_icu_writes),
                cmocka_unit_test(writes_offsets_west_of_utc_and_of_half_hours),
                cmocka_unit_test(follows_the_clocks_of_kyiv_through_a_year),
                cmocka_unit_test(words_and_digits_agree_on_both_sides_of_midnight),
                cmocka_unit_test(tells_local_time_before_1970),
                cmocka_unit_test(keeps_to_the_years_1_to_9999),
                cmocka_unit_test(days_follow_each_other_from_1970_to_2100),
                cmocka_unit_test(starts_a_day_where_the_clocks_jump_over_midnight),
                cmocka_unit_test(starts_a_day_at_the_first_of_two_midnights),
                cmocka_unit_test(counts_months_and_days_on_over_the_year),
                cmocka_unit_test(finds_the_moments_of_a_local_time),
                cmocka_unit_test(knows_weekdays_and_the_lengths_of_months),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
