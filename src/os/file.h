/* Files and folders, as this program needs them. Every function says in `struct err` what the system said. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

/* Appends the whole file. ERR_NOT_FOUND, ERR_FULL (larger than the buffer may get), ERR_IO. */
struct err file_read(const char *path, struct buf *ret) CHECKED;
/* The same of a file that is open, from where it stands. */
struct err file_read_open(int fd, struct buf *ret) CHECKED;

/* Replaces the file so that after a power cut it is the old one or the new one, whole: temporary name, fsync, rename,
 * fsync of the folder. */
struct err file_write_durably(const char *path, struct slice bytes) CHECKED;

/* Writes the file and waits until its bytes are on disk; its name may not be yet. For what folder_move() finishes. */
struct err file_write_synced(const char *path, struct slice bytes) CHECKED;

/* Makes a file that its owner alone may read or write, in a folder for such files, which is made when it is not there;
 * when this returns, both are on disk under their names. ERR_CONFLICT: there is a file of that name. */
struct err file_make_private(const char *path, struct slice bytes) CHECKED;
/* Whether nobody but its owner may read or write it. */
struct err file_is_private(const char *path, bool *ret) CHECKED;

/* Makes the folder (its parent must be there) unless it is there. */
struct err folder_make(const char *path) CHECKED;
struct err folder_sync(const char *path) CHECKED;
bool file_exists(const char *path);

/* Which file stands behind a name, through links: two equal values are one file. ERR_NOT_FOUND, ERR_IO. */
struct file_identity {
        uint64_t device, inode;
};
struct err file_identify(const char *path, struct file_identity *ret) CHECKED;
static inline bool file_identity_eq(struct file_identity a, struct file_identity b)
{
        return a.device == b.device && a.inode == b.inode;
}

/* A lock on a file that this process holds until it ends or closes `ret_fd`; the file then holds its process id.
 * ERR_BUSY when another process has it. */
struct err file_lock(const char *path, int *ret_fd) CHECKED;
/* Another descriptor of the same open file, for who needs it longer than its owner. */
struct err fd_copy(int fd, int *ret_fd) CHECKED;
void fd_close(int fd); /* -1 is fine */
static inline void fd_closep(int *fd)
{
        fd_close(*fd);
}
