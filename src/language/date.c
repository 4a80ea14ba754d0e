/* Words of a date come from ICU by the catalogue's patterns; its digits, which every rail line and <time> shows, are
 * worked out here from the zone's offset, at a tenth of the cost. */
#include "language/inside.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

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

struct err language_open_dates(struct language *l, const char *locale, struct slice zone)
{
        enum { PATTERN_MAX = 64 };
        UErrorCode status = U_ZERO_ERROR;
        UChar zone_id[PATTERN_MAX], pattern[PATTERN_MAX];
        int32_t zone_len = 0, len = 0;
        u_strFromUTF8(zone_id, PATTERN_MAX, &zone_len, zone.at, (int32_t)zone.len, &status);
        for (size_t i = 0; i < FORMAT_COUNT; i++) {
                struct slice text = language_text(l, pattern_keys[i]);
                u_strFromUTF8(pattern, PATTERN_MAX, &len, text.at, (int32_t)text.len, &status);
                l->formats[i] = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, zone_id, zone_len, pattern, len, &status);
                if (U_FAILURE(status)) return ERR(ERR_FULL, "open the dates of a language");
        }
        return NO_ERR;
}

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

static void write_words(struct language *l, int64_t utc_ms, enum date_format format, bool is_heading, struct buf *ret)
{
        enum { WORDS_MAX = 128 };
        UChar wide[WORDS_MAX];
        char text[WORDS_MAX * 3];
        UErrorCode status = U_ZERO_ERROR;
        int32_t len = 0;
        int32_t wide_len = udat_format(l->formats[format], (UDate)utc_ms, wide, WORDS_MAX, NULL, &status);
        if (is_heading) wide[0] = (UChar)u_toupper(wide[0]);
        u_strToUTF8(text, sizeof text, &len, wide, wide_len, &status);
        must(U_SUCCESS(status));
        buf_add(ret, (struct slice){text, (size_t)len});
}

static void write_iso(struct language *l, int64_t utc_ms, struct buf *ret)
{
        struct local_time t = language_local(l, utc_ms);
        int second = (int)(floor_remainder(utc_ms + l->zone.offset_ms, MINUTE_MS) / 1000);
        int offset = t.offset_minutes < 0 ? -t.offset_minutes : t.offset_minutes;
        buf_add_format(ret, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", t.year, t.month, t.day, t.hour, t.minute,
                       second, t.offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
}

static void write_clock(struct language *l, int64_t utc_ms, struct buf *ret)
{
        struct local_time t = language_local(l, utc_ms);
        buf_add_format(ret, "%02d:%02d", t.hour, t.minute);
}

void language_write_date(struct language *l, int64_t utc_ms, enum date_style style, struct buf *ret)
{
        utc_ms = in_range(utc_ms);
        switch (style) {
        case DATE_FULL:
                write_words(l, utc_ms, FORMAT_FULL, false, ret);
                break;
        case DATE_SHORT_DAY:
                write_words(l, utc_ms, FORMAT_SHORT_DAY, false, ret);
                break;
        case DATE_DAY_HEADING:
                write_words(l, utc_ms, FORMAT_DAY_HEADING, true, ret);
                break;
        case DATE_DAY_IN_TEXT:
                write_words(l, utc_ms, FORMAT_DAY_IN_TEXT, false, ret);
                break;
        case DATE_MONTH:
                write_words(l, utc_ms, FORMAT_MONTH, false, ret);
                break;
        case DATE_MONTH_HEADING:
                write_words(l, utc_ms, FORMAT_MONTH, true, ret);
                break;
        case DATE_CLOCK:
                write_clock(l, utc_ms, ret);
                break;
        case DATE_ISO:
                write_iso(l, utc_ms, ret);
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
