/* stoppress settings: what an editor sets besides editions and sections. */
#include "cmd/jobs.h"
#include "news/json_value.h"
#include "wire/item_pictures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DATA };
enum { PATH_MAX_BYTES = 4096 };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

static int fail(const char *message)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        buf_add_text(&why, message);
        command_failed(NO_ERR, &why);
        return EXIT_USAGE;
}

static json_t *read_file(const char *path)
{
        json_error_t fault;
        CLEANUP(buf_clear) struct buf folder = BUF_INIT(PATH_MAX_BYTES);
        json_t *document = json_load_file(path, JSON_REJECT_DUPLICATES, &fault);
        const char *slash = strrchr(path, '/');
        if (slash) buf_add(&folder, (struct slice){path, (size_t)(slash - path)});
        settings_pictures_embed(document, folder.len ? buf_text(&folder) : slash ? "/" : ".");
        if (!document) {
                CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
                if (fault.line > 0)
                        buf_add_format(&why, "%s:%d:%d: %s", path, fault.line, fault.column, json_fault_text(&fault));
                else
                        buf_add_text(&why, fault.text);
                command_failed(NO_ERR, &why);
        }
        return document;
}

static void print_settings(const json_t *answer)
{
        json_dumpf(json_object_get(answer, "settings"), stdout, JSON_INDENT(2));
        putchar('\n');
}

static void print_change(const json_t *answer)
{
        size_t i;
        json_t *warning;
        const char *lost = json_string_value(json_object_get(answer, "lost"));
        puts(json_is_true(json_object_get(answer, "changed")) ? "the settings are in force" : "nothing has changed");
        if (lost && *lost) printf("what could not be kept:\n%s", lost);
        json_array_foreach(json_object_get(answer, "warnings"), i, warning)
        {
                printf("warning: %s\n", json_string_value(warning));
        }
}

/* Takes `request` over. */
static int do_settings(const struct arguments *a, json_t *request, void (*print)(const json_t *answer))
{
        json_t *answer = NULL;
        char *text = json_dumps(request, 0);
        json_decref(request);
        int code = do_one_job(a->values[DATA], "settings", slice_of(text), &answer);
        free(text);
        if (code == EXIT_DONE) print(answer);
        json_decref(answer);
        return code;
}

static int run(const struct arguments *a)
{
        const char *act = a->operands[0];
        if (strcmp(act, "put") == 0) {
                if (a->operand_count != 2) return fail("say which file holds the settings: put FILE");
                json_t *named = read_file(a->operands[1]);
                return named ? do_settings(a, json_pack("{s:s, s:o}", "do", "put", "settings", named), print_change)
                             : EXIT_FAILED;
        }
        if (a->operand_count != 1 || (strcmp(act, "get") != 0 && strcmp(act, "undo") != 0))
                return fail("settings: say get, put FILE or undo");
        return do_settings(a, json_pack("{s:s}", "do", act), *act == 'g' ? print_settings : print_change);
}

const struct command command_settings = {
        .name = "settings",
        .operands = "get|put FILE|undo",
        .operand_min = 1,
        .operand_max = 2,
        .summary = "reads or changes what an editor sets",
        .details =
                "Pages of the newsroom's own, ways to support it, breaking news, the front's choice, creatives, small\n"
                "files, colours: one JSON document, told in docs/settings.md.\n\n"
                "  get        prints it\n"
                "  put FILE   puts what the file names in the place of what was there, edition by edition; null takes "
                "it away\n"
                "  undo       puts back what was in force before the last change; once more takes that back\n\n"
                "  stoppress settings --data DIR put settings.json",
        .options = options,
        .run = run,
};
