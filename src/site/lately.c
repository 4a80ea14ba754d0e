#include "site/lately.h"

#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
        LINES = 1 << 15,
        LINE_CELLS = 16, /* of 32 bits: a cache line */
        LINE_BYTES = LINE_CELLS * 4,
        TAG_BITS = 28,
        AGES = 1 << (32 - TAG_BITS),
        SIDES = 2,
};

/* A cell is the age in which it was written, 1 to AGES - 1, and a tag; of another age it is free. When ages begin anew,
 * what is left of their first takes room for one age more. */
struct line {
        _Alignas(LINE_BYTES) atomic_uint_least32_t cells[LINE_CELLS];
};

/* Threads that are slow to see the next age use the key of this one, which stays until the one after it. */
struct lately {
        struct line *lines; /* owned */
        uint8_t keys[SIDES][crypto_shorthash_KEYBYTES];
        atomic_uint turn; /* only goes up; which age it is, and which key */
        int64_t until_ms; /* the follower's */
};

struct err lately_new(struct lately **ret)
{
        struct lately *l = calloc(1, sizeof *l);
        struct line *lines = aligned_alloc(LINE_BYTES, LINES * sizeof *lines);
        if (!l || !lines) {
                free(l);
                free(lines);
                return ERR(ERR_FULL, "allocate who has read lately");
        }
        memset(lines, 0, LINES * sizeof *lines);
        l->lines = lines;
        randombytes_buf(l->keys, sizeof l->keys);
        *ret = l;
        return NO_ERR;
}

void lately_free(struct lately *l)
{
        if (!l) return;
        sodium_memzero(l->keys, sizeof l->keys);
        free(l->lines);
        free(l);
}

static uint64_t hash_of(const struct lately *l, unsigned turn, struct slice who, int64_t page)
{
        struct {
                int64_t page;
                uint64_t len;
                char who[LATELY_WHO_MAX_BYTES];
        } text = {.page = page, .len = who.len};
        uint64_t hash = 0;
        must(who.len <= sizeof text.who);
        if (who.len) memcpy(text.who, who.at, who.len);
        must(crypto_shorthash((uint8_t *)&hash, (const uint8_t *)&text, sizeof text, l->keys[turn % SIDES]) == 0);
        return hash;
}

static uint32_t age_of(uint32_t cell)
{
        return cell >> TAG_BITS;
}

bool lately_is_first(struct lately *l, struct slice who, int64_t page)
{
        unsigned turn = atomic_load_explicit(&l->turn, memory_order_acquire);
        uint64_t hash = hash_of(l, turn, who, page);
        uint32_t age = 1 + turn % (AGES - 1);
        uint32_t wanted = age << TAG_BITS | (uint32_t)(hash >> (64 - TAG_BITS));
        atomic_uint_least32_t *cells = l->lines[hash % LINES].cells;
        atomic_uint_least32_t *room = &cells[hash / LINES % LINE_CELLS];
        bool is_free = age_of(atomic_load_explicit(room, memory_order_relaxed)) != age;
        for (int i = 0; i < LINE_CELLS; i++) {
                uint32_t cell = atomic_load_explicit(&cells[i], memory_order_relaxed);
                if (cell == wanted) return false;
                if (is_free || age_of(cell) == age) continue;
                room = &cells[i];
                is_free = true;
        }
        atomic_store_explicit(room, wanted, memory_order_relaxed);
        return true;
}

void lately_pass(struct lately *l, int64_t steady_ms)
{
        if (steady_ms < l->until_ms) return;
        unsigned next = atomic_load_explicit(&l->turn, memory_order_relaxed) + 1;
        randombytes_buf(l->keys[next % SIDES], sizeof l->keys[0]);
        atomic_store_explicit(&l->turn, next, memory_order_release);
        l->until_ms = steady_ms + LATELY_MS;
}
