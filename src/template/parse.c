/* Builds the nodes of a template in one pass over the scanner's pieces.
 *
 * What depends on white space is settled here, so that the renderer only copies: lines of tags that stand alone are
 * left out, and what a block's lines are indented by is taken from them and kept as the block's indentation ("removed
 * at the site of definition and added at the site of expansion", says the inheritance module). */
#include "template/node.h"
#include "template/scan.h"
#include "template/template.h"

#include <stdlib.h>

enum { TEXT_MAX = 16 << 20 };

struct open_tag {
        uint32_t node;
        unsigned line;
};

struct parser {
        struct scanner scanner;
        struct template *template;
        struct slice source; /* the caller's text, of which the template has a copy */
        uint32_t room;       /* nodes allocated: one for each piece, as none makes two */
        struct open_tag open[TEMPLATE_LEVELS_MAX];
        unsigned depth, blocks_open;
        struct slice margin;  /* the white space before the first tag of a line of tags only, until that tag takes it */
        bool text_may_grow;   /* the last node is a text that what follows may be joined to */
        bool block_ends_line; /* the last tag of the line, so far, closed a block that stands alone */
        struct template_fault *fault;
};

static struct err refuse(struct parser *p, unsigned line, const char *what)
{
        *p->fault = (struct template_fault){.line = line, .what = what};
        return ERR(ERR_INVALID, "parse a template");
}

/* The template, and its copy of the text with it, goes; so the fault borrows from the caller's text. */
static struct err refuse_tag(struct parser *p, unsigned line, const char *what, struct slice name)
{
        struct err err = refuse(p, line, what);
        p->fault->name = (struct slice){p->source.at + (name.at - p->template->text.at), name.len};
        return err;
}

static void add_node(struct parser *p, struct node node)
{
        struct template *t = p->template;
        must(t->count < p->room);
        node.end = t->count + 1;
        t->nodes[t->count++] = node;
        p->text_may_grow = false;
}

/* Lines that follow one another become one node, but not in a block, which may have to take indentation off each. */
static void add_text(struct parser *p, const struct piece *piece)
{
        if (p->text_may_grow) {
                p->template->nodes[p->template->count - 1].text.len += piece->text.len;
                return;
        }
        add_node(p, (struct node){.kind = NODE_TEXT, .text = piece->text, .begins_line = piece->begins_line});
        p->text_may_grow = p->blocks_open == 0;
}

/* The white space of a line of tags only: shown nowhere, but before the first tag it says how far to indent. */
static void take_margin(struct parser *p, const struct piece *piece)
{
        p->text_may_grow = false;
        if (piece->begins_line) p->margin = piece->text;
        if (!slice_ends_with(piece->text, SLICE("\n")) || !p->block_ends_line) return;

        struct slice end = slice_ends_with(piece->text, SLICE("\r\n")) ? SLICE("\r\n") : SLICE("\n");
        add_node(p, (struct node){.kind = NODE_LINE_END, .text = end});
}

static void add_tag(struct parser *p, const struct piece *piece, enum node_kind kind)
{
        struct node node = {.kind = (uint8_t)kind, .text = piece->text, .alone = piece->alone};
        node.indentation = piece->alone ? p->margin : SLICE("");
        p->margin = SLICE("");
        add_node(p, node);
}

static struct err open_tag(struct parser *p, const struct piece *piece, enum node_kind kind)
{
        if (p->depth == TEMPLATE_LEVELS_MAX) return refuse_tag(p, piece->line, "sections nest too deeply", piece->text);
        p->open[p->depth++] = (struct open_tag){p->template->count, piece->line};
        p->blocks_open += kind == NODE_BLOCK;
        add_tag(p, piece, kind);
        return NO_ERR;
}

static struct slice leading_blanks(struct slice line)
{
        size_t len = 0;
        while (len < line.len && (line.at[len] == ' ' || line.at[len] == '\t'))
                len++;
        return (struct slice){line.at, len};
}

/* How far the first line of a block's content is indented. */
static struct slice content_indentation(const struct template *t, uint32_t block)
{
        uint32_t first = block + 1;
        while (first < t->nodes[block].end &&
               (t->nodes[first].kind == NODE_SECTION || t->nodes[first].kind == NODE_INVERTED))
                first++;
        if (first == t->nodes[block].end) return SLICE("");
        const struct node *n = &t->nodes[first];
        return n->kind == NODE_TEXT && n->begins_line ? leading_blanks(n->text) : n->indentation;
}

static struct slice without_start(struct slice text, struct slice start)
{
        size_t shared = 0;
        while (shared < text.len && shared < start.len && text.at[shared] == start.at[shared])
                shared++;
        return shared ? slice_skip(text, shared) : text;
}

/* Takes the indentation of a block's content off all its lines; rendering puts back what the place of expansion asks
 * for. Lines of blocks inside that stand alone have had their own taken off, which counts from the block's tag. */
static void unindent_block(struct template *t, uint32_t block)
{
        struct slice indentation = content_indentation(t, block);
        if (indentation.len == 0) return;
        t->nodes[block].indentation = indentation;
        for (uint32_t i = block + 1; i < t->nodes[block].end;) {
                struct node *n = &t->nodes[i];
                if (n->kind == NODE_TEXT && n->begins_line) n->text = without_start(n->text, indentation);
                n->indentation = without_start(n->indentation, indentation);
                i = n->kind == NODE_BLOCK && n->alone ? n->end : i + 1;
        }
}

