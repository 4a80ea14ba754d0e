/* A folder watched for changes of its files. */
#pragma once
#include "base/err.h"

/* `*ret_fd` becomes readable when a file of the folder was written, made, renamed or removed (not in folders below it).
 * ERR_NOT_FOUND, ERR_IO. Close with fd_close(). */
struct err watch_open(const char *folder, int *ret_fd) CHECKED;

/* Takes what has come, without waiting; whether it was anything. */
bool watch_take(int fd);
