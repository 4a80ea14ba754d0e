#include "store/typed.h"

#include "store/inside.h"

static void bind_place(struct query *q, const struct typed *typed)
{
        query_bind_int(q, typed->person);
        query_bind_int(q, typed->article);
        query_bind_text(q, typed->tab);
}

static struct err check_room(struct store *s, const struct typed *typed)
{
        if (typed->content.len > TYPED_MAX_BYTES) return ERR(ERR_FULL, "keep what was typed: it is too long");
        CLEANUP(query_end) struct query q = ask(s, COUNT_TYPED);
        bind_place(&q, typed);
        TRY(query_row(&q));
        return query_int(&q, 0) < TYPED_MAX ? NO_ERR : ERR(ERR_FULL, "keep what was typed in one more window");
}

struct err store_put_typed(struct store *s, const struct typed *typed)
{
        store_check_writing(s);
        if (typed->tab.len == 0) return ERR(ERR_INVALID, "keep what was typed in no window");
        TRY(check_room(s, typed));
        struct query q = ask(s, PUT_TYPED);
        bind_place(&q, typed);
        query_bind_int(&q, typed->kept_ms);
        query_bind_int(&q, typed->revision);
        query_bind_text(&q, typed->content);
        return query_run(&q);
}

static void add(struct typed_list *list, struct typed typed, struct arena *a)
{
        list->at = list_with_room(a, list->at, list->count, sizeof *list->at);
        list->at[list->count++] = typed;
}

struct err store_list_typed(struct store *s, int64_t person, int64_t article, struct arena *a, struct typed_list *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_TYPED);
        query_bind_int(&q, person);
        query_bind_int(&q, article);
        struct err err;
        *ret = (struct typed_list){0};
        while (query_next(&q, &err))
                add(ret,
                    (struct typed){.person = person,
                                   .article = article,
                                   .tab = query_copy(&q, 0, a),
                                   .kept_ms = query_int(&q, 1),
                                   .revision = query_int(&q, 2),
                                   .content = query_copy(&q, 3, a)},
                    a);
        return err;
}

struct err store_list_typed_articles(struct store *s, int64_t person, unsigned limit, struct arena *a,
                                     struct typed_list *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_TYPED_ARTICLES);
        query_bind_int(&q, person);
        query_bind_int(&q, limit);
        struct err err;
        *ret = (struct typed_list){0};
        while (query_next(&q, &err))
                add(ret, (struct typed){.person = person, .article = query_int(&q, 0), .kept_ms = query_int(&q, 1)}, a);
        return err;
}

struct err store_drop_typed(struct store *s, const struct typed *typed, bool *ret)
{
        store_check_writing(s);
        CLEANUP(query_end) struct query q = ask(s, DROP_TYPED);
        bind_place(&q, typed);
        return query_step(&q, ret);
}
