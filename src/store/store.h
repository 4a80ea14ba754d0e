/* The store: the newsroom's data, drafts included; the truth. One SQLite file, written by one process and one thread.
 *
 * Nothing is overwritten: every save that changes anything is a new version. What readers are to see changes only
 * through a row of the change log, whose numbers come from a counter row in the same transaction: gapless, in commit
 * order. A commit returns when it is on disk (WAL, synchronous=FULL, not configurable).
 *
 * Slices returned live in the given arena. After an error in a transaction, roll it back. */
#pragma once
#include "news/address.h"
#include "news/headline.h"

struct store;

/* Makes the file with the newsroom's settings, or leaves none. ERR_CONFLICT when it exists or two editions or sections
 * share an address; ERR_NOT_FOUND or ERR_INVALID for an unknown language or time zone. `why` gets a sentence. */
struct err store_create(const char *path, const struct newsroom *newsroom, struct buf *why) CHECKED;

/* Opens for writing (one at a time: the caller holds the data folder's lock) or reading. ERR_DENIED with `why` when a
 * newer program wrote it or the file may not be opened so, ERR_INVALID when it is no store, ERR_NOT_FOUND, ERR_IO. */
enum store_mode { STORE_WRITE, STORE_READ };
struct err store_open(const char *path, enum store_mode mode, struct store **ret, struct buf *why) CHECKED;
void store_close(struct store *s);

/* A transaction; saves outside of one are a programmer's mistake. After store_begin() exactly one of the others; when
 * store_commit() fails, everything was rolled back. */
struct err store_begin(struct store *s) CHECKED;
struct err store_commit(struct store *s) CHECKED;
void store_rollback(struct store *s);

/* Moves what the write-ahead log holds into the file; nothing else does. Call it when idle, and every few thousand
 * saves of an import, from the writing thread and outside of a transaction. Waits for nobody. */
struct err store_checkpoint(struct store *s) CHECKED;

struct err store_load_newsroom(struct store *s, struct arena *a, struct newsroom *ret) CHECKED;

/* Adds a section (its id is given here), or renames the one with the same key; logs a change for all editions.
 * ERR_CONFLICT when its slug is another's, ERR_FULL past SECTION_MAX. */
struct err store_put_section(struct store *s, const struct section *section, int64_t now_ms) CHECKED;

enum saved { SAVED_NEW, SAVED_CHANGED, SAVED_SAME };
struct save_result {
        enum saved saved;
        enum article_state state;
        int64_t article, change; /* the change's number; 0 when readers see no difference */
};

/* Saves an article (checked by the caller with article_check()) as a new version when anything differs from the last:
 * finds it by uri, ties it to its story, gives it its address and its place in the section's month, moves its state on
 * (article_next_state), and logs the change. When an address that readers saw changes, it is kept as a redirect; what
 * they can see no more keeps the address they had until it comes back, for which saving it again to be published is
 * enough. A live article that leaves a story makes a change of each sibling it leaves there, behind its own.
 * ERR_INVALID: no such edition; ERR_CONFLICT: no such section; ERR_FULL: too long. */
struct err store_save(struct store *s, const struct article *article, int64_t now_ms, struct save_result *ret) CHECKED;

/* ERR_NOT_FOUND when there is no such article, ERR_CONFLICT when it is not published. `reason` is for readers. */
struct err store_withdraw(struct store *s, struct slice uri, struct slice reason, int64_t now_ms,
                          struct save_result *ret) CHECKED;

/* Publishes what was scheduled for a time that has passed, oldest first; at most `limit`. */
struct err store_release_due(struct store *s, int64_t now_ms, unsigned limit, unsigned *ret_count) CHECKED;

/* Whether the import item `uri` was taken with the same digest last (then there is nothing to do); and noting it. */
struct err store_import_seen(struct store *s, struct slice uri, const uint8_t digest[32], bool *ret) CHECKED;
struct err store_import_note(struct store *s, struct slice uri, const uint8_t digest[32]) CHECKED;

/* ---- what publishing reads ---- */

