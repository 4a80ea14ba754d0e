#include "desk/visit.h"

#include "desk/codes.h"
#include "desk/setting.h"
#include "http/form.h"
#include "news/json_value.h"
#include "news/text.h"
#include "wire/plain_text.h"

#include <stdarg.h>
#include <stdlib.h>

enum { DETAIL_MAX_BYTES = 4000, KEY_TEXTS_MAX_BYTES = 32 * 1024, WHO_MAX_BYTES = 1000 };

/* ---- what was asked ---- */

int64_t visit_id(const struct visit *v, unsigned step)
{
        uint64_t number = 0;
        must(step < ROUTE_STEPS_MAX && slice_to_u64(v->errand->steps[step], INT64_MAX, &number));
        return (int64_t)number;
}

static bool is_utf8(struct slice text)
{
        uint32_t character;
        while (text_next(&text, &character))
                if (character == TEXT_BROKEN) return false;
        return true;
}

static struct slice field_of(struct visit *v, struct slice encoded, const char *name, size_t max)
{
        struct http_form form;
        struct http_form_pair pair;
        http_form_init(&form, encoded, visit_arena(v));
        if (max > form.value_max) form.value_max = max;
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR)
                if (slice_eq(pair.name, slice_of(name)))
                        return is_utf8(pair.value) ? slice_trim(pair.value) : SLICE("");
        return SLICE("");
}

/* A secret is compared as it was typed; of all else only what is seen comes in (news/text.h). */
static struct slice typed_in(struct visit *v, const char *name, size_t max)
{
        struct slice value = visit_has_form(v) ? field_of(v, v->errand->body, name, max) : SLICE("");
        if (slice_ends_with(slice_of(name), SLICE("password"))) return value;
        return slice_trim(text_without_hidden(value, visit_arena(v)));
}

bool visit_has_form(const struct visit *v)
{
        return slice_starts_with(v->errand->content_type, SLICE("application/x-www-form-urlencoded"));
}

struct slice visit_field(struct visit *v, const char *name)
{
        return typed_in(v, name, 0);
}

struct slice visit_large_field(struct visit *v, const char *name)
{
        return typed_in(v, name, v->errand->body.len);
}

struct slice visit_readable(struct visit *v, struct slice text)
{
        CLEANUP(buf_clear) struct buf words = BUF_INIT(text.len ? text.len : 1);
        struct slice rest = text, before = rest;
        uint32_t character = 0;
        for (; text_next(&rest, &character); before = rest)
                if (character == '\n' || (text_may_hold(character) && !text_is_hidden(character)))
                        buf_add(&words, (struct slice){before.at, before.len - rest.len});
        return arena_copy(visit_arena(v), buf_slice(&words));
}

struct slice visit_marked(struct visit *v, unsigned edition, struct slice text)
{
        enum { MARK_MAX_BYTES = 4 }; /* of each byte a mark with its space may be made */
        CLEANUP(buf_clear) struct buf marked = BUF_INIT(MARK_MAX_BYTES * text.len + 1);
        language_write_marks(newsroom_edition(visit_newsroom(v), edition)->code, text, &marked);
        return arena_copy(visit_arena(v), buf_slice(&marked));
}

/* A browser sends the ends of lines as two characters, of which the first is a control. */
struct slice visit_words(struct visit *v, const char *name)
{
        return visit_readable(v, visit_field(v, name));
}

struct slice visit_query(struct visit *v, const char *name)
{
        struct slice value = text_without_hidden(field_of(v, v->errand->query, name, 0), visit_arena(v));
        return text_is_lines(value) ? value : SLICE(""); /* pages say again what was looked for */
}

json_t *visit_json(struct visit *v)
{
        if (!visit_wants_json(v)) return NULL;
        struct slice text = text_without_hidden(v->errand->body, visit_arena(v)); /* names of members, too */
        json_t *value = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
        json_drop_hidden(value);
        if (json_is_object(value)) return value;
        json_decref(value);
        return NULL;
}

bool visit_wants_json(const struct visit *v)
{
        /* No form of a page sends a PUT. */
        return v->errand->route->method == HTTP_PUT ||
               slice_starts_with(v->errand->content_type, SLICE("application/json"));
}

bool visit_may(const struct visit *v, enum permission permission, unsigned edition)
{
        return v->person && roles_may(v->person->roles.at, v->person->roles.count, permission, edition);
}

bool visit_lacks_codes(const struct visit *v)
{
        return v->person && v->person->password.len > 0 && v->person->totp_secret.len == 0;
}

