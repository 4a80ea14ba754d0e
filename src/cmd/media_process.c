/* The worker that looks at one picture: see media/worker.h. */
#include "cmd/commands.h"
#include "media/worker.h"

static const struct option options[] = {{0}};

static int run(const struct arguments *a)
{
        (void)a;
        media_worker_main();
}

const struct command command_media_process = {
        .name = "media-process",
        .operands = "",
        .summary = "",
        .details = "Started by whatever imports a picture.",
        .options = options,
        .run = run,
        .hidden = true,
};
