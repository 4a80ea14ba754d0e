#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

enum { SMALLEST = 64 };

void buf_init(struct buf *b, size_t max_bytes)
{
        *b = BUF_INIT(max_bytes);
}

void buf_clear(struct buf *b)
{
        free(b->at);
        *b = BUF_INIT(b->max);
}

void buf_truncate(struct buf *b)
{
        b->len = 0;
        b->full = false;
}

/* One byte more than asked is always there, for buf_text(). */
static bool grow(struct buf *b, size_t len)
{
        if (b->full || len > b->max - b->len) return false;
        size_t needed = b->len + len + 1;
        if (needed <= b->size) return true;

        size_t size = b->size ? b->size : SMALLEST;
        while (size < needed)
                size *= 2;
        if (size > b->max + 1) size = b->max + 1;
        char *at = realloc(b->at, size);
        if (!at) return false;
        b->at = at;
        b->size = size;
        return true;
}

char *buf_reserve(struct buf *b, size_t len)
{
        must(b->len <= b->max);
        if (!grow(b, len)) {
                b->full = true;
                return NULL;
        }
        return b->at + b->len;
}

void buf_add(struct buf *b, struct slice bytes)
{
        if (bytes.len == 0) return;
        char *to = buf_reserve(b, bytes.len);
        if (!to) return;
        memcpy(to, bytes.at, bytes.len);
        b->len += bytes.len;
}

void buf_add_text(struct buf *b, const char *text)
{
        buf_add(b, slice_of(text));
}

void buf_add_char(struct buf *b, char c)
{
        buf_add(b, (struct slice){&c, 1});
}

void buf_add_format_list(struct buf *b, const char *format, va_list args)
{
        va_list again;
        va_copy(again, args);
        int len = vsnprintf(NULL, 0, format, args);
        must(len >= 0);
        char *to = buf_reserve(b, (size_t)len);
        if (to) {
                vsnprintf(to, (size_t)len + 1, format, again);
                b->len += (size_t)len;
        }
        va_end(again);
}

void buf_add_format(struct buf *b, const char *format, ...)
{
        va_list args;
        va_start(args, format);
        buf_add_format_list(b, format, args);
        va_end(args);
}

const char *buf_text(struct buf *b)
{
        if (!b->at) return "";
        b->at[b->len] = '\0';
        return b->at;
}
