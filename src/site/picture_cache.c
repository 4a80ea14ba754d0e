/* As in page_cache.c: buckets of eight, and a hand that goes round and takes what was not used since it last came by.
 * Whoever comes is not marked as used, so that many who are wanted once do not drive out those wanted often. A slot has
 * no key beside it: a picture's hash is at its start. */
#include "site/picture_cache.h"

#include <pthread.h>
#include <stdlib.h>

enum { WAYS = 8, BUCKETS = 512, SLOTS = WAYS * BUCKETS };

struct picture_cache {
        _Atomic(struct picture *) slots[SLOTS];
        struct quiescent *quiescent;
        unsigned file_max;
        atomic_uint open_count; /* of all pictures that there are */
        pthread_mutex_t lock;   /* guards everything below, and every store into the slots */
        unsigned cached_files;  /* that are open */
        size_t hand;
};

struct err picture_cache_new(struct quiescent *quiescent, unsigned file_max, struct picture_cache **ret)
{
        struct picture_cache *c = calloc(1, sizeof *c);
        if (!c) return ERR(ERR_FULL, "allocate the picture cache");
        c->quiescent = quiescent;
        c->file_max = file_max;
        pthread_mutex_init(&c->lock, NULL);
        *ret = c;
        return NO_ERR;
}

static size_t first_slot(const struct picture_key *key)
{
        return ((size_t)key->sha256[0] | (size_t)key->sha256[1] << 8) % BUCKETS * WAYS;
}

static struct picture *look_up(struct picture_cache *c, const struct picture_key *key)
{
        _Atomic(struct picture *) *bucket = &c->slots[first_slot(key)];
        for (size_t i = 0; i < WAYS; i++) {
                struct picture *p = atomic_load_explicit(&bucket[i], memory_order_acquire);
                if (p && memcmp(&p->key, key, sizeof *key) == 0) return p;
        }
        return NULL;
}

struct picture *picture_cache_find(struct picture_cache *c, const struct picture_key *key)
{
        struct picture *p = look_up(c, key);
        if (p && !atomic_load_explicit(&p->used, memory_order_relaxed))
                atomic_store_explicit(&p->used, true, memory_order_relaxed);
        return p;
}

struct picture *picture_cache_hold(struct picture_cache *c, const struct picture_key *key)
{
        pthread_mutex_lock(&c->lock);
        struct picture *p = look_up(c, key);
        if (p) picture_hold(p);
        pthread_mutex_unlock(&c->lock);
        return p;
}

/* ---- making room; the lock is held ---- */

static void empty_slot(struct picture_cache *c, size_t slot)
{
        struct picture *p = atomic_load_explicit(&c->slots[slot], memory_order_relaxed);
        if (!p) return;
        atomic_store_explicit(&c->slots[slot], NULL, memory_order_release);
        c->cached_files -= p->open_files;
        p->is_cached = false;
        quiescent_retire(c->quiescent, p, picture_release);
}

static bool was_used(struct picture *p)
{
        return atomic_exchange_explicit(&p->used, false, memory_order_relaxed);
}

/* Where the key stands; else a free slot; else one that was not used lately; else the first. */
static size_t slot_for(struct picture_cache *c, const struct picture_key *key)
{
        size_t first = first_slot(key), free_slot = SLOTS, unused = first;
        for (size_t i = first; i < first + WAYS; i++) {
                struct picture *p = atomic_load_explicit(&c->slots[i], memory_order_relaxed);
                if (!p)
                        free_slot = i;
                else if (memcmp(&p->key, key, sizeof *key) == 0)
                        return i;
        }
        if (free_slot < SLOTS) return free_slot;
        for (size_t i = first; i < first + WAYS; i++)
                if (!was_used(atomic_load_explicit(&c->slots[i], memory_order_relaxed))) unused = i;
        return unused;
}

/* Two rounds of the hand are enough: the first clears every mark. */
static void make_room_for_file(struct picture_cache *c, const struct picture *spare)
{
        for (size_t step = 0; c->cached_files >= c->file_max && step < 2 * SLOTS; step++) {
                c->hand = (c->hand + 1) % SLOTS;
                struct picture *p = atomic_load_explicit(&c->slots[c->hand], memory_order_relaxed);
                if (p && p != spare && p->open_files && !was_used(p)) empty_slot(c, c->hand);
        }
}

/* ---- */

void picture_cache_add(struct picture_cache *c, struct picture *p)
{
        p->open_count = &c->open_count;
        pthread_mutex_lock(&c->lock);
        size_t slot = slot_for(c, &p->key);
        empty_slot(c, slot);
        p->is_cached = true;
        atomic_store_explicit(&c->slots[slot], p, memory_order_release);
        pthread_mutex_unlock(&c->lock);
}

bool picture_cache_open_file(struct picture_cache *c, struct picture_file *file, int fd, uint64_t size)
{
        pthread_mutex_lock(&c->lock);
        make_room_for_file(c, file->picture);
        bool has_room = c->cached_files < c->file_max && atomic_load(&c->open_count) < 2 * c->file_max;
        bool takes = has_room && atomic_load(&file->fd) < 0;
        if (takes) {
                file->size = size;
                file->picture->open_files++;
                if (file->picture->is_cached) c->cached_files++;
                atomic_fetch_add(&c->open_count, 1);
                atomic_store_explicit(&file->fd, fd, memory_order_release);
        }
        pthread_mutex_unlock(&c->lock);
        return takes;
}

void picture_cache_drop(struct picture_cache *c, const struct picture_key *key)
{
        pthread_mutex_lock(&c->lock);
        for (size_t i = first_slot(key); i < first_slot(key) + WAYS; i++) {
                struct picture *p = atomic_load_explicit(&c->slots[i], memory_order_relaxed);
                if (p && memcmp(&p->key, key, sizeof *key) == 0) empty_slot(c, i);
        }
        pthread_mutex_unlock(&c->lock);
}

void picture_cache_drop_all(struct picture_cache *c)
{
        pthread_mutex_lock(&c->lock);
        for (size_t i = 0; i < SLOTS; i++)
                empty_slot(c, i);
        pthread_mutex_unlock(&c->lock);
}

void picture_cache_free(struct picture_cache *c)
{
        if (!c) return;
        for (size_t i = 0; i < SLOTS; i++)
                picture_release(atomic_load(&c->slots[i]));
        pthread_mutex_destroy(&c->lock);
        free(c);
}

unsigned picture_cache_open_count(const struct picture_cache *c)
{
        return atomic_load(&c->open_count);
}
