#include "wire/html_parser.h"

#include "base/err.h"

#include <ctype.h>
#include <stdlib.h>

/* ---- memory ---- */

struct html_allocation {
        struct html_allocation *newer, *older;
        _Alignas(max_align_t) char bytes[];
};

static void *allocate(void *parser, size_t size)
{
        struct html_parser *p = parser;
        struct html_allocation *made = malloc(sizeof *made + size);
        must(made != NULL);
        *made = (struct html_allocation){.older = p->newest};
        if (p->newest) p->newest->newer = made;
        p->newest = made;
        return made->bytes;
}

static void release(void *parser, void *bytes)
{
        if (!bytes) return;
        struct html_parser *p = parser;
        struct html_allocation *gone =
                (struct html_allocation *)(void *)((char *)bytes - offsetof(struct html_allocation, bytes));
        if (gone->older) gone->older->newer = gone->newer;
        if (gone->newer)
                gone->newer->older = gone->older;
        else
                p->newest = gone->older;
        free(gone);
}

void html_parser_clear(struct html_parser *p)
{
        while (p->newest) {
                struct html_allocation *gone = p->newest;
                p->newest = gone->older;
                free(gone);
        }
        buf_clear(&p->source);
}

/* ---- the source ---- */

size_t html_count_tags(struct slice html)
{
        size_t count = 0;
        while (html.len) {
                slice_cut(&html, '<');
                if (html.len) count += isalpha((unsigned char)html.at[0]) || html.at[0] == '/';
        }
        return count;
}

/* Whether a tag of a formatting element (but <a>, of which gumbo keeps one) begins here, with attributes behind. */
static bool begins_formatting(struct slice behind_bracket, size_t *ret_name_len)
{
        static const char *const names[] = {"b", "big",   "code",   "em",     "font", "i", "nobr",
                                            "s", "small", "strike", "strong", "tt",   "u"};
        size_t len = 0;
        while (len < behind_bracket.len && isalpha((unsigned char)behind_bracket.at[len]))
                len++;
        if (len == behind_bracket.len || behind_bracket.at[len] == '>') return false;
        *ret_name_len = len;
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
                if (slice_eq_nocase((struct slice){behind_bracket.at, len}, slice_of(names[i]))) return true;
        return false;
}

static void copy_without_formatting_attributes(struct slice html, struct buf *ret)
{
        while (html.len) {
                struct slice rest = html;
                slice_cut(&rest, '<');
                buf_add(ret, (struct slice){html.at, html.len - rest.len});
                size_t name_len = 0;
                if (begins_formatting(rest, &name_len)) {
                        buf_add(ret, (struct slice){rest.at, name_len});
                        buf_add_char(ret, '>');
                        slice_cut(&rest, '>');
                }
                html = rest;
        }
}

const GumboNode *html_parse(struct html_parser *p, struct slice html)
{
        buf_init(&p->source, html.len);
        copy_without_formatting_attributes(html, &p->source);
        must(!p->source.full);

        GumboOptions options = kGumboDefaultOptions;
        options.allocator = allocate;
        options.deallocator = release;
        options.userdata = p;
        options.max_errors = 0;
        return gumbo_parse_with_options(&options, buf_text(&p->source), p->source.len)->root;
}
