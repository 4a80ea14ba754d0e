#include "desk/settings.h"

#include "writer/frame.h"

#include <stdlib.h>

static struct err note_in_transaction(struct visit *v, const char *act, const struct noted *noted)
{
        TRY(store_begin(visit_store(v)));
        struct err err = visit_note(v, act, noted);
        if (err.code == OK) return store_commit(visit_store(v));
        store_rollback(visit_store(v));
        return err;
}

/* The job's own words, when it refused. */
static struct slice reason_of(struct visit *v, const struct frame *answer)
{
        json_t *json = json_loadb(answer->payload.at, answer->payload.len, 0, NULL);
        const json_t *why = json_object_get(json, "why");
        struct slice text = SLICE("");
        if (json_is_string(why))
                text = arena_copy(visit_arena(v), (struct slice){json_string_value(why), json_string_length(why)});
        json_decref(json);
        return text;
}

static struct err do_job(struct visit *v, const char *request, struct settings_answer *ret)
{
        CLEANUP(caller_closep) struct caller *caller = NULL;
        CLEANUP(frame_clear) struct frame answer = FRAME_INIT;
        TRY(caller_open(v->desk->writer, &caller));
        caller_do(caller, "settings", slice_of(request), &answer);
        ret->is_done = strcmp(answer.verb, "done") == 0;
        if (!ret->is_done) ret->why = reason_of(v, &answer);
        if (strcmp(answer.verb, "error") == 0) return ERR(ERR_IO, "put settings in force");
        return NO_ERR;
}

struct err desk_put_settings(struct visit *v, json_t *named, const char *act, const struct noted *noted,
                             struct settings_answer *ret)
{
        *ret = (struct settings_answer){.why = SLICE("")};
        json_t *request = json_pack("{s:s, s:o, s:I}", "do", "put", "settings", named, "by", (json_int_t)v->person->id);
        char *text = json_dumps(request, JSON_COMPACT);
        json_decref(request);
        must(text != NULL);
        struct err err = do_job(v, text, ret);
        free(text);
        TRY(err);
        return ret->is_done ? note_in_transaction(v, act, noted) : NO_ERR;
}
