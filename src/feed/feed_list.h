/* The feeds of an edition as OPML 2.0 (http://opml.org/spec2.opml), for feed readers to take in at once: in a folder of
 * the edition's, and in folders within it by what they are of. Each folder is filled by itself, in their order. */
#pragma once
#include "base/buf.h"

enum { FEED_FOLDERS = 5 }; /* the edition's own is the first; of others a listing's record tells */

struct feed_list {
        struct buf *text;   /* borrowed */
        unsigned folder;    /* that is filled */
        bool folder_begins; /* something stands in it already */
};

/* `about`: the record of the list. */
void feed_list_open(struct feed_list *list, struct slice about);
void feed_list_begin_folder(struct feed_list *list, unsigned folder);
/* `about`: the record of a listing that has feeds, at `path`; nothing when it is in another folder. */
void feed_list_add(struct feed_list *list, struct slice about, struct slice path);
void feed_list_end_folder(struct feed_list *list);
void feed_list_close(struct feed_list *list);
