/* What pages that change settings show besides their own: tabs, history, what somebody else has put in force, faults.
 */
#include "desk/setting.h"

#include "desk/article.h"
#include "desk/edition_clock.h"
#include "desk/me.h"
#include "news/body.h"
#include "news/date_time.h"
#include "news/json_value.h"
#include "news/settings_part.h"
#include "store/settings.h"

enum { HISTORY_SHOWN = 8, WORDS_MAX_BYTES = 64 * 1024, KEY_MAX_BYTES = 100, PLACE_MAX_BYTES = 500 };

/* ---- tabs ---- */

static const struct {
        const char *path, *key;
        enum permission permission;
} tabs[] = {
        {"/slots", "settings_slots", MAY_COMMERCIAL},
        {"/support", "settings_support", MAY_COMMERCIAL},
        {"/pages", "settings_pages", MAY_SETTINGS},
        {"/site", "settings_site", MAY_SETTINGS},
};

json_t *setting_tabs(const struct visit *v, const char *here)
{
        json_t *list = json_array();
        for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) {
                if (!visit_may(v, tabs[i].permission, 0)) continue;
                json_append(list, json_pack("{s:s, s:o, s:b}", "href", tabs[i].path, "name",
                                            text_value(visit_text(v, tabs[i].key)), "is_here",
                                            strcmp(tabs[i].path, here) == 0));
        }
        return list;
}

void setting_put_tabs(struct visit *v, const char *here, json_t *values)
{
        json_put(values, "tabs", setting_tabs(v, here));
        json_put(values, "here", json_string(here));
}

const struct edition *setting_edition(struct visit *v, enum permission permission, struct slice asked)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct edition *named = newsroom_edition_for(newsroom, asked.len ? asked : v->person->language);
        if (named && visit_may(v, permission, named->id)) return named;
        for (size_t i = 0; !asked.len && i < newsroom->edition_count; i++)
                if (visit_may(v, permission, newsroom->editions[i].id)) return &newsroom->editions[i];
        return NULL;
}

void setting_put_editions(struct visit *v, enum permission permission, const struct edition *here, json_t *values)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                if (!visit_may(v, permission, edition->id)) continue;
                json_append(list, json_pack("{s:o, s:o, s:b}", "code", text_value(edition->code), "name",
                                            text_value(edition->name), "is_here", edition == here));
        }
        json_put(values, "editions", list);
        json_put(values, "edition", text_value(here->code));
        json_put(values, "edition_name", text_value(here->name));
}

/* ---- a value in words ---- */

static struct slice label_of(struct visit *v, const char *name)
{
        struct slice key = arena_format(visit_arena(v), "set_%s", name);
        const json_t *label = json_object_get(language_texts(v->texts), key.at);
        return label ? json_to_slice(label) : arena_copy(visit_arena(v), slice_of(name));
}

static void add_line(struct visit *v, const char *name, struct slice text, json_t *list)
{
        if (text.len)
                json_append(list,
                            json_pack("{s:o, s:o}", "name", text_value(label_of(v, name)), "text", text_value(text)));
}

static struct slice body_in_words(struct visit *v, const json_t *value)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(WORDS_MAX_BYTES), why = BUF_INIT(1000);
        struct body body;
        if (body_from_json(value, visit_arena(v), &body, &why).code != OK) return SLICE("");
        body_write_text(&body, &text);
        return text.full ? SLICE("") : arena_copy(visit_arena(v), buf_slice(&text));
}

static struct slice string_in_words(struct visit *v, const char *name, struct slice text)
{
        if (strcmp(name, "slot") == 0)
                return visit_text(v, arena_format(visit_arena(v), "slot_%.*s", SLICE_ARGS(text)).at);
        bool is_moment = strcmp(name, "from") == 0 || strcmp(name, "until") == 0 || strcmp(name, "expires") == 0;
        int64_t ms = 0;
        if (!is_moment || !date_time_read(text, &ms)) return text;
        json_t *words = clock_value(v, &visit_newsroom(v)->editions[0], ms);
        struct slice told = arena_copy(visit_arena(v), json_to_slice(words));
        json_decref(words);
        return told;
}

