/* A walk over the tags with one paragraph in hand: text gathers in `words`, and every tag that begins or ends a block
 * writes it down. Elements are known from a table; which of them are open is not kept, since themes may leave out end
 * tags. */
#include "plain/plain.h"

#include "plain/scan.h"
#include "plain/walk.h"

#include <stdio.h>

enum { LIST_MARK_MAX_BYTES = 8, LIST_START_MAX = 9999 };

/* ---- elements; `open` is NULL at an end tag ---- */

static void on_line(struct walk *w, const struct html_token *open)
{
        (void)open;
        walk_end_paragraph(w);
}

static void on_block(struct walk *w, const struct html_token *open)
{
        (void)open;
        walk_end_block(w);
}

static void set_kind(struct walk *w, const struct html_token *open, enum paragraph_kind kind)
{
        walk_end_block(w);
        w->kind = open ? kind : PARAGRAPH_PLAIN;
}

static void on_headline(struct walk *w, const struct html_token *open)
{
        set_kind(w, open, PARAGRAPH_HEADLINE);
}

static void on_heading(struct walk *w, const struct html_token *open)
{
        set_kind(w, open, PARAGRAPH_HEADING);
}

static void on_break(struct walk *w, const struct html_token *open)
{
        (void)open;
        if (w->words.len && !w->in_cell) buf_add_char(&w->words, '\n');
        w->owes_space = false;
        if (w->in_cell) walk_add_space(w);
}

static void on_divider(struct walk *w, const struct html_token *open)
{
        walk_end_block(w);
        if (open && !w->in_cell) paper_line(&w->paper, SLICE("* * *"));
        walk_end_block(w);
}

static void on_link(struct walk *w, const struct html_token *open)
{
        struct slice href, rel;
        walk_close_link(w);
        if (!open || !html_attribute(open, SLICE("href"), &href)) return;
        /* What it stands in has that address: it leads nowhere else. */
        if (html_attribute(open, SLICE("rel"), &rel) && slice_eq_nocase(rel, SLICE("bookmark"))) return;
        w->url = links_resolve(&w->links, href);
        w->url_from = w->words.len;
}

static void on_picture(struct walk *w, const struct html_token *open)
{
        struct slice alt;
        if (!open || !html_attribute(open, SLICE("alt"), &alt) || slice_trim(alt).len == 0) return;
        if (w->in_figure) {
                w->figure_alt = alt;
                return;
        }
        walk_add_text(w, SLICE("["));
        walk_add_text(w, alt);
        walk_add_text(w, SLICE("]"));
}

static void on_figure(struct walk *w, const struct html_token *open)
{
        walk_end_block(w);
        if (!open && !w->figure_has_caption && w->figure_alt.len) {
                w->kind = PARAGRAPH_CAPTION;
                walk_add_text(w, w->figure_alt);
                walk_end_block(w);
        }
        w->kind = PARAGRAPH_PLAIN;
        w->in_figure = open != NULL;
        w->figure_has_quote = w->figure_has_caption = false;
        w->figure_alt = SLICE("");
}

static void on_caption(struct walk *w, const struct html_token *open)
{
        set_kind(w, open, w->figure_has_quote ? PARAGRAPH_ATTRIBUTION : PARAGRAPH_CAPTION);
        w->figure_has_caption = true;
}

static void on_quote(struct walk *w, const struct html_token *open)
{
        walk_end_block(w);
        if (w->in_cell) return;
        w->figure_has_quote = w->in_figure;
        if (open && w->quotes++ == 0) w->quote_margin = paper_indent(&w->paper, SLICE("    "));
        if (!open && w->quotes && --w->quotes == 0) paper_outdent(&w->paper, w->quote_margin);
}

/* ---- lists ---- */

static struct list_level *innermost(struct walk *w)
{
        return w->list_count && !w->lists_too_deep ? &w->lists[w->list_count - 1] : NULL;
}

static void end_item(struct walk *w)
{
        struct list_level *list = innermost(w);
        walk_end_paragraph(w);
        if (!list || !list->in_item) return;
        paper_outdent(&w->paper, list->margin);
        list->in_item = false;
}

static void begin_list(struct walk *w, const struct html_token *open, bool ordered)
{
        struct slice start;
        uint64_t number = 1;
        if (w->list_count == LISTS_MAX) {
                w->lists_too_deep++;
                return;
        }
        if (html_attribute(open, SLICE("start"), &start)) slice_to_u64(start, LIST_START_MAX, &number);
        w->lists[w->list_count++] = (struct list_level){.ordered = ordered, .number = (unsigned)number};
}

