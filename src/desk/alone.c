#include "desk/alone.h"

#include "base/log.h"
#include "desk/publish.h"

#include <stdlib.h>

static struct slice faults_in_words(struct visit *v, const json_t *values)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(4000);
        const json_t *faults = json_object_get(values, "faults");
        for (size_t i = 0; i < json_array_size(faults); i++) {
                const json_t *fault = json_array_get(faults, i);
                if (!json_is_true(json_object_get(fault, "blocks"))) continue;
                struct slice one = member_of(fault, "text");
                buf_add_format(&text, "%s%.*s", text.len ? ". " : "", SLICE_ARGS(one));
        }
        return arena_copy(visit_arena(v), buf_slice(&text));
}

static struct slice why_not(struct visit *v, const struct alone_answer *answer)
{
        struct slice why = member_of(answer->values, "why");
        if (why.len == 0) why = faults_in_words(v, answer->values);
        return why.len ? arena_copy(visit_arena(v), why) : visit_text(v, "refused_failed");
}

static struct errand errand_of(struct visit *v, const struct route *route, struct slice article, json_t *asked)
{
        const struct errand *asks = v->errand;
        char *body = json_dumps(asked, JSON_COMPACT);
        must(body != NULL);
        struct errand e = {
                .route = route,
                .steps = {article},
                .path = asks->path,
                .session = asks->session,
                .address = asks->address,
                .agent = asks->agent,
                .accept_language = asks->accept_language,
                .content_type = SLICE("application/json"),
                .body = arena_copy(visit_arena(v), slice_of(body)),
                .body_fd = -1,
                .came_ns = asks->came_ns,
        };
        free(body);
        desk_reply_init(&e.reply);
        return e;
}

/* The row by which the handler answers, which has one: its permission is the act's, alone or among others. */
static const struct route *row_of(handler_fn *handle)
{
        size_t count, i = 0;
        const struct route *rows = route_table(&count);
        while (i < count && rows[i].handle != handle)
                i++;
        must(i < count);
        return &rows[i];
}

static struct err handle_row(struct visit *v, const struct route *route)
{
        if (!visit_may_use(v, route->permission)) return reply_not_allowed(v, route->permission);
        return route->handle(v);
}

struct alone_answer ask_alone(struct visit *v, int64_t article, handler_fn *handle, json_t *asked)
{
        const struct route *route = row_of(handle);
        must(route->access == ACCESS_PERMISSION);
        struct errand e = errand_of(v, route, arena_format(visit_arena(v), "%lld", (long long)article), asked);
        struct visit alone = *v;
        alone.errand = &e;
        json_decref(asked);
        struct err err = handle_row(&alone, route);
        if (err.code != OK) {
                log_err(err, "desk, %s", route->path);
                reply_failed(&alone);
        }
        must(!e.work);
        struct alone_answer answer = {.status = e.reply.status,
                                      .values = json_loadb(e.reply.body.at, e.reply.body.len, 0, NULL)};
        if (answer.status != 200) answer.why = why_not(v, &answer);
        desk_reply_clear(&e.reply);
        arena_clear(&e.arena);
        return answer;
}
