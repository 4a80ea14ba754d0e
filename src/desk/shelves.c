/* Topics, people and sources: found by a part of their name, named, and merged where two are the same. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/me.h"
#include "desk/structure.h"

#include "news/address.h"
#include "store/find.h"
#include "store/publication.h"
#include "store/structure.h"

enum { SHELVES_SHOWN = 100, CANDIDATES_SHOWN = 12 };

/* ---- the list ---- */

static json_t *kind_tabs(struct visit *v, const struct shelf_word *here, const struct edition *edition)
{
        json_t *list = json_array();
        for (size_t i = 0; i < SHELF_WORDS; i++) {
                struct slice href = arena_format(visit_arena(v), "/shelves?kind=%s&edition=%.*s", shelf_words[i].word,
                                                 SLICE_ARGS(edition->code));
                json_array_append_new(list, json_pack("{s:o, s:o, s:b}", "href", text_value(href), "name",
                                                      text_value(visit_text(v, shelf_words[i].text_key)), "is_here",
                                                      &shelf_words[i] == here));
        }
        return list;
}

static struct err row_of(struct visit *v, const struct shelf *shelf, json_t **ret)
{
        struct shelf_use use;
        TRY(store_shelf_use(visit_store(v), shelf->id, &use));
        *ret = json_pack("{s:I, s:o, s:o, s:o, s:o}", "id", (json_int_t)shelf->id, "name", text_value(shelf->name),
                         "slug", text_value(shelf->slug), "articles",
                         count_in_words(v, "articles_counted", use.articles), "newest",
                         use.newest_ms ? moment_value(v, use.newest_ms) : json_null());
        return NO_ERR;
}

/* At most `search->limit` of them. */
static struct err put_rows(struct visit *v, const struct shelf_search *search, json_t *values, const char *key)
{
        struct shelves found;
        struct shelf_search whole = *search;
        json_t *list = json_array();
        json_object_set_new(values, key, list);
        whole.limit = SHELVES_SORTED_MAX;
        TRY(store_find_shelves(visit_store(v), &whole, visit_arena(v), &found));
        shelves_put_in_order(v, search->text, &found);
        for (size_t i = 0; i < found.count && i < search->limit; i++) {
                json_t *row = NULL;
                TRY(row_of(v, &found.at[i], &row));
                json_array_append_new(list, row);
        }
        return NO_ERR;
}

static json_t *edition_choice(struct visit *v, const struct edition *chosen)
{
        const struct newsroom *n = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < n->edition_count; i++)
                if (visit_may(v, MAY_SETTINGS, n->editions[i].id))
                        json_array_append_new(list,
                                              json_pack("{s:o, s:o, s:b}", "code", text_value(n->editions[i].code),
                                                        "name", text_value(n->editions[i].name), "is_chosen",
                                                        &n->editions[i] == chosen));
        return list;
}

struct err handle_shelves(struct visit *v)
{
        const struct edition *edition = edition_named(v, visit_query(v, "edition"));
        const struct shelf_word *kind = shelf_word_named(visit_query(v, "kind"));
        if (!visit_may(v, MAY_SETTINGS, edition->id)) return reply_not_allowed(v, MAY_SETTINGS);
        const struct shelf_search search = {
                .kind = kind->kind, .edition = edition->id, .text = visit_query(v, "find"), .limit = SHELVES_SHOWN};
        json_t *values = json_object();
        json_object_set_new(values, "tabs", kind_tabs(v, kind, edition));
        json_object_set_new(values, "kind", json_string(kind->word));
        json_object_set_new(values, "edition", text_value(edition->code));
        json_object_set_new(values, "editions", edition_choice(v, edition));
        json_object_set_new(values, "find", text_value(search.text));
        bool is_removed = slice_eq(visit_query(v, "done"), SLICE("removed"));
        json_object_set_new(values, "removed", is_removed ? text_value(visit_text(v, "shelf_removed")) : json_null());
        json_object_set_new(values, "add_text",
                            text_value(visit_text(v, arena_format(visit_arena(v), "shelf_add_%s", kind->word).at)));
        put_progress(v, values);
        struct err err = put_rows(v, &search, values, "shelves");
        size_t count = json_array_size(json_object_get(values, "shelves"));
        json_object_set_new(values, "has_shelves", json_boolean(count > 0));
        json_object_set_new(values, "has_more", json_boolean(count == SHELVES_SHOWN));
        json_object_set_new(values, "empty_text",
                            text_value(visit_text(v, search.text.len ? "shelves_not_found" : "shelves_empty")));
        if (err.code == OK) return reply_page(v, 200, "shelves", values);
        json_decref(values);
        return err;
}

