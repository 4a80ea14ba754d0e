#include "store/most_read.h"

#include "store/filing.h"

static struct query ask_list(struct store *s, enum statement statement, unsigned edition, enum read_span span)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, edition);
        query_bind_int(&q, span);
        return q;
}

static struct err is_kept(struct store *s, const struct most_read *list, bool *ret)
{
        CLEANUP(query_end) struct query q = ask_list(s, LIST_MOST_READ_IDS, list->edition, list->span);
        struct err err;
        size_t count = 0;
        *ret = true;
        while (query_next(&q, &err)) {
                if (count >= list->count || list->articles[count] != query_int(&q, 0)) *ret = false;
                count++;
        }
        if (count != list->count) *ret = false;
        return err;
}

static struct err drop(struct store *s, const struct most_read *list)
{
        struct query q = ask_list(s, DROP_MOST_READ, list->edition, list->span);
        return query_run(&q);
}

struct err store_keep_most_read(struct store *s, const struct most_read *list, int64_t now_ms, bool *ret_changed)
{
        bool kept = false;
        store_check_writing(s);
        must(list->count <= MOST_READ_MAX);
        *ret_changed = false;
        TRY(is_kept(s, list, &kept));
        if (kept) return NO_ERR;
        TRY(drop(s, list));
        for (size_t i = 0; i < list->count; i++) {
                struct query q = ask_list(s, ADD_MOST_READ, list->edition, list->span);
                query_bind_int(&q, (int64_t)i + 1);
                query_bind_int(&q, list->articles[i]);
                query_bind_int(&q, now_ms);
                TRY(query_run(&q));
        }
        *ret_changed = true;
        return NO_ERR;
}

struct err store_most_read(struct store *s, unsigned edition, enum read_span span, struct arena *a,
                           struct headlines *ret)
{
        CLEANUP(query_end) struct query q = ask_list(s, LIST_MOST_READ, edition, span);
        return list_headlines(s, &q, a, ret);
}

struct err store_most_read_ms(struct store *s, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LAST_MOST_READ);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

struct err store_is_live_in(struct store *s, int64_t article, unsigned edition, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, EDITION_OF_LIVE);
        query_bind_int(&q, article);
        TRY(query_step(&q, ret));
        *ret = *ret && query_int(&q, 0) == edition;
        return NO_ERR;
}

struct err store_most_read_in(struct store *s, int64_t article, bool ret[EDITION_MAX + 1])
{
        CLEANUP(query_end) struct query q = ask(s, LIST_MOST_READ_IN);
        struct err err;
        query_bind_int(&q, article);
        while (query_next(&q, &err)) {
                int64_t edition = query_int(&q, 0);
                must(edition > 0 && edition <= EDITION_MAX);
                ret[edition] = true;
        }
        return err;
}
