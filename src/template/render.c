/* Walks the nodes of a template and appends to the output; everything that is not escaped is copied exactly once.
 *
 * Three stacks grow while partials, sections and blocks are entered: of data, of arguments for blocks, and of
 * indentation. Each is a list of frames on the C stack, linked outwards and passed down by a constant scope, so leaving
 * restores all three and nothing is allocated.
 *
 * A block is looked up from the outermost parent inwards ("top-level substitutions take precedence"). What is
 * found is rendered with the data of the place of expansion, but with the arguments around the parent that brought it:
 * text sees the arguments that were in force where it was written, so an argument cannot expand itself. */
#include "base/markup.h"
#include "template/node.h"
#include "template/template.h"

#include <stdio.h>
#include <stdlib.h>

/* Bounds the time of a template that repeats itself without writing anything: about 0.1 s. */
enum { STEPS_MAX = 10 * 1000 * 1000 };

struct frame {
        const json_t *value;
        const struct frame *outer;
};

struct indentation {
        struct slice text;
        const struct indentation *outer;
};

/* The blocks inside `parent` are arguments for the template that it names. */
struct arguments {
        const struct template *template;
        uint32_t parent;
        const struct arguments *outer;
};

struct scope {
        const struct template *template;
        const struct frame *data;
        const struct arguments *arguments;     /* NULL: none */
        const struct indentation *indentation; /* NULL: none */
};

struct rendering {
        template_find_fn *find;
        void *find_context;
        struct buf *out;
        size_t steps_left;
        unsigned levels;
        bool at_line_start; /* of a line of a template, whatever the data held */
};

static struct err render_children(struct rendering *r, const struct scope *scope, uint32_t first, uint32_t end) CHECKED;

static void write_indentation(struct rendering *r, const struct indentation *indentation)
{
        if (!indentation) return;
        write_indentation(r, indentation->outer);
        buf_add(r->out, indentation->text);
}

/* Before anything that comes from the template's text. */
static void begin_line(struct rendering *r, const struct scope *scope)
{
        if (r->at_line_start) write_indentation(r, scope->indentation);
        r->at_line_start = false;
}

static void write_lines(struct rendering *r, const struct scope *scope, struct slice text)
{
        for (struct slice rest = text; rest.len;) {
                const char *newline = memchr(rest.at, '\n', rest.len);
                size_t len = newline ? (size_t)(newline - rest.at) + 1 : rest.len;
                begin_line(r, scope);
                buf_add(r->out, (struct slice){rest.at, len});
                r->at_line_start = newline != NULL;
                rest = slice_skip(rest, len);
        }
}

static void write_text(struct rendering *r, const struct scope *scope, struct slice text)
{
        if (text.len == 0) return;
        if (scope->indentation) {
                write_lines(r, scope, text);
                return;
        }
        buf_add(r->out, text);
        r->at_line_start = text.at[text.len - 1] == '\n';
}

/* The first part of a dotted name is looked for from the inside out, each further part only in what was found. */
static const json_t *find_value(const struct frame *data, struct slice name)
{
        if (slice_eq(name, SLICE("."))) return data->value;
        struct slice rest = name;
        struct slice part = slice_cut(&rest, '.');
        const json_t *value = NULL;
        for (const struct frame *frame = data; frame && !value; frame = frame->outer)
                value = json_object_getn(frame->value, part.at, part.len);
        while (value && rest.len) {
                part = slice_cut(&rest, '.');
                value = json_object_getn(value, part.at, part.len);
        }
        return value;
}

/* The fewest digits that read back as the same number. */
static void write_real(double number, struct buf *out)
{
        char text[32];
        int len = 0;
        for (int digits = 15; digits <= 17; digits++) {
                len = snprintf(text, sizeof text, "%.*g", digits, number);
                if (strtod(text, NULL) == number) break;
        }
        buf_add(out, (struct slice){text, (size_t)len});
}

