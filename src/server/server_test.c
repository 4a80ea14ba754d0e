/* A real server on a loopback port, and clients that speak bytes to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/client_fixture.h"

#include <netinet/tcp.h>
#include <stdio.h>

static void keeps_a_connection_for_many_requests(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_ask(fd, "/one");
        client_expect(fd, "200 OK", "/one");
        client_ask(fd, "/two");
        client_expect(fd, "200 OK", "/two");
        assert_int_equal(server_counts(fixture.server).accepted, 1);
        assert_int_equal(server_counts(fixture.server).requests, 2);
        assert_true(atomic_load(&fixture.turns) >= 2);
        close(fd);
        WAIT_UNTIL(&fixture, counts.connections == 0);
        fixture_clear(&fixture);
}

static void closes_when_the_client_asks_for_it(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_send(fd, "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        struct client_reply reply = client_read(fd, false);
        assert_non_null(slice_find(buf_slice(&reply.head), SLICE("\r\nConnection: close\r\n")));
        client_reply_clear(&reply);
        client_expect_end(fd);

        fd = client_connect(&fixture, 0);
        client_send(fd, "GET /old HTTP/1.0\r\n\r\n");
        client_expect(fd, "200 OK", "/old");
        client_expect_end(fd);
        fixture_clear(&fixture);
}

static void answers_a_client_that_said_all_it_will_say(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_ask(fd, "/x");
        assert_int_equal(shutdown(fd, SHUT_WR), 0);
        client_expect(fd, "200 OK", "/x");
        client_expect_end(fd);
        fixture_clear(&fixture);
}

static void gives_head_and_304_no_body(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_send(fd, "HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n");
        struct client_reply reply = client_read(fd, true);
        assert_int_equal(client_body_len(buf_slice(&reply.head)), LARGE_BYTES);
        client_reply_clear(&reply);

        client_ask(fd, "/same");
        client_expect(fd, "304 Not Modified", "");
        client_ask(fd, "/after");
        client_expect(fd, "200 OK", "/after");
        close(fd);
        fixture_clear(&fixture);
}

static void sends_a_reply_of_many_parts_whole(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_ask(fd, "/parts");
        struct client_reply reply = client_read(fd, false);
        assert_int_equal(reply.body.len, MANY_PARTS * 100);
        assert_memory_equal(reply.body.at, fixture.large, reply.body.len);
        client_reply_clear(&reply);
        close(fd);
        fixture_clear(&fixture);
}

static void answers_pipelined_requests_in_order(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        struct buf all = BUF_INIT(64 * 1024);
        for (int i = 0; i < 100; i++)
                buf_add_format(&all, "GET /%d HTTP/1.1\r\nHost: a\r\n\r\n", i);
        client_send(fd, buf_text(&all));
        buf_clear(&all);
        for (int i = 0; i < 100; i++) {
                char path[16];
                snprintf(path, sizeof path, "/%d", i);
                client_expect(fd, "200 OK", path);
        }
        close(fd);
        fixture_clear(&fixture);
}

static void takes_a_head_in_pieces_cut_anywhere(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        const int yes = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        struct slice text = SLICE("GET /a HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
        for (size_t cut = 1; cut < text.len; cut++) {
                assert_int_equal(socket_write_all(fd, (struct slice){text.at, cut}).code, OK);
                usleep(500); /* so that the pieces mostly arrive apart; the answer is the same when they do not */
                assert_int_equal(socket_write_all(fd, slice_skip(text, cut)).code, OK);
                client_expect(fd, "200 OK", "/a");
                client_expect(fd, "200 OK", "/b");
        }
        for (size_t i = 0; i < text.len; i++) {
                assert_int_equal(socket_write_all(fd, (struct slice){text.at + i, 1}).code, OK);
                usleep(200);
        }
        client_expect(fd, "200 OK", "/a");
        client_expect(fd, "200 OK", "/b");
        close(fd);
        fixture_clear(&fixture);
}

static void shares_connections_out_between_its_threads(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fds[8];
        unsigned on_first = 0;
        for (size_t i = 0; i < 8; i++) {
                fds[i] = client_connect(&fixture, 0);
                client_ask(fds[i], "/thread");
                struct client_reply reply = client_read(fds[i], false);
                if (slice_eq(buf_slice(&reply.body), SLICE("first"))) on_first++;
                client_reply_clear(&reply);
        }
        assert_int_equal(on_first, 4);
        for (size_t i = 0; i < 8; i++)
                close(fds[i]);
        fixture_clear(&fixture);
}

static void refuses_what_is_no_request_and_closes(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        static const char *const bad[][3] = {
                {"GET / HTTP/1.1\r\n\r\n", "400 Bad Request", "<p>That was no request."},
                {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "400 Bad Request",
                 "<p>That was no request."},
                {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400 Bad Request",
                 "<p>That was no request."},
                {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "501 Not Implemented", ""},
                {"GET / HTTP/3.0\r\nHost: a\r\n\r\n", "505 HTTP Version Not Supported", ""},
                {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "405 Method Not Allowed", ""},
                {"PUT /page HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "405 Method Not Allowed",
                 "<p>Not here."},
        };
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
                int fd = client_connect(&fixture, 0);
                client_ask(fd, "/before");
                client_send(fd, bad[i][0]);
                client_ask(fd, "/after"); /* must not be answered, nor cost the client the refusal */
                client_expect(fd, "200 OK", "/before");
                client_expect(fd, bad[i][1], bad[i][2]);
                client_expect_end(fd);
        }
        assert_int_equal(server_counts(fixture.server).refused, sizeof bad / sizeof bad[0]);
        WAIT_UNTIL(&fixture, counts.connections == 0);
        fixture_clear(&fixture);
}

