/* Bytes that a connection keeps between turns: the start of a head, requests that wait, the rest of a reply. They are
 * on the heap and charged to one budget for the whole process, so that slow clients cannot use up the memory.
 * Inside `server`. */
#pragma once
#include "base/slice.h"

#include <stdatomic.h>

/* Shared by all threads. */
struct budget {
        size_t max_bytes;
        atomic_size_t used_bytes;
};

/* Zeroed, it holds nothing. */
struct held {
        char *at;                /* owned; NULL when nothing is held */
        size_t start, len, size; /* `len` bytes from at + start, in a place of `size` */
};

/* Room for `len` bytes (at least 1) that the caller fills at once; nothing may be held yet. NULL, and nothing is held,
 * when the budget or the machine has no room. */
char *held_make(struct held *held, struct budget *budget, size_t len);

/* Holds a copy of the bytes instead of what was held, of which they may be a piece. False, and nothing is held any
 * more, when there is no room. */
bool held_keep(struct held *held, struct budget *budget, struct slice bytes);

/* Room for `len` bytes more behind what is held, which the caller fills and then adds to held->len. Grows in steps, so
 * that bytes that never come cost little. NULL, and what was held stays, when there is no room. */
char *held_room(struct held *held, struct budget *budget, size_t len);

/* Forgets the first `len` bytes. */
void held_drop(struct held *held, struct budget *budget, size_t len);

void held_clear(struct held *held, struct budget *budget);

static inline struct slice held_slice(const struct held *held)
{
        return (struct slice){held->len ? held->at + held->start : "", held->len};
}
