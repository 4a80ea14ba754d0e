#include "os/wake.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct err wake_open(int *ret_fd)
{
        int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (fd < 0) return ERR_OS("make a descriptor to wake by");
        *ret_fd = fd;
        return NO_ERR;
}

void wake_ring(int fd)
{
        const uint64_t one = 1;
        ssize_t written = write(fd, &one, sizeof one);
        must(written == sizeof one || errno == EAGAIN); /* full of rings already */
}

void wake_hear(int fd)
{
        uint64_t rings;
        ssize_t got = read(fd, &rings, sizeof rings);
        must(got == sizeof rings || errno == EAGAIN);
}
