/* What is left to the next transaction that nobody waits for, by numbers of whoever presses; it is kept with what was
 * pressed, so that it is done after a crash too. */
#pragma once
#include "archive/archive.h"

/* Within a transaction: notes one; forgets all. */
struct err archive_put_later(struct archive *a, int64_t what) CHECKED;
struct err archive_forget_later(struct archive *a) CHECKED;

/* In order of the numbers. */
typedef struct err archive_later_fn(void *context, int64_t what);
struct err archive_each_later(struct archive *a, archive_later_fn *fn, void *context) CHECKED;
