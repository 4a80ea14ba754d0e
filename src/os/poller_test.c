#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "os/poller.h"

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LONG_MS = 10000 };

struct fixture {
        struct poller poller;
        int ends[2]; /* a connected pair */
};

static void fixture_init(struct fixture *fixture)
{
        assert_int_equal(poller_open(&fixture->poller).code, OK);
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fixture->ends), 0);
}

static void fixture_clear(struct fixture *fixture)
{
        close(fixture->ends[0]);
        close(fixture->ends[1]);
        poller_close(&fixture->poller);
}

static size_t wait_now(struct fixture *fixture, void **ret_owners)
{
        return poller_wait(&fixture->poller, ret_owners, 8, 0);
}

static void reports_a_readable_descriptor_until_it_is_read(void **state)
{
        (void)state;
        struct fixture fixture;
        fixture_init(&fixture);
        void *owners[8];
        char byte;
        assert_int_equal(poller_add(&fixture.poller, fixture.ends[0], POLLER_READ, &fixture).code, OK);
        assert_int_equal(wait_now(&fixture, owners), 0);

        assert_int_equal(write(fixture.ends[1], "x", 1), 1);
        for (int i = 0; i < 2; i++) {
                assert_int_equal(poller_wait(&fixture.poller, owners, 8, LONG_MS), 1);
                assert_ptr_equal(owners[0], &fixture);
        }
        assert_int_equal(read(fixture.ends[0], &byte, 1), 1);
        assert_int_equal(wait_now(&fixture, owners), 0);
        fixture_clear(&fixture);
}

static void watches_for_what_it_was_told_last(void **state)
{
        (void)state;
        struct fixture fixture;
        fixture_init(&fixture);
        void *owners[8];
        assert_int_equal(poller_add(&fixture.poller, fixture.ends[0], POLLER_READ, &fixture).code, OK);
        assert_int_equal(poller_change(&fixture.poller, fixture.ends[0], POLLER_WRITE, owners).code, OK);
        assert_int_equal(wait_now(&fixture, owners), 1);
        assert_ptr_equal(owners[0], owners);

        assert_int_equal(poller_change(&fixture.poller, fixture.ends[0], POLLER_HANGUP, &fixture).code, OK);
        assert_int_equal(write(fixture.ends[1], "x", 1), 1);
        assert_int_equal(wait_now(&fixture, owners), 0);
        assert_int_equal(shutdown(fixture.ends[1], SHUT_WR), 0);
        assert_int_equal(wait_now(&fixture, owners), 1);

        poller_remove(&fixture.poller, fixture.ends[0]);
        assert_int_equal(wait_now(&fixture, owners), 0);
        fixture_clear(&fixture);
}

static void says_what_it_cannot_watch(void **state)
{
        (void)state;
        struct fixture fixture;
        fixture_init(&fixture);
        struct err err = poller_change(&fixture.poller, fixture.ends[0], POLLER_READ, &fixture);
        assert_int_equal(err.code, ERR_IO);
        assert_int_not_equal(err.os_errno, 0);
        fixture_clear(&fixture);
}

static void shares_one_descriptor_between_pollers(void **state)
{
        (void)state;
        struct fixture one, other;
        fixture_init(&one);
        fixture_init(&other);
        void *owners[8];
        unsigned shared = POLLER_READ | POLLER_SHARED;
        assert_int_equal(poller_add(&one.poller, one.ends[0], shared, NULL).code, OK);
        assert_int_equal(poller_add(&other.poller, one.ends[0], shared, NULL).code, OK);
        assert_int_equal(write(one.ends[1], "x", 1), 1);
        size_t told = wait_now(&one, owners) + wait_now(&other, owners);
        assert_in_range(told, 1, 2);
        fixture_clear(&other);
        fixture_clear(&one);
}

static void *wake(void *poller)
{
        poller_wake(poller);
        return NULL;
}

static void is_woken_by_another_thread_once(void **state)
{
        (void)state;
        struct fixture fixture;
        fixture_init(&fixture);
        void *owners[8];
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, wake, &fixture.poller), 0);
        assert_int_equal(poller_wait(&fixture.poller, owners, 8, -1), 0); /* would last for ever */
        assert_int_equal(pthread_join(thread, NULL), 0);

        poller_wake(&fixture.poller);
        poller_wake(&fixture.poller);
        assert_int_equal(poller_wait(&fixture.poller, owners, 8, -1), 0);
        assert_int_equal(write(fixture.ends[1], "x", 1), 1);
        assert_int_equal(poller_add(&fixture.poller, fixture.ends[0], POLLER_READ, &fixture).code, OK);
        assert_int_equal(poller_wait(&fixture.poller, owners, 1, LONG_MS), 1); /* the wake takes no place any more */
        fixture_clear(&fixture);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(reports_a_readable_descriptor_until_it_is_read),
                cmocka_unit_test(watches_for_what_it_was_told_last),
                cmocka_unit_test(says_what_it_cannot_watch),
                cmocka_unit_test(shares_one_descriptor_between_pollers),
                cmocka_unit_test(is_woken_by_another_thread_once),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
