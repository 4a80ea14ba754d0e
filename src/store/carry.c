#include "store/carry.h"

#include "news/permalink.h"
#include "store/filing.h"

/* ---- reading ---- */

struct err store_articles_after(struct store *s, int64_t after, unsigned limit, struct arena *a,
                                struct article_ids *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_ANY_ARTICLES);
        query_bind_int(&q, after);
        query_bind_int(&q, limit);
        return list_ids(&q, a, ret);
}

struct err store_shelves_after(struct store *s, int64_t after, unsigned limit, struct arena *a, struct shelves *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_ALL_SHELVES);
        query_bind_int(&q, after);
        query_bind_int(&q, limit);
        return shelf_list(&q, a, ret);
}

struct err store_aliases_after(struct store *s, const struct shelf_alias *after, unsigned limit, struct arena *a,
                               struct shelf_aliases *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_ALIASES);
        query_bind_text(&q, after->name);
        query_bind_int(&q, after->kind);
        query_bind_int(&q, after->edition);
        query_bind_int(&q, limit);
        struct err err;
        *ret = (struct shelf_aliases){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct shelf_alias){
                        .name = query_copy(&q, 0, a),
                        .kind = (enum shelf_kind)query_int(&q, 1),
                        .edition = (unsigned)query_int(&q, 2),
                        .shelf = query_int(&q, 3),
                };
        }
        return err;
}

struct err store_choices_of(struct store *s, int64_t article, struct arena *a, struct carried_choices *ret)
{
        CLEANUP(query_end) struct query q = ask(s, LIST_CHOICES);
        query_bind_int(&q, article);
        struct err err;
        *ret = (struct carried_choices){0};
        while (query_next(&q, &err)) {
                ret->at = list_with_room(a, ret->at, ret->count, sizeof *ret->at);
                ret->at[ret->count++] = (struct carried_choice){query_int(&q, 0), query_int(&q, 1), query_int(&q, 2)};
        }
        TRY(err);
        CLEANUP(query_end) struct query wants = ask(s, WANTS_MORE);
        query_bind_int(&wants, article);
        TRY(query_row(&wants));
        ret->wants_more = query_int(&wants, 0) != 0;
        return NO_ERR;
}

/* ---- putting back ---- */

static bool choices_eq(const struct carried_choices *a, const struct carried_choices *b)
{
        if (a->count != b->count || a->wants_more != b->wants_more) return false;
        for (size_t i = 0; i < a->count; i++)
                if (a->at[i].kind != b->at[i].kind || a->at[i].position != b->at[i].position ||
                    a->at[i].other != b->at[i].other)
                        return false;
        return true;
}

static struct err replace_choices(struct store *s, int64_t article, const struct carried_choices *choices)
{
        struct query drop = ask(s, DROP_CHOICES);
        query_bind_int(&drop, article);
        TRY(query_run(&drop));
        for (size_t i = 0; i < choices->count; i++) {
                struct query q = ask(s, CARRY_CHOICE);
                query_bind_int(&q, article);
                query_bind_int(&q, choices->at[i].kind);
                query_bind_int(&q, choices->at[i].position);
                query_bind_int(&q, choices->at[i].other);
                TRY(query_run(&q));
        }
        struct query wants = ask(s, NOTE_WANTING);
        query_bind_int(&wants, article);
        query_bind_int(&wants, choices->wants_more);
        return query_run(&wants);
}

struct err store_carry_choices(struct store *s, int64_t article, const struct carried_choices *choices, int64_t now_ms)
{
        store_check_writing(s);
        CLEANUP(arena_clear) struct arena arena = {0};
        struct carried_choices now;
        struct head head;
        TRY(head_load(s, article, &arena, &head));
        TRY(store_choices_of(s, article, &arena, &now));
        if (choices_eq(&now, choices)) return NO_ERR;
        TRY(replace_choices(s, article, choices));
        if (!head_is_live(&head)) return NO_ERR;
        struct change change = {.time_ms = now_ms, .article = article, .act = CHANGE_PUBLISHED};
        return change_log(s, &change, SLICE(""), &change.number);
}

static struct err add_shelf(struct store *s, const struct shelf *shelf)
{
        struct query q = ask(s, ADD_SHELF);
        query_bind_int(&q, shelf->id);
        query_bind_int(&q, shelf->kind);
        query_bind_int(&q, shelf->edition);
        query_bind_text(&q, shelf->uri);
        query_bind_text(&q, shelf->name);
        query_bind_text(&q, shelf->slug);
        query_bind_text(&q, shelf->url);
        return query_run(&q);
}

struct err store_carry_shelf(struct store *s, const struct shelf *shelf)
{
        store_check_writing(s);
        int64_t id = 0;
        TRY(tally_next(s, COUNTER_SHELF, &id));
        if (id != shelf->id) return ERR(ERR_INVALID, "put back a shelf that is not the next");
        TRY(add_shelf(s, shelf));
        if (shelf->is_set) {
                struct query q = ask(s, SET_SHELF);
                query_bind_int(&q, shelf->id);
                query_bind_text(&q, shelf->name);
                query_bind_text(&q, shelf->url);
                TRY(query_run(&q));
        }
        if (shelf->description.len) TRY(shelf_put_description(s, shelf->id, shelf->description));
        if (shelf->is_removed) TRY(shelf_put_removed(s, shelf->id, true));
        if (!shelf->merged_into) return NO_ERR;
        struct query q = ask(s, MERGE_SHELF);
        query_bind_int(&q, shelf->id);
        query_bind_int(&q, shelf->merged_into);
        return query_run(&q);
}

struct err store_carry_alias(struct store *s, const struct shelf_alias *alias)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_ALIAS);
        query_bind_text(&q, alias->name);
        query_bind_int(&q, alias->kind);
        query_bind_int(&q, alias->edition);
        query_bind_int(&q, alias->shelf);
        return query_run(&q);
}

struct err store_carry_edition(struct store *s, const struct edition *edition, int64_t now_ms)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_EDITION);
        query_bind_int(&q, edition->id);
        query_bind_text(&q, edition->zone);
        query_bind_text(&q, edition->name);
        query_bind_text(&q, edition->permalink.len ? edition->permalink : SLICE(PERMALINK_DEFAULT));
        TRY(query_run(&q));
        for (struct slice rest = edition->former_prefixes; rest.len;) {
                struct query former = ask(s, KEEP_FORMER_PREFIX);
                query_bind_text(&former, former_prefix_next(&rest));
                query_bind_int(&former, edition->id);
                query_bind_int(&former, now_ms);
                TRY(query_run(&former));
        }
        return NO_ERR;
}

struct err store_carry_section_slug(struct store *s, const struct section_slug *slug)
{
        store_check_writing(s);
        struct query q = ask(s, NOTE_SECTION_SLUG);
        query_bind_int(&q, slug->edition);
        query_bind_text(&q, slug->slug);
        query_bind_int(&q, slug->section);
        return query_run(&q);
}

struct err store_carry_set_page(struct store *s, const struct set_page *page)
{
        store_check_writing(s);
        struct query q = ask(s, NOTE_SET_PAGE);
        query_bind_text(&q, page->path);
        query_bind_int(&q, page->edition);
        return query_run(&q);
}
