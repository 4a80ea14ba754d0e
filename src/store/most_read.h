/* Lists of what was read most, as readers are shown them: kept, so that a page changes only when an order does, and an
 * archive made anew has the same. */
#pragma once
#include "news/headline.h"
#include "news/most_read.h"
#include "store/store.h"

struct most_read {
        unsigned edition;
        enum read_span span;
        int64_t articles[MOST_READ_MAX];
        size_t count; /* 0: none */
};
/* Puts the list in the place of the one that was kept; `ret_changed` is false when that is in the same order. Within a
 * transaction. */
struct err store_keep_most_read(struct store *s, const struct most_read *list, int64_t now_ms,
                                bool *ret_changed) CHECKED;

/* What is kept of it and live in its edition, in its order. */
struct err store_most_read(struct store *s, unsigned edition, enum read_span span, struct arena *a,
                           struct headlines *ret) CHECKED;
/* When the newest list was kept, of all editions; 0: there is none. */
struct err store_most_read_ms(struct store *s, int64_t *ret) CHECKED;
/* Whether readers may see the article in that edition. */
struct err store_is_live_in(struct store *s, int64_t article, unsigned edition, bool *ret) CHECKED;

/* Sets those of `ret`, by edition id, that have the article on a list. */
struct err store_most_read_in(struct store *s, int64_t article, bool ret[EDITION_MAX + 1]) CHECKED;
