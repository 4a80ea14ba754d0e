/* Places: where a live article stands in the months of its shelves, for ever.
 *
 * A shelf's months list from the oldest place on, thirty a page, so a page's address keeps its articles. A withdrawn
 * article leaves its place empty and finds it again when it comes back; one that moves to another shelf or month takes
 * the next place there. No number is given twice. */
#include "store/filing.h"

/* Of the same shelf's same month. */
static bool month_eq(const struct place *a, const struct place *b)
{
        return a->kind == b->kind && a->edition == b->edition && a->shelf == b->shelf && a->year == b->year &&
               a->month == b->month;
}

static bool has_month(const struct places *places, const struct place *month)
{
        for (size_t i = 0; i < places->count; i++)
                if (month_eq(&places->at[i], month)) return true;
        return false;
}

struct day local_day(struct store *s, unsigned edition, int64_t utc_ms)
{
        must(edition >= 1 && edition <= s->edition_count);
        struct local_time local = language_local(s->languages[edition - 1], utc_ms);
        return (struct day){.year = local.year, .month = local.month, .day = local.day};
}

/* ---- reading ---- */

static struct err list_places(struct store *s, enum statement statement, int64_t article, struct arena *a,
                              struct places *ret)
{
        CLEANUP(query_end) struct query q = ask(s, statement);
        query_bind_int(&q, article);
        struct err err;
        *ret = (struct places){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct place){
                        .kind = (enum shelf_kind)query_int(&q, 0),
                        .edition = (unsigned)query_int(&q, 1),
                        .shelf = query_int(&q, 2),
                        .year = (unsigned)query_int(&q, 3),
                        .month = (unsigned)query_int(&q, 4),
                        .place = (unsigned)query_int(&q, 5),
                };
        }
        return err;
}

struct err place_list(struct store *s, int64_t article, struct arena *a, struct places *ret)
{
        return list_places(s, LOAD_PLACES, article, a, ret);
}

struct err store_left_places(struct store *s, int64_t article, struct arena *a, struct places *ret)
{
        return list_places(s, LOAD_LEFT_PLACES, article, a, ret);
}

struct err store_shelf_months(struct store *s, const struct shelf *shelf, struct arena *a, struct shelf_months *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_SHELF_MONTHS);
        query_bind_int(&q, shelf->kind);
        query_bind_int(&q, shelf->edition);
        query_bind_int(&q, shelf->id);
        struct err err;
        *ret = (struct shelf_months){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct shelf_month){
                        .year = (unsigned)query_int(&q, 0),
                        .month = (unsigned)query_int(&q, 1),
                        .places = (unsigned)query_int(&q, 2),
                        .name = query_copy(&q, 3, a),
                };
        }
        return err;
}

/* ---- settling ---- */

static struct err leave_place(struct store *s, int64_t article, const struct place *place)
{
        struct query q = ask(s, LEAVE_PLACE);
        query_bind_int(&q, article);
        query_bind_int(&q, place->kind);
        query_bind_int(&q, place->shelf);
        return query_run(&q);
}

static void bind_month(struct query *q, const struct place *month)
{
        query_bind_int(q, month->kind);
        query_bind_int(q, month->edition);
        query_bind_int(q, month->shelf);
        query_bind_int(q, month->year);
        query_bind_int(q, month->month);
}

static struct err next_place(struct store *s, const struct place *month, int64_t *ret)
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

static struct err take_next_place(struct store *s, int64_t article, const struct place *month)
{
        int64_t place;
        TRY(next_place(s, month, &place));
        struct query q = ask(s, ADD_PLACE);
        bind_month(&q, month);
        query_bind_int(&q, place);
        query_bind_int(&q, article);
        return query_run(&q);
}

/* Where the article is to stand: in this month of its section and of what it is filed under. */
static struct err list_belongs(struct store *s, const struct head *head, struct arena *a, struct places *ret)
{
        struct shelves filed;
        TRY(shelf_list_filed(s, head->id, a, &filed));
        struct day day = local_day(s, head->edition, head->published_ms);
        struct place place = {.edition = head->edition, .year = (unsigned)day.year, .month = (unsigned)day.month};
        ret->at = arena_array(a, filed.count + 1, sizeof *ret->at);
        place.kind = SHELF_SECTION;
        place.shelf = head->section;
        if (head->section) ret->at[ret->count++] = place;
        for (size_t i = 0; i < filed.count; i++) {
                place.kind = filed.at[i].kind;
                place.shelf = filed.at[i].id;
                ret->at[ret->count++] = place;
        }
        return NO_ERR;
}

struct err place_settle(struct store *s, const struct head *head)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct places stands, belongs = {0};
        TRY(list_belongs(s, head, &arena, &belongs));
        TRY(place_list(s, head->id, &arena, &stands));
        for (size_t i = 0; i < stands.count; i++)
                if (!has_month(&belongs, &stands.at[i])) TRY(leave_place(s, head->id, &stands.at[i]));
        for (size_t i = 0; i < belongs.count && head_is_live(head); i++)
                if (!has_month(&stands, &belongs.at[i])) TRY(take_next_place(s, head->id, &belongs.at[i]));
        return NO_ERR;
}
