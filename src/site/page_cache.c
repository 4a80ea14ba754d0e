/* Buckets of eight: the keys of a bucket fill one cache line, so a look-up reads one line of keys and then the page. A
 * full bucket makes room in itself; the budget is kept by a hand that goes round all buckets and takes what was not
 * used since it last came by (the clock algorithm). Keys and pages of a slot are two stores: a finder checks the page's
 * own key. */
#include "site/page_cache.h"

#include <pthread.h>
#include <stdlib.h>

enum { WAYS = 8, BYTES_EXPECTED_A_SLOT = 2048, SMALLEST_BUCKETS = 64, CACHE_LINE_BYTES = 64 };

struct bucket {
        _Alignas(CACHE_LINE_BYTES) _Atomic uint64_t keys[WAYS]; /* 0: free */
        _Atomic(struct page *) pages[WAYS];
};

struct page_cache {
        struct bucket *buckets;
        size_t bucket_count; /* a power of two */
        struct quiescent *quiescent;
        size_t budget_bytes;
        pthread_mutex_t lock;  /* guards everything below, and every store into the buckets */
        size_t bytes, lacking; /* of all pages; pages that are there in name only */
        size_t hand;           /* the slot that is looked at next, over all buckets */
};

static struct bucket *bucket_of(const struct page_cache *c, uint64_t key)
{
        return &c->buckets[(key * 0x9e3779b97f4a7c15u >> 32) & (c->bucket_count - 1)];
}

struct err page_cache_new(struct quiescent *quiescent, size_t budget_bytes, struct page_cache **ret)
{
        size_t count = SMALLEST_BUCKETS;
        while (count * WAYS * BYTES_EXPECTED_A_SLOT < budget_bytes)
                count *= 2;
        struct page_cache *c = calloc(1, sizeof *c);
        struct bucket *buckets = aligned_alloc(CACHE_LINE_BYTES, count * sizeof *buckets);
        if (!c || !buckets) {
                free(c);
                free(buckets);
                return ERR(ERR_FULL, "allocate the page cache");
        }
        memset(buckets, 0, count * sizeof *buckets);
        c->buckets = buckets;
        c->bucket_count = count;
        c->quiescent = quiescent;
        c->budget_bytes = budget_bytes;
        pthread_mutex_init(&c->lock, NULL);
        *ret = c;
        return NO_ERR;
}

const struct page *page_cache_find(struct page_cache *c, struct page_key key)
{
        uint64_t wanted = page_key_pack(key);
        struct bucket *bucket = bucket_of(c, wanted);
        for (int i = 0; i < WAYS; i++) {
                if (atomic_load_explicit(&bucket->keys[i], memory_order_acquire) != wanted) continue;
                struct page *page = atomic_load_explicit(&bucket->pages[i], memory_order_acquire);
                if (!page || page_key_pack(page->key) != wanted) continue;
                if (!atomic_load_explicit(&page->used, memory_order_relaxed))
                        atomic_store_explicit(&page->used, true, memory_order_relaxed);
                return page;
        }
        return NULL;
}

/* The lock is held. */
static void empty_slot(struct page_cache *c, struct bucket *bucket, int way)
{
        struct page *page = atomic_load_explicit(&bucket->pages[way], memory_order_relaxed);
        if (!page) return;
        atomic_store_explicit(&bucket->keys[way], 0, memory_order_release);
        atomic_store_explicit(&bucket->pages[way], NULL, memory_order_release);
        c->bytes -= page->size_bytes;
        c->lacking -= page->lack != PAGE_LACKS_NOTHING;
        quiescent_retire(c->quiescent, page, page_free);
}

/* Where `key` stands in its bucket; else a free slot, or -1. */
static int slot_of_or_free(struct bucket *bucket, uint64_t key)
{
        int free_slot = -1;
        for (int i = 0; i < WAYS; i++) {
                uint64_t there = atomic_load_explicit(&bucket->keys[i], memory_order_relaxed);
                if (there == key) return i;
                if (there == 0) free_slot = i;
        }
        return free_slot;
}

