#include "os/process.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_PASSED_FD = 3, PASSED_MAX = 16, POLL_STEP_US = 2000 };

/* The one thing a signal handler may touch; written once by process_catch_stop(). */
static volatile sig_atomic_t stop_asked;
static int wake_pipe[2] = {-1, -1};

static void on_signal(int signal)
{
        int kept = errno;
        if (signal != SIGCHLD) stop_asked = 1;
        ssize_t ignored = write(wake_pipe[1], "", 1);
        (void)ignored;
        errno = kept;
}

void process_catch_stop(void)
{
        must(pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) == 0);
        struct sigaction action = {.sa_handler = on_signal};
        sigemptyset(&action.sa_mask);
        sigaction(SIGTERM, &action, NULL);
        sigaction(SIGINT, &action, NULL);
        sigaction(SIGCHLD, &action, NULL);
        action.sa_handler = SIG_IGN;
        sigaction(SIGPIPE, &action, NULL);
}

bool process_should_stop(void)
{
        char drained[16];
        while (wake_pipe[0] >= 0 && read(wake_pipe[0], drained, sizeof drained) > 0) {
        }
        return stop_asked;
}

int process_stop_fd(void)
{
        return wake_pipe[0];
}

/* In the child. First above every number that is wanted, so that no dup2() lands on a descriptor still needed. */
static void pass_fds(const int *fds, unsigned count)
{
        int above[PASSED_MAX];
        for (unsigned i = 0; i < count; i++) {
                above[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, FIRST_PASSED_FD + PASSED_MAX);
                if (above[i] < 0) _exit(127);
        }
        for (unsigned i = 0; i < count; i++)
                if (dup2(above[i], FIRST_PASSED_FD + (int)i) < 0) _exit(127);
        close_range(FIRST_PASSED_FD + count, ~0u, 0);
}

static void leave_terminal(void)
{
        int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
        for (int fd = 0; fd < FIRST_PASSED_FD; fd++)
                if (dup2(nothing, fd) < 0) _exit(127);
}

struct start {
        const char *const *argv;
        const int *fds;
        unsigned fd_count;
        bool bare, in_huge_pages;
};

/* Read by the C library when the program begins, and never later. What the environment says already is left. */
static void ask_for_huge_pages(void)
{
        static char tunable[] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
        if (!getenv("GLIBC_TUNABLES")) putenv(tunable);
}

_Noreturn static void become(const struct start *start, pid_t parent)
{
        static char *const no_environment[] = {NULL};
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent) _exit(127);
        if (start->bare) leave_terminal();
        if (start->in_huge_pages) ask_for_huge_pages();
        pass_fds(start->fds, start->fd_count);
        execve("/proc/self/exe", (char *const *)(uintptr_t)start->argv, start->bare ? no_environment : environ);
        _exit(127);
}

static struct err start_process(const struct start *start, int *ret_pid)
{
        must(start->fd_count <= PASSED_MAX);
        pid_t parent = getpid(), pid = fork();
        if (pid < 0) return ERR_OS("start a process");
        if (pid == 0) become(start, parent);
        *ret_pid = pid;
        return NO_ERR;
}

struct err process_start(const char *const *argv, const int *fds, unsigned fd_count, int *ret_pid)
{
        return start_process(&(struct start){argv, fds, fd_count, .bare = false}, ret_pid);
}

struct err process_start_in_huge_pages(const char *const *argv, const int *fds, unsigned fd_count, int *ret_pid)
{
        return start_process(&(struct start){argv, fds, fd_count, .in_huge_pages = true}, ret_pid);
}

struct err process_start_bare(const char *const *argv, const int *fds, unsigned fd_count, int *ret_pid)
{
        return start_process(&(struct start){argv, fds, fd_count, .bare = true}, ret_pid);
}

bool process_ended(struct process_end *ret)
{
        int status = 0;
        pid_t pid = waitpid(-1, &status, WNOHANG);
        if (pid <= 0) return false;
        *ret = (struct process_end){.pid = pid, .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1};
        if (WIFSIGNALED(status))
                snprintf(ret->how, sizeof ret->how, "signal %d", WTERMSIG(status));
        else
                snprintf(ret->how, sizeof ret->how, "exit %d", ret->exit_code);
        return true;
}

void process_stop(int pid, int timeout_ms)
{
        int64_t until = clock_steady_ms() + timeout_ms;
        kill(pid, SIGTERM);
        while (waitpid(pid, NULL, WNOHANG) == 0) {
                if (clock_steady_ms() > until) {
                        kill(pid, SIGKILL);
                        waitpid(pid, NULL, 0);
                        return;
                }
                usleep(POLL_STEP_US);
        }
}

unsigned process_open_max(void)
{
        enum { LEAST = 256, ENOUGH = 1 << 20 };
        struct rlimit limit;
        if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return LEAST;
        struct rlimit raised = {limit.rlim_max, limit.rlim_max};
        if (limit.rlim_cur < limit.rlim_max && setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
        return limit.rlim_cur < ENOUGH ? (unsigned)limit.rlim_cur : ENOUGH;
}

unsigned process_cpu_count(void)
{
        cpu_set_t set;
        if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
        return (unsigned)CPU_COUNT(&set);
}

unsigned process_cpu_now(void)
{
        int cpu = sched_getcpu();
        return cpu < 0 ? 0 : (unsigned)cpu;
}

void process_keep_off(pthread_t thread, unsigned cpu)
{
        cpu_set_t set;
        if (sched_getaffinity(0, sizeof set, &set) != 0) return;
        CPU_CLR(cpu, &set);
        if (CPU_COUNT(&set) > 0) (void)pthread_setaffinity_np(thread, sizeof set, &set);
}

/* On Linux a thread has a priority of its own; 0 stands for the one that asks. */
void process_stand_back(enum stand_back how)
{
        enum { LOWER = 5, LOWEST = 19 };
        const struct sched_param none = {0};
        if (how == STAND_BACK_ON_WAKING)
                (void)sched_setscheduler(0, SCHED_BATCH, &none);
        else
                (void)setpriority(PRIO_PROCESS, 0, how == STAND_BACK_LAST ? LOWEST : LOWER);
}
