/* The forms of the site's page: words, where to follow, colours, ads.txt, security.txt. */
#include "desk/site.h"

#include "desk/article.h"
#include "desk/edition_clock.h"
#include "http/form.h"
#include "news/colour.h"
#include "news/date_time.h"
#include "news/json_value.h"

static const char *const word_names[] = {"support_text", "support_us", "follow_us", "description", "foot"};
enum { WORD_NAMES = sizeof word_names / sizeof word_names[0], TEXT_MAX_BYTES = 4000 };

static bool is_of(struct slice part, const char *name)
{
        return slice_eq(slice_cut(&part, '.'), slice_of(name));
}

/* ---- read ---- */

/* NULL when there is nothing in it. */
static json_t *or_nothing(json_t *value, size_t count)
{
        if (count) return value;
        json_decref(value);
        return NULL;
}

static json_t *words_asked(struct visit *v)
{
        json_t *words = json_object();
        for (size_t i = 0; i < WORD_NAMES; i++)
                setting_put_text(words, word_names[i], setting_field(v, word_names[i]));
        return or_nothing(words, json_object_size(words));
}

static bool is_empty(const json_t *place)
{
        return json_to_slice(json_object_get(place, "name")).len + json_to_slice(json_object_get(place, "url")).len ==
               0;
}

/* An address follows its name; what is left empty altogether goes when `drops_empty`. */
static json_t *follow_asked(struct visit *v, bool drops_empty)
{
        struct http_form form;
        struct http_form_pair pair;
        json_t *list = json_array();
        http_form_init(&form, visit_has_form(v) ? v->errand->body : SLICE(""), visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR) {
                struct slice typed = setting_clean(v, pair.value);
                json_t *text = json_stringn(typed.at, typed.len), *last;
                if (text && slice_eq(pair.name, SLICE("follow_name")))
                        json_append(list, json_pack("{s:O, s:s}", "name", text, "url", ""));
                last = json_array_get(list, json_array_size(list) - 1);
                if (text && last && slice_eq(pair.name, SLICE("follow_url"))) json_object_set(last, "url", text);
                json_decref(text);
        }
        for (size_t i = json_array_size(list); drops_empty && i > 0; i--)
                if (is_empty(json_array_get(list, i - 1))) json_array_remove(list, i - 1);
        return or_nothing(list, json_array_size(list));
}

static json_t *accent_asked(struct visit *v)
{
        json_t *accent = json_object();
        setting_put_text(accent, "light", setting_field(v, "light"));
        setting_put_text(accent, "dark", setting_field(v, "dark"));
        return or_nothing(accent, json_object_size(accent));
}

static json_t *security_asked(struct visit *v, struct site_form *form)
{
        struct slice contact = setting_field(v, "contact"), typed = setting_field(v, "expires");
        struct clock_moments moments;
        json_t *security = json_object();
        setting_put_text(security, "contact", contact);
        if (typed.len == 0) return or_nothing(security, contact.len);
        form->fault_key = clock_read(v, &visit_newsroom(v)->editions[0], typed, &moments);
        if (form->fault_key) {
                form->fault = SLICE("expires");
                form->unread_until = typed.at;
        } else
                setting_put_text(security, "expires", clock_iso(v, moments.at[moments.count - 1]));
        return security;
}

bool site_form_read(struct visit *v, struct site_form *form)
{
        struct slice text = SLICE("");
        bool saves = slice_eq(visit_field(v, "do"), SLICE("save"));
        if (is_of(form->part, "words")) form->value = words_asked(v);
        if (is_of(form->part, "follow")) form->value = follow_asked(v, saves);
        if (is_of(form->part, "accent")) form->value = accent_asked(v);
        if (is_of(form->part, "security")) form->value = security_asked(v, form);
        if (is_of(form->part, "ads_txt")) text = slice_trim(setting_field(v, "ads_txt"));
        if (is_of(form->part, "hub")) text = slice_trim(setting_field(v, "hub"));
        if (is_of(form->part, "beacon") && visit_field(v, "beacon").len) form->value = json_true();
        if (text.len) form->value = text_value(text);
        return form->fault.len == 0;
}

static void swap(json_t *list, size_t a, size_t b)
{
        if (a >= json_array_size(list) || b >= json_array_size(list)) return;
        json_t *kept = json_incref(json_array_get(list, a));
        json_array_set(list, a, json_array_get(list, b));
        json_array_set_new(list, b, kept);
}

bool site_form_arrange(struct visit *v, struct site_form *form)
{
        struct slice about = visit_field(v, "do"), name = slice_cut(&about, ':');
        uint64_t place = 0;
        if (!is_of(form->part, "follow") || slice_eq(name, SLICE("save"))) return false;
        if (!form->value) form->value = json_array();
        if (slice_eq(name, SLICE("add")) && json_array_size(form->value) < FOLLOW_MAX)
                json_append(form->value, json_pack("{s:s, s:s}", "name", "", "url", ""));
        if (!slice_to_u64(about, FOLLOW_MAX, &place)) return true;
        if (slice_eq(name, SLICE("up")) && place > 0) swap(form->value, place, place - 1);
        if (slice_eq(name, SLICE("down"))) swap(form->value, place, place + 1);
        if (slice_eq(name, SLICE("remove"))) json_array_remove(form->value, place);
        return true;
}

