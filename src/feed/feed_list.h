/* The feeds of an edition as OPML 2.0 (http://opml.org/spec2.opml), for feed readers to take in at once. */
#pragma once
#include "base/buf.h"

/* `about`: the record of the list, and of each listing that has feeds, at `path`. */
void feed_list_open(struct slice about, struct buf *ret);
void feed_list_add(struct slice about, struct slice path, struct buf *ret);
void feed_list_close(struct buf *ret);
