/* What pages that are open are told: events of an edition, numbered by the last change of the store that each brings,
 * the newest of them kept. They are written in the transaction of the change itself. An event never changes. An archive
 * made anew takes over those of the one before; where that cannot be read there are none, and the numbers go on.
 *
 * Not compared by archive_compare(): they say how the archive came about, not what is published. */
#pragma once
#include "archive/archive.h"

enum { LIVE_EVENTS_KEPT = 256 };

/* ---- writing; within a transaction ---- */

/* The edition's events begin behind change `number`, unless they have begun; `code` is the edition's, "uk". */
struct err archive_live_begin(struct archive *a, unsigned edition, struct slice code, int64_t number) CHECKED;
/* An event, JSON in one line; `of_rail`: it changes the rail. Drops what is older than those kept. A number that is not
 * above the last one is not added: what came with it was told. */
struct err archive_live_add(struct archive *a, unsigned edition, int64_t number, bool of_rail,
                            struct slice data) CHECKED;
/* The number of the last event, or of where they begin; ERR_NOT_FOUND when they have not begun. */
struct err archive_live_last(struct archive *a, unsigned edition, int64_t *ret) CHECKED;

/* Takes over all that `from` told, in the place of what `a` did: for an archive made anew, which is to go on as the one
 * before. A transaction of its own. */
struct err archive_live_take_over(struct archive *a, struct archive *from) CHECKED;

/* ---- reading ---- */

struct archive_live {
        unsigned edition;
        struct slice code;      /* until the callback returns */
        int64_t complete_after; /* every event behind this number is there */
        int64_t last;           /* the number of the last event; complete_after when there is none */
        int64_t rail;           /* the same of those that changed the rail */
};
typedef struct err archive_live_fn(void *context, const struct archive_live *live);
struct err archive_each_live(struct archive *a, archive_live_fn *fn, void *context) CHECKED;

/* The edition's events behind `after`, in order. `data` until the callback returns. */
typedef struct err archive_event_fn(void *context, int64_t number, struct slice data);
struct err archive_each_event(struct archive *a, unsigned edition, int64_t after, archive_event_fn *fn,
                              void *context) CHECKED;
