/* Pictures are decoded by a worker of their own each, which cannot reach anything but the picture: see os/sandbox.h. */
#pragma once
#include "media/answer.h"

/* Has the original developed. OK: `ret` is a whole answer, perhaps a refusal, that borrows from `bytes` (an empty buf
 * with ANSWER_MAX_BYTES for its maximum). What kills a worker, or keeps it too long, is refused likewise: it is the
 * file's doing. Errors are the machine's. Any thread. */
struct err media_develop(const char *const *worker_argv, struct slice original, struct buf *bytes,
                         struct answer *ret) CHECKED;

/* The worker: reads its input, answers, ends. */
_Noreturn void media_worker_main(void);
