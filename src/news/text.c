#include "news/text.h"

#include "base/err.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

_Static_assert(sizeof(UChar32) == sizeof(uint32_t), "a character fits whatever side it is on");

bool text_next(struct slice *rest, uint32_t *ret)
{
        if (rest->len == 0) return false;
        enum { LONGEST = 4 };
        const uint8_t *bytes = (const uint8_t *)rest->at;
        int32_t taken = 0, len = rest->len < LONGEST ? (int32_t)rest->len : LONGEST;
        UChar32 character = 0;
        U8_NEXT(bytes, taken, len, character);
        *rest = slice_skip(*rest, (size_t)taken);
        *ret = (uint32_t)character;
        return true;
}

bool text_is_short(struct slice text, size_t characters_max)
{
        uint32_t character = 0;
        for (size_t left = characters_max; left > 0; left--)
                if (!text_next(&text, &character)) return true;
        return text.len == 0;
}

bool text_may_hold(uint32_t character)
{
        if (character < 0x20 || (character >= 0x7F && character < 0xA0)) return false;
        if (character > 0x10FFFF || (character >= 0xD800 && character < 0xE000)) return false;
        return !U_IS_UNICODE_NONCHAR(character);
}

bool text_is_hidden(uint32_t character)
{
        static const struct {
                uint32_t first, last;
        } hidden[] = {
                {0x61C, 0x61C},   {0x180E, 0x180E}, {0x200B, 0x200B}, {0x200E, 0x200F},   {0x202A, 0x202E},
                {0x2061, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0001, 0xE0001},
        };
        for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
                if (character >= hidden[i].first && character <= hidden[i].last) return true;
        return false;
}

/* Takes what is at the beginning of `rest` and not hidden, whole characters. */
static struct slice take_seen(struct slice *rest)
{
        enum { LEAST_LEAD = 0xD8 }; /* no hidden character begins with a byte below it: most letters are told so */
        struct slice seen = *rest;
        while (rest->len) {
                uint32_t character = 0;
                size_t len = 0;
                while (len < rest->len && (unsigned char)rest->at[len] < LEAST_LEAD)
                        len++;
                *rest = slice_skip(*rest, len);
                struct slice behind = *rest;
                if (!text_next(&behind, &character) || text_is_hidden(character)) break;
                *rest = behind;
        }
        seen.len -= rest->len;
        return seen;
}

struct slice text_without_hidden(struct slice text, struct arena *a)
{
        struct slice rest = text, seen = take_seen(&rest);
        if (rest.len == 0) return text;
        char *kept = arena_alloc(a, text.len);
        size_t len = 0;
        for (uint32_t character;; seen = take_seen(&rest)) {
                if (seen.len) memcpy(kept + len, seen.at, seen.len);
                len += seen.len;
                if (!text_next(&rest, &character)) break; /* the hidden one */
        }
        return (struct slice){kept, len};
}

/* Bytes of the letters, digits and marks at the beginning that may stand anywhere and are told at a glance: ASCII, and
 * U+00C0 to U+07FF, two bytes each. Nearly all of a text are. */
static size_t plain_len(struct slice text)
{
        const unsigned char *bytes = (const unsigned char *)text.at;
        size_t i = 0;
        while (i < text.len) {
                if (bytes[i] >= 0x20 && bytes[i] < 0x7F)
                        i++;
                else if (bytes[i] >= 0xC3 && bytes[i] <= 0xDF && i + 1 < text.len && (bytes[i + 1] & 0xC0) == 0x80)
                        i += 2;
                else
                        break;
        }
        return i;
}

static bool is_clean(struct slice text, bool lines)
{
        uint32_t character = 0;
        text = slice_skip(text, plain_len(text));
        while (text_next(&text, &character)) {
                if (!text_may_hold(character) && !(lines && character == '\n')) return false;
                text = slice_skip(text, plain_len(text));
        }
        return true;
}

/* Bytes of the characters at the beginning that take one byte or two. */
static size_t short_len(struct slice text)
{
        const unsigned char *bytes = (const unsigned char *)text.at;
        size_t i = 0;
        while (i < text.len) {
                if (bytes[i] < 0x80)
                        i++;
                else if (bytes[i] >= 0xC2 && bytes[i] <= 0xDF && i + 1 < text.len && (bytes[i + 1] & 0xC0) == 0x80)
                        i += 2;
                else
                        break;
        }
        return i;
}

bool text_is_utf8(struct slice text)
{
        uint32_t character = 0;
        text = slice_skip(text, short_len(text));
        while (text_next(&text, &character)) {
                if (character == TEXT_BROKEN) return false;
                text = slice_skip(text, short_len(text));
        }
        return true;
}

bool text_is_line(struct slice text)
{
        return is_clean(text, false);
}

bool text_is_lines(struct slice text)
{
        return is_clean(text, true);
}

bool text_is_same(struct slice a, struct slice b)
{
        uint32_t one = 0, other = 0;
        while (text_next(&a, &one)) {
                if (!text_next(&b, &other)) return false;
                if (u_foldCase((UChar32)one, U_FOLD_CASE_DEFAULT) != u_foldCase((UChar32)other, U_FOLD_CASE_DEFAULT))
                        return false;
        }
        return b.len == 0;
}

/* As ICU folds; the letters of most texts without asking it, which is what searching them costs. */
static uint32_t fold(uint32_t character)
{
        enum { ASCII_END = 0x80, CYRILLIC = 0x410, CYRILLIC_SMALL = 0x430, CYRILLIC_END = 0x450, APART = 0x20 };
        if (character < ASCII_END) return character >= 'A' && character <= 'Z' ? character + APART : character;
        if (character >= CYRILLIC && character < CYRILLIC_END)
                return character < CYRILLIC_SMALL ? character + APART : character;
        return (uint32_t)u_foldCase((UChar32)character, U_FOLD_CASE_DEFAULT);
}

struct slice text_folded(struct slice text, struct arena *a)
{
        enum { LONGEST = 4, REPLACEMENT = 0xFFFD };
        uint8_t *folded = arena_alloc(a, LONGEST * text.len + 1);
        size_t len = 0;
        uint32_t character = 0;
        while (text_next(&text, &character)) {
                if (character == TEXT_BROKEN) character = REPLACEMENT;
                uint32_t small = fold(character);
                U8_APPEND_UNSAFE(folded, len, small);
        }
        return (struct slice){(const char *)folded, len};
}
