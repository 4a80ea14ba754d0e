/* The tree is walked with a stack of its own, never by recursion: how deep it is is for strangers to say. */
#include "wire/html.h"

#include "news/embed.h"
#include "wire/body_builder.h"
#include "wire/html_entry.h"
#include "wire/html_link.h"
#include "wire/html_parser.h"
#include "wire/plain_text.h"

enum role {
        ROLE_TEXT,    /* its text belongs to the line it stands in */
        ROLE_STYLE,   /* likewise; its looks are lost, which is counted */
        ROLE_DELETED, /* likewise, but where it is all of an entry, which then was struck */
        ROLE_MARK,    /* likewise, with a mark */
        ROLE_LINK,
        ROLE_LINE,    /* a line by itself */
        ROLE_LINES,   /* likewise, and its line breaks count */
        ROLE_SECTION, /* a line by itself, or an entry of a timeline */
        ROLE_HEADING,
        ROLE_BREAK,
        ROLE_DIVIDER,
        ROLE_LIST,
        ROLE_ITEM,
        ROLE_QUOTE,
        ROLE_FOOT, /* in a quote, whom it is by */
        ROLE_CITE, /* likewise, and in a caption, whose picture it is */
        ROLE_TABLE,
        ROLE_ROW,
        ROLE_CELL,
        ROLE_FIGURE,
        ROLE_CAPTION,
        ROLE_IMAGE,
        ROLE_EMBED,   /* a frame of another site's, kept when that is one we know */
        ROLE_DROPPED, /* with all it holds, and counted */
        ROLE_HIDDEN,  /* no part of the text; not counted */
};

static const struct element {
        enum role role;
        unsigned detail;
} elements[GUMBO_TAG_LAST + 1] = {
#define ELEMENT(tag, role, detail) [GUMBO_TAG_##tag] = {ROLE_##role, detail},
#include "wire/html_elements.def"
#undef ELEMENT
};

struct reader {
        struct intake *intake;
        struct body_builder builder;
        unsigned marks_open[4];  /* by bit of enum mark */
        unsigned lines_open;     /* elements in which line breaks count */
        struct slice href;       /* of the link that is open; empty when there is none, or none to keep */
        const GumboNode *entry;  /* the section that is an entry of a timeline, while it is open */
        const GumboNode *clock;  /* its <time>, which is read already */
        const GumboNode *struck; /* its <del>, likewise; NULL when it stands */
        const GumboNode *node;   /* the element that begins or ends */
        unsigned detail;         /* of its role */
};

static const struct element *element_of(const GumboNode *node)
{
        static const struct element foreign = {ROLE_DROPPED, 0};
        if (node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return &foreign;
        return &elements[node->v.element.tag];
}

/* "" when the element has no such attribute. */
static struct slice attribute_of(const GumboNode *node, const char *name)
{
        const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
        return slice_of(attribute ? attribute->value : NULL);
}

/* ---- text ---- */

static void add_text(struct reader *r, struct slice text)
{
        unsigned marks = r->href.len ? MARK_LINK : 0;
        for (unsigned bit = 0; bit < 4; bit++)
                marks |= r->marks_open[bit] ? 1u << bit : 0;
        while (r->lines_open && memchr(text.at, '\n', text.len)) {
                builder_add_text(&r->builder, slice_cut(&text, '\n'), marks, r->href);
                builder_break_line(&r->builder);
        }
        builder_add_text(&r->builder, text, marks, r->href);
}

static unsigned bit_of(unsigned mark)
{
        return (unsigned)__builtin_ctz(mark);
}

/* ---- elements ---- */

static unsigned cell_span(const GumboNode *node)
{
        enum { SPAN_MAX = 100 };
        uint64_t span = 1;
        if (!slice_to_u64(slice_trim(attribute_of(node, "colspan")), SPAN_MAX, &span) || span == 0) span = 1;
        return (unsigned)span;
}

/* Far enough for what people write; not so far that strangers could make it long. */
enum { LEVELS_MAX = 20, SIBLINGS_MAX = 10 };

static bool is_last_child(const GumboNode *node)
{
        const GumboVector *siblings = &node->parent->v.element.children;
        for (unsigned i = 0; i < SIBLINGS_MAX && i < siblings->length; i++) {
                const GumboNode *behind = siblings->data[siblings->length - 1 - i];
                if (behind == node) return true;
                if (behind->type != GUMBO_NODE_WHITESPACE && behind->type != GUMBO_NODE_COMMENT) return false;
        }
        return false;
}

/* Whether nothing stands in the quotation behind the node: then a <cite> there says whom it is by, and is no title in
 * the middle of a sentence. */
static bool ends_quote(const GumboNode *node)
{
        for (int level = 0; level < LEVELS_MAX && node->parent; level++, node = node->parent) {
                if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_BLOCKQUOTE) return true;
                if (node->parent->type != GUMBO_NODE_ELEMENT || !is_last_child(node)) return false;
        }
        return false;
}

