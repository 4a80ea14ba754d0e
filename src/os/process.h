/* Processes: starting this program again in another role, watching over it, and being told to stop. */
#pragma once
#include "base/err.h"

#include <pthread.h>
#include <stdint.h>

/* Makes SIGTERM and SIGINT a flag instead of an end, and ignores SIGPIPE. Once, before threads start. */
void process_catch_stop(void);
bool process_should_stop(void);

/* A descriptor that becomes readable when one of those signals, or the end of a child, has come; for socket_wait(). */
int process_stop_fd(void);

/* Starts this very program (/proc/self/exe) with `argv` (NULL at the end). The child gets `fds[i]` as descriptor
 * 3 + i, and nothing else but 0, 1 and 2; it ends when this process does. */
struct err process_start(const char *const *argv, const int *fds, unsigned fd_count, int *ret_pid) CHECKED;

/* The same; its memory is in pages of 2 MB wherever the kernel has them, for who keeps much and looks at a little of it
 * here and there (docs/why/2026-11-huge-pages.md). */
struct err process_start_in_huge_pages(const char *const *argv, const int *fds, unsigned fd_count,
                                       int *ret_pid) CHECKED;

/* The same without environment, and with nothing behind 0, 1 and 2. */
struct err process_start_bare(const char *const *argv, const int *fds, unsigned fd_count, int *ret_pid) CHECKED;

/* Whether a child has ended, without waiting, and which and how. */
struct process_end {
        int pid;
        int exit_code; /* -1 when a signal ended it */
        char how[32];  /* "exit 1", "signal 9" */
};
bool process_ended(struct process_end *ret);

/* Asks a child to stop and waits for it, at most so long; kills it then. */
void process_stop(int pid, int timeout_ms);

/* Raises the number of descriptors that this process may open to what it is allowed, and returns it. */
unsigned process_open_max(void);

unsigned process_cpu_count(void);

/* The calling thread gives way to others that want the processor: somewhat, nearly always, or only as far as whoever
 * wakes it goes on undisturbed. */
enum stand_back { STAND_BACK_SOMEWHAT, STAND_BACK_LAST, STAND_BACK_ON_WAKING };
void process_stand_back(enum stand_back how);

/* The processor on which the calling thread runs just now; and keeps another thread off one, as long as there are
 * others. A kernel that is not told of a cache that processors share, as on many rented machines, begins whom one wakes
 * on the processor of who wakes, which is not beside it but in its place. */
unsigned process_cpu_now(void);
void process_keep_off(pthread_t thread, unsigned cpu);
