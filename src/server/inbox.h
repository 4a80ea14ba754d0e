/* What other threads tell a loop: tokens whose parked requests shall be asked again, and sockets that another loop
 * accepted for it. Inside `server`.
 *
 * Fixed arrays under a mutex, held for a few instructions. When there is no room for a token, the loop is told to ask
 * all parked requests again: that is always right, only dearer, and so the inbox needs no memory of its own. */
#pragma once
#include "base/err.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

enum { INBOX_TOKENS_MAX = 1024, INBOX_SOCKETS_MAX = 64 };

struct inbox_news {
        size_t token_count, socket_count;
        bool all_tokens; /* some were lost: any may be meant */
        uint64_t tokens[INBOX_TOKENS_MAX];
        int sockets[INBOX_SOCKETS_MAX];
};

struct inbox {
        pthread_mutex_t mutex;
        atomic_bool filled; /* changed under the mutex; read without it, to pass by an empty inbox */
        struct inbox_news news;
};

void inbox_init(struct inbox *inbox);
void inbox_clear(struct inbox *inbox); /* closes the sockets in it */

/* Any thread. True when the inbox was empty, that is, when its loop must be woken. */
bool inbox_put_token(struct inbox *inbox, uint64_t token);

/* Any thread. False when there is no room, and the socket stays the caller's. Otherwise the loop must be woken. */
bool inbox_put_socket(struct inbox *inbox, int fd);

/* The loop's thread. Empties the inbox into `ret`; false when there was nothing. The sockets are then the caller's. */
bool inbox_take(struct inbox *inbox, struct inbox_news *ret);
