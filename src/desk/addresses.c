/* The page of an edition's addresses, and the pattern of those of its articles. Another one is tried first: the screen
 * shows what addresses would be, and what is wrong with it. Put in force, it gives every article another address, and
 * every old one leads on for ever: that asks for a fresh proof of who one is. */
#include "desk/article.h"
#include "desk/editions.h"
#include "desk/handlers.h"
#include "desk/structure.h"

#include "news/permalink.h"
#include "store/publication.h"
#include "store/structure.h"

enum { EXAMPLES = 4 };

static const char *const fault_keys[] = {
        [PERMALINK_LONG] = "fault_pattern_long",       [PERMALINK_PREFIX] = "fault_pattern_prefix",
        [PERMALINK_END] = "fault_pattern_end",         [PERMALINK_TOKEN] = "fault_pattern_token",
        [PERMALINK_LETTERS] = "fault_pattern_letters", [PERMALINK_TWICE] = "fault_pattern_twice",
        [PERMALINK_ALIKE] = "fault_pattern_alike",     [PERMALINK_SHORT] = "fault_pattern_short",
        [PERMALINK_FIRST] = "fault_pattern_first",     [PERMALINK_NUMBERS] = "fault_pattern_numbers",
};

static const struct {
        const char *token, *text_key;
} tokens[] = {
        {"{prefix}", "token_prefix"}, {"{yyyy}", "token_yyyy"}, {"{mm}", "token_mm"},           {"{dd}", "token_dd"},
        {"{id}", "token_id"},         {"{slug}", "token_slug"}, {"{section}", "token_section"},
};

static const char *const usual[] = {PERMALINK_DEFAULT, "/{prefix}/{yyyy}/{mm}/{dd}/{slug}/",
                                    "/{prefix}/{section}/{slug}-{id}/", "/{prefix}/news/{id}/"};

const char *pattern_fault(struct visit *v, const struct edition *edition, struct slice pattern)
{
        enum permalink_fault fault = permalink_check(pattern);
        if (fault) return fault_keys[fault];
        return newsroom_permalink_is_free(visit_newsroom(v), edition, pattern) ? NULL : "fault_pattern_taken";
}

/* ---- the page ---- */

struct address_form {
        const struct edition *edition;
        struct prefix_form prefix;
        struct slice pattern; /* as it was typed, or is */
        const char *fault;
        bool is_changed; /* by somebody else, since the form was made */
};

json_t *pattern_tokens(struct visit *v)
{
        json_t *list = json_array();
        for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++)
                json_array_append_new(list, json_pack("{s:s, s:o}", "token", tokens[i].token, "means",
                                                      text_value(visit_text(v, tokens[i].text_key))));
        return list;
}

json_t *pattern_usual(void)
{
        json_t *list = json_array();
        for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
                json_array_append_new(list, json_string(usual[i]));
        return list;
}

static struct err put_examples(struct visit *v, const struct address_form *form, json_t *values)
{
        struct headlines newest;
        struct edition tried = *form->edition;
        json_t *list = json_array();
        tried.permalink = form->pattern;
        json_object_set_new(values, "examples", list);
        TRY(store_newest(visit_store(v), (struct newest){.edition = tried.id, .limit = EXAMPLES}, visit_arena(v),
                         &newest));
        for (size_t i = 0; i < newest.count; i++) {
                struct slice path;
                TRY(store_example_address(visit_store(v), &tried, newest.at[i].article, visit_arena(v), &path));
                json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "headline", text_value(newest.at[i].text),
                                                      "now", text_value(newest.at[i].path), "then", text_value(path)));
        }
        json_object_set_new(values, "has_examples", json_boolean(newest.count > 0));
        return NO_ERR;
}

static struct err show(struct visit *v, unsigned status, const struct address_form *form)
{
        const struct edition *edition = form->edition;
        bool is_tried = !form->fault && !slice_eq(form->pattern, edition->permalink);
        json_t *values = json_object();
        json_object_set_new(values, "id", json_integer(edition->id));
        json_object_set_new(values, "code", text_value(edition->code));
        json_object_set_new(values, "edition_name", text_value(edition->name));
        json_object_set_new(values, "pattern", text_value(form->pattern));
        json_object_set_new(values, "now", text_value(edition->permalink));
        json_object_set_new(values, "prefix", text_value(prefix_in_words(edition->prefix)));
        json_object_set_new(values, "tokens", pattern_tokens(v));
        json_object_set_new(values, "usual", pattern_usual());
        json_object_set_new(values, "fault", form->fault ? text_value(visit_text(v, form->fault)) : json_null());
        json_object_set_new(values, "is_changed", json_boolean(form->is_changed));
        json_object_set_new(values, "is_tried", json_boolean(is_tried));
        put_progress(v, values);
        struct err err = is_tried ? put_examples(v, form, values) : NO_ERR;
        if (err.code == OK) err = prefix_put_values(v, edition, &form->prefix, values);
        if (err.code == OK) return reply_page(v, status, "addresses", values);
        json_decref(values);
        return err;
}

struct err addresses_show(struct visit *v, unsigned status, const struct edition *edition,
                          const struct prefix_form *form)
{
        return show(v, status,
                    &(struct address_form){.edition = edition, .prefix = *form, .pattern = edition->permalink});
}

struct err handle_addresses(struct visit *v)
{
        struct err err = NO_ERR;
        struct address_form form = {.edition = edition_asked(v, &err)};
        if (!form.edition) return err;
        form.pattern = visit_query(v, "pattern");
        if (form.pattern.len == 0) form.pattern = form.edition->permalink;
        form.fault = pattern_fault(v, form.edition, form.pattern);
        TRY(prefix_take(v, form.edition, visit_query(v, "prefix"), &form.prefix));
        return show(v, form.fault || form.prefix.fault ? 422 : 200, &form);
}

/* ---- putting it in force ---- */

static struct err put_pattern(struct visit *v, void *context)
{
        const struct address_form *form = context;
        struct edition edition = *form->edition;
        struct slice change =
                arena_format(visit_arena(v), "%.*s → %.*s", SLICE_ARGS(edition.permalink), SLICE_ARGS(form->pattern));
        edition.permalink = form->pattern;
        TRY(store_put_edition(visit_store(v), &edition, v->now_ms));
        const struct noted noted = {.kind = "edition",
                                    .object = edition.id,
                                    .edition = edition.id,
                                    .detail = visit_detail(v, "pattern", change)};
        return visit_note(v, "put-pattern", &noted);
}

struct err handle_put_addresses(struct visit *v)
{
        struct err err = NO_ERR;
        struct address_form form = {.edition = edition_asked(v, &err)};
        if (!form.edition) return err;
        form.pattern = arena_copy(visit_arena(v), visit_field(v, "pattern"));
        form.fault = pattern_fault(v, form.edition, form.pattern);
        form.is_changed = !slice_eq(visit_field(v, "was"), form.edition->permalink);
        if (form.fault || form.is_changed) return show(v, form.is_changed ? 409 : 422, &form);
        if (slice_eq(form.pattern, form.edition->permalink)) return reply_go(v, "/editions");
        TRY(in_transaction(v, put_pattern, &form));
        TRY(writer_refurnish(v->desk->writer));
        return reply_go(v, "/editions?done=saved");
}
