/* stoppress rebuild: the archive anew from the store, damaged pictures anew from their originals. */
#include "cmd/jobs.h"
#include "cmd/local_reader.h"
#include "cmd/progress.h"

#include <stdio.h>

enum { DATA };

static const struct option options[] = {
        [DATA] = {"data", "DIR", NULL, "the data folder"},
        {0},
};

static void show_progress(void *context, struct slice json)
{
        json_t *state = json_loadb(json.at, json.len, 0, NULL);
        json_int_t done = json_integer_value(json_object_get(state, "done"));
        json_int_t total = json_integer_value(json_object_get(state, "total"));
        progress_show(context, done, (uint64_t)done, (uint64_t)total);
        json_decref(state);
}

static long long count(const json_t *json, const char *name)
{
        return (long long)json_integer_value(json_object_get(json, name));
}

static void print_done(const json_t *json)
{
        printf("rebuilt: %lld articles\n", count(json, "articles"));
        if (count(json, "pictures")) printf("pictures made anew: %lld\n", count(json, "pictures"));
        if (count(json, "lost"))
                printf("pictures that are damaged, and their originals, too: %lld; see `stoppress check`\n",
                       count(json, "lost"));
}

static int rebuild(struct client *client)
{
        CLEANUP(frame_clear) struct frame answer = FRAME_INIT;
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        struct progress progress;
        json_t *json = NULL;
        progress_start(&progress, "articles");
        client_on_progress(client, show_progress, &progress);
        struct err err = client_do(client, "rebuild", SLICE(""), &answer);
        progress_end(&progress);
        if (err.code != OK) return command_failed(err, &why);
        int code = read_answer(&answer, &json);
        if (code == EXIT_DONE) print_done(json);
        json_decref(json);
        return code;
}

static int run(const struct arguments *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        CLEANUP(local_reader_clear) struct local_reader reader = LOCAL_READER_INIT(a->values[DATA]);
        CLEANUP(client_closep) struct client *client = NULL;
        struct err err = client_open(a->values[DATA], local_reader_witness(&reader), &client, &why);
        return err.code == OK ? rebuild(client) : command_failed(err, &why);
}

const struct command command_rebuild = {
        .name = "rebuild",
        .operands = "",
        .summary = "makes the archive anew from the store",
        .details = "Makes pictures whose files are missing or damaged anew from their originals, and presses every\n"
                   "published article anew into a new archive, which then takes the old one's place. The site and the\n"
                   "newsroom go on meanwhile.",
        .options = options,
        .run = run,
};
