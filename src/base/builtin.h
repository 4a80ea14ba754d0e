/* Files compiled into the binary: the default theme ("themes/default/..."), the interface texts ("messages/...") and
 * the demo newsroom ("demo/..."). */
#pragma once
#include "base/slice.h"

struct builtin_file {
        const char *name; /* path in the source tree; NULL ends the table */
        struct slice bytes;
};

extern const char *const build_commit;            /* abbreviated, or "unknown"; likewise */
extern const struct builtin_file builtin_files[]; /* made by tools/embed.py */

/* The file's bytes, which live for ever; `at` is NULL when there is no such file. */
struct slice builtin_find(struct slice name);
