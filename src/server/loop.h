/* One thread's event loop: its connections, and the memory that every request on it uses in turn. Inside `server`. */
#pragma once
#include "os/poller.h"
#include "server/connection.h"
#include "server/inbox.h"
#include "server/server.h"

enum {
        LOOP_INPUT_BYTES = 2 * HTTP_HEAD_MAX_BYTES, /* a head that is all but whole, and as much again behind it */
        LOOP_GATHER_BYTES = 64 * 1024,
        LOOP_TOKEN_BUCKETS = 256,
};

struct loop;

/* What all loops share: atomics, and what does not change while threads run. */
struct shared {
        struct server_options options;
        struct loop *const *loops; /* one per thread */
        struct budget budget;
        atomic_uint connections;
        atomic_uint streams;
        atomic_ushort *stream_addresses; /* owned; how many streams an address has (stream.c) */
        atomic_bool stopping;
        int64_t stop_by_ms; /* steady clock; set before `stopping` */
};

/* Written by the loop's thread alone, read by any. */
struct loop_counts {
        atomic_uint_fast64_t accepted, requests, refused, parked, slow_replies, closed_for_deadline, streams_dropped;
};

static inline void count_one(atomic_uint_fast64_t *counter)
{
        uint64_t value = atomic_load_explicit(counter, memory_order_relaxed);
        atomic_store_explicit(counter, value + 1, memory_order_relaxed);
}

struct loop {
        struct shared *shared; /* outlives the loop */
        unsigned thread;
        struct poller poller;
        struct inbox inbox;
        atomic_uint load; /* connections here, or on their way; any thread */
        struct loop_counts counts;

        struct list connections[CONNECTION_STATES];    /* by state, the one that entered first in front */
        struct list token_buckets[LOOP_TOKEN_BUCKETS]; /* parked ones by token */
        struct list streams[STREAM_CHANNELS_MAX];      /* by channel, whoever has had least in front */
        atomic_uint told;                              /* channels that have something new, a bit each; any thread */
        unsigned behind;                               /* those of which not every stream has had it */

        int64_t now_ms; /* steady clock; read once a turn */
        int64_t date_until_ms;
        char date[HTTP_DATE_LEN];
        bool accepting;          /* the listening sockets are watched */
        int64_t accept_again_ms; /* while they are not: when to try again */

        struct reply reply;
        char head[HTTP_RESPONSE_HEAD_MAX_BYTES];
        char input[LOOP_INPUT_BYTES];
        char gathered[LOOP_GATHER_BYTES];
};

struct err loop_new(struct shared *shared, unsigned thread, struct loop **ret) CHECKED;
void loop_free(struct loop *loop);

/* The thread's function, given its loop: turns until the server stops. */
void *loop_run(void *argument);

static inline struct list *loop_token_bucket(struct loop *loop, uint64_t token)
{
        return &loop->token_buckets[(token * UINT64_C(0x9e3779b97f4a7c15)) >> 56];
}

/* The connection that has been in the state for longest, or NULL. */
static inline struct connection *loop_oldest(struct loop *loop, enum connection_state state)
{
        struct list *list = &loop->connections[state];
        return list_is_empty(list) ? NULL : LIST_MEMBER(list->next, struct connection, link);
}

/* How many of a hundred connections are in use, of those that streams leave. Past DENSE idle ones are kept for a
 * shorter time, past FULL for none.
 */
enum { CROWD_DENSE_PERCENT = 75, CROWD_FULL_PERCENT = 90 };
static inline unsigned loop_crowd_percent(const struct loop *loop)
{
        const struct shared *shared = loop->shared;
        uint64_t streams = atomic_load_explicit(&shared->streams, memory_order_relaxed);
        uint64_t connections = atomic_load_explicit(&shared->connections, memory_order_relaxed);
        uint64_t others = connections > streams ? connections - streams : 0;
        uint64_t room = shared->options.connection_max > streams ? shared->options.connection_max - streams : 1;
        return (unsigned)(others * 100 / room);
}

/* How long a request may stay parked when its app does not say. */
static inline int64_t loop_park_ms(const struct loop *loop)
{
        int park_ms = loop->shared->options.park_ms;
        return park_ms ? park_ms : 5000;
}

static inline bool loop_is_stopping(const struct loop *loop)
{
        return atomic_load_explicit(&loop->shared->stopping, memory_order_acquire);
}
