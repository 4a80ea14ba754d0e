/* What the pages of an edition share, and its pages for statuses; and where creatives lead: one generation
 * of it for all editions, immutable once readers see it, replaced as a whole. What changes by the clock is chosen when
 * a generation is made.
 *
 * A publication changes little of it, so generations share their pieces: a piece whose stored bytes are those of the
 * generation before is taken over with its plain text. Pieces are counted by the follower alone, which makes
 * generations and destroys them; server threads only read. */
#pragma once
#include "base/arena.h"
#include "site/page.h"

enum furniture_part {
        FURNITURE_PART_TOP,
        FURNITURE_PART_BAR,
        FURNITURE_PART_SLOT_ARTICLE,
        FURNITURE_PART_ASK,
        FURNITURE_PART_RAIL,
        FURNITURE_PART_SLOT_RAIL,
        FURNITURE_PART_FOOT,
        FURNITURE_PART_SCRIPT,    /* what follows the news on an open page, before the foot */
        FURNITURE_PART_LIVE_RAIL, /* rail, bar and the script's words as data: parts of no page */
        FURNITURE_PART_LIVE_BAR,
        FURNITURE_PART_LIVE_WORDS,
        FURNITURE_PART_FRONT,     /* in the place of a front's main part, where the clock changes it; else empty */
        FURNITURE_PART_MOST_READ, /* behind a front's main part; may be empty */
        FURNITURE_PARTS
};
enum { SITE_EDITIONS_MAX = 16, STATUS_PAGES = 4, BRIEF_PAGES = 9 };

/* A fragment in both encodings. */
struct piece;

struct edition_furniture {
        unsigned edition;    /* id */
        struct slice prefix; /* "" or "/rus"; owned */
        bool counts_by_beacon;
        int64_t front_turned_ms; /* when the clock made the front what it is; 0: it did not */
        struct slice former;     /* what is behind it in the text that it came with (archive/furniture.h) */
        struct piece *parts[FURNITURE_PARTS];
        unsigned counters[FURNITURE_PARTS];             /* of the creatives in the slots (site/counters.h); else 0 */
        struct piece *status[STATUS_PAGES][PAGE_PARTS]; /* by status_index() */
        struct piece *status_text[STATUS_PAGES];        /* likewise: in plain text */
        struct piece *brief[BRIEF_PAGES];               /* by brief_index() */
};

/* Where a creative leads, and what counts its clicks. */
struct go_link {
        struct slice key, url;
        unsigned counter;
};

enum { GO_LINKS_MAX = 256 };

struct furniture {
        struct edition_furniture editions[SITE_EDITIONS_MAX];
        size_t edition_count;
        struct go_link links[GO_LINKS_MAX]; /* in the order of their keys */
        size_t link_count;
        struct arena arena;     /* of the links' texts */
        int64_t next_change_ms; /* when the clock alone makes another generation; INT64_MAX: never */
};

/* 0 to 3 for 404, 410, 500, 503. */
int status_index(unsigned status);
/* 0 to 8 for 400, 405, 408, 413, 414, 431, 501, 503, 505: what a server answers by itself, in a few lines; else -1. */
int brief_index(unsigned status);

/* ---- making a generation; the follower ---- */
struct err furniture_new(struct furniture **ret) CHECKED;
void furniture_free(void *furniture);

/* The edition, which is added when it is new; NULL past the maximum. */
struct edition_furniture *furniture_edition(struct furniture *f, unsigned edition, struct slice prefixes);

/* Makes `*piece` the fragment that is stored so, or shares `former` when that is the same; `former` may be NULL.
 * ERR_INVALID for a damaged fragment. */
struct err piece_set(struct piece **piece, struct slice stored, struct piece *former) CHECKED;

/* Adds a link, whose texts are copied; in the order of their keys. False past the maximum. */
bool furniture_add_link(struct furniture *f, const struct go_link *link);

/* ---- reading it; any thread between two quiescent points ---- */

/* The edition by id, or the one whose prefix, of now or of before, is the longest that `path` begins with (the first
 * edition when none does); NULL only when there is none. */
const struct edition_furniture *furniture_find(const struct furniture *f, unsigned edition);
const struct edition_furniture *furniture_for_path(const struct furniture *f, struct slice path);

/* The next of edition_furniture.former, cut off `rest`: "" or "/rus". */
struct slice furniture_former_prefix(struct slice *rest);

/* The empty fragment for NULL. */
const struct fragment *piece_fragment(const struct piece *piece, enum encoding encoding);

/* Where a creative leads, by its key; NULL when there is none. */
const struct go_link *furniture_find_link(const struct furniture *f, struct slice key);
