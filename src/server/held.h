/* Bytes that a connection keeps between turns: the start of a head, requests that wait, the rest of a reply. They are
 * on the heap and charged to one budget for the whole process, so that slow clients cannot use up the memory.
 * Inside `server`. */
#pragma once
#include "base/buf.h"

#include <stdatomic.h>

/* Shared by all threads. */
struct budget {
        size_t max_bytes;
        atomic_size_t used_bytes;
};

/* False, and nothing is taken, when that much is not left. */
bool budget_take(struct budget *budget, size_t size);
void budget_give_back(struct budget *budget, size_t size);

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

/* Holds the buf's bytes behind the first `skip` themselves, no copy; the buf is then empty. Nothing may be held yet,
 * and there must be such bytes. False, and the buf keeps them, when the budget has no room. */
bool held_take(struct held *held, struct budget *budget, struct buf *bytes, size_t skip);

/* Forgets the first `len` bytes. */
void held_drop(struct held *held, struct budget *budget, size_t len);

void held_clear(struct held *held, struct budget *budget);

static inline struct slice held_slice(const struct held *held)
{
        return (struct slice){held->len ? held->at + held->start : "", held->len};
}
