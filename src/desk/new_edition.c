/* One more edition. An edition is a language: imports, translations and search engines know it by that, so each
 * language has one, and it takes the texts that its pages are made of (language_each). All else about it can be changed
 * later.
 *
 * Added in one transaction of the store; then every page there is gets a link to it, at once where it is shared, in the
 * background in articles. What was typed is shown with the addresses that it makes, without adding anything. */
#include "desk/article.h"
#include "desk/editions.h"
#include "desk/handlers.h"
#include "desk/structure.h"

#include "news/address.h"
#include "news/permalink.h"
#include "store/structure.h"

enum { CODE_MAX_BYTES = 20 };

struct new_edition {
        struct edition edition; /* as it would be */
        struct slice prefix;    /* as typed */
        const char *code_fault, *name_fault, *prefix_fault, *zone_fault, *pattern_fault;
        bool is_typed;   /* else it is what stands in the form at first */
        bool must_wait;  /* until all pages are pressed */
        bool has_no_one; /* no language is left */
};

/* ---- languages ---- */

static bool is_language(struct slice code)
{
        CLEANUP(language_closep) struct language *language = NULL;
        return code.len <= CODE_MAX_BYTES && language_open(code, SLICE("UTC"), &language).code == OK;
}

static const char *code_fault_of(struct visit *v, struct slice code)
{
        if (!is_language(code)) return "fault_language_unknown";
        return newsroom_edition_for(visit_newsroom(v), code) ? "fault_language_taken" : NULL;
}

struct language_list {
        struct visit *v;
        struct slice chosen, free; /* `free`: the first that has no edition; empty: none */
        json_t *values;
};

static void add_language(void *context, struct slice code)
{
        struct language_list *list = context;
        CLEANUP(language_closep) struct language *language = NULL;
        const struct edition *taken = newsroom_edition_for(visit_newsroom(list->v), code);
        if (!taken && list->free.len == 0) list->free = code;
        if (!list->values || language_open(code, SLICE("UTC"), &language).code != OK) return;
        json_array_append_new(list->values, json_pack("{s:o, s:o, s:o, s:b}", "code", text_value(code), "name",
                                                      text_value(language_text(language, "language_name")), "taken",
                                                      taken ? text_value(taken->name) : json_null(), "is_chosen",
                                                      slice_eq(code, list->chosen)));
}

/* ---- what was typed ---- */

typedef struct slice read_fn(struct visit *v, const char *name);

static struct slice typed(struct visit *v, read_fn *read, const char *name)
{
        return arena_copy(visit_arena(v), slice_trim(read(v, name)));
}

static void begin(struct visit *v, struct new_edition *form)
{
        const struct newsroom *n = visit_newsroom(v);
        struct language_list languages = {.v = v};
        language_each(add_language, &languages);
        form->has_no_one = languages.free.len == 0;
        form->edition = (struct edition){.id = (unsigned)n->edition_count + 1,
                                         .code = languages.free,
                                         .zone = n->editions[0].zone,
                                         .permalink = n->editions[0].permalink};
        form->prefix = arena_format(visit_arena(v), "/%.*s", SLICE_ARGS(languages.free));
        form->edition.prefix = form->prefix;
}

static struct err judge(struct visit *v, struct new_edition *form)
{
        struct edition *e = &form->edition;
        form->code_fault = code_fault_of(v, e->code);
        form->name_fault = edition_name_fault(e->name);
        form->zone_fault = edition_zone_fault(visit_newsroom(v), e->zone);
        form->pattern_fault = pattern_fault(v, e, e->permalink);
        return prefix_find_fault(v, e, e->prefix, &form->prefix_fault);
}

static struct err take(struct visit *v, read_fn *read, struct new_edition *form)
{
        struct edition *e = &form->edition;
        form->is_typed = true;
        e->code = typed(v, read, "language");
        e->name = typed(v, read, "name");
        e->zone = typed(v, read, "zone");
        e->permalink = typed(v, read, "pattern");
        form->prefix = typed(v, read, "prefix");
        e->prefix = prefix_read(v, form->prefix);
        return judge(v, form);
}

static bool has_fault(const struct new_edition *f)
{
        return f->code_fault || f->name_fault || f->prefix_fault || f->zone_fault || f->pattern_fault;
}

/* ---- the page ---- */

static void add_example(json_t *list, struct slice what, struct slice language, struct slice address)
{
        json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "what", text_value(what), "language",
                                              language.len ? text_value(language) : json_null(), "address",
                                              text_value(address)));
}

