/* HTML as any theme might write it: it always becomes text, of whole UTF-8 characters, without controls. */
#include "plain/plain.h"

#include "base/err.h"

#include <unicode/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX_BYTES = 32 << 20 };

#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

static void must_be_clean(struct slice text)
{
        const uint8_t *bytes = (const uint8_t *)text.at;
        for (size_t at = 0; at < text.len;) {
                UChar32 c = 0;
                U8_NEXT(bytes, at, text.len, c);
                must(c == '\n' || (c >= ' ' && !(c >= 0x7f && c < 0xa0)));
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct slice html = {size ? (const char *)data : "", size};
        CLEANUP(buf_clear) struct buf text = BUF_INIT(TEXT_MAX_BYTES);
        struct plain_source source = {.head = html, .main = html, .more = html};
        struct err err = plain_from_page(&source, &text);
        must(err.code == OK || err.code == ERR_FULL);
        must_be_clean(buf_slice(&text));
        must(text.len == 0 || text.at[text.len - 1] == '\n' || err.code == ERR_FULL);
        return 0;
}
