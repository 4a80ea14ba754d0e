/* An article that has half of the words may be what is looked for, and one that has a rare word rather than one with a
 * common word. Looking at all that have any would be looking at half the archive; so it must have one of the rarer
 * words, as many of them as are in ROWS_MAX articles together. */
#include "search/some.h"

#include "search/index_inside.h"

enum { EXPRESSION_MAX_BYTES = 16 * 1024, COUNTED_MAX = 200 /* articles that have a word */, ROWS_MAX = 400 };

struct had {
        unsigned term, count;
};

/* How many articles have it, COUNTED_MAX for more. */
static struct err count_one(const struct asking *asking, struct database *database, unsigned term, unsigned *ret)
{
        CLEANUP(buf_clear) struct buf expression = BUF_INIT(EXPRESSION_MAX_BYTES);
        expression_write_one(asking, term, &expression);
        TRY(BUF_OK(&expression, "ask the search index for a word"));
        CLEANUP(query_end) struct query q = query_start(database, FIND_HAVING);
        query_bind_text(&q, buf_slice(&expression));
        query_bind_int(&q, COUNTED_MAX);
        struct err err;
        for (*ret = 0; query_next(&q, &err);)
                ++*ret;
        return err;
}

/* The rarest first; those that are nowhere are left out. */
static struct err count_each(const struct asking *asking, struct database *database, struct had *ret,
                             unsigned *ret_count)
{
        uint32_t wanted = expression_wanted(asking);
        *ret_count = 0;
        for (unsigned term = 0; term < TERMS_MAX; term++) {
                struct had had = {.term = term};
                if (!(wanted & UINT32_C(1) << term)) continue;
                TRY(count_one(asking, database, term, &had.count));
                if (had.count == 0) continue;
                unsigned place = (*ret_count)++;
                for (; place && ret[place - 1].count > had.count; place--)
                        ret[place] = ret[place - 1];
                ret[place] = had;
        }
        return NO_ERR;
}

struct err some_write(const struct asking *asking, struct database *database, struct buf *ret,
                      struct scoring *ret_scoring)
{
        struct had had[TERMS_MAX];
        unsigned count = 0, rows = 0;
        uint32_t rarest = 0;
        int wanted = __builtin_popcount(expression_wanted(asking));
        *ret_scoring = (struct scoring){.least = (wanted + 1) / 2};
        if (wanted < 2) return NO_ERR;
        TRY(count_each(asking, database, had, &count));
        for (unsigned i = 0; i < count; i++) {
                rows += had[i].count;
                if (i > 0 && rows > ROWS_MAX) break;
                rarest |= UINT32_C(1) << had[i].term;
        }
        if (rarest) expression_write_some(asking, rarest, ret, ret_scoring);
        return BUF_OK(ret, "ask the search index for some of the words");
}
