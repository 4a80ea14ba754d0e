#include "language/zone.h"

#include "language/language.h"

#include <unicode/ustring.h>

struct err zone_open(struct zone *z, struct slice name)
{
        *z = (struct zone){0};
        UChar id[64], canonical[64];
        if (name.len >= 64) return ERR(ERR_INVALID, "open a time zone");
        int32_t id_len = 0;
        UErrorCode status = U_ZERO_ERROR;
        u_strFromUTF8(id, 64, &id_len, name.at, (int32_t)name.len, &status);

        UBool listed = false; /* not something like "GMT+3", which ICU understands too */
        ucal_getCanonicalTimeZoneID(id, id_len, canonical, 64, &listed, &status);
        if (U_FAILURE(status) || !listed) return ERR(ERR_INVALID, "open a time zone");
        z->calendar = ucal_open(id, id_len, "en", UCAL_GREGORIAN, &status);
        if (U_FAILURE(status)) return ERR(ERR_FULL, "open a time zone");
        return NO_ERR;
}

void language_each_zone(language_zone_fn *fn, void *context)
{
        UErrorCode status = U_ZERO_ERROR;
        UEnumeration *zones = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status);
        int32_t len = 0;
        for (const char *name; U_SUCCESS(status) && (name = uenum_next(zones, &len, &status));)
                fn(context, (struct slice){name, (size_t)len});
        uenum_close(zones);
}

void zone_close(struct zone *z)
{
        if (z->calendar) ucal_close(z->calendar);
        z->calendar = NULL;
}

static int64_t transition(struct zone *z, UTimeZoneTransitionType type, int64_t otherwise)
{
        UErrorCode status = U_ZERO_ERROR;
        UDate at = 0;
        bool found = ucal_getTimeZoneTransitionDate(z->calendar, type, &at, &status);
        must(U_SUCCESS(status));
        return found ? (int64_t)at : otherwise;
}

void zone_seek(struct zone *z, int64_t utc_ms)
{
        if (utc_ms >= z->from && utc_ms < z->until) return;
        UErrorCode status = U_ZERO_ERROR;
        ucal_setMillis(z->calendar, (UDate)utc_ms, &status);
        z->offset_ms =
                ucal_get(z->calendar, UCAL_ZONE_OFFSET, &status) + ucal_get(z->calendar, UCAL_DST_OFFSET, &status);
        must(U_SUCCESS(status));
        z->from = transition(z, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, INT64_MIN);
        z->until = transition(z, UCAL_TZ_TRANSITION_NEXT, INT64_MAX);
}

/* Counting years from March puts the leap day last, so the length of the months before a month is a straight line:
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days. */
enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, DAYS_FROM_MARCH_OF_YEAR_0 = 719468 };

int64_t days_of_date(int64_t year, int64_t month, int64_t day)
{
        int64_t months = (month - 1) - 2; /* since March */
        year += floor_divide(months, 12);
        months -= floor_divide(months, 12) * 12;
        int64_t era = floor_divide(year, YEARS_IN_ERA);
        int64_t year_of_era = year - era * YEARS_IN_ERA;
        int64_t day_of_year = (153 * months + 2) / 5 + day - 1;
        int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        return era * DAYS_IN_ERA + day_of_era - DAYS_FROM_MARCH_OF_YEAR_0;
}

void date_of_days(int64_t days, int *ret_year, int *ret_month, int *ret_day)
{
        days += DAYS_FROM_MARCH_OF_YEAR_0;
        int64_t era = floor_divide(days, DAYS_IN_ERA);
        int64_t day_of_era = days - era * DAYS_IN_ERA;
        int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
        int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        int64_t months = (5 * day_of_year + 2) / 153; /* since March */
        *ret_day = (int)(day_of_year - (153 * months + 2) / 5 + 1);
        *ret_month = (int)(months < 10 ? months + 3 : months - 9);
        *ret_year = (int)(era * YEARS_IN_ERA + year_of_era + (months >= 10));
}
