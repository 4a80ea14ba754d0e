/* What the desk says of shelves: how they are called, and which are the same.
 *
 * A shelf that was named keeps that name, whatever its articles say. Without a uri its name is what finds it, so the
 * names that it had go on to find it. A merged shelf is there no more but for its names and addresses, which lead to
 * the one that it was merged into; that one is never merged itself, or what was merged into it goes along. */
#include "store/filing.h"
#include "store/structure.h"

static struct err log_shelf(struct store *s, int64_t shelf, int64_t now_ms)
{
        struct change change = {.time_ms = now_ms, .act = CHANGE_SHELF, .shelf = shelf};
        return change_log(s, &change, SLICE(""), &change.number);
}

static struct err follow(struct store *s, enum follow_up_kind kind, int64_t shelf)
{
        struct shelf_use use;
        TRY(store_shelf_use(s, shelf, &use));
        return follow_up_put(s, kind, shelf, use.articles);
}

/* ---- naming ---- */

static struct err rename_row(struct store *s, enum statement statement, int64_t shelf, struct slice name,
                             struct slice url)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, shelf);
        query_bind_text(&q, name);
        query_bind_text(&q, url);
        return query_run(&q);
}

static void bind_name(struct query *q, const struct shelf *of, struct slice name)
{
        query_bind_text(q, name);
        query_bind_int(q, of->kind);
        query_bind_int(q, of->edition);
}

/* Another shelf that articles find by the name: false when there is none, or it is this one. */
static struct err is_anothers(struct store *s, const struct shelf *shelf, struct slice name, bool *ret)
{
        struct shelf named = *shelf;
        int64_t found = 0;
        named.name = name;
        TRY(shelf_find(s, &named, &found, ret));
        *ret = *ret && found != shelf->id;
        return NO_ERR;
}

static struct err find_merged(struct store *s, const struct shelf *into, struct slice name, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_MERGED_BY_NAME);
        bind_name(&q, into, name);
        query_bind_int(&q, into->id);
        bool found;
        TRY(query_step(&q, &found));
        *ret = found ? query_int(&q, 0) : 0;
        return NO_ERR;
}

static struct err drop_alias(struct store *s, const struct shelf *of, struct slice name)
{
        struct query q = ask(s, DROP_ALIAS);
        bind_name(&q, of, name);
        return query_run(&q);
}

static struct err put_alias(struct store *s, const struct shelf *of, struct slice name)
{
        struct query q = ask(s, PUT_ALIAS);
        bind_name(&q, of, name);
        query_bind_int(&q, of->id);
        return query_run(&q);
}

/* The shelf takes the name, and what has it that was merged into the shelf takes the shelf's. */
static struct err take_name(struct store *s, const struct shelf *before, const struct shelf *named)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        int64_t merged = 0;
        bool is_found_by_name = before->uri.len == 0 && !slice_eq(before->name, named->name);
        if (!is_found_by_name) return rename_row(s, SET_SHELF, before->id, named->name, named->url);
        TRY(find_merged(s, before, named->name, &merged));
        TRY(drop_alias(s, before, named->name));
        /* No name has a control character, so this one is nobody's meanwhile. */
        struct slice nobodys = arena_format(&arena, "\x7f%lld", (long long)merged);
        if (merged) TRY(rename_row(s, RENAME_SHELF, merged, nobodys, SLICE("")));
        TRY(rename_row(s, SET_SHELF, before->id, named->name, named->url));
        if (merged) return rename_row(s, RENAME_SHELF, merged, before->name, SLICE(""));
        return put_alias(s, before, before->name);
}

struct err store_name_shelf(struct store *s, const struct shelf *named, int64_t now_ms)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct shelf before;
        bool is_taken = false;
        TRY(store_load_shelf(s, named->id, &arena, &before));
        if (before.uri.len == 0) TRY(is_anothers(s, &before, named->name, &is_taken));
        if (is_taken || before.merged_into) return ERR(ERR_CONFLICT, "give a shelf a name that is free");
        if (slice_eq(before.name, named->name) && slice_eq(before.url, named->url)) return NO_ERR;
        TRY(take_name(s, &before, named));
        struct query q = ask(s, RENAME_ALL_MONTHS);
        query_bind_int(&q, before.id);
        query_bind_text(&q, named->name);
        TRY(query_run(&q));
        TRY(log_shelf(s, before.id, now_ms));
        return follow(s, FOLLOW_NAME, before.id);
}

/* ---- what is said of it ---- */

/* No month says it, and no article. */
static struct err log_description(struct store *s, int64_t shelf, int64_t now_ms)
{
        struct change change = {.time_ms = now_ms, .act = CHANGE_SHELF, .shelf = shelf, .year = CHANGE_NO_MONTH};
        return change_log(s, &change, SLICE(""), &change.number);
}

struct err store_describe_shelf(struct store *s, int64_t shelf, struct slice description, int64_t now_ms)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct shelf before;
        TRY(store_load_shelf(s, shelf, &arena, &before));
        if (before.merged_into) return ERR(ERR_CONFLICT, "describe a shelf that is there");
        if (slice_eq(before.description, description)) return NO_ERR;
        TRY(shelf_put_description(s, shelf, description));
        return log_description(s, shelf, now_ms);
}

struct err store_named_shelf(struct store *s, const struct shelf *named, struct arena *a, struct shelf *ret)
{
        int64_t id = 0;
        bool found = false;
        TRY(shelf_find(s, named, &id, &found));
        if (found) TRY(store_load_shelf(s, id, a, ret));
        return found && !ret->is_removed ? NO_ERR : ERR(ERR_NOT_FOUND, "find a shelf by its name");
}

