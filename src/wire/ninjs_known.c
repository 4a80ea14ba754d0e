/* What is taken of an item and what is lost: a field that has another JSON type than it should reads as if it were
 * missing, and is told; so is a field that nothing becomes of. null is as good as missing, and stays silent. */
#include "wire/ninjs_field.h"

enum shape { SHAPE_ANY, SHAPE_TEXT, SHAPE_NUMBER, SHAPE_LIST };

struct known {
        const char *name;
        enum shape shape; /* SHAPE_ANY: nothing is kept of it, whatever it is */
};

static const struct known known_fields[] = {
        {"uri", SHAPE_TEXT},
        {"type", SHAPE_TEXT},
        {"language", SHAPE_TEXT},
        {"headlines", SHAPE_LIST},
        {"title", SHAPE_TEXT},
        {"descriptions", SHAPE_LIST},
        {"bodies", SHAPE_LIST},
        {"by", SHAPE_TEXT},
        {"people", SHAPE_LIST},
        {"infoSources", SHAPE_LIST},
        {"subjects", SHAPE_LIST},
        {"organisations", SHAPE_LIST},
        {"places", SHAPE_LIST},
        {"firstCreated", SHAPE_TEXT},
        {"versionCreated", SHAPE_TEXT},
        {"contentCreated", SHAPE_TEXT},
        {"embargoed", SHAPE_TEXT},
        {"embargoedUntil", SHAPE_TEXT},
        {"urgency", SHAPE_NUMBER},
        {"associations", SHAPE_LIST},
        {"altIds", SHAPE_LIST},
        {"pubStatus", SHAPE_TEXT},
        {"version", SHAPE_ANY},
        {"standard", SHAPE_ANY},
        {"profile", SHAPE_ANY},
        {"representationType", SHAPE_ANY},
        {"slugline", SHAPE_ANY},
        {"edNote", SHAPE_ANY},
};

static const struct known *find_known(struct slice name)
{
        for (size_t i = 0; i < sizeof known_fields / sizeof known_fields[0]; i++)
                if (slice_eq_nocase(name, slice_of(known_fields[i].name))) return &known_fields[i];
        return NULL;
}

static bool has_shape(const json_t *value, enum shape shape)
{
        switch (shape) {
        case SHAPE_TEXT:
                return json_is_string(value);
        case SHAPE_NUMBER:
                return json_is_number(value);
        case SHAPE_LIST:
                return json_is_array(value) || json_is_object(value);
        case SHAPE_ANY:
                break;
        }
        return true;
}

static void count_lost_elements(const struct ninjs *n, const char *name, const json_t *list)
{
        struct ninjs_list elements = {list, 0, NULL};
        const json_t *element;
        while ((element = ninjs_next(&elements)))
                if (!json_is_object(element)) intake_lose(n->intake, "%s: one of the wrong type", name);
}

static void count_lost(const struct ninjs *n, const char *name, const json_t *value)
{
        const struct known *known = find_known(slice_of(name));
        if (!known)
                intake_lose(n->intake, "field %s", name);
        else if (!json_is_null(value) && !has_shape(value, known->shape))
                intake_lose(n->intake, "%s: of the wrong type", known->name);
        else if (known->shape == SHAPE_LIST)
                count_lost_elements(n, known->name, value);
}

void ninjs_count_lost_fields(const struct ninjs *n)
{
        /* jansson's iterator changes nothing, but does not say so in its type. */
        json_t *item = (json_t *)(uintptr_t)n->item;
        for (void *i = json_object_iter(item); i; i = json_object_iter_next(item, i))
                count_lost(n, json_object_iter_key(i), json_object_iter_value(i));
}
