/* What one language needs: interface texts, dates, slugs, typography, order. Words of dates are ICU's.
 *
 * A language is opened per edition (texts of `uk`, times of Europe/Kyiv). One thread at a time. Its texts, and how it
 * writes dates, are in messages/CODE.json: another file there is another language. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

struct language;

/* `code`: "uk", "ru" or "en" (ERR_NOT_FOUND otherwise); `zone`: an IANA time zone name (ERR_INVALID when ICU does not
 * know it). */
struct err language_open(struct slice code, struct slice zone, struct language **ret) CHECKED;
/* The same with the texts of the newsroom's own application, messages/desk/CODE.json. */
struct err language_open_for_desk(struct slice code, struct slice zone, struct language **ret) CHECKED;
void language_close(struct language *l);
static inline void language_closep(struct language **l)
{
        language_close(*l);
}

/* Every language that language_open() knows, by its code, in the order of the codes. */
typedef void language_code_fn(void *context, struct slice code);
void language_each(language_code_fn *fn, void *context);

/* The interface text `key` ("all_sections"); lives as long as the language. Asking for a key that the catalogue lacks
 * is a programmer's mistake (must); a test compares the catalogues of all languages. */
struct slice language_text(const struct language *l, const char *key);

/* All texts, an object of strings by key; borrowed. */
struct json_t;
const struct json_t *language_texts(const struct language *l);

/* Appends the interface text `key` with every {name} replaced by the value of that name. A name without a value is a
 * programmer's mistake (must). Escapes nothing. */
struct language_value {
        const char *name;
        struct slice value;
};
void language_write_text(const struct language *l, const char *key, const struct language_value *values, size_t count,
                         struct buf *ret);

/* A moment in the edition's zone. Here and below, moments outside the years 1 to 9999 count as the nearest inside. */
struct local_time {
        int year, month, day, hour, minute; /* month and day from 1 */
        int offset_minutes;                 /* east of UTC */
};
struct local_time language_local(struct language *l, int64_t utc_ms);

enum date_style {
        DATE_FULL, /* a stamp: Tuesday, 1 August 2023, 05:34; «вівторок, 1 серпня 2023, 05:34» */
        DATE_FULL_HEADING,  /* the same with a capital, as a line of its own */
        DATE_SHORT_DAY,     /* a stamp: 1 August 2023 */
        DATE_DAY_HEADING,   /* Tuesday, 1 August 2023; «Вівторок, 1 серпня 2023 року» */
        DATE_DAY_IN_TEXT,   /* 1 August 2023 */
        DATE_MONTH,         /* August 2023 (the month standing alone: «серпень 2023») */
        DATE_MONTH_HEADING, /* the same with a capital: «Серпень 2023» */
        DATE_CLOCK,         /* 05:34 */
        DATE_ISO,           /* 2023-08-01T05:34:00+03:00, for <time datetime> (HTML, 4.5.14) */
        DATE_ISO_EXACT,     /* the same, with milliseconds where there are any: 2023-08-01T05:34:00.250+03:00 */
};
void language_write_date(struct language *l, int64_t utc_ms, enum date_style style, struct buf *ret);

/* The first moment of a local day, UTC milliseconds; correct where the clocks change at midnight. Months and days out
 * of range count on: month 13 is the next January, so the end of a month is the start of day 1 of `month` + 1. */
int64_t language_day_start(struct language *l, int year, int month, int day);

/* The moments at which the clocks show a local time, which `local_ms` tells as if it was UTC: one; two, earlier first,
 * where they are put back over it; none where they are put on over it. */
struct clock_moments {
        int64_t at[2];
        unsigned count;
};
struct clock_moments language_moments(struct language *l, int64_t local_ms);

/* Every time zone that a place has ("Europe/Kyiv"), by ICU's list and in its order. */
typedef void language_zone_fn(void *context, struct slice name);
void language_each_zone(language_zone_fn *fn, void *context);

/* The day of the week of a Gregorian date, from 0 (Monday); the number of days of a month. */
int language_weekday(int year, int month, int day);
int language_days_of_month(int year, int month);

/* Whether a word that ends before `rest` is whole there: no letter, digit or mark follows, also not behind a hyphen or
 * an apostrophe. */
bool language_is_word_end(struct slice rest);

/* A slug (a-z, 0-9, single hyphens, at most `max_len` bytes, cut between words) from any text: Ukrainian by the Cabinet
 * of Ministers' resolution No. 55 of 27 January 2010, Russian by the table in romanise.c, Latin letters without their
 * marks; anything else is left out. Cyrillic in other languages' texts counts as Ukrainian. May come out empty. */
void language_write_slug(struct slice code, struct slice text, size_t max_len, struct buf *ret);

/* Straight quotation marks and apostrophes, hyphens that stand for dashes and three dots become those that the language
 * writes, by what stands before them, as the desk's editor does while one types. Addresses stay as they are; doing it
 * twice changes nothing more. */
void language_write_marks(struct slice code, struct slice text, struct buf *ret);

/* The same for a text that comes in pieces, one after the other, and that nobody looked at while it was typed: a single
 * quotation mark that may be anything stays as it is (outside English: what neither stands between letters nor is one
 * of a pair in its piece). language_marks_begin() says
 * whether there are rules for the language. `ret` is all of the text so far. */
struct marking {
        const struct marks *marks;
        struct buf *ret;
        bool in_outer, in_inner; /* quotations that are open */
        bool leaves_single;
        const char *pair_end; /* in the piece in hand: what ends the pair of single marks that is open, or NULL */
};
bool language_marks_begin(struct marking *m, struct slice code, struct buf *ret);
void language_marks_add(struct marking *m, struct slice piece);

/* Appends what tells where a text stands in the order of the language's alphabet: such keys, compared by bytes, are in
 * the order of their texts. Hexadecimal, of at most so many bytes: long texts are told apart by their beginnings. */
enum { LANGUAGE_SORT_KEY_BYTES = 96 };
void language_write_sort_key(struct language *l, struct slice text, struct buf *ret);

/* Keeps on one line what the language wants there: a dash and the word before it, a one-letter word and the next, a
 * number and its unit or month; a number and its ending («88-й»), the ends of a range (10–15). Only turns single spaces
 * into U+00A0 and puts a word joiner (U+2060, never drawn) behind hyphens, dashes and «…» between numbers; doing it
 * twice changes nothing more. */
void language_write_nonbreaking(struct slice code, struct slice text, struct buf *ret);