bool visit_may_use(const struct visit *v, enum permission permission)
{
        bool is_whole_sites = permission == MAY_PEOPLE || permission == MAY_AUDIT || permission == MAY_EDITIONS ||
                              permission == MAY_EXPORT;
        if (!is_whole_sites) return visit_may(v, permission, 0);
        return v->person && roles_may_everywhere(v->person->roles.at, v->person->roles.count, permission);
}

/* ---- values ---- */

struct slice visit_text(const struct visit *v, const char *key)
{
        return language_text(v->texts, key);
}

json_t *text_value(struct slice text)
{
        return json_stringn_nocheck(text.len ? text.at : "", text.len);
}

/* Where one may go from every page: what the day's work needs stands in the bar, the rest is a list behind "More". */
enum nav_group { NAV_MAIN, NAV_MORE };

static const struct {
        enum nav_group group;
        const char *href, *key;
        enum permission permission;
} places[] = {
        {NAV_MAIN, "/", "nav_list", MAY_WRITE_OWN},
        {NAV_MAIN, "/board", "nav_board", MAY_WRITE_OWN},
        {NAV_MAIN, "/front", "nav_front", MAY_FRONT},
        {NAV_MAIN, "/pictures", "nav_media", MAY_MEDIA},
        {NAV_MORE, "/breaking", "nav_breaking", MAY_BREAKING},
        {NAV_MORE, "/numbers", "nav_numbers", MAY_WRITE_OWN},
        {NAV_MORE, "/slots", "nav_settings", MAY_COMMERCIAL},
        {NAV_MORE, "/pages", "nav_settings", MAY_SETTINGS},
        {NAV_MORE, "/sections", "nav_sections", MAY_SETTINGS},
        {NAV_MORE, "/shelves", "nav_shelves", MAY_SETTINGS},
        {NAV_MORE, "/feeds", "nav_feeds", MAY_SETTINGS},
        {NAV_MORE, "/editions", "nav_editions", MAY_SETTINGS},
        {NAV_MORE, "/people", "nav_people", MAY_PEOPLE},
        {NAV_MORE, "/export", "nav_export", MAY_EXPORT},
        {NAV_MORE, "/log", "nav_audit", MAY_AUDIT},
};

/* The settings are one place, entered by the first of its pages that somebody may see. */
static bool is_in_settings(struct slice path)
{
        static const char *const all[] = {"/slots", "/support", "/pages", "/site"};
        for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
                size_t len = strlen(all[i]);
                if (slice_starts_with(path, slice_of(all[i])) && (path.len == len || path.at[len] == '/')) return true;
        }
        return false;
}

static bool is_here(const struct visit *v, const char *href, bool is_settings)
{
        return is_settings ? is_in_settings(v->errand->path) : slice_eq(v->errand->path, slice_of(href));
}

static json_t *navigation(const struct visit *v, enum nav_group group)
{
        json_t *list = json_array();
        bool has_settings = false;
        for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
                bool is_settings = strcmp(places[i].key, "nav_settings") == 0;
                bool is_wanted = places[i].group == group && visit_may_use(v, places[i].permission);
                if (!is_wanted || (is_settings && has_settings)) continue;
                has_settings |= is_settings;
                json_t *place = json_object();
                json_object_set_new(place, "href", json_string(places[i].href));
                json_object_set_new(place, "name", text_value(visit_text(v, places[i].key)));
                json_object_set_new(place, "is_here", json_boolean(is_here(v, places[i].href, is_settings)));
                json_array_append_new(list, place);
        }
        return list;
}

