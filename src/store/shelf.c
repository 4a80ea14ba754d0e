/* Shelves: the topics, people and sources that articles are filed under. (Sections are the newsroom's.)
 *
 * A shelf is made when the first article names it, with a slug of that name, which it keeps for ever. It is called what
 * its newest live article calls it, until the desk names it (naming.c); so a corrected name is right as soon as the
 * article is saved, and a name that was withdrawn is gone. Its months keep the names that they had, but for those of
 * one page, whose name is still settling: to press a renamed shelf anew is a page or two, however old it is. */
#include "store/filing.h"

/* ---- finding and making ---- */

struct err shelf_find(struct store *s, const struct shelf *named, int64_t *ret, bool *ret_found)
{
        CLEANUP(query_end) struct query q = ask(s, named->uri.len ? FIND_SHELF_BY_URI : FIND_SHELF_BY_NAME);
        query_bind_text(&q, named->uri.len ? named->uri : named->name);
        query_bind_int(&q, named->kind);
        query_bind_int(&q, named->edition);
        TRY(query_step(&q, ret_found));
        if (*ret_found) *ret = query_int(&q, 0);
        return NO_ERR;
}

static struct err slug_is_taken(struct store *s, const struct shelf *shelf, bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_SHELF_BY_SLUG);
        query_bind_int(&q, shelf->edition);
        query_bind_int(&q, shelf->kind);
        query_bind_text(&q, shelf->slug);
        return query_step(&q, ret);
}

/* What the slug's n-th bearer gets behind it. A name that very many bear goes on with the id, or finding a number that
 * is free would take ever longer. */
static int64_t number_behind_slug(int64_t id, int64_t n)
{
        enum { COUNTED = 20 };
        return n <= COUNTED || id <= COUNTED ? n : id + n - COUNTED;
}

static struct err choose_slug(struct store *s, struct shelf *shelf, struct arena *a)
{
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(2 * SLUG_MAX_BYTES);
        language_write_slug(s->editions[shelf->edition - 1].code, shelf->name, SLUG_MAX_BYTES, &slug);
        if (slug.len == 0) buf_add_format(&slug, "%lld", (long long)shelf->id);
        shelf->slug = buf_slice(&slug);
        bool taken = true;
        for (int64_t n = 2;; n++) {
                TRY(slug_is_taken(s, shelf, &taken));
                if (!taken) break;
                shelf->slug = arena_format(a, "%s-%lld", buf_text(&slug), (long long)number_behind_slug(shelf->id, n));
        }
        shelf->slug = arena_copy(a, shelf->slug);
        return NO_ERR;
}

struct err shelf_add(struct store *s, struct shelf shelf, int64_t *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        TRY(tally_next(s, COUNTER_SHELF, &shelf.id));
        TRY(choose_slug(s, &shelf, &arena));
        struct query q = ask(s, ADD_SHELF);
        query_bind_int(&q, shelf.id);
        query_bind_int(&q, shelf.kind);
        query_bind_int(&q, shelf.edition);
        query_bind_text(&q, shelf.uri);
        query_bind_text(&q, shelf.name);
        query_bind_text(&q, shelf.slug);
        query_bind_text(&q, shelf.url);
        TRY(query_run(&q));
        *ret = shelf.id;
        return NO_ERR;
}

struct err shelf_put_removed(struct store *s, int64_t shelf, bool is_removed)
{
        struct query q = ask(s, PUT_SHELF_REMOVED);
        query_bind_int(&q, shelf);
        query_bind_int(&q, is_removed);
        return query_run(&q);
}

struct err shelf_put_description(struct store *s, int64_t shelf, struct slice description)
{
        struct query q = ask(s, DESCRIBE_SHELF);
        query_bind_int(&q, shelf);
        query_bind_text(&q, description);
        return query_run(&q);
}

/* ---- filing ---- */

static struct err take_off(struct store *s, int64_t article)
{
        struct query q = ask(s, DROP_FILED);
        query_bind_int(&q, article);
        return query_run(&q);
}

static struct err put_on(struct store *s, const struct head *head, const struct shelf *shelf)
{
        int64_t id = 0;
        bool found;
        TRY(shelf_find(s, shelf, &id, &found));
        if (found)
                TRY(shelf_put_removed(s, id, false));
        else
                TRY(shelf_add(s, *shelf, &id));
        struct query q = ask(s, ADD_FILED);
        query_bind_int(&q, head->id);
        query_bind_int(&q, id);
        query_bind_text(&q, shelf->name);
        query_bind_text(&q, shelf->url);
        query_bind_int(&q, head->published_ms);
        query_bind_int(&q, head_is_live(head));
        return query_run(&q);
}

