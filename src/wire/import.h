/* What comes in: ninjs items from files, one by one, into the store.
 *
 * A broken item is reported and skipped; the rest goes on. What an item has and we cannot keep is counted by kind. An
 * item that was taken before with the same bytes is passed over without reading it again, which is also how an
 * interrupted import goes on where it stopped. A version that is older than the one taken last is passed over too. */
#pragma once
#include "news/newsroom.h"
#include "store/store.h"
#include "wire/picture_file.h"

/* How one item fared. */
enum import_outcome {
        IMPORT_NEW,
        IMPORT_CHANGED,
        IMPORT_SAME,
        IMPORT_WITHHELD,
        IMPORT_WITHDRAWN,
        IMPORT_OLDER, /* than the version that is here, which stays */
        IMPORT_REFUSED,
        IMPORT_OUTCOMES
};
extern const char *const import_outcome_names[IMPORT_OUTCOMES];

/* `keeper` has the pictures that come with items kept before their article is saved; NULL: nobody does. All three must
 * outlive the importer. */
struct importer;
struct err importer_new(struct store *store, const struct newsroom *newsroom, const struct picture_keeper *keeper,
                        struct importer **ret) CHECKED;
void importer_free(struct importer *i);

enum { IMPORT_ITEM_MAX_BYTES = 64 * 1024 * 1024, IMPORT_PICTURE_MAX_BYTES = 40 * 1024 * 1024 };

struct import_result {
        enum import_outcome outcome;
        struct save_result save; /* when not refused; of an item passed over, only the article is told */
};
/* Takes one item (the JSON text of one ninjs object) within the caller's store transaction. Refusals are an outcome,
 * with the reason in `why`; errors are the store's or the disk's. */
struct err import_item(struct importer *i, struct slice item, int64_t now_ms, struct import_result *ret,
                       struct buf *why) CHECKED;

/* Appends what could not be kept so far, a line a kind ("bodies: video embed: 12, first in urn:x"). */
void importer_write_lost(const struct importer *i, struct buf *ret);
/* Likewise what was taken although something is missing that a story has ("nothing but a headline: 2, first in ...").
 */
void importer_write_noticed(const struct importer *i, struct buf *ret);
