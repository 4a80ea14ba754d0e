/* The names of months and weekdays come from ICU, once; where they stand, with which digits, is the catalogue's
 * patterns (UTS #35, of which only the fields of write_field() are known). Formatting by ICU itself gave the same texts
 * at twenty times the cost: every story that a page shows has a date. */
#include "language/inside.h"

#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#define MINUTE_MS INT64_C(60000)
#define DAY_MS    INT64_C(86400000)

/* 2 January of year 1 and 30 December 9999: a day to spare for the zone. */
enum { FIRST_DAY = -719161, LAST_DAY = 2932895 };

static const char *const pattern_keys[FORMAT_COUNT] = {
        [FORMAT_FULL] = "date_full",
        [FORMAT_SHORT_DAY] = "date_short_day",
        [FORMAT_DAY_HEADING] = "date_day_heading",
        [FORMAT_DAY_IN_TEXT] = "date_day_in_text",
        [FORMAT_MONTH] = "date_month",
};

/* ---- names ---- */

/* ICU writes п’ятниця with the letter U+02BC; all other texts here have the mark U+2019, as keyboards and print do. */
enum { NAME_MAX = 64, ICU_APOSTROPHE = 0x02bc, APOSTROPHE = 0x2019 };

static struct slice copy_name(struct language *l, const UDateFormat *format, UDateFormatSymbolType type, int32_t index)
{
        UChar wide[NAME_MAX];
        char name[NAME_MAX * 3];
        int32_t wide_len = 0, len = 0;
        UErrorCode status = U_ZERO_ERROR;
        wide_len = udat_getSymbols(format, type, index, wide, NAME_MAX, &status);
        for (int32_t i = 0; i < wide_len && i < NAME_MAX; i++)
                if (wide[i] == ICU_APOSTROPHE) wide[i] = APOSTROPHE;
        u_strToUTF8(name, sizeof name, &len, wide, wide_len, &status);
        must(U_SUCCESS(status));
        return arena_copy(&l->arena, (struct slice){name, (size_t)len});
}

struct err language_open_dates(struct language *l, const char *locale)
{
        UErrorCode status = U_ZERO_ERROR;
        UDateFormat *format = udat_open(UDAT_FULL, UDAT_FULL, locale, NULL, 0, NULL, 0, &status);
        if (U_FAILURE(status)) return ERR(ERR_FULL, "open the dates of a language");
        for (int32_t i = 0; i < MONTHS; i++) {
                l->months[i] = copy_name(l, format, UDAT_MONTHS, i);
                l->lone_months[i] = copy_name(l, format, UDAT_STANDALONE_MONTHS, i);
        }
        for (int32_t i = 0; i < WEEKDAYS; i++) /* ICU counts from Sunday as 1 */
                l->weekdays[i] = copy_name(l, format, UDAT_WEEKDAYS, (i + 1) % WEEKDAYS + 1);
        udat_close(format);
        for (size_t i = 0; i < FORMAT_COUNT; i++)
                l->patterns[i] = language_text(l, pattern_keys[i]);
        return NO_ERR;
}

/* ---- moments ---- */

static int64_t between(int64_t low, int64_t number, int64_t high)
{
        return number < low ? low : number > high ? high : number;
}

static int64_t in_range(int64_t utc_ms)
{
        return between(FIRST_DAY * DAY_MS, utc_ms, LAST_DAY * DAY_MS);
}

struct local_time language_local(struct language *l, int64_t utc_ms)
{
        utc_ms = in_range(utc_ms);
        zone_seek(&l->zone, utc_ms);
        int64_t local_ms = utc_ms + l->zone.offset_ms;
        int minute = (int)(floor_remainder(local_ms, DAY_MS) / MINUTE_MS);

        struct local_time local = {
                .hour = minute / 60,
                .minute = minute % 60,
                .offset_minutes = (int)(l->zone.offset_ms / MINUTE_MS),
        };
        date_of_days(floor_divide(local_ms, DAY_MS), &local.year, &local.month, &local.day);
        return local;
}

