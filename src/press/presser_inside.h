/* What the files of this room share: the presser, the imprint of each edition, and the builders of the values that
 * templates get. For this room only.
 *
 * A template's values are one JSON object. Every value object carries all its keys, also the empty ones: Mustache looks
 * for a missing key in the surrounding objects, and a story without a lead must not show its neighbour's. */
#pragma once
#include "fragment/fragment.h"
#include "language/language.h"
#include "news/json_value.h"
#include "press/listing.h"

/* The values of stories that were shown before, each at a place that its article gives (values_story.c). */
enum { STORY_KEY_MAX_BYTES = 1 << 20 };
struct known_stories {
        struct buf key; /* owned: of the story that is asked for, kept for its memory */
        struct known_story {
                struct buf key; /* owned: all that the values were made of */
                json_t *values; /* owned; NULL: none yet */
        } at[512];
};
struct known_stories *known_stories_new(void); /* NULL when there is no memory left */
void known_stories_free(struct known_stories *known);

/* The values of days in words: listings name the same days and months again and again. */
struct known_days {
        struct known_day {
                struct day day;
                enum date_style style;
                json_t *value; /* owned; NULL: none yet */
        } at[509];             /* a prime: months are 32 apart */
};

/* What all pages of one edition have in common; made once, shared by reference into every template's values. */
struct imprint {
        const struct edition *edition;
        struct slice site_url;         /* without a slash at the end */
        struct slice front, all_news;  /* paths */
        struct slice name;             /* of the newsroom, in this edition */
        struct language *language;     /* owned */
        struct arena arena;            /* owns the paths */
        json_t *text;                  /* owned: the interface texts */
        json_t *values;                /* owned: the edition as templates see it */
        json_t *sections[SECTION_MAX]; /* owned, by section id - 1: name and path; NULL: not in this edition */
        json_t *weekdays;              /* owned: their names from Monday, for calendars */
        struct known_stories *stories; /* owned: stories that were shown before */
        struct known_days *days;       /* owned: days that were named before */
};

struct err imprint_init(struct imprint *i, const struct newsroom *newsroom, const struct edition *edition) CHECKED;
void imprint_clear(struct imprint *i);
/* Whether templates may ask for {{text.KEY}}. */
bool imprint_has_text(struct slice key);

/* Fragments pressed before, each at the place that its text gives: a language switcher, a front's head and much else
 * has the very text that it had in the publication before. Texts are compared, so nothing can come out stale. */
enum { KNOWN_FRAGMENTS = 128, KNOWN_PLAIN_MAX_BYTES = 2048 };
struct known_fragment {
        const struct deflater *by; /* NULL: none yet */
        struct buf plain, stored;  /* owned */
};

struct presser {
        const struct newsroom *newsroom;
        const struct theme *theme;
        struct deflater *deflater;            /* owned, like the next */
        struct deflater *quick_deflater;      /* for what every publication presses again */
        struct imprint imprints[EDITION_MAX]; /* owned, by edition id - 1 */
        struct buf plain;                     /* owned: what is being rendered, kept for its memory */
        struct known_fragment known[KNOWN_FRAGMENTS];
};

struct imprint *presser_imprint(struct presser *p, unsigned edition);

/* Renders a template and appends its plain text. */
struct err press_plain(struct presser *p, const char *template, const json_t *values, struct buf *ret) CHECKED;
/* Renders a template into a fragment, which replaces what `ret` holds. */
struct err press_fragment(struct presser *p, const char *template, const json_t *values, struct buf *ret) CHECKED;
struct err press_fragment_quickly(struct presser *p, const char *template, const json_t *values,
                                  struct buf *ret) CHECKED;

/* ---- values (values.c); all give new references ---- */

/* What every page's template gets: {"text": …, "edition": …}. */
json_t *values_new(const struct imprint *i);
/* A text of the newsroom, with the non-breaking spaces of the edition's language. */
json_t *values_wording(const struct imprint *i, struct slice text);
/* The address of a path with the site's in front. */
json_t *values_full_url(const struct imprint *i, struct slice path);
/* {"iso", "clock", "date", "full"} of a moment in the edition's zone. */
json_t *values_moment(const struct imprint *i, int64_t utc_ms);
/* With what begins a line besides. */
json_t *values_moment_of_line(const struct imprint *i, int64_t utc_ms);
/* The same with "before" and "after", what a text like "Updated: {time}" says around it, so that the theme can make it
 * a <time>. */
json_t *values_said(const struct imprint *i, const char *key, int64_t utc_ms);
json_t *values_date(const struct imprint *i, int64_t utc_ms, enum date_style style);
/* {"path", "headline", "lead", "section", "published", "important", "breaking", "image"} of an article elsewhere
 * (values_story.c). Remembered; not to be changed. What broke is called so when at `at_ms` BREAKING_FOR_MS have
 * not passed since; BREAKING_IS_PAST: nothing is, for the page will not be pressed again when they have. */
#define BREAKING_IS_PAST INT64_MAX
json_t *values_story(const struct imprint *i, const struct headline *headline, int64_t at_ms);
json_t *values_stories(const struct imprint *i, const struct headline *at, size_t count, int64_t at_ms);
/* Stories whose lead is empty and whose section is false: ten of them stand below every article, and would be heavier
 * than it. */
json_t *values_brief_stories(const struct imprint *i, const struct headline *at, size_t count);
/* {"name", "path"}, or false when the edition does not have the section. */
json_t *values_section(const struct imprint *i, unsigned section);
/* {"name", "path"}; the path is empty when the shelf has no page. */
json_t *values_shelf(const struct imprint *i, const struct shelf *shelf);
/* Puts {"url", "site"}: an address elsewhere, and the name of its site alone, which readers are shown. May be empty. */
void values_put_site(json_t *values, struct slice url);
/* values_picture.c: the files of a picture for a browser to choose from, or false when there are none; the one to show
 * where the page is shared, with its full address; and with what is said of it, or false when that is nothing. */
json_t *values_image(const struct picture *picture);
json_t *values_shared_image(const struct imprint *i, const struct picture *picture);
json_t *values_picture(const struct imprint *i, const struct picture *picture);

/* Puts a list, and beside it whether there is anything in it: a template cannot ask a list without walking through it.
 * Takes `list` over. */
void values_put_list(json_t *values, const char *has_key, const char *key, json_t *list);

/* An interface text with every {name} replaced: "Photo: {credit}". */
json_t *values_filled(const struct imprint *i, const char *key, const struct language_value *values, size_t count);

/* The month of a day's page as a table, with links to its days and to the months beside it (press_calendar.c). */
json_t *values_calendar(const struct imprint *i, struct day day, const struct calendar *calendar);
/* The date alone, remembered. A day of 0 is the first. */
json_t *values_day(const struct imprint *i, struct day day, enum date_style style);
