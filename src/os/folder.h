/* Folders of a few files that appear whole or not at all, and files with two names. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

/* Makes an empty folder with a name of its own in `parent`; appends its path. */
struct err folder_make_new(const char *parent, struct buf *ret_path) CHECKED;
/* Syncs the folder and makes `path` its name, durably. ERR_CONFLICT when there is one of that name; then, and after any
 * other error, the folder stays where it was. Its files must be synced. */
struct err folder_move(const char *from, const char *path) CHECKED;
/* The same when there may be one of that name: the two change places, and nobody ever finds none there. */
struct err folder_exchange(const char *from, const char *path) CHECKED;
/* Removes the folder with all that is in it, following no links. What is not there is fine. */
struct err folder_remove(const char *path) CHECKED;

/* A name at a time, in no order, without "." and ".."; a folder that is not there has none. Stops at the first error.
 */
typedef struct err folder_entry_fn(void *context, const char *name);
struct err folder_each_entry(const char *path, folder_entry_fn *fn, void *context) CHECKED;

/* A second name for a file; another file of that name is replaced. `ret_made` says whether anything had to be done. */
struct err file_link(const char *path, const char *second_path, bool *ret_made) CHECKED;
