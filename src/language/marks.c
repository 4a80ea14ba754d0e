/* Quotation marks, apostrophes, dashes and ellipses. The same rules as in desk-web/editor/typography.js, so that a text
 * comes out the same whether it was typed in the editor or came in a form. */
#include "language/language.h"

#include <limits.h>

enum { PAIR_MAX_BYTES = 400 };

struct marks {
        const char *outer_open, *outer_close, *inner_open, *inner_close;
        const char *dash; /* for a hyphen between spaces */
};

static const struct marks slavic = {"«", "»", "„", "“", "—"};
static const struct marks english = {"“", "”", "‘", "’", "–"};

static bool ends_with_one_of(struct slice text, const char *const *ends)
{
        for (; *ends; ends++)
                if (slice_ends_with(text, slice_of(*ends))) return true;
        return false;
}

static bool ends_with_space(struct slice text)
{
        static const char *const spaces[] = {" ", "\t", "\n", "\u00a0", "\u202f", NULL};
        return ends_with_one_of(text, spaces);
}

static bool starts_with_space(struct slice text)
{
        static const char *const spaces[] = {" ", "\t", "\n", "\u00a0", "\u202f", NULL};
        for (size_t i = 0; spaces[i]; i++)
                if (slice_starts_with(text, slice_of(spaces[i]))) return true;
        return false;
}

/* “ opens in English, and closes what is inside «» elsewhere: behind „так“ comes the outer one's end. */
static bool opens_here(const struct marking *m)
{
        static const char *const marks[] = {"(", "[", "{", "«", "„", "‘", "/", "—", "–", "-", NULL};
        struct slice text = buf_slice(m->ret);
        bool is_inner_close = strcmp(m->marks->inner_close, "“") == 0;
        return text.len == 0 || ends_with_space(text) || ends_with_one_of(text, marks) ||
               (slice_ends_with(text, SLICE("“")) && !is_inner_close);
}

static void add_mark(struct marking *m, const char *mark)
{
        if (mark == m->marks->outer_open) m->in_outer = true;
        if (mark == m->marks->outer_close) m->in_outer = false;
        if (mark == m->marks->inner_open) m->in_inner = true;
        if (mark == m->marks->inner_close) m->in_inner = false;
        buf_add_text(m->ret, mark);
}

static const char *double_quote(const struct marking *m)
{
        const struct marks *marks = m->marks;
        if (opens_here(m)) return m->in_outer ? marks->inner_open : marks->outer_open;
        return m->in_outer && m->in_inner ? marks->inner_close : marks->outer_close;
}

/* What begins with this byte may be part of a word: marks and spaces beyond ASCII begin with the two that are left out.
 */
static bool is_of_word(char c)
{
        unsigned char byte = (unsigned char)c;
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               (byte >= 0x80 && byte != 0xc2 && byte != 0xe2);
}

static bool begins_word(struct slice text)
{
        return text.len > 0 && is_of_word(*text.at);
}

/* `text`, behind a single mark, as in '90s and rock 'n' roll. */
static bool is_shortened(struct slice text)
{
        if (slice_starts_with(text, SLICE("n'"))) return true;
        bool is_decade = text.len >= 3 && text.at[0] >= '0' && text.at[0] <= '9' && text.at[1] >= '0' &&
                         text.at[1] <= '9' && text.at[2] == 's';
        return is_decade && !begins_word(slice_skip(text, 3));
}

/* `text` begins with a single mark in front of a word: the one that ends what it begins, in the same line and not far
 * behind; NULL: there is none. */
static const char *end_of_pair(struct slice text)
{
        for (size_t i = 2; i < text.len && i < PAIR_MAX_BYTES && text.at[i] != '\n'; i++) {
                struct slice inside = {text.at + 1, i - 1};
                bool ends = text.at[i] == '\'' && !ends_with_space(inside) && !begins_word(slice_skip(text, i + 1));
                if (ends) return text.at + i;
        }
        return NULL;
}

