#include "os/watch.h"

#include <errno.h>
#include <sys/inotify.h>
#include <unistd.h>

struct err watch_open(const char *folder, int *ret_fd)
{
        int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (fd < 0) return ERR_OS("watch a folder");
        const uint32_t events = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE;
        if (inotify_add_watch(fd, folder, events | IN_ONLYDIR) < 0) {
                struct err err = ERR_OS("watch a folder");
                if (errno == ENOENT || errno == ENOTDIR) err.code = ERR_NOT_FOUND;
                close(fd);
                return err;
        }
        *ret_fd = fd;
        return NO_ERR;
}

/* The kernel's word that the watch itself has gone, with what was watched. */
static bool has_ended(const char *events, size_t len)
{
        const struct inotify_event *event;
        for (size_t at = 0; at < len; at += sizeof *event + event->len) {
                event = (const void *)(events + at);
                if (event->mask & IN_IGNORED) return true;
        }
        return false;
}

bool watch_take(int fd, bool *ret_has_ended)
{
        char events[4096] __attribute__((aligned(8)));
        bool any = false;
        ssize_t len;
        *ret_has_ended = false;
        for (; (len = read(fd, events, sizeof events)) > 0; any = true)
                *ret_has_ended |= has_ended(events, (size_t)len);
        return any;
}
