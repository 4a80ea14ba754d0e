/* What begins with "<" and a letter, or with "</" and a letter, is a tag; what begins with "<!" or "<?" is passed over.
 * A ">" in a quoted value does not end a tag. */
#include "plain/scan.h"

static bool is_letter(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
        return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Takes the bytes before the first of the two marks, or all. */
static struct slice take_until(struct slice *rest, char mark, char other)
{
        size_t len = 0;
        while (len < rest->len && rest->at[len] != mark && rest->at[len] != other)
                len++;
        struct slice taken = {rest->at, len};
        *rest = slice_skip(*rest, len);
        return taken;
}

static struct slice take_name(struct slice *rest)
{
        size_t len = 0;
        while (len < rest->len && !is_space(rest->at[len]) && rest->at[len] != '>' && rest->at[len] != '/')
                len++;
        struct slice name = {rest->at, len};
        *rest = slice_skip(*rest, len);
        return name;
}

/* To behind the tag's ">", past those in quoted values. */
static struct slice take_attributes(struct slice *rest)
{
        size_t len = 0;
        char quote = 0;
        for (; len < rest->len && (quote || rest->at[len] != '>'); len++) {
                char c = rest->at[len];
                if (quote && c == quote)
                        quote = 0;
                else if (!quote && (c == '"' || c == '\''))
                        quote = c;
        }
        struct slice attributes = {rest->at, len};
        *rest = slice_skip(*rest, len + 1);
        return attributes;
}

static void pass_markup(struct slice *rest)
{
        struct slice end = slice_starts_with(*rest, SLICE("<!--")) ? SLICE("-->") : SLICE(">");
        const char *found = slice_find(slice_skip(*rest, 2), end);
        *rest = slice_skip(*rest, found ? (size_t)(found - rest->at) + end.len : rest->len);
}

static bool is_one_of(struct slice name, const struct slice *names, size_t count)
{
        for (size_t i = 0; i < count; i++)
                if (slice_eq_nocase(name, names[i])) return true;
        return false;
}

#define NAME(literal)                                                                                                  \
        {                                                                                                              \
                literal, sizeof(literal) - 1                                                                           \
        }

/* Elements whose content is no HTML: it ends at their end tag and nowhere else. */
static bool is_raw(struct slice name)
{
        static const struct slice names[] = {NAME("script"), NAME("style"), NAME("textarea"), NAME("title")};
        return is_one_of(name, names, sizeof names / sizeof names[0]);
}

bool html_is_void(struct slice name)
{
        static const struct slice names[] = {NAME("area"),  NAME("base"), NAME("br"),     NAME("col"),   NAME("embed"),
                                             NAME("hr"),    NAME("img"),  NAME("input"),  NAME("link"),  NAME("meta"),
                                             NAME("param"), NAME("wbr"),  NAME("source"), NAME("track"), NAME("path")};
        return is_one_of(name, names, sizeof names / sizeof names[0]);
}

/* Whether an end tag of that name stands at the start. */
static bool is_end_of(struct slice text, struct slice name)
{
        if (!slice_starts_with(text, SLICE("</"))) return false;
        struct slice behind = slice_skip(text, 2);
        return slice_eq_nocase(take_name(&behind), name);
}

static void pass_raw(struct slice *rest, struct slice name)
{
        while (rest->len && !is_end_of(*rest, name)) {
                if (*rest->at == '<') *rest = slice_skip(*rest, 1);
                take_until(rest, '<', '<');
        }
}

static bool is_tag(struct slice rest)
{
        if (rest.len < 2 || rest.at[0] != '<') return false;
        return is_letter(rest.at[1]) || (rest.len > 2 && rest.at[1] == '/' && is_letter(rest.at[2]));
}

static bool is_markup(struct slice rest)
{
        return rest.len >= 2 && rest.at[0] == '<' && (rest.at[1] == '!' || rest.at[1] == '?');
}

static void read_tag(struct slice *rest, struct html_token *ret)
{
        bool closes = rest->at[1] == '/';
        *rest = slice_skip(*rest, closes ? 2 : 1);
        *ret = (struct html_token){.kind = closes ? HTML_CLOSE : HTML_OPEN};
        ret->name = take_name(rest);
        ret->attributes = take_attributes(rest);
        if (!closes && is_raw(ret->name)) pass_raw(rest, ret->name);
}

/* Text goes to the next thing that is a tag or markup: a lone "<" is text. */
static struct slice take_text(struct slice *rest)
{
        struct slice from = *rest;
        do {
                *rest = slice_skip(*rest, 1);
                take_until(rest, '<', '<');
        } while (rest->len && !is_tag(*rest) && !is_markup(*rest));
        return (struct slice){from.at, from.len - rest->len};
}

bool html_next(struct slice *rest, struct html_token *ret)
{
        while (is_markup(*rest))
                pass_markup(rest);
        if (rest->len == 0) return false;
        if (is_tag(*rest))
                read_tag(rest, ret);
        else
                *ret = (struct html_token){.kind = HTML_TEXT, .text = take_text(rest)};
        return true;
}

/* ---- attributes ---- */

static void pass_space(struct slice *rest)
{
        while (rest->len && (is_space(*rest->at) || *rest->at == '/'))
                *rest = slice_skip(*rest, 1);
}

static struct slice take_value(struct slice *rest)
{
        char quote = rest->len ? *rest->at : 0;
        if (quote == '"' || quote == '\'') {
                *rest = slice_skip(*rest, 1);
                struct slice value = take_until(rest, quote, quote);
                *rest = slice_skip(*rest, 1);
                return value;
        }
        size_t len = 0;
        while (len < rest->len && !is_space(rest->at[len]))
                len++;
        struct slice value = {rest->at, len};
        *rest = slice_skip(*rest, len);
        return value;
}

static bool next_attribute(struct slice *rest, struct slice *ret_name, struct slice *ret_value)
{
        pass_space(rest);
        if (rest->len == 0) return false;
        size_t len = 1; /* whatever it begins with, so that this ends */
        while (len < rest->len && !is_space(rest->at[len]) && rest->at[len] != '=' && rest->at[len] != '/')
                len++;
        *ret_name = (struct slice){rest->at, len};
        *ret_value = (struct slice){"", 0};
        *rest = slice_skip(*rest, len);
        while (rest->len && is_space(*rest->at))
                *rest = slice_skip(*rest, 1);
        if (!slice_starts_with(*rest, SLICE("="))) return true;
        *rest = slice_skip(*rest, 1);
        while (rest->len && is_space(*rest->at))
                *rest = slice_skip(*rest, 1);
        *ret_value = take_value(rest);
        return true;
}

bool html_attribute(const struct html_token *token, struct slice name, struct slice *ret)
{
        struct slice rest = token->attributes, found, value;
        while (next_attribute(&rest, &found, &value)) {
                if (!slice_eq_nocase(found, name)) continue;
                *ret = value;
                return true;
        }
        return false;
}

bool html_has_class(const struct html_token *token, struct slice class)
{
        struct slice words;
        if (!html_attribute(token, SLICE("class"), &words)) return false;
        while (words.len)
                if (slice_eq(slice_trim(slice_cut(&words, ' ')), class)) return true;
        return false;
}

void html_pass_over(struct slice *rest, const struct html_token *open)
{
        if (html_is_void(open->name)) return;
        struct html_token token;
        for (size_t depth = 1; depth && html_next(rest, &token);) {
                if (token.kind == HTML_TEXT || !slice_eq_nocase(token.name, open->name)) continue;
                if (token.kind == HTML_OPEN)
                        depth++;
                else
                        depth--;
        }
}