static void what_refuses_head_has_no_body(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_send(fd, "HEAD / HTTP/1.1\r\n\r\n");
        CLEANUP(buf_clear) struct buf answer = BUF_INIT(4096);
        char bytes[512];
        for (ssize_t got; (got = recv(fd, bytes, sizeof bytes, 0)) > 0;)
                buf_add(&answer, (struct slice){bytes, (size_t)got});
        close(fd);
        assert_true(slice_starts_with(buf_slice(&answer), SLICE("HTTP/1.1 400 ")));
        assert_non_null(strstr(buf_text(&answer), "Content-Length: 23\r\n"));
        assert_true(slice_ends_with(buf_slice(&answer), SLICE("\r\n\r\n")));
        fixture_clear(&fixture);
}

static void names_the_methods_it_has(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_send(fd, "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n");
        struct client_reply reply = client_read(fd, false);
        assert_non_null(slice_find(buf_slice(&reply.head), SLICE("\r\nAllow: GET, HEAD\r\n")));
        assert_non_null(slice_find(buf_slice(&reply.head), SLICE("\r\nConnection: close\r\n")));
        client_reply_clear(&reply);
        client_expect_end(fd);
        fixture_clear(&fixture);
}

static void wakes_the_requests_of_a_token_and_no_others(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture.options.thread_count = 1;
        fixture_start(&fixture);
        int seven = client_connect(&fixture, 0), also_seven = client_connect(&fixture, 0);
        int eight = client_connect(&fixture, 0);
        client_ask(seven, "/park/7");
        client_ask(seven, "/behind");
        client_ask(also_seven, "/park/7");
        client_ask(eight, "/park/8");
        WAIT_UNTIL(&fixture, counts.parked == 3);

        server_wake(fixture.server, 0, 7); /* too early: they are asked, and parked again */
        int other = client_connect(&fixture, 0);
        client_ask(other, "/not/parked");
        client_expect(other, "200 OK", "/not/parked");

        atomic_store(&fixture.released, true);
        server_wake(fixture.server, 0, 7);
        client_expect(seven, "200 OK", "released");
        client_expect(seven, "200 OK", "/behind");
        client_expect(also_seven, "200 OK", "released");
        assert_int_equal(recv(eight, (char[1]){0}, 1, MSG_DONTWAIT), -1);
        server_wake(fixture.server, 0, 8);
        client_expect(eight, "200 OK", "released");
        assert_int_equal(server_counts(fixture.server).parked, 3);
        close(seven);
        close(also_seven);
        close(eight);
        close(other);
        fixture_clear(&fixture);
}

static void loses_no_wake_in_a_flood_of_them(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture.options.thread_count = 1;
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_ask(fd, "/park/1000000");
        WAIT_UNTIL(&fixture, counts.parked == 1);
        atomic_store(&fixture.released, true);
        for (uint64_t token = 0; token <= 1000000; token++)
                server_wake(fixture.server, 0, token);
        client_expect(fd, "200 OK", "released");
        close(fd);
        fixture_clear(&fixture);
}

static void asks_again_when_woken_while_it_parks(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fds[4];
        for (size_t i = 0; i < 4; i++)
                fds[i] = client_connect(&fixture, 0);
        for (unsigned number = 0; number < 400; number++) {
                char path[32];
                snprintf(path, sizeof path, "/again/%u", number);
                client_ask(fds[number % 4], path);
        }
        for (unsigned number = 0; number < 400; number++)
                client_expect(fds[number % 4], "200 OK", "again");
        assert_int_equal(server_counts(fixture.server).parked, 400);
        for (size_t i = 0; i < 4; i++)
                close(fds[i]);
        fixture_clear(&fixture);
}

static void forgets_a_parked_client_that_leaves(void **state)
{
        (void)state;
        static struct fixture fixture;
        fixture_init(&fixture);
        fixture_start(&fixture);
        int fd = client_connect(&fixture, 0);
        client_ask(fd, "/park/7");
        WAIT_UNTIL(&fixture, counts.parked == 1);
        close(fd);
        WAIT_UNTIL(&fixture, counts.connections == 0);
        for (unsigned thread = 0; thread < 2; thread++)
                server_wake(fixture.server, thread, 7);
        fixture_clear(&fixture);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(keeps_a_connection_for_many_requests),
                cmocka_unit_test(closes_when_the_client_asks_for_it),
                cmocka_unit_test(answers_a_client_that_said_all_it_will_say),
                cmocka_unit_test(gives_head_and_304_no_body),
                cmocka_unit_test(sends_a_reply_of_many_parts_whole),
                cmocka_unit_test(answers_pipelined_requests_in_order),
                cmocka_unit_test(takes_a_head_in_pieces_cut_anywhere),
                cmocka_unit_test(shares_connections_out_between_its_threads),
                cmocka_unit_test(refuses_what_is_no_request_and_closes),
                cmocka_unit_test(what_refuses_head_has_no_body),
                cmocka_unit_test(names_the_methods_it_has),
                cmocka_unit_test(wakes_the_requests_of_a_token_and_no_others),
                cmocka_unit_test(loses_no_wake_in_a_flood_of_them),
                cmocka_unit_test(asks_again_when_woken_while_it_parks),
                cmocka_unit_test(forgets_a_parked_client_that_leaves),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