/* What every page has besides its own. */
static void put_frame(const struct visit *v, json_t *values)
{
        const struct screens *s = &v->desk->screens;
        const struct newsroom *newsroom = visit_newsroom(v);
        json_object_set(values, "t", (json_t *)(uintptr_t)language_texts(v->texts));
        json_object_set_new(values, "language", text_value((struct slice){visit_text(v, "locale").at, 2}));
        json_object_set_new(values, "newsroom", text_value(newsroom->editions[0].name));
        json_object_set_new(values, "style_file", json_string(s->files[FILE_STYLE].name));
        json_object_set_new(values, "icon_file", json_string(s->files[FILE_ICON].name));
        json_object_set_new(values, "desk_script_file", json_string(s->files[FILE_DESK_SCRIPT].name));
        json_object_set_new(values, "editor_script_file", json_string(s->files[FILE_EDITOR_SCRIPT].name));
        json_object_set_new(values, "text_script_file", json_string(s->files[FILE_TEXT_SCRIPT].name));
        if (!v->person) return;
        json_t *person = json_object();
        json_object_set_new(person, "id", json_integer(v->person->id));
        json_object_set_new(person, "name", text_value(v->person->name));
        json_object_set_new(values, "person", person);
        json_object_set_new(values, "lacks_codes", json_boolean(visit_lacks_codes(v)));
        json_object_set_new(values, "nav", navigation(v, NAV_MAIN));
        json_object_set_new(values, "nav_more", navigation(v, NAV_MORE));
        json_object_set_new(values, "single_keys_off", json_boolean(v->person->single_keys_off));
        json_object_set_new(values, "codes_lost", json_boolean(codes_are_lost(v->desk, v->person)));
        json_object_set_new(values, "may_write", json_boolean(visit_may(v, MAY_WRITE_OWN, 0)));
}

/* What the lists of keys say (desk-web/editor/key_table.js), for the page's script; and what is behind the bar's
 * settings, where the palette leads. */
static struct err put_key_texts(const struct visit *v, json_t *values)
{
        static const char begins[] = "key_";
        CLEANUP(buf_clear) struct buf text = BUF_INIT(KEY_TEXTS_MAX_BYTES);
        json_t *texts = json_object(), *value;
        const char *name;
        json_object_foreach((json_t *)(uintptr_t)language_texts(v->texts), name, value)
        {
                if (strncmp(name, begins, strlen(begins)) == 0) json_object_set(texts, name, value);
        }
        json_object_set_new(texts, "settings", setting_tabs(v, ""));
        TRY(page_data_write(texts, &text));
        json_object_set_new(values, "key_texts", text_value(buf_slice(&text)));
        return NO_ERR;
}

/* ---- what is answered ---- */

struct err page_data_write(json_t *data, struct buf *ret)
{
        char *text = json_dumps(data, JSON_COMPACT);
        json_decref(data);
        if (!text) return ERR(ERR_FULL, "write a page's data");
        for (const char *at = text; *at; at++) {
                if (*at == '<')
                        buf_add_text(ret, "\\u003c");
                else
                        buf_add_char(ret, *at);
        }
        free(text);
        return BUF_OK(ret, "write a page's data");
}

struct err reply_page(struct visit *v, unsigned status, const char *name, json_t *values)
{
        struct desk_reply *r = &v->errand->reply;
        put_frame(v, values);
        r->status = status;
        r->type = "text/html; charset=utf-8";
        struct err err = v->person ? put_key_texts(v, values) : NO_ERR;
        if (err.code == OK) err = template_set_render(v->desk->screens.templates, slice_of(name), values, &r->body);
        json_decref(values);
        return err;
}

static int append_bytes(const char *bytes, size_t len, void *ret)
{
        buf_add(ret, (struct slice){bytes, len});
        return 0;
}

struct err reply_json(struct visit *v, unsigned status, json_t *values)
{
        struct desk_reply *r = &v->errand->reply;
        r->status = status;
        r->type = "application/json";
        must(json_dump_callback(values, append_bytes, &r->body, JSON_COMPACT) == 0);
        json_decref(values);
        return BUF_OK(&r->body, "answer in JSON");
}

struct err reply_go(struct visit *v, const char *format, ...)
{
        struct desk_reply *r = &v->errand->reply;
        va_list args;
        va_start(args, format);
        buf_add_format_list(&r->location, format, args);
        va_end(args);
        r->status = 303;
        r->type = "text/plain; charset=utf-8";
        return BUF_OK(&r->location, "lead on to another page");
}

struct err reply_go_and_back(struct visit *v, const char *page)
{
        enum { ADDRESS_MAX = 1000 }; /* it comes back in a small form */
        const struct errand *e = v->errand;
        CLEANUP(buf_clear) struct buf next = BUF_INIT(3 * ADDRESS_MAX);
        bool has_query = e->query.len && e->path.len + 1 + e->query.len <= ADDRESS_MAX;
        http_form_encode(e->path, &next);
        if (has_query) http_form_encode(SLICE("?"), &next);
        if (has_query) http_form_encode(e->query, &next);
        return reply_go(v, "%s?next=%.*s", page, SLICE_ARGS(buf_slice(&next)));
}

