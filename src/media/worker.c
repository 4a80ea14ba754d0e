#include "media/worker.h"

#include "media/develop.h"
#include "media/limits.h"
#include "os/sandbox.h"
#include "os/worker.h"

#include <stdio.h>

/* ---- who needs a picture ---- */

static struct err refuse(struct slice reason, struct answer *ret)
{
        *ret = (struct answer){.refused = reason};
        return NO_ERR;
}

struct err media_develop(const char *const *worker_argv, struct slice original, struct buf *bytes, struct answer *ret)
{
        CLEANUP(buf_clear) struct buf how = BUF_INIT(100);
        struct worker_job job = {.argv = worker_argv, .input = original, .deadline_ms = WORKER_DEADLINE_MS};
        if (original.len > PICTURE_FILE_MAX_BYTES) return refuse(SLICE("larger than 40 MB"), ret);
        struct err err = worker_run(&job, bytes, &how);
        if (err.code == ERR_BUSY) return refuse(SLICE("it takes longer than a minute to decode"), ret);
        if (err.code == ERR_INVALID || err.code == ERR_FULL)
                return refuse(SLICE("damaged: what decodes pictures was stopped by it"), ret);
        TRY(err);
        err = answer_read(buf_slice(bytes), ret);
        return err.code ? refuse(SLICE("damaged: what decodes pictures gave no picture"), ret) : NO_ERR;
}

/* ---- the worker ---- */

static struct err work(void)
{
        struct vips_library vips;
        struct slice original;
        TRY(vips_library_load(&vips));
        TRY(worker_input(&original));
        TRY(sandbox_close((struct sandbox_limits){WORKER_MEMORY_BYTES, WORKER_CPU_SECONDS}));
        return develop(&vips, original);
}

void media_worker_main(void)
{
        worker_end(work().code == OK);
}
