/* Ranges of bytes (RFC 9110, 14): one at a time. Several, or what cannot be read, are answered with the whole, which a
 * server may always do; only a range that is well formed and lies behind the end is refused. */
#pragma once
#include "base/slice.h"

enum http_range_answer {
        HTTP_RANGE_WHOLE,         /* 200 with everything */
        HTTP_RANGE_PART,          /* 206 */
        HTTP_RANGE_UNSATISFIABLE, /* 416 */
};

/* A piece of a file; with HTTP_RANGE_WHOLE all of it. */
struct http_range {
        uint64_t first, len;
};

/* Reads the value of a Range field (empty: none) for a file of `size` bytes; `ret` is always set, to {0, 0} for
 * HTTP_RANGE_UNSATISFIABLE. */
enum http_range_answer http_range_read(struct slice value, uint64_t size, struct http_range *ret);

enum { HTTP_CONTENT_RANGE_MAX_BYTES = 72 };

/* What Content-Range says of a piece of a file of `size` bytes; with a piece of no bytes, what it says with 416. The
 * slice is in `ret`. */
struct slice http_write_content_range(char ret[HTTP_CONTENT_RANGE_MAX_BYTES], struct http_range range, uint64_t size);