/* ---- shown ---- */

/* What stands there while nothing of their own is said. */
static void put_words(struct visit *v, const struct edition *edition, const struct site_form *form, json_t *values)
{
        static const char *const usual[] = {"support_text", "support_us", "follow_us", "front_description", NULL};
        CLEANUP(language_closep) struct language *language = NULL;
        if (language_open(edition->code, edition->zone, &language).code != OK) return;
        for (size_t i = 0; i < WORD_NAMES; i++) {
                CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
                const struct language_value name = {"name", edition->name};
                if (usual[i]) language_write_text(language, usual[i], &name, 1, &text);
                json_put(values, word_names[i], text_value(json_to_slice(json_object_get(form->value, word_names[i]))));
                json_put(values, arena_format(visit_arena(v), "usual_%s", word_names[i]).at,
                         text_value(buf_slice(&text)));
        }
}

/* "[2].url" is about the address of that place. */
static void put_follow(struct visit *v, const struct site_form *form, json_t *values)
{
        json_t *list = json_array(), *place;
        size_t i;
        json_array_foreach(form->value, i, place)
        {
                struct slice start = arena_format(visit_arena(v), "%zu].", i), about = form->fault;
                bool is_it = about.len > 1 && slice_starts_with(slice_skip(about, about.at[0] == '['), start);
                struct slice field = is_it ? slice_skip(about, start.len + (about.at[0] == '[')) : SLICE("");
                json_t *fault = is_it ? text_value(setting_fault_text(v, "follow", field)) : json_null();
                json_append(list, json_pack("{s:o, s:o, s:I, s:o}", "name",
                                            text_value(json_to_slice(json_object_get(place, "name"))), "url",
                                            text_value(json_to_slice(json_object_get(place, "url"))), "place",
                                            (json_int_t)i, "fault", fault));
        }
        json_put(values, "list", list);
        json_put(values, "may_add", json_boolean(json_array_size(list) < FOLLOW_MAX));
}

static void put_colour(struct visit *v, const char *name, struct slice ground, const struct site_form *form,
                       json_t *values)
{
        struct slice colour = json_to_slice(json_object_get(form->value, name));
        json_put(values, name, text_value(colour));
        json_put(values, arena_format(visit_arena(v), "ground_%s", name).at, text_value(ground));
        if (!colour_is_well_formed(colour)) return;
        struct slice contrast = arena_format(visit_arena(v), "%.2f", colour_contrast(colour, ground));
        bool has_comma = !slice_starts_with(visit_text(v, "locale"), SLICE("en"));
        struct slice fraction = contrast, whole = slice_cut(&fraction, '.');
        json_put(values, arena_format(visit_arena(v), "contrast_%s", name).at,
                 text_value(arena_format(visit_arena(v), "%.*s%s%.*s", SLICE_ARGS(whole), has_comma ? "," : ".",
                                         SLICE_ARGS(fraction))));
}

static void put_security(struct visit *v, const struct site_form *form, json_t *values)
{
        const struct edition *first = &visit_newsroom(v)->editions[0];
        struct slice expires = json_to_slice(json_object_get(form->value, "expires"));
        int64_t ms = 0;
        json_put(values, "contact", text_value(json_to_slice(json_object_get(form->value, "contact"))));
        bool is_moment = expires.len && date_time_read(expires, &ms);
        struct slice shown = form->unread_until ? slice_of(form->unread_until) : clock_field(v, first, ms);
        json_put(values, "expires", text_value(is_moment || form->unread_until ? shown : SLICE("")));
        json_put(values, "zone", text_value(first->zone));
}

json_t *site_part_values(struct visit *v, const struct edition *edition, const struct site_form *form)
{
        json_t *values = json_object();
        if (is_of(form->part, "words")) put_words(v, edition, form, values);
        if (is_of(form->part, "follow")) put_follow(v, form, values);
        if (is_of(form->part, "security")) put_security(v, form, values);
        if (is_of(form->part, "hub")) json_put(values, "url", text_value(json_to_slice(form->value)));
        if (is_of(form->part, "beacon")) json_put(values, "is_on", json_boolean(json_is_true(form->value)));
        if (is_of(form->part, "ads_txt")) json_put(values, "lines", text_value(json_to_slice(form->value)));
        if (!is_of(form->part, "accent")) return values;
        put_colour(v, "light", GROUND_LIGHT, form, values);
        put_colour(v, "dark", GROUND_DARK, form, values);
        return values;
}
