/* What was read most: a block for the front, and a page of its own with a list for each span of time. */
#pragma once
#include "news/most_read.h"
#include "press/presser.h"

struct most_read_view {
        unsigned edition;
        struct headlines
                lists[READ_SPANS]; /* live ones, the most first; of fewer than MOST_READ_LEAST nothing is said */
        struct siblings siblings;  /* the same page in other editions; article is 0 */
};
struct err press_most_read_page(struct presser *p, const struct most_read_view *view, struct pressed_page *ret) CHECKED;
/* The first of the last day, as a fragment behind the front's main part; `ret` is left empty when there are too few. */
struct err press_most_read_block(struct presser *p, const struct most_read_view *view, struct buf *ret) CHECKED;
