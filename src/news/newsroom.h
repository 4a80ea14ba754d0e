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
};

struct section {
        unsigned id;                                         /* from 1, in the order of the menu */
        struct slice names[EDITION_MAX], slugs[EDITION_MAX]; /* by edition id - 1; an empty name: not in that edition */
        struct slice key;                                    /* what imports name it by, besides names and slugs */
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

/* Reads "uk=/,ru=/rus,en=/eng" into editions (id, code, prefix). ERR_INVALID with `why`: an unknown language, a prefix
 * that does not begin with "/" or has anything but a-z 0-9 -, two alike. Slices borrow from `text`. */
struct buf;
struct err newsroom_read_editions(struct newsroom *n, struct slice text, struct buf *why) CHECKED;

/* Whether `slug` can stand in an address: a-z 0-9 and single hyphens, 1 to 80 bytes, and no word that addresses use
 * themselves ("news", "feed", "search", "topic", "person", "source", "support", "media", "static", "go", "live"). */
enum { SLUG_MAX_BYTES = 80 };
bool slug_is_usable(struct slice slug);

/* Whether a section can be added to `n`, or replace the one with its key: it has a key, and each name has a usable slug
 * that no other section and no edition's prefix takes. ERR_INVALID with `why`. */
struct err newsroom_check_section(const struct newsroom *n, const struct section *s, struct buf *why) CHECKED;
