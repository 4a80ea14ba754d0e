/* Clients that are slow, silent, too many or gone, and a server that stops while they are there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/client_fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>

enum { SMALL_SOCKET_BUFFER = 4096 };

/* Connections inherit it: so /large can never be sent in one go. */
static void make_replies_slow(struct fixture *fixture)
{
        const int bytes = SMALL_SOCKET_BUFFER;
        assert_int_equal(setsockopt(fixture->listener, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes), 0);
}

static void expect_large(const struct fixture *fixture, int fd)
{
        struct client_reply reply = client_read(fd, false);
        assert_int_equal(reply.body.len, LARGE_BYTES);
        assert_memory_equal(reply.body.at, fixture->large, LARGE_BYTES);
        client_reply_clear(&reply);
}

/* Reads until the end, however it comes. */
static size_t read_to_end(int fd)
{
        static char bytes[64 * 1024];
        size_t len = 0;
        for (ssize_t got; (got = recv(fd, bytes, sizeof bytes, 0)) > 0;)
                len += (size_t)got;
        close(fd);
        return len;
}

static void gives_a_slow_reader_every_byte(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        make_replies_slow(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, SMALL_SOCKET_BUFFER);
        client_ask(fd, "/large");
        client_ask(fd, "/behind");
        client_ask(fd, "/large");
        WAIT_UNTIL(&fixture, counts.slow_replies == 1);

        int other = client_connect(&fixture, 0);
        client_ask(other, "/meanwhile");
        client_expect(other, "200 OK", "/meanwhile");
        close(other);

        expect_large(&fixture, fd);
        client_expect(fd, "200 OK", "/behind");
        expect_large(&fixture, fd);
        client_ask(fd, "/later");
        client_expect(fd, "200 OK", "/later");
        close(fd);
        fixture_clear(&fixture);
}

