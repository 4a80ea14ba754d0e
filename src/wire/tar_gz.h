/* Files one after the other as one: a tar (ustar, POSIX.1-1988) in gzip, written as they come. */
#pragma once
#include "base/err.h"
#include "base/slice.h"

struct tar_gz;
/* Writes to `fd`, which stays the caller's; all files have the time. */
struct err tar_gz_new(int fd, int64_t time_ms, struct tar_gz **ret) CHECKED;
/* `name` has at most 99 bytes. ERR_IO, ERR_FULL (the disk). */
struct err tar_gz_add(struct tar_gz *t, const char *name, struct slice bytes) CHECKED;
/* Nothing can be added behind it. */
struct err tar_gz_finish(struct tar_gz *t) CHECKED;
uint64_t tar_gz_written(const struct tar_gz *t); /* bytes so far */
void tar_gz_free(struct tar_gz *t);
