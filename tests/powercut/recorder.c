/* Records what a program does to the files below one folder, in the order in which it does it, so that replay.py can
 * make the folder as a power cut would have left it. Loaded with LD_PRELOAD into the program and all that it starts.
 *
 *   POWERCUT_FOLDER   the folder: absolute, without links in it
 *   POWERCUT_JOURNAL  the file that the records are appended to
 *
 * A record is a line "KIND NODE AT LENGTH" and LENGTH bytes; NODE is an inode's number, paths are below the folder:
 *
 *   C node 0 path     a file was made           W node offset bytes   written
 *   M node 0 path     a folder was made         T node size           cut or lengthened
 *   Y 0 0 path to     a link was made           S node                synced, file or folder
 *   L 0 0 from to     another name was given    R 0 0 from to         renamed (two texts: a 0 byte between)
 *   U 0 0 path        a name was removed        A                     an acknowledgement left over a socket
 *
 * Everything is done by system calls of its own and not by the next library's function: what is recorded is what was
 * done, and the recorder's own writing is not recorded. Streams (fopen) are seen when they make a file; what is written
 * through them is not, which the comparison at the end of every recording would show. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER; /* an act and its record, before the next */

/* ---- the journal ---- */

_Noreturn static void give_up(const char *what)
{
        fprintf(stderr, "power-cut recorder: could not %s: %s\n", what, strerror(errno));
        abort();
}

static int journal(void)
{
        static int fd = -1;
        if (fd >= 0) return fd;
        const char *path = getenv("POWERCUT_JOURNAL");
        if (!path) give_up("find POWERCUT_JOURNAL");
        fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (fd < 0) give_up("open the journal");
        return fd;
}

struct record {
        char kind;
        ino_t node;
        off_t at;
        const void *bytes;
        size_t len;
};

static void record(struct record r)
{
        char head[96];
        int head_len =
                snprintf(head, sizeof head, "%c %lu %ld %zu\n", r.kind, (unsigned long)r.node, (long)r.at, r.len);
        const struct iovec parts[] = {{head, (size_t)head_len}, {(void *)(uintptr_t)r.bytes, r.len}};
        if (syscall(SYS_writev, journal(), parts, 2) != head_len + (ssize_t)r.len) give_up("write the journal");
}

/* ---- which files are meant ---- */

/* What stands behind the folder in an absolute path; NULL when it is elsewhere. "" is the folder itself. */
static const char *below_folder(const char *path)
{
        const char *folder = getenv("POWERCUT_FOLDER");
        size_t len = folder ? strlen(folder) : 0;
        if (len == 0 || strncmp(path, folder, len) != 0) return NULL;
        if (path[len] == '\0') return path + len;
        return path[len] == '/' ? path + len + 1 : NULL;
}

struct place {
        char absolute[PATH_MAX];
        const char *path; /* NULL: not below the folder */
        ino_t node;
};

static void place_of_fd(int fd, struct place *ret)
{
        char name[64];
        struct stat status;
        ret->path = NULL;
        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
        ssize_t len = readlink(name, ret->absolute, sizeof ret->absolute - 1);
        if (len < 0) return;
        ret->absolute[len] = '\0';
        ret->path = below_folder(ret->absolute);
        if (ret->path && fstat(fd, &status) == 0) ret->node = status.st_ino;
}

/* The name itself is not followed if it is a link: names are what is made, removed and renamed. */
static void place_of_name(const char *name, struct place *ret)
{
        char folder[PATH_MAX], real[PATH_MAX];
        ret->path = NULL;
        const char *slash = strrchr(name, '/');
        if (snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - name + 1) : 1, slash ? name : ".") >=
            PATH_MAX)
                return;
        if (!realpath(folder, real)) return;
        if (snprintf(ret->absolute, PATH_MAX, "%s/%s", real, slash ? slash + 1 : name) >= PATH_MAX) return;
        ret->path = below_folder(ret->absolute);
}

