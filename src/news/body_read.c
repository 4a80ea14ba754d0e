/* From JSON to blocks: what is not in the tables of body_form.c is refused here, where its name is still known; the
 * rules of what the values may be are body_check()'s. */
#include "news/body_form.h"
#include "news/json_value.h"

struct reader {
        struct arena *arena; /* all that is read lives here */
        struct body_place place;
};

/* The first key of `object` that is not among `known` (which a NULL ends); NULL when there is none. */
static const char *find_unknown_key(const json_t *object, const char *const known[])
{
        /* jansson's iterator changes nothing, but does not say so in its type. */
        json_t *walked = (json_t *)object;
        for (void *i = json_object_iter(walked); i; i = json_object_iter_next(walked, i)) {
                const char *key = json_object_iter_key(i);
                size_t k = 0;
                while (known[k] && strcmp(known[k], key) != 0)
                        k++;
                if (!known[k]) return key;
        }
        return NULL;
}

/* `node` is an object with a type and no other keys than `keys`. */
static struct err check_node(struct reader *r, const json_t *node, const char *const keys[], struct slice *ret_type)
{
        const json_t *type = json_object_get(node, "type");
        if (!json_is_string(type)) return body_fault(&r->place, "", "not an object with a type");
        const char *unknown = find_unknown_key(node, keys);
        if (unknown) return body_fault(&r->place, "", "unknown key '%s'", unknown);
        *ret_type = json_to_slice(type);
        return NO_ERR;
}

/* ---- text and marks ---- */

static struct err read_mark(struct reader *r, const json_t *json, const char *part, struct span *span)
{
        static const char *const keys[] = {"type", "attrs", NULL}, *const link_keys[] = {"href", NULL};
        const char *type = json_string_value(json_object_get(json, "type"));
        if (!type) return body_fault(&r->place, part, "not an object with a type");
        unsigned i = 0;
        while (i < MARKS && strcmp(type, mark_names[i]) != 0)
                i++;
        if (i == MARKS) return body_fault(&r->place, part, "unknown mark '%s'", type);
        if (span->marks & 1u << i) return body_fault(&r->place, part, "mark '%s' stands twice", type);
        span->marks |= 1u << i;

        const char *unknown = find_unknown_key(json, keys);
        if (unknown) return body_fault(&r->place, part, "unknown key '%s'", unknown);
        const json_t *attrs = json_object_get(json, "attrs");
        if (1u << i != MARK_LINK)
                return attrs ? body_fault(&r->place, part, "mark '%s' takes no attributes", type) : NO_ERR;
        unknown = find_unknown_key(attrs, link_keys);
        if (unknown) return body_fault(&r->place, part, "unknown attribute '%s'", unknown);
        const json_t *href = json_object_get(attrs, "href");
        if (!json_is_string(href)) return body_fault(&r->place, part, "a link needs a href");
        span->href = arena_copy(r->arena, json_to_slice(href));
        return NO_ERR;
}

static struct err read_span(struct reader *r, const json_t *node, struct span *ret)
{
        static const char *const keys[] = {"type", "text", "marks", NULL};
        struct slice type = {0};
        TRY(check_node(r, node, keys, &type));
        if (!slice_eq(type, SLICE("text"))) return body_fault(&r->place, "", "'%s' where text stands", type.at);
        const json_t *text = json_object_get(node, "text");
        if (!json_is_string(text)) return body_fault(&r->place, "", "a text node needs a text");
        ret->text = arena_copy(r->arena, json_to_slice(text));

        const json_t *marks = json_object_get(node, "marks");
        if (marks && !json_is_array(marks)) return body_fault(&r->place, ".marks", "not an array");
        for (size_t i = 0; i < json_array_size(marks); i++) {
                char part[32];
                snprintf(part, sizeof part, ".marks[%zu]", i);
                TRY(read_mark(r, json_array_get(marks, i), part, ret));
        }
        return NO_ERR;
}

static struct err read_text(struct reader *r, const json_t *content, struct rich_text *ret)
{
        size_t count = json_array_size(content);
        struct span *spans = arena_array(r->arena, count, sizeof *spans);
        unsigned depth = r->place.depth++;
        for (size_t i = 0; i < count; i++) {
                r->place.index[depth] = i;
                TRY(read_span(r, json_array_get(content, i), &spans[i]));
        }
        r->place.depth = depth;
        *ret = (struct rich_text){spans, count};
        return NO_ERR;
}

/* The node of type "line" that is the first of `content`. */
static struct err read_line(struct reader *r, const json_t *content, struct rich_text *ret)
{
        static const char *const keys[] = {"type", "content", NULL};
        unsigned depth = r->place.depth++;
        r->place.index[depth] = 0;
        const json_t *line = json_array_get(content, 0);
        struct slice type = {0};
        TRY(check_node(r, line, keys, &type));
        if (!slice_eq(type, SLICE("line"))) return body_fault(&r->place, "", "'%s' where a line stands", type.at);
        const json_t *texts = json_object_get(line, "content");
        if (texts && !json_is_array(texts)) return body_fault(&r->place, ".content", "not an array");
        TRY(read_text(r, texts, ret));
        r->place.depth = depth;
        return NO_ERR;
}

/* ---- attributes ---- */

static bool read_label(const json_t *value, enum label *ret)
{
        const char *name = json_string_value(value);
        for (unsigned label = LABEL_CUSTOM; name && label <= LABEL_LITERALLY; label++) {
                if (strcmp(name, label_name((enum label)label)) != 0) continue;
                *ret = (enum label)label;
                return true;
        }
        return false;
}

