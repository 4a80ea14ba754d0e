/* The pattern of an edition's article addresses, as an editor writes it:
 *
 *   /{prefix}/news/{yyyy}/{mm}/{dd}/{id}/        {prefix} the edition's, with its slash    {id}      the article's
 * number {yyyy} {mm} {dd} its day in the edition   {slug}    its words {section} its section's slug
 *
 * Steps are words of a-z, 0-9 and hyphens, or tokens, joined by hyphens. What is refused is refused because an address
 * by it could be something else's: a section's, a month's page, another edition's. Two articles that would get the same
 * address are kept apart by whoever gives addresses (store/path.c). Pure, any thread. */
#pragma once
#include "base/arena.h"

#define PERMALINK_DEFAULT "/{prefix}/news/{yyyy}/{mm}/{dd}/{id}/"
enum { PERMALINK_MAX_BYTES = 160 };

enum permalink_fault {
        PERMALINK_GOOD,
        PERMALINK_LONG,
        PERMALINK_PREFIX,  /* it does not begin with "/{prefix}/" */
        PERMALINK_END,     /* it does not end with a slash, or has two behind each other */
        PERMALINK_TOKEN,   /* what stands in braces is no token, or a brace is alone */
        PERMALINK_LETTERS, /* something else than a-z, 0-9, and single hyphens between words and tokens */
        PERMALINK_TWICE,   /* a token stands twice */
        PERMALINK_ALIKE,   /* neither {id} nor {slug}: all of a day would be one */
        PERMALINK_SHORT,   /* one step: sections and pages have such addresses */
        PERMALINK_FIRST,   /* the first step is no word, {section} or {yyyy} alone, or a word that addresses use */
        PERMALINK_NUMBERS, /* could be the page of a day or of a month: four steps, the last three of them numbers */
};
enum permalink_fault permalink_check(struct slice pattern);

/* Whether addresses by it may begin with the word behind the prefix, so that nothing else of the edition may: a
 * section, a page, another edition's prefix. */
bool permalink_takes(struct slice pattern, struct slice word);
/* Whether it has the token: "{section}". */
bool permalink_has(struct slice pattern, const char *token);

struct permalink_values {
        struct slice prefix; /* "" or "/rus" */
        int year, month, day;
        int64_t id;
        struct slice slug;    /* empty, or of digits alone: a word with the id stands for it */
        struct slice section; /* empty: none; then "news" stands for it */
};
/* `pattern` is a good one. */
struct slice permalink_write(struct arena *a, struct slice pattern, const struct permalink_values *values);
