#include "server/inbox.h"

#include <string.h>

void inbox_init(struct inbox *inbox)
{
        must(pthread_mutex_init(&inbox->mutex, NULL) == 0);
        atomic_init(&inbox->count, 0);
        inbox->overflowed = false;
}

void inbox_clear(struct inbox *inbox)
{
        pthread_mutex_destroy(&inbox->mutex);
}

bool inbox_put(struct inbox *inbox, uint64_t token)
{
        pthread_mutex_lock(&inbox->mutex);
        size_t count = atomic_load_explicit(&inbox->count, memory_order_relaxed);
        if (count < INBOX_TOKENS_MAX) {
                inbox->tokens[count] = token;
                atomic_store_explicit(&inbox->count, count + 1, memory_order_relaxed);
        } else {
                inbox->overflowed = true;
        }
        pthread_mutex_unlock(&inbox->mutex);
        return count == 0;
}

bool inbox_take(struct inbox *inbox, struct inbox_news *ret)
{
        if (atomic_load_explicit(&inbox->count, memory_order_relaxed) == 0) return false;
        pthread_mutex_lock(&inbox->mutex);
        ret->count = atomic_load_explicit(&inbox->count, memory_order_relaxed);
        ret->all = inbox->overflowed;
        memcpy(ret->tokens, inbox->tokens, ret->count * sizeof ret->tokens[0]);
        atomic_store_explicit(&inbox->count, 0, memory_order_relaxed);
        inbox->overflowed = false;
        pthread_mutex_unlock(&inbox->mutex);
        return true;
}
