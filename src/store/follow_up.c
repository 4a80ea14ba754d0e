/* What a change of the structure means for articles: done some at a time, in the order of their numbers, each part in a
 * transaction with how far it has come. An article that is saved meanwhile gets the same by that. */
#include "news/permalink.h"
#include "store/filing.h"
#include "store/structure.h"

struct err follow_up_put(struct store *s, enum follow_up_kind kind, int64_t object, int64_t total)
{
        struct query q = ask(s, PUT_FOLLOW_UP);
        query_bind_int(&q, kind);
        query_bind_int(&q, object);
        query_bind_int(&q, total);
        return query_run(&q);
}

struct err store_count_edition(struct store *s, unsigned edition, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, COUNT_OF_EDITION);
        query_bind_int(&q, edition);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

struct err follow_up_put_edition(struct store *s, unsigned edition)
{
        int64_t count = 0;
        TRY(store_count_edition(s, edition, &count));
        return follow_up_put(s, FOLLOW_ADDRESSES, edition, count);
}

struct err store_follow_ups(struct store *s, struct arena *a, struct follow_ups *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_FOLLOW_UPS);
        struct err err;
        *ret = (struct follow_ups){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct follow_up){
                        .kind = (enum follow_up_kind)query_int(&q, 0),
                        .object = query_int(&q, 1),
                        .after = query_int(&q, 2),
                        .done = query_int(&q, 3),
                        .total = query_int(&q, 4),
                };
        }
        return err;
}

/* ---- one article ---- */

static struct err show_again(struct store *s, const struct head *head, int64_t now_ms)
{
        if (!head_is_live(head)) return NO_ERR;
        struct change change = {.time_ms = now_ms, .act = CHANGE_PUBLISHED, .article = head->id};
        return change_log(s, &change, SLICE(""), &change.number);
}

static bool are_same(const struct places *a, const struct places *b)
{
        if (a->count != b->count) return false;
        for (size_t i = 0; i < a->count; i++) {
                const struct place *x = &a->at[i], *y = &b->at[i];
                if (x->kind != y->kind || x->edition != y->edition || x->shelf != y->shelf || x->year != y->year ||
                    x->month != y->month || x->place != y->place)
                        return false;
        }
        return true;
}

static struct err put_address(struct store *s, const struct head *head)
{
        struct query q = ask(s, ADDRESS_HEAD);
        query_bind_int(&q, head->id);
        query_bind_text(&q, head->path);
        query_bind_text(&q, head->slug);
        return query_run(&q);
}

/* Articles that were saved before there were slugs of theirs get one. */
static struct err work_out_slug(struct store *s, struct head *head, struct arena *a)
{
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        struct published published;
        if (head->slug.len) return NO_ERR;
        TRY(load_published(s, head->id, a, &published, &why));
        path_settle_slug(s, head, &published.article, a);
        return NO_ERR;
}

/* Its address, and the day and months it stands in, which the zone may have changed. */
static struct err readdress(struct store *s, int64_t article, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct head before, after;
        struct places stood, stands;
        TRY(head_load(s, article, &arena, &before));
        after = before;
        TRY(work_out_slug(s, &after, &arena));
        TRY(path_settle(s, &after, &arena));
        TRY(place_list(s, article, &arena, &stood));
        TRY(put_address(s, &after));
        TRY(path_keep_former(s, &before, &after));
        TRY(path_note_day(s, &after));
        TRY(shelf_settle(s, &after, now_ms));
        TRY(place_list(s, article, &arena, &stands));
        bool is_same = slice_eq(before.path, after.path) && are_same(&stood, &stands);
        return is_same ? NO_ERR : show_again(s, &after, now_ms);
}

static struct err refile(struct store *s, int64_t article, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(buf_clear) struct buf why = BUF_INIT(1024);
        struct head head;
        struct published published;
        TRY(head_load(s, article, &arena, &head));
        TRY(load_published(s, article, &arena, &published, &why));
        TRY(shelf_file(s, &head, &published.article));
        TRY(shelf_settle(s, &head, now_ms));
        return show_again(s, &head, now_ms);
}

static struct err rename_on(struct store *s, int64_t article, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct head head;
        TRY(head_load(s, article, &arena, &head));
        return show_again(s, &head, now_ms);
}

/* ---- the next of them ---- */

static const struct {
        enum statement list;
        struct err (*act)(struct store *s, int64_t article, int64_t now_ms);
} kinds[] = {
        [FOLLOW_ADDRESSES] = {LIST_OF_EDITION, readdress},
        [FOLLOW_NAME] = {LIST_ON_SHELF, rename_on},
        [FOLLOW_MERGER] = {LIST_ON_SHELF, refile},
};

static struct err list_next(struct store *s, const struct follow_up *f, unsigned limit, struct arena *a,
                            struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, kinds[f->kind].list);
        query_bind_int(&q, f->object);
        query_bind_int(&q, f->after);
        query_bind_int(&q, limit);
        return list_ids(&q, a, ret);
}

static struct err end(struct store *s, const struct follow_up *f)
{
        struct query q = ask(s, DROP_FOLLOW_UP);
        query_bind_int(&q, f->kind);
        query_bind_int(&q, f->object);
        return query_run(&q);
}

static struct err note(struct store *s, const struct follow_up *f)
{
        struct query q = ask(s, MOVE_FOLLOW_UP);
        query_bind_int(&q, f->kind);
        query_bind_int(&q, f->object);
        query_bind_int(&q, f->after);
        query_bind_int(&q, f->done);
        return query_run(&q);
}

struct err store_go_on(struct store *s, unsigned limit, int64_t now_ms, bool *ret_more)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct follow_ups pending;
        struct article_ids articles;
        TRY(store_follow_ups(s, &arena, &pending));
        *ret_more = pending.count > 0;
        if (pending.count == 0) return NO_ERR;
        struct follow_up *next = &pending.at[0];
        TRY(list_next(s, next, limit, &arena, &articles));
        for (size_t i = 0; i < articles.count; i++)
                TRY(kinds[next->kind].act(s, articles.at[i], now_ms));
        *ret_more = pending.count > 1 || articles.count == limit;
        if (articles.count < limit) return end(s, next);
        next->after = articles.at[articles.count - 1];
        next->done += (int64_t)articles.count;
        return note(s, next);
}

/* ---- examples ---- */

struct err store_example_address(struct store *s, const struct edition *edition, int64_t article, struct arena *a,
                                 struct slice *ret)
{
        struct head head;
        must(edition->id >= 1 && edition->id <= s->edition_count);
        struct edition *kept = &s->editions[edition->id - 1];
        struct slice permalink = kept->permalink;
        TRY(head_load(s, article, a, &head));
        TRY(work_out_slug(s, &head, a));
        kept->permalink = edition->permalink;
        struct err err = path_of_head(s, &head, a, ret);
        kept->permalink = permalink;
        return err;
}
