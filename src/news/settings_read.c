/* Objects of the settings by their forms: what is named must be known, what is needed must be there. */
#include "news/settings_form.h"

#include "news/json_value.h"
#include "news/newsroom.h"
#include "news/text.h"

enum { SHOWN_MAX_BYTES = 100, LINE_MAX_BYTES = 2000 };

struct err settings_fault(struct settings_reader *r, const char *format, ...)
{
        buf_add(r->why, r->place.len ? buf_slice(&r->place) : SLICE("settings"));
        buf_add_text(r->why, ": ");
        va_list args;
        va_start(args, format);
        buf_add_format_list(r->why, format, args);
        va_end(args);
        return ERR(ERR_INVALID, "read the settings");
}

struct slice settings_shown(struct slice text)
{
        return text.len && text.len <= SHOWN_MAX_BYTES && text_is_line(text) ? text : SLICE("this");
}

size_t settings_enter(struct settings_reader *r, const char *name)
{
        size_t len = r->place.len;
        if (len && *name && *name != '[') buf_add_char(&r->place, '.');
        buf_add_text(&r->place, name);
        return len;
}

static struct err refuse_name(struct settings_reader *r, const struct settings_form *form, const char *name)
{
        CLEANUP(buf_clear) struct buf known = BUF_INIT(4000);
        for (size_t i = 0; i < form->count; i++)
                buf_add_format(&known, "%s%s", i ? ", " : "", form->rules[i].name);
        return settings_fault(r, "'%.*s' is nothing that can be set here; there are: %s",
                              SLICE_ARGS(settings_shown(slice_of(name))), buf_text(&known));
}

static const struct settings_rule *rule_named(const struct settings_form *form, const char *name)
{
        for (size_t i = 0; i < form->count; i++)
                if (strcmp(form->rules[i].name, name) == 0) return &form->rules[i];
        return NULL;
}

/* ---- lists ---- */

static struct err read_element(struct settings_reader *r, const json_t *value, const struct settings_rule *rule,
                               void *ret)
{
        static const struct settings_rule line = {
                .name = "", .type = RULE_LINE, .max = LINE_MAX_BYTES, .remedy = "leave it out"};
        if (!rule->form) return settings_read_value(r, value, &line, ret);
        return settings_read_object(r, value, rule->form, ret);
}

static void put_list(const struct settings_rule *rule, char *owner, void *elements, size_t count)
{
        memcpy(owner + rule->offset, &elements, sizeof elements);
        memcpy(owner + rule->count_offset, &count, sizeof count);
}

static struct err read_list(struct settings_reader *r, const json_t *array, const struct settings_rule *rule,
                            char *owner)
{
        size_t count = json_array_size(array), size = rule->form ? rule->form->struct_size : sizeof(struct slice);
        if (!json_is_array(array)) return settings_fault(r, "must be a list, in [ ]");
        if (count == 0 && rule->remedy) return settings_fault(r, "empty; %s", rule->remedy);
        if (count > rule->max) return settings_fault(r, "has %zu elements; there may be %zu", count, rule->max);
        char *elements = arena_array(r->arena, count, size);
        for (size_t i = 0; i < count; i++) {
                char name[32];
                snprintf(name, sizeof name, "[%zu]", i);
                size_t len = settings_enter(r, name);
                TRY(read_element(r, json_array_get(array, i), rule, elements + i * size));
                settings_leave(r, len);
        }
        put_list(rule, owner, elements, count);
        return NO_ERR;
}

/* ---- by edition ---- */

static struct err find_edition(struct settings_reader *r, const char *code, size_t *ret)
{
        const struct edition *edition = newsroom_edition_for(r->newsroom, slice_of(code));
        if (edition && slice_eq(edition->code, slice_of(code))) {
                *ret = edition->id - 1;
                return NO_ERR;
        }
        CLEANUP(buf_clear) struct buf known = BUF_INIT(1000);
        for (size_t i = 0; i < r->newsroom->edition_count; i++)
                buf_add_format(&known, "%s%.*s", i ? ", " : "", SLICE_ARGS(r->newsroom->editions[i].code));
        return settings_fault(r, "this site has no edition '%.*s'; it has: %s",
                              SLICE_ARGS(settings_shown(slice_of(code))), buf_text(&known));
}

/* A form whose one rule has no name is its value, without an object around it. */
static struct err read_form(struct settings_reader *r, const json_t *value, const struct settings_form *form, void *ret)
{
        if (form->count == 1 && !*form->rules[0].name) return read_list(r, value, &form->rules[0], ret);
        return settings_read_object(r, value, form, ret);
}

