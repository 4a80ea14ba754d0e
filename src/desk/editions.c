/* The editions: what each is called and what its clocks show. What stands on every page changes at once, the pages
 * themselves in the background, which the screen tells of. */
#include "desk/editions.h"
#include "desk/article.h"
#include "desk/handlers.h"
#include "desk/structure.h"

#include "store/structure.h"

enum { EDITION_NAME_CHARACTERS = 200, ZONE_MAX_BYTES = 63 };

/* ---- which ---- */

const struct edition *edition_asked(struct visit *v, struct err *ret)
{
        int64_t id = visit_id(v, 0);
        const struct edition *edition = id <= EDITION_MAX ? newsroom_edition(visit_newsroom(v), (unsigned)id) : NULL;
        if (!edition)
                *ret = reply_refused(v, 404, "refused_missing");
        else if (!visit_may(v, MAY_SETTINGS, edition->id))
                *ret = reply_not_allowed(v, MAY_SETTINGS);
        else
                return edition;
        return NULL;
}

static json_t *edition_value(struct visit *v, const struct edition *edition)
{
        struct slice prefix = prefix_in_words(edition->prefix), coming = prefix_in_words(edition->coming_prefix);
        struct slice front = arena_format(visit_arena(v), "%.*s%.*s/", SLICE_ARGS(visit_newsroom(v)->url),
                                          SLICE_ARGS(edition->prefix));
        return json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", (int)edition->id, "code",
                         text_value(edition->code), "name", text_value(edition->name), "language_name",
                         text_value(edition_language(v, edition)), "zone", text_value(edition->zone), "prefix",
                         text_value(prefix), "pattern", text_value(edition->permalink), "coming",
                         edition->is_moving ? text_value(coming) : json_null(), "front", text_value(front));
}

struct err handle_editions(struct visit *v)
{
        const struct newsroom *n = visit_newsroom(v);
        json_t *values = json_object(), *list = json_array();
        for (size_t i = 0; i < n->edition_count; i++) {
                json_t *value = edition_value(v, &n->editions[i]);
                json_object_set_new(value, "may", json_boolean(visit_may(v, MAY_SETTINGS, n->editions[i].id)));
                json_array_append_new(list, value);
        }
        json_object_set_new(values, "editions", list);
        json_object_set_new(values, "is_done", json_boolean(slice_eq(visit_query(v, "done"), SLICE("saved"))));
        json_object_set_new(values, "may_add", json_boolean(visit_may_use(v, MAY_EDITIONS)));
        put_progress(v, values);
        return reply_page(v, 200, "editions", values);
}

/* ---- one of them ---- */

struct edition_form {
        const struct edition *edition;
        struct slice name, zone; /* as they were typed, or are */
        const char *name_fault, *zone_fault;
        bool is_changed; /* by somebody else, since the form was made */
};

static void add_zone(void *context, struct slice name)
{
        json_array_append_new(context, text_value(name));
}

json_t *edition_fault(struct visit *v, const char *key)
{
        return key ? text_value(visit_text(v, key)) : json_null();
}

json_t *edition_zones(void)
{
        json_t *zones = json_array();
        language_each_zone(add_zone, zones);
        return zones;
}

static struct err show(struct visit *v, unsigned status, const struct edition_form *form)
{
        json_t *values = json_object();
        json_object_set_new(values, "edition", edition_value(v, form->edition));
        json_object_set_new(values, "zones", edition_zones());
        json_object_set_new(values, "typed_name", text_value(form->name));
        json_object_set_new(values, "typed_zone", text_value(form->zone));
        json_object_set_new(values, "name_fault", edition_fault(v, form->name_fault));
        json_object_set_new(values, "zone_fault", edition_fault(v, form->zone_fault));
        json_object_set_new(values, "is_changed", json_boolean(form->is_changed));
        json_object_set_new(values, "is_added", json_boolean(slice_eq(visit_query(v, "done"), SLICE("added"))));
        edition_put_gaps(v, form->edition, values);
        put_progress(v, values);
        return reply_page(v, status, "edition", values);
}

struct err handle_edition(struct visit *v)
{
        struct err err = NO_ERR;
        const struct edition *edition = edition_asked(v, &err);
        if (!edition) return err;
        return show(v, 200, &(struct edition_form){.edition = edition, .name = edition->name, .zone = edition->zone});
}

const char *edition_name_fault(struct slice name)
{
        return name.len ? line_fault(name, EDITION_NAME_CHARACTERS) : "fault_edition_nameless";
}

/* Any language knows all zones. */
const char *edition_zone_fault(const struct newsroom *n, struct slice zone)
{
        CLEANUP(language_closep) struct language *language = NULL;
        bool is_zone = zone.len <= ZONE_MAX_BYTES && language_open(n->editions[0].code, zone, &language).code == OK;
        return is_zone ? NULL : "fault_zone";
}

/* False when something is to be said to whoever typed it. */
static bool take_form(struct visit *v, struct edition_form *form)
{
        form->name = arena_copy(visit_arena(v), visit_field(v, "name"));
        form->zone = arena_copy(visit_arena(v), visit_field(v, "zone"));
        form->name_fault = edition_name_fault(form->name);
        form->zone_fault = edition_zone_fault(visit_newsroom(v), form->zone);
        form->is_changed = !slice_eq(visit_field(v, "was_name"), form->edition->name) ||
                           !slice_eq(visit_field(v, "was_zone"), form->edition->zone);
        return !form->name_fault && !form->zone_fault && !form->is_changed;
}

static struct slice change_of(struct visit *v, struct slice before, struct slice after)
{
        return arena_format(visit_arena(v), "%.*s → %.*s", SLICE_ARGS(before), SLICE_ARGS(after));
}

static struct err put_edition(struct visit *v, void *context)
{
        const struct edition_form *form = context;
        struct edition edition = *form->edition;
        bool is_named = !slice_eq(edition.name, form->name);
        struct slice change =
                is_named ? change_of(v, edition.name, form->name) : change_of(v, edition.zone, form->zone);
        if (is_named && !slice_eq(edition.zone, form->zone))
                change = arena_format(visit_arena(v), "%.*s; %.*s", SLICE_ARGS(change),
                                      SLICE_ARGS(change_of(v, edition.zone, form->zone)));
        edition.name = form->name;
        edition.zone = form->zone;
        TRY(store_put_edition(visit_store(v), &edition, v->now_ms));
        const struct noted noted = {.kind = "edition",
                                    .object = edition.id,
                                    .edition = edition.id,
                                    .detail = visit_detail(v, "change", change)};
        return visit_note(v, "put-edition", &noted);
}

struct err handle_put_edition(struct visit *v)
{
        struct err err = NO_ERR;
        struct edition_form form = {.edition = edition_asked(v, &err)};
        if (!form.edition) return err;
        if (!take_form(v, &form)) return show(v, form.is_changed ? 409 : 422, &form);
        bool is_same = slice_eq(form.name, form.edition->name) && slice_eq(form.zone, form.edition->zone);
        if (!is_same) TRY(in_transaction(v, put_edition, &form));
        if (!is_same) TRY(writer_refurnish(v->desk->writer));
        return reply_go(v, "/editions?done=saved");
}