/* When the bucket is full: a slot that was not used lately, else the first. Only then are the marks taken off. */
static int slot_for(struct bucket *bucket, uint64_t key)
{
        int slot = slot_of_or_free(bucket, key), unused_slot = 0;
        if (slot >= 0) return slot;
        for (int i = 0; i < WAYS; i++) {
                struct page *page = atomic_load_explicit(&bucket->pages[i], memory_order_relaxed);
                if (!atomic_exchange_explicit(&page->used, false, memory_order_relaxed)) unused_slot = i;
        }
        return unused_slot;
}

/* Two rounds of the hand are enough: the first clears every mark. */
static void keep_budget(struct page_cache *c, const struct page *spare)
{
        size_t slots = c->bucket_count * WAYS;
        for (size_t step = 0; c->bytes > c->budget_bytes && step < 2 * slots; step++) {
                c->hand = (c->hand + 1) % slots;
                struct bucket *bucket = &c->buckets[c->hand / WAYS];
                int way = (int)(c->hand % WAYS);
                struct page *page = atomic_load_explicit(&bucket->pages[way], memory_order_relaxed);
                if (!page || page == spare) continue;
                if (!atomic_exchange_explicit(&page->used, false, memory_order_relaxed)) empty_slot(c, bucket, way);
        }
}

void page_cache_add(struct page_cache *c, struct page *page)
{
        uint64_t key = page_key_pack(page->key);
        struct bucket *bucket = bucket_of(c, key);
        atomic_store_explicit(&page->used, true, memory_order_relaxed);
        pthread_mutex_lock(&c->lock);
        int way = slot_for(bucket, key);
        empty_slot(c, bucket, way);
        atomic_store_explicit(&bucket->pages[way], page, memory_order_release);
        atomic_store_explicit(&bucket->keys[way], key, memory_order_release);
        c->bytes += page->size_bytes;
        c->lacking += page->lack != PAGE_LACKS_NOTHING;
        keep_budget(c, page);
        pthread_mutex_unlock(&c->lock);
}

static void drop_key(struct page_cache *c, uint64_t key)
{
        struct bucket *bucket = bucket_of(c, key);
        for (int i = 0; i < WAYS; i++)
                if (atomic_load_explicit(&bucket->keys[i], memory_order_relaxed) == key) empty_slot(c, bucket, i);
}

void page_cache_drop(struct page_cache *c, uint64_t id)
{
        pthread_mutex_lock(&c->lock);
        for (int variant = 0; variant < PAGE_VARIANTS; variant++) {
                drop_key(c, page_key_pack((struct page_key){id, (enum page_variant)variant, ENCODING_GZIP}));
                drop_key(c, page_key_pack((struct page_key){id, (enum page_variant)variant, ENCODING_IDENTITY}));
        }
        pthread_mutex_unlock(&c->lock);
}

static void drop_where(struct page_cache *c, bool only_lacking)
{
        pthread_mutex_lock(&c->lock);
        size_t slots = only_lacking && c->lacking == 0 ? 0 : c->bucket_count * WAYS;
        for (size_t i = 0; i < slots; i++) {
                struct bucket *bucket = &c->buckets[i / WAYS];
                struct page *page = atomic_load_explicit(&bucket->pages[i % WAYS], memory_order_relaxed);
                if (page && (page->lack || !only_lacking)) empty_slot(c, bucket, (int)(i % WAYS));
        }
        pthread_mutex_unlock(&c->lock);
}

void page_cache_drop_lacking(struct page_cache *c)
{
        drop_where(c, true);
}

void page_cache_drop_all(struct page_cache *c)
{
        drop_where(c, false);
}

size_t page_cache_bytes(struct page_cache *c)
{
        pthread_mutex_lock(&c->lock);
        size_t bytes = c->bytes;
        pthread_mutex_unlock(&c->lock);
        return bytes;
}

void page_cache_free(struct page_cache *c)
{
        if (!c) return;
        page_cache_drop_all(c);
        pthread_mutex_destroy(&c->lock);
        free(c->buckets);
        free(c);
}
