/* The form of a creative: read as it was typed, shown, and made into what the settings keep. */
#include "desk/creative.h"

#include "desk/article.h"
#include "desk/edition_clock.h"
#include "desk/pictures.h"
#include "http/form.h"
#include "news/json_value.h"
#include "store/library.h"

enum { PICTURES_OFFERED = 48 };

/* ---- read ---- */

/* Those that are ticked. */
static uint32_t editions_asked(struct visit *v)
{
        struct http_form form;
        struct http_form_pair pair;
        uint32_t editions = 0;
        http_form_init(&form, visit_has_form(v) ? v->errand->body : SLICE(""), visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR) {
                const struct edition *edition = newsroom_edition_for(visit_newsroom(v), pair.value);
                if (slice_eq(pair.name, SLICE("editions")) && edition) editions |= UINT32_C(1) << (edition->id - 1);
        }
        return editions;
}

struct creative_form creative_form_asked(struct visit *v)
{
        return (struct creative_form){
                .key = setting_field(v, "key"),
                .slot = setting_field(v, "slot"),
                .title = setting_field(v, "title"),
                .text = setting_field(v, "text"),
                .url = setting_field(v, "url"),
                .from = setting_field(v, "from"),
                .until = setting_field(v, "until"),
                .weight = setting_field(v, "weight"),
                .picture = setting_field(v, "picture"),
                .picture_alt = setting_field(v, "picture_alt"),
                .editions = editions_asked(v),
        };
}

struct creative_form creative_form_of(struct visit *v, const struct creative *c)
{
        const struct edition *edition = creative_edition(visit_newsroom(v), c->editions);
        return (struct creative_form){
                .key = c->key,
                .slot = slice_of(creative_slot_name(c->slot)),
                .title = c->title,
                .text = c->text,
                .url = c->url,
                .from = clock_field(v, edition, c->from_ms),
                .until = clock_field(v, edition, c->until_ms),
                .weight = arena_format(visit_arena(v), "%u", c->weight),
                .picture = c->picture,
                .picture_alt = c->picture_alt,
                .editions = c->editions,
        };
}

/* ---- made into a setting ---- */

static bool put_moment(struct visit *v, struct creative_form *form, const char *name, struct slice typed, json_t *value)
{
        struct clock_moments moments;
        if (typed.len == 0) return true;
        form->fault_key = clock_read(v, creative_edition(visit_newsroom(v), form->editions), typed, &moments);
        form->fault_field = slice_of(name);
        if (form->fault_key) return false;
        form->fault_field = SLICE("");
        setting_put_text(value, name, clock_iso(v, moments.at[moments.count - 1]));
        return true;
}

static json_t *editions_value(struct visit *v, uint32_t editions)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++)
                if (editions >> (newsroom->editions[i].id - 1) & 1)
                        json_append(list, text_value(newsroom->editions[i].code));
        return list;
}

/* What the library does not have, or does not know the size of, the settings refuse by its asset alone. */
static void put_picture(struct visit *v, const struct creative_form *form, json_t *value)
{
        struct library_picture picture;
        if (form->picture.len == 0) return;
        setting_put_text(value, "picture", form->picture);
        setting_put_text(value, "picture_alt", form->picture_alt);
        struct err err = store_load_picture(visit_store(v), form->picture, visit_arena(v), &picture);
        if (err.code != OK || picture.picture.width == 0 || picture.picture.height == 0) return;
        json_put(value, "picture_width", json_integer(picture.picture.width));
        json_put(value, "picture_height", json_integer(picture.picture.height));
}

json_t *creative_value(struct visit *v, struct creative_form *form)
{
        uint64_t weight = 0;
        json_t *value = json_object();
        setting_put_text(value, "key", form->key);
        json_put(value, "slot", text_value(form->slot));
        json_put(value, "editions", editions_value(v, form->editions));
        json_put(value, "title", text_value(form->title));
        setting_put_text(value, "text", form->text);
        json_put(value, "url", text_value(form->url));
        json_put(value, "weight", json_integer(slice_to_u64(form->weight, 1000000, &weight) ? (json_int_t)weight : 0));
        put_picture(v, form, value);
        if (put_moment(v, form, "from", form->from, value) && put_moment(v, form, "until", form->until, value))
                return value;
        json_decref(value);
        return NULL;
}

/* ---- shown ---- */

static void put_slots(struct visit *v, const struct creative_form *form, json_t *values)
{
        json_t *slots = json_array();
        for (enum slot slot = SLOT_ARTICLE; slot <= SLOTS; slot++) {
                const char *name = creative_slot_name(slot);
                const char *key = slot == SLOT_RAIL ? "slot_rail" : "slot_article";
                json_append(slots, json_pack("{s:s, s:o, s:b}", "slot", name, "name", text_value(visit_text(v, key)),
                                             "is_chosen", slice_eq(form->slot, slice_of(name))));
        }
        json_put(values, "slots", slots);
}