/* ---- records of acts that have been done ---- */

static void record_fd(char kind, int fd, off_t at, const void *bytes, size_t len)
{
        struct place place;
        place_of_fd(fd, &place);
        if (place.path) record((struct record){kind, place.node, at, bytes, len});
}

static void record_path_of_fd(char kind, int fd)
{
        struct place place;
        place_of_fd(fd, &place);
        if (place.path) record((struct record){kind, place.node, 0, place.path, strlen(place.path)});
}

static void record_name(char kind, const struct place *place, ino_t node)
{
        if (place->path) record((struct record){kind, node, 0, place->path, strlen(place->path)});
}

static void record_two(char kind, const char *first, const char *second)
{
        char both[2 * PATH_MAX];
        size_t len = strlen(first) + 1;
        memcpy(both, first, len);
        memcpy(both + len, second, strlen(second));
        record((struct record){kind, 0, 0, both, len + strlen(second)});
}

/* ---- opening ---- */

static int open_recorded(int folder, const char *path, int flags, mode_t mode)
{
        pthread_mutex_lock(&order);
        bool was_there = faccessat(folder, path, F_OK, 0) == 0;
        int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
        int kept = errno;
        if (fd >= 0 && (flags & O_CREAT) && !was_there) record_path_of_fd('C', fd);
        if (fd >= 0 && (flags & O_TRUNC) && was_there) record_fd('T', fd, 0, NULL, 0);
        pthread_mutex_unlock(&order);
        errno = kept;
        return fd;
}

