#include "sqlite/inside.h"

static struct err list_integrity_faults(struct database *d, struct buf *ret)
{
        CLEANUP(query_end) struct query q = database_own_query(d, OWN_INTEGRITY);
        struct err err;
        while (query_next(&q, &err)) {
                struct slice fault = query_slice(&q, 0);
                if (!slice_eq(fault, SLICE("ok"))) buf_add_format(ret, "%.*s\n", SLICE_ARGS(fault));
        }
        return err;
}

static struct err list_broken_references(struct database *d, struct buf *ret)
{
        CLEANUP(query_end) struct query q = database_own_query(d, OWN_FOREIGN_KEYS);
        struct err err;
        while (query_next(&q, &err)) {
                struct slice child = query_slice(&q, 0), parent = query_slice(&q, 2);
                buf_add_format(ret, "row %lld of table %.*s refers to a row of table %.*s that is not there\n",
                               (long long)query_int(&q, 1), SLICE_ARGS(child), SLICE_ARGS(parent));
        }
        return err;
}

struct err database_verify(struct database *d, struct buf *ret)
{
        TRY(list_integrity_faults(d, ret));
        return list_broken_references(d, ret);
}
