#include "language/spelling.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { SOFT_HYPHEN = 0xad, COMBINING_FIRST = 0x300, COMBINING_LAST = 0x36f };

bool spelling_passes_over(int32_t c)
{
        return c == SOFT_HYPHEN || (c >= COMBINING_FIRST && c <= COMBINING_LAST) || c == 0x200d || c == 0x2060;
}

bool spelling_is_apostrophe(int32_t c)
{
        return c == '\'' || c == '`' || c == 0xb4 || c == 0x2018 || c == 0x2019 || c == 0x2032 || c == 0x2bc;
}

static int32_t without_mark(int32_t c)
{
        enum { LATIN_FIRST = 0xc0, LATIN_LAST = 0x24f, MORE_FIRST = 0x1e00, MORE_LAST = 0x1eff };
        bool is_latin = (c >= LATIN_FIRST && c <= LATIN_LAST) || (c >= MORE_FIRST && c <= MORE_LAST);
        if (!is_latin) return c;
        UErrorCode code = U_ZERO_ERROR;
        const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
        UChar parts[8];
        int32_t count = U_SUCCESS(code) ? unorm2_getDecomposition(nfd, c, parts, 8, &code) : -1;
        return count > 0 && U_SUCCESS(code) ? parts[0] : c;
}

/* The letters of most texts without asking ICU, which is what searching them costs. */
int32_t spelling_folded(int32_t c)
{
        enum { ASCII_END = 0x80, CYRILLIC = 0x410, CYRILLIC_SMALL = 0x430, CYRILLIC_END = 0x450, APART = 0x20 };
        if (c < ASCII_END) return c >= 'A' && c <= 'Z' ? c + APART : c;
        if (c >= CYRILLIC && c < CYRILLIC_END) return c < CYRILLIC_SMALL ? c + APART : c;
        c = u_tolower(c);
        if (c == 0x451) return 0x435; /* ё */
        return without_mark(c);
}

int32_t spelling_folded_most(int32_t c)
{
        c = spelling_folded(c);
        return c == 0x491 ? 0x433 : c; /* ґ */
}
