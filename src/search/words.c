#include "search/words.h"

#include "language/spelling.h"
#include "search/letter.h"

#include <unicode/uchar.h>

enum { HYPHEN = 0x2010, NON_BREAKING_HYPHEN };

static bool is_in_words(UChar32 c)
{
        return c >= 0 && c != 0xfffd && u_isalnum(c);
}

static bool is_hyphen(UChar32 c)
{
        return c == '-' || c == HYPHEN || c == NON_BREAKING_HYPHEN;
}

static void add(struct word *w, UChar32 c)
{
        char bytes[LETTER_MAX_BYTES];
        size_t len = letter_write(c, bytes);
        if (w->folded_len + len > sizeof w->folded) return;
        memcpy(w->folded + w->folded_len, bytes, len);
        w->folded_len += len;
}

/* Behind the hyphen, or hyphens of a broken line, goes on what is one compound; soft hyphens do not count. */
static bool is_joined(struct slice text, size_t at)
{
        UChar32 c = letter_next(text, &at);
        while (spelling_passes_over(c))
                c = letter_next(text, &at);
        if (!is_hyphen(c)) return false;
        c = letter_next(text, &at);
        while (spelling_passes_over(c))
                c = letter_next(text, &at);
        return is_in_words(c);
}

/* What is at `*at` behind a character of the word: whether the word goes on; then `*at` is behind what was taken. */
static bool take_next(struct slice text, size_t *at, struct word *w)
{
        size_t next = *at;
        UChar32 c = letter_next(text, &next);
        if (spelling_passes_over(c)) {
                *at = next;
                return true;
        }
        if (spelling_is_apostrophe(c)) {
                size_t behind = next;
                if (!u_isalpha(letter_next(text, &behind))) return false;
                add(w, '\'');
                *at = next;
                return true;
        }
        if (!is_in_words(c)) return false;
        add(w, spelling_folded(c));
        *at = next;
        return true;
}

/* ---- numbers in groups ---- */

enum { GROUP_DIGITS = 3, GROUPS_MAX = 6 /* of a number; more are a list */ };

static bool is_digit(struct slice text, size_t at)
{
        return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

static size_t count_digits(struct slice text, size_t at)
{
        size_t count = 0;
        while (is_digit(text, at + count))
                count++;
        return count;
}

/* Space, no-break space, the narrow one, the thin one; the comma of English. */
static bool separates_groups(UChar32 c)
{
        return c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2009 || c == ',';
}

/* The last digits of a decimal, a date or a time, or a part of a name. */
static bool is_end_of_another(struct slice text, size_t at)
{
        UChar32 before = letter_previous(text, &at);
        if (is_in_words(before) || spelling_passes_over(before)) return true;
        UChar32 other = letter_previous(text, &at);
        if (before == '-') return other >= 0 && u_isalpha(other);
        return (before == '.' || before == ',' || before == ':' || before == '/') && other >= 0 && u_isdigit(other);
}

/* Behind the group at `at`, which follows this separator; `at` when there is none. */
static size_t group_end(struct slice text, size_t at, UChar32 separator)
{
        size_t next = at;
        if (letter_next(text, &next) != separator || count_digits(text, next) != GROUP_DIGITS) return at;
        size_t end = next + GROUP_DIGITS, behind = end;
        return is_in_words(letter_next(text, &behind)) ? at : end;
}

size_t words_number_end(struct slice text, size_t at)
{
        size_t digits = count_digits(text, at), end = at + digits, behind = end;
        if (digits == 0 || digits > GROUP_DIGITS || text.at[at] == '0' || is_end_of_another(text, at)) return at;
        UChar32 separator = letter_next(text, &behind);
        if (!separates_groups(separator)) return at;
        for (unsigned groups = 1; groups < GROUPS_MAX; groups++)
                end = group_end(text, end, separator);
        return end == at + digits ? at : end;
}

/* ---- a word ---- */

static void take_number(struct slice text, size_t end, struct word *ret)
{
        for (size_t at = ret->start; at < end; at++)
                if (is_digit(text, at)) add(ret, text.at[at]);
}

/* Takes the word that begins at `ret->start`; behind it. */
static size_t take_word(struct slice text, struct word *ret)
{
        size_t at = ret->start, end = words_number_end(text, at);
        ret->is_grouped = end > at;
        ret->folded_len = 0;
        if (ret->is_grouped) {
                take_number(text, end, ret);
                return end;
        }
        add(ret, spelling_folded(letter_next(text, &at)));
        while (take_next(text, &at, ret)) {
        }
        return at;
}

bool word_next(struct word_scan *scan, struct word *ret)
{
        struct slice text = scan->text;
        size_t at = scan->at;
        for (;;) {
                ret->start = at;
                UChar32 c = letter_next(text, &at);
                if (c < 0) break;
                if (!is_in_words(c)) continue;
                ret->end = scan->at = take_word(text, ret);
                ret->joins_next = is_joined(text, ret->end);
                return true;
        }
        scan->at = text.len;
        return false;
}

void word_write_lower(struct slice text, const struct word *w, struct buf *ret)
{
        for (size_t at = w->start; at < w->end;) {
                char bytes[LETTER_MAX_BYTES];
                UChar32 c = letter_next(text, &at);
                if (!spelling_passes_over(c)) buf_add(ret, (struct slice){bytes, letter_write(u_tolower(c), bytes)});
        }
}

bool words_are_in(struct slice text)
{
        struct word_scan scan = {.text = text};
        struct word word;
        return word_next(&scan, &word);
}

void words_fold(struct slice text, struct buf *ret)
{
        struct word_scan scan = {.text = text};
        struct word word;
        for (bool first = true; word_next(&scan, &word); first = false) {
                if (!first) buf_add_char(ret, ' ');
                buf_add(ret, word_folded(&word));
        }
}

/* U+2028 and 2029 end lines; noncharacters are nothing. */
static bool is_space_at_best(int32_t c)
{
        return u_iscntrl(c) || c == 0x2028 || c == 0x2029 || U_IS_UNICODE_NONCHAR(c);
}

void words_clean(struct slice text, struct buf *ret)
{
        text = slice_trim(text);
        for (size_t at = 0; at < text.len;) {
                char bytes[LETTER_MAX_BYTES];
                int32_t c = letter_next(text, &at);
                if (u_charType(c) == U_FORMAT_CHAR) continue;
                buf_add(ret, (struct slice){bytes, letter_write(is_space_at_best(c) ? ' ' : c, bytes)});
        }
}
