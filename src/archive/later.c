#include "archive/later.h"

#include "archive/archive_inside.h"

struct err archive_put_later(struct archive *a, int64_t what)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LATER_ADD);
        query_bind_int(&q, what);
        return query_run(&q);
}

struct err archive_forget_later(struct archive *a)
{
        archive_check_writing(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LATER_DROP);
        return query_run(&q);
}

struct err archive_each_later(struct archive *a, archive_later_fn *fn, void *context)
{
        struct err err;
        archive_check(a);
        CLEANUP(query_end) struct query q = query_start(a->database, LATER_LIST);
        while (query_next(&q, &err))
                TRY(fn(context, query_int(&q, 0)));
        return err;
}