/* Of an article in its language that would be published now; no section has a word in it yet. */
static void put_examples(struct visit *v, const struct new_edition *form, json_t *values)
{
        enum { EXAMPLE_NUMBER = 1024 };
        const struct edition *e = &form->edition;
        json_t *list = json_array();
        CLEANUP(language_closep) struct language *language = NULL;
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(2 * SLUG_MAX_BYTES);
        json_object_set_new(values, "examples", list);
        json_object_set_new(values, "has_examples", json_false());
        bool is_good = !form->code_fault && !form->prefix_fault && !form->zone_fault && !form->pattern_fault;
        if (!is_good || language_open_for_desk(e->code, e->zone, &language).code != OK) return;
        struct slice headline = language_text(language, "edition_new_example");
        language_write_slug(e->code, headline, SLUG_MAX_BYTES, &slug);
        const struct article_words words = {.slug = buf_slice(&slug)};
        struct local_time now = language_local(language, v->now_ms);
        struct day day = {now.year, now.month, now.day};
        add_example(list, visit_text(v, "prefix_front"), SLICE(""), address_front(visit_arena(v), e));
        json_object_set_new(values, "has_examples", json_true());
        add_example(list, headline, e->code, address_article(visit_arena(v), e, day, EXAMPLE_NUMBER, &words));
}

static void put_faults(struct visit *v, const struct new_edition *form, json_t *values)
{
        json_object_set_new(values, "code_fault", edition_fault(v, form->code_fault));
        json_object_set_new(values, "name_fault", edition_fault(v, form->name_fault));
        json_object_set_new(values, "prefix_fault", edition_fault(v, form->prefix_fault));
        json_object_set_new(values, "zone_fault", edition_fault(v, form->zone_fault));
        json_object_set_new(values, "pattern_fault", edition_fault(v, form->pattern_fault));
}

static struct err show(struct visit *v, unsigned status, const struct new_edition *form)
{
        json_t *values = json_object();
        struct language_list languages = {.v = v, .chosen = form->edition.code, .values = json_array()};
        language_each(add_language, &languages);
        json_object_set_new(values, "languages", languages.values);
        json_object_set_new(values, "is_unknown", json_boolean(form->is_typed && !is_language(form->edition.code)));
        json_object_set_new(values, "code", text_value(form->edition.code));
        json_object_set_new(values, "name", text_value(form->edition.name));
        json_object_set_new(values, "prefix", text_value(form->prefix));
        json_object_set_new(values, "zone", text_value(form->edition.zone));
        json_object_set_new(values, "pattern", text_value(form->edition.permalink));
        json_object_set_new(values, "zones", edition_zones());
        json_object_set_new(values, "tokens", pattern_tokens(v));
        json_object_set_new(values, "usual", pattern_usual());
        json_object_set_new(values, "has_no_one", json_boolean(form->has_no_one));
        json_object_set_new(values, "has_form", json_boolean(!form->has_no_one || form->is_typed));
        json_object_set_new(values, "must_wait", json_boolean(form->must_wait));
        put_faults(v, form, values);
        put_examples(v, form, values);
        put_progress(v, values);
        return reply_page(v, status, "edition_new", values);
}

struct err handle_new_edition(struct visit *v)
{
        struct new_edition form = {0};
        begin(v, &form);
        if (visit_query(v, "language").len == 0) return show(v, 200, &form);
        TRY(take(v, visit_query, &form));
        if (form.edition.name.len == 0) form.name_fault = NULL; /* not written yet */
        return show(v, has_fault(&form) ? 422 : 200, &form);
}

/* ---- adding it ---- */

static struct err add(struct visit *v, void *context)
{
        const struct edition *edition = context;
        TRY(store_add_edition(visit_store(v), edition, v->person->id, v->now_ms));
        struct slice what = arena_format(visit_arena(v), "%.*s (%.*s) %.*s", SLICE_ARGS(edition->name),
                                         SLICE_ARGS(edition->code), SLICE_ARGS(prefix_in_words(edition->prefix)));
        const struct noted noted = {.kind = "edition",
                                    .object = edition->id,
                                    .edition = edition->id,
                                    .detail = visit_detail(v, "title", what)};
        return visit_note(v, "add-edition", &noted);
}

struct err handle_add_edition(struct visit *v)
{
        struct new_edition form = {0};
        begin(v, &form);
        TRY(take(v, visit_words, &form));
        form.must_wait = writer_is_rebuilding(v->desk->writer);
        if (has_fault(&form)) return show(v, 422, &form);
        if (form.must_wait) return show(v, 409, &form);
        TRY(in_transaction(v, add, &form.edition));
        TRY(writer_refurnish(v->desk->writer));
        return reply_go(v, "/editions/%u?done=added", form.edition.id);
}
