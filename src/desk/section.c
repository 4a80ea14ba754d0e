/* One section: its name and address in each edition; made, renamed, taken away when it has no articles.
 *
 * The form says what it was made of: where that is no longer so, somebody else was here meanwhile, and is not
 * overwritten unseen. */
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/structure.h"

#include "store/structure.h"

enum { SECTION_NAME_CHARACTERS = 200 };

/* What was typed for an edition, and what is wrong with it. */
struct typed {
        struct slice name, slug;
        const char *name_fault, *slug_fault; /* keys of the texts; NULL: none */
        int64_t articles;
        bool is_changed; /* by somebody else, since the form was made */
};
struct section_form {
        const struct section *section; /* NULL: a new one */
        struct typed typed[EDITION_MAX];
        bool is_changed;
};

/* ---- the page ---- */

static json_t *fault_value(struct visit *v, const char *key)
{
        return key ? text_value(visit_text(v, key)) : json_null();
}

static json_t *edition_value(struct visit *v, const struct edition *edition, const struct section_form *form)
{
        const struct typed *typed = &form->typed[edition->id - 1];
        const struct section *now = form->section;
        json_t *value = json_object();
        json_object_set_new(value, "code", text_value(edition->code));
        json_object_set_new(value, "edition_name", text_value(edition->name));
        json_object_set_new(value, "prefix", text_value(edition->prefix));
        json_object_set_new(value, "name", text_value(typed->name));
        json_object_set_new(value, "slug", text_value(typed->slug));
        json_object_set_new(value, "was_name", text_value(now ? now->names[edition->id - 1] : SLICE("")));
        json_object_set_new(value, "was_slug", text_value(now ? now->slugs[edition->id - 1] : SLICE("")));
        json_object_set_new(value, "name_fault", fault_value(v, typed->name_fault));
        json_object_set_new(value, "slug_fault", fault_value(v, typed->slug_fault));
        json_object_set_new(value, "is_changed", json_boolean(typed->is_changed));
        json_object_set_new(value, "is_fixed", json_boolean(typed->articles > 0));
        json_object_set_new(value, "articles", count_in_words(v, "articles_counted", typed->articles));
        json_object_set_new(value, "may", json_boolean(visit_may(v, MAY_SETTINGS, edition->id)));
        return value;
}

static struct err show(struct visit *v, unsigned status, const struct section_form *form)
{
        const struct newsroom *n = visit_newsroom(v);
        json_t *values = json_object(), *list = json_array();
        int64_t articles = 0;
        json_object_set_new(values, "editions", list);
        for (size_t i = 0; i < n->edition_count; i++) {
                json_array_append_new(list, edition_value(v, &n->editions[i], form));
                articles += form->typed[i].articles;
        }
        json_object_set_new(values, "section",
                            form->section ? json_pack("{s:i, s:o}", "id", (int)form->section->id, "title",
                                                      text_value(section_title(v, form->section)))
                                          : json_null());
        json_object_set_new(values, "page_title",
                            text_value(form->section ? section_title(v, form->section) : visit_text(v, "section_new")));
        json_object_set_new(values, "is_changed", json_boolean(form->is_changed));
        json_object_set_new(values, "has_articles", json_boolean(articles > 0));
        json_object_set_new(values, "articles", count_in_words(v, "articles_counted", articles));
        return reply_page(v, status, "section", values);
}

static struct err count(struct visit *v, struct section_form *form)
{
        const struct newsroom *n = visit_newsroom(v);
        for (size_t i = 0; form->section && i < n->edition_count; i++)
                TRY(store_count_section(visit_store(v), form->section->id, n->editions[i].id,
                                        &form->typed[i].articles));
        return NO_ERR;
}

static const struct section *section_asked(struct visit *v)
{
        int64_t id = visit_id(v, 0);
        const struct section *section = id <= SECTION_MAX ? newsroom_section(visit_newsroom(v), (unsigned)id) : NULL;
        return section && section_is_there(section) ? section : NULL;
}

struct err handle_section(struct visit *v)
{
        struct section_form form = {.section = section_asked(v)};
        if (!form.section) return reply_refused(v, 404, "refused_missing");
        for (size_t i = 0; i < EDITION_MAX; i++) {
                form.typed[i].name = form.section->names[i];
                form.typed[i].slug = form.section->slugs[i];
        }
        TRY(count(v, &form));
        return show(v, 200, &form);
}