/* ---- made, and removed ---- */

/* Of those that were removed one comes back, under the name that it is asked for by. */
static struct err bring_back(struct store *s, const struct shelf *named, int64_t id, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct shelf shelf;
        TRY(store_load_shelf(s, id, &arena, &shelf));
        if (!shelf.is_removed) return ERR(ERR_CONFLICT, "make a shelf whose name is free");
        TRY(shelf_put_removed(s, id, false));
        shelf.name = named->name;
        shelf.url = named->url;
        return store_name_shelf(s, &shelf, now_ms);
}

struct err store_add_shelf(struct store *s, const struct shelf *named, int64_t now_ms, int64_t *ret)
{
        store_check_writing(s);
        bool is_there = false;
        TRY(shelf_find(s, named, ret, &is_there));
        if (is_there) return bring_back(s, named, *ret, now_ms);
        TRY(shelf_add(s, *named, ret));
        return rename_row(s, SET_SHELF, *ret, named->name, named->url);
}

struct err store_remove_shelf(struct store *s, int64_t shelf)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct shelf_use use;
        struct shelf unused;
        TRY(store_load_shelf(s, shelf, &arena, &unused));
        TRY(store_shelf_use(s, shelf, &use));
        if (use.articles || unused.merged_into) return ERR(ERR_CONFLICT, "remove a shelf that is empty");
        return shelf_put_removed(s, shelf, true);
}

/* ---- merging ---- */

static struct err list_shelf_ids(struct query *q, struct arena *a, struct shelf_ids *ret)
{
        struct err err;
        *ret = (struct shelf_ids){0};
        while (query_next(q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = query_int(q, 0);
        }
        return err;
}

struct err store_merged_shelves(struct store *s, struct arena *a, struct shelf_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_MERGED);
        return list_shelf_ids(&q, a, ret);
}

static struct err merge_row(struct store *s, enum statement statement, int64_t shelf, int64_t into)
{
        struct query q = ask(s, statement);
        query_bind_int(&q, shelf);
        query_bind_int(&q, into);
        return query_run(&q);
}

/* Whose addresses lead to `shelf` lead further now. */
static struct err merge_along(struct store *s, int64_t shelf, int64_t into, int64_t now_ms)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        CLEANUP(query_end) struct query q = ask(s, LIST_MERGED_INTO);
        struct shelf_ids along;
        query_bind_int(&q, shelf);
        TRY(list_shelf_ids(&q, &arena, &along));
        query_end(&q);
        TRY(merge_row(s, MERGE_MERGED, shelf, into));
        for (size_t i = 0; i < along.count; i++)
                TRY(log_shelf(s, along.at[i], now_ms));
        return NO_ERR;
}

static struct err has_page(struct store *s, const struct shelf *shelf, struct arena *a, bool *ret)
{
        struct shelf_months months;
        TRY(store_shelf_months(s, shelf, a, &months));
        *ret = months.count > 0;
        return NO_ERR;
}

/* Its newest article may come to be one that calls it as the other was called. */
static struct err keep_name(struct store *s, const struct shelf *shelf)
{
        if (shelf->is_set) return NO_ERR;
        TRY(rename_row(s, SET_SHELF, shelf->id, shelf->name, shelf->url));
        return follow(s, FOLLOW_NAME, shelf->id);
}

/* What is said of the one that goes is said of the other where nothing is. */
static struct err keep_description(struct store *s, const struct shelf *from, const struct shelf *to, int64_t now_ms)
{
        if (to->description.len || !from->description.len) return NO_ERR;
        return store_describe_shelf(s, to->id, from->description, now_ms);
}

struct err store_merge_shelf(struct store *s, int64_t shelf, int64_t into, int64_t now_ms)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct shelf from, to;
        bool from_has_page = false, to_has_page = false;
        TRY(store_load_shelf(s, shelf, &arena, &from));
        TRY(store_load_shelf(s, into, &arena, &to));
        TRY(has_page(s, &from, &arena, &from_has_page));
        TRY(has_page(s, &to, &arena, &to_has_page));
        bool are_alike = from.kind == to.kind && from.edition == to.edition && from.id != to.id;
        bool would_lead_nowhere = from_has_page && !to_has_page;
        bool is_gone = from.merged_into || to.merged_into || from.is_removed || to.is_removed;
        if (!are_alike || is_gone || would_lead_nowhere) return ERR(ERR_CONFLICT, "merge two shelves that are there");
        TRY(merge_along(s, shelf, into, now_ms));
        TRY(merge_row(s, MERGE_SHELF, shelf, into));
        TRY(log_shelf(s, shelf, now_ms));
        TRY(keep_name(s, &to));
        TRY(keep_description(s, &from, &to, now_ms));
        return follow(s, FOLLOW_MERGER, shelf);
}

/* ---- use ---- */

struct err store_shelf_use(struct store *s, int64_t shelf, struct shelf_use *ret)
{
        CLEANUP(query_end) struct query all = ask(s, COUNT_ON_SHELF), live = ask(s, COUNT_LIVE_ON_SHELF);
        query_bind_int(&all, shelf);
        TRY(query_row(&all));
        query_bind_int(&live, shelf);
        TRY(query_row(&live));
        *ret = (struct shelf_use){query_int(&all, 0), query_int(&live, 0), query_int(&live, 1)};
        return NO_ERR;
}