static void gives_a_slow_reader_that_wants_to_close_every_byte(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        make_replies_slow(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, SMALL_SOCKET_BUFFER);
        client_send(fd, "GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        client_ask(fd, "/ignored");
        WAIT_UNTIL(&fixture, counts.slow_replies == 1);
        expect_large(&fixture, fd);
        client_expect_end(fd);
        fixture_clear(&fixture);
}

static void closes_slow_readers_when_the_budget_is_used_up(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        make_replies_slow(&fixture);
        fixture.options.slow_reply_budget_bytes = LARGE_BYTES;
        fixture_start(&fixture);
        int first = client_connect(&fixture, SMALL_SOCKET_BUFFER),
            second = client_connect(&fixture, SMALL_SOCKET_BUFFER);
        client_ask(first, "/large");
        WAIT_UNTIL(&fixture, counts.slow_replies == 1);
        client_ask(second, "/large");
        assert_in_range(read_to_end(second), 0, LARGE_BYTES - 1);

        expect_large(&fixture, first); /* and with that the budget is whole again */
        client_ask(first, "/large");
        expect_large(&fixture, first);
        close(first);
        fixture_clear(&fixture);
}

static void lets_a_slow_reader_leave(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        make_replies_slow(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, SMALL_SOCKET_BUFFER);
        client_ask(fd, "/large");
        WAIT_UNTIL(&fixture, counts.slow_replies == 1);
        close(fd);
        WAIT_UNTIL(&fixture, counts.connections == 0);
        fixture_clear(&fixture);
}

/* Both last five seconds, so they are tried together. */
static void ends_heads_that_never_end_and_parked_requests_nobody_wakes(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int silent = client_connect(&fixture, 0), partial = client_connect(&fixture, 0);
        int parked = client_connect(&fixture, 0), parked_head = client_connect(&fixture, 0);
        client_send(partial, "GET / HTTP/1.1\r\nHost: a\r\n");
        client_ask(parked, "/park/7");
        client_send(parked_head, "HEAD /park/7 HTTP/1.1\r\nHost: a\r\n\r\n");
        for (int i = 0; i < 10; i++) {
                client_send(partial, "X: drop\r\nY: by drop");
                client_send(partial, "\r\n");
                usleep(100 * 1000);
        }
        client_expect_end(silent);
        client_expect_end(partial);
        client_expect(parked, "503 Service Unavailable", "");
        client_expect_end(parked);
        struct client_reply reply = client_read(parked_head, true);
        assert_non_null(slice_find(buf_slice(&reply.head), SLICE("\r\nRetry-After: ")));
        client_reply_clear(&reply);
        client_expect_end(parked_head);
        assert_int_equal(server_counts(fixture.server).closed_for_deadline, 4);
        fixture_clear(&fixture);
}

static void closes_the_longest_silent_when_connections_run_out(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture.options.thread_count = 1;
        fixture.options.connection_max = 10;
        fixture_start(&fixture);
        int silent[10];
        for (size_t i = 0; i < 10; i++) {
                silent[i] = client_connect(&fixture, 0);
                WAIT_UNTIL(&fixture, counts.connections == i + 1);
        }
        int late = client_connect(&fixture, 0);
        client_ask(late, "/late");
        client_expect(late, "200 OK", "/late");
        client_expect_end(late); /* in such a crowd nobody is kept alive */
        client_expect_end(silent[0]);
        for (size_t i = 1; i < 10; i++) {
                client_ask(silent[i], "/x");
                client_expect(silent[i], "200 OK", "/x");
                close(silent[i]);
        }
        fixture_clear(&fixture);
}

static void closes_new_connections_when_all_are_busy(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture.options.thread_count = 1;
        fixture.options.connection_max = 2;
        fixture_start(&fixture);
        int parked[2];
        for (size_t i = 0; i < 2; i++) {
                parked[i] = client_connect(&fixture, 0);
                client_ask(parked[i], "/park/7");
        }
        WAIT_UNTIL(&fixture, counts.parked == 2);
        client_expect_end(client_connect(&fixture, 0));
        atomic_store(&fixture.released, true);
        server_wake(fixture.server, 0, 7);
        for (size_t i = 0; i < 2; i++) {
                client_expect(parked[i], "200 OK", "released");
                close(parked[i]);
        }
        fixture_clear(&fixture);
}

static void accepts_again_when_descriptors_ran_out(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0), parked = client_connect(&fixture, 0);
        client_ask(parked, "/park/7");
        WAIT_UNTIL(&fixture, counts.parked == 1);
        client_ask(fd, "/x");
        client_expect(fd, "200 OK", "/x");
        close(fd);
        WAIT_UNTIL(&fixture, counts.connections == 1);

        fd = socket(AF_INET, SOCK_STREAM, 0);
        int last = fcntl(fd, F_DUPFD, 0); /* the lowest free number: no other may be given out */
        close(last);
        struct rlimit limit, low;
        assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
        low = (struct rlimit){(rlim_t)last, limit.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
        struct sockaddr_in to;
        socklen_t to_len = sizeof to;
        assert_int_equal(getsockname(fixture.listener, (struct sockaddr *)&to, &to_len), 0);
        assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
        client_ask(fd, "/waits");
        usleep(250 * 1000);
        assert_int_equal(server_counts(fixture.server).accepted, 2);
        assert_in_range(atomic_load(&fixture.turns), 0, 100); /* it did not spin */

        assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
        client_expect(fd, "200 OK", "/waits");
        close(fd);
        close(parked);
        fixture_clear(&fixture);
}

static void *stop_server(void *context)
{
        struct fixture *fixture = context;
        server_stop(fixture->server, 20000);
        fixture->server = NULL;
        return NULL;
}

static void finishes_replies_under_way_when_it_stops(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        make_replies_slow(&fixture);
        fixture.options.thread_count = 1;
        fixture_start(&fixture);
        int idle = client_connect(&fixture, 0), slow = client_connect(&fixture, SMALL_SOCKET_BUFFER);
        int parked = client_connect(&fixture, 0);
        client_ask(idle, "/x");
        client_expect(idle, "200 OK", "/x");
        client_ask(slow, "/large");
        client_ask(parked, "/park/7");
        WAIT_UNTIL(&fixture, counts.slow_replies == 1 && counts.parked == 1);

        pthread_t stopper;
        struct server *server = fixture.server;
        assert_int_equal(pthread_create(&stopper, NULL, stop_server, &fixture), 0);
        client_expect_end(idle); /* so it is stopping */
        atomic_store(&fixture.released, true);
        server_wake(server, 0, 7);
        client_expect(parked, "200 OK", "released");
        client_expect_end(parked);
        expect_large(&fixture, slow);
        close(slow);
        assert_int_equal(pthread_join(stopper, NULL), 0);
        fixture_clear(&fixture);
}

static void stops_without_the_replies_when_the_grace_is_over(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_ask(fd, "/park/7");
        WAIT_UNTIL(&fixture, counts.parked == 1);
        server_stop(fixture.server, 50);
        fixture.server = NULL;
        client_expect_end(fd);
        fixture_clear(&fixture);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(gives_a_slow_reader_every_byte),
                cmocka_unit_test(gives_a_slow_reader_that_wants_to_close_every_byte),
                cmocka_unit_test(closes_slow_readers_when_the_budget_is_used_up),
                cmocka_unit_test(lets_a_slow_reader_leave),
                cmocka_unit_test(ends_heads_that_never_end_and_parked_requests_nobody_wakes),
                cmocka_unit_test(closes_the_longest_silent_when_connections_run_out),
                cmocka_unit_test(closes_new_connections_when_all_are_busy),
                cmocka_unit_test(accepts_again_when_descriptors_ran_out),
                cmocka_unit_test(finishes_replies_under_way_when_it_stops),
                cmocka_unit_test(stops_without_the_replies_when_the_grace_is_over),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