/* ---- what was typed ---- */

static struct slice field_of(struct visit *v, const char *name, const struct edition *edition)
{
        struct slice key = arena_format(visit_arena(v), "%s-%.*s", name, SLICE_ARGS(edition->code));
        return arena_copy(visit_arena(v), visit_field(v, key.at));
}

/* Without an address of its own a name makes one; it need not be thought of. */
static struct slice slug_of_name(struct visit *v, const struct edition *edition, struct slice name)
{
        CLEANUP(buf_clear) struct buf slug = BUF_INIT(2 * SLUG_MAX_BYTES);
        language_write_slug(edition->code, name, SLUG_MAX_BYTES, &slug);
        return arena_copy(visit_arena(v), buf_slice(&slug));
}

static const char *slug_fault(struct visit *v, const struct edition *edition, const struct section_form *form,
                              struct slice slug)
{
        struct slice key = form->section ? form->section->key : SLICE("");
        switch (newsroom_check_slug(visit_newsroom(v), edition, slug, key)) {
        case WORD_GOOD:
                return NULL;
        case WORD_TAKEN:
                return "fault_slug_taken";
        case WORD_UNUSABLE:
                break;
        }
        return "fault_slug";
}

static void judge(struct visit *v, const struct edition *edition, const struct section_form *form, struct typed *typed)
{
        struct slice kept = form->section ? form->section->slugs[edition->id - 1] : SLICE("");
        if (typed->articles && kept.len) typed->slug = kept; /* it stands in addresses already */
        if (typed->articles && kept.len && typed->name.len == 0) typed->name_fault = "fault_section_used";
        if (typed->name.len == 0) {
                typed->slug = SLICE("");
                return;
        }
        typed->name_fault = line_fault(typed->name, SECTION_NAME_CHARACTERS);
        if (typed->slug.len == 0) typed->slug = slug_of_name(v, edition, typed->name);
        typed->slug_fault = slug_fault(v, edition, form, typed->slug);
}

static void take_typed(struct visit *v, const struct edition *edition, struct section_form *form)
{
        struct typed *typed = &form->typed[edition->id - 1];
        struct slice name = form->section ? form->section->names[edition->id - 1] : SLICE("");
        struct slice slug = form->section ? form->section->slugs[edition->id - 1] : SLICE("");
        if (!visit_may(v, MAY_SETTINGS, edition->id)) {
                typed->name = name;
                typed->slug = slug;
                return;
        }
        typed->name = field_of(v, "name", edition);
        typed->slug = field_of(v, "slug", edition);
        typed->is_changed = form->section && (!slice_eq(field_of(v, "was-name", edition), name) ||
                                              !slice_eq(field_of(v, "was-slug", edition), slug));
        form->is_changed |= typed->is_changed;
        judge(v, edition, form, typed);
}

/* No edition has a name for it: said at the first one that may be typed. */
static void ask_for_name(struct visit *v, struct section_form *form)
{
        const struct newsroom *n = visit_newsroom(v);
        for (size_t i = 0; i < n->edition_count; i++) {
                if (!visit_may(v, MAY_SETTINGS, n->editions[i].id)) continue;
                struct typed *typed = &form->typed[n->editions[i].id - 1];
                if (!typed->name_fault) typed->name_fault = "fault_section_nameless";
                return;
        }
}

/* False when something is to be said to whoever typed it. */
static bool take_form(struct visit *v, struct section_form *form)
{
        const struct newsroom *n = visit_newsroom(v);
        bool is_good = true, has_name = false;
        for (size_t i = 0; i < n->edition_count; i++) {
                const struct typed *typed = &form->typed[i];
                take_typed(v, &n->editions[i], form);
                is_good = is_good && !typed->name_fault && !typed->slug_fault;
                has_name |= typed->name.len > 0;
        }
        if (!has_name) ask_for_name(v, form);
        return is_good && has_name && !form->is_changed;
}

/* ---- saving ---- */

struct put_section {
        struct section section;
        const char *act;
};

static struct err put_section(struct visit *v, void *context)
{
        const struct put_section *put = context;
        TRY(store_put_section(visit_store(v), &put->section, v->now_ms));
        const struct noted noted = {.kind = "section",
                                    .object = put->section.id,
                                    .detail = visit_detail(v, "name", section_title(v, &put->section))};
        return visit_note(v, put->act, &noted);
}

