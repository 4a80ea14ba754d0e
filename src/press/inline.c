/* Rich text as HTML. Marks nest in one order, a link outermost, and elements stay open over spans that share them: a
 * link of which one word is bold is one link, for the keyboard and for whoever listens to the page. */
#include "base/markup.h"
#include "press/blocks.h"

static const struct {
        unsigned mark;
        const char *element;
} nesting[] = {
        {MARK_LINK, "a"},          {MARK_BOLD, "strong"},   {MARK_ITALIC, "em"},
        {MARK_SUPERSCRIPT, "sup"}, {MARK_SUBSCRIPT, "sub"},
};
enum { MARK_KINDS = sizeof nesting / sizeof nesting[0], TEXT_MAX_BYTES = 4 * BODY_JSON_MAX_BYTES };

struct writing {
        const struct imprint *imprint;
        struct buf *ret;
        struct buf spaced; /* a span's text with its non-breaking spaces */
        unsigned open;     /* marks whose elements are open */
        struct slice href; /* of the open link */
};

/* How many of the nesting's marks, from the outside, are the same for the open elements and for `span`. */
static unsigned shared_depth(const struct writing *w, const struct span *span)
{
        for (unsigned i = 0; i < MARK_KINDS; i++) {
                unsigned mark = nesting[i].mark;
                if ((w->open & mark) != (span->marks & mark)) return i;
                if (mark == MARK_LINK && (w->open & mark) && !slice_eq(w->href, span->href)) return i;
        }
        return MARK_KINDS;
}

static void close_elements(struct writing *w, unsigned depth)
{
        for (unsigned i = MARK_KINDS; i-- > depth;)
                if (w->open & nesting[i].mark) {
                        buf_add_format(w->ret, "</%s>", nesting[i].element);
                        w->open &= ~nesting[i].mark;
                }
}

static bool is_elsewhere(const struct writing *w, struct slice href)
{
        struct slice site = w->imprint->site_url;
        const struct slice scheme = SLICE("http");
        if (href.len < scheme.len || !slice_eq_nocase((struct slice){href.at, scheme.len}, scheme)) return false;
        return !slice_starts_with(href, site) || (href.len > site.len && href.at[site.len] != '/');
}

static void open_link(struct writing *w, struct slice href)
{
        buf_add_text(w->ret, "<a href=\"");
        markup_escape(href, w->ret);
        buf_add_text(w->ret, is_elsewhere(w, href) ? "\" rel=\"noopener\">" : "\">");
        w->href = href;
}

static void open_elements(struct writing *w, const struct span *span)
{
        for (unsigned i = 0; i < MARK_KINDS; i++) {
                unsigned mark = nesting[i].mark;
                if (!(span->marks & mark) || (w->open & mark)) continue;
                if (mark == MARK_LINK)
                        open_link(w, span->href);
                else
                        buf_add_format(w->ret, "<%s>", nesting[i].element);
                w->open |= mark;
        }
}

static void write_text(struct writing *w, struct slice text)
{
        buf_truncate(&w->spaced);
        language_write_nonbreaking(w->imprint->edition->code, text, &w->spaced);
        struct slice rest = buf_slice(&w->spaced);
        for (bool first = true; rest.len; first = false) {
                if (!first) buf_add_text(w->ret, "<br>");
                markup_escape(slice_cut(&rest, '\n'), w->ret);
        }
}

void inline_write(const struct imprint *i, const struct rich_text *text, struct buf *ret)
{
        struct writing w = {.imprint = i, .ret = ret, .spaced = BUF_INIT(TEXT_MAX_BYTES)};
        for (size_t at = 0; at < text->count; at++) {
                close_elements(&w, shared_depth(&w, &text->spans[at]));
                open_elements(&w, &text->spans[at]);
                write_text(&w, text->spans[at].text);
        }
        close_elements(&w, 0);
        buf_clear(&w.spaced);
}
