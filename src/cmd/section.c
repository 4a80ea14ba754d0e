/* stoppress section: adds a section to the menu, or renames one. */
#include "cmd/jobs.h"

#include <stdio.h>
#include <stdlib.h>

enum { DATA };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        json_t *answer = NULL, *names = read_by_edition(a, 1, false, &why);
        if (why.len) {
                json_decref(names);
                command_failed(NO_ERR, &why);
                return EXIT_USAGE;
        }
        json_t *job = json_pack("{s:s, s:o}", "key", a->operands[0], "names", names);
        char *text = json_dumps(job, 0);
        json_decref(job);
        int code = do_one_job(a->values[DATA], "section", slice_of(text), &answer);
        free(text);
        json_decref(answer);
        if (code == EXIT_DONE) printf("section %s\n", a->operands[0]);
        return code;
}

const struct command command_section = {
        .name = "section",
        .operands = "SLUG CODE=NAME...",
        .operand_min = 2,
        .operand_max = 17,
        .summary = "adds a section, or renames one",
        .details =
                "Adds a section to the menu of the editions named, or renames it: the slug stands in its address and\n"
                "is what imports may name it by.\n\n"
                "  stoppress section --data DIR science uk=Наука ru=Наука en=Science",
        .options = options,
        .run = run,
};
