/* The named references are those that templates and typists use; the rest of HTML's two thousand stay as written. */
#include "plain/character.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* ICU's macros are written for compilers that do not ask about every change of a sign. */
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

enum { REPLACEMENT = 0xFFFD, CHARACTER_MAX = 0x10FFFF, REFERENCE_MAX_BYTES = 12 };

struct named {
        struct slice name;
        uint32_t character;
};

#define NAMED(name_, character_)                                                                                       \
        {                                                                                                              \
                {name_, sizeof(name_) - 1}, character_                                                                 \
        }
static const struct named named[] = {
        NAMED("amp", '&'),      NAMED("lt", '<'),        NAMED("gt", '>'),        NAMED("quot", '"'),
        NAMED("apos", '\''),    NAMED("nbsp", 0xA0),     NAMED("shy", 0xAD),      NAMED("laquo", 0xAB),
        NAMED("raquo", 0xBB),   NAMED("mdash", 0x2014),  NAMED("ndash", 0x2013),  NAMED("minus", 0x2212),
        NAMED("bdquo", 0x201E), NAMED("ldquo", 0x201C),  NAMED("rdquo", 0x201D),  NAMED("lsquo", 0x2018),
        NAMED("rsquo", 0x2019), NAMED("sbquo", 0x201A),  NAMED("hellip", 0x2026), NAMED("bull", 0x2022),
        NAMED("middot", 0xB7),  NAMED("deg", 0xB0),      NAMED("times", 0xD7),    NAMED("sect", 0xA7),
        NAMED("copy", 0xA9),    NAMED("reg", 0xAE),      NAMED("trade", 0x2122),  NAMED("euro", 0x20AC),
        NAMED("pound", 0xA3),   NAMED("frac12", 0xBD),   NAMED("sup2", 0xB2),     NAMED("sup3", 0xB3),
        NAMED("larr", 0x2190),  NAMED("rarr", 0x2192),   NAMED("thinsp", 0x2009), NAMED("ensp", 0x2002),
        NAMED("emsp", 0x2003),  NAMED("numero", 0x2116), NAMED("plusmn", 0xB1),   NAMED("zwnj", 0x200C),
};
#undef NAMED

static uint32_t digit_of(char c)
{
        if (c >= '0' && c <= '9') return (uint32_t)(c - '0');
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') return (uint32_t)((c | 0x20) - 'a') + 10;
        return UINT32_MAX;
}

/* Behind "#": decimal, or hexadecimal after an x. */
static bool read_number(struct slice digits, uint32_t *ret)
{
        uint32_t base = 10, value = 0;
        if (digits.len && (digits.at[0] | 0x20) == 'x') {
                base = 16;
                digits = slice_skip(digits, 1);
        }
        for (size_t i = 0; i < digits.len; i++) {
                uint32_t digit = digit_of(digits.at[i]);
                if (digit >= base) return false;
                value = value * base + digit;
                if (value > CHARACTER_MAX) value = CHARACTER_MAX + 1;
        }
        *ret = U_IS_UNICODE_CHAR(value) ? value : REPLACEMENT;
        return digits.len > 0;
}

static bool read_name(struct slice name, uint32_t *ret)
{
        for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
                if (!slice_eq(named[i].name, name)) continue;
                *ret = named[i].character;
                return true;
        }
        return false;
}

/* A reference at the start of `text`, which begins with "&". */
static bool take_reference(struct slice *text, uint32_t *ret)
{
        struct slice inside = slice_skip(*text, 1);
        size_t look = inside.len < REFERENCE_MAX_BYTES ? inside.len : REFERENCE_MAX_BYTES;
        const char *end = look ? memchr(inside.at, ';', look) : NULL;
        if (!end) return false;
        inside.len = (size_t)(end - inside.at);
        bool good = slice_starts_with(inside, SLICE("#")) ? read_number(slice_skip(inside, 1), ret)
                                                          : read_name(inside, ret);
        if (good) *text = slice_skip(*text, inside.len + 2);
        return good;
}

static uint32_t take_utf8(struct slice *text)
{
        const uint8_t *bytes = (const uint8_t *)text->at;
        size_t at = 0;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, text->len, c);
        *text = slice_skip(*text, at);
        return (uint32_t)c;
}

uint32_t character_take(struct slice *text)
{
        must(text->len > 0);
        uint32_t c;
        if (*text->at == '&' && take_reference(text, &c)) return c;
        return take_utf8(text);
}

bool character_is_space(uint32_t c)
{
        return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x2028 || c == 0x2029;
}

bool character_is_unwanted(uint32_t c)
{
        int8_t type = u_charType((UChar32)c);
        return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_SURROGATE || type == U_UNASSIGNED ||
               type == U_PRIVATE_USE_CHAR;
}

void character_add(struct buf *to, uint32_t c)
{
        uint8_t bytes[U8_MAX_LENGTH];
        size_t len = 0;
        U8_APPEND_UNSAFE(bytes, len, c);
        buf_add(to, (struct slice){(const char *)bytes, len});
}

static size_t columns_of(uint32_t c)
{
        if (c < 0x300) return 1; /* nearly everything */
        int8_t type = u_charType((UChar32)c);
        if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
        int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
        return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t character_columns(struct slice text)
{
        size_t columns = 0;
        while (text.len)
                columns += columns_of(take_utf8(&text));
        return columns;
}
