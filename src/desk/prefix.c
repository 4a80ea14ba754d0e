/* The prefix of an edition's addresses. Another one moves all its pages: it is tried first, with what some addresses
 * become, and asks for a fresh proof of who one is. Readers have the pages where they are until all are pressed anew;
 * then every address of before leads on. Changing it back is the same the other way. */
#include "desk/article.h"
#include "desk/editions.h"
#include "desk/handlers.h"
#include "desk/structure.h"

#include "news/address.h"
#include "store/publication.h"
#include "store/structure.h"

struct slice prefix_in_words(struct slice prefix)
{
        return prefix.len ? prefix : SLICE("/");
}

struct slice prefix_read(struct visit *v, struct slice typed)
{
        struct slice word = slice_trim(typed);
        if (word.len && word.at[0] == '/') word = slice_skip(word, 1);
        if (word.len && word.at[word.len - 1] == '/') word.len--;
        return word.len ? arena_format(visit_arena(v), "/%.*s", SLICE_ARGS(word)) : SLICE("");
}

/* ---- what is wrong with it ---- */

static bool is_any_moving(const struct newsroom *n)
{
        for (size_t i = 0; i < n->edition_count; i++)
                if (n->editions[i].is_moving) return true;
        return false;
}

struct err prefix_find_fault(struct visit *v, const struct edition *edition, struct slice prefix, const char **ret)
{
        static const char *const keys[] = {
                [PREFIX_GOOD] = NULL,
                [PREFIX_UNUSABLE] = "fault_prefix_unusable",
                [PREFIX_ANOTHERS] = "fault_prefix_anothers",
                [PREFIX_LEADS_ON] = "fault_prefix_leads_on",
                [PREFIX_TAKEN] = "fault_prefix_taken",
                [PREFIX_MANY] = "fault_prefix_many",
        };
        const struct newsroom *n = visit_newsroom(v);
        bool is_free = true;
        *ret = is_any_moving(n) ? "fault_prefix_moving" : keys[newsroom_check_prefix(n, edition, prefix)];
        if (*ret) return NO_ERR;
        TRY(store_prefix_is_free(visit_store(v), edition->id, prefix, &is_free));
        if (!is_free) *ret = keys[PREFIX_TAKEN];
        return NO_ERR;
}

struct err prefix_take(struct visit *v, const struct edition *edition, struct slice typed, struct prefix_form *ret)
{
        *ret = (struct prefix_form){.typed = typed};
        if (typed.len == 0) return NO_ERR;
        ret->prefix = prefix_read(v, typed);
        if (slice_eq(ret->prefix, edition->prefix)) return NO_ERR;
        TRY(prefix_find_fault(v, edition, ret->prefix, &ret->fault));
        ret->is_tried = !ret->fault;
        return NO_ERR;
}

/* ---- the page ---- */

struct example {
        struct slice what, language; /* empty: that of the desk */
        struct slice now, then;
};

static void add_example(json_t *list, const struct example *e)
{
        json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o}", "what", text_value(e->what), "language",
                                              e->language.len ? text_value(e->language) : json_null(), "now",
                                              text_value(e->now), "then", text_value(e->then)));
}

static struct err add_examples(struct visit *v, const struct edition *edition, struct slice prefix, json_t *list)
{
        struct headlines newest;
        struct arena *a = visit_arena(v);
        struct edition tried = *edition;
        tried.prefix = prefix;
        add_example(list, &(struct example){.what = visit_text(v, "prefix_front"),
                                            .now = address_front(a, edition),
                                            .then = address_front(a, &tried)});
        TRY(store_newest(visit_store(v), (struct newest){.edition = edition->id, .limit = 1}, a, &newest));
        for (size_t i = 0; i < newest.count; i++) {
                struct slice now = newest.at[i].path, rest = slice_skip(now, edition->prefix.len);
                struct slice then = arena_format(a, "%.*s%.*s", SLICE_ARGS(prefix), SLICE_ARGS(rest));
                add_example(list, &(struct example){newest.at[i].text, edition->code, now, then});
        }
        return NO_ERR;
}

static json_t *former_prefixes(const struct edition *edition)
{
        json_t *list = json_array();
        for (struct slice rest = edition->former_prefixes; rest.len;)
                json_array_append_new(list, text_value(prefix_in_words(former_prefix_next(&rest))));
        return list;
}

struct err prefix_put_values(struct visit *v, const struct edition *edition, const struct prefix_form *form,
                             json_t *values)
{
        int64_t count = 0;
        json_t *examples = json_array();
        struct slice typed = form->typed.len ? form->typed : prefix_in_words(edition->prefix);
        json_object_set_new(values, "prefix_typed", text_value(typed));
        json_object_set_new(values, "prefix_then", text_value(prefix_in_words(form->prefix)));
        json_object_set_new(values, "prefix_fault", form->fault ? text_value(visit_text(v, form->fault)) : json_null());
        json_object_set_new(values, "prefix_is_changed", json_boolean(form->is_changed));
        json_object_set_new(values, "prefix_is_tried", json_boolean(form->is_tried));
        json_object_set_new(values, "prefix_examples", examples);
        json_object_set_new(values, "former", former_prefixes(edition));
        json_object_set_new(values, "has_former", json_boolean(edition->former_prefixes.len > 0));
        TRY(store_count_edition(visit_store(v), edition->id, &count));
        json_object_set_new(values, "prefix_what", count_in_words(v, "prefix_what", count));
        return form->is_tried ? add_examples(v, edition, form->prefix, examples) : NO_ERR;
}

/* ---- putting it in force ---- */

struct moving {
        const struct edition *edition;
        struct slice prefix;
};

static struct err put_prefix(struct visit *v, void *context)
{
        const struct moving *moving = context;
        const struct edition *edition = moving->edition;
        struct slice change = arena_format(visit_arena(v), "%.*s → %.*s", SLICE_ARGS(prefix_in_words(edition->prefix)),
                                           SLICE_ARGS(prefix_in_words(moving->prefix)));
        TRY(store_put_prefix(visit_store(v), edition->id, moving->prefix, v->now_ms));
        const struct noted noted = {.kind = "edition",
                                    .object = edition->id,
                                    .edition = edition->id,
                                    .detail = visit_detail(v, "prefix", change)};
        return visit_note(v, "put-prefix", &noted);
}

struct err handle_put_prefix(struct visit *v)
{
        struct err err = NO_ERR;
        struct prefix_form form = {.fault = NULL};
        const struct edition *edition = edition_asked(v, &err);
        if (!edition) return err;
        struct slice typed = arena_copy(visit_arena(v), visit_field(v, "prefix"));
        TRY(prefix_take(v, edition, typed.len ? typed : SLICE("/"), &form));
        form.is_changed = !slice_eq(visit_field(v, "was_prefix"), prefix_in_words(edition->prefix));
        if (form.fault || form.is_changed) return addresses_show(v, form.is_changed ? 409 : 422, edition, &form);
        if (!form.is_tried) return reply_go(v, "/editions");
        TRY(in_transaction(v, put_prefix, &(struct moving){edition, form.prefix}));
        TRY(writer_refurnish(v->desk->writer));
        return reply_go(v, "/editions?done=saved");
}
