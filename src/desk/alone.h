/* One article's act within another request: done as if it had been asked for alone, by the row of the table and its
 * handler, with all that they ask. For this room only. */
#pragma once
#include "desk/article.h"

struct alone_answer {
        unsigned status;
        json_t *values;   /* an object, the caller's */
        struct slice why; /* when it was not done, in the person's language */
};
/* POST /articles/ARTICLE/ACT with `asked`, which is taken over. Errors of the machine are answers too, and logged. */
struct alone_answer ask_alone(struct visit *v, int64_t article, const char *act, json_t *asked);
