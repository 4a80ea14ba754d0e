/* The site's own HTML comes in: quoted attributes, every "<" of a text escaped (press promises that). What a theme
 * makes otherwise is copied or left out, tag by tag; nothing here can turn text into a tag. */
#include "feed/body.h"

enum { PICTURE_SIDE_MAX = 1 << 20 };

struct writer {
        struct buf *ret;
        struct slice site, page;
};

/* ---- attributes ---- */

static bool is_among(struct slice name, const char *const *names)
{
        for (; *names; names++)
                if (slice_eq(name, slice_of(*names))) return true;
        return false;
}

static bool is_kept(struct slice name)
{
        static const char *const kept[] = {"href",    "src",   "alt",  "width",    "height", "datetime", "colspan",
                                           "rowspan", "scope", "cite", "reversed", "start",  "lang",     NULL};
        return is_among(name, kept);
}

static bool is_address(struct slice name)
{
        static const char *const addresses[] = {"href", "src", "cite", NULL};
        return is_among(name, addresses);
}

struct attribute {
        struct slice name, value;
};

/* Takes the next one that has a value; false at the end. */
static bool take_attribute(struct slice *rest, struct attribute *ret)
{
        if (!memchr(rest->at, '"', rest->len)) return false;
        struct slice name = slice_trim(slice_cut(rest, '='));
        /* What has no value of its own stands before the name: "reversed start". */
        for (size_t i = name.len; i-- > 0;)
                if (name.at[i] == ' ' || name.at[i] == '\n') {
                        name = slice_skip(name, i + 1);
                        break;
                }
        slice_cut(rest, '"');
        *ret = (struct attribute){name, slice_cut(rest, '"')};
        return true;
}

static void add_attribute(const struct writer *w, const struct attribute *a)
{
        if (!is_kept(a->name)) return;
        buf_add_format(w->ret, " %.*s=\"", SLICE_ARGS(a->name));
        bool is_ours = slice_starts_with(a->value, SLICE("/")) && !slice_starts_with(a->value, SLICE("//"));
        if (is_address(a->name) && is_ours) buf_add(w->ret, w->site);
        if (is_address(a->name) && slice_starts_with(a->value, SLICE("#"))) buf_add(w->ret, w->page);
        buf_add(w->ret, a->value);
        buf_add_char(w->ret, '"');
}

/* ---- a picture's size ---- */

/* A page tells the original's size and lets the browser choose among its files; here one file is left, and its name
 * tells how wide it is: "/media/…/640.jpg". */
struct picture_size {
        uint64_t width, height; /* of the file; 0: as the page has it */
};

static uint64_t named_width(struct slice src)
{
        uint64_t width = 0;
        if (!slice_starts_with(src, SLICE("/media/"))) return 0;
        while (memchr(src.at, '/', src.len))
                slice_cut(&src, '/');
        return slice_to_u64(slice_cut(&src, '.'), PICTURE_SIDE_MAX, &width) ? width : 0;
}

/* `rest`: the attributes. The height is rounded as that of the file is (news/rendition.h). */
static struct picture_size size_of(struct slice rest)
{
        struct picture_size size = {0};
        struct attribute a;
        uint64_t width = 0, height = 0;
        while (take_attribute(&rest, &a)) {
                if (slice_eq(a.name, SLICE("src"))) size.width = named_width(a.value);
                if (slice_eq(a.name, SLICE("width")) && !slice_to_u64(a.value, PICTURE_SIDE_MAX, &width)) width = 0;
                if (slice_eq(a.name, SLICE("height")) && !slice_to_u64(a.value, PICTURE_SIDE_MAX, &height)) height = 0;
        }
        if (size.width == 0 || width == 0 || height == 0) return (struct picture_size){0};
        size.height = (height * size.width + width / 2) / width;
        if (size.height == 0) size.height = 1;
        return size;
}

static void add_attributes(const struct writer *w, struct slice rest, struct picture_size size)
{
        struct attribute a;
        while (take_attribute(&rest, &a)) {
                bool is_width = slice_eq(a.name, SLICE("width")), is_height = slice_eq(a.name, SLICE("height"));
                if (size.width && (is_width || is_height))
                        buf_add_format(w->ret, " %.*s=\"%llu\"", SLICE_ARGS(a.name),
                                       (unsigned long long)(is_width ? size.width : size.height));
                else
                        add_attribute(w, &a);
        }
}

/* ---- tags ---- */

static size_t name_len(struct slice tag)
{
        size_t len = 0;
        while (len < tag.len && tag.at[len] != ' ' && tag.at[len] != '\n' && tag.at[len] != '>')
                len++;
        return len;
}

