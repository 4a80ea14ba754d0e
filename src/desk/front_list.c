/* Arrangements of a front: from a form and to it, from the settings and to them. */
#include "desk/front.h"
#include "desk/time_asked.h"
#include "http/form.h"
#include "news/date_time.h"
#include "store/settings.h"

#include <sodium.h>
#include <stdlib.h>

size_t arranged_find(const struct arranged *list, struct slice uri)
{
        size_t i = 0;
        while (i < list->count && !slice_eq(list->stories[i].uri, uri))
                i++;
        return i;
}

static struct arranged_story *add(struct arranged *list, struct slice uri)
{
        if (uri.len == 0 || list->count == ARRANGED_MAX || arranged_find(list, uri) < list->count) return NULL;
        struct arranged_story *story = &list->stories[list->count++];
        *story = (struct arranged_story){.uri = uri, .until = SLICE("")};
        return story;
}

/* ---- acts ---- */

static void take_out(struct arranged *list, size_t place)
{
        if (place >= list->count) return;
        memmove(list->stories + place, list->stories + place + 1, (list->count - place - 1) * sizeof list->stories[0]);
        list->count--;
}

static void swap_stories(struct arranged *list, size_t a, size_t b)
{
        if (a >= list->count || b >= list->count) return;
        struct arranged_story kept = list->stories[a];
        list->stories[a] = list->stories[b];
        list->stories[b] = kept;
}

static void swap_blocks(struct arranged *list, size_t a, size_t b)
{
        if (a >= list->block_count || b >= list->block_count) return;
        struct arranged_block kept = list->blocks[a];
        list->blocks[a] = list->blocks[b];
        list->blocks[b] = kept;
}

void arranged_act(struct arranged *list, struct slice act)
{
        struct slice about = act, name = slice_cut(&about, ':');
        uint64_t place = 0;
        if (slice_eq(name, SLICE("add"))) add(list, about);
        if (!slice_to_u64(about, SECTION_MAX, &place)) return;
        if (slice_eq(name, SLICE("up")) && place > 0) swap_stories(list, place, place - 1);
        if (slice_eq(name, SLICE("down"))) swap_stories(list, place, place + 1);
        if (slice_eq(name, SLICE("remove"))) take_out(list, place);
        if (slice_eq(name, SLICE("block-up")) && place > 0) swap_blocks(list, place, place - 1);
        if (slice_eq(name, SLICE("block-down"))) swap_blocks(list, place, place + 1);
}

void arranged_drop_ended(struct arranged *list, int64_t now_ms)
{
        for (size_t i = list->count; i-- > 0;)
                if (list->stories[i].until_ms && list->stories[i].until_ms <= now_ms) take_out(list, i);
}

/* ---- blocks ---- */

static struct arranged_block *find_block(struct arranged *list, struct slice key)
{
        for (size_t i = 0; i < list->block_count; i++)
                if (slice_eq(list->blocks[i].key, key)) return &list->blocks[i];
        return NULL;
}

static bool is_of_edition(const struct section *section, const struct edition *edition)
{
        return section->slugs[edition->id - 1].len > 0;
}

static void add_block(struct visit *v, struct arranged *list, struct slice key, bool is_shown)
{
        if (key.len == 0 || list->block_count == SECTION_MAX || find_block(list, key)) return;
        list->blocks[list->block_count++] = (struct arranged_block){arena_copy(visit_arena(v), key), is_shown};
}

/* Those that nobody named come behind, in the newsroom's order; what is no section of the edition goes. */
static void complete_blocks(struct visit *v, const struct edition *edition, struct arranged *list, bool are_shown)
{
        const struct newsroom *newsroom = visit_newsroom(v);
        size_t kept = 0;
        for (size_t i = 0; i < list->block_count; i++) {
                bool is_known = false;
                for (size_t k = 0; k < newsroom->section_count; k++)
                        is_known |= slice_eq(newsroom->sections[k].key, list->blocks[i].key) &&
                                    is_of_edition(&newsroom->sections[k], edition);
                if (is_known) list->blocks[kept++] = list->blocks[i];
        }
        list->block_count = kept;
        for (size_t i = 0; i < newsroom->section_count; i++)
                if (is_of_edition(&newsroom->sections[i], edition))
                        add_block(v, list, newsroom->sections[i].key, are_shown);
}

