/* The server is its loops and what they share; nothing else is known to more than one thread. */
#include "server/server.h"

#include "base/clock.h"
#include "server/loop.h"
#include "server/stream.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { THREADS_MAX = 64, LISTENERS_MAX = 4 };

struct server {
        struct shared shared;
        int listeners[LISTENERS_MAX];
        struct loop *loops[THREADS_MAX]; /* as many as options say */
        pthread_t threads[THREADS_MAX];
        unsigned running; /* threads that were started */
};

/* Accepted sockets inherit it, which spares each a system call. A listener that is not TCP has no such thing. */
static void send_without_delay(int listener)
{
        const int yes = 1;
        setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

/* Signals are for the thread that started the server. */
static int start_thread(pthread_t *thread, struct loop *loop)
{
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        int result = pthread_create(thread, NULL, loop_run, loop);
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        return result;
}

static struct err start_loops(struct server *server)
{
        unsigned count = server->shared.options.thread_count;
        TRY(streams_init(&server->shared));
        for (unsigned i = 0; i < count; i++)
                TRY(loop_new(&server->shared, i, &server->loops[i]));
        for (; server->running < count; server->running++) {
                errno = start_thread(&server->threads[server->running], server->loops[server->running]);
                if (errno) return ERR_OS("start a server thread");
        }
        return NO_ERR;
}

struct err server_start(const struct server_options *options, struct server **ret)
{
        must(options->thread_count >= 1 && options->thread_count <= THREADS_MAX);
        must(options->listener_count <= LISTENERS_MAX && options->connection_max > 0);
        struct server *server = calloc(1, sizeof *server);
        if (!server) return ERR(ERR_FULL, "allocate the server");

        server->shared.options = *options;
        server->shared.options.listeners = server->listeners;
        server->shared.loops = server->loops;
        server->shared.budget.max_bytes = options->slow_reply_budget_bytes;
        for (unsigned i = 0; i < options->listener_count; i++) {
                server->listeners[i] = options->listeners[i];
                send_without_delay(server->listeners[i]);
        }
        *ret = server; /* before a thread runs, whose first request may need to be woken */
        struct err err = start_loops(server);
        if (err.code) {
                server_stop(server, 0);
                *ret = NULL;
        }
        return err;
}

void server_wake(struct server *server, unsigned thread, uint64_t token)
{
        must(thread < server->shared.options.thread_count);
        struct loop *loop = server->loops[thread];
        if (inbox_put_token(&loop->inbox, token)) poller_wake(&loop->poller);
}

void server_stop(struct server *server, int grace_ms)
{
        if (!server) return;
        server->shared.stop_by_ms = clock_steady_ms() + grace_ms;
        atomic_store_explicit(&server->shared.stopping, true, memory_order_release);
        for (unsigned i = 0; i < server->running; i++)
                poller_wake(&server->loops[i]->poller);
        for (unsigned i = 0; i < server->running; i++)
                must(pthread_join(server->threads[i], NULL) == 0);
        for (unsigned i = 0; i < THREADS_MAX; i++)
                loop_free(server->loops[i]);
        streams_clear(&server->shared);
        free(server);
}

void server_tell(struct server *server, unsigned channel)
{
        must(channel < STREAM_CHANNELS_MAX);
        for (unsigned i = 0; i < server->shared.options.thread_count; i++) {
                struct loop *loop = server->loops[i];
                atomic_fetch_or_explicit(&loop->told, 1U << channel, memory_order_release);
                poller_wake(&loop->poller);
        }
}

static uint64_t count_of(const atomic_uint_fast64_t *counter)
{
        return atomic_load_explicit(counter, memory_order_relaxed);
}

struct server_counts server_counts(const struct server *server)
{
        struct server_counts counts = {
                .connections = atomic_load_explicit(&server->shared.connections, memory_order_relaxed),
                .streams = atomic_load_explicit(&server->shared.streams, memory_order_relaxed),
        };
        for (unsigned i = 0; i < server->shared.options.thread_count; i++) {
                const struct loop_counts *of_loop = &server->loops[i]->counts;
                counts.accepted += count_of(&of_loop->accepted);
                counts.requests += count_of(&of_loop->requests);
                counts.refused += count_of(&of_loop->refused);
                counts.parked += count_of(&of_loop->parked);
                counts.slow_replies += count_of(&of_loop->slow_replies);
                counts.streams_dropped += count_of(&of_loop->streams_dropped);
                counts.closed_for_deadline += count_of(&of_loop->closed_for_deadline);
        }
        return counts;
}
