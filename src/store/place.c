/* Places: where a live article stands in its section's month, for ever.
 *
 * A section's months list from the oldest place on, thirty a page, so a page's address keeps its articles. A withdrawn
 * article leaves its place empty and finds it again when it comes back; one that moves to another section or month
 * takes the next place there. No number is given twice. */
#include "store/inside.h"

/* A section's month in an edition. */
struct month {
        unsigned edition, section; /* section 0: nowhere */
        int year, month;
};

static bool month_eq(struct month a, struct month b)
{
        return a.edition == b.edition && a.section == b.section && a.year == b.year && a.month == b.month;
}

struct day local_day(struct store *s, unsigned edition, int64_t utc_ms)
{
        must(edition >= 1 && edition <= s->edition_count);
        struct local_time local = language_local(s->languages[edition - 1], utc_ms);
        return (struct day){.year = local.year, .month = local.month, .day = local.day};
}

static struct err find_place(struct store *s, int64_t article, struct month *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_PLACE);
        query_bind_int(&q, article);
        bool found;
        TRY(query_step(&q, &found));
        *ret = (struct month){0};
        if (found)
                *ret = (struct month){.edition = (unsigned)query_int(&q, 0),
                                      .section = (unsigned)query_int(&q, 1),
                                      .year = (int)query_int(&q, 2),
                                      .month = (int)query_int(&q, 3)};
        return NO_ERR;
}

static struct err leave_place(struct store *s, int64_t article)
{
        struct query q = ask(s, LEAVE_PLACE);
        query_bind_int(&q, article);
        return query_run(&q);
}

static void bind_month(struct query *q, struct month month)
{
        query_bind_int(q, month.edition);
        query_bind_int(q, month.section);
        query_bind_int(q, month.year);
        query_bind_int(q, month.month);
}

static struct err next_place(struct store *s, struct month month, int64_t *ret)
{
        struct query count = ask(s, COUNT_PLACE);
        bind_month(&count, month);
        TRY(query_run(&count));
        CLEANUP(query_end) struct query q = ask(s, LAST_PLACE);
        bind_month(&q, month);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}

static struct err take_next_place(struct store *s, int64_t article, struct month month)
{
        int64_t place;
        TRY(next_place(s, month, &place));
        struct query q = ask(s, ADD_PLACE);
        bind_month(&q, month);
        query_bind_int(&q, place);
        query_bind_int(&q, article);
        return query_run(&q);
}

struct err place_settle(struct store *s, const struct head *head)
{
        struct month stands, belongs = {0};
        if (head->section) {
                struct day day = local_day(s, head->edition, head->published_ms);
                belongs = (struct month){head->edition, head->section, day.year, day.month};
        }
        TRY(find_place(s, head->id, &stands));
        if (month_eq(stands, belongs)) return NO_ERR;
        if (stands.section) TRY(leave_place(s, head->id));
        return belongs.section && head_is_live(head) ? take_next_place(s, head->id, belongs) : NO_ERR;
}

struct err store_left_places(struct store *s, int64_t article, struct arena *a, struct left_place **ret,
                             unsigned *ret_count)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_LEFT_PLACES);
        query_bind_int(&q, article);
        struct err err;
        struct left_place *places = NULL;
        unsigned count = 0;
        while (query_next(&q, &err)) {
                places = list_with_room(a, places, count, sizeof *places);
                places[count++] = (struct left_place){
                        .section = (unsigned)query_int(&q, 0),
                        .edition = (unsigned)query_int(&q, 1),
                        .year = (unsigned)query_int(&q, 2),
                        .month = (unsigned)query_int(&q, 3),
                        .place = (unsigned)query_int(&q, 4),
                };
        }
        *ret = places;
        *ret_count = count;
        return err;
}

struct err store_section_months(struct store *s, unsigned edition, unsigned section, struct arena *a,
                                struct section_months *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_SECTION_MONTHS);
        query_bind_int(&q, edition);
        query_bind_int(&q, section);
        struct err err;
        *ret = (struct section_months){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct section_month){
                        .year = (unsigned)query_int(&q, 0),
                        .month = (unsigned)query_int(&q, 1),
                        .places = (unsigned)query_int(&q, 2),
                };
        }
        return err;
}