static struct err read_by_edition(struct settings_reader *r, const json_t *object, const struct settings_form *form,
                                  char *ret)
{
        const char *code;
        json_t *value;
        if (!json_is_object(object)) return settings_fault(r, "must be an object with an entry for each edition");
        json_object_foreach((json_t *)object, code, value)
        {
                size_t edition = 0;
                TRY(find_edition(r, code, &edition));
                size_t len = settings_enter(r, code);
                TRY(read_form(r, value, form, ret + edition * form->struct_size));
                settings_leave(r, len);
        }
        return NO_ERR;
}

/* ---- pages ---- */

static bool slug_is_taken(const struct newsroom *n, struct slice slug)
{
        for (size_t i = 0; i < n->section_count; i++)
                for (size_t e = 0; e < n->edition_count; e++)
                        if (slice_eq(n->sections[i].slugs[n->editions[e].id - 1], slug)) return true;
        for (size_t e = 0; e < n->edition_count; e++)
                if (slice_eq(slice_skip(n->editions[e].prefix, 1), slug)) return true;
        return false;
}

static struct err check_slug(struct settings_reader *r, const char *slug)
{
        if (!slug_is_usable(slice_of(slug)))
                return settings_fault(r,
                                      "'%.*s' can be no page's name, for it stands in the address: a-z, 0-9 and single "
                                      "hyphens, at most 80, and no word that addresses use themselves (news, support, "
                                      "search ...)",
                                      SLICE_ARGS(settings_shown(slice_of(slug))));
        if (slug_is_taken(r->newsroom, slice_of(slug)))
                return settings_fault(r, "/%s/ is taken by a section or an edition; choose another name", slug);
        return NO_ERR;
}

static struct err read_page(struct settings_reader *r, const char *slug, const json_t *value,
                            const struct settings_form *form, struct static_page *ret)
{
        TRY(check_slug(r, slug));
        size_t len = settings_enter(r, slug);
        ret->slug = arena_copy(r->arena, slice_of(slug));
        TRY(read_by_edition(r, value, form, (char *)ret->texts));
        if (json_object_size(value) == 0) return settings_fault(r, "empty; write it for at least one edition");
        settings_leave(r, len);
        return NO_ERR;
}

static struct err read_pages(struct settings_reader *r, const json_t *object, const struct settings_rule *rule,
                             char *owner)
{
        const char *slug;
        json_t *value;
        size_t count = json_object_size(object), i = 0;
        if (!json_is_object(object)) return settings_fault(r, "must be an object with an entry for each page");
        if (count > rule->max) return settings_fault(r, "has %zu pages; there may be %zu", count, rule->max);
        struct static_page *pages = arena_array(r->arena, count, sizeof *pages);
        json_object_foreach((json_t *)object, slug, value)
        {
                TRY(read_page(r, slug, value, rule->form, &pages[i++]));
        }
        put_list(rule, owner, pages, count);
        return NO_ERR;
}

/* ---- objects ---- */

static struct err read_by_rule(struct settings_reader *r, const json_t *value, const struct settings_rule *rule,
                               char *owner)
{
        if (rule->type == RULE_LIST) return read_list(r, value, rule, owner);
        if (rule->type == RULE_PAGES) return read_pages(r, value, rule, owner);
        if (rule->type == RULE_BY_EDITION) return read_by_edition(r, value, rule->form, owner + rule->offset);
        if (rule->type == RULE_OBJECT) return settings_read_object(r, value, rule->form, owner);
        return settings_read_value(r, value, rule, owner + rule->offset);
}

static struct err read_entry(struct settings_reader *r, const char *name, const json_t *value,
                             const struct settings_form *form, char *owner)
{
        const struct settings_rule *rule = rule_named(form, name);
        if (!rule) return refuse_name(r, form, name);
        size_t len = settings_enter(r, name);
        TRY(read_by_rule(r, value, rule, owner));
        settings_leave(r, len);
        return NO_ERR;
}

static struct err check_needed(struct settings_reader *r, const json_t *json, const struct settings_form *form)
{
        for (size_t i = 0; i < form->count; i++) {
                const struct settings_rule *rule = &form->rules[i];
                if (!rule->remedy || json_object_get(json, rule->name)) continue;
                settings_enter(r, rule->name);
                return settings_fault(r, "missing; %s", rule->remedy);
        }
        return NO_ERR;
}

struct err settings_read_object(struct settings_reader *r, const json_t *json, const struct settings_form *form,
                                void *ret)
{
        const char *name;
        json_t *value;
        if (!json_is_object(json)) return settings_fault(r, "must be an object, in { }");
        json_object_foreach((json_t *)json, name, value)
        {
                TRY(read_entry(r, name, value, form, ret));
        }
        TRY(check_needed(r, json, form));
        return form->check ? form->check(r, ret) : NO_ERR;
}
