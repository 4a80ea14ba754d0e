#include "publish/second_press.h"

#include "base/log.h"
#include "os/process.h"

#include <pthread.h>
#include <stdlib.h>

struct second_press {
        const struct presser *like; /* borrowed */
        pthread_t thread;
        unsigned kept_off;     /* a processor and 1; 0: none yet; the publisher's alone */
        pthread_mutex_t mutex; /* guards the next three; who has work to do has the rest */
        pthread_cond_t changed;
        bool is_working;
        bool is_closing;
        const struct newest_view *views;            /* borrowed while it works */
        size_t count;                               /* of them */
        struct pressed_newest pressed[EDITION_MAX]; /* by edition id - 1 */
        bool has_pressed[EDITION_MAX];              /* likewise */
        struct err err;
};

/* ---- the thread ---- */

static struct err press_views(struct second_press *s, struct presser *presser)
{
        for (size_t i = 0; i < s->count; i++) {
                unsigned at = s->views[i].front.edition - 1;
                TRY(press_newest(presser, &s->views[i], &s->pressed[at]));
                s->has_pressed[at] = true;
        }
        return NO_ERR;
}

static bool wait_for_work(struct second_press *s)
{
        pthread_mutex_lock(&s->mutex);
        while (!s->is_working && !s->is_closing)
                pthread_cond_wait(&s->changed, &s->mutex);
        bool is_closing = s->is_closing;
        pthread_mutex_unlock(&s->mutex);
        return !is_closing;
}

static void say_done(struct second_press *s)
{
        pthread_mutex_lock(&s->mutex);
        s->is_working = false;
        pthread_cond_broadcast(&s->changed);
        pthread_mutex_unlock(&s->mutex);
}

static void *work(void *context)
{
        struct second_press *s = context;
        process_stand_back(
                STAND_BACK_ON_WAKING); /* else the publisher waits, now and then, for what it has just begun */
        CLEANUP(presser_freep) struct presser *presser = NULL;
        struct err made = presser_like(s->like, &presser);
        if (made.code != OK) log_err(made, "second press");
        while (wait_for_work(s)) {
                /* Without a presser nothing is pressed here, and the publisher does it itself. */
                s->err = made.code == OK ? press_views(s, presser) : NO_ERR;
                say_done(s);
        }
        return NULL;
}

/* ---- the publisher's side ---- */

struct err second_press_start(const struct presser *like, struct second_press **ret)
{
        struct second_press *s = calloc(1, sizeof *s);
        if (!s) return ERR(ERR_FULL, "allocate a second press");
        s->like = like;
        pthread_mutex_init(&s->mutex, NULL);
        pthread_cond_init(&s->changed, NULL);
        for (size_t i = 0; i < EDITION_MAX; i++)
                pressed_newest_init(&s->pressed[i]);
        if (pthread_create(&s->thread, NULL, work, s) != 0) {
                pthread_cond_destroy(&s->changed);
                pthread_mutex_destroy(&s->mutex);
                free(s);
                return ERR(ERR_FULL, "start a thread for a second press");
        }
        *ret = s;
        return NO_ERR;
}

void second_press_free(struct second_press *s)
{
        if (!s) return;
        pthread_mutex_lock(&s->mutex);
        s->is_closing = true;
        pthread_cond_broadcast(&s->changed);
        pthread_mutex_unlock(&s->mutex);
        pthread_join(s->thread, NULL);
        for (size_t i = 0; i < EDITION_MAX; i++)
                pressed_newest_clear(&s->pressed[i]);
        pthread_cond_destroy(&s->changed);
        pthread_mutex_destroy(&s->mutex);
        free(s);
}

static void keep_beside(struct second_press *s)
{
        unsigned cpu = process_cpu_now();
        if (s->kept_off == cpu + 1) return;
        process_keep_off(s->thread, cpu);
        s->kept_off = cpu + 1;
}

void second_press_begin(struct second_press *s, const struct newest_view *views, size_t count)
{
        keep_beside(s);
        pthread_mutex_lock(&s->mutex);
        must(!s->is_working && count <= EDITION_MAX);
        s->views = views;
        memset(s->has_pressed, 0, sizeof s->has_pressed);
        s->count = count;
        s->is_working = true;
        pthread_cond_broadcast(&s->changed);
        pthread_mutex_unlock(&s->mutex);
}

struct err second_press_wait(struct second_press *s)
{
        pthread_mutex_lock(&s->mutex);
        while (s->is_working)
                pthread_cond_wait(&s->changed, &s->mutex);
        pthread_mutex_unlock(&s->mutex);
        return s->err;
}

const struct pressed_newest *second_press_of(const struct second_press *s, unsigned edition)
{
        return s->has_pressed[edition - 1] ? &s->pressed[edition - 1] : NULL;
}