struct err reply_why(struct visit *v, unsigned status, struct slice why)
{
        json_t *values = json_object();
        if (visit_wants_json(v)) {
                json_object_set_new(values, "why", text_value(why));
                return reply_json(v, status, values);
        }
        json_object_set_new(values, "title", text_value(visit_text(v, "refused_title")));
        json_object_set_new(values, "text", text_value(why));
        json_object_set_new(values, "back",
                            json_pack("{s:s, s:o}", "href", v->person ? "/" : "/sign-in", "name",
                                      text_value(visit_text(v, v->person ? "to_list" : "sign_in"))));
        return reply_page(v, status, "message", values);
}

struct err reply_refused(struct visit *v, unsigned status, const char *text_key)
{
        return reply_why(v, status, visit_text(v, text_key));
}

struct slice visit_who_may(struct visit *v, const char *key, enum permission permission)
{
        CLEANUP(buf_clear) struct buf who = BUF_INIT(WHO_MAX_BYTES), text = BUF_INIT(WHO_MAX_BYTES);
        for (enum role role = 0; role < ROLE_COUNT; role++) {
                if (!role_may(role, permission)) continue;
                struct slice name = arena_format(visit_arena(v), "who_%s", role_key(role));
                if (who.len) buf_add_text(&who, ", ");
                buf_add(&who, visit_text(v, name.at));
        }
        language_write_text(v->texts, key, &(struct language_value){"who", buf_slice(&who)}, 1, &text);
        return arena_copy(visit_arena(v), buf_slice(&text));
}

void visit_put_who(struct visit *v, json_t *values, const char *key, enum permission permission, unsigned edition)
{
        bool may = visit_may(v, permission, edition);
        json_object_set_new(values, key, may ? json_false() : text_value(visit_who_may(v, key, permission)));
}

struct err reply_not_allowed(struct visit *v, enum permission permission)
{
        return reply_why(v, 403, visit_who_may(v, "refused_permission", permission));
}

void reply_failed(struct visit *v)
{
        desk_reply_clear(&v->errand->reply);
        desk_reply_init(&v->errand->reply);
        struct err err = reply_refused(v, 500, "refused_failed");
        if (err.code == OK) return;
        desk_reply_clear(&v->errand->reply);
        desk_reply_init(&v->errand->reply);
        v->errand->reply.status = 500;
        v->errand->reply.type = "text/plain; charset=utf-8";
}

/* ---- what takes long ---- */

struct err visit_hand_over(struct visit *v, void (*work)(void *task), void *task, handler_fn *then)
{
        if (!hands_have_room(v->desk->hands)) return reply_refused(v, 503, "refused_busy");
        v->errand->work = work;
        v->errand->task = task;
        v->errand->then = then;
        return NO_ERR;
}

/* ---- what is written down ---- */

struct err visit_note(struct visit *v, const char *act, const struct noted *noted)
{
        const struct audit_row row = {
                .time_ms = v->now_ms,
                .person = v->person ? v->person->id : 0,
                .act = slice_of(act),
                .object_kind = noted->kind ? slice_of(noted->kind) : SLICE(""),
                .object = noted->object,
                .edition = noted->edition,
                .address = v->errand->address,
                .detail = noted->detail,
        };
        int64_t number;
        return store_append_audit(visit_store(v), &row, &number);
}

struct slice visit_detail(struct visit *v, const char *name, struct slice value)
{
        json_t *object = json_object();
        json_object_set_new(object, name, json_stringn(value.at, value.len));
        return visit_details(v, object);
}

/* Texts longer than `max_bytes` are cut, with a mark. */
static void cut_texts(struct visit *v, json_t *object, size_t max_bytes)
{
        const char *name;
        json_t *value;
        json_object_foreach(object, name, value)
        {
                const struct slice text = {json_string_value(value), json_string_length(value)};
                if (!json_is_string(value) || text.len <= max_bytes) continue;
                struct slice cut = arena_format(visit_arena(v), "%.*s…", SLICE_ARGS(plain_cut(text, max_bytes)));
                json_string_setn(value, cut.at, cut.len);
        }
}

struct slice visit_details(struct visit *v, json_t *object)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(DETAIL_MAX_BYTES);
        (void)json_dump_callback(object, append_bytes, &text, JSON_COMPACT);
        for (size_t max = DETAIL_MAX_BYTES / 2; text.full && max; max /= 2) {
                cut_texts(v, object, max);
                buf_truncate(&text);
                (void)json_dump_callback(object, append_bytes, &text, JSON_COMPACT);
        }
        json_decref(object);
        return text.full ? SLICE("") : arena_copy(visit_arena(v), buf_slice(&text));
}
