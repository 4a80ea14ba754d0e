/* The pairs of application/x-www-form-urlencoded: of a form's body, and of a query. Strict: what no browser writes is
 * refused (URL Standard, 5.2), so a form cannot be read in two ways. Whether a value is UTF-8 is for the caller. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"

/* Limits, in pairs and in decoded bytes; a caller may change them between init and the first pair. */
struct http_form {
        struct slice rest;   /* call: not read yet */
        struct arena *arena; /* call: decoded values go there */
        unsigned pairs_left;
        size_t name_max, value_max;
};

struct http_form_pair {
        struct slice name, value; /* decoded; as long as the arena; a NUL stands behind them, and none is in them */
};

enum http_form_answer { HTTP_FORM_PAIR, HTTP_FORM_END, HTTP_FORM_REFUSED };
enum { HTTP_FORM_PAIRS_MAX = 256, HTTP_FORM_NAME_MAX_BYTES = 256, HTTP_FORM_VALUE_MAX_BYTES = 64 * 1024 };

/* With the limits above. */
void http_form_init(struct http_form *form, struct slice encoded, struct arena *arena);

/* The next pair into `ret`. A name without "=" has an empty value; nothing between two "&" is no pair. REFUSED: past a
 * limit, a pair without a name, a broken percent sequence, NUL, or a byte that a browser would have encoded; asking
 * again says the same. */
enum http_form_answer http_form_next(struct http_form *form, struct http_form_pair *ret);

/* Appends a name or a value as a browser would write it. */
void http_form_encode(struct slice text, struct buf *ret);
