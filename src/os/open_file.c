/* mincore() would tell what is in memory, but of files of others it tells nothing (it says yes), and the reader is not
 * to own what it sends. So bytes are read without waiting (RWF_NOWAIT), all to one place that nobody looks at. */
#include "os/open_file.h"

#include "os/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PLACE_BYTES = 16 * 1024, PLACES = 16 };

static struct err err_of_open(const char *what)
{
        struct err err = ERR_OS(what);
        if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) err.code = ERR_NOT_FOUND;
        return err;
}

struct err folder_open(int at, const char *name, int *ret_fd)
{
        int fd = openat(at < 0 ? AT_FDCWD : at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0) return err_of_open("open a folder");
        *ret_fd = fd;
        return NO_ERR;
}

struct err folder_each(int folder, folder_name_fn *fn, void *context)
{
        int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* the listing closes what it is given */
        DIR *listing = own < 0 ? NULL : fdopendir(own);
        if (!listing) {
                struct err err = ERR_OS("list a folder");
                fd_close(own);
                return err;
        }
        for (;;) {
                errno = 0;
                struct dirent *entry = readdir(listing);
                if (!entry) break;
                if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) fn(context, entry->d_name);
        }
        struct err err = errno ? ERR_OS("list a folder") : NO_ERR;
        closedir(listing);
        return err;
}

/* O_NONBLOCK: opening a pipe that somebody put there would wait for its other end. */
struct err file_open_below(int folder, const char *name, int *ret_fd, uint64_t *ret_size)
{
        int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (fd < 0) return err_of_open("open a file");
        struct stat status;
        struct err err = fstat(fd, &status) == 0 ? NO_ERR : ERR_OS("look at an open file");
        if (err.code == OK && !S_ISREG(status.st_mode)) err = ERR(ERR_NOT_FOUND, "open what is no regular file");
        if (err.code != OK) {
                fd_close(fd);
                return err;
        }
        *ret_fd = fd;
        *ret_size = (uint64_t)status.st_size;
        return NO_ERR;
}

/* ---- step by step ---- */

/* By steps and not by openat2(): containers deny that call, and older kernels lack it. */
static struct err step_into(int *at, const char *name)
{
        int fd = openat(*at, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0) return err_of_open("open a folder");
        fd_close(*at);
        *at = fd;
        return NO_ERR;
}

/* Why a step could not be taken. */
static struct err tell_fault(struct err err, int at, const char *name)
{
        struct stat status;
        if (err.code != ERR_NOT_FOUND) return err;
        if (!err.os_errno) return ERR(ERR_INVALID, "open what is no regular file");
        bool is_link = fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
        return is_link ? ERR(ERR_DENIED, "follow a link") : err;
}

static struct err name_step(struct slice step, char ret[NAME_MAX + 1])
{
        if (slice_eq(step, SLICE(".."))) return ERR(ERR_DENIED, "step upwards");
        if (step.len > NAME_MAX) return ERR(ERR_INVALID, "open a file by so long a name");
        snprintf(ret, NAME_MAX + 1, "%.*s", SLICE_ARGS(step));
        return NO_ERR;
}

struct err file_open_beneath(const char *folder, struct slice path, int *ret_fd, uint64_t *ret_size)
{
        char name[NAME_MAX + 1];
        CLEANUP(fd_closep) int at = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (at < 0) return err_of_open("open a folder");
        for (;;) {
                TRY(name_step(slice_cut(&path, '/'), name));
                if (path.len == 0) return tell_fault(file_open_below(at, name, ret_fd, ret_size), at, name);
                struct err err = name[0] ? step_into(&at, name) : NO_ERR;
                if (err.code != OK) return tell_fault(err, at, name);
        }
}

/* ---- what is in memory ---- */

/* Reads on from `offset`, into nowhere; how much, or -1. */
static ssize_t read_past(int fd, uint64_t offset, uint64_t left, int flags)
{
        char place[PLACE_BYTES];
        struct iovec places[PLACES];
        int count = 0;
        for (; count < PLACES && left; count++) {
                size_t len = left < PLACE_BYTES ? (size_t)left : PLACE_BYTES;
                places[count] = (struct iovec){place, len};
                left -= len;
        }
        return preadv2(fd, places, count, (off_t)offset, flags);
}

bool file_is_in_memory(int fd, uint64_t size)
{
        for (uint64_t offset = 0; offset < size;) {
                ssize_t got = read_past(fd, offset, size - offset, RWF_NOWAIT);
                if (got <= 0) return false;
                offset += (uint64_t)got;
        }
        return true;
}

struct err file_bring_into_memory(int fd, uint64_t size)
{
        for (uint64_t offset = 0; offset < size;) {
                ssize_t got = read_past(fd, offset, size - offset, 0);
                if (got < 0 && errno == EINTR) continue;
                if (got < 0) return ERR_OS("read a file");
                if (got == 0) return ERR(ERR_IO, "read a file to its end");
                offset += (uint64_t)got;
        }
        return NO_ERR;
}
