/* Waits for sockets to become ready, and can be woken by other threads: epoll and an eventfd.
 *
 * Level-triggered: a ready descriptor is reported at every wait until it was read, written or removed, so nothing is
 * lost when its owner takes little at a time. What is ready is not told: the owner knows what it waits for, and learns
 * by trying. Errors and full hang-ups are always reported. One thread waits; only poller_wake() is for the others. */
#pragma once
#include "base/err.h"

#include <stddef.h>

enum poller_watch {
        POLLER_READ = 1 << 0,
        POLLER_WRITE = 1 << 1,
        POLLER_HANGUP = 1 << 2, /* the peer will send no more; for who does not read but wants to know */
        POLLER_SHARED = 1 << 3, /* several pollers watch it and one of them is enough; with POLLER_READ, not changed */
};

struct poller {
        int epoll_fd, wake_fd;
};

/* The poller must stay where it is until it is closed. */
struct err poller_open(struct poller *ret) CHECKED;
void poller_close(struct poller *poller);

/* `watch` holds bits of enum poller_watch; `owner` is what poller_wait() reports. The descriptor stays the caller's. */
struct err poller_add(struct poller *poller, int fd, unsigned watch, void *owner) CHECKED;
struct err poller_change(struct poller *poller, int fd, unsigned watch, void *owner) CHECKED;
void poller_remove(struct poller *poller, int fd); /* closing the descriptor does as well */

/* The owners of at most `max` (1 to 64) ready descriptors. 0 after `timeout_ms` (-1: never), after a wake with nothing
 * ready, or when a signal came. */
size_t poller_wait(struct poller *poller, void **ret_owners, size_t max, int timeout_ms);

/* Any thread: ends the wait that is under way, or else the next one. */
void poller_wake(struct poller *poller);
