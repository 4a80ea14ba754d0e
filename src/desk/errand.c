#include "desk/errand.h"

#include "base/clock.h"
#include "os/file.h"
#include "os/wake.h"

#include <pthread.h>
#include <stdlib.h>

enum { ERRANDS_MAX = 256 };

struct errand_list {
        struct errand *first, *last;
};

struct errand_queue {
        pthread_mutex_t mutex; /* guards everything below */
        uint64_t last_number;
        unsigned count; /* made and not freed */
        struct errand_list waiting, at_work, done;
        int wake_fd;
};

static void list_add(struct errand_list *list, struct errand *e)
{
        e->next = NULL;
        if (list->last)
                list->last->next = e;
        else
                list->first = e;
        list->last = e;
}

/* Takes `number` out, the first one for 0; NULL when it is not there. */
static struct errand *list_take(struct errand_list *list, uint64_t number)
{
        struct errand *before = NULL, *e = list->first;
        while (e && number && e->number != number) {
                before = e;
                e = e->next;
        }
        if (!e) return NULL;
        if (before)
                before->next = e->next;
        else
                list->first = e->next;
        if (list->last == e) list->last = before;
        e->next = NULL;
        return e;
}

struct err errand_queue_new(struct errand_queue **ret)
{
        struct errand_queue *q = calloc(1, sizeof *q);
        if (!q) return ERR(ERR_FULL, "allocate a queue of errands");
        struct err err = wake_open(&q->wake_fd);
        if (err.code != OK) {
                free(q);
                return err;
        }
        pthread_mutex_init(&q->mutex, NULL);
        *ret = q;
        return NO_ERR;
}

static void list_free(struct errand_list *list)
{
        for (struct errand *e = list_take(list, 0); e; e = list_take(list, 0))
                errand_free(e);
}

void errand_queue_free(struct errand_queue *q)
{
        if (!q) return;
        list_free(&q->waiting);
        list_free(&q->at_work);
        list_free(&q->done);
        fd_close(q->wake_fd);
        pthread_mutex_destroy(&q->mutex);
        free(q);
}

/* ---- the server's thread ---- */

struct errand *errand_new(struct errand_queue *q)
{
        pthread_mutex_lock(&q->mutex);
        struct errand *e = q->count < ERRANDS_MAX ? calloc(1, sizeof *e) : NULL;
        if (e) q->count++; /* one that found no memory takes no place */
        uint64_t number = e ? ++q->last_number : 0;
        pthread_mutex_unlock(&q->mutex);
        if (!e) return NULL;
        e->number = number;
        e->queue = q;
        e->body_fd = -1;
        e->came_ns = clock_steady_ns();
        desk_reply_init(&e->reply);
        return e;
}

void errand_free(struct errand *e)
{
        if (!e) return;
        struct errand_queue *q = e->queue;
        desk_reply_clear(&e->reply);
        arena_clear(&e->arena);
        fd_close(e->body_fd);
        free(e);
        pthread_mutex_lock(&q->mutex);
        q->count--;
        pthread_mutex_unlock(&q->mutex);
}

void errand_put(struct errand_queue *q, struct errand *e)
{
        pthread_mutex_lock(&q->mutex);
        list_add(&q->waiting, e);
        pthread_mutex_unlock(&q->mutex);
        wake_ring(q->wake_fd);
}

struct errand *errand_take_done(struct errand_queue *q, uint64_t number)
{
        pthread_mutex_lock(&q->mutex);
        struct errand *e = list_take(&q->done, number);
        pthread_mutex_unlock(&q->mutex);
        return e;
}

static struct errand *list_find(const struct errand_list *list, uint64_t number)
{
        struct errand *e = list->first;
        while (e && e->number != number)
                e = e->next;
        return e;
}

enum knock errand_hear(struct errand_queue *q, uint64_t number)
{
        pthread_mutex_lock(&q->mutex);
        struct errand *e = list_find(&q->done, number);
        bool is_admitted = e && e->reply.status == 0;
        if (is_admitted) list_take(&q->done, number);
        pthread_mutex_unlock(&q->mutex);
        if (!e) return KNOCK_WAITS;
        if (is_admitted) errand_free(e);
        return is_admitted ? KNOCK_ADMITTED : KNOCK_REFUSED;
}

void errand_leave(struct errand_queue *q, uint64_t number)
{
        pthread_mutex_lock(&q->mutex);
        struct errand *done = list_take(&q->done, number);
        struct errand *e = list_find(&q->waiting, number);
        if (!e) e = list_find(&q->at_work, number);
        if (e) e->is_left = true;
        pthread_mutex_unlock(&q->mutex);
        errand_free(done);
}

/* ---- the writer's thread ---- */

int errand_queue_fd(const struct errand_queue *q)
{
        return q->wake_fd;
}

struct errand *errand_next(struct errand_queue *q)
{
        pthread_mutex_lock(&q->mutex);
        struct errand *e = list_take(&q->waiting, 0);
        if (e) list_add(&q->at_work, e);
        pthread_mutex_unlock(&q->mutex);
        return e;
}

void errand_again(struct errand_queue *q, struct errand *e)
{
        pthread_mutex_lock(&q->mutex);
        must(list_take(&q->at_work, e->number) == e);
        list_add(&q->waiting, e);
        pthread_mutex_unlock(&q->mutex);
        wake_ring(q->wake_fd);
}

bool errand_done(struct errand_queue *q, struct errand *e)
{
        pthread_mutex_lock(&q->mutex);
        must(list_take(&q->at_work, e->number) == e);
        bool is_left = e->is_left;
        if (!is_left) list_add(&q->done, e);
        pthread_mutex_unlock(&q->mutex);
        if (is_left) errand_free(e);
        return !is_left;
}