static struct err close_tag(struct parser *p, const struct piece *piece)
{
        if (p->depth == 0) return refuse_tag(p, piece->line, "nothing is open that this tag could close", piece->text);
        uint32_t opened = p->open[p->depth - 1].node;
        struct node *n = &p->template->nodes[opened];
        if (!slice_eq(n->text, piece->text))
                return refuse_tag(p, piece->line, "tag closes another section than the open one", n->text);

        n->end = p->template->count;
        p->depth--;
        p->margin = SLICE("");
        p->text_may_grow = false;
        if (n->kind != NODE_BLOCK) return NO_ERR;
        p->blocks_open--;
        p->block_ends_line = piece->alone;
        if (n->alone) unindent_block(p->template, opened);
        return NO_ERR;
}

static struct err take_tag(struct parser *p, const struct piece *piece)
{
        p->block_ends_line = false;
        switch (piece->kind) {
        case PIECE_SECTION:
                return open_tag(p, piece, NODE_SECTION);
        case PIECE_INVERTED:
                return open_tag(p, piece, NODE_INVERTED);
        case PIECE_PARENT:
                return open_tag(p, piece, NODE_PARENT);
        case PIECE_BLOCK:
                return open_tag(p, piece, NODE_BLOCK);
        case PIECE_CLOSE:
                return close_tag(p, piece);
        case PIECE_VALUE:
                add_tag(p, piece, NODE_VALUE);
                break;
        case PIECE_RAW_VALUE:
                add_tag(p, piece, NODE_RAW_VALUE);
                break;
        case PIECE_PARTIAL:
                add_tag(p, piece, NODE_PARTIAL);
                break;
        case PIECE_COMMENT:
        case PIECE_DELIMITERS:
                p->text_may_grow = false;
                break;
        case PIECE_TEXT:
        case PIECE_END:
                break;
        }
        return NO_ERR;
}

static struct err take_pieces(struct parser *p)
{
        struct piece piece;
        for (;;) {
                if (!scan_next(&p->scanner, &piece)) return refuse(p, p->scanner.line, p->scanner.fault);
                if (piece.kind == PIECE_END) break;
                if (piece.begins_line) {
                        p->margin = SLICE("");
                        p->block_ends_line = false;
                }
                if (piece.kind != PIECE_TEXT)
                        TRY(take_tag(p, &piece));
                else if (piece.alone)
                        take_margin(p, &piece);
                else
                        add_text(p, &piece);
        }
        if (p->depth == 0) return NO_ERR;
        const struct open_tag *open = &p->open[p->depth - 1];
        return refuse_tag(p, open->line, "section is not closed", p->template->nodes[open->node].text);
}

static uint32_t count_pieces(struct slice text)
{
        struct scanner scanner;
        struct piece piece;
        uint32_t count = 0;
        scan_start(&scanner, text);
        while (scan_next(&scanner, &piece) && piece.kind != PIECE_END)
                count++;
        return count;
}

static struct err parse_into(struct template *t, struct slice text, struct template_fault *ret_fault)
{
        struct parser p = {.template = t, .source = text, .margin = SLICE(""), .fault = ret_fault};
        if (text.len > TEXT_MAX) return refuse(&p, 1, "template is larger than 16 MB");

        p.room = count_pieces(text);
        char *copy = malloc(text.len + 1);
        t->text = (struct slice){copy, text.len};
        t->nodes = calloc(p.room + 1, sizeof *t->nodes);
        if (!copy || !t->nodes) return ERR(ERR_FULL, "allocate a template");

        if (text.len) memcpy(copy, text.at, text.len);
        scan_start(&p.scanner, t->text);
        return take_pieces(&p);
}

struct err template_parse(struct slice text, struct template **ret, struct template_fault *ret_fault)
{
        struct template *t = calloc(1, sizeof *t);
        if (!t) return ERR(ERR_FULL, "allocate a template");
        struct err err = parse_into(t, text, ret_fault);
        if (err.code)
                template_free(t);
        else
                *ret = t;
        return err;
}

struct slice template_partial(const struct template *t, size_t index)
{
        for (uint32_t i = 0; i < t->count; i++) {
                bool asks = t->nodes[i].kind == NODE_PARTIAL || t->nodes[i].kind == NODE_PARENT;
                if (asks && index-- == 0) return t->nodes[i].text;
        }
        return SLICE("");
}

struct slice template_unknown(const struct template *t, template_knows_fn *knows)
{
        for (uint32_t i = 0; i < t->count; i++) {
                const struct node *n = &t->nodes[i];
                bool is_asked = n->kind == NODE_VALUE || n->kind == NODE_RAW_VALUE || n->kind == NODE_SECTION ||
                                n->kind == NODE_INVERTED;
                if (is_asked && !knows(n->text)) return n->text;
        }
        return SLICE("");
}

unsigned template_line(const struct template *t, struct slice name)
{
        unsigned line = 1;
        must(name.at >= t->text.at && name.at <= t->text.at + t->text.len);
        for (const char *at = t->text.at; at < name.at; at++)
                line += *at == '\n';
        return line;
}

void template_fault_write(const struct template_fault *fault, struct buf *ret)
{
        buf_add_text(ret, fault->what);
        if (fault->name.len) buf_add_format(ret, ": \"%.*s\"", SLICE_ARGS(fault->name));
}

void template_free(struct template *t)
{
        if (!t) return;
        free(t->nodes);
        free((char *)t->text.at);
        free(t);
}
