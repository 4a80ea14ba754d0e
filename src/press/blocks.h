/* Bodies as HTML. Inside `press`. */
#pragma once
#include "press/presser_inside.h"

/* Appends the body's HTML, a template a block. */
struct err blocks_write(struct presser *p, const struct imprint *i, const struct body *body, struct buf *ret) CHECKED;
/* The same of live coverage's entries (news/coverage.h), each of which has a link that leads to it. */
struct coverage_place {
        struct slice article;   /* its path */
        struct body as_it_came; /* all its entries */
};
struct err entries_write(struct presser *p, const struct coverage_place *place, const struct imprint *i,
                         const struct body *entries, struct buf *ret) CHECKED;
/* Appends rich text as HTML: escaped, marks as elements in a fixed nesting. */
void inline_write(const struct imprint *i, const struct rich_text *text, struct buf *ret);
