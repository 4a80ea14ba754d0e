/* Putting a part of the settings back to what it was in a version: undo, and history. */
#include "desk/setting.h"

#include "desk/handlers.h"
#include "news/json_value.h"
#include "news/settings_part.h"
#include "store/settings.h"

#include <ctype.h>

/* Where the part is changed. */
static struct slice place_of(struct visit *v, struct slice part)
{
        struct slice rest = part, name = slice_cut(&rest, '.');
        if (slice_eq(name, SLICE("creatives")))
                return arena_format(visit_arena(v), "/slots/creative?key=%.*s&done=back", SLICE_ARGS(rest));
        if (slice_eq(name, SLICE("support")))
                return arena_format(visit_arena(v), "/support?edition=%.*s&done=back", SLICE_ARGS(rest));
        if (slice_eq(name, SLICE("page_order"))) return SLICE("/pages?done=back&part=page_order");
        struct slice code = rest, slug = slice_cut(&code, '.');
        if (slice_eq(name, SLICE("pages")))
                return arena_format(visit_arena(v), "/pages/edit?name=%.*s&edition=%.*s&done=back", SLICE_ARGS(slug),
                                    SLICE_ARGS(code));
        return arena_format(visit_arena(v), "/site?edition=%.*s&done=back&part=%.*s", SLICE_ARGS(rest),
                            SLICE_ARGS(part));
}

/* What was taken away or not there yet has no page of its own. */
static struct slice list_of(struct visit *v, struct slice part)
{
        if (slice_starts_with(part, SLICE("creatives.")))
                return arena_format(visit_arena(v), "/slots?done=removed&part=%.*s", SLICE_ARGS(part));
        if (slice_starts_with(part, SLICE("pages.")))
                return arena_format(visit_arena(v), "/pages?done=page_removed&part=%.*s", SLICE_ARGS(part));
        return place_of(v, part);
}

/* The editions of a creative of before are asked for too: it would be shown in them. */
static bool may_put(struct visit *v, struct slice part, const json_t *value)
{
        bool may = setting_may(v, part);
        size_t i;
        json_t *code;
        if (!slice_starts_with(part, SLICE("creatives."))) return may;
        json_array_foreach(json_object_get(value, "editions"), i, code)
        {
                const struct edition *edition = newsroom_edition_for(visit_newsroom(v), json_to_slice(code));
                may &= edition && visit_may(v, MAY_COMMERCIAL, edition->id);
        }
        return may;
}

static struct err put_back(struct visit *v, struct slice part, json_t *value)
{
        struct setting_answer answer;
        if (!may_put(v, part, value)) {
                json_decref(value);
                return reply_not_allowed(v, MAY_SETTINGS);
        }
        struct slice where = value ? place_of(v, part) : list_of(v, part);
        const struct setting_change change = {
                .part = part, .value = value, .begun_from = setting_begun_from(v), .act = "put-back"};
        TRY(setting_put(v, &change, &answer));
        if (answer.outcome == SETTING_DONE) return reply_go(v, "%.*s", SLICE_ARGS(where));
        return answer.outcome == SETTING_CONFLICT ? reply_refused(v, 409, "setting_moved")
                                                  : reply_refused(v, 422, "fault_setting");
}

/* It goes into addresses. */
static bool is_part(struct slice part)
{
        for (size_t i = 0; i < part.len; i++)
                if (!isalnum((unsigned char)part.at[i]) && !strchr(".-_", part.at[i])) return false;
        return part.len > 0 && part.len <= SETTINGS_PART_MAX_BYTES;
}

static struct err put_back_asked(struct visit *v, bool is_commercial)
{
        struct slice part = visit_field(v, "part"), json;
        uint64_t number = 0;
        bool is_slots = slice_starts_with(part, SLICE("creatives.")) || slice_starts_with(part, SLICE("support."));
        bool is_number = slice_to_u64(visit_field(v, "number"), INT64_MAX, &number);
        if (!is_number || !is_part(part) || is_slots != is_commercial) return reply_refused(v, 422, "refused_request");
        TRY(store_settings_version(visit_store(v), (int64_t)number, visit_arena(v), &json));
        json_auto_t *document = json_loadb(json.at, json.len, 0, NULL);
        return put_back(v, part, json_incref(settings_part(document, part)));
}

struct err handle_slots_back(struct visit *v)
{
        return put_back_asked(v, true);
}

struct err handle_site_back(struct visit *v)
{
        return put_back_asked(v, false);
}
