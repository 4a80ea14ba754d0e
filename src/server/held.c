/* Small sizes are powers of two, so that a head that comes in drops is moved to a larger place only a few times. */
#include "server/held.h"

#include "base/err.h"

#include <stdlib.h>

enum { SMALLEST = 256, SMALL_MAX = 64 * 1024 };

bool budget_take(struct budget *budget, size_t size)
{
        size_t before = atomic_fetch_add_explicit(&budget->used_bytes, size, memory_order_relaxed);
        if (before + size <= budget->max_bytes) return true;
        atomic_fetch_sub_explicit(&budget->used_bytes, size, memory_order_relaxed);
        return false;
}

void budget_give_back(struct budget *budget, size_t size)
{
        atomic_fetch_sub_explicit(&budget->used_bytes, size, memory_order_relaxed);
}

static size_t size_for(size_t len)
{
        if (len > SMALL_MAX) return len;
        size_t size = SMALLEST;
        while (size < len)
                size *= 2;
        return size;
}

void held_clear(struct held *held, struct budget *budget)
{
        if (!held->at) return;
        budget_give_back(budget, held->size);
        free(held->at);
        *held = (struct held){0};
}

char *held_make(struct held *held, struct budget *budget, size_t len)
{
        must(!held->at && len > 0);
        size_t size = size_for(len);
        if (!budget_take(budget, size)) return NULL;
        *held = (struct held){.at = malloc(size), .len = len, .size = size};
        if (!held->at) budget_give_back(budget, size);
        return held->at;
}

bool held_keep(struct held *held, struct budget *budget, struct slice bytes)
{
        if (bytes.len == 0) {
                held_clear(held, budget);
                return true;
        }
        if (bytes.len <= held->size) {
                memmove(held->at, bytes.at, bytes.len);
                held->start = 0;
                held->len = bytes.len;
                return true;
        }
        struct held larger = {0};
        char *at = held_make(&larger, budget, bytes.len);
        if (at) memcpy(at, bytes.at, bytes.len);
        held_clear(held, budget);
        if (at) *held = larger;
        return at != NULL;
}

bool held_take(struct held *held, struct budget *budget, struct buf *bytes, size_t skip)
{
        must(!held->at && skip < bytes->len);
        if (!budget_take(budget, bytes->size)) return false;
        *held = (struct held){.at = bytes->at, .start = skip, .len = bytes->len - skip, .size = bytes->size};
        buf_init(bytes, bytes->max);
        return true;
}

void held_drop(struct held *held, struct budget *budget, size_t len)
{
        must(len <= held->len);
        held->start += len;
        held->len -= len;
        if (held->len == 0) held_clear(held, budget);
}