static void end_list(struct walk *w)
{
        end_item(w);
        if (w->lists_too_deep)
                w->lists_too_deep--;
        else if (w->list_count)
                w->list_count--;
}

static void on_any_list(struct walk *w, const struct html_token *open, bool ordered)
{
        walk_end_paragraph(w);
        if (w->in_cell) return;
        if (w->list_count == 0) w->paper.wants_gap = true;
        if (open)
                begin_list(w, open, ordered);
        else
                end_list(w);
        if (w->list_count == 0) w->paper.wants_gap = true;
}

static void on_list(struct walk *w, const struct html_token *open)
{
        on_any_list(w, open, false);
}

static void on_ordered_list(struct walk *w, const struct html_token *open)
{
        on_any_list(w, open, true);
}

static void on_item(struct walk *w, const struct html_token *open)
{
        struct list_level *list = innermost(w);
        end_item(w);
        if (!open || !list || w->in_cell) return;
        char mark[LIST_MARK_MAX_BYTES + 8] = "- ";
        if (list->ordered) snprintf(mark, sizeof mark, "%u. ", list->number++ % 100000);
        list->margin = paper_indent(&w->paper, slice_of(mark));
        list->in_item = true;
}

/* ---- tables ---- */

static void print_table(struct walk *w)
{
        table_print(&w->table, &w->paper);
        table_begin(&w->table);
}

static void end_cell(struct walk *w)
{
        if (!w->in_cell) return;
        walk_close_link(w);
        struct slice words = slice_trim(buf_slice(&w->words));
        if (!table_add_cell(&w->table, words, w->cell_is_head)) {
                print_table(w);
                table_add_cell(&w->table, words, w->cell_is_head);
        }
        buf_truncate(&w->words);
        w->in_cell = w->owes_space = false;
}

static void on_table(struct walk *w, const struct html_token *open)
{
        if (w->tables > 1 || (w->tables && open)) walk_end_paragraph(w);
        if (open) {
                if (w->tables++ > 0) return;
                walk_end_block(w);
                table_begin(&w->table);
                return;
        }
        if (w->tables == 0 || --w->tables > 0) return;
        end_cell(w);
        walk_end_block(w);
        print_table(w);
}

static void on_row(struct walk *w, const struct html_token *open)
{
        if (w->tables != 1) return;
        end_cell(w);
        walk_end_paragraph(w);
        if (open && table_is_full(&w->table)) print_table(w);
        if (open) table_begin_row(&w->table);
}

static void begin_cell(struct walk *w, const struct html_token *open, bool is_head)
{
        if (w->tables > 1) walk_add_space(w);
        if (w->tables != 1) return;
        end_cell(w);
        walk_end_paragraph(w);
        w->in_cell = open != NULL;
        w->cell_is_head = is_head;
}

static void on_head_cell(struct walk *w, const struct html_token *open)
{
        begin_cell(w, open, true);
}

static void on_cell(struct walk *w, const struct html_token *open)
{
        begin_cell(w, open, false);
}

/* ---- which element is what ---- */

typedef void element_fn(struct walk *w, const struct html_token *open);

struct element {
        struct slice name;
        element_fn *fn; /* NULL: it is left out with all that is in it */
};

#define ELEMENT(name_, fn_)                                                                                            \
        {                                                                                                              \
                {name_, sizeof(name_) - 1}, fn_                                                                        \
        }
