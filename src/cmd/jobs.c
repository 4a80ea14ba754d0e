#include "cmd/jobs.h"

#include "cmd/local_reader.h"

#include <stdio.h>

int read_answer(const struct frame *answer, json_t **ret)
{
        *ret = json_loadb(answer->payload.at, answer->payload.len, 0, NULL);
        if (strcmp(answer->verb, "done") == 0 && *ret) return EXIT_DONE;
        const char *why = json_string_value(json_object_get(*ret, "why"));
        fprintf(stderr, "stoppress: %s\n", why ? why : "the desk gave no answer that can be read");
        json_decref(*ret);
        *ret = NULL;
        return EXIT_FAILED;
}

static int do_job(struct client *client, const char *verb, struct slice payload, json_t **ret)
{
        CLEANUP(frame_clear) struct frame answer = FRAME_INIT;
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1000);
        struct err err = client_do(client, verb, payload, &answer);
        return err.code == OK ? read_answer(&answer, ret) : command_failed(err, &why);
}

int do_one_job(const char *data, const char *verb, struct slice payload, json_t **ret)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(4000);
        CLEANUP(local_reader_clear) struct local_reader reader = LOCAL_READER_INIT(data);
        CLEANUP(client_closep) struct client *client = NULL;
        struct err err = client_open(data, local_reader_witness(&reader), &client, &why);
        return err.code == OK ? do_job(client, verb, payload, ret) : command_failed(err, &why);
}

json_t *read_by_edition(const struct arguments *a, int first, bool may_be_empty, struct buf *why)
{
        json_t *texts = json_object();
        for (int i = first; i < a->operand_count; i++) {
                struct slice text = slice_of(a->operands[i]), code = slice_cut(&text, '=');
                CLEANUP(buf_clear) struct buf key = BUF_INIT(100);
                buf_add(&key, code);
                bool is_pair = text.len || (may_be_empty && code.len < strlen(a->operands[i]));
                if (!is_pair || json_object_set_new(texts, buf_text(&key), json_string(text.len ? text.at : "")) != 0)
                        buf_add_format(why, "'%s' is no text of an edition; write it as uk=Назва", a->operands[i]);
        }
        return texts;
}

static void print_steps(const json_t *steps)
{
        size_t i;
        json_t *step;
        json_array_foreach(steps, i, step)
        {
                printf("  %-10s %8.3f ms\n", json_string_value(json_array_get(step, 0)),
                       (double)json_integer_value(json_array_get(step, 1)) / 1000);
        }
}

void print_losses(const json_t *answer)
{
        const char *lost = json_string_value(json_object_get(answer, "lost"));
        const char *noticed = json_string_value(json_object_get(answer, "noticed"));
        if (lost && *lost) printf("what could not be kept:\n%s", lost);
        if (noticed && *noticed) printf("what was taken and may lack something:\n%s", noticed);
}

int print_publication(const json_t *answer)
{
        const char *outcome = json_string_value(json_object_get(answer, "outcome"));
        const char *address = json_string_value(json_object_get(answer, "address"));
        const json_t *seen = json_object_get(answer, "seen");
        printf("%s %s\n", outcome ? outcome : "done", address ? address : "");
        print_steps(json_object_get(answer, "steps"));
        printf("  %-10s %8.3f ms\n", "total", (double)json_integer_value(json_object_get(answer, "total_us")) / 1000);
        print_losses(answer);
        if (!seen)
                puts("saved; readers are not shown it");
        else if (json_is_true(seen))
                puts("on disk, and read back as readers get it");
        else
                puts("saved and published, not yet seen on the site");
        return EXIT_DONE;
}
