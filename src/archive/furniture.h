/* What the pages of an edition share, as the archive keeps it: furniture, pages for statuses, the prefix of its paths;
 * and where creatives lead. Few rows, which readers load all together after every change. */
#pragma once
#include "archive/archive.h"

enum furniture_kind {
        FURNITURE_TOP = 1,
        FURNITURE_BAR,
        FURNITURE_RAIL,
        FURNITURE_FOOT,
        FURNITURE_SLOT_ARTICLE,
        FURNITURE_SLOT_RAIL,
        FURNITURE_ASK,
        FURNITURE_FRONT,     /* the main part of the front, where the clock changes it; else its page has it */
        FURNITURE_LIVE_RAIL, /* rail and bar as data (press/live.h), for pages that are open */
        FURNITURE_LIVE_BAR,
        FURNITURE_MOST_READ,  /* what was read most, behind a front's main part; there may be none */
        FURNITURE_BEACON,     /* an empty row: pages tell that they are read, and what is served is not counted */
        FURNITURE_LIVE_WORDS, /* what the script of open pages says (press/live.h) */
        FURNITURE_KINDS
};

/* Shown from `from_ms` until `until_ms` (UTC; 0 and INT64_MAX: always). A kind has one row for any moment; a slot may
 * have several, of which readers choose one a minute, by weight. */
struct archive_furniture {
        unsigned edition; /* edition and kind: read only */
        enum furniture_kind kind;
        int64_t from_ms, until_ms;
        unsigned weight;       /* slots; else 0 */
        struct slice creative; /* slots: its key; else empty. Read: until the callback returns, like what follows */
        struct slice stored;
};

/* ---- writing; within a transaction. Equal rows change nothing ---- */

/* Puts `rows` in the place of all that the edition has of this kind. */
struct err archive_put_furniture(struct archive *a, unsigned edition, enum furniture_kind kind,
                                 const struct archive_furniture *rows, size_t count) CHECKED;
/* One of the edition's pages for a status (404, 410, 500, 503): its own four fragments. What is told in a few lines, to
 * what is no request or while there is no time for more, is filed under its status + ARCHIVE_BRIEF, all of it `main`.

 * The same in plain text, for who asks for a text edition: under ARCHIVE_TEXT, likewise. */
enum { ARCHIVE_BRIEF = 1000, ARCHIVE_TEXT = 2000 };
struct err archive_put_status(struct archive *a, unsigned edition, unsigned status,
                              const struct archive_page *parts) CHECKED;
/* The editions and their prefixes, so that a reader can tell which edition's 404 a path gets. `prefixes` is that of
 * now; behind it come those that it had, whose addresses lead on, each with a space before and a slash behind it:
 * "/ru / /rus/". */
struct err archive_put_edition(struct archive *a, unsigned edition, struct slice prefixes) CHECKED;

/* Where a creative leads (/go/{key}/), whether or not it is shown just now. */
struct archive_creative {
        struct slice key, url; /* read: until the callback returns */
};
/* In the place of all there were; at most one of a key. */
struct err archive_put_creatives(struct archive *a, const struct archive_creative *creatives, size_t count) CHECKED;

/* ---- reading ---- */

/* By edition, kind (the last one first), and the order in which they were put. */
typedef struct err archive_furniture_fn(void *context, const struct archive_furniture *furniture);
struct err archive_each_furniture(struct archive *a, archive_furniture_fn *fn, void *context) CHECKED;
/* Appends the first row's stored form; nothing when there is no row. */
struct err archive_load_furniture(struct archive *a, unsigned edition, enum furniture_kind kind,
                                  struct buf *ret) CHECKED;
typedef struct err archive_status_fn(void *context, unsigned edition, unsigned status, const struct archive_page *page);
struct err archive_each_status(struct archive *a, archive_status_fn *fn, void *context) CHECKED;
typedef struct err archive_edition_fn(void *context, unsigned edition, struct slice prefixes);
struct err archive_each_edition(struct archive *a, archive_edition_fn *fn, void *context) CHECKED;
/* In the order of their keys. */
typedef struct err archive_creative_fn(void *context, const struct archive_creative *creative);
struct err archive_each_creative(struct archive *a, archive_creative_fn *fn, void *context) CHECKED;
