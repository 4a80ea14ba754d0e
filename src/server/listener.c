#include "server/listener.h"

#include "server/loop.h"

#include <errno.h>
#include <sys/socket.h>

enum { ACCEPTS_PER_TURN = 16, PAUSE_MS = 100 };

void listeners_join(struct loop *loop)
{
        const struct server_options *options = &loop->shared->options;
        bool joined = true;
        for (unsigned i = 0; i < options->listener_count; i++)
                if (poller_add(&loop->poller, options->listeners[i], POLLER_READ | POLLER_SHARED, LISTENERS_OWNER).code)
                        joined = false;
        loop->accepting = true;
        if (joined) return;
        listeners_leave(loop);
        loop->accept_again_ms = loop->now_ms + PAUSE_MS;
}

void listeners_leave(struct loop *loop)
{
        const struct server_options *options = &loop->shared->options;
        for (unsigned i = 0; loop->accepting && i < options->listener_count; i++)
                poller_remove(&loop->poller, options->listeners[i]);
        loop->accepting = false;
}

void listeners_resume(struct loop *loop)
{
        if (!loop->accepting && loop->now_ms >= loop->accept_again_ms && !loop_is_stopping(loop)) listeners_join(loop);
}

static bool is_out_of_resources(int accept_errno)
{
        return accept_errno == EMFILE || accept_errno == ENFILE || accept_errno == ENOBUFS || accept_errno == ENOMEM;
}

static unsigned load_of(const struct loop *loop)
{
        return atomic_load_explicit(&loop->load, memory_order_relaxed);
}

static struct loop *least_loaded(struct loop *self)
{
        const struct shared *shared = self->shared;
        struct loop *least = self;
        for (unsigned i = 0; i < shared->options.thread_count; i++)
                if (load_of(shared->loops[i]) < load_of(least)) least = shared->loops[i];
        return least;
}

/* The load is counted here, not when the connection is opened, so that a burst does not all go to one loop. */
static bool give_away(struct loop *to, int fd)
{
        atomic_fetch_add_explicit(&to->load, 1, memory_order_relaxed);
        bool given = inbox_put_socket(&to->inbox, fd);
        if (given)
                poller_wake(&to->poller);
        else
                atomic_fetch_sub_explicit(&to->load, 1, memory_order_relaxed);
        return given;
}

static void take_in(struct loop *loop, int fd)
{
        struct loop *to = least_loaded(loop);
        if (to != loop && give_away(to, fd)) return;
        atomic_fetch_add_explicit(&loop->load, 1, memory_order_relaxed);
        connection_open(loop, fd);
}

/* Other errors belong to the one connection that came and went. */
static void accept_from(struct loop *loop, int listener)
{
        for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
                int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
                if (fd >= 0) {
                        take_in(loop, fd);
                } else if (errno == EAGAIN) {
                        return;
                } else if (is_out_of_resources(errno) && !connection_close_least(loop)) {
                        listeners_leave(loop);
                        loop->accept_again_ms = loop->now_ms + PAUSE_MS;
                        return;
                }
        }
}

void listeners_accept(struct loop *loop)
{
        const struct server_options *options = &loop->shared->options;
        for (unsigned i = 0; loop->accepting && i < options->listener_count; i++)
                accept_from(loop, options->listeners[i]);
}
