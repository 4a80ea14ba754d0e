/* A new archive beside the one that is in use, which takes its place when it is complete. */
#pragma once
#include "archive/archive.h"

/* Makes and opens it, with the key; the name is for archive_activate() once it is complete and closed. */
struct err archive_create_next(const char *folder, const uint8_t key[ARCHIVE_PATH_KEY_BYTES], struct archive **ret,
                               struct buf *ret_name) CHECKED;
/* Makes `name` the archive (rename of the link, folder synced) and removes files that are no longer named. */
struct err archive_activate(const char *folder, const char *name) CHECKED;
/* Removes the files of one that archive_create_next() made and that was closed without becoming the archive. */
void archive_discard(const char *folder, const char *name);