struct err shelf_file(struct store *s, const struct head *head, const struct article *article)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct shelves shelves = shelves_of_article(article, &arena);
        TRY(take_off(s, head->id));
        for (size_t i = 0; i < shelves.count; i++)
                TRY(put_on(s, head, &shelves.at[i]));
        return NO_ERR;
}

static struct err move_filed(struct store *s, const struct head *head)
{
        struct query q = ask(s, MOVE_FILED);
        query_bind_int(&q, head->id);
        query_bind_int(&q, head->published_ms);
        query_bind_int(&q, head_is_live(head));
        return query_run(&q);
}

/* ---- names ---- */

struct renaming {
        struct shelf shelf; /* as it is to be called */
        unsigned year, month;
};
struct renamings {
        struct renaming *at;
        size_t count;
};

static struct err list_misnamed(struct store *s, int64_t article, struct arena *a, struct renamings *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_MISNAMED);
        query_bind_int(&q, article);
        struct err err;
        *ret = (struct renamings){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct renaming){
                        .shelf = {.id = query_int(&q, 0), .name = query_copy(&q, 1, a), .url = query_copy(&q, 2, a)},
                        .year = (unsigned)query_int(&q, 3),
                        .month = (unsigned)query_int(&q, 4),
                };
        }
        return err;
}

static struct err rename_months(struct store *s, const struct renaming *renaming)
{
        struct query q = ask(s, RENAME_MONTHS);
        query_bind_int(&q, renaming->shelf.id);
        query_bind_int(&q, renaming->year);
        query_bind_int(&q, renaming->month);
        query_bind_int(&q, LISTING_PAGE_PLACES);
        query_bind_text(&q, renaming->shelf.name);
        return query_run(&q);
}

static struct err rename_shelf(struct store *s, const struct renaming *renaming, int64_t now_ms)
{
        struct query q = ask(s, RENAME_SHELF);
        query_bind_int(&q, renaming->shelf.id);
        query_bind_text(&q, renaming->shelf.name);
        query_bind_text(&q, renaming->shelf.url);
        TRY(query_run(&q));
        TRY(rename_months(s, renaming));
        struct change change = {.time_ms = now_ms,
                                .act = CHANGE_SHELF,
                                .shelf = renaming->shelf.id,
                                .year = renaming->year,
                                .month = renaming->month};
        return change_log(s, &change, SLICE(""), &change.number);
}

struct err shelf_settle(struct store *s, const struct head *head, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct renamings misnamed;
        TRY(move_filed(s, head));
        TRY(place_settle(s, head));
        TRY(list_misnamed(s, head->id, &arena, &misnamed));
        for (size_t i = 0; i < misnamed.count; i++)
                TRY(rename_shelf(s, &misnamed.at[i], now_ms));
        return NO_ERR;
}

/* ---- reading ---- */

static struct shelf read_shelf(const struct query *q, struct arena *a)
{
        return (struct shelf){
                .id = query_int(q, 0),
                .kind = (enum shelf_kind)query_int(q, 1),
                .edition = (unsigned)query_int(q, 2),
                .uri = query_copy(q, 3, a),
                .name = query_copy(q, 4, a),
                .slug = query_copy(q, 5, a),
                .url = query_copy(q, 6, a),
                .is_set = query_int(q, 7) != 0,
                .merged_into = query_int(q, 8),
                .is_removed = query_int(q, 9) != 0,
                .description = query_copy(q, 10, a),
        };
}

struct err store_load_shelf(struct store *s, int64_t shelf, struct arena *a, struct shelf *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LOAD_SHELF);
        query_bind_int(&q, shelf);
        TRY(query_row(&q));
        *ret = read_shelf(&q, a);
        return NO_ERR;
}

struct err shelf_list(struct query *q, struct arena *a, struct shelves *ret)
{
        struct err err;
        *ret = (struct shelves){0};
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = read_shelf(q, a);
        }
        return err;
}

struct err shelf_list_filed(struct store *s, int64_t article, struct arena *a, struct shelves *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_FILED);
        query_bind_int(&q, article);
        return shelf_list(&q, a, ret);
}

struct err store_shelf_siblings(struct store *s, const struct shelf *shelf, struct arena *a, struct shelves *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_SHELF_SIBLINGS);
        query_bind_text(&q, shelf->uri);
        query_bind_int(&q, shelf->kind);
        query_bind_int(&q, shelf->edition);
        return shelf_list(&q, a, ret);
}
