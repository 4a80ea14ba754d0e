/* What other threads tell a loop: tokens whose parked requests shall be asked again. Inside `server`.
 *
 * A fixed array under a mutex, held for a few instructions. When it is full, the loop is told to ask all parked
 * requests again: that is always right, only dearer, and so the inbox needs no memory of its own. */
#pragma once
#include "base/err.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

enum { INBOX_TOKENS_MAX = 1024 };

struct inbox {
        pthread_mutex_t mutex;
        atomic_size_t count; /* changed under the mutex; read without it, to pass by an empty inbox */
        bool overflowed;
        uint64_t tokens[INBOX_TOKENS_MAX];
};

struct inbox_news {
        size_t count;
        bool all; /* tokens were lost: any token may be meant */
        uint64_t tokens[INBOX_TOKENS_MAX];
};

void inbox_init(struct inbox *inbox);
void inbox_clear(struct inbox *inbox);

/* Any thread. True when the inbox was empty, that is, when its loop must be woken. */
bool inbox_put(struct inbox *inbox, uint64_t token);

/* The loop's thread. Empties the inbox into `ret`; false when there was nothing. */
bool inbox_take(struct inbox *inbox, struct inbox_news *ret);
