#include "template/scan.h"

static const enum piece_kind kind_of_sigil[256] = {
        ['{'] = PIECE_RAW_VALUE, ['&'] = PIECE_RAW_VALUE,  ['#'] = PIECE_SECTION, ['^'] = PIECE_INVERTED,
        ['/'] = PIECE_CLOSE,     ['>'] = PIECE_PARTIAL,    ['<'] = PIECE_PARENT,  ['$'] = PIECE_BLOCK,
        ['!'] = PIECE_COMMENT,   ['='] = PIECE_DELIMITERS,
};

void scan_start(struct scanner *s, struct slice text)
{
        *s = (struct scanner){.rest = text, .open = SLICE("{{"), .close = SLICE("}}"), .line = 1, .begins_line = true};
}

static bool refuse(struct scanner *s, const char *fault)
{
        s->fault = fault;
        return false;
}

static bool is_space(char c)
{
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool has_space(struct slice text)
{
        for (size_t i = 0; i < text.len; i++)
                if (is_space(text.at[i])) return true;
        return false;
}

static bool is_blank(struct slice text)
{
        return slice_trim(text).len == 0;
}

/* Where a tag's inside ends: at `mark` followed by the closing delimiter, or, without a mark, at that delimiter. */
static const char *find_close(const struct scanner *s, struct slice inside, char mark)
{
        if (!mark) return slice_find(inside, s->close);
        for (struct slice rest = inside; rest.len;) {
                const char *found = memchr(rest.at, mark, rest.len);
                if (!found) return NULL;
                rest = slice_skip(rest, (size_t)(found - rest.at) + 1);
                if (slice_starts_with(rest, s->close)) return found;
        }
        return NULL;
}

/* {{=<% %>=}}: two new delimiters with white space between them. */
static bool set_delimiters(struct scanner *s, struct slice inside)
{
        struct slice open = slice_trim(inside);
        size_t len = 0;
        while (len < open.len && !is_space(open.at[len]))
                len++;
        struct slice close = slice_trim(slice_skip(open, len));
        open.len = len;
        if (open.len == 0 || close.len == 0 || has_space(close) || memchr(inside.at, '=', inside.len))
                return refuse(s, "a tag that sets delimiters must name two, without =");
        s->open = open;
        s->close = close;
        return true;
}

static bool check_name(struct scanner *s, enum piece_kind kind, struct slice name)
{
        if (name.len == 0) return refuse(s, "tag has no name");
        if (has_space(name)) return refuse(s, "a name must not have white space in it");
        if ((kind == PIECE_PARTIAL || kind == PIECE_PARENT) && name.at[0] == '*')
                return refuse(s, "a partial cannot be chosen by the data");
        return true;
}

static unsigned count_lines(struct slice text)
{
        unsigned lines = 0;
        for (size_t i = 0; i < text.len; i++)
                lines += text.at[i] == '\n';
        return lines;
}

static bool scan_tag(struct scanner *s, struct piece *ret)
{
        struct slice inside = slice_skip(s->rest, s->open.len);
        char sigil = inside.len ? inside.at[0] : ' ';
        enum piece_kind kind = kind_of_sigil[(unsigned char)sigil];
        if (kind)
                inside = slice_skip(inside, 1);
        else
                kind = PIECE_VALUE;

        char mark = sigil == '{' ? '}' : sigil == '=' ? '=' : '\0';
        const char *end = find_close(s, inside, mark);
        if (!end) return refuse(s, "tag is not closed");
        inside.len = (size_t)(end - inside.at);
        size_t tag_len = (size_t)(end - s->rest.at) + (mark ? 1 : 0) + s->close.len;

        ret->kind = kind;
        ret->text = slice_trim(inside);
        if (kind == PIECE_DELIMITERS) {
                if (!set_delimiters(s, inside)) return false;
        } else if (kind != PIECE_COMMENT && !check_name(s, kind, ret->text)) {
                return false;
        }
        s->line += count_lines((struct slice){s->rest.at, tag_len});
        s->rest = slice_skip(s->rest, tag_len);
        s->begins_line = false;
        return true;
}

static void scan_text(struct scanner *s, struct piece *ret)
{
        size_t len = 0;
        bool ends_line = false;
        while (len < s->rest.len && !ends_line && !slice_starts_with(slice_skip(s->rest, len), s->open))
                ends_line = s->rest.at[len++] == '\n';
        ret->kind = PIECE_TEXT;
        ret->text = (struct slice){s->rest.at, len};
        s->rest = slice_skip(s->rest, len);
        s->line += ends_line;
        s->begins_line = ends_line;
}

static bool scan_piece(struct scanner *s, struct piece *ret)
{
        *ret = (struct piece){.kind = PIECE_END, .begins_line = s->begins_line, .alone = s->alone, .line = s->line};
        if (s->rest.len == 0) return true;
        if (slice_starts_with(s->rest, s->open)) return scan_tag(s, ret);
        scan_text(s, ret);
        return true;
}

/* One tag, or several of parents and blocks, whose tags the inheritance module lets share a line. Works on a copy of
 * the scanner: it looks ahead. */
static bool line_stands_alone(struct scanner ahead)
{
        unsigned tags = 0, others = 0;
        struct piece piece;
        do {
                if (!scan_piece(&ahead, &piece)) return false;
                if (piece.kind == PIECE_VALUE || piece.kind == PIECE_RAW_VALUE) return false;
                if (piece.kind == PIECE_TEXT && !is_blank(piece.text)) return false;
                if (piece.kind == PIECE_TEXT || piece.kind == PIECE_END) continue;
                tags++;
                others += piece.kind != PIECE_PARENT && piece.kind != PIECE_BLOCK && piece.kind != PIECE_CLOSE;
        } while (piece.kind != PIECE_END && !ahead.begins_line);
        return tags == 1 || (tags > 1 && others == 0);
}

bool scan_next(struct scanner *s, struct piece *ret)
{
        if (s->begins_line) s->alone = line_stands_alone(*s);
        return scan_piece(s, ret);
}
