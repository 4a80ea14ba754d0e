/* The days on which an edition has live articles. Nothing is kept of days: a day is a look into the articles' order, so
 * a month of them is about as many looks as it has days. */
#include "store/inside.h"

static const int64_t half_day_ms = 12LL * 60 * 60 * 1000;

static int64_t day_start(struct store *s, unsigned edition, struct day day)
{
        must(edition >= 1 && edition <= s->edition_count);
        return language_day_start(s->languages[edition - 1], day.year, day.month, day.day);
}

/* The day of the first row's moment, or none. */
static struct err read_day(struct store *s, enum statement statement, unsigned edition, int64_t bound_ms,
                           struct day *ret)
{
        CLEANUP(query_end) struct query q = ask(s, statement);
        query_bind_int(&q, edition);
        query_bind_int(&q, bound_ms);
        bool found;
        TRY(query_step(&q, &found));
        *ret = found ? local_day(s, edition, query_int(&q, 0)) : (struct day){0};
        return NO_ERR;
}

/* The first such day behind `day`. */
static struct err find_next_day(struct store *s, unsigned edition, struct day day, struct day *ret)
{
        /* A day and a half later it is the next day, however long clocks make this one. */
        struct day next = local_day(s, edition, day_start(s, edition, day) + 3 * half_day_ms);
        return read_day(s, FIRST_FROM, edition, day_start(s, edition, next), ret);
}

struct err store_neighbour_days(struct store *s, unsigned edition, struct day day, struct day *ret_before,
                                struct day *ret_after)
{
        store_check(s);
        TRY(read_day(s, LAST_BEFORE, edition, day_start(s, edition, day), ret_before));
        return find_next_day(s, edition, day, ret_after);
}

struct err store_day_behind(struct store *s, unsigned edition, unsigned newer, struct day *ret)
{
        store_check(s);
        return read_day(s, LIVE_AT_PLACE, edition, newer, ret);
}

struct err store_last_days(struct store *s, unsigned edition, struct arena *a, struct days *ret)
{
        struct day last;
        *ret = (struct days){0};
        TRY(store_day_behind(s, edition, 0, &last));
        while (last.year) {
                struct day first = {.year = last.year, .month = last.month, .day = 1};
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = last;
                TRY(read_day(s, LAST_BEFORE, edition, day_start(s, edition, first), &last));
        }
        return NO_ERR;
}

struct err store_month_days(struct store *s, unsigned edition, struct day day, struct month_days *ret)
{
        store_check(s);
        struct day found, first = {.year = day.year, .month = day.month, .day = 1};
        int64_t start_ms = day_start(s, edition, first);
        *ret = (struct month_days){0};
        TRY(read_day(s, LAST_BEFORE, edition, start_ms, &ret->before));
        TRY(read_day(s, FIRST_FROM, edition, start_ms, &found));
        while (found.year == day.year && found.month == day.month) {
                ret->days |= UINT32_C(1) << found.day;
                TRY(find_next_day(s, edition, found, &found));
        }
        ret->after = found;
        return NO_ERR;
}