/* Imports know a section by its key, which no other may have, not even one that was taken away. */
static struct slice new_key(struct visit *v, const struct section_form *form)
{
        const struct newsroom *n = visit_newsroom(v);
        const struct edition *english = newsroom_edition_for(n, SLICE("en"));
        struct slice slug = english ? form->typed[english->id - 1].slug : SLICE("");
        for (size_t i = 0; slug.len == 0 && i < n->edition_count; i++)
                slug = form->typed[i].slug;
        struct slice key = slug;
        for (unsigned number = 2; newsroom_section_with_key(n, key); number++)
                key = arena_format(visit_arena(v), "%.*s-%u",
                                   (int)(slug.len > SLUG_MAX_BYTES - 4 ? SLUG_MAX_BYTES - 4 : slug.len), slug.at,
                                   number);
        return key;
}

/* Somewhere new it stands at the end of the menu. */
static unsigned place_of(const struct newsroom *n, const struct section *before, unsigned edition)
{
        if (before && before->names[edition - 1].len) return before->places[edition - 1];
        const struct section_list menu = newsroom_sections(n, edition, true);
        return menu.count ? menu.at[menu.count - 1]->places[edition - 1] + 1 : 1;
}

static struct err save(struct visit *v, const struct section_form *form)
{
        const struct newsroom *n = visit_newsroom(v);
        struct put_section put = {.act = form->section ? "rename-section" : "add-section"};
        put.section.id = form->section ? form->section->id : (unsigned)n->section_count + 1;
        put.section.key = arena_copy(visit_arena(v), form->section ? form->section->key : new_key(v, form));
        for (unsigned i = 0; i < n->edition_count; i++) {
                if (form->typed[i].name.len == 0) continue;
                put.section.names[i] = arena_copy(visit_arena(v), form->typed[i].name);
                put.section.slugs[i] = arena_copy(visit_arena(v), form->typed[i].slug);
                put.section.places[i] = place_of(n, form->section, i + 1);
        }
        TRY(in_transaction(v, put_section, &put));
        TRY(writer_refurnish(v->desk->writer));
        return reply_go(v, "/sections?done=saved");
}

static struct err take_and_save(struct visit *v, struct section_form *form)
{
        TRY(count(v, form));
        if (!take_form(v, form)) return show(v, form->is_changed ? 409 : 422, form);
        return save(v, form);
}

struct err handle_new_section(struct visit *v)
{
        const struct section_form form = {.section = NULL};
        return show(v, 200, &form);
}

struct err handle_add_section(struct visit *v)
{
        struct section_form form = {.section = NULL};
        if (visit_newsroom(v)->section_count == SECTION_MAX) return reply_refused(v, 409, "fault_sections_full");
        return take_and_save(v, &form);
}

struct err handle_put_section(struct visit *v)
{
        struct section_form form = {.section = section_asked(v)};
        if (!form.section) return reply_refused(v, 404, "refused_missing");
        return take_and_save(v, &form);
}

/* ---- taking away ---- */

static struct err remove_section(struct visit *v, void *context)
{
        const struct section *section = context;
        TRY(store_remove_section(visit_store(v), section->id, v->now_ms));
        const struct noted noted = {
                .kind = "section", .object = section->id, .detail = visit_detail(v, "name", section_title(v, section))};
        return visit_note(v, "remove-section", &noted);
}

struct err handle_remove_section(struct visit *v)
{
        const struct newsroom *n = visit_newsroom(v);
        const struct section *section = section_asked(v);
        if (!section) return reply_refused(v, 404, "refused_missing");
        for (size_t i = 0; i < n->edition_count; i++)
                if (section->names[i].len && !visit_may(v, MAY_SETTINGS, n->editions[i].id))
                        return reply_not_allowed(v, MAY_SETTINGS);
        struct section copy = *section;
        struct err err = in_transaction(v, remove_section, &copy);
        if (err.code == ERR_CONFLICT) return reply_refused(v, 409, "fault_section_used");
        TRY(err);
        TRY(writer_refurnish(v->desk->writer));
        return reply_go(v, "/sections?done=removed");
}
