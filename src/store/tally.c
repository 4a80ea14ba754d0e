/* How many there are of each, in one row. New numbers come from it: without gaps, in the order of the commits.
 *
 * UPDATE ... RETURNING would give a number at once, but SQLite makes and drops a table for what it returns: four of
 * them were a quarter of a save. */
#include "store/inside.h"

/* The columns of LOAD_TALLY. */
enum { ARTICLES, LIVE_ARTICLES, VERSIONS, CHANGES, STORIES, SHELVES };

static const struct {
        enum statement count;
        int column;
} counters[] = {
        [COUNTER_ARTICLE] = {COUNT_ARTICLE, ARTICLES},
        [COUNTER_STORY] = {COUNT_STORY, STORIES},
        [COUNTER_CHANGE] = {COUNT_CHANGE, CHANGES},
        [COUNTER_SHELF] = {COUNT_SHELF, SHELVES},
};

struct err tally_next(struct store *s, enum counter counter, int64_t *ret)
{
        struct query count = ask(s, counters[counter].count);
        TRY(query_run(&count));
        CLEANUP(query_end) struct query q = ask(s, LOAD_TALLY);
        TRY(query_row(&q));
        *ret = query_int(&q, counters[counter].column);
        return NO_ERR;
}

struct err tally_reach(struct store *s, int64_t article)
{
        struct query q = ask(s, REACH_ARTICLE);
        query_bind_int(&q, article);
        return query_run(&q);
}

struct err tally_save(struct store *s, const struct head *before, const struct head *after)
{
        int live = head_is_live(after) - head_is_live(before);
        int64_t versions = after->newest - before->newest;
        if (live == 0 && versions == 0) return NO_ERR;
        struct query q = ask(s, COUNT_SAVE);
        query_bind_int(&q, live);
        query_bind_int(&q, versions);
        return query_run(&q);
}

struct err store_count(struct store *s, struct store_counts *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_TALLY);
        TRY(query_row(&q));
        *ret = (struct store_counts){
                .articles = query_int(&q, ARTICLES),
                .live = query_int(&q, LIVE_ARTICLES),
                .versions = query_int(&q, VERSIONS),
                .changes = query_int(&q, CHANGES),
        };
        return NO_ERR;
}

struct err store_last_change(struct store *s, int64_t *ret)
{
        struct store_counts counts;
        TRY(store_count(s, &counts));
        *ret = counts.changes;
        return NO_ERR;
}
