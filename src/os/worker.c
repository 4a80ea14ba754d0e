#include "os/worker.h"

#include "base/clock.h"
#include "os/file.h"
#include "os/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INPUT_FD = 3, ANSWER_FD, READ_STEP = 256 * 1024 };

/* ---- who starts it ---- */

static struct err write_all(int fd, struct slice bytes)
{
        while (bytes.len) {
                ssize_t put = write(fd, bytes.at, bytes.len);
                if (put < 0 && errno == EINTR) continue;
                if (put < 0) return ERR_OS("write what a worker is to read");
                bytes = slice_skip(bytes, (size_t)put);
        }
        return NO_ERR;
}

/* Nobody can change it any more, not even the worker. The caller closes it, also after an error. */
static struct err make_input(struct slice bytes, int *ret_fd)
{
        *ret_fd = memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING);
        if (*ret_fd < 0) return ERR_OS("make a file in memory");
        TRY(write_all(*ret_fd, bytes));
        if (fcntl(*ret_fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0)
                return ERR_OS("seal a file in memory");
        return NO_ERR;
}

static struct err wait_for_more(int fd, int64_t until_ms)
{
        for (;;) {
                int64_t left_ms = until_ms - clock_steady_ms();
                struct pollfd wanted = {.fd = fd, .events = POLLIN};
                int ready = left_ms > 0 ? poll(&wanted, 1, (int)left_ms) : 0;
                if (ready > 0) return NO_ERR;
                if (ready == 0) return ERR(ERR_BUSY, "wait for a worker");
                if (errno != EINTR) return ERR_OS("wait for a worker");
        }
}

static struct err read_answer(int fd, int64_t until_ms, struct buf *ret)
{
        for (;;) {
                size_t room = ret->max - ret->len < READ_STEP ? ret->max - ret->len : READ_STEP;
                char *at = room ? buf_reserve(ret, room) : NULL;
                if (!at) return ERR(ERR_FULL, "keep a worker's answer");
                TRY(wait_for_more(fd, until_ms));
                ssize_t got = read(fd, at, room);
                if (got < 0 && errno == EINTR) continue;
                if (got < 0) return ERR_OS("read a worker's answer");
                if (got == 0) return NO_ERR;
                ret->len += (size_t)got;
        }
}

static struct err wait_for_end(int pid, struct buf *how)
{
        int status = 0;
        while (waitpid(pid, &status, 0) < 0)
                if (errno != EINTR) return ERR_OS("wait for a worker");
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return NO_ERR;
        if (WIFSIGNALED(status))
                buf_add_format(how, "signal %d", WTERMSIG(status));
        else
                buf_add_format(how, "exit %d", WEXITSTATUS(status));
        return ERR(ERR_INVALID, "let a worker end by itself");
}

static struct err start(const struct worker_job *job, int *ret_answer_fd, int *ret_pid)
{
        CLEANUP(fd_closep) int input = -1;
        int ends[2];
        TRY(make_input(job->input, &input));
        if (pipe2(ends, O_CLOEXEC) != 0) return ERR_OS("make a pipe");
        struct err err = process_start_bare(job->argv, (const int[]){input, ends[1]}, 2, ret_pid);
        close(ends[1]);
        if (err.code == OK)
                *ret_answer_fd = ends[0];
        else
                close(ends[0]);
        return err;
}

struct err worker_run(const struct worker_job *job, struct buf *ret, struct buf *how)
{
        CLEANUP(fd_closep) int fd = -1;
        int pid = 0;
        TRY(start(job, &fd, &pid));
        int64_t until_ms = clock_steady_ms() + job->deadline_ms;
        CLEANUP(fd_closep) int process = pidfd_open(pid, 0);
        struct err err = process < 0 ? ERR_OS("watch a worker") : read_answer(fd, until_ms, ret);
        /* It may have closed its answer and gone on. */
        if (err.code == OK) err = wait_for_more(process, until_ms);
        if (err.code) kill(pid, SIGKILL);
        struct err end = wait_for_end(pid, how);
        return err.code ? err : end;
}

/* ---- in the worker ---- */

struct err worker_input(struct slice *ret)
{
        struct stat status;
        if (fstat(INPUT_FD, &status) != 0) return ERR_OS("measure the input");
        *ret = SLICE("");
        if (status.st_size == 0) return NO_ERR;
        void *at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, INPUT_FD, 0);
        if (at == MAP_FAILED) return ERR_OS("map the input");
        *ret = (struct slice){at, (size_t)status.st_size};
        return NO_ERR;
}

struct err worker_answer(struct slice bytes)
{
        return write_all(ANSWER_FD, bytes);
}

void worker_end(bool well)
{
        _exit(well ? 0 : 1);
}
