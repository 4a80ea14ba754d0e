/* A worker: this very program started for one piece of work on bytes that strangers shaped. It gets no environment, no
 * terminal, the bytes as a sealed file in memory, and a pipe for its answer; whoever started it waits for that, not for
 * ever. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

struct worker_job {
        const char *const *argv; /* of the role, NULL at the end */
        struct slice input;
        int deadline_ms;
};

/* Runs it to its end; appends its answer to `ret`, whose maximum is the answer's. Any thread. ERR_BUSY when the
 * deadline passed, ERR_FULL when it said more than `ret` takes (both times it was killed), ERR_INVALID when it ended by
 * a signal or with an exit code: `how` gets "signal 31". */
struct err worker_run(const struct worker_job *job, struct buf *ret, struct buf *how) CHECKED;

/* ---- in the worker ---- */

/* The input, for as long as the process lives. */
struct err worker_input(struct slice *ret) CHECKED;
struct err worker_answer(struct slice bytes) CHECKED;
/* At once: what a library would tidy up at the end goes with the process, and the sandbox may not let it. */
_Noreturn void worker_end(bool well);
