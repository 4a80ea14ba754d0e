/* A time zone: how far its clocks stand from UTC, and when they are changed. For this room only.
 *
 * ICU knows the rules; between two changes of the clocks the answer is kept, so that most questions cost a comparison.
 */
#pragma once
#include "base/err.h"
#include "base/slice.h"

#include <unicode/ucal.h>

struct zone {
        UCalendar *calendar;
        int64_t from, until; /* where `offset_ms` holds, `until` not included; empty at first */
        int64_t offset_ms;   /* east of UTC */
};

/* ERR_INVALID when `name` is not an IANA time zone. */
struct err zone_open(struct zone *z, struct slice name) CHECKED;
void zone_close(struct zone *z);

/* Makes `z->offset_ms`, `from` and `until` those of a moment. */
void zone_seek(struct zone *z, int64_t utc_ms);

/* Division towards the past, also before 1970; what it leaves is never negative. */
static inline int64_t floor_divide(int64_t number, int64_t by)
{
        return number / by - (number % by < 0);
}
static inline int64_t floor_remainder(int64_t number, int64_t by)
{
        return number - floor_divide(number, by) * by;
}

/* Days since 1 January 1970 of a Gregorian date, and back. Months and days out of range count on: month 13 is the next
 * January. */
int64_t days_of_date(int64_t year, int64_t month, int64_t day);
void date_of_days(int64_t days, int *ret_year, int *ret_month, int *ret_day);