static const struct element elements[] = {
        ELEMENT("p", on_block),
        ELEMENT("a", on_link),
        ELEMENT("br", on_break),
        ELEMENT("li", on_item),
        ELEMENT("ul", on_list),
        ELEMENT("ol", on_ordered_list),
        ELEMENT("td", on_cell),
        ELEMENT("th", on_head_cell),
        ELEMENT("tr", on_row),
        ELEMENT("table", on_table),
        ELEMENT("caption", on_block),
        ELEMENT("h1", on_headline),
        ELEMENT("h2", on_heading),
        ELEMENT("h3", on_block),
        ELEMENT("h4", on_block),
        ELEMENT("h5", on_block),
        ELEMENT("h6", on_block),
        ELEMENT("hr", on_divider),
        ELEMENT("div", on_line),
        ELEMENT("figure", on_figure),
        ELEMENT("figcaption", on_caption),
        ELEMENT("blockquote", on_quote),
        ELEMENT("img", on_picture),
        ELEMENT("section", on_block),
        ELEMENT("article", on_block),
        ELEMENT("aside", on_block),
        ELEMENT("header", on_block),
        ELEMENT("footer", on_block),
        ELEMENT("main", on_block),
        ELEMENT("address", on_block),
        ELEMENT("details", on_block),
        ELEMENT("summary", on_block),
        ELEMENT("dl", on_block),
        ELEMENT("dt", on_line),
        ELEMENT("dd", on_line),
        ELEMENT("pre", on_block),
        ELEMENT("nav", NULL),
        ELEMENT("form", NULL),
        ELEMENT("button", NULL),
        ELEMENT("svg", NULL),
        ELEMENT("template", NULL),
        ELEMENT("select", NULL),
        ELEMENT("iframe", NULL),
        ELEMENT("object", NULL),
        ELEMENT("video", NULL),
        ELEMENT("audio", NULL),
        ELEMENT("canvas", NULL),
        ELEMENT("noscript", NULL),
};
#undef ELEMENT

static const struct element *find_element(struct slice name)
{
        for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
                if (slice_eq_nocase(elements[i].name, name)) return &elements[i];
        return NULL;
}

static bool is_hidden(const struct html_token *open)
{
        struct slice value;
        if (html_attribute(open, SLICE("hidden"), &value)) return true;
        return html_attribute(open, SLICE("aria-hidden"), &value) && slice_eq_nocase(value, SLICE("true"));
}

static void take_tag(struct walk *w, const struct html_token *token, struct slice *rest)
{
        const struct element *element = find_element(token->name);
        bool opens = token->kind == HTML_OPEN;
        if (opens && ((element && !element->fn) || is_hidden(token)))
                html_pass_over(rest, token);
        else if (element && element->fn)
                element->fn(w, opens ? token : NULL);
}

static void walk_html(struct walk *w, struct slice html)
{
        struct html_token token;
        while (html_next(&html, &token)) {
                if (token.kind == HTML_TEXT)
                        walk_add_text(w, token.text);
                else
                        take_tag(w, &token, &html);
        }
}

/* Ends whatever a fragment left open. */
static void end_fragment(struct walk *w)
{
        end_cell(w);
        if (w->tables) print_table(w);
        w->tables = 0;
        walk_end_block(w);
        w->list_count = w->lists_too_deep = w->quotes = 0;
        w->kind = PARAGRAPH_PLAIN;
        paper_outdent(&w->paper, 0);
}

/* Only the elements with the class. */
static void walk_class(struct walk *w, struct slice html, struct slice class)
{
        struct html_token token;
        while (html_next(&html, &token)) {
                if (token.kind != HTML_OPEN || !html_has_class(&token, class)) continue;
                struct slice inside = html;
                html_pass_over(&html, &token);
                walk_html(w, (struct slice){inside.at, inside.len - html.len});
                end_fragment(w);
        }
}

static struct slice canonical_address(struct slice head)
{
        struct html_token token;
        struct slice value;
        while (html_next(&head, &token)) {
                if (token.kind != HTML_OPEN || !slice_eq_nocase(token.name, SLICE("link"))) continue;
                if (!html_attribute(&token, SLICE("rel"), &value) || !slice_eq_nocase(value, SLICE("canonical")))
                        continue;
                if (html_attribute(&token, SLICE("href"), &value)) return value;
        }
        return SLICE("");
}

struct err plain_from_page(const struct plain_source *source, struct buf *ret)
{
        CLEANUP(arena_clear) struct arena arena = {0};
        struct walk *w = arena_alloc(&arena, sizeof *w);
        w->arena = w->links.arena = &arena;
        buf_init(&w->words, WORDS_MAX_BYTES);
        table_init(&w->table, &arena);
        paper_init(&w->paper, ret);
        w->links.canonical = links_resolve(&w->links, canonical_address(source->head));

        walk_html(w, source->main);
        end_fragment(w);
        walk_class(w, source->more, SLICE("sources"));
        if (w->links.count) links_list(&w->links, &w->paper);
        w->paper.wants_gap = true;
        if (w->links.canonical.len) paper_line(&w->paper, w->links.canonical);
        buf_clear(&w->words);
        return BUF_OK(ret, "make an article's text edition");
}
