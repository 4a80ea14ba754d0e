/* An arena owns many small allocations that all end together: a request, an item being imported, a page being pressed.
 *
 * Allocation never fails: what goes in is bounded by the size limits of the inputs, and when the machine itself has
 * no memory left the process stops and the supervisor starts another. One thread at a time. */
#pragma once
#include "base/slice.h"

struct arena_chunk;
struct arena {
        struct arena_chunk *newest; /* owned; NULL while empty */
};

void arena_clear(struct arena *a); /* frees everything; the arena can be used again */

/* `size` zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size);

/* An array of `count` zeroed elements; stops the process when the product overflows. */
void *arena_array(struct arena *a, size_t count, size_t element_size);

/* A copy of the bytes, followed by a NUL that is not counted, so `at` is also a C string. */
struct slice arena_copy(struct arena *a, struct slice bytes);

/* printf into the arena. */
struct slice arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
