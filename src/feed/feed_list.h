/* The feeds of an edition as OPML 2.0 (http://opml.org/spec2.opml), for feed readers to take in at once: in a folder of
 * the edition's, and in folders within it by what they are of, each in the order of the alphabet. They are added as
 * they come, and written when all are there. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"

enum {
        FEED_FOLDERS = 5, /* the edition's own is the first; of others a listing's record tells */
        FEED_LIST_MAX = 5000
};

struct feed_listed;
struct feed_list {
        struct arena arena; /* owned; of what was added */
        struct feed_listed *at;
        size_t count, room;
        bool is_cut; /* there were more than it has */
};

void feed_list_clear(struct feed_list *list);
/* `about`: the record of a listing that has feeds, at `path`; both are copied. One without a name, or of a folder that
 * is not there, is passed over. False: the list is full. */
bool feed_list_add(struct feed_list *list, struct slice about, struct slice path);
/* Appends the list, `about` being its record. False: not all the feeds are in it. */
bool feed_list_write(struct feed_list *list, struct slice about, struct buf *ret);