/* ---- what each role does where its element begins and ends ---- */

static void count_style(struct reader *r)
{
        bool is_struck_entry = r->entry && r->node->parent == r->entry && r->builder.entry.struck_ms;
        if (is_struck_entry && r->node->v.element.tag == GUMBO_TAG_DEL) return; /* its time says so */
        intake_lose(r->intake, "bodies: looks of <%s>", gumbo_normalized_tagname(r->node->v.element.tag));
}

static void count_deleted(struct reader *r)
{
        if (r->node != r->struck) count_style(r);
}

static void open_mark(struct reader *r)
{
        r->marks_open[bit_of(r->detail)]++;
}

static void close_mark(struct reader *r)
{
        r->marks_open[bit_of(r->detail)]--;
}

static void open_link(struct reader *r)
{
        r->href = html_link_read(attribute_of(r->node, "href"), r->intake);
}

static void close_link(struct reader *r)
{
        r->href = (struct slice){0};
}

static void end_line(struct reader *r)
{
        builder_end_line(&r->builder);
}

static void open_lines(struct reader *r)
{
        end_line(r);
        r->lines_open++;
}

static void close_lines(struct reader *r)
{
        end_line(r);
        r->lines_open--;
}

static void open_section(struct reader *r)
{
        int64_t time_ms = 0;
        end_line(r);
        if (!html_entry_is(r->node)) return;
        const GumboNode *clock = html_entry_time(r->node, &time_ms);
        if (!clock) {
                intake_lose(r->intake, "bodies: timeline entry that does not open with its time");
        } else if (builder_open_entry(&r->builder, time_ms)) {
                r->entry = r->node;
                r->clock = clock;
                r->struck = html_entry_struck(r->node, &r->builder.entry.struck_ms);
                if (!html_entry_marks(r->node, &r->builder.entry))
                        intake_lose(r->intake, "bodies: timeline entry corrected at no time");
        } else {
                intake_lose(r->intake, "bodies: timeline entry inside of something else");
        }
}

static void close_section(struct reader *r)
{
        if (r->node != r->entry) {
                end_line(r);
                return;
        }
        builder_close_entry(&r->builder);
        r->entry = r->clock = r->struck = NULL;
}

static void end_heading(struct reader *r)
{
        builder_end_heading(&r->builder, r->detail);
}

static void break_line(struct reader *r)
{
        builder_break_line(&r->builder);
}

static void add_divider(struct reader *r)
{
        builder_add_divider(&r->builder);
}

static void open_list(struct reader *r)
{
        builder_open(&r->builder, CONTAINER_LIST, r->detail);
}

static void close_list(struct reader *r)
{
        builder_close(&r->builder, CONTAINER_LIST);
}

static void begin_item(struct reader *r)
{
        builder_begin_item(&r->builder);
}

static void open_quote(struct reader *r)
{
        builder_open(&r->builder, CONTAINER_QUOTE, false);
}

static void close_quote(struct reader *r)
{
        builder_close(&r->builder, CONTAINER_QUOTE);
}

static void open_foot(struct reader *r)
{
        if (ends_quote(r->node))
                builder_open_aside(&r->builder, ASIDE_ATTRIBUTION);
        else
                end_line(r);
}

