/* stoppress withdraw: readers are told that a story is gone, and why. */
#include "cmd/jobs.h"

#include <stdlib.h>

enum { DATA, REASON };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        [REASON] = {"reason", "TEXT", NULL, "why, for the newsroom's records and for readers"},
        {0},
};

static int run(const struct arguments *a)
{
        json_t *answer = NULL;
        if (slice_trim(slice_of(a->values[REASON])).len == 0) {
                CLEANUP(buf_clear) struct buf why = BUF_INIT(100);
                buf_add_text(&why, "--reason is empty; say why");
                command_failed(NO_ERR, &why);
                return EXIT_USAGE;
        }
        json_t *job = json_pack("{s:s, s:s}", "uri", a->operands[0], "reason", a->values[REASON]);
        if (!job) {
                CLEANUP(buf_clear) struct buf why = BUF_INIT(100);
                buf_add_text(&why, "the uri or the reason is not valid UTF-8");
                command_failed(ERR(ERR_INVALID, "read the operands"), &why);
                return EXIT_USAGE;
        }
        char *text = json_dumps(job, 0);
        json_decref(job);
        int code = do_one_job(a->values[DATA], "withdraw", slice_of(text), &answer);
        free(text);
        if (code == EXIT_DONE) code = print_publication(answer);
        json_decref(answer);
        return code;
}

const struct command command_withdraw = {
        .name = "withdraw",
        .operands = "URI",
        .operand_min = 1,
        .operand_max = 1,
        .summary = "takes a published story off the site (410)",
        .details = "Withdraws the article with this uri: its address answers 410 Gone from then on, and it disappears "
                   "from\n"
                   "all listings and related lists. Its versions stay in the store.",
        .options = options,
        .run = run,
};