/* The clocks stood, or will stand, as they do a day before or a day after: nowhere are they changed twice in two days.
 */
struct clock_moments language_moments(struct language *l, int64_t local_ms)
{
        struct clock_moments found = {.count = 0};
        const int64_t beside[] = {local_ms - DAY_MS, local_ms + DAY_MS};
        for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
                zone_seek(&l->zone, in_range(beside[i]));
                int64_t offset_ms = l->zone.offset_ms, moment = local_ms - offset_ms;
                if (found.count && found.at[0] == moment) continue;
                zone_seek(&l->zone, in_range(moment));
                if (l->zone.offset_ms == offset_ms) found.at[found.count++] = moment;
        }
        return found;
}

/* ---- writing ---- */

static void write_number(unsigned number, size_t min_digits, struct buf *ret)
{
        char digits[16];
        size_t first = sizeof digits;
        for (; number || sizeof digits - first < min_digits; number /= 10)
                digits[--first] = (char)('0' + number % 10);
        buf_add(ret, (struct slice){digits + first, sizeof digits - first});
}

static void write_field(const struct language *l, const struct local_time *t, struct slice field, struct buf *ret)
{
        switch (field.at[0]) {
        case 'E':
                buf_add(ret, l->weekdays[language_weekday(t->year, t->month, t->day)]);
                break;
        case 'd':
                write_number((unsigned)t->day, field.len, ret);
                break;
        case 'M':
                buf_add(ret, l->months[t->month - 1]);
                break;
        case 'L':
                buf_add(ret, l->lone_months[t->month - 1]);
                break;
        case 'y':
                write_number((unsigned)t->year, field.len, ret);
                break;
        case 'H':
                write_number((unsigned)t->hour, field.len, ret);
                break;
        case 'm':
                write_number((unsigned)t->minute, field.len, ret);
                break;
        default:
                must(false); /* the catalogues' patterns have no other field */
        }
}

