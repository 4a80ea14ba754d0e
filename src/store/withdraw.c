/* Steps of an article that need no new text: withdrawn by hand, released by the clock. */
#include "store/filing.h"

struct err store_withdraw(struct store *s, struct slice uri, struct slice reason, int64_t now_ms,
                          struct save_result *ret)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct head before;
        bool found;
        TRY(head_find(s, uri, &arena, &before, &found));
        if (!found) return ERR(ERR_NOT_FOUND, "find the article to withdraw");
        if (!head_is_live(&before)) return ERR(ERR_CONFLICT, "withdraw an article that is not published");

        struct head after = before;
        after.state = article_next_state(before.state, INTENT_CANCEL, false);
        after.changed_ms = now_ms;
        TRY(head_move(s, &after, reason));
        TRY(shelf_settle(s, &after, now_ms));
        TRY(choice_settle(s, &before, &after, NULL));
        struct step step = {.before = &before, .after = &after, .now_ms = now_ms, .reason = reason};
        *ret = (struct save_result){.saved = SAVED_CHANGED, .state = after.state, .article = after.id};
        return change_log_step(s, &step, &ret->change);
}

struct err store_list_due(struct store *s, int64_t now_ms, unsigned limit, struct arena *a, struct due_articles *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_DUE);
        struct err err;
        query_bind_int(&q, now_ms);
        query_bind_int(&q, limit);
        *ret = (struct due_articles){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct due_article){
                        .article = query_int(&q, 0),
                        .due_ms = query_int(&q, 1),
                        .edition = (unsigned)query_int(&q, 2),
                };
        }
        return err;
}

static struct err release(struct store *s, int64_t article, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct head before;
        TRY(head_load(s, article, &arena, &before));
        struct head after = before;
        after.state = article_next_state(before.state, INTENT_PUBLISH, false);
        after.changed_ms = now_ms;
        if (!after.first_live_ms) after.first_live_ms = now_ms;
        TRY(path_settle(s, &after, &arena));
        TRY(head_move(s, &after, SLICE("")));
        TRY(path_keep_former(s, &before, &after));
        TRY(path_note_day(s, &after));
        TRY(shelf_settle(s, &after, now_ms));
        TRY(choice_settle(s, &before, &after, NULL));
        struct step step = {.before = &before, .after = &after, .now_ms = now_ms};
        int64_t change;
        return change_log_step(s, &step, &change);
}

struct err store_release_due(struct store *s, int64_t now_ms, unsigned limit, unsigned *ret_count)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct due_articles due;
        TRY(store_list_due(s, now_ms, limit, &arena, &due));
        for (size_t i = 0; i < due.count; i++)
                TRY(release(s, due.at[i].article, now_ms));
        *ret_count = (unsigned)due.count;
        return NO_ERR;
}