/* ---- one of them ---- */

struct shelf_form {
        struct shelf shelf;
        struct slice name, url, description; /* as they were typed, or are */
        const char *name_fault, *url_fault, *description_fault, *notice, *notice_kind;
        const char *merge_fault;
        bool is_changed;   /* by somebody else, meanwhile */
        int64_t into;      /* what it is to be merged into; 0: nothing was chosen */
        struct slice gone; /* its name, as whoever merges it typed that */
        const char *gone_fault;
};

/* False, and answered, when it is not there, or none of an edition that they may change. */
static bool load_asked(struct visit *v, struct shelf *ret, struct err *err)
{
        *err = store_load_shelf(visit_store(v), visit_id(v, 0), visit_arena(v), ret);
        if (err->code == ERR_NOT_FOUND || (err->code == OK && ret->is_removed))
                *err = reply_refused(v, 404, "refused_missing");
        else if (err->code == OK && !visit_may(v, MAY_SETTINGS, ret->edition))
                *err = reply_not_allowed(v, MAY_SETTINGS);
        else if (err->code == OK)
                return true;
        return false;
}

static struct err put_same(struct visit *v, const struct shelf *shelf, json_t *values)
{
        struct shelves same;
        json_t *list = json_array();
        json_object_set_new(values, "same", list);
        TRY(store_shelf_siblings(visit_store(v), shelf, visit_arena(v), &same));
        for (size_t i = 0; i < same.count; i++)
                json_array_append_new(
                        list, json_pack("{s:I, s:o, s:o}", "id", (json_int_t)same.at[i].id, "name",
                                        text_value(same.at[i].name), "language",
                                        text_value(newsroom_edition(visit_newsroom(v), same.at[i].edition)->code)));
        json_object_set_new(values, "has_same", json_boolean(same.count > 0));
        return NO_ERR;
}

/* What it could be merged into: by what one looks for, else what its name begins with. */
static struct err put_candidates(struct visit *v, const struct shelf *shelf, json_t *values)
{
        struct slice find = visit_query(v, "find");
        json_t *list = NULL;
        const struct shelf_search search = {
                .kind = shelf->kind, .edition = shelf->edition, .text = find, .limit = CANDIDATES_SHOWN};
        json_object_set_new(values, "find", text_value(find));
        json_object_set_new(values, "is_searched", json_boolean(find.len > 0));
        if (find.len == 0) return NO_ERR;
        TRY(put_rows(v, &search, values, "candidates"));
        list = json_object_get(values, "candidates");
        for (size_t i = json_array_size(list); i-- > 0;)
                if (json_integer_value(json_object_get(json_array_get(list, i), "id")) == shelf->id)
                        json_array_remove(list, i);
        json_object_set_new(values, "has_candidates", json_boolean(json_array_size(list) > 0));
        return NO_ERR;
}

/* What was merged into it before leads on to the other, too. */
static struct err put_along(struct visit *v, const struct shelf *shelf, const struct edition *edition, json_t *list)
{
        struct shelf_ids merged;
        struct shelf one;
        TRY(store_merged_shelves(visit_store(v), visit_arena(v), &merged));
        for (size_t i = 0; i < merged.count; i++) {
                TRY(store_load_shelf(visit_store(v), merged.at[i], visit_arena(v), &one));
                if (one.merged_into != shelf->id) continue;
                json_array_append_new(list, text_value(address_shelf(visit_arena(v), edition, &one)));
        }
        return NO_ERR;
}

static bool are_alike(const struct shelf *one, const struct shelf *other)
{
        return one->id != other->id && one->kind == other->kind && one->edition == other->edition &&
               !one->merged_into && !other->merged_into && !other->is_removed;
}

static const char *text_or_null(const struct visit *v, const char *key)
{
        return key ? visit_text(v, key).at : NULL;
}