static void close_foot(struct reader *r)
{
        if (ends_quote(r->node))
                builder_close_aside(&r->builder, ASIDE_ATTRIBUTION);
        else
                end_line(r);
}

static void open_cite(struct reader *r)
{
        if (r->builder.asides_open[ASIDE_CAPTION])
                builder_open_aside(&r->builder, ASIDE_CREDIT);
        else if (ends_quote(r->node))
                builder_open_aside(&r->builder, ASIDE_ATTRIBUTION);
}

static void close_cite(struct reader *r)
{
        if (r->builder.asides_open[ASIDE_CAPTION])
                builder_close_aside(&r->builder, ASIDE_CREDIT);
        else if (ends_quote(r->node))
                builder_close_aside(&r->builder, ASIDE_ATTRIBUTION);
}

static void open_table(struct reader *r)
{
        builder_open(&r->builder, CONTAINER_TABLE, false);
}

static void close_table(struct reader *r)
{
        builder_close(&r->builder, CONTAINER_TABLE);
}

static void begin_row(struct reader *r)
{
        builder_begin_row(&r->builder);
}

static void begin_cell(struct reader *r)
{
        if (attribute_of(r->node, "rowspan").len) intake_lose(r->intake, "bodies: table cell over several rows");
        builder_begin_cell(&r->builder, r->detail, cell_span(r->node));
}

static void open_figure(struct reader *r)
{
        builder_open_figure(&r->builder);
}

static void close_figure(struct reader *r)
{
        builder_close_figure(&r->builder);
}

static void open_caption(struct reader *r)
{
        builder_open_aside(&r->builder, ASIDE_CAPTION);
}

static void close_caption(struct reader *r)
{
        builder_close_aside(&r->builder, ASIDE_CAPTION);
}

static void add_image(struct reader *r)
{
        struct slice alt = plain_cut(intake_line(r->intake, attribute_of(r->node, "alt")), ALT_MAX_BYTES);
        const struct taken_picture taken = intake_take_picture(r->intake, slice_trim(attribute_of(r->node, "src")));
        const struct picture_file *file = taken.file;
        if (taken.is_none) return;
        if (file || alt.len || r->builder.figures)
                builder_add_image(&r->builder, file ? file->asset : (struct slice){0}, alt);
}

static void count_dropped(struct reader *r)
{
        const char *name = gumbo_normalized_tagname(r->node->v.element.tag);
        intake_lose(r->intake, "bodies: %s", name[0] ? name : "foreign element");
}

static void add_embed(struct reader *r)
{
        struct embed embed = {0};
        if (embed_of_address(attribute_of(r->node, "src"), r->intake->arena, &embed))
                builder_add_embed(&r->builder, embed.provider, arena_copy(r->intake->arena, embed.id));
        else
                count_dropped(r);
}

typedef void element_fn(struct reader *r);
static const struct act {
        element_fn *enter, *leave;
        bool without_children; /* what it holds is not read */
} acts[] = {
        [ROLE_TEXT] = {NULL, NULL, false},
        [ROLE_STYLE] = {count_style, NULL, false},
        [ROLE_DELETED] = {count_deleted, NULL, false},
        [ROLE_MARK] = {open_mark, close_mark, false},
        [ROLE_LINK] = {open_link, close_link, false},
        [ROLE_LINE] = {end_line, end_line, false},
        [ROLE_LINES] = {open_lines, close_lines, false},
        [ROLE_SECTION] = {open_section, close_section, false},
        [ROLE_HEADING] = {end_line, end_heading, false},
        [ROLE_BREAK] = {break_line, NULL, true},
        [ROLE_DIVIDER] = {add_divider, NULL, true},
        [ROLE_LIST] = {open_list, close_list, false},
        [ROLE_ITEM] = {begin_item, end_line, false},
        [ROLE_QUOTE] = {open_quote, close_quote, false},
        [ROLE_FOOT] = {open_foot, close_foot, false},
        [ROLE_CITE] = {open_cite, close_cite, false},
        [ROLE_TABLE] = {open_table, close_table, false},
        [ROLE_ROW] = {begin_row, NULL, false},
        [ROLE_CELL] = {begin_cell, end_line, false},
        [ROLE_FIGURE] = {open_figure, close_figure, false},
        [ROLE_CAPTION] = {open_caption, close_caption, false},
        [ROLE_IMAGE] = {add_image, NULL, true},
        [ROLE_EMBED] = {add_embed, NULL, true},
        [ROLE_DROPPED] = {count_dropped, NULL, true},
        [ROLE_HIDDEN] = {NULL, NULL, true},
};

