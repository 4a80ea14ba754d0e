#include "news/settings_part.h"

#include "base/buf.h"
#include "news/json_value.h"
#include "news/settings_form.h"

#define CREATIVES SLICE("creatives")

/* ---- one part ---- */

static json_t *creative_of(const json_t *list, struct slice key)
{
        size_t i;
        json_t *creative;
        json_array_foreach((json_t *)(uintptr_t)list, i, creative)
        {
                if (slice_eq(json_to_slice(json_object_get(creative, "key")), key)) return creative;
        }
        return NULL;
}

json_t *settings_part(const json_t *document, struct slice part)
{
        struct slice name = slice_cut(&part, '.');
        json_t *value = json_object_getn(document, name.at, name.len);
        if (slice_eq(name, CREATIVES)) return part.len ? creative_of(value, part) : value;
        while (part.len && value) {
                name = slice_cut(&part, '.');
                value = json_object_getn(value, name.at, name.len);
        }
        return value;
}

/* A creative keeps its place in the list; a new one goes to its end. */
static json_t *creatives_with(const json_t *list, struct slice key, json_t *value)
{
        size_t i;
        json_t *creative, *changed = json_array();
        json_array_foreach((json_t *)(uintptr_t)list, i, creative)
        {
                bool is_it = slice_eq(json_to_slice(json_object_get(creative, "key")), key);
                if (!is_it) json_append(changed, json_incref(creative));
                if (is_it && value) json_append(changed, json_incref(value));
        }
        if (value && !creative_of(list, key)) json_append(changed, json_incref(value));
        json_decref(value);
        return changed;
}

static json_t *under(struct slice name, json_t *value)
{
        json_t *object = json_object();
        must(json_object_setn_new(object, name.at, name.len, value) == 0);
        return object;
}

json_t *settings_part_named(const json_t *document, struct slice part, json_t *value)
{
        struct slice name = slice_cut(&part, '.');
        if (slice_eq(name, CREATIVES))
                return under(name, creatives_with(json_object_get(document, "creatives"), part, value));
        if (!value) value = json_null();
        if (part.len == 0) return under(name, value);
        struct slice inner = slice_cut(&part, '.');
        if (part.len) value = under(part, value);
        return under(name, under(inner, value));
}

/* ---- what differs ---- */

struct comparison {
        settings_part_fn *each;
        void *context;
        struct buf place; /* owned */
};

static void tell(struct comparison *c, struct slice name)
{
        size_t len = c->place.len;
        if (len) buf_add_char(&c->place, '.');
        buf_add(&c->place, name);
        c->each(c->context, buf_slice(&c->place));
        c->place.len = len;
}

static bool is_same(const json_t *a, const json_t *b)
{
        return a && b ? json_equal(a, b) : a == b;
}

static void compare_objects(struct comparison *c, const json_t *before, const json_t *after, unsigned levels);

static void compare_members(struct comparison *c, const char *name, const json_t *pair[2], unsigned levels)
{
        if (is_same(pair[0], pair[1])) return;
        if (levels == 0) {
                tell(c, slice_of(name));
                return;
        }
        size_t len = c->place.len;
        if (len) buf_add_char(&c->place, '.');
        buf_add_text(&c->place, name);
        compare_objects(c, pair[0], pair[1], levels);
        c->place.len = len;
}

/* The names of both; those that only the second has come last. */
static void compare_objects(struct comparison *c, const json_t *before, const json_t *after, unsigned levels)
{
        const char *name;
        json_t *value;
        json_object_foreach((json_t *)(uintptr_t)before, name, value)
        {
                compare_members(c, name, (const json_t *[]){value, json_object_get(after, name)}, levels - 1);
        }
        json_object_foreach((json_t *)(uintptr_t)after, name, value)
        {
                if (!json_object_get(before, name))
                        compare_members(c, name, (const json_t *[]){NULL, value}, levels - 1);
        }
}

static json_t *by_key(const json_t *list)
{
        size_t i;
        json_t *creative, *object = json_object();
        json_array_foreach((json_t *)(uintptr_t)list, i, creative)
        {
                const char *key = json_string_value(json_object_get(creative, "key"));
                if (key) json_put(object, key, json_incref(creative));
        }
        return object;
}

static void compare_named(struct comparison *c, const char *name, const json_t *before, const json_t *after)
{
        const json_t *pair[] = {json_object_get(before, name), json_object_get(after, name)};
        if (!slice_eq(slice_of(name), CREATIVES)) {
                compare_members(c, name, pair, settings_levels(name));
                return;
        }
        json_auto_t *had = by_key(pair[0]), *has = by_key(pair[1]);
        compare_members(c, name, (const json_t *[]){had, has}, 1);
}

void settings_compare(const json_t *before, const json_t *after, settings_part_fn *each, void *context)
{
        struct comparison c = {each, context, BUF_INIT(SETTINGS_PART_MAX_BYTES)};
        for (size_t i = 0; i < settings_whole.count; i++)
                compare_named(&c, settings_whole.rules[i].name, before, after);
        buf_clear(&c.place);
}
