#include "store/reads.h"

#include "store/inside.h"

#include <stdlib.h>

enum { ARTICLES_AN_HOUR = 400, HOURS_KEPT = 8 * 24, DAYS_KEPT = 400, HOURS_A_DAY = 24 };

/* ---- adding ---- */

static struct err add_to(struct store *s, enum statement statement, const struct hour_reads *row)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, row->hour);
        query_bind_int(&q, row->article);
        query_bind_int(&q, row->edition);
        query_bind_int(&q, row->reads);
        return query_run(&q);
}

static struct err edition_of(struct store *s, int64_t article, unsigned *ret)
{
        CLEANUP(query_end) struct query q = ask(s, EDITION_OF_LIVE);
        bool found = false;
        query_bind_int(&q, article);
        TRY(query_step(&q, &found));
        *ret = found ? (unsigned)query_int(&q, 0) : 0;
        return NO_ERR;
}

struct err store_add_reads(struct store *s, int64_t hour, int64_t article, int64_t reads)
{
        store_check_writing(s);
        struct hour_reads row = {.hour = hour, .article = article, .reads = reads};
        row.edition = article < 0 ? (unsigned)(-article / 2) : 0;
        if (article > 0) TRY(edition_of(s, article, &row.edition));
        if (row.edition < 1 || row.edition > s->edition_count || reads < 1) return NO_ERR;
        return add_to(s, ADD_HOUR_READS, &row);
}

/* ---- reading ---- */

struct err store_each_reads_between(struct store *s, int64_t from_hour, int64_t before_hour, hour_reads_fn *fn,
                                    void *context)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_HOUR_READS);
        struct err err;
        query_bind_int(&q, from_hour);
        query_bind_int(&q, before_hour);
        while (query_next(&q, &err)) {
                const struct hour_reads row = {.hour = query_int(&q, 0),
                                               .article = query_int(&q, 1),
                                               .edition = (unsigned)query_int(&q, 2),
                                               .reads = query_int(&q, 3)};
                fn(context, &row);
        }
        return err;
}

struct err store_each_reads(struct store *s, int64_t from_hour, hour_reads_fn *fn, void *context)
{
        return store_each_reads_between(s, from_hour, INT64_MAX, fn, context);
}

static struct err sum(struct store *s, enum statement statement, int64_t article, int64_t from_hour, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, statement);
        query_bind_int(&q, article);
        query_bind_int(&q, from_hour);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

struct err store_reads_since(struct store *s, int64_t article, int64_t from_hour, int64_t *ret)
{
        return sum(s, SUM_HOUR_READS, article, from_hour, ret);
}

struct err store_all_reads(struct store *s, int64_t article, int64_t *ret)
{
        int64_t days = 0;
        TRY(sum(s, SUM_HOUR_READS, article, 0, ret));
        TRY(sum(s, SUM_DAY_READS, article, 0, &days));
        *ret += days;
        return NO_ERR;
}

/* ---- keeping the bounds ---- */

struct row_list {
        struct arena arena;
        struct hour_reads *at;
        size_t count;
};

static void keep_row(void *context, const struct hour_reads *row)
{
        struct row_list *list = context;
        list->at = list_with_room(&list->arena, list->at, list->count, sizeof *list->at);
        list->at[list->count++] = *row;
}

/* The most first; what is no article stays, so it comes before all. */
static int compare_reads(const void *a, const void *b)
{
        const struct hour_reads *x = a, *y = b;
        if ((x->article < 0) != (y->article < 0)) return x->article < 0 ? -1 : 1;
        if (x->reads != y->reads) return x->reads > y->reads ? -1 : 1;
        return x->article < y->article ? -1 : x->article > y->article;
}

static struct err drop_row(struct store *s, const struct hour_reads *row)
{
        struct query q = ask(s, DROP_HOUR_READS);
        query_bind_int(&q, row->hour);
        query_bind_int(&q, row->article);
        return query_run(&q);
}

static struct err trim(struct store *s, struct row_list *list)
{
        if (list->count) qsort(list->at, list->count, sizeof *list->at, compare_reads);
        size_t others = 0;
        while (others < list->count && list->at[others].article < 0)
                others++;
        for (size_t i = others + ARTICLES_AN_HOUR; i < list->count; i++) {
                struct hour_reads row = list->at[i];
                TRY(drop_row(s, &row));
                row.article = reads_others(row.edition);
                TRY(add_to(s, ADD_HOUR_READS, &row));
        }
        return NO_ERR;
}

static struct err trim_hour(struct store *s, int64_t hour)
{
        struct row_list list = {.count = 0};
        struct err err = store_each_reads_between(s, hour, hour + 1, keep_row, &list);
        if (err.code == OK) err = trim(s, &list);
        arena_clear(&list.arena);
        return err;
}

static struct err add_days(struct store *s, const struct row_list *list)
{
        for (size_t i = 0; i < list->count; i++) {
                struct hour_reads row = list->at[i];
                row.hour /= HOURS_A_DAY;
                TRY(add_to(s, ADD_DAY_READS, &row));
        }
        return NO_ERR;
}

static struct err drop_before(struct store *s, enum statement statement, int64_t before)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, before);
        return query_run(&q);
}

/* Hours that are long ago become parts of their days. */
static struct err fold_hours(struct store *s, int64_t before)
{
        struct row_list list = {.count = 0};
        struct err err = store_each_reads_between(s, 0, before, keep_row, &list);
        if (err.code == OK) err = add_days(s, &list);
        arena_clear(&list.arena);
        TRY(err);
        return drop_before(s, DROP_OLD_HOURS, before);
}

struct err store_fold_reads(struct store *s, int64_t hour)
{
        enum { TRIMMED_AGAIN = 3 }; /* hours: what was told late, or while the desk was away */
        store_check_writing(s);
        for (int64_t h = hour - TRIMMED_AGAIN; h < hour; h++)
                TRY(trim_hour(s, h));
        TRY(fold_hours(s, hour - HOURS_KEPT));
        return drop_before(s, DROP_OLD_DAYS, hour / HOURS_A_DAY - DAYS_KEPT);
}
