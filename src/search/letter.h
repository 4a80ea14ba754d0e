/* UTF-8, a letter at a time. For this room only. */
#pragma once
#include "base/slice.h"

#include <unicode/utf8.h>

enum { LETTER_MAX_BYTES = U8_MAX_LENGTH };

/* The letter at `*at`, which moves behind it; -1 at the end, U+FFFD for what is no UTF-8. */
static inline int32_t letter_next(struct slice text, size_t *at)
{
        if (*at >= text.len) return -1;
        const uint8_t *bytes = (const uint8_t *)text.at;
        int32_t letter;
        U8_NEXT_OR_FFFD(bytes, *at, text.len, letter);
        return letter;
}

/* The letter before `*at`, which moves to it; -1 at the beginning. */
static inline int32_t letter_previous(struct slice text, size_t *at)
{
        if (*at == 0) return -1;
        size_t start = *at - 1, next;
        while (start && *at - start < LETTER_MAX_BYTES && U8_IS_TRAIL((uint8_t)text.at[start]))
                start--;
        text.len = *at;
        next = *at = start;
        return letter_next(text, &next);
}

/* Writes it at `at`, which has LETTER_MAX_BYTES; how many bytes it took. */
static inline size_t letter_write(int32_t letter, char *at)
{
        uint8_t bytes[LETTER_MAX_BYTES];
        uint32_t code = (uint32_t)letter;
        size_t len = 0;
        U8_APPEND_UNSAFE(bytes, len, code);
        memcpy(at, bytes, len);
        return len;
}