/* `tag` without its brackets. Elements of layout alone are looked through. */
static void add_tag(const struct writer *w, struct slice tag)
{
        static const char *const left_out[] = {"source", "picture", "div", "span", "section", "nav", "article", NULL};
        bool closes = slice_starts_with(tag, SLICE("/"));
        struct slice named = closes ? slice_skip(tag, 1) : tag, name = {named.at, name_len(named)};
        if (name.len == 0 || is_among(name, left_out)) return;
        buf_add_format(w->ret, "<%s%.*s", closes ? "/" : "", SLICE_ARGS(name));
        struct slice attributes = slice_skip(named, name.len);
        bool is_picture = slice_eq(name, SLICE("img"));
        if (!closes) add_attributes(w, attributes, is_picture ? size_of(attributes) : (struct picture_size){0});
        buf_add_char(w->ret, '>');
}

/* Takes the tag behind a "<": to the ">" that stands in no attribute. */
static struct slice take_tag(struct slice *rest)
{
        bool quoted = false;
        size_t len = 0;
        while (len < rest->len && (quoted || rest->at[len] != '>'))
                quoted ^= rest->at[len++] == '"';
        struct slice tag = {rest->at, len};
        *rest = slice_skip(*rest, len + 1);
        return tag;
}

/* ---- elements ---- */

static size_t open_and_close(struct slice html, size_t at, struct slice name, int *depth)
{
        struct slice rest = slice_skip(html, at + 1);
        bool closes = slice_starts_with(rest, SLICE("/"));
        if (closes) rest = slice_skip(rest, 1);
        if (slice_starts_with(rest, name) && name_len(rest) == name.len) *depth += closes ? -1 : 1;
        return at + 1;
}

/* Where the end tag begins of the element `name` that `rest` is in; SIZE_MAX when there is none. */
static size_t end_of(struct slice rest, struct slice name)
{
        int depth = 1;
        for (size_t at = 0; at < rest.len;) {
                const char *tag = memchr(rest.at + at, '<', rest.len - at);
                if (!tag) break;
                size_t end = (size_t)(tag - rest.at);
                at = open_and_close(rest, end, name, &depth);
                if (depth == 0) return end;
        }
        return SIZE_MAX;
}

/* What stands within the first element that begins with `opening`, its name being `name`; empty when there is none. */
static struct slice inside(struct slice html, struct slice opening, struct slice name)
{
        const char *start = slice_find(html, opening);
        if (!start) return SLICE("");
        struct slice rest = slice_skip(html, (size_t)(start - html.at) + 1);
        take_tag(&rest);
        size_t end = end_of(rest, name);
        return end == SIZE_MAX ? SLICE("") : (struct slice){rest.at, end};
}

/* What leads about the page is no part of the text. */
static bool is_way(struct slice tag)
{
        return slice_eq((struct slice){tag.at, name_len(tag)}, SLICE("nav"));
}

static void add_html(const struct writer *w, struct slice html)
{
        while (html.len) {
                bool has_tag = memchr(html.at, '<', html.len) != NULL;
                buf_add(w->ret, slice_cut(&html, '<'));
                if (!has_tag) return;
                struct slice tag = take_tag(&html);
                if (is_way(tag))
                        html = slice_skip(html, end_of(html, SLICE("nav")));
                else
                        add_tag(w, tag);
        }
}

/* A page shows the lead where the text does not open with it, and so does a feed. */
static void add_lead(const struct writer *w, struct slice before)
{
        struct slice lead = slice_trim(inside(before, SLICE("<p class=\"standfirst\""), SLICE("p")));
        if (lead.len == 0) return;
        buf_add_text(w->ret, "<p>");
        add_html(w, lead);
        buf_add_text(w->ret, "</p>");
}

static void add_picture(const struct writer *w, struct slice before)
{
        struct slice figure = inside(before, SLICE("<figure class=\"picture\""), SLICE("figure"));
        if (figure.len == 0) return;
        buf_add_text(w->ret, "<figure>");
        add_html(w, figure);
        buf_add_text(w->ret, "</figure>");
}

void feed_add_body(struct buf *ret, struct slice main, struct slice site, struct slice page)
{
        const struct writer w = {ret, site, page};
        struct slice body = inside(main, SLICE("<div class=\"body\""), SLICE("div"));
        if (body.len == 0) return;
        struct slice before = {main.at, (size_t)(body.at - main.at)};
        add_lead(&w, before);
        add_picture(&w, before);
        add_html(&w, slice_trim(body));
        add_html(&w, slice_trim(inside(main, SLICE("<div class=\"corrections\""), SLICE("div"))));
}