/* It cannot be undone: what moves and which addresses lead on is shown before, and the name of what goes is typed. */
static struct err put_merger(struct visit *v, const struct shelf_form *form, json_t *values)
{
        const struct shelf *from = &form->shelf;
        struct shelf into;
        struct shelf_use use;
        json_object_set_new(values, "merger", json_null());
        if (!form->into) return NO_ERR;
        struct err err = store_load_shelf(visit_store(v), form->into, visit_arena(v), &into);
        if (err.code == ERR_NOT_FOUND || (err.code == OK && !are_alike(from, &into))) return NO_ERR;
        TRY(err);
        TRY(store_shelf_use(visit_store(v), from->id, &use));
        const struct edition *edition = newsroom_edition(visit_newsroom(v), from->edition);
        json_t *paths = json_pack("[o]", text_value(address_shelf(visit_arena(v), edition, from)));
        json_object_set_new(values, "merger",
                            json_pack("{s:I, s:o, s:o, s:I, s:I, s:o, s:o, s:s?}", "into", (json_int_t)into.id,
                                      "into_name", text_value(into.name), "into_path",
                                      text_value(address_shelf(visit_arena(v), edition, &into)), "moved",
                                      (json_int_t)use.articles, "live", (json_int_t)use.live, "paths", paths, "gone",
                                      text_value(form->gone), "gone_fault", text_or_null(v, form->gone_fault)));
        return put_along(v, from, edition, paths);
}

static json_t *fault_value(struct visit *v, const char *key)
{
        return key ? text_value(visit_text(v, key)) : json_null();
}

static struct err put_shelf(struct visit *v, const struct shelf_form *form, json_t *values)
{
        const struct shelf *shelf = &form->shelf;
        const struct edition *edition = newsroom_edition(visit_newsroom(v), shelf->edition);
        struct shelf_use use;
        TRY(store_shelf_use(visit_store(v), shelf->id, &use));
        json_object_set_new(values, "shelf_id", json_integer(shelf->id));
        json_object_set_new(values, "title", text_value(shelf->name));
        json_object_set_new(values, "kind", json_string(shelf_word_of(shelf->kind)->word));
        json_object_set_new(values, "kind_name", text_value(visit_text(v, shelf_word_of(shelf->kind)->text_key)));
        json_object_set_new(values, "edition", text_value(edition->code));
        json_object_set_new(values, "path", text_value(address_shelf(visit_arena(v), edition, shelf)));
        json_object_set_new(values, "articles", count_in_words(v, "articles_counted", use.articles));
        json_object_set_new(values, "has_articles", json_boolean(use.articles > 0));
        json_object_set_new(values, "newest", use.newest_ms ? moment_value(v, use.newest_ms) : json_null());
        json_object_set_new(values, "name", text_value(form->name));
        json_object_set_new(values, "url", text_value(form->url));
        json_object_set_new(values, "description", text_value(form->description));
        json_object_set_new(values, "theirs", form->is_changed ? text_value(shelf->description) : json_null());
        json_object_set_new(values, "was_name", text_value(shelf->name));
        json_object_set_new(values, "was_url", text_value(shelf->url));
        json_object_set_new(values, "was_description", text_value(shelf->description));
        json_object_set_new(values, "has_url", json_boolean(shelf->kind == SHELF_SOURCE));
        json_object_set_new(values, "name_fault", fault_value(v, form->name_fault));
        json_object_set_new(values, "url_fault", fault_value(v, form->url_fault));
        json_object_set_new(values, "description_fault", fault_value(v, form->description_fault));
        json_object_set_new(values, "merge_fault", fault_value(v, form->merge_fault));
        json_object_set_new(values, "notice",
                            form->notice ? json_pack("{s:s, s:o}", "kind", form->notice_kind, "text",
                                                     text_value(visit_text(v, form->notice)))
                                         : json_null());
        put_progress(v, values);
        TRY(put_same(v, shelf, values));
        TRY(put_merger(v, form, values));
        return put_candidates(v, shelf, values);
}

/* 0: it is none. */
static int64_t shelf_number(struct slice text)
{
        uint64_t number = 0;
        return slice_to_u64(text, INT64_MAX, &number) ? (int64_t)number : 0;
}

