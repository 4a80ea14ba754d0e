/* Files of items: one JSON object or array, or JSON Lines, plain or gzip, read one item at a time.
 *
 * Pictures that an item names by a local path are read here, by whoever may read the files, and put into the item as
 * `data:` hrefs, so that whoever takes the item opens no path that somebody else wrote. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct item_file;

/* ERR_IO (with the system's reason) when it cannot be opened; ERR_INVALID when gzip is broken. */
struct err item_file_open(const char *path, struct item_file **ret) CHECKED;
void item_file_close(struct item_file *f);

/* The next item's JSON text in `ret` (emptied first) and its line, from 1. `ret_more` false at the end. A damaged
 * gzip stream, or an item above its limit, is ERR_INVALID and ends the file. */
struct err item_file_next(struct item_file *f, struct buf *ret, unsigned *ret_line, bool *ret_more) CHECKED;

/* For progress: bytes read of the file's own bytes. */
void item_file_progress(const struct item_file *f, uint64_t *ret_done, uint64_t *ret_size);