/* ---- the walk ---- */

struct step {
        const GumboNode *node;
        unsigned next_child;
};

/* The nodes from the root to where the walk is. */
struct path {
        struct arena *arena;
        struct step *steps;
        size_t depth, size;
};

static void descend(struct path *p, const GumboNode *node)
{
        if (p->depth == p->size) {
                size_t size = p->size ? 2 * p->size : 64;
                struct step *steps = arena_array(p->arena, size, sizeof *steps);
                if (p->depth) memcpy(steps, p->steps, p->depth * sizeof *steps);
                p->steps = steps;
                p->size = size;
        }
        p->steps[p->depth++] = (struct step){node, 0};
}

static bool is_element(const GumboNode *node)
{
        return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static void begin_or_end(struct reader *r, const GumboNode *node, element_fn *act)
{
        if (!act) return;
        r->node = node;
        r->detail = element_of(node)->detail;
        act(r);
}

/* Reads a text, or begins an element and goes down into it. */
static void enter(struct reader *r, struct path *p, const GumboNode *node)
{
        if (!is_element(node)) {
                if (node->type != GUMBO_NODE_COMMENT) add_text(r, slice_of(node->v.text.text));
                return;
        }
        const struct act *act = &acts[element_of(node)->role];
        begin_or_end(r, node, act->enter);
        if (!act->without_children && node != r->clock) descend(p, node);
}

static void walk(struct reader *r, const GumboNode *root)
{
        struct path path = {.arena = r->intake->arena};
        enter(r, &path, root);
        while (path.depth) {
                struct step *step = &path.steps[path.depth - 1];
                const GumboVector *children = &step->node->v.element.children;
                if (step->next_child < children->length) {
                        enter(r, &path, children->data[step->next_child++]);
                        continue;
                }
                begin_or_end(r, step->node, acts[element_of(step->node)->role].leave);
                path.depth--;
        }
}

static struct err finish(struct body_builder *b, struct intake *in, struct body *ret, struct buf *why)
{
        struct body built = {0};
        if (!body_builder_finish(b, &built)) {
                buf_add_text(why, "longer than a body can be");
                return ERR(ERR_INVALID, "read HTML");
        }
        TRY(body_check(&built, why));
        intake_lose_hidden(in, b->line.hidden + b->aside_line.hidden);
        *ret = built;
        return NO_ERR;
}

struct err html_read(struct slice html, struct intake *in, struct body *ret, struct buf *why)
{
        CLEANUP(html_parser_clear) struct html_parser parser = {0};
        const GumboNode *root = html_parse(&parser, html);
        if (!root) {
                buf_add_text(why, "too deeply nested, or too long, to be read in reasonable time");
                return ERR(ERR_INVALID, "read HTML");
        }
        struct reader reader = {.intake = in};
        body_builder_init(&reader.builder, in->arena);
        walk(&reader, root);
        struct err err = finish(&reader.builder, in, ret, why);
        body_builder_clear(&reader.builder);
        return err;
}

struct slice html_read_line(struct slice html, struct intake *in)
{
        struct body body = {0};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(BODY_JSON_MAX_BYTES), why = BUF_INIT(0);
        if (html_read(html, in, &body, &why).code == OK) body_write_text(&body, &text);
        return plain_line(in->arena, buf_slice(&text));
}

struct err plain_text_read(struct slice text, struct intake *in, struct body *ret, struct buf *why)
{
        CLEANUP(body_builder_clear) struct body_builder builder;
        body_builder_init(&builder, in->arena);
        while (text.len) {
                builder_add_text(&builder, slice_cut(&text, '\n'), 0, (struct slice){0});
                builder_end_line(&builder);
        }
        return finish(&builder, in, ret, why);
}