static struct err show(struct visit *v, unsigned status, const struct shelf_form *form)
{
        json_t *values = json_object();
        struct err err = put_shelf(v, form, values);
        if (err.code == OK) return reply_page(v, status, "shelf", values);
        json_decref(values);
        return err;
}

struct err handle_shelf(struct visit *v)
{
        struct err err;
        struct shelf_form form = {.notice = NULL};
        if (!load_asked(v, &form.shelf, &err)) return err;
        if (form.shelf.merged_into) return reply_go(v, "/shelves/%lld", (long long)form.shelf.merged_into);
        form.name = form.shelf.name;
        form.url = form.shelf.url;
        form.description = form.shelf.description;
        form.into = shelf_number(visit_query(v, "into"));
        struct slice told = visit_query(v, "done");
        form.notice_kind = "good";
        if (slice_eq(told, SLICE("saved"))) form.notice = "shelf_done";
        if (slice_eq(told, SLICE("described"))) form.notice = "shelf_described";
        if (slice_eq(told, SLICE("merged"))) form.notice = "shelf_merged";
        if (slice_eq(told, SLICE("added"))) form.notice = "shelf_added";
        return show(v, 200, &form);
}

/* ---- naming, and what readers are told of it ---- */

static bool is_named(const struct shelf_form *form)
{
        return !slice_eq(form->name, form->shelf.name) || !slice_eq(form->url, form->shelf.url);
}

static struct err name_shelf(struct visit *v, const struct shelf_form *form)
{
        struct shelf named = form->shelf;
        named.name = form->name;
        named.url = form->url;
        TRY(store_name_shelf(visit_store(v), &named, v->now_ms));
        struct slice change =
                arena_format(visit_arena(v), "%.*s → %.*s", SLICE_ARGS(form->shelf.name), SLICE_ARGS(form->name));
        const struct noted noted = {.kind = shelf_word_of(named.kind)->word,
                                    .object = named.id,
                                    .edition = named.edition,
                                    .detail = visit_detail(v, "name", change)};
        return visit_note(v, "name-shelf", &noted);
}

static struct err describe_shelf(struct visit *v, const struct shelf_form *form)
{
        const struct shelf *shelf = &form->shelf;
        TRY(store_describe_shelf(visit_store(v), shelf->id, form->description, v->now_ms));
        const struct noted noted = {.kind = shelf_word_of(shelf->kind)->word,
                                    .object = shelf->id,
                                    .edition = shelf->edition,
                                    .detail = visit_detail(v, "name", form->name)};
        return visit_note(v, "describe-shelf", &noted);
}

static struct err put_form(struct visit *v, void *context)
{
        const struct shelf_form *form = context;
        bool is_described = !slice_eq(form->description, form->shelf.description);
        if (is_named(form)) TRY(name_shelf(v, form));
        return is_described ? describe_shelf(v, form) : NO_ERR;
}

/* However long it is: what is too long is told, and shown again. */
static struct slice lines_of(struct visit *v, const char *name)
{
        return visit_readable(v, visit_large_field(v, name));
}

/* Somebody changed it since they were shown it. */
static bool is_changed(struct visit *v, const struct shelf *shelf)
{
        return !slice_eq(visit_field(v, "was_name"), shelf->name) ||
               !slice_eq(lines_of(v, "was_description"), shelf->description) ||
               (shelf->kind == SHELF_SOURCE && !slice_eq(visit_field(v, "was_url"), shelf->url));
}

/* False when something is to be said to whoever typed it. */
static bool take_form(struct visit *v, struct shelf_form *form)
{
        form->name = arena_copy(visit_arena(v), visit_field(v, "name"));
        form->url =
                form->shelf.kind == SHELF_SOURCE ? arena_copy(visit_arena(v), visit_field(v, "url")) : form->shelf.url;
        form->name_fault = shelf_name_fault(form->name);
        form->url_fault = shelf_url_fault(form->url);
        form->description = visit_marked(v, form->shelf.edition, lines_of(v, "description"));
        form->description_fault = shelf_description_is_short(form->description) ? NULL : "fault_shelf_description";
        form->is_changed = is_changed(v, &form->shelf);
        if (form->is_changed) {
                form->notice = "shelf_changed";
                form->notice_kind = "warn";
        }
        return !form->name_fault && !form->url_fault && !form->description_fault && !form->is_changed;
}

