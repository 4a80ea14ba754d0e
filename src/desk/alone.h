/* One article's act within another request: done as if it had been asked for alone, by the row of the table and its
 * handler, with all that they ask. For this room only. */
#pragma once
#include "desk/article.h"

struct alone_answer {
        unsigned status;
        json_t *values;   /* an object, the caller's */
        struct slice why; /* when it was not done, in the person's language */
};
/* What `handle` answers to a POST for the article with `asked`, which is taken over; it has a row of its own, for
 * whoever has the row's permission. Errors of the machine are answers too, and logged. */
struct alone_answer ask_alone(struct visit *v, int64_t article, handler_fn *handle, json_t *asked);
