/* A topic, a person or a source that is made at the desk, before an article names it. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/structure.h"
#include "store/find.h"
#include "store/structure.h"

enum { ALIKE_LOOKED_AT = 100 };

struct new_shelf {
        const struct edition *edition;
        const struct shelf_word *kind;
        struct slice name, url;
        const char *name_fault, *url_fault;
        int64_t id;
};

static json_t *fault_value(const struct visit *v, const char *key)
{
        return key ? text_value(visit_text(v, key)) : json_null();
}

static struct err show(struct visit *v, unsigned status, const struct new_shelf *n)
{
        struct slice title_key = arena_format(visit_arena(v), "shelf_add_%s", n->kind->word);
        json_t *values = json_object();
        json_object_set_new(values, "title", text_value(visit_text(v, title_key.at)));
        json_object_set_new(values, "kind", json_string(n->kind->word));
        json_object_set_new(values, "kind_name", text_value(visit_text(v, n->kind->text_key)));
        json_object_set_new(values, "edition", text_value(n->edition->code));
        json_object_set_new(values, "edition_name", text_value(n->edition->name));
        json_object_set_new(values, "name", text_value(n->name));
        json_object_set_new(values, "url", text_value(n->url));
        json_object_set_new(values, "has_url", json_boolean(n->kind->kind == SHELF_SOURCE));
        json_object_set_new(values, "name_fault", fault_value(v, n->name_fault));
        json_object_set_new(values, "url_fault", fault_value(v, n->url_fault));
        return reply_page(v, status, "shelf_new", values);
}

struct err handle_new_shelf(struct visit *v)
{
        const struct new_shelf n = {.edition = edition_named(v, visit_query(v, "edition")),
                                    .kind = shelf_word_named(visit_query(v, "kind"))};
        if (!visit_may(v, MAY_SETTINGS, n.edition->id)) return reply_not_allowed(v, MAY_SETTINGS);
        return show(v, 200, &n);
}

static struct err add_shelf(struct visit *v, void *context)
{
        struct new_shelf *n = context;
        const struct shelf named = {.kind = n->kind->kind, .edition = n->edition->id, .name = n->name, .url = n->url};
        TRY(store_add_shelf(visit_store(v), &named, v->now_ms, &n->id));
        const struct noted noted = {.kind = n->kind->word,
                                    .object = n->id,
                                    .edition = n->edition->id,
                                    .detail = visit_detail(v, "name", n->name)};
        return visit_note(v, "add-shelf", &noted);
}

/* What has a uri is no other's by its name; for people it would be the same twice. */
static struct err is_called_so(struct visit *v, const struct new_shelf *n, bool *ret)
{
        struct shelves found;
        const struct shelf_search search = {
                .kind = n->kind->kind, .edition = n->edition->id, .text = n->name, .limit = ALIKE_LOOKED_AT};
        *ret = false;
        TRY(store_find_shelves(visit_store(v), &search, visit_arena(v), &found));
        for (size_t i = 0; i < found.count; i++)
                *ret |= slice_eq(found.at[i].name, n->name);
        return NO_ERR;
}

static struct err take_form(struct visit *v, struct new_shelf *n)
{
        bool is_taken = false;
        n->name = visit_words(v, "name");
        if (n->kind->kind == SHELF_SOURCE) n->url = arena_copy(visit_arena(v), visit_field(v, "url"));
        n->name_fault = shelf_name_fault(n->name);
        n->url_fault = shelf_url_fault(n->url);
        if (!n->name_fault) TRY(is_called_so(v, n, &is_taken));
        if (is_taken) n->name_fault = "fault_shelf_taken";
        return NO_ERR;
}

struct err handle_add_shelf(struct visit *v)
{
        struct new_shelf n = {.edition = edition_named(v, visit_field(v, "edition")),
                              .kind = shelf_word_named(visit_field(v, "kind"))};
        if (!visit_may(v, MAY_SETTINGS, n.edition->id)) return reply_not_allowed(v, MAY_SETTINGS);
        TRY(take_form(v, &n));
        if (n.name_fault || n.url_fault) return show(v, 422, &n);
        struct err err = in_transaction(v, add_shelf, &n);
        if (err.code == ERR_CONFLICT) {
                n.name_fault = "fault_shelf_taken";
                return show(v, 422, &n);
        }
        TRY(err);
        TRY(writer_show_names(v->desk->writer));
        return reply_go(v, "/shelves/%lld?done=added", (long long)n.id);
}
