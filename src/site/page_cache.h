/* Pages in memory, found by key, within a budget of bytes; what was not used lately makes room.
 *
 * Finding takes no lock and allocates nothing. Adding and dropping take a mutex; they happen on misses and
 * publications. Pages leave through the quiescent list, so a page that was found stays until the finder's next
 * quiescent point. */
#pragma once
#include "site/page.h"
#include "site/quiescent.h"

struct page_cache;

struct err page_cache_new(struct quiescent *quiescent, size_t budget_bytes, struct page_cache **ret) CHECKED;
void page_cache_free(struct page_cache *c);

/* The page, or NULL. Reader threads, between two quiescent points. */
const struct page *page_cache_find(struct page_cache *c, struct page_key key);

/* Takes the page over, in place of one with the same key; evicts others until the budget holds. Any thread. */
void page_cache_add(struct page_cache *c, struct page *page);

/* Drops all that has the id, in all variants and encodings. Any thread. */
void page_cache_drop(struct page_cache *c, uint64_t id);
void page_cache_drop_lacking(struct page_cache *c);
void page_cache_drop_all(struct page_cache *c);

size_t page_cache_bytes(struct page_cache *c);