/* ---- the form ---- */

static void read_pair(struct visit *v, const struct http_form_pair *pair, struct arranged *list,
                      struct arranged_story **story)
{
        if (slice_eq(pair->name, SLICE("uri"))) *story = add(list, pair->value);
        if (slice_eq(pair->name, SLICE("until")) && *story) (*story)->until = slice_trim(pair->value);
        if (slice_eq(pair->name, SLICE("section"))) add_block(v, list, pair->value, false);
        if (!slice_eq(pair->name, SLICE("shown"))) return;
        struct arranged_block *block = find_block(list, pair->value);
        if (block) block->is_shown = true;
}

static bool read_times(struct visit *v, const struct edition *edition, struct arranged *list)
{
        bool all_fine = true;
        for (size_t i = 0; i < list->count; i++) {
                struct arranged_story *story = &list->stories[i];
                struct time_asked time = {0};
                if (story->until.len == 0) continue;
                story->fault = time_asked_read(v, edition->id, story->until, &time);
                story->until_ms = story->fault ? 0 : time.ms;
                all_fine &= !story->fault;
        }
        return all_fine;
}

bool arranged_read_form(struct visit *v, const struct edition *edition, struct arranged *ret)
{
        struct http_form form;
        struct http_form_pair pair;
        struct arranged_story *story = NULL;
        *ret = (struct arranged){.count = 0};
        http_form_init(&form, v->errand->body, visit_arena(v));
        while (http_form_next(&form, &pair) == HTTP_FORM_PAIR)
                read_pair(v, &pair, ret, &story);
        complete_blocks(v, edition, ret, ret->block_count == 0);
        return read_times(v, edition, ret);
}

/* ---- the settings ---- */

static struct slice text_of(struct visit *v, const json_t *value)
{
        if (!json_is_string(value)) return SLICE("");
        return arena_copy(visit_arena(v), (struct slice){json_string_value(value), json_string_length(value)});
}

/* "2026-11-25T08:00", for a form's field. */
static struct slice field_of(struct visit *v, const struct edition *edition, int64_t ms)
{
        CLEANUP(language_closep) struct language *language = NULL;
        if (language_open(edition->code, edition->zone, &language).code != OK) return SLICE("");
        struct local_time t = language_local(language, ms);
        return arena_format(visit_arena(v), "%04d-%02d-%02dT%02d:%02d", t.year, t.month, t.day, t.hour, t.minute);
}

static void read_pins(struct visit *v, const struct edition *edition, const json_t *pins, struct arranged *list)
{
        for (size_t i = 0; i < json_array_size(pins); i++) {
                const json_t *pin = json_array_get(pins, i);
                size_t place = arranged_find(list, text_of(v, json_object_get(pin, "uri")));
                int64_t ms = 0;
                if (place == list->count || !date_time_read(text_of(v, json_object_get(pin, "until")), &ms)) continue;
                list->stories[place].until_ms = ms;
                list->stories[place].until = field_of(v, edition, ms);
        }
}

void arranged_read_settings(struct visit *v, const struct edition *edition, const json_t *front, struct arranged *ret)
{
        const json_t *placed = json_object_get(front, "placed"), *sections = json_object_get(front, "sections");
        *ret = (struct arranged){.count = 0};
        add(ret, text_of(v, json_object_get(front, "lead")));
        for (size_t i = 0; i < json_array_size(placed); i++)
                add(ret, text_of(v, json_array_get(placed, i)));
        read_pins(v, edition, json_object_get(front, "pins"), ret);
        for (size_t i = 0; i < json_array_size(sections); i++)
                add_block(v, ret, text_of(v, json_array_get(sections, i)), true);
        complete_blocks(v, edition, ret, sections == NULL);
}

