/* From a change in the store to the archive, as one visible list of steps: load, press, list, furnish, write.
 *
 * A publisher applies the change log in order from the last number the archive holds, so a crash between the store's
 * commit and the archive's is mended by the next run, and applying a change twice is the same as once. */
#pragma once
#include "archive/archive.h"
#include "press/listing.h"
#include "store/publication.h"

struct publisher;

/* Borrows all four, which must outlive it. */
struct err publisher_new(struct store *store, struct archive *archive, const struct newsroom *newsroom,
                         struct presser *presser, struct publisher **ret) CHECKED;
void publisher_free(struct publisher *p);

/* An archive has editions under the prefixes of when it was begun. Puts these into `newsroom` (edition_show_under) and
 * has the store tell addresses that begin so; what the archive does not have yet is as the store says. */
struct err publish_as_archive_has(struct archive *archive, struct store *store, struct newsroom *newsroom,
                                  struct arena *a) CHECKED;

/* Where pictures are kept, and where those of what is published are put (media/folder.h). Without, as when checking, no
 * file is touched. The texts must outlive the publisher. */
struct picture_folders {
        const char *media, *public_folder;
};
void publisher_keep_pictures(struct publisher *p, struct picture_folders folders);

/* How long each step took, nanoseconds of the steady clock, summed over the run. */
enum publish_step { PUBLISH_LOAD, PUBLISH_PRESS, PUBLISH_LIST, PUBLISH_FURNISH, PUBLISH_WRITE, PUBLISH_STEPS };
extern const char *const publish_step_names[PUBLISH_STEPS];

struct publish_report {
        int64_t change;    /* the archive now holds everything up to it */
        unsigned changes;  /* applied; 0: there were none left */
        unsigned articles; /* pressed */
        unsigned withdrawn;
        unsigned later;          /* pages that were left for later */
        unsigned picture_faults; /* files of pictures that could not be put before readers, or taken away */
        int64_t step_ns[PUBLISH_STEPS];
        int64_t prepared_ns; /* of these: passed in publish_prepare() */
};

/* Applies at most `limit` changes in one archive transaction; `ret->changes` is 0 when none were left. A publisher's
 * first run also presses everything that pages share, which a program of another version may have left. On an error the
 * archive is as before; ERR_CONFLICT when it holds more changes than the store has (a store from a backup). */
struct err publish_changes(struct publisher *p, unsigned limit, struct publish_report *ret) CHECKED;

/* The same for somebody who waits for it: readers see what it commits ahead of the disk, and it is there once
 * publish_settle() has returned OK; what can wait (publish/later.h) is left for the next publish_changes()
 * (`ret->later`), also after a crash. */
struct err publish_ahead(struct publisher *p, unsigned limit, struct publish_report *ret) CHECKED;
struct err publish_settle(struct publisher *p) CHECKED;

/* For who is about to commit to the store and goes on with publish_ahead(), within the store's transaction: loads what
 * its changes touch, and rail and front are pressed while the store comes to the disk. Nobody sees anything of it, and
 * what did not succeed is done by publish_ahead(). After a commit that failed: publish_forget(). */
void publish_prepare(struct publisher *p, unsigned limit);
void publish_forget(struct publisher *p);

/* Presses what the store keeps as most read (store/most_read.h), which no change tells of: to be called when a list has
 * become another. A transaction of its own. */
struct err publish_most_read(struct publisher *p) CHECKED;

/* Presses everything into an empty archive (else ERR_CONFLICT) as of the store's last change, in id order,
 * `on_progress` (may be NULL) after every batch. The bytes are the same as those of publishing one by one. */
typedef void publish_progress_fn(void *context, int64_t done, int64_t total);
struct err publish_everything(struct publisher *p, publish_progress_fn *on_progress, void *context) CHECKED;

/* Presses articles and listings that were pressed with another theme, other texts or another program anew, while
 * readers read and changes come in between: `limit` articles a call, in a transaction of its own; the last saved first.
 * A state that is all 0 begins. */
struct pressing_anew {
        int64_t before, after; /* where it has come to: live articles downwards, then withdrawn ones upwards */
        int64_t done, total;
        bool is_under_way, live_done;
};
struct err publish_is_behind(struct publisher *p, bool *ret) CHECKED;
struct err publish_anew(struct publisher *p, struct pressing_anew *state, unsigned limit) CHECKED;

/* Compares the archive with one pressed anew, in a file without a name beside it: every live article and listing place
 * is there with the same bytes, and nothing else is. Appends a line a fault to `ret`. */
struct err publish_verify(struct publisher *p, struct buf *ret) CHECKED;

/* Every public picture's files are there, equal to what was made of it, and readers' folder has no other. Appends a
 * line a fault to `ret`. */
struct err publish_verify_pictures(struct archive *archive, struct picture_folders folders, struct buf *ret) CHECKED;
