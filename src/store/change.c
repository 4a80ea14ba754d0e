/* The change log: one row for each time that readers are to see something else, numbered without gaps in the order of
 * the commits, because the number comes from the tally, which the same transaction changes. */
#include "store/inside.h"

struct err change_log(struct store *s, const struct change *change, struct slice reason, int64_t *ret_number)
{
        int64_t number;
        TRY(tally_next(s, COUNTER_CHANGE, &number));
        struct query q = ask(s, ADD_CHANGE);
        query_bind_int(&q, number);
        query_bind_int(&q, change->time_ms);
        query_bind_id(&q, change->article);
        query_bind_int(&q, change->act);
        query_bind_id(&q, change->shelf);
        query_bind_int(&q, change->year);
        query_bind_int(&q, change->month);
        query_bind_text(&q, reason);
        TRY(query_run(&q));
        *ret_number = number;
        return NO_ERR;
}

/* What an article leaves behind in its former story no longer links to it. */
static struct err log_left_siblings(struct store *s, const struct step *step)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct article_ids siblings;
        TRY(store_story_articles(s, step->before->story, &arena, &siblings));
        for (size_t i = 0; i < siblings.count; i++) {
                struct change change = {.time_ms = step->now_ms, .article = siblings.at[i], .act = CHANGE_PUBLISHED};
                TRY(change_log(s, &change, SLICE(""), &change.number));
        }
        return NO_ERR;
}

struct err change_log_step(struct store *s, const struct step *step, int64_t *ret_change)
{
        TRY(tally_save(s, step->before, step->after));
        bool was_live = head_is_live(step->before), is_live = head_is_live(step->after);
        *ret_change = 0;
        if (!was_live && !is_live) return NO_ERR;
        if (is_live) TRY(picture_note_seen(s, step->after->id));

        struct change change = {.time_ms = step->now_ms, .article = step->after->id};
        change.act = is_live ? CHANGE_PUBLISHED : CHANGE_WITHDRAWN;
        TRY(change_log(s, &change, step->reason, ret_change));
        if (was_live && step->before->story != step->after->story) TRY(log_left_siblings(s, step));
        return NO_ERR;
}

struct err store_changes(struct store *s, int64_t after, unsigned limit, struct arena *a, struct changes *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_CHANGES);
        query_bind_int(&q, after);
        query_bind_int(&q, limit);
        struct err err;
        *ret = (struct changes){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct change){
                        .number = query_int(&q, 0),
                        .time_ms = query_int(&q, 1),
                        .article = query_int(&q, 2),
                        .act = (enum change_act)query_int(&q, 3),
                        .shelf = query_int(&q, 4),
                        .year = (unsigned)query_int(&q, 5),
                        .month = (unsigned)query_int(&q, 6),
                };
        }
        return err;
}