enum change_act { CHANGE_PUBLISHED = 1, CHANGE_WITHDRAWN, CHANGE_NEWSROOM };
struct change {
        int64_t number, time_ms, article; /* article: 0 for CHANGE_NEWSROOM */
        enum change_act act;
};
struct err store_last_change(struct store *s, int64_t *ret) CHECKED;
struct changes {
        struct change *at;
        unsigned count;
};
struct err store_changes(struct store *s, int64_t after, unsigned limit, struct arena *a, struct changes *ret) CHECKED;

/* An article as readers are to see it: its last version. `state` tells whether they may. */
struct published {
        int64_t id, story, version; /* the version's number, from 1 */
        enum article_state state;
        struct slice path, withdrawn_reason;     /* the address that leads to it, or did when it is gone */
        unsigned place_year, place_month, place; /* in its section's month, once live there; place 0: none */
        struct article article;
};
struct err store_load(struct store *s, int64_t article, struct arena *a, struct published *ret) CHECKED;
struct err store_find(struct store *s, struct slice uri, int64_t *ret_article, bool *ret_found) CHECKED;

/* Former addresses of the article that lead to its present one. */
struct err store_former_paths(struct store *s, int64_t article, struct arena *a, struct slice **ret,
                              unsigned *ret_count) CHECKED;

/* Places that the article has left, so that listings forget it there: a place keeps its number for ever. */
struct left_place {
        unsigned section, edition, year, month, place;
};
struct err store_left_places(struct store *s, int64_t article, struct arena *a, struct left_place **ret,
                             unsigned *ret_count) CHECKED;

/* What readers are shown: the live articles of a story in other editions than the given one's, the oldest of each. */
struct err store_siblings(struct store *s, int64_t story, int64_t except_article, struct arena *a,
                          struct siblings *ret) CHECKED;
/* Whom it concerns when one of them changes: every live article of a story, by edition. */
struct article_ids {
        int64_t *at;
        size_t count;
};
struct err store_story_articles(struct store *s, int64_t story, struct arena *a, struct article_ids *ret) CHECKED;

/* The newest live articles of an edition, or of one of its sections (0: any), newest first; at most `limit`. */
struct newest {
        unsigned edition, section, limit;
};
struct err store_newest(struct store *s, struct newest of, struct arena *a, struct headlines *ret) CHECKED;

/* The live articles that this one's related list names, in its order; the live articles whose lists name this one. */
struct err store_related(struct store *s, int64_t article, struct arena *a, struct headlines *ret) CHECKED;
struct err store_related_to(struct store *s, struct slice uri, struct arena *a, struct article_ids *ret) CHECKED;

/* The months in which a section of an edition has places, oldest first, with the number of places given. */
struct section_months {
        struct section_month {
                unsigned year, month, places;
        } * at;
        unsigned count;
};
struct err store_section_months(struct store *s, unsigned edition, unsigned section, struct arena *a,
                                struct section_months *ret) CHECKED;

/* The days before and after `day` on which the edition has live articles; a year of 0 when there is none. */
struct err store_neighbour_days(struct store *s, unsigned edition, struct day day, struct day *ret_before,
                                struct day *ret_after) CHECKED;

/* Live articles in the order of their ids, from behind `after`; for rebuilding and checking. */
struct err store_live_articles(struct store *s, int64_t after, unsigned limit, struct arena *a,
                               struct article_ids *ret) CHECKED;
/* Likewise those that readers could once see and cannot any more: withdrawn, or put under an embargo again. */
struct err store_withdrawn_articles(struct store *s, int64_t after, unsigned limit, struct arena *a,
                                    struct article_ids *ret) CHECKED;

struct store_counts {
        int64_t articles, live, versions, changes;
};
struct err store_count(struct store *s, struct store_counts *ret) CHECKED;

/* SQLite's integrity_check, the store's own rules (faults.def), and every last version read and compared with what
 * lists show of it; appends a line a fault to `ret`, nothing when all is well. Reads all of the file. */
struct err store_verify(struct store *s, struct buf *ret) CHECKED;
