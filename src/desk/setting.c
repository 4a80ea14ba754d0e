/* Putting a part of the settings in force, when nobody else has changed it meanwhile. */
#include "desk/setting.h"

#include "desk/article.h"
#include "news/json_value.h"
#include "news/settings_part.h"
#include "news/text.h"
#include "store/settings.h"

/* ---- who may ---- */

bool setting_may_everywhere(const struct visit *v, enum permission permission)
{
        return v->person && roles_may_everywhere(v->person->roles.at, v->person->roles.count, permission);
}

static bool may_creative(const struct visit *v, struct slice key)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct creative *creative = settings_creative(&newsroom->settings, key);
        bool may = visit_may(v, MAY_COMMERCIAL, 0);
        for (size_t i = 0; creative && i < newsroom->edition_count; i++) {
                unsigned id = newsroom->editions[i].id;
                if (creative->editions >> (id - 1) & 1) may &= visit_may(v, MAY_COMMERCIAL, id);
        }
        return may;
}

/* "pages.about.uk": its edition is the last step of the name. */
static bool may_in_edition(const struct visit *v, struct slice part, enum permission permission)
{
        struct slice code = SLICE("");
        while (part.len)
                code = slice_cut(&part, '.');
        const struct edition *edition = newsroom_edition_for(visit_newsroom(v), code);
        return edition && visit_may(v, permission, edition->id);
}

bool setting_may(const struct visit *v, struct slice part)
{
        static const char *const by_edition[] = {"pages", "words", "follow"};
        static const char *const of_site[] = {"page_order", "accent", "ads_txt", "hub", "beacon", "security"};
        struct slice rest = part, name = slice_cut(&rest, '.');
        if (slice_eq(name, SLICE("creatives"))) return may_creative(v, rest);
        if (slice_eq(name, SLICE("support"))) return may_in_edition(v, rest, MAY_COMMERCIAL);
        for (size_t i = 0; i < sizeof by_edition / sizeof by_edition[0]; i++)
                if (slice_eq(name, slice_of(by_edition[i]))) return may_in_edition(v, rest, MAY_SETTINGS);
        for (size_t i = 0; i < sizeof of_site / sizeof of_site[0]; i++)
                if (slice_eq(part, slice_of(of_site[i]))) return setting_may_everywhere(v, MAY_SETTINGS);
        return false;
}

/* ---- what is in force ---- */

static json_t *parse(struct slice json)
{
        json_t *document = json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
        must(document != NULL); /* the store reads what it keeps */
        return document;
}

struct err setting_now(struct visit *v, struct slice part, json_t **ret, int64_t *ret_number)
{
        struct settings_versions versions;
        TRY(store_settings(visit_store(v), visit_arena(v), &versions));
        json_auto_t *document = parse(versions.in_force);
        *ret = json_incref(settings_part(document, part));
        *ret_number = versions.number;
        return NO_ERR;
}

int64_t setting_begun_from(struct visit *v)
{
        uint64_t number = 0;
        return slice_to_u64(visit_field(v, "version"), INT64_MAX, &number) ? (int64_t)number : 0;
}

/* ---- putting it in force ---- */

static bool is_same(const json_t *a, const json_t *b)
{
        return a && b ? json_equal(a, b) : a == b;
}

static struct err find_conflict(struct visit *v, const struct setting_change *change, const json_t *now, bool *ret)
{
        struct slice json;
        TRY(store_settings_version(visit_store(v), change->begun_from, visit_arena(v), &json));
        json_auto_t *then = parse(json);
        const json_t *has = settings_part(now, change->part);
        *ret = !is_same(settings_part(then, change->part), has) && !is_same(change->value, has);
        return NO_ERR;
}

/* "creatives[3].url: ..." is about "url", "support.uk.ways[0].url: ..." about "ways[0].url"; of a page that is about
 * its name, as that stands above it. */
static struct slice field_of(struct visit *v, struct slice why, struct slice part)
{
        struct slice place = slice_cut(&why, ':');
        if (slice_starts_with(place, SLICE("creatives["))) {
                slice_cut(&place, ']');
                return arena_copy(visit_arena(v), slice_skip(place, 1));
        }
        if (slice_eq(place, SLICE("pages"))) return SLICE("name");
        return slice_starts_with(place, part) ? arena_copy(visit_arena(v), slice_skip(place, part.len + 1)) : SLICE("");
}

static struct err put(struct visit *v, const struct setting_change *change, const json_t *now,
                      struct setting_answer *ret)
{
        struct settings_answer answer;
        struct slice detail = visit_detail(v, "part", change->part);
        const struct noted noted = {.kind = "setting", .detail = detail};
        json_t *named = settings_part_named(now, change->part, json_incref(change->value));
        TRY(desk_put_settings(v, named, change->act, &noted, &answer));
        if (answer.is_done) return NO_ERR;
        ret->outcome = SETTING_REFUSED;
        ret->field = field_of(v, answer.why, change->part);
        return NO_ERR;
}

struct err setting_put(struct visit *v, const struct setting_change *change, struct setting_answer *ret)
{
        struct settings_versions versions;
        bool is_conflict = false;
        *ret = (struct setting_answer){.outcome = SETTING_DONE, .field = SLICE("")};
        struct err err = store_settings(visit_store(v), visit_arena(v), &versions);
        if (err.code == OK) {
                json_auto_t *now = parse(versions.in_force);
                err = find_conflict(v, change, now, &is_conflict);
                if (is_conflict) ret->outcome = SETTING_CONFLICT;
                if (err.code == OK && !is_conflict) err = put(v, change, now, ret);
        }
        json_decref(change->value);
        return err;
}

/* ---- fields ---- */

struct slice setting_clean(struct visit *v, struct slice typed)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(typed.len + 1);
        struct slice rest = typed;
        uint32_t character;
        while (rest.len) {
                struct slice before = rest;
                text_next(&rest, &character);
                if (character == '\t') buf_add_char(&text, ' ');
                if (character == '\n' || (text_may_hold(character) && !text_is_hidden(character)))
                        buf_add(&text, (struct slice){before.at, before.len - rest.len});
        }
        return arena_copy(visit_arena(v), slice_trim(buf_slice(&text)));
}

struct slice setting_field(struct visit *v, const char *name)
{
        return setting_clean(v, visit_large_field(v, name));
}

void setting_put_text(json_t *object, const char *name, struct slice text)
{
        if (text.len) json_object_set_new(object, name, text_value(text));
}
