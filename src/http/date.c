/* Days are counted in years that begin on 1 March, so that the leap day is a year's last and month lengths follow one
 * formula: 153 days to every five months (Howard Hinnant, "chrono-compatible low-level date algorithms").
 *
 * The three forms are read from one pattern each: a letter says what stands there, any other character stands for
 * itself. */
#include "http/date.h"

#include "base/clock.h"
#include "base/err.h"

enum { DAYS_TO_1970 = 719468, DAYS_IN_400_YEARS = 146097, DAY_SECONDS = 24 * 60 * 60 };

static const char month_names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const weekday_names[7] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                             "Thursday", "Friday", "Saturday"};

struct date {
        int64_t year, month, day, hour, minute, second; /* month and day from 1 */
};

static int64_t days_from_date(int64_t year, int64_t month, int64_t day)
{
        int64_t march_year = month <= 2 ? year - 1 : year;
        int64_t era = march_year / 400;
        int64_t year_of_era = march_year - era * 400;
        int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        return era * DAYS_IN_400_YEARS + day_of_era - DAYS_TO_1970;
}

static struct date date_from_days(int64_t days)
{
        int64_t since = days + DAYS_TO_1970;
        int64_t era = since / DAYS_IN_400_YEARS;
        int64_t day_of_era = since - era * DAYS_IN_400_YEARS;
        int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
        int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        int64_t march_month = (5 * day_of_year + 2) / 153;
        int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
        return (struct date){.year = era * 400 + year_of_era + (month <= 2),
                             .month = month,
                             .day = day_of_year - (153 * march_month + 2) / 5 + 1};
}

static void put_digits(char *at, unsigned count, int64_t value)
{
        for (unsigned i = count; i > 0; i--) {
                at[i - 1] = (char)('0' + value % 10);
                value /= 10;
        }
}

void http_write_date(char ret[HTTP_DATE_LEN], int64_t utc_ms)
{
        int64_t seconds = utc_ms / 1000;
        int64_t days = seconds / DAY_SECONDS, in_day = seconds % DAY_SECONDS;
        struct date date = date_from_days(days);
        must(utc_ms >= 0 && date.year <= 9999);

        memcpy(ret, "Ddd, 00 Mmm 0000 00:00:00 GMT", HTTP_DATE_LEN);
        memcpy(ret, weekday_names[(days + 4) % 7], 3); /* 1 January 1970 was a Thursday */
        put_digits(ret + 5, 2, date.day);
        memcpy(ret + 8, month_names[date.month - 1], 3);
        put_digits(ret + 12, 4, date.year);
        put_digits(ret + 17, 2, in_day / 3600);
        put_digits(ret + 20, 2, in_day / 60 % 60);
        put_digits(ret + 23, 2, in_day % 60);
}

static bool take_digits(struct slice *rest, size_t count, int64_t *ret)
{
        uint64_t value = 0;
        if (rest->len < count || !slice_to_u64((struct slice){rest->at, count}, 9999, &value)) return false;
        *ret = (int64_t)value;
        *rest = slice_skip(*rest, count);
        return true;
}

/* The day of the month in asctime's form: two digits, or a space and one. */
static bool take_padded_day(struct slice *rest, int64_t *ret)
{
        if (!slice_starts_with(*rest, SLICE(" "))) return take_digits(rest, 2, ret);
        *rest = slice_skip(*rest, 1);
        return take_digits(rest, 1, ret);
}

static bool take_month(struct slice *rest, int64_t *ret)
{
        for (int month = 0; month < 12; month++) {
                if (!slice_starts_with(*rest, slice_of(month_names[month]))) continue;
                *rest = slice_skip(*rest, 3);
                *ret = month + 1;
                return true;
        }
        return false;
}

static bool take_weekday(struct slice *rest, bool whole)
{
        for (int day = 0; day < 7; day++) {
                struct slice name = slice_of(weekday_names[day]);
                if (!whole) name.len = 3;
                if (!slice_starts_with(*rest, name)) continue;
                *rest = slice_skip(*rest, name.len);
                return true;
        }
        return false;
}

static bool take_one(struct slice *rest, char what, struct date *date)
{
        switch (what) {
        case 'w':
                return take_weekday(rest, false);
        case 'W':
                return take_weekday(rest, true);
        case 'm':
                return take_month(rest, &date->month);
        case 'd':
                return take_digits(rest, 2, &date->day);
        case 'e':
                return take_padded_day(rest, &date->day);
        case 'y':
                return take_digits(rest, 2, &date->year);
        case 'Y':
                return take_digits(rest, 4, &date->year);
        case 'h':
                return take_digits(rest, 2, &date->hour);
        case 'i':
                return take_digits(rest, 2, &date->minute);
        case 's':
                return take_digits(rest, 2, &date->second);
        default:
                if (rest->len == 0 || rest->at[0] != what) return false;
                *rest = slice_skip(*rest, 1);
                return true;
        }
}

static bool read_pattern(struct slice text, const char *pattern, struct date *ret)
{
        for (; *pattern; pattern++)
                if (!take_one(&text, *pattern, ret)) return false;
        return text.len == 0;
}

/* A day exists when the calendar gives it back. 60 is a leap second. */
static bool date_exists(const struct date *date)
{
        if (date->year < 1970 || date->month < 1 || date->day < 1 || date->day > 31) return false;
        if (date->hour > 23 || date->minute > 59 || date->second > 60) return false;
        struct date same = date_from_days(days_from_date(date->year, date->month, date->day));
        return same.month == date->month && same.day == date->day;
}

static int64_t current_year(void)
{
        return date_from_days(clock_wall_ms() / 1000 / DAY_SECONDS).year;
}

/* RFC 9110: two digits that seem to lie more than 50 years ahead mean the past. */
static int64_t year_of_two_digits(int64_t two)
{
        int64_t now = current_year();
        int64_t year = now / 100 * 100 + two;
        return year > now + 50 ? year - 100 : year;
}

int64_t http_read_date(struct slice text)
{
        struct date date = {0};
        if (read_pattern(text, "W, d-m-y h:i:s GMT", &date))
                date.year = year_of_two_digits(date.year);
        else if (!read_pattern(text, "w, d m Y h:i:s GMT", &date) && !read_pattern(text, "w m e h:i:s Y", &date))
                return -1;
        if (!date_exists(&date)) return -1;

        int64_t seconds = days_from_date(date.year, date.month, date.day) * DAY_SECONDS;
        return (seconds + date.hour * 3600 + date.minute * 60 + date.second) * 1000;
}