static void write_value(struct rendering *r, const struct scope *scope, const struct node *node)
{
        begin_line(r, scope);
        const json_t *value = find_value(scope->data, node->text);
        if (!value) return;
        struct slice text = {json_string_value(value), json_string_length(value)};
        switch (json_typeof(value)) {
        case JSON_STRING:
                if (node->kind == NODE_VALUE)
                        markup_escape(text, r->out);
                else
                        buf_add(r->out, text);
                break;
        case JSON_INTEGER:
                buf_add_format(r->out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
                break;
        case JSON_REAL:
                write_real(json_real_value(value), r->out);
                break;
        case JSON_TRUE:
                buf_add_text(r->out, "true");
                break;
        case JSON_FALSE:
                buf_add_text(r->out, "false");
                break;
        case JSON_NULL:
        case JSON_OBJECT:
        case JSON_ARRAY:
                break;
        }
}

static bool is_falsey(const json_t *value)
{
        if (!value) return true;
        switch (json_typeof(value)) {
        case JSON_NULL:
        case JSON_FALSE:
                return true;
        case JSON_STRING:
                return json_string_length(value) == 0;
        case JSON_ARRAY:
                return json_array_size(value) == 0;
        case JSON_INTEGER:
                return json_integer_value(value) == 0;
        case JSON_REAL:
                return json_real_value(value) == 0;
        case JSON_TRUE:
        case JSON_OBJECT:
                break;
        }
        return false;
}

static struct err render_with(struct rendering *r, const struct scope *scope, uint32_t section, const json_t *value)
{
        struct frame frame = {value, scope->data};
        struct scope inner = *scope;
        inner.data = &frame;
        return render_children(r, &inner, section + 1, scope->template->nodes[section].end);
}

static struct err render_section(struct rendering *r, const struct scope *scope, uint32_t section)
{
        const struct node *node = &scope->template->nodes[section];
        const json_t *value = find_value(scope->data, node->text);
        if (is_falsey(value) != (node->kind == NODE_INVERTED)) return NO_ERR;
        if (node->kind == NODE_INVERTED || json_is_true(value))
                return render_children(r, scope, section + 1, node->end);
        if (!json_is_array(value)) return render_with(r, scope, section, value);
        for (size_t i = 0; i < json_array_size(value); i++)
                TRY(render_with(r, scope, section, json_array_get(value, i)));
        return NO_ERR;
}

/* A partial, or a parent with its arguments. One that shares its line with something else is not indented by what
 * surrounds it, as if its text had been put in after its surroundings were indented. */
static struct err render_partial(struct rendering *r, const struct scope *scope, uint32_t partial)
{
        const struct node *node = &scope->template->nodes[partial];
        const struct template *found = r->find ? r->find(r->find_context, node->text) : NULL;
        if (!found) return NO_ERR;

        if (!node->alone) begin_line(r, scope);
        struct indentation indentation = {node->indentation, scope->indentation};
        struct arguments arguments = {scope->template, partial, scope->arguments};
        struct scope inner = {
                .template = found,
                .data = scope->data,
                .arguments = node->kind == NODE_PARENT ? &arguments : scope->arguments,
                .indentation = node->alone ? &indentation : NULL,
        };
        return render_children(r, &inner, 0, found->count);
}

/* The index of the argument `name`, or 0, which no argument can have: its parent stands before it. */
static uint32_t find_argument(const struct arguments *arguments, struct slice name)
{
        const struct node *nodes = arguments->template->nodes;
        uint32_t end = nodes[arguments->parent].end;
        for (uint32_t i = arguments->parent + 1; i < end; i = nodes[i].end)
                if (nodes[i].kind == NODE_BLOCK && slice_eq(nodes[i].text, name)) return i;
        return 0;
}

static struct err render_block(struct rendering *r, const struct scope *scope, uint32_t block)
{
        const struct node *node = &scope->template->nodes[block];
        struct indentation indentation = {node->indentation, scope->indentation};
        struct scope inner = *scope;
        if (node->indentation.len) inner.indentation = &indentation;

        uint32_t content = block;
        for (const struct arguments *a = scope->arguments; a; a = a->outer) {
                uint32_t argument = find_argument(a, node->text);
                if (!argument) continue;
                content = argument;
                inner.template = a->template;
                inner.arguments = a->outer;
        }
        return render_children(r, &inner, content + 1, inner.template->nodes[content].end);
}

static struct err render_node(struct rendering *r, const struct scope *scope, uint32_t index)
{
        const struct node *node = &scope->template->nodes[index];
        switch ((enum node_kind)node->kind) {
        case NODE_TEXT:
                write_text(r, scope, node->text);
                break;
        case NODE_LINE_END:
                if (!r->at_line_start) write_text(r, scope, node->text);
                break;
        case NODE_VALUE:
        case NODE_RAW_VALUE:
                write_value(r, scope, node);
                break;
        case NODE_SECTION:
        case NODE_INVERTED:
                return render_section(r, scope, index);
        case NODE_PARTIAL:
        case NODE_PARENT:
                return render_partial(r, scope, index);
        case NODE_BLOCK:
                return render_block(r, scope, index);
        }
        return NO_ERR;
}

/* A failure ends the whole rendering, so it leaves `levels` as they are. */
static struct err render_children(struct rendering *r, const struct scope *scope, uint32_t first, uint32_t end)
{
        if (r->levels == TEMPLATE_LEVELS_MAX) return ERR(ERR_FULL, "render templates that nest too deeply");
        r->levels++;
        for (uint32_t i = first; i < end; i = scope->template->nodes[i].end) {
                if (r->steps_left-- == 0) return ERR(ERR_FULL, "render a template that goes on without end");
                TRY(render_node(r, scope, i));
        }
        r->levels--;
        return BUF_OK(r->out, "render a template");
}

struct err template_render(const struct template *t, const json_t *data, template_find_fn *find, void *context,
                           struct buf *out)
{
        struct rendering r = {
                .find = find,
                .find_context = context,
                .out = out,
                .steps_left = STEPS_MAX,
                .at_line_start = true,
        };
        struct frame root = {data, NULL};
        struct scope scope = {.template = t, .data = &root};
        return render_children(&r, &scope, 0, t->count);
}
