/* Epochs: retiring takes the next number, a pass copies the present number into the thread's slot. An object retired
 * under number n is free of readers when every slot holds n or more. The list is in the order of numbers. */
#include "site/quiescent.h"

#include "base/err.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

enum { CACHE_LINE_BYTES = 64 };

struct slot {
        _Alignas(CACHE_LINE_BYTES) _Atomic uint64_t seen;
};

struct retired {
        struct retired *next;
        void *object;
        void (*destroy)(void *object);
        uint64_t epoch;
};

struct quiescent {
        struct slot slots[QUIESCENT_THREADS_MAX];
        _Atomic uint64_t epoch;
        unsigned thread_count;
        pthread_mutex_t lock; /* guards the list */
        struct retired *oldest, **newest_next;
        size_t waiting;
};

struct err quiescent_new(unsigned thread_count, struct quiescent **ret)
{
        must(thread_count <= QUIESCENT_THREADS_MAX);
        struct quiescent *q = aligned_alloc(CACHE_LINE_BYTES, sizeof *q);
        if (!q) return ERR(ERR_FULL, "allocate the readers' epochs");
        *q = (struct quiescent){.thread_count = thread_count};
        pthread_mutex_init(&q->lock, NULL);
        q->newest_next = &q->oldest;
        *ret = q;
        return NO_ERR;
}

void quiescent_pass(struct quiescent *q, unsigned thread)
{
        uint64_t now = atomic_load_explicit(&q->epoch, memory_order_acquire);
        atomic_store_explicit(&q->slots[thread].seen, now, memory_order_release);
}

void quiescent_retire(struct quiescent *q, void *object, void (*destroy)(void *object))
{
        if (!object) return;
        struct retired *retired = malloc(sizeof *retired);
        must(retired != NULL);
        pthread_mutex_lock(&q->lock);
        *retired = (struct retired){.object = object, .destroy = destroy};
        retired->epoch = atomic_fetch_add(&q->epoch, 1) + 1;
        *q->newest_next = retired;
        q->newest_next = &retired->next;
        q->waiting++;
        pthread_mutex_unlock(&q->lock);
}

static uint64_t seen_by_all(const struct quiescent *q)
{
        uint64_t least = atomic_load(&q->epoch);
        for (unsigned i = 0; i < q->thread_count; i++) {
                uint64_t seen = atomic_load_explicit(&q->slots[i].seen, memory_order_acquire);
                if (seen < least) least = seen;
        }
        return least;
}

/* Takes the objects up to `epoch` off the list. */
static struct retired *take_until(struct quiescent *q, uint64_t epoch)
{
        struct retired *first = q->oldest, **end = &first;
        while (*end && (*end)->epoch <= epoch) {
                end = &(*end)->next;
                q->waiting--;
        }
        q->oldest = *end;
        if (!q->oldest) q->newest_next = &q->oldest;
        *end = NULL;
        return first;
}

static void destroy_all(struct retired *list)
{
        while (list) {
                struct retired *next = list->next;
                list->destroy(list->object);
                free(list);
                list = next;
        }
}

size_t quiescent_collect(struct quiescent *q)
{
        uint64_t epoch = seen_by_all(q);
        pthread_mutex_lock(&q->lock);
        struct retired *done = take_until(q, epoch);
        size_t waiting = q->waiting;
        pthread_mutex_unlock(&q->lock);
        destroy_all(done);
        return waiting;
}

void quiescent_free(struct quiescent *q)
{
        if (!q) return;
        destroy_all(take_until(q, UINT64_MAX));
        pthread_mutex_destroy(&q->lock);
        free(q);
}
