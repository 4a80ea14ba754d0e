/* The directory: every published path, in memory, as 16 bytes: a hash of the path and what the path leads to. A path
 * that is not in it does not exist, which is known in a microsecond without asking anybody.
 *
 * The hash is keyed with a secret, so nobody can choose paths that collide; the path itself is compared once the page
 * is at hand. Readers look up without a lock while one thread adds; paths are never removed, they lead elsewhere. */
#pragma once
#include "site/quiescent.h"

#include <stdint.h>

enum target_kind { TARGET_NONE, TARGET_PAGE, TARGET_MOVED, TARGET_GONE, TARGET_PICTURE };

/* What a path leads to. */
struct target {
        enum target_kind kind;
        unsigned edition; /* below 32 */
        uint64_t id;      /* below 2^56 */
};

struct directory;

/* With room for `expected` paths; grows when there are more. Keeps the key by which its hashes were made: whoever looks
 * up hashes with it. */
enum { DIRECTORY_KEY_BYTES = 16 };
struct err directory_new(struct quiescent *quiescent, const uint8_t key[DIRECTORY_KEY_BYTES], size_t expected,
                         struct directory **ret) CHECKED;
const uint8_t *directory_key(const struct directory *d);
void directory_free(struct directory *d);

/* Any thread between two of its quiescent points. TARGET_NONE when the path is not published. */
struct target directory_find(const struct directory *d, uint64_t hash);

/* One thread at a time. ERR_FULL when memory is. */
struct err directory_set(struct directory *d, uint64_t hash, struct target target) CHECKED;

size_t directory_count(const struct directory *d);
