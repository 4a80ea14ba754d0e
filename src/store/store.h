/* The store: the newsroom's data, drafts included; the truth. One SQLite file, written by one process and one thread.
 *
 * Nothing is overwritten: every save that changes anything is a new version. What readers are to see changes only
 * through a row of the change log, whose numbers come from a counter row in the same transaction: gapless, in commit
 * order. A commit returns when it is on disk (WAL, synchronous=FULL, not configurable).
 *
 * This header has its life and what writes to it; publication.h what publishing reads. After an error in a
 * transaction, roll it back. */
#pragma once
#include "base/buf.h"
#include "news/article.h"

struct store;

/* Makes the file with the newsroom's settings, or leaves none. ERR_CONFLICT when it exists or two editions or sections
 * share an address; ERR_NOT_FOUND or ERR_INVALID for an unknown language or time zone. `why` gets a sentence. */
struct err store_create(const char *path, const struct newsroom *newsroom, struct buf *why) CHECKED;

/* Opens for writing (one at a time: the caller holds the data folder's lock) or reading. ERR_DENIED with `why` when a
 * newer program wrote it, an older one did and it is opened for reading, or the file may not be opened so, ERR_INVALID
 * when it is no store, ERR_NOT_FOUND, ERR_IO. */
enum store_mode { STORE_WRITE, STORE_READ };
struct err store_open(const char *path, enum store_mode mode, struct store **ret, struct buf *why) CHECKED;
void store_close(struct store *s);

/* Which version of the tables the file had before store_open() brought it up to date, and which it has now. */
struct store_tables {
        int found, now;
};
struct store_tables store_tables(const struct store *s);

/* A transaction; saves outside of one are a programmer's mistake. After store_begin() exactly one of the others; when
 * store_commit() fails, everything was rolled back. */
struct err store_begin(struct store *s) CHECKED;
struct err store_commit(struct store *s) CHECKED;
void store_rollback(struct store *s);

/* One moment of the data over several reads, which then cost no lock each; outside of a transaction, and short. */
struct err store_read_begin(struct store *s) CHECKED;
void store_read_end(struct store *s);

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
 * finds it by uri, ties it to its story, files it on its shelves, gives it its address and its places in their months,
 * moves its state on (article_next_state), and logs the change. When an address that readers saw changes, it is kept as
 * a redirect; what they can see no more keeps the address they had until it comes back, for which saving it again to be
 * published is enough. A live article that leaves a story makes a change of each sibling it leaves there, behind its
 * own. An import does not lift an embargo that is in force at the desk. ERR_INVALID: no such edition; ERR_CONFLICT:
 * no such section; ERR_FULL: too long. */
struct err store_save(struct store *s, const struct article *article, int64_t now_ms, struct save_result *ret) CHECKED;

/* The same, told who made the version and why; store_save() is for imports. */
enum version_why {
        VERSION_IMPORTED = 1,
        VERSION_BEGUN,
        VERSION_SUBMITTED,
        VERSION_PUBLISHED,
        VERSION_HANDED_OVER, /* somebody else took the text over, or brought another one into its place */
        VERSION_KEPT,        /* its writer asked for it, or left it alone for a while */
        VERSION_RESTORED,
        VERSION_SIDE, /* came too late to be the text, and is kept beside it */
};
struct made {
        int64_t by; /* a person's id (people.h); 0: nobody's */
        enum version_why why;
        int64_t number;  /* which a new article is to have, if nothing else has it; 0: the next */
        int64_t version; /* which it is where it comes from: readers' is never told a lower one; 0: not told */
};
struct err store_save_made(struct store *s, const struct article *article, struct made made, int64_t now_ms,
                           struct save_result *ret) CHECKED;

/* The path leads to the article from the next change on, unless it is, or was, another article's: then `ret_kept` is
 * false. Behind the save that logged a change of it. */
struct err store_keep_former_path(struct store *s, struct slice path, int64_t article, bool *ret_kept) CHECKED;

/* ERR_NOT_FOUND when there is no such article, ERR_CONFLICT when it is not published. `reason` is for readers. */
struct err store_withdraw(struct store *s, struct slice uri, struct slice reason, int64_t now_ms,
                          struct save_result *ret) CHECKED;

/* What was scheduled for a time that has passed, oldest first; at most `limit`. */
struct due_articles {
        struct due_article {
                int64_t article, due_ms;
                unsigned edition;
        } * at;
        size_t count;
};
struct err store_list_due(struct store *s, int64_t now_ms, unsigned limit, struct arena *a,
                          struct due_articles *ret) CHECKED;
/* Publishes what was scheduled for a time that has passed, oldest first; at most `limit`. */
struct err store_release_due(struct store *s, int64_t now_ms, unsigned limit, unsigned *ret_count) CHECKED;

/* Which version of an import item was taken; 0: not told. */
struct import_version {
        int64_t made_ms, number;
};
/* Whether the import item `uri` was taken with the same digest last (then there is nothing to do), and the latest
 * version that was taken; and noting it. What an item does not tell of its version stays as it was. */
struct err store_import_seen(struct store *s, struct slice uri, const uint8_t digest[32], bool *ret_seen,
                             struct import_version *ret_version) CHECKED;
struct err store_import_note(struct store *s, struct slice uri, const uint8_t digest[32],
                             struct import_version version) CHECKED;

struct store_counts {
        int64_t articles, live, versions, changes;
};
struct err store_count(struct store *s, struct store_counts *ret) CHECKED;

/* SQLite's integrity_check, the store's own rules (faults.def), and every last version read and compared with what
 * lists show of it; appends a line a fault to `ret`, nothing when all is well. Reads all of the file. */
struct err store_verify(struct store *s, struct buf *ret) CHECKED;
