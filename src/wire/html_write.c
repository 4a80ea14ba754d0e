#include "wire/html_write.h"

#include "base/markup.h"
#include "news/date_time.h"
#include "news/embed.h"

struct html_writer {
        const struct html_form *form;
        struct arena arena;
        struct buf *ret;
};

static void write_blocks(struct html_writer *w, const struct block *blocks, size_t count);

/* ---- text ---- */

static const struct {
        unsigned mark;
        const char *element;
} nesting[] = {
        {MARK_BOLD, "strong"},
        {MARK_ITALIC, "em"},
        {MARK_SUPERSCRIPT, "sup"},
        {MARK_SUBSCRIPT, "sub"},
};
enum { MARK_KINDS = sizeof nesting / sizeof nesting[0] };

static void write_lines(struct slice text, struct buf *ret)
{
        for (bool is_first = true; text.len; is_first = false) {
                if (!is_first) buf_add_text(ret, "<br>");
                bool ends_with_break = text.at[text.len - 1] == '\n';
                markup_escape(slice_cut(&text, '\n'), ret);
                if (text.len == 0 && ends_with_break) buf_add_text(ret, "<br>");
        }
}

static void write_span(const struct span *span, struct buf *ret)
{
        if (span->marks & MARK_LINK) {
                buf_add_text(ret, "<a href=\"");
                markup_escape(span->href, ret);
                buf_add_text(ret, "\">");
        }
        for (unsigned i = 0; i < MARK_KINDS; i++)
                if (span->marks & nesting[i].mark) buf_add_format(ret, "<%s>", nesting[i].element);
        write_lines(span->text, ret);
        for (unsigned i = MARK_KINDS; i-- > 0;)
                if (span->marks & nesting[i].mark) buf_add_format(ret, "</%s>", nesting[i].element);
        if (span->marks & MARK_LINK) buf_add_text(ret, "</a>");
}

static void write_inline(const struct rich_text *text, struct buf *ret)
{
        for (size_t i = 0; i < text->count; i++)
                write_span(&text->spans[i], ret);
}

static void write_element(struct html_writer *w, const char *element, struct slice text)
{
        if (text.len == 0) return;
        buf_add_format(w->ret, "<%s>", element);
        markup_escape(text, w->ret);
        buf_add_format(w->ret, "</%s>", element);
}

/* ---- blocks ---- */

static void write_text_in(struct html_writer *w, const char *element, const struct block *b)
{
        buf_add_format(w->ret, "<%s>", element);
        write_inline(&b->text, w->ret);
        buf_add_format(w->ret, "</%s>", element);
}

static void write_paragraph(struct html_writer *w, const struct block *b)
{
        write_text_in(w, "p", b);
}

static void write_heading(struct html_writer *w, const struct block *b)
{
        write_text_in(w, b->level == 3 ? "h3" : "h2", b);
}

static void write_labelled(struct html_writer *w, const struct block *b)
{
        enum { KEY_MAX_BYTES = 64 };
        CLEANUP(buf_clear) struct buf key = BUF_INIT(KEY_MAX_BYTES);
        buf_add_format(&key, "label_%s", label_name(b->label));
        struct slice label =
                b->label == LABEL_CUSTOM ? b->label_text : language_text(w->form->language, buf_text(&key));
        buf_add_text(w->ret, "<p><strong>");
        markup_escape(label, w->ret);
        buf_add_text(w->ret, ":</strong> ");
        write_inline(&b->text, w->ret);
        buf_add_text(w->ret, "</p>");
}

static void write_list(struct html_writer *w, const struct block *b)
{
        const char *element = b->ordered ? "ol" : "ul";
        buf_add_format(w->ret, "<%s>", element);
        write_blocks(w, b->children, b->child_count);
        buf_add_format(w->ret, "</%s>", element);
}

static void write_item(struct html_writer *w, const struct block *b)
{
        buf_add_text(w->ret, "<li>");
        write_inline(&b->text, w->ret);
        write_blocks(w, b->children, b->child_count);
        buf_add_text(w->ret, "</li>");
}

static void write_quote(struct html_writer *w, const struct block *b)
{
        buf_add_text(w->ret, "<blockquote>");
        write_blocks(w, b->children, b->child_count);
        write_element(w, "footer", b->attribution);
        buf_add_text(w->ret, "</blockquote>");
}

