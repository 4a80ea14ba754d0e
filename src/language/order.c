/* Texts in the order of the language's alphabet, as ICU and CLDR know it: Є behind Е, І behind И. */
#include "language/inside.h"

#include <unicode/uiter.h>

static void open_order(struct language *l)
{
        UErrorCode status = U_ZERO_ERROR;
        l->order = ucol_open(language_text(l, "locale").at, &status);
        must(U_SUCCESS(status)); /* a language without an order of its own has that of all */
}

void language_write_sort_key(struct language *l, struct slice text, struct buf *ret)
{
        uint8_t key[LANGUAGE_SORT_KEY_BYTES];
        uint32_t state[2] = {0};
        UErrorCode status = U_ZERO_ERROR;
        UCharIterator letters;
        if (!l->order) open_order(l);
        uiter_setUTF8(&letters, text.at, (int32_t)text.len);
        int32_t len = ucol_nextSortKeyPart(l->order, &letters, state, key, sizeof key, &status);
        must(U_SUCCESS(status));
        for (int32_t i = 0; i < len; i++)
                buf_add_format(ret, "%02x", key[i]);
}