static void add_words(struct visit *v, const char *name, const json_t *value, json_t *list);

static void add_list(struct visit *v, const char *name, const json_t *value, json_t *list)
{
        CLEANUP(buf_clear) struct buf joined = BUF_INIT(WORDS_MAX_BYTES);
        size_t i;
        json_t *element;
        json_array_foreach((json_t *)(uintptr_t)value, i, element)
        {
                if (json_is_string(element))
                        buf_add_format(&joined, "%s%s", i ? " · " : "", json_string_value(element));
                if (!json_is_string(element)) add_words(v, name, element, list);
        }
        add_line(v, name, buf_slice(&joined), list);
}

/* One level of names is enough: what stands in a way or a place to follow is told behind it. */
static void add_words(struct visit *v, const char *name, const json_t *value, json_t *list)
{
        const char *inner;
        json_t *member;
        if (json_is_string(value)) add_line(v, name, string_in_words(v, name, json_to_slice(value)), list);
        if (json_is_integer(value))
                add_line(v, name, arena_format(visit_arena(v), "%lld", (long long)json_integer_value(value)), list);
        if (json_is_true(value)) add_line(v, name, visit_text(v, "set_yes"), list);
        if (json_is_array(value)) add_list(v, name, value, list);
        if (!json_is_object(value)) return;
        if (json_object_get(value, "type") && json_object_get(value, "content")) {
                add_line(v, name, body_in_words(v, value), list);
                return;
        }
        json_object_foreach((json_t *)(uintptr_t)value, inner, member)
        {
                add_words(v, inner, member, list);
        }
}

static json_t *words_of(struct visit *v, struct slice part, const json_t *value)
{
        json_t *list = json_array();
        CLEANUP(buf_clear) struct buf name = BUF_INIT(SETTINGS_PART_MAX_BYTES);
        buf_add(&name, slice_cut(&part, '.'));
        add_words(v, buf_text(&name), value, list);
        return list;
}

/* ---- the name of a part ---- */

/* A creative by its title, as long as it is there. */
static struct slice creative_called(const struct settings *settings, struct slice key)
{
        const struct creative *creative = settings_creative(settings, key);
        return creative ? creative->title : key;
}

static struct slice page_called(const struct settings *settings, struct slice slug, const struct edition *edition)
{
        for (size_t i = 0; edition && i < settings->page_count; i++) {
                struct slice title = settings->pages[i].texts[edition->id - 1].title;
                if (slice_eq(settings->pages[i].slug, slug) && title.len) return title;
        }
        return slug;
}

/* What the rest of a part's name says: whose words they are, which page, which creative. */
static void write_which(struct visit *v, struct slice kind, struct slice rest, struct buf *ret)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        const struct settings *settings = &newsroom->settings;
        if (slice_eq(kind, SLICE("creatives"))) {
                buf_add_format(ret, ": %.*s", SLICE_ARGS(creative_called(settings, rest)));
                return;
        }
        struct slice slug = slice_eq(kind, SLICE("pages")) ? slice_cut(&rest, '.') : SLICE("");
        struct slice code = slice_cut(&rest, '.');
        struct slice page = page_called(settings, slug, newsroom_edition_for(newsroom, code));
        if (page.len) buf_add_format(ret, ": %.*s", SLICE_ARGS(page));
        if (code.len) buf_add_format(ret, " (%.*s)", SLICE_ARGS(code));
        struct slice field = arena_copy(visit_arena(v), rest);
        if (field.len) buf_add_format(ret, ": %.*s", SLICE_ARGS(label_of(v, field.at)));
}

