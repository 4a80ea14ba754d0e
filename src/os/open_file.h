/* Files that are found by name below a folder's descriptor and then stay open: to be sent from the kernel's memory.
 * No link is followed, and what is neither a folder nor a regular file is not opened. */
#pragma once
#include "base/err.h"
#include "base/slice.h"

/* ERR_NOT_FOUND when it is not there or is no folder. `at` -1: `name` is a path. */
struct err folder_open(int at, const char *name, int *ret_fd) CHECKED;

/* Calls `fn` with every name in the folder but "." and "..", in no order. */
typedef void folder_name_fn(void *context, const char *name);
struct err folder_each(int folder, folder_name_fn *fn, void *context) CHECKED;

/* For reading. ERR_NOT_FOUND when it is not there or is no regular file. */
struct err file_open_below(int folder, const char *name, int *ret_fd, uint64_t *ret_size) CHECKED;
/* The same by a path of several steps beneath `folder`, whose own name may lead through links. ERR_DENIED: a step is a
 * link, or leads upwards; ERR_INVALID: it is no regular file. */
struct err file_open_beneath(const char *folder, struct slice path, int *ret_fd, uint64_t *ret_size) CHECKED;

/* Whether the first `size` bytes all lie in the kernel's memory, so that reading them now will not wait for a disk.
 * False also when the kernel does not say. Costs a copy into the processor's nearest cache: 5 us for 64 KB. */
bool file_is_in_memory(int fd, uint64_t size);
/* Reads them, so that they do. Waits for the disk. ERR_IO, also when the file has become shorter. */
struct err file_bring_into_memory(int fd, uint64_t size) CHECKED;
