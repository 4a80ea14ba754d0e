#include "store/counts.h"

#include "store/inside.h"

#include <time.h>

enum { DAY_S = 24 * 60 * 60, DAY_BYTES = 32 };

/* Days are texts, so that who looks into the table can read them. */
static struct slice day_text(int64_t day, char ret[DAY_BYTES])
{
        struct tm tm;
        time_t seconds = (time_t)(day * DAY_S);
        must(gmtime_r(&seconds, &tm) != NULL);
        return (struct slice){ret, strftime(ret, DAY_BYTES, "%Y-%m-%d", &tm)};
}

struct err store_add_counts(struct store *s, struct slice creative, int64_t day, int64_t views, int64_t clicks)
{
        store_check_writing(s);
        char text[DAY_BYTES];
        struct query q = ask(s, ADD_COUNTS);
        query_bind_text(&q, creative);
        query_bind_text(&q, day_text(day, text));
        query_bind_int(&q, views);
        query_bind_int(&q, clicks);
        return query_run(&q);
}

struct err store_has_counts(struct store *s, struct slice creative, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_COUNTS);
        query_bind_text(&q, creative);
        return query_step(&q, ret);
}

static struct err count_of_day(struct store *s, struct slice creative, struct creative_day *ret)
{
        CLEANUP(query_end) struct query q = ask(s, DAY_COUNTS);
        bool found = false;
        query_bind_text(&q, creative);
        query_bind_text(&q, ret->day);
        TRY(query_step(&q, &found));
        if (!found) return NO_ERR;
        ret->views = query_int(&q, 0);
        ret->clicks = query_int(&q, 1);
        return NO_ERR;
}

struct err store_creative_days(struct store *s, struct slice creative, struct arena *a, struct creative_days *ret)
{
        ret->at = arena_array(a, ret->count, sizeof *ret->at);
        for (size_t i = 0; i < ret->count; i++) {
                char text[DAY_BYTES];
                ret->at[i].day = arena_copy(a, day_text(ret->first + (int64_t)i, text));
                TRY(count_of_day(s, creative, &ret->at[i]));
        }
        return NO_ERR;
}

/* The first creative behind `after`. */
static struct err next_counted(struct store *s, struct slice after, struct arena *a, struct slice *ret, bool *ret_found)
{
        CLEANUP(query_end) struct query q = ask(s, NEXT_COUNTED);
        query_bind_text(&q, after);
        TRY(query_step(&q, ret_found));
        if (*ret_found) *ret = query_copy(&q, 0, a);
        return NO_ERR;
}

static struct err sum(struct store *s, struct slice creative, struct arena *a, struct creative_count *ret)
{
        CLEANUP(query_end) struct query q = ask(s, SUM_COUNTS);
        query_bind_text(&q, creative);
        TRY(query_row(&q));
        *ret = (struct creative_count){
                .creative = creative,
                .first_day = query_copy(&q, 0, a),
                .last_day = query_copy(&q, 1, a),
                .views = query_int(&q, 2),
                .clicks = query_int(&q, 3),
        };
        return NO_ERR;
}

struct err store_creative_counts(struct store *s, struct arena *a, struct creative_counts *ret)
{
        struct slice creative = SLICE("");
        *ret = (struct creative_counts){0};
        for (;;) {
                bool found;
                TRY(next_counted(s, creative, a, &creative, &found));
                if (!found) return NO_ERR;
                ret->at = list_with_room(a, ret->at, ret->count, sizeof ret->at[0]);
                TRY(sum(s, creative, a, &ret->at[ret->count++]));
        }
}
