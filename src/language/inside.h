/* An opened language, for the files of this room. */
#pragma once
#include "language/language.h"
#include "language/zone.h"

#include <jansson.h>
#include <unicode/udat.h>

/* Dates that ICU writes; the other styles are digits only. */
enum date_format { FORMAT_FULL, FORMAT_SHORT_DAY, FORMAT_DAY_HEADING, FORMAT_DAY_IN_TEXT, FORMAT_MONTH, FORMAT_COUNT };

struct language {
        json_t *texts; /* the catalogue: key -> text */
        struct zone zone;
        UDateFormat *formats[FORMAT_COUNT];
};

/* Opens the formats of dates by the catalogue's patterns, in the zone that is already open. */
struct err language_open_dates(struct language *l, const char *locale, struct slice zone) CHECKED;
