/* A folder watched for changes of its files. */
#pragma once
#include "base/err.h"

/* `*ret_fd` becomes readable when a file of the folder was written, made, renamed or removed (not in folders below it).
 * It is the folder that is watched, not its path: one that is moved away is watched there. ERR_NOT_FOUND, ERR_IO. Close
 * with fd_close(). */
struct err watch_open(const char *folder, int *ret_fd) CHECKED;

/* Takes what has come, without waiting; whether it was anything. `*ret_has_ended`: the folder itself was removed, so
 * nothing more will come. */
bool watch_take(int fd, bool *ret_has_ended);
