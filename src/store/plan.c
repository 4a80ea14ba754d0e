#include "store/plan.h"

#include "news/text.h"
#include "store/inside.h"

static bool is_day(struct slice day)
{
        if (day.len != PLAN_DAY_BYTES) return false;
        for (size_t i = 0; i < day.len; i++) {
                bool is_dash = i == 4 || i == 7;
                if (is_dash ? day.at[i] != '-' : day.at[i] < '0' || day.at[i] > '9') return false;
        }
        return true;
}

static bool is_sound(const struct plan *plan)
{
        return is_day(plan->day) && plan->title.len && text_is_short(plan->title, PLAN_TITLE_CHARACTERS) &&
               text_is_short(plan->note, PLAN_NOTE_CHARACTERS);
}

static struct err next_id(struct store *s, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LAST_PLAN);
        TRY(query_row(&q));
        *ret = query_int(&q, 0) + 1;
        return NO_ERR;
}

/* What may change of it; who made it and when stands behind. */
static void bind_plan(struct query *q, int64_t id, const struct plan *plan)
{
        query_bind_int(q, id);
        query_bind_text(q, plan->day);
        query_bind_int(q, plan->due_ms);
        query_bind_text(q, plan->title);
        query_bind_text(q, plan->note);
        query_bind_id(q, plan->person);
        query_bind_int(q, plan->editions);
        query_bind_id(q, plan->story);
        query_bind_int(q, plan->is_struck);
}

struct err store_add_plan(struct store *s, const struct plan *plan, int64_t *ret_id)
{
        store_check_writing(s);
        if (!is_sound(plan)) return ERR(ERR_INVALID, "plan a story");
        TRY(next_id(s, ret_id));
        struct query q = ask(s, ADD_PLAN);
        bind_plan(&q, *ret_id, plan);
        query_bind_int(&q, plan->made_by);
        query_bind_int(&q, plan->made_ms);
        return query_run(&q);
}

struct err store_put_plan(struct store *s, const struct plan *plan)
{
        store_check_writing(s);
        if (!is_sound(plan)) return ERR(ERR_INVALID, "change what is planned");
        struct query q = ask(s, PUT_PLAN);
        bind_plan(&q, plan->id, plan);
        return query_run(&q);
}

static struct plan read_plan(const struct query *q, struct arena *a)
{
        return (struct plan){
                .id = query_int(q, 0),
                .day = query_copy(q, 1, a),
                .due_ms = query_int(q, 2),
                .title = query_copy(q, 3, a),
                .note = query_copy(q, 4, a),
                .person = query_int(q, 5),
                .editions = (unsigned)query_int(q, 6),
                .story = query_int(q, 7),
                .made_by = query_int(q, 8),
                .made_ms = query_int(q, 9),
                .is_struck = query_int(q, 10) != 0,
        };
}

struct err store_load_plan(struct store *s, int64_t id, struct arena *a, struct plan *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_PLAN);
        query_bind_int(&q, id);
        TRY(query_row(&q));
        *ret = read_plan(&q, a);
        return NO_ERR;
}

struct err store_list_plans(struct store *s, struct slice day, unsigned limit, struct arena *a, struct plans *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_PLANS);
        query_bind_text(&q, day);
        query_bind_int(&q, limit);
        struct err err;
        *ret = (struct plans){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = read_plan(&q, a);
        }
        return err;
}

struct err store_is_planned(struct store *s, int64_t story, struct slice day, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, COUNT_PLANS_OF_STORY);
        query_bind_int(&q, story);
        query_bind_text(&q, day);
        TRY(query_row(&q));
        *ret = query_int(&q, 0) > 0;
        return NO_ERR;
}
