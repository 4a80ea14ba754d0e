#include "store/hold.h"

#include "store/work_inside.h"

struct err store_find_hold(struct store *s, int64_t story, int64_t article, int64_t now_ms, struct story_hold *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_HOLD);
        bool found;
        query_bind_int(&q, now_ms);
        query_bind_int(&q, story);
        query_bind_int(&q, article);
        *ret = (struct story_hold){0};
        TRY(query_step(&q, &found));
        if (found)
                *ret = (struct story_hold){.article = query_int(&q, 0),
                                           .edition = (unsigned)query_int(&q, 1),
                                           .until_ms = query_int(&q, 2)};
        return NO_ERR;
}

struct err hold_note_import(struct store *s, int64_t article, int64_t embargo_ms)
{
        if (!embargo_ms) return NO_ERR;
        struct query q = ask(s, RAISE_EMBARGO);
        query_bind_int(&q, article);
        query_bind_int(&q, embargo_ms);
        return query_run(&q);
}
