/* The site: a newsroom's own words and where else it can be followed, by edition; colours, ads.txt, the hub of feeds
 * and security.txt of all editions. Each is a part of the settings, with a form and a history of its own. */
#include "desk/site.h"

#include "desk/article.h"
#include "desk/handlers.h"
#include "news/json_value.h"

static const struct {
        const char *name;
        bool is_of_edition;
} parts[] = {{"words", true}, {"follow", true},  {"accent", false},  {"ads_txt", false},
             {"hub", false},  {"beacon", false}, {"security", false}};
enum { PARTS = sizeof parts / sizeof parts[0] };

static struct slice part_named(struct visit *v, size_t i, const struct edition *edition)
{
        if (!parts[i].is_of_edition) return slice_of(parts[i].name);
        return arena_format(visit_arena(v), "%s.%.*s", parts[i].name, SLICE_ARGS(edition->code));
}

/* ---- shown ---- */

static void put_fault(struct visit *v, const char *name, const struct site_form *form, json_t *values)
{
        if (form->fault.len == 0) return;
        setting_put_fault(v, name, form->fault, values);
        if (form->fault_key)
                json_put(values, arena_format(visit_arena(v), "fault_%.*s", SLICE_ARGS(form->fault)).at,
                         text_value(visit_text(v, form->fault_key)));
        setting_put_notice(v, "bad", "setting_look", values);
}

/* As typed, of the part that is in hand; as it is in force, of the others. */
static struct err put_part(struct visit *v, size_t i, const struct edition *edition, const struct site_form *asked,
                           json_t *values)
{
        struct site_form form = {.part = part_named(v, i, edition)};
        int64_t number;
        bool is_asked = asked && slice_eq(asked->part, form.part);
        if (!setting_may(v, form.part)) return NO_ERR;
        TRY(setting_now(v, form.part, &form.value, &number));
        json_t *own = site_part_values(v, edition, is_asked ? asked : &form);
        json_put(values, parts[i].name, own);
        json_decref(form.value);
        json_put(own, "name", json_string(parts[i].name));
        if (is_asked) put_fault(v, parts[i].name, asked, own);
        if (is_asked && asked->is_conflict) TRY(setting_put_theirs(v, form.part, own));
        bool has_room = slice_eq(visit_query(v, "history"), slice_of(parts[i].name));
        json_put(own, "is_opened", json_boolean(has_room));
        TRY(setting_put_frame(v, form.part, has_room, own));
        if (!is_asked) json_put(own, "version", json_integer(number));
        return NO_ERR;
}

static struct err show(struct visit *v, unsigned status, const struct edition *edition, const struct site_form *asked)
{
        json_t *values = json_object();
        struct err err = NO_ERR;
        for (size_t i = 0; i < PARTS && err.code == OK; i++)
                err = put_part(v, i, edition, asked, values);
        setting_put_tabs(v, "/site", values);
        setting_put_editions(v, MAY_SETTINGS, edition, values);
        if (err.code == OK) return reply_page(v, status, "site", values);
        json_decref(values);
        return err;
}

struct err handle_site(struct visit *v)
{
        const struct edition *edition = setting_edition(v, MAY_SETTINGS, visit_query(v, "edition"));
        return edition ? show(v, 200, edition, NULL) : reply_not_allowed(v, MAY_SETTINGS);
}

/* ---- changed ---- */

static struct err save(struct visit *v, unsigned edition, struct site_form *form)
{
        struct setting_answer answer;
        const struct setting_change change = {.part = form->part,
                                              .value = json_incref(form->value),
                                              .begun_from = setting_begun_from(v),
                                              .act = "change-site"};
        TRY(setting_put(v, &change, &answer));
        const struct edition *here = newsroom_edition(visit_newsroom(v), edition);
        if (answer.outcome == SETTING_DONE)
                return reply_go(v, "/site?edition=%.*s&done=saved&part=%.*s", SLICE_ARGS(here->code),
                                SLICE_ARGS(form->part));
        form->is_conflict = answer.outcome == SETTING_CONFLICT;
        form->fault = answer.outcome == SETTING_REFUSED && answer.field.len == 0 ? SLICE("whole") : answer.field;
        return show(v, form->is_conflict ? 409 : 422, here, form);
}

/* The part whose form was sent; empty when there is none of that name. */
static struct slice part_asked(struct visit *v, const struct edition *edition)
{
        struct slice name = visit_field(v, "name");
        for (size_t i = 0; i < PARTS; i++)
                if (slice_eq(name, slice_of(parts[i].name))) return part_named(v, i, edition);
        return SLICE("");
}

struct err handle_change_site(struct visit *v)
{
        const struct edition *edition = newsroom_edition_for(visit_newsroom(v), visit_field(v, "edition"));
        struct site_form form = {.part = edition ? part_asked(v, edition) : SLICE("")};
        if (form.part.len == 0) return reply_refused(v, 422, "refused_request");
        if (!setting_may(v, form.part)) return reply_not_allowed(v, MAY_SETTINGS);
        form.part = arena_copy(visit_arena(v), form.part);
        bool is_read = site_form_read(v, &form);
        bool is_arranged = is_read && site_form_arrange(v, &form);
        struct err err = !is_read      ? show(v, 422, edition, &form)
                         : is_arranged ? show(v, 200, edition, &form)
                                       : save(v, edition->id, &form);
        json_decref(form.value);
        return err;
}
