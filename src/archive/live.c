#include "archive/live.h"

#include "archive/archive_inside.h"

/* ---- writing ---- */

struct err archive_live_begin(struct archive *a, unsigned edition, struct slice code, int64_t number)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LIVE_PUT);
        query_bind_int(&q, edition);
        query_bind_text(&q, code);
        query_bind_int(&q, number);
        return query_run(&q);
}

static struct err advance(struct archive *a, unsigned edition, int64_t number, bool of_rail)
{
        CLEANUP(query_end) struct query q = query_start(a->database, LIVE_ADVANCE);
        query_bind_int(&q, edition);
        query_bind_int(&q, number);
        query_bind_int(&q, of_rail);
        return query_run(&q);
}

static struct err write_event(struct archive *a, unsigned edition, int64_t number, struct slice data)
{
        CLEANUP(query_end) struct query q = query_start(a->database, LIVE_EVENT_ADD);
        query_bind_int(&q, edition);
        query_bind_int(&q, number);
        query_bind_text(&q, data);
        return query_run(&q);
}

static struct err find_oldest(struct archive *a, unsigned edition, int64_t *ret, bool *ret_found)
{
        CLEANUP(query_end) struct query q = query_start(a->database, LIVE_EVENT_OLDEST);
        query_bind_int(&q, edition);
        query_bind_int(&q, LIVE_EVENTS_KEPT);
        TRY(query_step(&q, ret_found));
        if (*ret_found) *ret = query_int(&q, 0);
        return NO_ERR;
}

static struct err run_on(struct archive *a, enum archive_statement statement, unsigned edition, int64_t number)
{
        CLEANUP(query_end) struct query q = query_start(a->database, statement);
        query_bind_int(&q, edition);
        query_bind_int(&q, number);
        return query_run(&q);
}

static struct err drop_old(struct archive *a, unsigned edition)
{
        int64_t number = 0;
        bool found = false;
        TRY(find_oldest(a, edition, &number, &found));
        if (!found) return NO_ERR;
        TRY(run_on(a, LIVE_EVENT_DROP, edition, number));
        return run_on(a, LIVE_FORGET, edition, number);
}

struct err archive_live_add(struct archive *a, unsigned edition, int64_t number, bool of_rail, struct slice data)
{
        archive_check_writing(a);
        must(!memchr(data.at, '\n', data.len));
        TRY(advance(a, edition, number, of_rail));
        if (database_changed_rows(a->database) == 0) return NO_ERR;
        TRY(write_event(a, edition, number, data));
        return drop_old(a, edition);
}

/* ---- reading ---- */

struct err archive_live_last(struct archive *a, unsigned edition, int64_t *ret)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LIVE_GET);
        query_bind_int(&q, edition);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

struct err archive_each_live(struct archive *a, archive_live_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LIVE_EACH);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                struct archive_live live = {.edition = (unsigned)query_int(&q, 0),
                                            .code = query_slice(&q, 1),
                                            .complete_after = query_int(&q, 2),
                                            .last = query_int(&q, 3),
                                            .rail = query_int(&q, 4)};
                TRY(fn(context, &live));
        }
}

struct err archive_each_event(struct archive *a, unsigned edition, int64_t after, archive_event_fn *fn, void *context)
{
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LIVE_EVENT_EACH);
        query_bind_int(&q, edition);
        query_bind_int(&q, after);
        bool row;
        for (;;) {
                TRY(query_step(&q, &row));
                if (!row) return NO_ERR;
                TRY(fn(context, query_int(&q, 0), query_slice(&q, 1)));
        }
}

/* ---- taking over ---- */

struct takeover {
        struct archive *to, *from;
        unsigned edition;
};

static struct err copy_event(void *context, int64_t number, struct slice data)
{
        const struct takeover *t = context;
        return write_event(t->to, t->edition, number, data);
}

static struct err copy_live(void *context, const struct archive_live *live)
{
        struct takeover *t = context;
        CLEANUP(query_end) struct query q = query_start(t->to->database, LIVE_COPY);
        query_bind_int(&q, live->edition);
        query_bind_text(&q, live->code);
        query_bind_int(&q, live->complete_after);
        query_bind_int(&q, live->last);
        query_bind_int(&q, live->rail);
        TRY(query_run(&q));
        t->edition = live->edition;
        return archive_each_event(t->from, live->edition, -1, copy_event, t);
}

static struct err drop_all(struct archive *a, enum archive_statement statement)
{
        CLEANUP(query_end) struct query q = query_start(a->database, statement);
        return query_run(&q);
}

static struct err replace_all(struct archive *a, struct archive *from)
{
        struct takeover takeover = {a, from, 0};
        TRY(drop_all(a, LIVE_EVENT_DROP_ALL));
        TRY(drop_all(a, LIVE_DROP_ALL));
        return archive_each_live(from, copy_live, &takeover);
}

struct err archive_live_take_over(struct archive *a, struct archive *from)
{
        TRY(archive_begin(a));
        struct err err = replace_all(a, from);
        if (err.code == OK) return archive_commit(a, a->change);
        archive_rollback(a);
        return err;
}
