/* The eventfd is watched like a socket; its owner is its own field, an address that no caller has a reason to use (the
 * poller's own would be that of a structure which it begins). */
#include "os/poller.h"

#include <errno.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { EVENTS_MAX = 64 };

static struct err control(struct poller *poller, int operation, int fd, struct epoll_event event)
{
        if (epoll_ctl(poller->epoll_fd, operation, fd, &event) < 0) return ERR_OS("watch a descriptor");
        return NO_ERR;
}

static struct epoll_event event_of(unsigned watch, void *owner)
{
        struct epoll_event event = {.data.ptr = owner};
        if (watch & POLLER_READ) event.events |= EPOLLIN;
        if (watch & POLLER_WRITE) event.events |= EPOLLOUT;
        if (watch & POLLER_HANGUP) event.events |= EPOLLRDHUP;
        if (watch & POLLER_SHARED) event.events |= EPOLLEXCLUSIVE;
        return event;
}

struct err poller_open(struct poller *ret)
{
        ret->wake_fd = -1;
        ret->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
        if (ret->epoll_fd < 0) return ERR_OS("make an epoll instance");
        ret->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        struct err err = ret->wake_fd < 0 ? ERR_OS("make an eventfd")
                                          : poller_add(ret, ret->wake_fd, POLLER_READ, &ret->wake_fd);
        if (err.code) poller_close(ret);
        return err;
}

void poller_close(struct poller *poller)
{
        if (poller->wake_fd >= 0) close(poller->wake_fd);
        close(poller->epoll_fd);
}

struct err poller_add(struct poller *poller, int fd, unsigned watch, void *owner)
{
        return control(poller, EPOLL_CTL_ADD, fd, event_of(watch, owner));
}

struct err poller_change(struct poller *poller, int fd, unsigned watch, void *owner)
{
        must(!(watch & POLLER_SHARED));
        return control(poller, EPOLL_CTL_MOD, fd, event_of(watch, owner));
}

void poller_remove(struct poller *poller, int fd)
{
        epoll_ctl(poller->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
}

/* One read empties an eventfd, however often it was rung. */
static void forget_wakes(struct poller *poller)
{
        uint64_t count;
        ssize_t got = read(poller->wake_fd, &count, sizeof count);
        must(got == sizeof count || errno == EAGAIN || errno == EINTR);
}

size_t poller_wait(struct poller *poller, void **ret_owners, size_t max, int timeout_ms)
{
        struct epoll_event events[EVENTS_MAX];
        must(max >= 1 && max <= EVENTS_MAX);
        int count = epoll_wait(poller->epoll_fd, events, (int)max, timeout_ms);
        must(count >= 0 || errno == EINTR);

        size_t owners = 0;
        for (int i = 0; i < count; i++) {
                if (events[i].data.ptr == &poller->wake_fd)
                        forget_wakes(poller);
                else
                        ret_owners[owners++] = events[i].data.ptr;
        }
        return owners;
}

void poller_wake(struct poller *poller)
{
        const uint64_t one = 1;
        ssize_t wrote = write(poller->wake_fd, &one, sizeof one);
        must(wrote == sizeof one || errno == EAGAIN || errno == EINTR);
}
