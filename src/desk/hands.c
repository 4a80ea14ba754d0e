#include "desk/hands.h"

#include "os/process.h"

#include <pthread.h>
#include <stdlib.h>

struct hands {
        struct errand_queue *errands;
        pthread_t threads[HANDS];
        unsigned thread_count;
        pthread_mutex_t mutex; /* guards everything below */
        pthread_cond_t changed;
        struct errand *waiting[HANDS_WAITING_MAX]; /* a ring */
        unsigned first, count;
        bool is_closing;
};

/* The next errand; NULL when it is time to go. */
static struct errand *wait_for_work(struct hands *h)
{
        struct errand *e = NULL;
        pthread_mutex_lock(&h->mutex);
        while (h->count == 0 && !h->is_closing)
                pthread_cond_wait(&h->changed, &h->mutex);
        if (!h->is_closing) {
                e = h->waiting[h->first];
                h->first = (h->first + 1) % HANDS_WAITING_MAX;
                h->count--;
        }
        pthread_mutex_unlock(&h->mutex);
        return e;
}

static void *work(void *context)
{
        struct hands *h = context;
        process_stand_back(STAND_BACK_SOMEWHAT);
        for (struct errand *e = wait_for_work(h); e; e = wait_for_work(h)) {
                e->work(e->task);
                errand_again(h->errands, e);
        }
        return NULL;
}

struct err hands_open(struct errand_queue *errands, struct hands **ret)
{
        struct hands *h = calloc(1, sizeof *h);
        if (!h) return ERR(ERR_FULL, "allocate helping hands");
        h->errands = errands;
        pthread_mutex_init(&h->mutex, NULL);
        pthread_cond_init(&h->changed, NULL);
        while (h->thread_count < HANDS && pthread_create(&h->threads[h->thread_count], NULL, work, h) == 0)
                h->thread_count++;
        if (h->thread_count < HANDS) {
                hands_close(h);
                return ERR(ERR_FULL, "start a thread for slow work");
        }
        *ret = h;
        return NO_ERR;
}

void hands_close(struct hands *h)
{
        if (!h) return;
        pthread_mutex_lock(&h->mutex);
        h->is_closing = true;
        pthread_cond_broadcast(&h->changed);
        pthread_mutex_unlock(&h->mutex);
        for (unsigned i = 0; i < h->thread_count; i++)
                pthread_join(h->threads[i], NULL);
        pthread_cond_destroy(&h->changed);
        pthread_mutex_destroy(&h->mutex);
        free(h);
}

bool hands_have_room(struct hands *h)
{
        pthread_mutex_lock(&h->mutex);
        bool has_room = h->count < HANDS_WAITING_MAX;
        pthread_mutex_unlock(&h->mutex);
        return has_room;
}

void hands_take(struct hands *h, struct errand *e)
{
        pthread_mutex_lock(&h->mutex);
        must(h->count < HANDS_WAITING_MAX);
        h->waiting[(h->first + h->count++) % HANDS_WAITING_MAX] = e;
        pthread_cond_signal(&h->changed);
        pthread_mutex_unlock(&h->mutex);
}
