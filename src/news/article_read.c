#include "news/article_form.h"
#include "news/json_value.h"

struct reader {
        struct arena *arena; /* all that is read lives here */
        struct buf *why;
};

static struct err fault(struct reader *r, const char *field, const char *reason)
{
        buf_add_format(r->why, "%s: %s", field, reason);
        return ERR(ERR_INVALID, "read a stored article");
}

static bool read_name(const json_t *value, enum field_type type, unsigned *ret)
{
        const char *text = json_string_value(value);
        struct names names = field_names(type);
        for (unsigned i = 0; text && i < names.count; i++) {
                if (!names.at[i] || strcmp(names.at[i], text) != 0) continue;
                *ret = i;
                return true;
        }
        return false;
}

/* False when the value is of another type than the field. */
static bool read_value(struct reader *r, const json_t *value, enum field_type type, void *ret)
{
        json_int_t number = json_integer_value(value);
        switch (type) {
        case FIELD_LINE:
        case FIELD_LINES:
                if (!json_is_string(value)) return false;
                *(struct slice *)ret = arena_copy(r->arena, json_to_slice(value));
                return true;
        case FIELD_NUMBER:
                *(unsigned *)ret = (unsigned)(number & UINT32_MAX);
                return json_is_integer(value) && number >= 0 && number <= UINT32_MAX;
        case FIELD_MOMENT:
                *(int64_t *)ret = number;
                return json_is_integer(value);
        case FIELD_LATER_MOMENT:
                *(int64_t *)ret = number;
                return !value || json_is_integer(value);
        case FIELD_URGENCY:
        case FIELD_INTENT:
        case FIELD_TOPIC_KIND:
        case FIELD_PICTURE_KIND:
                return read_name(value, type, ret);
        }
        return false;
}

static struct err read_object(struct reader *r, const json_t *object, const struct form *form, void *ret)
{
        for (size_t i = 0; i < form->count; i++) {
                const struct field *field = &form->fields[i];
                const json_t *value = json_object_get(object, field->name);
                if (!read_value(r, value, field->type, (char *)ret + field->offset))
                        return fault(r, field->name, "missing, or of another type than it is stored in");
        }
        return NO_ERR;
}

static struct err read_list(struct reader *r, const json_t *array, const struct list *list, struct article *ret)
{
        if (!json_is_array(array)) return fault(r, list->name, "missing, or no list");
        size_t count = json_array_size(array);
        char *elements = arena_array(r->arena, count, list->element_size);
        for (size_t i = 0; i < count; i++) {
                const json_t *value = json_array_get(array, i);
                char *element = elements + i * list->element_size;
                if (list->form) {
                        TRY(read_object(r, value, list->form, element));
                } else if (!read_value(r, value, FIELD_LINE, element)) {
                        return fault(r, list->name, "not a list of texts");
                }
        }
        memcpy((char *)ret + list->offset, &elements, sizeof elements);
        memcpy((char *)ret + list->count_offset, &count, sizeof count);
        return NO_ERR;
}

/* Everything but the body. */
static struct err read_about(struct reader *r, const json_t *json, struct article *ret)
{
        TRY(read_object(r, json, &article_form, ret));
        for (size_t i = 0; i < LISTS; i++)
                TRY(read_list(r, json_object_get(json, article_lists[i].name), &article_lists[i], ret));
        return NO_ERR;
}

static struct err read_whole(struct reader *r, const json_t *json, struct article *ret)
{
        TRY(read_about(r, json, ret));
        return body_from_json(json_object_get(json, "body"), r->arena, &ret->body, r->why);
}

typedef struct err read_fn(struct reader *r, const json_t *json, struct article *ret);

static struct err read_json(struct reader *r, struct slice text, read_fn *read, struct article *ret)
{
        CLEANUP(json_decrefp) json_t *json = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
        struct article found = {0};
        if (!json) return fault(r, "article", "not JSON");
        TRY(read(r, json, &found));
        *ret = found;
        return NO_ERR;
}

struct err article_read(struct slice json, struct arena *a, struct article *ret, struct buf *why)
{
        struct reader r = {.arena = a, .why = why};
        return read_json(&r, json, read_whole, ret);
}

struct err article_read_known(struct slice json, const struct article_known *k, struct arena *a, struct article *ret,
                              struct buf *why)
{
        if (!k->json || !slice_eq(buf_slice(&k->text), json)) return article_read(json, a, ret, why);
        struct reader r = {.arena = a, .why = why};
        *ret = (struct article){0};
        return read_whole(&r, k->json, ret);
}

/* Keys are sorted, so the body stands before "byline"; and within a text a quote has a backslash before it, so neither
 * of these stands there. */
static struct slice without_body(struct slice json, struct arena *a)
{
        const char *body = slice_find(json, SLICE(",\"body\":{"));
        struct slice before = {json.at, body ? (size_t)(body - json.at) : 0};
        struct slice behind = slice_skip(json, before.len);
        const char *byline = slice_find(behind, SLICE(",\"byline\":"));
        if (!body || !byline) return json;
        behind = slice_skip(behind, (size_t)(byline - behind.at));
        char *about = arena_alloc(a, before.len + behind.len + 1);
        memcpy(about, before.at, before.len);
        memcpy(about + before.len, behind.at, behind.len);
        return (struct slice){about, before.len + behind.len};
}

struct err article_read_about(struct slice json, struct arena *a, struct article *ret, struct buf *why)
{
        struct reader r = {.arena = a, .why = why};
        return read_json(&r, without_body(json, a), read_about, ret);
}