/* All of them, in the newsroom's order: then a section that comes later has its block at once. */
static bool are_blocks_as_they_come(struct visit *v, const struct edition *edition, const struct arranged *list)
{
        struct arranged plain = {.count = 0};
        complete_blocks(v, edition, &plain, true);
        for (size_t i = 0; i < list->block_count; i++)
                if (!list->blocks[i].is_shown || i >= plain.block_count ||
                    !slice_eq(list->blocks[i].key, plain.blocks[i].key))
                        return false;
        return list->block_count == plain.block_count;
}

static json_t *pin_value(struct visit *v, const struct edition *edition, const struct arranged_story *story)
{
        CLEANUP(buf_clear) struct buf until = BUF_INIT(100);
        CLEANUP(language_closep) struct language *language = NULL;
        struct err err = language_open(edition->code, edition->zone, &language);
        language_write_date(err.code == OK ? language : v->texts, story->until_ms, DATE_ISO, &until);
        return json_pack("{s:o, s:o}", "uri", text_value(story->uri), "until", text_value(buf_slice(&until)));
}

static void put_unless_empty(json_t *object, const char *name, json_t *array)
{
        if (json_array_size(array)) json_object_set(object, name, array);
        json_decref(array);
}

json_t *arranged_settings(struct visit *v, const struct edition *edition, const struct arranged *list)
{
        json_t *front = json_object(), *placed = json_array(), *pins = json_array(), *sections = json_array();
        if (list->count) json_object_set_new(front, "lead", text_value(list->stories[0].uri));
        for (size_t i = 0; i < list->count; i++) {
                if (i) json_array_append_new(placed, text_value(list->stories[i].uri));
                if (list->stories[i].until_ms) json_array_append_new(pins, pin_value(v, edition, &list->stories[i]));
        }
        for (size_t i = 0; i < list->block_count; i++)
                if (list->blocks[i].is_shown) json_array_append_new(sections, text_value(list->blocks[i].key));
        put_unless_empty(front, "placed", placed);
        put_unless_empty(front, "pins", pins);
        if (!are_blocks_as_they_come(v, edition, list)) json_object_set(front, "sections", sections);
        json_decref(sections);
        if (json_object_size(front)) return front;
        json_decref(front);
        return json_null();
}

struct err front_settings(struct visit *v, const struct edition *edition, int64_t number, int64_t *ret_number,
                          json_t **ret)
{
        struct settings_versions versions;
        struct slice text;
        TRY(store_settings(visit_store(v), visit_arena(v), &versions));
        if (ret_number) *ret_number = number ? number : versions.number;
        text = versions.in_force;
        if (number) TRY(store_settings_version(visit_store(v), number, visit_arena(v), &text));
        json_t *document = json_loadb(text.at, text.len, 0, NULL);
        const char *code = arena_format(visit_arena(v), "%.*s", SLICE_ARGS(edition->code)).at;
        *ret = json_incref(json_object_get(json_object_get(document, "front"), code));
        json_decref(document);
        return NO_ERR;
}

struct slice front_mark(struct visit *v, const json_t *front)
{
        enum { HASH_BYTES = 16 };
        unsigned char hash[HASH_BYTES];
        char *text = front ? json_dumps(front, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
        struct slice said = text ? slice_of(text) : SLICE("");
        crypto_generichash(hash, sizeof hash, (const unsigned char *)said.at, said.len, NULL, 0);
        free(text);
        char *hex = arena_alloc(visit_arena(v), 2 * HASH_BYTES + 1);
        sodium_bin2hex(hex, 2 * HASH_BYTES + 1, hash, sizeof hash);
        return slice_of(hex);
}
