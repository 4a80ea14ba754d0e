/* White space goes where CSS gives it no meaning, and shrinks to one space elsewhere: it is an operator between
 * selectors, and required around + and - in calc(). A full minifier would save little more once the page is compressed.
 */
#include "template/style.h"

#include <ctype.h>
#include <stdlib.h>

struct shrinking {
        struct slice rest;
        struct buf *out;
        char last;          /* written; at the start '{', after which no white space is needed either */
        bool space_pending; /* white space was read that may have to be written */
        bool join_pending;  /* a comment was: what it keeps apart must not grow together */
};

static bool is_space(char c)
{
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_name_char(char c)
{
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
               c == '%' || c == '#' || c == '.' || c == '\\' || (unsigned char)c >= 0x80;
}

/* What the white space or the comment before `next` must leave. */
static void write_gap(struct shrinking *s, char next)
{
        bool needed = !memchr("{};,:>", s->last, 6) && !memchr("{};,>", next, 5);
        if (s->space_pending && needed)
                buf_add_char(s->out, ' ');
        else if (s->join_pending && is_name_char(s->last) && is_name_char(next))
                buf_add_text(s->out, "/**/");
        s->space_pending = false;
        s->join_pending = false;
}

static size_t string_len(struct slice text)
{
        size_t len = 1;
        while (len < text.len && text.at[len] != text.at[0])
                len += text.at[len] == '\\' ? 2 : 1;
        return len + 1;
}

/* An address without quotes may hold what elsewhere begins a comment. */
static size_t url_len(struct slice text)
{
        size_t len = 4;
        while (len < text.len && is_space(text.at[len]))
                len++;
        if (len < text.len && (text.at[len] == '"' || text.at[len] == '\'')) return len;
        while (len < text.len && text.at[len] != ')')
                len += text.at[len] == '\\' ? 2 : 1;
        return len + 1;
}

/* A character by its number ends with a white space of its own. */
static size_t escape_len(struct slice text)
{
        size_t len = 1;
        while (len < text.len && len < 7 && strchr("0123456789abcdefABCDEF", text.at[len]) && text.at[len])
                len++;
        if (len == 1) return 2;
        return len + (len < text.len && is_space(text.at[len]));
}

static size_t token_len(struct slice text)
{
        char c = text.at[0];
        if (c == '"' || c == '\'') return string_len(text);
        if (c == '\\') return escape_len(text);
        if (text.len > 4 && slice_eq_nocase((struct slice){text.at, 4}, SLICE("url("))) return url_len(text);
        return 1;
}

static void write_token(struct shrinking *s)
{
        char first = s->rest.at[0];
        write_gap(s, first);
        if (first == '}' && s->last == ';') s->out->len--;

        size_t len = token_len(s->rest);
        if (len > s->rest.len) len = s->rest.len;
        buf_add(s->out, (struct slice){s->rest.at, len});
        s->last = first == '\\' ? 'x' : s->rest.at[len - 1]; /* an escaped character is part of a name */
        s->rest = slice_skip(s->rest, len);
}

static void skip_comment(struct shrinking *s)
{
        const char *end = slice_find(slice_skip(s->rest, 2), SLICE("*/"));
        s->rest = end ? slice_skip(s->rest, (size_t)(end - s->rest.at) + 2) : SLICE("");
        s->join_pending = true;
}

void style_shrink(struct slice css, struct buf *out)
{
        struct shrinking s = {.rest = css, .out = out, .last = '{'};
        while (s.rest.len && !out->full) {
                if (slice_starts_with(s.rest, SLICE("/*"))) {
                        skip_comment(&s);
                } else if (is_space(s.rest.at[0])) {
                        s.space_pending = true;
                        s.rest = slice_skip(s.rest, 1);
                } else {
                        write_token(&s);
                }
        }
}

/* ---- what it says, however it is spelled ---- */

enum { SPELLED_MAX = 24 };

/* The beginning of a name or an address, its escapes undone, in small letters. */
struct spelled {
        char at[SPELLED_MAX + 1];
        size_t len;
        bool by_escapes;
};

/* What no name of ours has stands for all characters that are not ASCII. */
enum { OTHER_CHARACTER = '?' };

static void add_spelled(struct spelled *s, unsigned long character)
{
        if (character >= 'A' && character <= 'Z') character += 'a' - 'A';
        if (s->len < SPELLED_MAX)
                s->at[s->len++] = character > 0 && character < 0x80 ? (char)character : OTHER_CHARACTER;
}

/* The end of a line that is escaped is nothing; a character by its number may have as many digits as escape_len() says.
 */
static void add_escape(struct spelled *s, struct slice escape)
{
        char digits[8] = "";
        char *end;
        s->by_escapes = true;
        if (escape.len < 2 || escape.at[1] == '\n') return;
        memcpy(digits, escape.at + 1, escape.len - 1 < 6 ? escape.len - 1 : 6);
        unsigned long number = strtoul(digits, &end, 16);
        bool is_number = strchr("0123456789abcdefABCDEF", digits[0]) != NULL;
        add_spelled(s, is_number ? number : (unsigned char)escape.at[1]);
}

/* How much of the text is a name. */
static size_t spell_name(struct slice text, struct spelled *ret)
{
        size_t len = 0;
        *ret = (struct spelled){.len = 0};
        while (len < text.len && is_name_char(text.at[len]) && !strchr("%#.", text.at[len])) {
                struct slice rest = slice_skip(text, len);
                size_t taken = rest.at[0] == '\\' ? escape_len(rest) : 1;
                if (taken > rest.len) taken = rest.len;
                if (rest.at[0] == '\\')
                        add_escape(ret, (struct slice){rest.at, taken});
                else
                        add_spelled(ret, (unsigned char)rest.at[0]);
                len += taken;
        }
        return len;
}

static bool is_name(const struct spelled *s, const char *name)
{
        return slice_eq((struct slice){s->at, s->len}, slice_of(name));
}

/* As a browser reads an address: controls and spaces before it, and ends of lines and tabs within, are nothing. */
static void spell_address(struct slice text, struct spelled *ret)
{
        *ret = (struct spelled){.len = 0};
        while (text.len && ret->len < SPELLED_MAX && !memchr("\"')", text.at[0], 3)) {
                size_t before = ret->len, taken = text.at[0] == '\\' ? escape_len(text) : 1;
                if (taken > text.len) taken = text.len;
                if (text.at[0] == '\\')
                        add_escape(ret, (struct slice){text.at, taken});
                else
                        add_spelled(ret, (unsigned char)text.at[0]);
                char added = ret->at[before];
                bool is_nothing = added == '\t' || added == '\n' || added == '\r' || (before == 0 && added <= ' ');
                if (ret->len > before && is_nothing) ret->len = before;
                if (ret->len > before && added == '\\') ret->at[before] = '/';
                text = slice_skip(text, taken);
        }
}

/* A page is one request: nothing comes from elsewhere. What stands in the address itself is told elsewhere. */
static bool is_of_another_host(struct slice address)
{
        struct spelled s;
        while (address.len && (is_space(address.at[0]) || address.at[0] == '"' || address.at[0] == '\''))
                address = slice_skip(address, 1);
        spell_address(address, &s);
        struct slice scheme = {s.at, 0}, all = {s.at, s.len};
        while (scheme.len < s.len && (isalnum((unsigned char)s.at[scheme.len]) || strchr("+-.", s.at[scheme.len])))
                scheme.len++;
        bool has_scheme = scheme.len && scheme.len < s.len && s.at[scheme.len] == ':';
        return slice_starts_with(all, SLICE("//")) || (has_scheme && !slice_eq(scheme, SLICE("data")));
}

/* ---- is it whole? ---- */

enum { BRACKETS_MAX = 64 };

struct checking {
        struct slice rest;
        unsigned line;
        char open[BRACKETS_MAX]; /* the closing bracket that each waits for */
        unsigned lines[BRACKETS_MAX];
        bool addresses[BRACKETS_MAX]; /* strings in it are addresses */
        unsigned depth;
        bool in_name;        /* the character before is part of one */
        bool next_addresses; /* the bracket that comes next is one of addresses */
};

static void pass(struct checking *c, size_t len)
{
        for (size_t i = 0; i < len; i++)
                c->line += c->rest.at[i] == '\n';
        c->rest = slice_skip(c->rest, len);
}

static const char *check_bracket(struct checking *c, char bracket)
{
        static const char opening[] = "{([", closing[] = "})]";
        const char *opens = memchr(opening, bracket, 3);
        if (opens) {
                if (c->depth == BRACKETS_MAX) return "brackets nest too deeply";
                c->lines[c->depth] = c->line;
                c->addresses[c->depth] = c->next_addresses;
                c->next_addresses = false;
                c->open[c->depth++] = closing[opens - opening];
        } else if (memchr(closing, bracket, 3)) {
                if (c->depth == 0 || c->open[c->depth - 1] != bracket)
                        return "nothing is open that this bracket closes";
                c->depth--;
        }
        return NULL;
}

static const char *check_comment(struct checking *c)
{
        const char *end = slice_find(slice_skip(c->rest, 2), SLICE("*/"));
        if (!end) return "comment is not closed";
        pass(c, (size_t)(end - c->rest.at) + 2);
        return NULL;
}

static bool is_among_addresses(const struct checking *c)
{
        return c->depth && c->addresses[c->depth - 1];
}

static const char *check_string(struct checking *c)
{
        size_t len = string_len(c->rest);
        bool ends_line = len <= c->rest.len && memchr(c->rest.at, '\n', len) && !memchr(c->rest.at, '\\', len);
        if (len > c->rest.len || ends_line) return "string is not closed";
        if (is_among_addresses(c) && is_of_another_host(c->rest)) return "address of another host";
        pass(c, len);
        return NULL;
}

/* A function's name: what it takes, and whether it is spelled as it is read. */
static const char *check_function(struct checking *c, const struct spelled *name)
{
        static const char *const functions[] = {"url", "image-set", "-webkit-image-set", "image", "src"};
        bool takes_addresses = false;
        for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
                takes_addresses |= is_name(name, functions[i]);
        if (takes_addresses && name->by_escapes) return "an address or a rule spelled so that it is not seen";
        if (is_name(name, "var") && is_among_addresses(c)) return "an address that is not written out";
        c->next_addresses = takes_addresses;
        return NULL;
}

static const char *check_origin(struct checking *c)
{
        struct slice text = c->rest;
        struct spelled name;
        if (text.at[0] == '@') {
                spell_name(slice_skip(text, 1), &name);
                return is_name(&name, "import") ? "another style sheet is asked for" : NULL;
        }
        size_t len = c->in_name ? 0 : spell_name(text, &name);
        if (len == 0 || len == text.len || text.at[len] != '(') return NULL;
        if (is_name(&name, "url") && is_of_another_host(slice_skip(text, len + 1))) return "address of another host";
        return check_function(c, &name);
}

static const char *check_token(struct checking *c)
{
        char first = c->rest.at[0];
        const char *foreign = check_origin(c);
        if (foreign) return foreign;
        c->in_name = is_name_char(first);
        if (slice_starts_with(c->rest, SLICE("/*"))) return check_comment(c);
        if (first == '"' || first == '\'') return check_string(c);
        size_t len = token_len(c->rest);
        if (first == '\\' && len > c->rest.len) len = c->rest.len;
        if (len > c->rest.len) return "address is not closed";
        /* What stands before an address in quotes ends with its bracket. */
        bool before_quotes = len > 1 && first != '\\' && c->rest.at[len - 1] != ')';
        if (len > 1 && first != '\\') c->in_name = false;
        const char *fault = check_bracket(c, before_quotes ? '(' : first);
        if (len > 1 && !before_quotes) c->next_addresses = false;
        pass(c, len);
        return fault;
}

static bool begins_with(struct slice text, struct slice start)
{
        return text.len >= start.len && slice_eq_nocase((struct slice){text.at, start.len}, start);
}

/* The style stands in the page itself, where the first of these ends it, in a string or a comment too. */
static const char *find_end_tag(struct slice css, unsigned *ret_line)
{
        *ret_line = 1;
        for (; css.len; css = slice_skip(css, 1)) {
                if (begins_with(css, SLICE("</style"))) return "\"</style\" ends the style in the middle of the page";
                *ret_line += css.at[0] == '\n';
        }
        return NULL;
}

const char *style_fault(struct slice css, unsigned *ret_line)
{
        struct checking c = {.rest = css, .line = 1};
        const char *fault = find_end_tag(css, ret_line);
        if (fault) return fault;
        while (c.rest.len && !fault) {
                *ret_line = c.line;
                fault = check_token(&c);
        }
        if (fault || c.depth == 0) return fault;
        *ret_line = c.lines[c.depth - 1];
        return "bracket is not closed";
}