void setting_write_part(struct visit *v, struct slice part, struct buf *ret)
{
        struct slice rest = part, kind = slice_cut(&rest, '.');
        struct slice key = arena_format(visit_arena(v), "detail_part_%.*s", SLICE_ARGS(kind));
        const json_t *called = json_object_get(language_texts(v->texts), key.at);
        buf_add(ret, called ? json_to_slice(called) : kind);
        if (rest.len) write_which(v, kind, rest, ret);
}

/* ---- history ---- */

static struct slice who_of(struct visit *v, int64_t id)
{
        struct person person;
        if (id == 0) return visit_text(v, "history_command");
        struct err err = store_load_person(visit_store(v), id, visit_arena(v), &person);
        return err.code == OK ? person.name : SLICE("");
}

/* Taking away says first what it means, so it is no way back to before something was made. */
static bool is_way_back(struct slice part, const json_t *value)
{
        return value || !(slice_starts_with(part, SLICE("pages.")) || slice_starts_with(part, SLICE("creatives.")));
}

/* Takes `entry` over, which has who and when. */
static struct err add_entry(struct visit *v, struct slice part, int64_t number, json_t *entry, json_t *history)
{
        struct slice json;
        json_append(history, entry);
        TRY(store_settings_version(visit_store(v), number, visit_arena(v), &json));
        json_t *document = json_loadb(json.at, json.len, 0, NULL), *value = settings_part(document, part);
        json_put(entry, "number", json_integer(number));
        json_put(entry, "is_gone", json_boolean(!value));
        json_put(entry, "is_way_back", json_boolean(is_way_back(part, value)));
        json_put(entry, "words", words_of(v, part, value));
        json_decref(document);
        return NO_ERR;
}

static struct err put_history(struct visit *v, struct slice part, const struct settings_changes *changes,
                              json_t *values)
{
        json_t *history = json_array();
        json_put(values, "history", history);
        for (size_t i = 0; i < changes->count; i++) {
                const struct settings_change *change = &changes->at[i];
                TRY(add_entry(v, part, change->number,
                              json_pack("{s:o, s:o, s:b}", "time", moment_value(v, change->made_ms), "who",
                                        text_value(who_of(v, change->made_by)), "is_now", i == 0),
                              history));
        }
        int64_t first = changes->count ? changes->at[changes->count - 1].number : 0;
        if (first > 0 && changes->count < HISTORY_SHOWN)
                TRY(add_entry(v, part, first - 1,
                              json_pack("{s:n, s:o, s:b}", "time", "who", text_value(visit_text(v, "history_before")),
                                        "is_now", 0),
                              history));
        return NO_ERR;
}

void setting_put_notice(struct visit *v, const char *kind, const char *text_key, json_t *values)
{
        json_put(values, "notice",
                 json_pack("{s:s, s:o, s:n}", "kind", kind, "text", text_value(visit_text(v, text_key)), "undo"));
}

/* "saved" of ?done=saved; what has no words is nothing that is done here. */
static struct err put_done(struct visit *v, struct slice part, const struct settings_changes *changes, json_t *values)
{
        struct slice json;
        struct slice key = arena_format(visit_arena(v), "done_%.*s", SLICE_ARGS(visit_query(v, "done")));
        struct slice about = visit_query(v, "part");
        if (about.len && !slice_eq(about, part)) return NO_ERR;
        if (!json_object_get(language_texts(v->texts), key.at) || json_object_get(values, "notice")) return NO_ERR;
        setting_put_notice(v, "good", key.at, values);
        if (changes->count == 0) return NO_ERR;
        TRY(store_settings_version(visit_store(v), changes->at[0].number - 1, visit_arena(v), &json));
        json_auto_t *document = json_loadb(json.at, json.len, 0, NULL);
        if (!is_way_back(part, settings_part(document, part))) return NO_ERR;
        json_put(json_object_get(values, "notice"), "undo",
                 json_pack("{s:o, s:I}", "part", text_value(part), "number", (json_int_t)changes->at[0].number - 1));
        return NO_ERR;
}

