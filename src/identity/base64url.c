#include "identity/base64url.h"

#include <sodium.h>

enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

void base64url_write(struct buf *to, struct slice bytes)
{
        size_t size = sodium_base64_encoded_len(bytes.len, VARIANT); /* with the NUL */
        char *at = buf_reserve(to, size);
        if (!at) return;
        sodium_bin2base64(at, size, (const uint8_t *)bytes.at, bytes.len, VARIANT);
        to->len += size - 1;
}

bool base64url_read(struct slice text, struct arena *arena, struct slice *ret)
{
        size_t size = text.len / 4 * 3 + 3, len = 0;
        uint8_t *at = arena_alloc(arena, size);
        if (sodium_base642bin(at, size, text.at, text.len, NULL, &len, NULL, VARIANT) != 0) return false;
        *ret = (struct slice){(const char *)at, len};
        return true;
}
