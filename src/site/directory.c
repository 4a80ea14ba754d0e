/* Open addressing with linear probing, at most two thirds full. An entry's target is written before its hash, and a
 * hash once written stays, so a reader that sees the hash sees a target. When the table is full a larger one is filled
 * beside it and swapped in; readers still probing the old one find what was there when they came. */
#include "site/directory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_SIZE = 1024, KIND_BITS = 3, EDITION_BITS = 5 };

struct entry {
        _Atomic uint64_t hash; /* 0: free */
        _Atomic uint64_t target;
};

struct table {
        size_t size; /* a power of two */
        struct entry entries[];
};

struct directory {
        _Atomic(struct table *) table;
        size_t count; /* the writing thread's */
        struct quiescent *quiescent;
        uint8_t key[DIRECTORY_KEY_BYTES]; /* as long as it lives */
};

static uint64_t pack(struct target t)
{
        must(t.edition < 1u << EDITION_BITS && t.id < UINT64_C(1) << 56);
        return t.id << (KIND_BITS + EDITION_BITS) | (uint64_t)t.edition << KIND_BITS | (uint64_t)t.kind;
}

static struct target unpack(uint64_t packed)
{
        return (struct target){
                .kind = (enum target_kind)(packed & ((1u << KIND_BITS) - 1)),
                .edition = (unsigned)(packed >> KIND_BITS) & ((1u << EDITION_BITS) - 1),
                .id = packed >> (KIND_BITS + EDITION_BITS),
        };
}

static struct table *table_new(size_t size)
{
        struct table *table = calloc(1, sizeof *table + size * sizeof table->entries[0]);
        if (table) table->size = size;
        return table;
}

struct err directory_new(struct quiescent *quiescent, const uint8_t key[DIRECTORY_KEY_BYTES], size_t expected,
                         struct directory **ret)
{
        size_t size = SMALLEST_SIZE;
        while (size / 3 * 2 <= expected)
                size *= 2;
        struct directory *d = calloc(1, sizeof *d);
        struct table *table = table_new(size);
        if (!d || !table) {
                free(d);
                free(table);
                return ERR(ERR_FULL, "allocate the directory of paths");
        }
        d->quiescent = quiescent;
        memcpy(d->key, key, sizeof d->key);
        atomic_init(&d->table, table);
        *ret = d;
        return NO_ERR;
}

const uint8_t *directory_key(const struct directory *d)
{
        return d->key;
}

void directory_free(struct directory *d)
{
        if (!d) return;
        free(atomic_load(&d->table));
        free(d);
}

/* 0 marks a free entry, so that one hash takes its neighbour's name. */
static uint64_t usable(uint64_t hash)
{
        return hash ? hash : 1;
}

struct target directory_find(const struct directory *d, uint64_t hash)
{
        hash = usable(hash);
        const struct table *table = atomic_load_explicit(&d->table, memory_order_acquire);
        for (size_t i = hash & (table->size - 1);; i = (i + 1) & (table->size - 1)) {
                uint64_t there = atomic_load_explicit(&table->entries[i].hash, memory_order_acquire);
                if (there == hash) return unpack(atomic_load_explicit(&table->entries[i].target, memory_order_acquire));
                if (there == 0) return (struct target){0};
        }
}

/* The entry of `hash`, or the free one where it belongs. */
static struct entry *place_for(struct table *table, uint64_t hash)
{
        size_t i = hash & (table->size - 1);
        for (;; i = (i + 1) & (table->size - 1)) {
                uint64_t there = atomic_load_explicit(&table->entries[i].hash, memory_order_relaxed);
                if (there == hash || there == 0) return &table->entries[i];
        }
}

static struct err grow(struct directory *d)
{
        struct table *old = atomic_load_explicit(&d->table, memory_order_relaxed);
        struct table *larger = table_new(old->size * 2);
        if (!larger) return ERR(ERR_FULL, "enlarge the directory of paths");
        for (size_t i = 0; i < old->size; i++) {
                uint64_t hash = atomic_load_explicit(&old->entries[i].hash, memory_order_relaxed);
                if (hash == 0) continue;
                struct entry *entry = place_for(larger, hash);
                atomic_init(&entry->target, atomic_load_explicit(&old->entries[i].target, memory_order_relaxed));
                atomic_init(&entry->hash, hash);
        }
        atomic_store_explicit(&d->table, larger, memory_order_release);
        quiescent_retire(d->quiescent, old, free);
        return NO_ERR;
}

struct err directory_set(struct directory *d, uint64_t hash, struct target target)
{
        hash = usable(hash);
        struct entry *entry = place_for(atomic_load_explicit(&d->table, memory_order_relaxed), hash);
        bool is_new = atomic_load_explicit(&entry->hash, memory_order_relaxed) == 0;
        if (is_new && d->count + 1 > atomic_load(&d->table)->size / 3 * 2) {
                TRY(grow(d));
                entry = place_for(atomic_load(&d->table), hash);
        }
        atomic_store_explicit(&entry->target, pack(target), memory_order_release);
        if (!is_new) return NO_ERR;
        atomic_store_explicit(&entry->hash, hash, memory_order_release);
        d->count++;
        return NO_ERR;
}

size_t directory_count(const struct directory *d)
{
        return d->count;
}
