#include "language/character.h"

#include "base/err.h"

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
