#include "desk/hands.h"

#include "os/socket.h"
#include "os/wake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>

enum { PATIENCE_MS = 20000 };

/* Work that lasts until it is told to end. */
struct gate {
        pthread_mutex_t mutex;
        pthread_cond_t changed;
        bool is_open;
        unsigned inside, inside_most, done;
};

struct fixture {
        struct errand_queue *errands;
        struct hands *hands;
        struct gate gate;
};

static int start(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);
        pthread_mutex_init(&f->gate.mutex, NULL);
        pthread_cond_init(&f->gate.changed, NULL);
        assert_int_equal(errand_queue_new(&f->errands).code, OK);
        assert_int_equal(hands_open(f->errands, &f->hands).code, OK);
        *state = f;
        return 0;
}

static int stop(void **state)
{
        struct fixture *f = *state;
        hands_close(f->hands);
        errand_queue_free(f->errands);
        pthread_cond_destroy(&f->gate.changed);
        pthread_mutex_destroy(&f->gate.mutex);
        free(f);
        return 0;
}

static void pass_gate(void *task)
{
        struct gate *g = task;
        pthread_mutex_lock(&g->mutex);
        if (++g->inside > g->inside_most) g->inside_most = g->inside;
        pthread_cond_broadcast(&g->changed);
        while (!g->is_open)
                pthread_cond_wait(&g->changed, &g->mutex);
        g->inside--;
        g->done++;
        pthread_mutex_unlock(&g->mutex);
}

static void open_gate(struct gate *g)
{
        pthread_mutex_lock(&g->mutex);
        g->is_open = true;
        pthread_cond_broadcast(&g->changed);
        pthread_mutex_unlock(&g->mutex);
}

static void wait_until_inside(struct gate *g, unsigned count)
{
        pthread_mutex_lock(&g->mutex);
        while (g->inside < count)
                pthread_cond_wait(&g->changed, &g->mutex);
        pthread_mutex_unlock(&g->mutex);
}

/* As the server puts an errand and the writer takes it. */
static struct errand *errand_at_work(struct fixture *f)
{
        struct errand *e = errand_new(f->errands);
        assert_non_null(e);
        errand_put(f->errands, e);
        assert_ptr_equal(errand_next(f->errands), e);
        e->work = pass_gate;
        e->task = &f->gate;
        return e;
}

static struct errand *wait_for_errand(struct fixture *f)
{
        int fd = errand_queue_fd(f->errands);
        bool is_ready;
        for (;;) {
                struct errand *e = errand_next(f->errands);
                if (e) return e;
                assert_true(socket_wait(&fd, 1, PATIENCE_MS, &is_ready));
                wake_hear(fd);
        }
}

static void other_errands_are_worked_on_while_slow_work_lasts(void **state)
{
        struct fixture *f = *state;
        for (unsigned i = 0; i < HANDS; i++)
                hands_take(f->hands, errand_at_work(f));
        wait_until_inside(&f->gate, HANDS);

        struct errand *quick = errand_at_work(f);
        uint64_t number = quick->number;
        assert_true(errand_done(f->errands, quick));
        assert_ptr_equal(errand_take_done(f->errands, number), quick);
        errand_free(quick);
        assert_int_equal(f->gate.done, 0);
        open_gate(&f->gate);
}

static void an_errand_comes_back_once_its_work_is_done(void **state)
{
        struct fixture *f = *state;
        struct errand *e = errand_at_work(f);
        hands_take(f->hands, e);
        wait_until_inside(&f->gate, 1);
        assert_null(errand_next(f->errands));
        open_gate(&f->gate);
        assert_ptr_equal(wait_for_errand(f), e);
        assert_int_equal(f->gate.done, 1);
        assert_true(errand_done(f->errands, e));
}

static void no_more_work_at_once_than_there_are_hands_and_no_more_wait_than_there_is_room_for(void **state)
{
        struct fixture *f = *state;
        for (unsigned i = 0; i < HANDS; i++)
                hands_take(f->hands, errand_at_work(f));
        wait_until_inside(&f->gate, HANDS);
        for (unsigned i = 0; i < HANDS_WAITING_MAX; i++) {
                assert_true(hands_have_room(f->hands));
                hands_take(f->hands, errand_at_work(f));
        }
        assert_false(hands_have_room(f->hands));
        open_gate(&f->gate);
        for (unsigned i = 0; i < HANDS + HANDS_WAITING_MAX; i++)
                assert_true(errand_done(f->errands, wait_for_errand(f)));
        assert_int_equal(f->gate.done, HANDS + HANDS_WAITING_MAX);
        assert_int_equal(f->gate.inside_most, HANDS);
        assert_true(hands_have_room(f->hands));
}

static void who_went_away_meanwhile_is_forgotten_when_the_work_is_done(void **state)
{
        struct fixture *f = *state;
        struct errand *e = errand_at_work(f);
        hands_take(f->hands, e);
        errand_leave(f->errands, e->number);
        open_gate(&f->gate);
        assert_false(errand_done(f->errands, wait_for_errand(f)));
}

static void closing_leaves_what_waits_to_the_queue(void **state)
{
        struct fixture *f = *state;
        for (unsigned i = 0; i < HANDS; i++)
                hands_take(f->hands, errand_at_work(f));
        wait_until_inside(&f->gate, HANDS);
        for (unsigned i = 0; i < 3; i++)
                hands_take(f->hands, errand_at_work(f));
        open_gate(&f->gate); /* stop() frees all of them, which the leak checker sees */
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)
int main(void)
{
        const struct CMUnitTest tests[] = {
                TEST(other_errands_are_worked_on_while_slow_work_lasts),
                TEST(an_errand_comes_back_once_its_work_is_done),
                TEST(no_more_work_at_once_than_there_are_hands_and_no_more_wait_than_there_is_room_for),
                TEST(who_went_away_meanwhile_is_forgotten_when_the_work_is_done),
                TEST(closing_leaves_what_waits_to_the_queue),
        };
        return cmocka_run_group_tests_name("helping hands", tests, NULL, NULL);
}
