#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/errand.h"
#include "os/wake.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>

static struct errand_queue *queue;

static int open_queue(void **state)
{
        (void)state;
        return errand_queue_new(&queue).code == OK ? 0 : -1;
}

static int close_queue(void **state)
{
        (void)state;
        errand_queue_free(queue);
        return 0;
}

static uint64_t put(const char *body)
{
        struct errand *e = errand_new(queue);
        assert_non_null(e);
        uint64_t number = e->number;
        e->body = arena_copy(&e->arena, slice_of(body));
        errand_put(queue, e);
        return number;
}

static void an_errand_goes_there_and_back(void **state)
{
        (void)state;
        uint64_t first = put("first"), second = put("second");
        assert_true(first != 0 && second != 0 && first != second);
        assert_null(errand_take_done(queue, first));

        struct errand *e = errand_next(queue);
        assert_int_equal(e->number, first);
        assert_true(slice_eq(e->body, SLICE("first")));
        buf_add_text(&e->reply.body, "done");
        assert_null(errand_take_done(queue, first));
        assert_true(errand_done(queue, e));

        struct errand *back = errand_take_done(queue, first);
        assert_ptr_equal(back, e);
        assert_string_equal(buf_text(&back->reply.body), "done");
        assert_null(errand_take_done(queue, first));
        errand_free(back);
        assert_int_equal(errand_next(queue)->number, second); /* left at work: freed with the queue */
        assert_null(errand_next(queue));
}

static void who_leaves_gets_nothing_wherever_the_errand_is(void **state)
{
        (void)state;
        uint64_t waiting = put("a"), at_work, done = put("c");
        errand_leave(queue, waiting);
        struct errand *e = errand_next(queue);
        assert_true(e->is_left);
        assert_false(errand_done(queue, e));

        e = errand_next(queue);
        assert_true(errand_done(queue, e));
        errand_leave(queue, done);
        assert_null(errand_take_done(queue, done));

        at_work = put("b");
        e = errand_next(queue);
        errand_leave(queue, at_work);
        assert_false(errand_done(queue, e));
        assert_null(errand_take_done(queue, at_work));
        errand_leave(queue, at_work); /* once more harms nobody */
        errand_leave(queue, 12345);
}

static void there_is_a_most(void **state)
{
        (void)state;
        enum { MORE_THAN_ENOUGH = 10000 };
        unsigned count = 0;
        while (count < MORE_THAN_ENOUGH) {
                struct errand *e = errand_new(queue);
                if (!e) break;
                errand_put(queue, e);
                count++;
        }
        assert_in_range(count, 1, MORE_THAN_ENOUGH - 1);
        struct errand *e = errand_next(queue);
        errand_leave(queue, e->number);
        assert_false(errand_done(queue, e));
        put("there is room again");
}

/* ---- two threads ---- */

enum { ERRANDS = 3000, LEFT_EACH = 7 };

static atomic_uint sum; /* of the numbers that the writer has seen */
static atomic_bool is_over;

static void *work_all_the_time(void *context)
{
        struct errand_queue *q = context;
        struct pollfd readable = {.fd = errand_queue_fd(q), .events = POLLIN};
        unsigned seen = 0;
        while (seen < ERRANDS) {
                poll(&readable, 1, 1000);
                wake_hear(errand_queue_fd(q));
                for (struct errand *e = errand_next(q); e; e = errand_next(q)) {
                        atomic_fetch_add(&sum, (unsigned)e->body.at[0]);
                        buf_add(&e->reply.body, e->body);
                        errand_done(q, e);
                        seen++;
                }
        }
        atomic_store(&is_over, true);
        return NULL;
}

/* As the server does: puts, leaves some, and asks for the others until they come. */
static void collect(uint64_t *numbers, unsigned *count, unsigned *ret_came)
{
        for (unsigned i = 0; i < *count;) {
                struct errand *e = errand_take_done(queue, numbers[i]);
                if (!e) {
                        i++;
                        continue;
                }
                assert_int_equal(e->number, numbers[i]);
                assert_true(slice_eq(buf_slice(&e->reply.body), e->body));
                errand_free(e);
                numbers[i] = numbers[--*count];
                (*ret_came)++;
        }
}

static void two_threads_lose_none_and_mix_up_none(void **state)
{
        (void)state;
        enum { AT_ONCE = 64 };
        uint64_t numbers[AT_ONCE];
        unsigned waiting = 0, came = 0, left = 0, expected = 0;
        pthread_t writer;
        atomic_store(&sum, 0);
        assert_int_equal(pthread_create(&writer, NULL, work_all_the_time, queue), 0);
        for (unsigned i = 0; i < ERRANDS; i++) {
                char body[2] = {(char)('a' + i % 26), '\0'};
                while (waiting == AT_ONCE)
                        collect(numbers, &waiting, &came);
                struct errand *e = errand_new(queue);
                while (!e)
                        e = errand_new(queue); /* those left are not freed yet */
                e->body = arena_copy(&e->arena, slice_of(body));
                uint64_t number = e->number;
                expected += (unsigned)body[0];
                errand_put(queue, e);
                if (i % LEFT_EACH == 0) {
                        errand_leave(queue, number);
                        left++;
                } else
                        numbers[waiting++] = number;
        }
        while (waiting)
                collect(numbers, &waiting, &came);
        pthread_join(writer, NULL);
        assert_true(atomic_load(&is_over));
        assert_int_equal(atomic_load(&sum), expected);
        assert_int_equal(came + left, ERRANDS);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(an_errand_goes_there_and_back, open_queue, close_queue),
                cmocka_unit_test_setup_teardown(who_leaves_gets_nothing_wherever_the_errand_is, open_queue,
                                                close_queue),
                cmocka_unit_test_setup_teardown(there_is_a_most, open_queue, close_queue),
                cmocka_unit_test_setup_teardown(two_threads_lose_none_and_mix_up_none, open_queue, close_queue),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
