/* An opened language, for the files of this room. */
#pragma once
#include "base/arena.h"
#include "language/language.h"
#include "language/zone.h"

#include <jansson.h>
#include <unicode/ucol.h>

/* Dates with a pattern in the catalogue; the other styles are digits only. */
enum date_format { FORMAT_FULL, FORMAT_SHORT_DAY, FORMAT_DAY_HEADING, FORMAT_DAY_IN_TEXT, FORMAT_MONTH, FORMAT_COUNT };
enum { MONTHS = 12, WEEKDAYS = 7 };

struct language {
        json_t *texts; /* the catalogue: key -> text */
        struct zone zone;
        struct arena arena;                  /* owns the names */
        struct slice patterns[FORMAT_COUNT]; /* in the catalogue */
        struct slice months[MONTHS];         /* "серпня", in a date */
        struct slice lone_months[MONTHS];    /* "серпень", without a day */
        struct slice weekdays[WEEKDAYS];     /* from Monday */
        UCollator *order;                    /* owned; NULL: nobody asked for it yet */
};

/* Gets the names that the dates of a locale are written with. The catalogue must be there. */
struct err language_open_dates(struct language *l, const char *locale) CHECKED;
