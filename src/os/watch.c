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

bool watch_take(int fd)
{
        char events[4096] __attribute__((aligned(8)));
        bool any = false;
        while (read(fd, events, sizeof events) > 0)
                any = true;
        return any;
}
