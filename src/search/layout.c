#include "search/layout.h"

#include "search/letter.h"

#include <uchar.h>
#include <unicode/uchar.h>

enum { KEYS = 34 };

/* The keys of a keyboard row by row, in each layout: by themselves, and with Shift. */
static const char16_t keys[LAYOUTS][2][KEYS] = {
        [LAYOUT_LATIN] = {u"qwertyuiop[]asdfghjkl;'zxcvbnm,.`\\", u"QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~|"},
        [LAYOUT_UKRAINIAN] = {u"йцукенгшщзхїфівапролджєячсмитьбю'ґ", u"ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ₴Ґ"},
        [LAYOUT_RUSSIAN] = {u"йцукенгшщзхъфывапролджэячсмитьбюё\\", u"ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ/"},
};

static UChar32 translate(UChar32 c, enum layout from, enum layout to, bool *ret_known)
{
        for (int shift = 0; shift < 2; shift++)
                for (int i = 0; i < KEYS; i++) {
                        if (keys[from][shift][i] != c) continue;
                        *ret_known = *ret_known || u_isalpha(c);
                        return keys[to][shift][i];
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