struct err handle_put_shelf(struct visit *v)
{
        struct err err;
        struct shelf_form form = {.notice = NULL};
        if (!load_asked(v, &form.shelf, &err)) return err;
        if (!take_form(v, &form)) return show(v, form.notice ? 409 : 422, &form);
        err = in_transaction(v, put_form, &form);
        if (err.code == ERR_CONFLICT) {
                form.name_fault = "fault_shelf_taken";
                return show(v, 422, &form);
        }
        TRY(err);
        TRY(writer_show_names(v->desk->writer));
        return reply_go(v, "/shelves/%lld?done=%s", (long long)form.shelf.id, is_named(&form) ? "saved" : "described");
}

/* ---- taking away ---- */

static struct err remove_shelf(struct visit *v, void *context)
{
        const struct shelf *shelf = context;
        TRY(store_remove_shelf(visit_store(v), shelf->id));
        const struct noted noted = {.kind = shelf_word_of(shelf->kind)->word,
                                    .object = shelf->id,
                                    .edition = shelf->edition,
                                    .detail = visit_detail(v, "name", shelf->name)};
        return visit_note(v, "remove-shelf", &noted);
}

struct err handle_remove_shelf(struct visit *v)
{
        struct err err;
        struct shelf shelf;
        if (!load_asked(v, &shelf, &err)) return err;
        err = in_transaction(v, remove_shelf, &shelf);
        if (err.code == ERR_CONFLICT) return reply_refused(v, 409, "fault_shelf_used");
        TRY(err);
        const struct edition *edition = newsroom_edition(visit_newsroom(v), shelf.edition);
        return reply_go(v, "/shelves?kind=%s&edition=%.*s&done=removed", shelf_word_of(shelf.kind)->word,
                        SLICE_ARGS(edition->code));
}

/* ---- merging ---- */

struct merger {
        struct shelf from, into;
};

static struct err merge(struct visit *v, void *context)
{
        const struct merger *m = context;
        TRY(store_merge_shelf(visit_store(v), m->from.id, m->into.id, v->now_ms));
        struct slice change =
                arena_format(visit_arena(v), "%.*s → %.*s", SLICE_ARGS(m->from.name), SLICE_ARGS(m->into.name));
        const struct noted noted = {.kind = shelf_word_of(m->from.kind)->word,
                                    .object = m->from.id,
                                    .edition = m->from.edition,
                                    .detail = visit_detail(v, "name", change)};
        return visit_note(v, "merge-shelf", &noted);
}

/* The page with what is wrong: the two do not go together, or another name was typed than that of what goes. */
static struct err refuse_merger(struct visit *v, const struct merger *m, bool is_misnamed)
{
        const struct shelf_form form = {
                .shelf = m->from,
                .name = m->from.name,
                .url = m->from.url,
                .description = m->from.description,
                .merge_fault = is_misnamed ? NULL : "fault_merge",
                .into = is_misnamed ? m->into.id : 0,
                .gone = visit_field(v, "gone"),
                .gone_fault = is_misnamed ? "fault_merge_name" : NULL,
        };
        return show(v, is_misnamed ? 422 : 409, &form);
}

struct err handle_merge_shelf(struct visit *v)
{
        struct err err;
        struct merger m;
        if (!load_asked(v, &m.from, &err)) return err;
        err = store_load_shelf(visit_store(v), shelf_number(visit_field(v, "into")), visit_arena(v), &m.into);
        if (err.code == ERR_NOT_FOUND || (err.code == OK && !are_alike(&m.from, &m.into)))
                return refuse_merger(v, &m, false);
        TRY(err);
        if (!slice_eq(visit_field(v, "gone"), m.from.name)) return refuse_merger(v, &m, true);
        err = in_transaction(v, merge, &m);
        if (err.code == ERR_CONFLICT) return refuse_merger(v, &m, false);
        TRY(err);
        TRY(writer_show_names(v->desk->writer));
        return reply_go(v, "/shelves/%lld?done=merged", (long long)m.into.id);
}
