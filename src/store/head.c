#include "store/inside.h"

static void read_head(const struct query *q, struct arena *a, struct head *ret)
{
        *ret = (struct head){
                .id = query_int(q, 0),
                .story = query_int(q, 1),
                .edition = (unsigned)query_int(q, 2),
                .section = (unsigned)query_int(q, 3),
                .state = (enum article_state)query_int(q, 4),
                .version = query_int(q, 5),
                .path = query_copy(q, 6, a),
                .published_ms = query_int(q, 7),
                .first_live_ms = query_int(q, 8),
                .newest = query_int(q, 9),
                .changed_ms = query_int(q, 10),
                .slug = query_copy(q, 11, a),
                .discarded_ms = query_int(q, 12),
                .elsewhere = query_int(q, 13),
        };
}

struct err head_find(struct store *s, struct slice uri, struct arena *a, struct head *ret, bool *ret_found)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_HEAD);
        query_bind_text(&q, uri);
        TRY(query_step(&q, ret_found));
        if (*ret_found) read_head(&q, a, ret);
        return NO_ERR;
}

struct err head_load(struct store *s, int64_t article, struct arena *a, struct head *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_HEAD);
        query_bind_int(&q, article);
        TRY(query_row(&q));
        read_head(&q, a, ret);
        return NO_ERR;
}

struct err head_move(struct store *s, const struct head *head, struct slice withdrawn_reason)
{
        struct query q = ask(s, MOVE_HEAD);
        query_bind_int(&q, head->id);
        query_bind_int(&q, head->state);
        query_bind_text(&q, head->path);
        query_bind_int(&q, head->first_live_ms);
        query_bind_text(&q, withdrawn_reason);
        query_bind_int(&q, head->changed_ms);
        return query_run(&q);
}
