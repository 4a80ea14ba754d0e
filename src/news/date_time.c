#include "news/date_time.h"

#include "base/err.h"
#include "news/moment.h"

#include <time.h>

/* What a date-time consists of, in its order; each but the first may be where a shortened one ends. */
enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };

static const struct part {
        char mark; /* before it */
        unsigned digits;
        int first, last;
} parts[PARTS] = {
        [YEAR] = {'\0', 4, 0, 9999}, [MONTH] = {'-', 2, 1, 12},  [DAY] = {'-', 2, 1, 31},
        [HOUR] = {'T', 2, 0, 23},    [MINUTE] = {':', 2, 0, 59}, [SECOND] = {':', 2, 0, 60},
};

static bool take_number(struct slice *rest, const struct part *part, int *ret)
{
        struct slice number = {rest->at, part->digits};
        uint64_t value = 0;
        if (rest->len < part->digits || !slice_to_u64(number, (uint64_t)part->last, &value)) return false;
        *rest = slice_skip(*rest, part->digits);
        *ret = (int)value;
        return *ret >= part->first;
}

/* Digits behind the second, to milliseconds. */
static bool take_fraction(struct slice *rest, int *ret_ms)
{
        *ret_ms = 0;
        if (!slice_starts_with(*rest, SLICE("."))) return true;
        *rest = slice_skip(*rest, 1);
        int weight = 100;
        size_t before = rest->len;
        for (; rest->len && rest->at[0] >= '0' && rest->at[0] <= '9'; weight /= 10) {
                *ret_ms += weight * (rest->at[0] - '0');
                *rest = slice_skip(*rest, 1);
        }
        return rest->len < before;
}

/* "Z", "+02:00" or nothing; all that is left. */
static bool take_offset(struct slice rest, int *ret_minutes)
{
        *ret_minutes = 0;
        if (rest.len == 0 || slice_eq_nocase(rest, SLICE("Z"))) return true;
        char sign = rest.at[0];
        int hours = 0, minutes = 0;
        rest = slice_skip(rest, 1);
        if ((sign != '+' && sign != '-') || !take_number(&rest, &parts[HOUR], &hours)) return false;
        if (slice_starts_with(rest, SLICE(":"))) rest = slice_skip(rest, 1);
        if (!take_number(&rest, &parts[MINUTE], &minutes) || rest.len) return false;
        *ret_minutes = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
        return true;
}

static bool is_day_of_month(const int *values)
{
        static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        bool leap = values[YEAR] % 4 == 0 && (values[YEAR] % 100 != 0 || values[YEAR] % 400 == 0);
        return values[DAY] <= days[values[MONTH] - 1] - (values[MONTH] == 2 && !leap);
}

bool date_time_read(struct slice text, int64_t *ret_utc_ms)
{
        struct slice rest = slice_trim(text);
        int values[PARTS] = {0, 1, 1, 0, 0, 0}, fraction_ms = 0, offset_minutes = 0;
        unsigned taken = 0;
        for (; taken < PARTS; taken++) {
                char mark = parts[taken].mark;
                if (mark && (rest.len == 0 || rest.at[0] != mark)) break;
                if (mark) rest = slice_skip(rest, 1);
                if (!take_number(&rest, &parts[taken], &values[taken])) return false;
        }
        if (taken == 0 || taken == MINUTE) return false; /* an hour alone */
        if (taken == PARTS && !take_fraction(&rest, &fraction_ms)) return false;
        if (taken > MINUTE ? !take_offset(rest, &offset_minutes) : rest.len > 0) return false;
        if (!is_day_of_month(values)) return false;

        struct tm moment = {
                .tm_year = values[YEAR] - 1900,
                .tm_mon = values[MONTH] - 1,
                .tm_mday = values[DAY],
                .tm_hour = values[HOUR],
                .tm_min = values[MINUTE],
                .tm_sec = values[SECOND],
        };
        *ret_utc_ms = (int64_t)timegm(&moment) * 1000 + fraction_ms - (int64_t)offset_minutes * 60000;
        return moment_is_sane(*ret_utc_ms);
}

void date_time_write(int64_t utc_ms, struct buf *ret)
{
        int64_t fraction_ms = utc_ms % 1000;
        if (fraction_ms < 0) fraction_ms += 1000;
        time_t seconds = (time_t)((utc_ms - fraction_ms) / 1000);
        struct tm utc;
        must(gmtime_r(&seconds, &utc) != NULL);
        buf_add_format(ret, "%04d-%02d-%02dT%02d:%02d:%02d", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                       utc.tm_hour, utc.tm_min, utc.tm_sec);
        if (fraction_ms) buf_add_format(ret, ".%03d", (int)fraction_ms);
        buf_add_char(ret, 'Z');
}