static void put_editions(struct visit *v, const struct creative_form *form, json_t *values)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        json_t *list = json_array();
        for (size_t i = 0; i < newsroom->edition_count; i++) {
                const struct edition *edition = &newsroom->editions[i];
                bool is_chosen = form->editions >> (edition->id - 1) & 1;
                if (!is_chosen && !visit_may(v, MAY_COMMERCIAL, edition->id)) continue;
                json_append(list, json_pack("{s:o, s:o, s:b}", "code", text_value(edition->code), "name",
                                            text_value(edition->name), "is_chosen", is_chosen));
        }
        json_put(values, "edition_boxes", list);
        json_put(values, "zone", text_value(creative_edition(newsroom, form->editions)->zone));
}

static json_t *picture_choice(const struct picture *picture, struct slice name, struct slice chosen)
{
        struct slice words = picture->caption.len ? picture->caption : name.len ? name : picture->credit;
        if (words.len == 0) words = (struct slice){picture->asset.at, picture->asset.len < 8 ? picture->asset.len : 8};
        return json_pack("{s:o, s:o, s:o, s:b}", "asset", text_value(picture->asset), "name", text_value(words), "alt",
                         text_value(picture->alt), "is_chosen", slice_eq(picture->asset, chosen));
}

/* The newest of the library, and the one that is chosen: to choose from where no script offers the whole library. */
static struct err put_pictures(struct visit *v, const struct creative_form *form, json_t *values)
{
        struct library_pictures pictures;
        struct library_picture own;
        const struct library_search search = {.text = SLICE(""), .from = {0, SLICE("")}, .limit = PICTURES_OFFERED};
        json_t *list = json_array();
        bool has_chosen = form->picture.len == 0;
        json_put(values, "pictures", list);
        TRY(store_find_pictures(visit_store(v), &search, visit_arena(v), &pictures));
        for (size_t i = 0; i < pictures.count; i++) {
                has_chosen |= slice_eq(pictures.at[i].picture.asset, form->picture);
                json_append(list, picture_choice(&pictures.at[i].picture, pictures.at[i].name, form->picture));
        }
        if (has_chosen) return NO_ERR;
        struct err err = store_load_picture(visit_store(v), form->picture, visit_arena(v), &own);
        if (err.code == OK) json_append(list, picture_choice(&own.picture, own.name, form->picture));
        return err.code == ERR_NOT_FOUND ? NO_ERR : err;
}

static void put_fields(struct visit *v, const struct creative_form *form, json_t *values)
{
        const struct {
                const char *name;
                struct slice text;
        } fields[] = {{"key", form->key},       {"title", form->title},     {"text", form->text},
                      {"url", form->url},       {"from", form->from},       {"until", form->until},
                      {"weight", form->weight}, {"picture", form->picture}, {"picture_alt", form->picture_alt}};
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
                json_put(values, fields[i].name, text_value(fields[i].text));
        put_slots(v, form, values);
        put_editions(v, form, values);
}

static struct err put_all(struct visit *v, const struct creative_form *form, json_t *values)
{
        struct slice part = arena_format(visit_arena(v), "creatives.%.*s", SLICE_ARGS(form->key));
        const struct creative *c = settings_creative(&visit_newsroom(v)->settings, form->key);
        json_put(values, "upload_texts", picture_texts(v));
        put_fields(v, form, values);
        setting_put_tabs(v, "/slots", values);
        if (form->fault_field.len) setting_put_fault(v, "creative", form->fault_field, values);
        if (form->fault_key)
                json_put(values, arena_format(visit_arena(v), "fault_%.*s", SLICE_ARGS(form->fault_field)).at,
                         text_value(visit_text(v, form->fault_key)));
        if (form->is_conflict) TRY(setting_put_theirs(v, part, values));
        TRY(put_pictures(v, form, values));
        TRY(setting_put_frame(v, part, true, values));
        json_put(values, "is_kept", json_boolean(c != NULL));
        json_put(values, "heading", text_value(c ? c->title : visit_text(v, "creative_new")));
        if (!c) return NO_ERR;
        json_put(values, "state", creative_state_value(v, c));
        json_put(values, "may_end", json_boolean(creative_state(c, v->now_ms) != CREATIVE_ENDED));
        TRY(creative_put_sums(v, c->key, values));
        return creative_put_days(v, c->key, values);
}

struct err creative_show(struct visit *v, unsigned status, const struct creative_form *form)
{
        json_t *values = json_object();
        struct err err = put_all(v, form, values);
        if (err.code == OK) return reply_page(v, status, "creative", values);
        json_decref(values);
        return err;
}
