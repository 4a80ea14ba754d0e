/* stoppress describe: what readers are told of a topic, a person or a source on its page. */
#include "cmd/jobs.h"

#include <stdio.h>
#include <stdlib.h>

enum { DATA };
enum { KIND, SHELF, TEXTS };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        json_t *answer = NULL, *texts = read_by_edition(a, TEXTS, true, &why);
        json_t *job = why.len ? NULL
                              : json_pack("{s:s, s:s, s:O}", "kind", a->operands[KIND], "shelf", a->operands[SHELF],
                                          "descriptions", texts);
        json_decref(texts);
        if (!job) {
                if (!why.len) buf_add_text(&why, "the name is not valid UTF-8");
                command_failed(NO_ERR, &why);
                return EXIT_USAGE;
        }
        char *text = json_dumps(job, 0);
        json_decref(job);
        int code = do_one_job(a->values[DATA], "describe", slice_of(text), &answer);
        free(text);
        json_decref(answer);
        if (code == EXIT_DONE) printf("described %s\n", a->operands[SHELF]);
        return code;
}

const struct command command_describe = {
        .name = "describe",
        .operands = "topic|person|source URI CODE=TEXT...",
        .operand_min = 3,
        .operand_max = 18,
        .summary = "says on a topic's, person's or source's page what it is",
        .details =
                "Readers are told this on its page, in the editions named; search engines and feeds are, too. At most\n"
                "600 characters; a line end begins a paragraph, and nothing takes away what was said. What has no uri\n"
                "is named by its name in the edition.\n\n"
                "  stoppress describe --data DIR person urn:kos uk='Пише про річку.' en='Writes of the river.'",
        .options = options,
        .run = run,
};