static mode_t mode_of(int flags, va_list list)
{
        return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
        va_list list;
        va_start(list, flags);
        mode_t mode = mode_of(flags, list);
        va_end(list);
        return open_recorded(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
        va_list list;
        va_start(list, flags);
        mode_t mode = mode_of(flags, list);
        va_end(list);
        return open_recorded(folder, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
        typedef FILE *fopen_fn(const char *, const char *);
        union {
                void *found;
                fopen_fn *call;
        } next = {dlsym(RTLD_NEXT, "fopen")};
        pthread_mutex_lock(&order);
        bool was_there = access(path, F_OK) == 0;
        FILE *file = next.call(path, mode);
        int kept = errno;
        if (file && !was_there) record_path_of_fd('C', fileno(file));
        if (file && was_there && mode[0] == 'w') record_fd('T', fileno(file), 0, NULL, 0);
        pthread_mutex_unlock(&order);
        errno = kept;
        return file;
}

/* ---- writing ---- */

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
        pthread_mutex_lock(&order);
        ssize_t done = syscall(SYS_pwrite64, fd, bytes, len, at);
        int kept = errno;
        if (done > 0) record_fd('W', fd, at, bytes, (size_t)done);
        pthread_mutex_unlock(&order);
        errno = kept;
        return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
        pthread_mutex_lock(&order);
        ssize_t done = syscall(SYS_writev, fd, parts, count);
        int kept = errno;
        off_t at = done > 0 ? lseek(fd, 0, SEEK_CUR) - done : -1;
        for (ssize_t left = done; at >= 0 && left > 0; parts++) {
                size_t len = parts->iov_len < (size_t)left ? parts->iov_len : (size_t)left;
                record_fd('W', fd, at, parts->iov_base, len);
                at += (off_t)len;
                left -= (ssize_t)len;
        }
        pthread_mutex_unlock(&order);
        errno = kept;
        return done;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
        const struct iovec one = {(void *)(uintptr_t)bytes, len};
        return writev(fd, &one, 1);
}

int ftruncate(int fd, off_t size)
{
        pthread_mutex_lock(&order);
        int result = (int)syscall(SYS_ftruncate, fd, size);
        int kept = errno;
        if (result == 0) record_fd('T', fd, size, NULL, 0);
        pthread_mutex_unlock(&order);
        errno = kept;
        return result;
}

/* ---- syncing: recorded when it is done, for until then nothing is promised ---- */

static int sync_recorded(long call, int fd)
{
        pthread_mutex_lock(&order);
        int result = (int)syscall(call, fd);
        int kept = errno;
        if (result == 0) record_fd('S', fd, 0, NULL, 0);
        pthread_mutex_unlock(&order);
        errno = kept;
        return result;
}

int fsync(int fd)
{
        return sync_recorded(SYS_fsync, fd);
}

int fdatasync(int fd)
{
        return sync_recorded(SYS_fdatasync, fd);
}

/* ---- names ---- */

int rename(const char *from, const char *to)
{
        struct place old, new;
        pthread_mutex_lock(&order);
        place_of_name(from, &old);
        place_of_name(to, &new);
        int result = (int)syscall(SYS_rename, from, to);
        int kept = errno;
        if (result == 0 && old.path && new.path) record_two('R', old.path, new.path);
        pthread_mutex_unlock(&order);
        errno = kept;
        return result;
}

int link(const char *from, const char *to)
{
        struct place old, new;
        pthread_mutex_lock(&order);
        place_of_name(from, &old);
        place_of_name(to, &new);
        int result = (int)syscall(SYS_link, from, to);
        int kept = errno;
        if (result == 0 && old.path && new.path) record_two('L', old.path, new.path);
        pthread_mutex_unlock(&order);
        errno = kept;
        return result;
}

int symlink(const char *target, const char *name)
{
        struct place place;
        pthread_mutex_lock(&order);
        place_of_name(name, &place);
        int result = (int)syscall(SYS_symlink, target, name);
        int kept = errno;
        if (result == 0 && place.path) record_two('Y', place.path, target);
        pthread_mutex_unlock(&order);
        errno = kept;
        return result;
}

static int unlink_recorded(const char *name, int flags)
{
        struct place place;
        struct stat status;
        pthread_mutex_lock(&order);
        place_of_name(name, &place);
        bool is_socket = lstat(name, &status) == 0 && S_ISSOCK(status.st_mode); /* nobody recorded that it was made */
        int result = (int)syscall(SYS_unlinkat, AT_FDCWD, name, flags);
        int kept = errno;
        if (result == 0 && !is_socket) record_name('U', &place, 0);
        pthread_mutex_unlock(&order);
        errno = kept;
        return result;
}

int unlink(const char *name)
{
        return unlink_recorded(name, 0);
}

int rmdir(const char *name)
{
        return unlink_recorded(name, AT_REMOVEDIR);
}

int remove(const char *name)
{
        struct stat status;
        bool is_folder = lstat(name, &status) == 0 && S_ISDIR(status.st_mode);
        return unlink_recorded(name, is_folder ? AT_REMOVEDIR : 0);
}

int mkdir(const char *name, mode_t mode)
{
        struct place place;
        struct stat status;
        pthread_mutex_lock(&order);
        place_of_name(name, &place);
        int result = (int)syscall(SYS_mkdir, name, mode);
        int kept = errno;
        if (result == 0 && lstat(name, &status) == 0) record_name('M', &place, status.st_ino);
        pthread_mutex_unlock(&order);
        errno = kept;
        return result;
}

/* ---- acknowledgements: the desk's answer "done", before it leaves ---- */

ssize_t send(int fd, const void *bytes, size_t len, int flags)
{
        static const char done[] = "done";
        if (len >= sizeof done && memcmp(bytes, done, sizeof done) == 0 && getenv("POWERCUT_FOLDER")) {
                pthread_mutex_lock(&order);
                record((struct record){.kind = 'A'});
                pthread_mutex_unlock(&order);
        }
        return syscall(SYS_sendto, fd, bytes, len, flags, NULL, 0);
}

/* ---- the same by their other names ---- */

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char *path, int flags, ...) __attribute__((alias("openat")));
FILE *fopen64(const char *path, const char *mode) __attribute__((alias("fopen")));
ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at) __attribute__((alias("pwrite")));
int ftruncate64(int fd, off64_t size) __attribute__((alias("ftruncate")));