/* A byte of a letter beyond ASCII counts: marks and spaces have others here, but for those that opens_here() knows. */
static bool is_letter(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* `text` begins with a single quotation mark. */
static bool is_within_word(const struct marking *m, struct slice text)
{
        struct slice before = buf_slice(m->ret);
        if (before.len == 0 || text.len < 2 || starts_with_space(slice_skip(text, 1))) return false;
        return !opens_here(m) && is_letter(before.at[before.len - 1]) && is_letter(text.at[1]);
}

/* What is quoted begins with a word, a sum, a bracket, a mark of another kind; or in the piece behind this one. */
static bool begins_quotation(struct slice text)
{
        return text.len == 0 || begins_word(text) || (unsigned char)*text.at >= 0x80 || strchr("\"([$#", *text.at);
}

/* In English it is decided by what stands on both sides. In front of a space or of markup it is no mark of ours. */
static const char *english_single(struct marking *m, struct slice text)
{
        struct slice behind = slice_skip(text, 1);
        if (!opens_here(m) || is_shortened(behind)) return "’";
        return begins_quotation(behind) && !starts_with_space(behind) ? m->marks->inner_open : NULL;
}

/* Elsewhere single marks are a quotation's only as a pair. NULL: it may be anything, and stays. */
static const char *other_single(struct marking *m, struct slice text)
{
        if (text.at == m->pair_end) {
                m->pair_end = NULL;
                return m->marks->inner_close;
        }
        if (opens_here(m) && begins_word(slice_skip(text, 1)) && !m->pair_end) {
                m->pair_end = end_of_pair(text);
                if (m->pair_end) return m->marks->inner_open;
        }
        return !m->leaves_single || is_within_word(m, text) ? "’" : NULL;
}

/* The mark that stands already where `text` begins. */
static const char *mark_at(const struct marks *marks, struct slice text)
{
        const char *const all[] = {marks->outer_open, marks->outer_close, marks->inner_open, marks->inner_close};
        for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
                if (slice_starts_with(text, slice_of(all[i]))) return all[i];
        return NULL;
}

/* A telephone's keyboard begins a sentence with a capital. */
static bool starts_with_scheme(struct slice text, struct slice scheme)
{
        return text.len >= scheme.len && slice_eq_nocase((struct slice){text.at, scheme.len}, scheme);
}

/* How long the address is that `text` begins with, or 0. */
static size_t address_len(struct slice text)
{
        if (!starts_with_scheme(text, SLICE("http://")) && !starts_with_scheme(text, SLICE("https://"))) return 0;
        size_t len = 0;
        while (len < text.len && text.at[len] != '"' && !starts_with_space(slice_skip(text, len)))
                len++;
        return len;
}

/* Of single marks in English nothing is remembered: an apostrophe is none that ends a quotation. */
static size_t write_single(struct marking *m, struct slice text)
{
        bool is_english = m->marks == &english;
        const char *mark = is_english ? english_single(m, text) : other_single(m, text);
        if (mark && is_english) buf_add_text(m->ret, mark);
        if (mark && !is_english) add_mark(m, mark);
        return mark != NULL;
}

/* Writes the mark that `text` begins with; returns how much of it that was, 0: it begins with none. */
static size_t write_mark(struct marking *m, struct slice text)
{
        if (*text.at == '\'') return write_single(m, text);
        const char *mark = mark_at(m->marks, text);
        size_t len = mark ? strlen(mark) : 1;
        if (*text.at == '"') mark = double_quote(m);
        if (slice_starts_with(text, SLICE("--"))) mark = "—", len = 2;
        if (slice_starts_with(text, SLICE("..."))) mark = "…", len = 3;
        if (*text.at == '-' && len == 1 && ends_with_space(buf_slice(m->ret)) && starts_with_space(slice_skip(text, 1)))
                mark = m->marks->dash;
        if (!mark) return 0;
        add_mark(m, mark);
        return len;
}

/* Bytes with which a mark or an address may begin; the last two are the first of all marks beyond ASCII. */
static const bool may_begin[UCHAR_MAX + 1] = {
        ['"'] = true, ['\''] = true, ['-'] = true,  ['.'] = true,
        ['h'] = true, ['H'] = true,  [0xc2] = true, [0xe2] = true,
};

static size_t plain_len(struct slice text)
{
        size_t len = 0;
        while (len < text.len && !may_begin[(unsigned char)text.at[len]])
                len++;
        return len;
}

void language_marks_add(struct marking *m, struct slice piece)
{
        m->pair_end = NULL;
        while (piece.len) {
                size_t len = plain_len(piece);
                if (!len) len = address_len(piece);
                if (len) buf_add(m->ret, (struct slice){piece.at, len});
                if (!len) len = write_mark(m, piece);
                if (!len) buf_add_char(m->ret, piece.at[len++]);
                piece = slice_skip(piece, len);
        }
}

void language_write_marks(struct slice code, struct slice text, struct buf *ret)
{
        struct marking m = {.marks = slice_eq(code, SLICE("en")) ? &english : &slavic, .ret = ret};
        language_marks_add(&m, text);
}

bool language_marks_begin(struct marking *m, struct slice code, struct buf *ret)
{
        bool is_english = slice_eq(code, SLICE("en"));
        *m = (struct marking){.marks = is_english ? &english : &slavic, .ret = ret, .leaves_single = true};
        return is_english || slice_eq(code, SLICE("uk")) || slice_eq(code, SLICE("ru"));
}