enum { PIXELS_MAX = 0xFFFF };

/* False when the value is of another type than the attribute. */
static bool read_value(struct reader *r, const json_t *value, enum attribute_type type, void *ret)
{
        switch (type) {
        case ATTRIBUTE_TEXT:
                if (!json_is_string(value)) return false;
                *(struct slice *)ret = arena_copy(r->arena, json_to_slice(value));
                return true;
        case ATTRIBUTE_FLAG:
                *(bool *)ret = json_is_true(value);
                return json_is_boolean(value);
        case ATTRIBUTE_LEVEL:
                *(unsigned *)ret = (unsigned)(json_integer_value(value) & 0xFF);
                return json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= 0xFF;
        case ATTRIBUTE_PIXELS:
                *(unsigned *)ret = (unsigned)(json_integer_value(value) & PIXELS_MAX);
                return json_is_integer(value) && json_integer_value(value) >= 0 &&
                       json_integer_value(value) <= PIXELS_MAX;
        case ATTRIBUTE_TIME:
        case ATTRIBUTE_LATER_TIME:
                *(int64_t *)ret = json_integer_value(value);
                return json_is_integer(value);
        case ATTRIBUTE_LABEL:
                return read_label(value, ret);
        }
        return false;
}

static struct err read_attributes(struct reader *r, const json_t *attrs, struct block *ret)
{
        if (attrs && !json_is_object(attrs)) return body_fault(&r->place, ".attrs", "not an object");
        const char *known[ATTRIBUTES + 1] = {0};
        size_t known_count = 0;
        for (unsigned i = 0; i < ATTRIBUTES; i++) {
                const struct attribute *attribute = &attributes[i];
                if (!block_has(ret->kind, i)) continue;
                known[known_count++] = attribute->name;
                const json_t *value = json_object_get(attrs, attribute->name);
                if (value && !read_value(r, value, attribute->type, (char *)ret + attribute->offset))
                        return body_fault(&r->place, ".attrs", "'%s' has a wrong value", attribute->name);
        }
        const char *unknown = find_unknown_key(attrs, known);
        return unknown ? body_fault(&r->place, ".attrs", "unknown attribute '%s'", unknown) : NO_ERR;
}

/* ---- blocks ---- */

static struct err read_blocks(struct reader *r, const json_t *content, size_t first, struct body *ret);

static struct err read_content(struct reader *r, const json_t *content, struct block *ret)
{
        if (content && !json_is_array(content)) return body_fault(&r->place, ".content", "not an array");
        struct body children = {0};
        switch (block_forms[ret->kind].content) {
        case CONTENT_NOTHING:
                return content ? body_fault(&r->place, ".content", "nothing may stand in it") : NO_ERR;
        case CONTENT_TEXT:
                return read_text(r, content, &ret->text);
        case CONTENT_BLOCKS:
                TRY(read_blocks(r, content, 0, &children));
                break;
        case CONTENT_LINE_AND_BLOCKS:
                TRY(read_line(r, content, &ret->text));
                TRY(read_blocks(r, content, 1, &children));
                break;
        }
        ret->children = children.blocks;
        ret->child_count = children.count;
        return NO_ERR;
}

static struct err read_block(struct reader *r, const json_t *node, struct block *ret)
{
        static const char *const keys[] = {"type", "attrs", "content", NULL};
        struct slice type = {0};
        TRY(check_node(r, node, keys, &type));
        unsigned kind = 0;
        while (kind < BLOCK_KINDS && !slice_eq(type, slice_of(block_forms[kind].type)))
                kind++;
        if (kind == BLOCK_KINDS) return body_fault(&r->place, "", "unknown type '%s'", type.at);
        ret->kind = (enum block_kind)kind;
        TRY(read_attributes(r, json_object_get(node, "attrs"), ret));
        return read_content(r, json_object_get(node, "content"), ret);
}

/* Recursion ends at BODY_DEPTH_MAX. */
static struct err read_blocks(struct reader *r, const json_t *content, size_t first, struct body *ret)
{
        size_t size = json_array_size(content);
        size_t count = size > first ? size - first : 0;
        if (count && r->place.depth == BODY_DEPTH_MAX)
                return body_fault(&r->place, "", "blocks stand in blocks more than %d deep", BODY_DEPTH_MAX);
        *ret = (struct body){arena_array(r->arena, count, sizeof *ret->blocks), count};
        unsigned depth = r->place.depth++;
        for (size_t i = 0; i < count; i++) {
                r->place.index[depth] = first + i;
                TRY(read_block(r, json_array_get(content, first + i), &ret->blocks[i]));
        }
        r->place.depth = depth;
        return NO_ERR;
}

struct err body_from_json(const json_t *json, struct arena *a, struct body *ret, struct buf *why)
{
        static const char *const keys[] = {"type", "content", NULL};
        struct reader r = {.arena = a, .place = {.why = why}};
        struct slice type = {0};
        TRY(check_node(&r, json, keys, &type));
        if (!slice_eq(type, SLICE("doc"))) return body_fault(&r.place, "", "its type is '%s', not 'doc'", type.at);
        const json_t *content = json_object_get(json, "content");
        if (content && !json_is_array(content)) return body_fault(&r.place, ".content", "not an array");

        struct body read = {0};
        TRY(read_blocks(&r, content, 0, &read));
        TRY(body_check(&read, why));
        *ret = read;
        return NO_ERR;
}
