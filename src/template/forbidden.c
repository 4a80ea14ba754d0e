/* Tags are found by their angle brackets, as a browser finds them; Mustache's own tags stand in them like any text, and
 * no parser of HTML would make sense of a template that is half a page. */
#include "template/forbidden.h"

enum { TAG_NAME_SHOWN_MAX = 20 };

struct reading {
        struct slice file, rest;
        unsigned line; /* of `rest` */
        struct buf *ret;
};

struct attribute {
        struct slice name, value;
        unsigned line;
};

static bool is_space(char c)
{
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool begins(struct slice text, struct slice start)
{
        return text.len >= start.len && slice_eq_nocase((struct slice){text.at, start.len}, start);
}

static bool has(struct slice text, const char *part)
{
        for (; text.len; text = slice_skip(text, 1))
                if (begins(text, slice_of(part))) return true;
        return false;
}

static bool is_one_of(struct slice name, const char *const *names)
{
        for (; *names; names++)
                if (slice_eq_nocase(name, slice_of(*names))) return true;
        return false;
}

static void pass(struct reading *r, size_t len)
{
        for (size_t i = 0; i < len; i++)
                r->line += r->rest.at[i] == '\n';
        r->rest = slice_skip(r->rest, len);
}

static void pass_until(struct reading *r, const char *end)
{
        const char *found = slice_find(r->rest, slice_of(end));
        pass(r, found ? (size_t)(found - r->rest.at) + strlen(end) : r->rest.len);
}

/* As much as a line of the log shows. */
static void tell(struct reading *r, struct slice what, const char *consequence)
{
        size_t len = 0;
        while (len < what.len && (unsigned char)what.at[len] >= ' ')
                len++;
        what.len = len;
        if (what.len > TAG_NAME_SHOWN_MAX) what.len = TAG_NAME_SHOWN_MAX;
        buf_add_format(r->ret, "%.*s:%u: %.*s: %s\n", SLICE_ARGS(r->file), r->line, SLICE_ARGS(what), consequence);
}

/* ---- a tag ---- */

static bool is_end_of_name(char c)
{
        return is_space(c) || c == '=' || c == '>' || c == '/' || c == '"' || c == '\'' || c == '{' || c == '}';
}

static struct slice read_name(struct reading *r)
{
        size_t len = 0;
        while (len < r->rest.len && !is_end_of_name(r->rest.at[len]))
                len++;
        struct slice name = {r->rest.at, len};
        pass(r, len);
        return name;
}

static struct slice read_value(struct reading *r)
{
        if (r->rest.len == 0 || r->rest.at[0] != '=') return (struct slice){0};
        pass(r, 1);
        char quote = r->rest.len ? r->rest.at[0] : '\0';
        bool is_quoted = quote == '"' || quote == '\'';
        if (is_quoted) pass(r, 1);
        size_t len = 0;
        while (len < r->rest.len &&
               (is_quoted ? r->rest.at[len] != quote : !is_space(r->rest.at[len]) && r->rest.at[len] != '>'))
                len++;
        struct slice value = {r->rest.at, len};
        pass(r, len + (is_quoted && len < r->rest.len));
        return slice_trim(value);
}

/* The next attribute of the tag; what stands between attributes, Mustache's tags too, is passed over. False at its end.
 */
static bool next_attribute(struct reading *r, struct attribute *ret)
{
        while (r->rest.len && r->rest.at[0] != '>') {
                if (slice_starts_with(r->rest, SLICE("{{"))) {
                        pass_until(r, "}}");
                        continue;
                }
                ret->line = r->line;
                ret->name = read_name(r);
                if (ret->name.len == 0) {
                        pass(r, 1);
                        continue;
                }
                ret->value = read_value(r);
                return true;
        }
        return false;
}

/* ---- what is forbidden ---- */

static bool is_of_another_host(struct slice address)
{
        return begins(address, SLICE("http:")) || begins(address, SLICE("https:")) || begins(address, SLICE("//"));
}

static bool names_another_host(struct slice addresses)
{
        return is_of_another_host(addresses) || has(addresses, "https://") || has(addresses, "http://") ||
               has(addresses, " //") || begins(addresses, SLICE("data:"));
}

static void judge_attribute(struct reading *r, struct slice tag, const struct attribute *a)
{
        static const char *const pictures[] = {"src", "srcset", "poster", NULL};
        static const char *const sent[] = {"action", "formaction", NULL};
        if (a->name.len > 2 && begins(a->name, SLICE("on")) && is_letter(a->name.at[2]))
                tell(r, a->name, "it will not run: pages run nothing");
        else if (is_one_of(a->name, pictures) && names_another_host(a->value))
                tell(r, a->value, "it will not be loaded: pages show pictures of this site alone");
        else if (is_one_of(a->name, sent) && is_of_another_host(a->value))
                tell(r, a->value, "nothing will be sent there: forms send to this site alone");
        else if (slice_eq_nocase(a->name, SLICE("href")) && begins(a->value, SLICE("javascript:")))
                tell(r, a->value, "it will not run: pages run nothing");
        else if (slice_eq_nocase(a->name, SLICE("href")) && slice_eq_nocase(tag, SLICE("link")) &&
                 is_of_another_host(a->value))
                tell(r, a->value, "it will not be loaded: pages load nothing of another host");
}

/* A link's `rel` may name several. */
static void judge_link(struct reading *r, struct slice rel)
{
        static const char *const loads[] = {"stylesheet", "preload", "modulepreload", "preconnect", "prefetch", NULL};
        while (rel.len) {
                struct slice word = slice_cut(&rel, ' ');
                if (is_one_of(word, loads))
                        tell(r, word, "it will not be loaded: the style stands in style.css, and pages load no other");
        }
}

/* Data in a block of JSON are no program. */
static void judge_tag(struct reading *r, struct slice tag, bool is_data)
{
        static const char *const frames[] = {"iframe", "frame", "object", "embed", "portal", NULL};
        static const char *const media[] = {"audio", "video", NULL};
        if (slice_eq_nocase(tag, SLICE("script")) && !is_data)
                tell(r, SLICE("<script>"), "it will not run: pages run nothing");
        else if (is_one_of(tag, frames))
                tell(r, tag, "it will not be shown: pages hold nothing of other pages");
        else if (is_one_of(tag, media))
                tell(r, tag, "it will not be loaded: pages load pictures alone");
        else if (slice_eq_nocase(tag, SLICE("base")))
                tell(r, tag, "it will have no effect: addresses are as they are written");
}

/* What is told of a tag or an attribute has the line where it begins. */
static void read_tag(struct reading *r)
{
        struct slice tag = read_name(r);
        struct attribute a;
        bool is_data = false, is_link = slice_eq_nocase(tag, SLICE("link"));
        unsigned line = r->line, end;
        while (next_attribute(r, &a)) {
                end = r->line;
                r->line = a.line;
                is_data |= slice_eq_nocase(a.name, SLICE("type")) && has(a.value, "json");
                if (is_link && slice_eq_nocase(a.name, SLICE("rel"))) judge_link(r, a.value);
                judge_attribute(r, tag, &a);
                r->line = end;
        }
        end = r->line;
        r->line = line;
        judge_tag(r, tag, is_data);
        r->line = end;
}

void forbidden_in_template(struct slice file, struct slice text, struct buf *ret)
{
        struct reading r = {.file = file, .rest = text, .line = 1, .ret = ret};
        while (r.rest.len) {
                if (slice_starts_with(r.rest, SLICE("<!--"))) {
                        pass_until(&r, "-->");
                } else if (slice_starts_with(r.rest, SLICE("{{!"))) {
                        pass_until(&r, "}}");
                } else if (r.rest.at[0] == '<' && r.rest.len > 1 && is_letter(r.rest.at[1])) {
                        pass(&r, 1);
                        read_tag(&r);
                } else {
                        pass(&r, 1);
                }
        }
}

void forbidden_in_style(struct slice file, struct slice text, struct buf *ret)
{
        struct reading r = {.file = file, .rest = text, .line = 1, .ret = ret};
        while (r.rest.len) {
                if (slice_starts_with(r.rest, SLICE("/*"))) {
                        pass_until(&r, "*/");
                        continue;
                }
                if (begins(r.rest, SLICE("@font-face")))
                        tell(&r, SLICE("@font-face"), "it will not be loaded: pages are set in the readers' own fonts");
                if (begins(r.rest, SLICE("url(data:")) || begins(r.rest, SLICE("url(\"data:")) ||
                    begins(r.rest, SLICE("url('data:")))
                        tell(&r, SLICE("url(data:)"), "it will not be shown: pages show pictures of this site alone");
                pass(&r, 1);
        }
}
