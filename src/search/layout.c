#include "search/layout.h"

#include "search/letter.h"

#include <uchar.h>
#include <unicode/uchar.h>

/* The keys of a keyboard row by row, in each layout. */
static const char16_t keys[LAYOUTS][34] = {
        [LAYOUT_LATIN] = u"qwertyuiop[]asdfghjkl;'zxcvbnm,.`\\",
        [LAYOUT_UKRAINIAN] = u"йцукенгшщзхїфівапролджєячсмитьбю'ґ",
        [LAYOUT_RUSSIAN] = u"йцукенгшщзхъфывапролджэячсмитьбюё\\",
};
enum { KEYS = 34 };

static UChar32 translate(UChar32 c, enum layout from, enum layout to, bool *ret_known)
{
        UChar32 lower = u_tolower(c);
        for (int i = 0; i < KEYS; i++) {
                if (keys[from][i] != lower) continue;
                *ret_known = *ret_known || u_isalpha(lower);
                return keys[to][i];
        }
        return c;
}

bool layout_write(struct slice text, enum layout from, enum layout to, struct buf *ret)
{
        bool known = false;
        size_t start = ret->len;
        for (size_t at = 0; at < text.len;) {
                char bytes[LETTER_MAX_BYTES];
                size_t len = letter_write(translate(letter_next(text, &at), from, to, &known), bytes);
                buf_add(ret, (struct slice){bytes, len});
        }
        struct slice made = {ret->at + start, ret->len - start};
        return known && !ret->full && !slice_eq(made, text);
}
