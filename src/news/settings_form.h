/* The form of the settings document: the one table that says what may be set, by which name and within which bounds;
 * only the files of settings include it. */
#pragma once
#include "news/settings.h"

enum rule_type {
        RULE_LINE,       /* struct slice, one line */
        RULE_LINES,      /* struct slice, several */
        RULE_BODY,       /* struct body */
        RULE_KEY,        /* struct slice: a-z 0-9 and hyphens */
        RULE_HTTPS,      /* struct slice: an address elsewhere; likewise the next two */
        RULE_LINK,       /* or a path of this site */
        RULE_CONTACT,    /* or mailto: */
        RULE_ASSET,      /* struct slice */
        RULE_COLOUR,     /* struct slice */
        RULE_MOMENT,     /* int64_t: UTC milliseconds */
        RULE_NUMBER,     /* unsigned, from 1 */
        RULE_FLAG,       /* bool */
        RULE_SLOT,       /* enum slot */
        RULE_EDITIONS,   /* uint32_t: a bit each */
        RULE_OBJECT,     /* its own rules, in the same struct */
        RULE_LIST,       /* a pointer and its count; without a form, of lines */
        RULE_BY_EDITION, /* an array by edition id - 1 */
        RULE_PAGES,      /* a pointer and its count: struct static_page, each under its slug */
};

struct settings_reader {
        const struct newsroom *newsroom;
        struct arena *arena; /* all that is read lives here */
        struct buf place;    /* owned: "pages.about.uk" */
        struct buf *why;
};

struct settings_form;
struct settings_rule {
        const char *name;
        enum rule_type type;
        size_t offset, count_offset;      /* in the struct that the rules describe */
        size_t max;                       /* bytes of a text, elements of a list, the largest number */
        const char *remedy;               /* what to do when it is missing; NULL: it may be */
        const struct settings_form *form; /* of what stands in it */
};

struct settings_form {
        const struct settings_rule *rules;
        size_t count, struct_size;
        /* What the rules cannot say one by one; may be NULL. */
        struct err (*check)(struct settings_reader *r, const void *value);
};
extern const struct settings_form settings_whole;

/* settings_merge.c: under a name of the whole, how many levels of names stand above what is taken as one. */
unsigned settings_levels(const char *name);

/* ERR_INVALID, with "<place>: <message>" added to `why`. */
struct err settings_fault(struct settings_reader *r, const char *format, ...)
        __attribute__((format(printf, 2, 3))) CHECKED;

/* What somebody wrote, for a message; "this" when it is long or no line. */
struct slice settings_shown(struct slice text);

/* Puts `name` behind the place; returns the length to go back to. */
size_t settings_enter(struct settings_reader *r, const char *name);
static inline void settings_leave(struct settings_reader *r, size_t len)
{
        r->place.len = len;
}

/* settings_value.c: one value that is no container. */
struct err settings_read_value(struct settings_reader *r, const json_t *value, const struct settings_rule *rule,
                               void *ret) CHECKED;
/* settings_read.c: an object by its form. */
struct err settings_read_object(struct settings_reader *r, const json_t *json, const struct settings_form *form,
                                void *ret) CHECKED;
