/* Bodies as HTML. Inside `press`. */
#pragma once
#include "press/presser_inside.h"

/* Appends the body's HTML, a template a block. */
struct err blocks_write(struct presser *p, const struct imprint *i, const struct body *body, struct buf *ret) CHECKED;
/* The same of live coverage's entries (news/coverage.h), each of which has a link that leads to it. `article` is the
 * path. */
struct err entries_write(struct presser *p, struct slice article, const struct imprint *i, const struct body *entries,
                         struct buf *ret) CHECKED;
/* Appends rich text as HTML: escaped, marks as elements in a fixed nesting. */
void inline_write(const struct imprint *i, const struct rich_text *text, struct buf *ret);