static void write_image(struct html_writer *w, const struct block *b)
{
        buf_add_text(w->ret, "<figure><img");
        if (b->asset.len) {
                buf_add_text(w->ret, " src=\"");
                w->form->address(w->form->context, b, w->ret);
                buf_add_char(w->ret, '"');
        }
        buf_add_text(w->ret, " alt=\"");
        markup_escape(b->alt, w->ret);
        buf_add_text(w->ret, "\">");
        if (b->caption.len || b->credit.len) {
                buf_add_text(w->ret, "<figcaption>");
                markup_escape(b->caption, w->ret);
                if (b->caption.len && b->credit.len) buf_add_char(w->ret, ' ');
                write_element(w, "cite", b->credit);
                buf_add_text(w->ret, "</figcaption>");
        }
        buf_add_text(w->ret, "</figure>");
}

static void write_gallery(struct html_writer *w, const struct block *b)
{
        buf_add_text(w->ret, "<figure>");
        write_blocks(w, b->children, b->child_count);
        buf_add_text(w->ret, "</figure>");
}

static void write_table(struct html_writer *w, const struct block *b)
{
        buf_add_text(w->ret, "<table>");
        write_element(w, "caption", b->caption);
        write_blocks(w, b->children, b->child_count);
        buf_add_text(w->ret, "</table>");
}

static void write_row(struct html_writer *w, const struct block *b)
{
        buf_add_text(w->ret, "<tr>");
        write_blocks(w, b->children, b->child_count);
        buf_add_text(w->ret, "</tr>");
}

static void write_cell(struct html_writer *w, const struct block *b)
{
        write_text_in(w, b->header ? "th" : "td", b);
}

static void write_embed(struct html_writer *w, const struct block *b)
{
        buf_add_text(w->ret, "<figure><iframe src=\"");
        markup_escape(embed_url(&w->arena, b->provider, b->embed_id), w->ret);
        buf_add_text(w->ret, "\"></iframe>");
        write_element(w, "figcaption", b->caption);
        buf_add_text(w->ret, "</figure>");
}

static void write_divider(struct html_writer *w, const struct block *b)
{
        (void)b;
        buf_add_text(w->ret, "<hr>");
}

static void write_moment(struct html_writer *w, const char *attribute, int64_t moment_ms)
{
        if (!moment_ms) return;
        buf_add_format(w->ret, " %s=\"", attribute);
        date_time_write(moment_ms, w->ret);
        buf_add_char(w->ret, '"');
}

static void write_timeline(struct html_writer *w, const struct block *b)
{
        buf_add_format(w->ret, "<section class=\"timeline-entry%s\"", b->pinned ? " pinned" : "");
        write_moment(w, "data-corrected", b->corrected_ms);
        buf_add_text(w->ret, "><time datetime=\"");
        date_time_write(b->time_ms, w->ret);
        buf_add_text(w->ret, "\">");
        date_time_write(b->time_ms, w->ret);
        buf_add_text(w->ret, "</time>");
        if (b->struck_ms) {
                buf_add_text(w->ret, "<del");
                write_moment(w, "datetime", b->struck_ms);
                buf_add_char(w->ret, '>');
        }
        if (b->text.count) write_text_in(w, "h3", b);
        write_blocks(w, b->children, b->child_count);
        buf_add_text(w->ret, b->struck_ms ? "</del></section>" : "</section>");
}

typedef void block_fn(struct html_writer *w, const struct block *b);
static block_fn *const writers[] = {
        [BLOCK_PARAGRAPH] = write_paragraph, [BLOCK_LABELLED] = write_labelled,
        [BLOCK_HEADING] = write_heading,     [BLOCK_LIST] = write_list,
        [BLOCK_ITEM] = write_item,           [BLOCK_QUOTE] = write_quote,
        [BLOCK_IMAGE] = write_image,         [BLOCK_GALLERY] = write_gallery,
        [BLOCK_TABLE] = write_table,         [BLOCK_ROW] = write_row,
        [BLOCK_CELL] = write_cell,           [BLOCK_EMBED] = write_embed,
        [BLOCK_DIVIDER] = write_divider,     [BLOCK_TIMELINE] = write_timeline,
};

/* Recursion goes as deep as the body, at most BODY_DEPTH_MAX. */
static void write_blocks(struct html_writer *w, const struct block *blocks, size_t count)
{
        for (size_t i = 0; i < count; i++)
                writers[blocks[i].kind](w, &blocks[i]);
}

void html_write(const struct body *body, const struct html_form *form, struct buf *ret)
{
        struct html_writer writer = {.form = form, .ret = ret};
        for (size_t i = 0; i < body->count; i++) {
                if (i) buf_add_char(ret, '\n');
                write_blocks(&writer, &body->blocks[i], 1);
        }
        arena_clear(&writer.arena);
}