static bool is_letter(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next of a pattern: a field is one letter, repeated; a text stands in quotes; anything else means itself. */
static void write_next(const struct language *l, const struct local_time *t, struct slice *pattern, struct buf *ret)
{
        size_t len = 1;
        if (pattern->at[0] == '\'') {
                *pattern = slice_skip(*pattern, 1);
                buf_add(ret, slice_cut(pattern, '\''));
                return;
        }
        if (!is_letter(pattern->at[0])) {
                buf_add(ret, (struct slice){pattern->at, 1});
                *pattern = slice_skip(*pattern, 1);
                return;
        }
        while (len < pattern->len && pattern->at[len] == pattern->at[0])
                len++;
        write_field(l, t, (struct slice){pattern->at, len}, ret);
        *pattern = slice_skip(*pattern, len);
}

static void write_words(struct language *l, int64_t utc_ms, enum date_format format, struct buf *ret)
{
        struct local_time t = language_local(l, utc_ms);
        for (struct slice pattern = l->patterns[format]; pattern.len;)
                write_next(l, &t, &pattern, ret);
}

/* The same with a capital at the beginning. */
static void write_heading(struct language *l, int64_t utc_ms, enum date_format format, struct buf *ret)
{
        CLEANUP(buf_clear) struct buf words = BUF_INIT(4 * NAME_MAX);
        write_words(l, utc_ms, format, &words);
        const uint8_t *text = (const uint8_t *)words.at;
        uint8_t capital[U8_MAX_LENGTH];
        int32_t taken = 0, len = 0;
        UChar32 first = 0;
        U8_NEXT(text, taken, (int32_t)words.len, first);
        must(first >= 0);
        U8_APPEND_UNSAFE(capital, len, (uint32_t)u_toupper(first));
        buf_add(ret, (struct slice){(const char *)capital, (size_t)len});
        buf_add(ret, slice_skip(buf_slice(&words), (size_t)taken));
}

static void write_digits(struct buf *ret, int number, char mark)
{
        write_number((unsigned)number, 2, ret);
        if (mark) buf_add_char(ret, mark);
}

static void write_iso(struct language *l, int64_t utc_ms, bool is_exact, struct buf *ret)
{
        enum { MINUTES = 60 };
        struct local_time t = language_local(l, utc_ms);
        int second = (int)(floor_remainder(utc_ms + l->zone.offset_ms, MINUTE_MS) / 1000);
        int offset = t.offset_minutes < 0 ? -t.offset_minutes : t.offset_minutes;
        write_number((unsigned)t.year, 4, ret);
        buf_add_char(ret, '-');
        write_digits(ret, t.month, '-');
        write_digits(ret, t.day, 'T');
        write_digits(ret, t.hour, ':');
        write_digits(ret, t.minute, ':');
        write_digits(ret, second, 0);
        unsigned millisecond = (unsigned)floor_remainder(utc_ms, 1000);
        if (is_exact && millisecond) {
                buf_add_char(ret, '.');
                write_number(millisecond, 3, ret);
        }
        buf_add_char(ret, t.offset_minutes < 0 ? '-' : '+');
        write_digits(ret, offset / MINUTES, ':');
        write_digits(ret, offset % MINUTES, 0);
}

static void write_clock(struct language *l, int64_t utc_ms, struct buf *ret)
{
        struct local_time t = language_local(l, utc_ms);
        write_digits(ret, t.hour, ':');
        write_digits(ret, t.minute, 0);
}

void language_write_date(struct language *l, int64_t utc_ms, enum date_style style, struct buf *ret)
{
        utc_ms = in_range(utc_ms);
        switch (style) {
        case DATE_FULL:
                write_words(l, utc_ms, FORMAT_FULL, ret);
                break;
        case DATE_FULL_HEADING:
                write_heading(l, utc_ms, FORMAT_FULL, ret);
                break;
        case DATE_SHORT_DAY:
                write_words(l, utc_ms, FORMAT_SHORT_DAY, ret);
                break;
        case DATE_DAY_HEADING:
                write_heading(l, utc_ms, FORMAT_DAY_HEADING, ret);
                break;
        case DATE_DAY_IN_TEXT:
                write_words(l, utc_ms, FORMAT_DAY_IN_TEXT, ret);
                break;
        case DATE_MONTH:
                write_words(l, utc_ms, FORMAT_MONTH, ret);
                break;
        case DATE_MONTH_HEADING:
                write_heading(l, utc_ms, FORMAT_MONTH, ret);
                break;
        case DATE_CLOCK:
                write_clock(l, utc_ms, ret);
                break;
        case DATE_ISO:
        case DATE_ISO_EXACT:
                write_iso(l, utc_ms, style == DATE_ISO_EXACT, ret);
                break;
        }
}

/* The first moment whose local time is not before that midnight: usually the midnight itself; the end of the gap where
 * the clocks jump over it; the first of two where they are put back over it. */
int64_t language_day_start(struct language *l, int year, int month, int day)
{
        int64_t midnight = between(FIRST_DAY, days_of_date(year, month, day), LAST_DAY) * DAY_MS; /* were it UTC */
        zone_seek(&l->zone, midnight - DAY_MS); /* no zone is that far from UTC, so this is before it */
        for (;;) {
                int64_t start = midnight - l->zone.offset_ms;
                if (start < l->zone.from) start = l->zone.from;
                if (start < l->zone.until) return start;
                zone_seek(&l->zone, l->zone.until);
        }
}

int language_weekday(int year, int month, int day)
{
        enum { THURSDAY = 3 }; /* 1 January 1970 */
        return (int)floor_remainder(days_of_date(year, month, day) + THURSDAY, 7);
}

int language_days_of_month(int year, int month)
{
        return (int)(days_of_date(year, month + 1, 1) - days_of_date(year, month, 1));
}