static struct err put_version(struct visit *v, struct slice part, json_t *values)
{
        struct settings_versions versions;
        TRY(store_settings(visit_store(v), visit_arena(v), &versions));
        bool is_commercial = slice_starts_with(part, SLICE("creatives")) || slice_starts_with(part, SLICE("support"));
        /* What was typed goes on from where it was begun, until both texts have been seen. */
        bool goes_on = visit_has_form(v) && !json_object_get(values, "theirs");
        json_put(values, "version", json_integer(goes_on ? setting_begun_from(v) : versions.number));
        json_put(values, "part", text_value(part));
        json_put(values, "back", json_string(is_commercial ? "/slots/back" : "/site/back"));
        return NO_ERR;
}

struct err setting_put_frame(struct visit *v, struct slice part, bool has_room, json_t *values)
{
        struct settings_changes changes;
        TRY(put_version(v, part, values));
        TRY(store_settings_changes(visit_store(v), part, HISTORY_SHOWN, visit_arena(v), &changes));
        TRY(put_done(v, part, &changes, values));
        json_put(values, "has_history", json_boolean(changes.count > 0));
        return has_room ? put_history(v, part, &changes, values) : NO_ERR;
}

struct err setting_put_done(struct visit *v, json_t *values)
{
        struct settings_changes changes = {0};
        struct slice part = visit_query(v, "part");
        if (part.len > SETTINGS_PART_MAX_BYTES || !setting_may(v, part)) part = SLICE("");
        TRY(put_version(v, part, values));
        if (part.len) TRY(store_settings_changes(visit_store(v), part, 1, visit_arena(v), &changes));
        return put_done(v, part, &changes, values);
}

struct err setting_put_theirs(struct visit *v, struct slice part, json_t *values)
{
        struct settings_changes changes;
        int64_t number;
        json_t *value = NULL;
        TRY(setting_now(v, part, &value, &number));
        json_t *theirs = json_pack("{s:o, s:b}", "words", words_of(v, part, value), "is_gone", value == NULL);
        json_put(values, "theirs", theirs);
        json_decref(value);
        TRY(store_settings_changes(visit_store(v), part, 1, visit_arena(v), &changes));
        const struct settings_change none = {0}, *last = changes.count ? &changes.at[0] : &none;
        json_put(theirs, "who", text_value(who_of(v, last->made_by)));
        json_put(theirs, "time", last->made_ms ? moment_value(v, last->made_ms) : json_null());
        setting_put_notice(v, "warn", "setting_conflict", values);
        return NO_ERR;
}

/* ---- faults ---- */

struct slice setting_fault_text(struct visit *v, const char *kind, struct slice field)
{
        struct slice rest = field, last = field;
        while (rest.len)
                last = slice_cut(&rest, '.');
        last = slice_cut(&last, '[');
        struct slice key = arena_format(visit_arena(v), "fault_%s_%.*s", kind, SLICE_ARGS(last));
        const json_t *text = json_object_get(language_texts(v->texts), key.at);
        return text ? json_to_slice(text) : visit_text(v, "fault_setting");
}

void setting_put_fault(struct visit *v, const char *kind, struct slice field, json_t *values)
{
        struct slice name = slice_cut(&field, '.');
        bool is_inside = memchr(name.at, '[', name.len); /* one of a list: told beside that */
        name = slice_cut(&name, '[');
        struct slice text = setting_fault_text(v, kind, name);
        bool is_known = text.at != visit_text(v, "fault_setting").at;
        if (is_known && !is_inside)
                json_put(values, arena_format(visit_arena(v), "fault_%.*s", SLICE_ARGS(name)).at, text_value(text));
        setting_put_notice(v, "bad", is_known ? "setting_look" : "fault_setting", values);
}
