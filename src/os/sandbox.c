/* An allow-list of system calls: what memory, threads, clocks and the descriptors at hand take. A call that libraries
 * make to look around (opening a file they can do without) is refused, any other ends the process. */
#include "os/sandbox.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* Sanitizers look around more and reserve terabytes of address space. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OTHER_CALLS   SCMP_ACT_ERRNO(EPERM)
#define LIMITS_MEMORY false
#else
#define OTHER_CALLS   SCMP_ACT_KILL_PROCESS
#define LIMITS_MEMORY true
#endif

static const int allowed[] = {
        SCMP_SYS(read),
        SCMP_SYS(write),
        SCMP_SYS(close),
        SCMP_SYS(lseek),
        SCMP_SYS(fstat),
        SCMP_SYS(munmap),
        SCMP_SYS(mremap),
        SCMP_SYS(madvise),
        SCMP_SYS(brk),
        SCMP_SYS(futex),
        SCMP_SYS(set_robust_list),
        SCMP_SYS(rseq),
        SCMP_SYS(sched_yield),
        SCMP_SYS(sched_getattr),
        SCMP_SYS(sched_setattr),
        SCMP_SYS(sched_getaffinity),
        SCMP_SYS(clock_gettime),
        SCMP_SYS(clock_nanosleep),
        SCMP_SYS(nanosleep),
        SCMP_SYS(gettimeofday),
        SCMP_SYS(getrandom),
        SCMP_SYS(getpid),
        SCMP_SYS(gettid),
        SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(rt_sigaction),
        SCMP_SYS(rt_sigreturn),
        SCMP_SYS(sigaltstack),
        SCMP_SYS(tgkill),
        SCMP_SYS(restart_syscall),
        SCMP_SYS(sysinfo),
        SCMP_SYS(exit),
        SCMP_SYS(exit_group),
};

static const int looking_around[] = {
        SCMP_SYS(open),       SCMP_SYS(openat),     SCMP_SYS(openat2), SCMP_SYS(stat),      SCMP_SYS(lstat),
        SCMP_SYS(newfstatat), SCMP_SYS(statx),      SCMP_SYS(access),  SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
        SCMP_SYS(readlink),   SCMP_SYS(readlinkat), SCMP_SYS(getcwd),  SCMP_SYS(uname),
};

static int allow_calls(scmp_filter_ctx filter)
{
        int failed = 0;
        for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
        for (size_t i = 0; i < sizeof looking_around / sizeof looking_around[0]; i++)
                failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), looking_around[i], 0);
        return failed;
}

/* Memory that no code runs from; threads but no processes (clone3 hides its flags behind a pointer: the C library then
 * takes clone); a thread's name, nobody's limits but one's own. */
static int allow_forms_of_calls(scmp_filter_ctx filter)
{
        struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
        struct scmp_arg_cmp thread = SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD);
        return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) |
               seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) |
               seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, thread) |
               seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) |
               seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0)) |
               seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0, 0));
}

static struct err close_calls(void)
{
        scmp_filter_ctx filter = seccomp_init(OTHER_CALLS);
        if (!filter) return ERR(ERR_FULL, "make a filter of system calls");
        int failed = allow_calls(filter) | allow_forms_of_calls(filter);
        if (!failed) failed = seccomp_load(filter); /* sets no_new_privs, too */
        seccomp_release(filter);
        return failed ? ERR(ERR_DENIED, "close the sandbox") : NO_ERR;
}

static struct err limit(__rlimit_resource_t resource, rlim_t value)
{
        const struct rlimit both = {value, value};
        return setrlimit(resource, &both) == 0 ? NO_ERR : ERR_OS("limit a worker");
}

struct err sandbox_close(struct sandbox_limits limits)
{
        if (LIMITS_MEMORY) TRY(limit(RLIMIT_AS, limits.memory_bytes));
        TRY(limit(RLIMIT_CPU, limits.cpu_seconds));
        TRY(limit(RLIMIT_FSIZE, 0));
        TRY(limit(RLIMIT_CORE, 0));
        return close_calls();
}
