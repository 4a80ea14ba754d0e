/* Drafts that nobody wants: they are in no list but their own (work_list.h), and hold no other language. Nothing else
 * of them goes, and whatever is saved of their text takes them back: what was typed is where people look for it,
 * however late it comes. All but counting write, and are called in a transaction. */
#pragma once
#include "store/work.h"

/* The text is kept as a version first. ERR_CONFLICT: it is no draft, or readers had it; ERR_NOT_FOUND: there is no
 * work. */
struct err store_work_discard(struct store *s, int64_t article, int64_t now_ms) CHECKED;
struct err store_work_retrieve(struct store *s, int64_t article, int64_t now_ms) CHECKED;
/* How many are discarded. */
struct err store_count_discarded(struct store *s, int64_t *ret) CHECKED;
