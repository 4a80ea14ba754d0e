#include "os/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_STEP = 256 * 1024, PATH_BYTES = 4096 };

void fd_close(int fd)
{
        if (fd >= 0) close(fd);
}

static struct err err_of_open(const char *what)
{
        struct err err = ERR_OS(what);
        if (errno == ENOENT) err.code = ERR_NOT_FOUND;
        return err;
}

struct err file_read(const char *path, struct buf *ret)
{
        CLEANUP(fd_closep) int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0) return err_of_open("open a file");
        return file_read_open(fd, ret);
}

struct err fd_copy(int fd, int *ret_fd)
{
        int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
        if (copy < 0) return ERR_OS("duplicate a descriptor");
        *ret_fd = copy;
        return NO_ERR;
}

struct err file_read_open(int fd, struct buf *ret)
{
        for (;;) {
                size_t room = ret->max - ret->len < READ_STEP ? ret->max - ret->len : READ_STEP;
                char last;
                char *at = room ? buf_reserve(ret, room) : &last;
                if (!at) return ERR(ERR_FULL, "keep a file in memory");
                ssize_t got = read(fd, at, room ? room : 1);
                if (got < 0 && errno == EINTR) continue;
                if (got < 0) return ERR_OS("read a file");
                if (got == 0) return NO_ERR;
                if (!room) return ERR(ERR_FULL, "read a file larger than its limit");
                ret->len += (size_t)got;
        }
}

static struct err write_all(int fd, struct slice bytes)
{
        while (bytes.len) {
                ssize_t put = write(fd, bytes.at, bytes.len);
                if (put < 0 && errno == EINTR) continue;
                if (put < 0) return ERR_OS("write a file");
                bytes = slice_skip(bytes, (size_t)put);
        }
        return NO_ERR;
}

struct err folder_sync(const char *path)
{
        CLEANUP(fd_closep) int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0) return err_of_open("open a folder");
        return fsync(fd) == 0 ? NO_ERR : ERR_OS("sync a folder");
}

struct err file_write_synced(const char *path, struct slice bytes)
{
        CLEANUP(fd_closep) int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
        if (fd < 0) return err_of_open("make a file");
        TRY(write_all(fd, bytes));
        return fsync(fd) == 0 ? NO_ERR : ERR_OS("sync a file");
}

struct err file_write_durably(const char *path, struct slice bytes)
{
        char temporary[PATH_BYTES], folder[PATH_BYTES];
        if (snprintf(temporary, sizeof temporary, "%s.%d.new", path, (int)getpid()) >= (int)sizeof temporary)
                return ERR(ERR_INVALID, "write a file: its path is too long");
        snprintf(folder, sizeof folder, "%s", path);

        struct err err = file_write_synced(temporary, bytes);
        if (err.code == OK && rename(temporary, path) != 0) err = ERR_OS("rename a file");
        if (err.code != OK) {
                unlink(temporary);
                return err;
        }
        return folder_sync(dirname(folder));
}

/* The folder with its name. */
static struct err make_private_folder(const char *path)
{
        char parent[PATH_BYTES];
        if (mkdir(path, 0700) != 0) return errno == EEXIST ? NO_ERR : err_of_open("make a folder");
        snprintf(parent, sizeof parent, "%s", path);
        return folder_sync(dirname(parent));
}

static struct err write_private(const char *path, struct slice bytes)
{
        CLEANUP(fd_closep) int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (fd < 0) return err_of_open("make a file");
        if (fchmod(fd, 0600) != 0) return ERR_OS("keep a file for its owner alone");
        TRY(write_all(fd, bytes));
        return fsync(fd) == 0 ? NO_ERR : ERR_OS("sync a file");
}

/* A second name, not a new one: rename() would replace what is there. */
static struct err name_unless_taken(const char *from, const char *path)
{
        if (link(from, path) == 0) return NO_ERR;
        return errno == EEXIST ? ERR(ERR_CONFLICT, "make a file that is there") : ERR_OS("name a file");
}

struct err file_make_private(const char *path, struct slice bytes)
{
        char temporary[PATH_BYTES], copy[PATH_BYTES];
        if (snprintf(temporary, sizeof temporary, "%s.%d.new", path, (int)getpid()) >= (int)sizeof temporary)
                return ERR(ERR_INVALID, "make a file: its path is too long");
        snprintf(copy, sizeof copy, "%s", path);
        const char *folder = dirname(copy);

        TRY(make_private_folder(folder));
        struct err err = write_private(temporary, bytes);
        if (err.code == OK) err = name_unless_taken(temporary, path);
        unlink(temporary);
        return err.code == OK ? folder_sync(folder) : err;
}

struct err file_is_private(const char *path, bool *ret)
{
        struct stat status;
        if (stat(path, &status) != 0) return err_of_open("find a file");
        *ret = (status.st_mode & 077) == 0;
        return NO_ERR;
}

struct err folder_make(const char *path)
{
        if (mkdir(path, 0750) == 0) return NO_ERR;
        if (errno == EEXIST) return NO_ERR;
        return err_of_open("make a folder");
}

bool file_exists(const char *path)
{
        return access(path, F_OK) == 0;
}

struct err file_identify(const char *path, struct file_identity *ret)
{
        struct stat status;
        if (stat(path, &status) != 0) return err_of_open("find a file");
        *ret = (struct file_identity){status.st_dev, status.st_ino};
        return NO_ERR;
}

struct err file_lock(const char *path, int *ret_fd)
{
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
        if (fd < 0) return err_of_open("open a lock file");
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
                struct err err = ERR_OS("lock a file");
                if (errno == EWOULDBLOCK) err.code = ERR_BUSY;
                close(fd);
                return err;
        }
        if (ftruncate(fd, 0) != 0 || dprintf(fd, "%d\n", (int)getpid()) < 0) {
                struct err err = ERR_OS("write a lock file");
                close(fd);
                return err;
        }
        *ret_fd = fd;
        return NO_ERR;
}
