#include "news/body_form.h"
#include "news/json_value.h"

/* ---- JSON ---- */

static json_t *node_of(const char *type)
{
        json_t *node = json_object();
        json_put(node, "type", json_string(type));
        return node;
}

static json_t *marks_of(const struct span *span)
{
        json_t *marks = json_array();
        for (unsigned i = 0; i < MARKS; i++) {
                if (!(span->marks & 1u << i)) continue;
                json_t *mark = node_of(mark_names[i]);
                if (1u << i == MARK_LINK) {
                        json_t *attrs = json_object();
                        json_put(attrs, "href", json_from_slice(span->href));
                        json_put(mark, "attrs", attrs);
                }
                json_append(marks, mark);
        }
        return marks;
}

static json_t *text_nodes(struct rich_text text)
{
        json_t *nodes = json_array();
        for (size_t i = 0; i < text.count; i++) {
                json_t *node = node_of("text");
                json_put(node, "text", json_from_slice(text.spans[i].text));
                if (text.spans[i].marks) json_put(node, "marks", marks_of(&text.spans[i]));
                json_append(nodes, node);
        }
        return nodes;
}

/* NULL when the attribute has the value that reading gives it when it is absent. */
static json_t *value_of(const struct block *b, const struct attribute *attribute)
{
        const void *value = attribute_of(b, attribute);
        switch (attribute->type) {
        case ATTRIBUTE_TEXT:
                return ((const struct slice *)value)->len ? json_from_slice(*(const struct slice *)value) : NULL;
        case ATTRIBUTE_FLAG:
                return *(const bool *)value ? json_true() : NULL;
        case ATTRIBUTE_LEVEL:
                return json_integer(*(const unsigned *)value);
        case ATTRIBUTE_PIXELS:
                return *(const unsigned *)value ? json_integer(*(const unsigned *)value) : NULL;
        case ATTRIBUTE_TIME:
                return json_integer(*(const int64_t *)value);
        case ATTRIBUTE_LATER_TIME:
                return *(const int64_t *)value ? json_integer(*(const int64_t *)value) : NULL;
        case ATTRIBUTE_LABEL:
                return json_string(label_name(*(const enum label *)value));
        }
        return NULL;
}

static json_t *attributes_of(const struct block *b)
{
        json_t *attrs = json_object();
        for (unsigned i = 0; i < ATTRIBUTES; i++) {
                json_t *value = block_has(b->kind, i) ? value_of(b, &attributes[i]) : NULL;
                if (value) json_put(attrs, attributes[i].name, value);
        }
        return attrs;
}

/* Recursion goes as deep as the body, at most BODY_DEPTH_MAX. */
static void append_blocks(json_t *content, const struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++) {
                const struct block *b = &blocks[i];
                const struct block_form *form = &block_forms[b->kind];
                json_t *node = node_of(form->type);
                json_put(node, "attrs", attributes_of(b));
                json_append(content, node);
                if (form->content == CONTENT_NOTHING) continue;

                json_t *inner = form->content == CONTENT_TEXT ? text_nodes(b->text) : json_array();
                json_put(node, "content", inner);
                if (form->content == CONTENT_LINE_AND_BLOCKS) {
                        json_t *line = node_of("line");
                        json_put(line, "content", text_nodes(b->text));
                        json_append(inner, line);
                }
                append_blocks(inner, b->children, b->child_count);
        }
}

json_t *body_to_json(const struct body *b)
{
        json_t *doc = node_of("doc"), *content = json_array();
        json_put(doc, "content", content);
        append_blocks(content, b->blocks, b->count);
        return doc;
}

/* ---- plain text ---- */

static void end_line(struct buf *ret, size_t start)
{
        if (ret->len > start) buf_add_char(ret, '\n');
}

static void write_line(struct slice text, struct buf *ret)
{
        size_t start = ret->len;
        buf_add(ret, text);
        end_line(ret, start);
}

static void write_block_text(const struct block *b, struct buf *ret)
{
        size_t start = ret->len;
        if (b->kind == BLOCK_LABELLED && b->label == LABEL_CUSTOM) {
                buf_add(ret, b->label_text);
                buf_add_text(ret, ": ");
        }
        for (size_t i = 0; i < b->text.count; i++)
                buf_add(ret, b->text.spans[i].text);
        end_line(ret, start);
        for (size_t i = 0; i < b->child_count; i++)
                write_block_text(&b->children[i], ret);
        write_line(b->attribution, ret);
        write_line(b->caption, ret);
}

void body_write_text(const struct body *b, struct buf *ret)
{
        for (size_t i = 0; i < b->count; i++)
                write_block_text(&b->blocks[i], ret);
}
