/* A buf is owned, growing bytes with a maximum.
 *
 * Appending past the maximum, or past the machine's memory, sets `full`, which sticks: a long run of appends is
 * written without a check in between, and the flag is read once, at the end. A full buf keeps what fitted whole. */
#pragma once
#include "base/err.h"
#include "base/slice.h"

#include <stdarg.h>

struct buf {
        char *at; /* owned; NULL while empty */
        size_t len, size, max;
        bool full;
};

/* Empty, growing up to `max_bytes`. Allocates nothing yet. */
#define BUF_INIT(max_bytes) ((struct buf){.max = (max_bytes)})
void buf_init(struct buf *b, size_t max_bytes);
void buf_clear(struct buf *b);    /* frees the bytes and forgets `full`; the buf can be used again */
void buf_truncate(struct buf *b); /* forgets bytes and `full` but keeps the memory */

void buf_add(struct buf *b, struct slice bytes);
void buf_add_text(struct buf *b, const char *text); /* a C string */
void buf_add_char(struct buf *b, char c);
void buf_add_format(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_add_format_list(struct buf *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* Room for `len` more bytes that the caller writes and then claims by adding to `b->len`; NULL when full. */
char *buf_reserve(struct buf *b, size_t len);

/* The bytes as a C string: a NUL stands behind them, not counted in `len`. "" when there are none. */
const char *buf_text(struct buf *b);

static inline struct slice buf_slice(const struct buf *b)
{
        return (struct slice){b->len ? b->at : "", b->len};
}

/* OK, or ERR_FULL naming what was being made. */
#define BUF_OK(b, what_) ((b)->full ? ERR(ERR_FULL, what_) : NO_ERR)
