#include "language/character.h"

#include "base/err.h"
#include "language/language.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* ICU's macro is written for compilers that do not ask about every change of a sign. */
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

UChar32 character_next(struct slice text, size_t *at)
{
        must(*at < text.len);
        const uint8_t *bytes = (const uint8_t *)text.at;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, *at, text.len, c);
        return c;
}

static bool is_of_word(UChar32 c)
{
        return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK);
}

static bool is_joint(UChar32 c)
{
        enum { APOSTROPHE = 0x2019, HYPHEN = 0x2010, NONBREAKING_HYPHEN = 0x2011, WORD_JOINER = 0x2060 };
        return c == '-' || c == '\'' || c == APOSTROPHE || c == HYPHEN || c == NONBREAKING_HYPHEN || c == WORD_JOINER;
}

bool language_is_word_end(struct slice rest)
{
        size_t at = 0;
        UChar32 c = rest.len ? character_next(rest, &at) : 0;
        while (is_joint(c))
                c = at < rest.len ? character_next(rest, &at) : 0;
        return !is_of_word(c);
}
