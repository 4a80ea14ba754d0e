/* Is every row of the audit there, as it was written? Each row's hash is made anew from the row and from the hash that
 * the row before it says it has, so that one altered row makes one line. */
#include "store/audit_inside.h"

enum { ROWS_AT_ONCE = 500 };

static bool is_same(const struct audit_hash *a, const struct audit_hash *b)
{
        return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static void say_missing(int64_t first, int64_t last, struct buf *ret)
{
        if (first == last)
                buf_add_format(ret, "row %lld of the audit is missing\n", (long long)first);
        else
                buf_add_format(ret, "rows %lld to %lld of the audit are missing\n", (long long)first, (long long)last);
}

/* `end` is the row before, and becomes this one. What follows a missing row cannot be hashed anew. */
static void verify_row(const struct query *q, struct audit_end *end, struct arena *a, struct buf *ret)
{
        struct audit_row row = audit_read(q, a);
        struct audit_end this = {.number = row.number, .hash = audit_read_hash(q, 9)};
        struct audit_hash hash = audit_hash_of(&end->hash, &row);
        if (row.number != end->number + 1)
                say_missing(end->number + 1, row.number - 1, ret);
        else if (!is_same(&hash, &this.hash))
                buf_add_format(ret, "row %lld of the audit is not as it was written, or does not follow row %lld\n",
                               (long long)row.number, (long long)end->number);
        *end = this;
}

static struct err verify_some(struct store *s, struct audit_end *end, unsigned *ret_count, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(query_end) struct query q = ask(s, LIST_AUDIT_AFTER);
        query_bind_int(&q, end->number);
        query_bind_int(&q, ROWS_AT_ONCE);
        struct err err;
        for (*ret_count = 0; query_next(&q, &err); ++*ret_count)
                verify_row(&q, end, &arena, ret);
        return err;
}

struct err audit_verify(struct store *s, struct buf *ret)
{
        struct audit_end end = {0}, told;
        unsigned count;
        do
                TRY(verify_some(s, &end, &count, ret));
        while (count == ROWS_AT_ONCE);
        TRY(audit_load_end(s, &told));
        if (end.number < told.number)
                say_missing(end.number + 1, told.number, ret);
        else if (end.number != told.number || !is_same(&end.hash, &told.hash))
                buf_add_format(ret, "row %lld of the audit is not the one that was written last\n",
                               (long long)end.number);
        return NO_ERR;
}
