/* The search index kept up with the store, by a thread of its own that gives way to all others: nobody waits for it,
 * and what it has not done yet is done later, after a restart too. */
#pragma once
#include "base/err.h"

struct indexing;

/* Borrows the paths. A machine without dictionary or libraries is told so in the log; then nothing is indexed. */
struct err indexing_start(const char *store_path, const char *archive_folder, struct indexing **ret) CHECKED;
/* There may be something new; never waits. NULL is fine, here and below. */
void indexing_ring(struct indexing *x);
/* Waits for the slice under way. */
void indexing_stop(struct indexing *x);
