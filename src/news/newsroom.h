/* What an editor would set: the site's address, its editions, their sections. Plain values, loaded from the store. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "news/settings.h"

struct edition {
        unsigned id;              /* from 1, in the order of the language switcher */
        struct slice code;        /* "uk", "ru", "en": language of texts and interface (BCP 47) */
        struct slice prefix;      /* of every path: "" or "/rus" */
        struct slice zone;        /* IANA time zone: "Europe/Kyiv" */
        struct slice name;        /* the newsroom's name in this edition */
        struct slice support_url; /* where "Support us" leads; empty: it is not shown */
        struct slice permalink;   /* the pattern of its articles' addresses (permalink.h) */
        /* Prefixes that it had, whose addresses lead on: each with a slash behind it, a space between them: "/ /rus/"
         */
        struct slice former_prefixes;
        bool is_moving; /* readers have it under `prefix`, and are to have it under `coming_prefix` */
        struct slice coming_prefix;
};

struct section {
        unsigned id;                                         /* from 1 */
        struct slice names[EDITION_MAX], slugs[EDITION_MAX]; /* by edition id - 1; an empty name: not in that edition */
        unsigned places[EDITION_MAX]; /* in the edition's menu, from 1; 0: it does not stand there */
        struct slice key;             /* what imports name it by, besides names and slugs */
};

struct newsroom {
        struct slice url; /* "https://example.org", without a slash at the end */
        struct edition editions[EDITION_MAX];
        size_t edition_count;
        struct section sections[SECTION_MAX];
        size_t section_count;
        struct settings settings;
};

/* The edition whose code is the primary subtag of a BCP 47 `tag` ("en-GB" -> "en"); NULL when there is none. */
const struct edition *newsroom_edition_for(const struct newsroom *n, struct slice tag);
const struct edition *newsroom_edition(const struct newsroom *n, unsigned id); /* NULL when there is none */

/* The section that a word names: by key, or by slug or name in any edition, whatever the case; NULL when none. */
const struct section *newsroom_section_for(const struct newsroom *n, struct slice word);
const struct section *newsroom_section(const struct newsroom *n, unsigned id);
const struct section *newsroom_section_with_key(const struct newsroom *n, struct slice key);

/* The sections of an edition: those of its menu, in its order, then (not `menu_only`) those that do not stand there. */
struct section_list {
        const struct section *at[SECTION_MAX];
        size_t count;
};
/* Whether it is in any edition: one that was taken away is in none. */
bool section_is_there(const struct section *s);
struct section_list newsroom_sections(const struct newsroom *n, unsigned edition, bool menu_only);

/* Reads "uk=/,ru=/rus,en=/eng" into editions (id, code, prefix). ERR_INVALID with `why`: an unknown language, a prefix
 * that does not begin with "/" or has anything but a-z 0-9 -, two alike. Slices borrow from `text`. */
struct buf;
struct err newsroom_read_editions(struct newsroom *n, struct slice text, struct buf *why) CHECKED;

/* Whether `slug` can stand in an address: a-z 0-9 and single hyphens, 1 to 80 bytes, and no word that addresses use
 * themselves ("news", "feed", "search", "topic", "person", "source", "support", "media", "static", "go", "live",
 * "most-read"). */
enum { SLUG_MAX_BYTES = 80 };
bool slug_is_usable(struct slice slug);

/* Whether nothing else of the edition has addresses that begin with the word, and it can stand in them itself: a
 * section's slug (`except` is that section's key; empty: none), the first word of a pattern. */
enum word_fault { WORD_GOOD, WORD_UNUSABLE, WORD_TAKEN };
enum word_fault newsroom_check_slug(const struct newsroom *n, const struct edition *e, struct slice slug,
                                    struct slice except);
/* Whether the prefix ("" or "/word") can be the edition's: no other's, and nothing's first word, as far as the newsroom
 * tells (addresses that were: store/structure.h). One that it had can. */
enum prefix_fault { PREFIX_GOOD, PREFIX_UNUSABLE, PREFIX_ANOTHERS, PREFIX_LEADS_ON, PREFIX_TAKEN, PREFIX_MANY };
enum { FORMER_PREFIX_MAX = 8 };
enum prefix_fault newsroom_check_prefix(const struct newsroom *n, const struct edition *e, struct slice prefix);
/* The next of edition.former_prefixes, cut off `rest`, without the slash behind it. */
struct slice former_prefix_next(struct slice *rest);
/* The edition as readers still have it: under `shown`; all its other prefixes lead on. */
void edition_show_under(struct edition *e, struct slice shown, struct arena *a);
/* Whether the pattern can be the edition's: a good one, by which no address begins as something else of it does. */
bool newsroom_permalink_is_free(const struct newsroom *n, const struct edition *e, struct slice pattern);

/* Whether a section can be added to `n`, or replace the one with its key: it has a key, and each name has a usable slug
 * that no other section and no edition's prefix takes. ERR_INVALID with `why`. */
struct err newsroom_check_section(const struct newsroom *n, const struct section *s, struct buf *why) CHECKED;
