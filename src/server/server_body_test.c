/* Bodies: an app that admits them gets them whole, whatever way they come; what it does not admit is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/client_fixture.h"

#include <stdlib.h>

enum { BODY_MAX = 3 * 1024 * 1024, PARK_MS = 300 };

struct echo {
        struct fixture fixture;
        atomic_uint asked_again, abandoned;
        atomic_uint_fast64_t token_seen;
        struct buf copy; /* of the last body; the server's one thread writes it, the reply is made of it */
};

static struct admission admit(void *context, unsigned thread, const struct http_request *request, uint64_t parked_on)
{
        (void)context, (void)thread, (void)parked_on;
        if (slice_eq(request->path, SLICE("/forbidden"))) return (struct admission){.refusal = 403};
        if (slice_eq(request->path, SLICE("/short"))) return (struct admission){.body_max_bytes = 10};
        return (struct admission){.body_max_bytes = BODY_MAX};
}

static enum app_answer answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret)
{
        struct echo *echo = context;
        (void)thread;
        ret->head.status = 200;
        if (slice_eq(request->path, SLICE("/park"))) {
                if (ret->parked_on) atomic_fetch_add(&echo->asked_again, 1);
                if (ret->parked_on) atomic_store(&echo->token_seen, ret->parked_on);
                if (!atomic_load(&echo->fixture.released)) {
                        ret->parked_on = 77;
                        return APP_PARK;
                }
        }
        buf_truncate(&echo->copy);
        buf_add(&echo->copy, request->body);
        reply_body(ret, buf_text(&echo->copy), echo->copy.len);
        return APP_REPLY;
}

static void abandoned(void *context, unsigned thread, uint64_t token)
{
        struct echo *echo = context;
        (void)thread;
        if (token == 77) atomic_fetch_add(&echo->abandoned, 1);
}

static int start(void **state)
{
        struct echo *echo = calloc(1, sizeof *echo);
        assert_non_null(echo);
        fixture_init(&echo->fixture);
        echo->copy = BUF_INIT(BODY_MAX);
        echo->fixture.options.thread_count = 1;
        echo->fixture.options.park_ms = PARK_MS;
        echo->fixture.options.app = (struct server_app){
                .context = echo,
                .answer = answer,
                .turn_ended = fixture_turn_ended,
                .admit = admit,
                .abandoned = abandoned,
        };
        /* The counter of turns stands at the fixture's start, where turn_ended() looks for it. */
        assert_ptr_equal(&echo->fixture, echo);
        fixture_start(&echo->fixture);
        *state = echo;
        return 0;
}

static int stop(void **state)
{
        struct echo *echo = *state;
        fixture_clear(&echo->fixture);
        buf_clear(&echo->copy);
        free(echo);
        return 0;
}

static void gives_the_app_a_whole_body(void **state)
{
        struct echo *echo = *state;
        int fd = client_connect(&echo->fixture, 0);
        client_send(fd, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
        client_expect(fd, "200", "hello");
        client_send(fd, "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        client_expect(fd, "200", "");
        close(fd);
}

static void does_not_care_how_the_bytes_arrive(void **state)
{
        struct echo *echo = *state;
        const char *request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world";
        for (size_t split = 1; split < strlen(request); split++) {
                int fd = client_connect(&echo->fixture, 0);
                assert_int_equal(socket_write_all(fd, (struct slice){request, split}).code, OK);
                usleep(500);
                client_send(fd, request + split);
                client_expect(fd, "200", "hello world");
                close(fd);
        }
}

static void reads_the_request_behind_a_body(void **state)
{
        struct echo *echo = *state;
        int fd = client_connect(&echo->fixture, 0);
        client_send(fd, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
                        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\ntwo"
                        "GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
        client_expect(fd, "200", "one");
        client_expect(fd, "200", "two");
        client_expect(fd, "200", "");
        close(fd);
}

static void takes_large_bodies(void **state)
{
        struct echo *echo = *state;
        struct buf request = BUF_INIT(BODY_MAX + 1000);
        enum { LEN = 900 * 1000 };
        buf_add_format(&request, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n", LEN);
        buf_add(&request, (struct slice){echo->fixture.large, LEN});
        int fd = client_connect(&echo->fixture, 0);
        assert_int_equal(socket_write_all(fd, buf_slice(&request)).code, OK);
        struct client_reply reply = client_read(fd, false);
        assert_int_equal(reply.body.len, LEN);
        assert_memory_equal(reply.body.at, echo->fixture.large, LEN);
        client_reply_clear(&reply);
        buf_clear(&request);
        close(fd);
}

static void refuses_before_the_body_is_read(void **state)
{
        struct echo *echo = *state;
        const struct {
                const char *request, *status;
        } cases[] = {
                {"POST /forbidden HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n", "403"},
                {"POST /short HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n", "413"},
                {"POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n", "413"},
                {"POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "400"},
        };
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
                int fd = client_connect(&echo->fixture, 0);
                client_send(fd, cases[i].request);
                client_expect(fd, cases[i].status, "");
                client_expect_end(fd);
        }
}

static void keeps_the_body_while_the_request_is_parked(void **state)
{
        struct echo *echo = *state;
        int fd = client_connect(&echo->fixture, 0);
        client_send(fd, "POST /park HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nkept");
        WAIT_UNTIL(&echo->fixture, counts.parked == 1);
        atomic_store(&echo->fixture.released, true);
        server_wake(echo->fixture.server, 0, 77);
        client_expect(fd, "200", "kept");
        assert_int_equal(atomic_load(&echo->token_seen), 77);
        client_send(fd, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nnext");
        client_expect(fd, "200", "next");
        assert_int_equal(atomic_load(&echo->abandoned), 0);
        close(fd);
}

static void tells_the_app_once_when_nobody_waits_any_more(void **state)
{
        struct echo *echo = *state;
        int fd = client_connect(&echo->fixture, 0);
        client_send(fd, "POST /park HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nkept");
        WAIT_UNTIL(&echo->fixture, counts.parked == 1);
        close(fd);
        WAIT_UNTIL(&echo->fixture, counts.connections == 0);
        assert_int_equal(atomic_load(&echo->abandoned), 1);

        fd = client_connect(&echo->fixture, 0); /* and when it has waited for too long */
        client_send(fd, "POST /park HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nkept");
        client_expect(fd, "503", "");
        client_expect_end(fd);
        assert_int_equal(atomic_load(&echo->abandoned), 2);
}

static void a_body_that_never_comes_takes_little_memory(void **state)
{
        struct echo *echo = *state;
        enum { CLIENTS = 50 }; /* 3 MB each would be far above the budget of 8 MB */
        int fds[CLIENTS];
        for (size_t i = 0; i < CLIENTS; i++) {
                fds[i] = client_connect(&echo->fixture, 0);
                client_send(fds[i], "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\nbegin");
        }
        int fd = client_connect(&echo->fixture, 0);
        client_send(fd, "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
        client_expect(fd, "200", "hello");
        close(fd);
        for (size_t i = 0; i < CLIENTS; i++)
                close(fds[i]);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(gives_the_app_a_whole_body, start, stop),
                cmocka_unit_test_setup_teardown(does_not_care_how_the_bytes_arrive, start, stop),
                cmocka_unit_test_setup_teardown(reads_the_request_behind_a_body, start, stop),
                cmocka_unit_test_setup_teardown(takes_large_bodies, start, stop),
                cmocka_unit_test_setup_teardown(refuses_before_the_body_is_read, start, stop),
                cmocka_unit_test_setup_teardown(keeps_the_body_while_the_request_is_parked, start, stop),
                cmocka_unit_test_setup_teardown(tells_the_app_once_when_nobody_waits_any_more, start, stop),
                cmocka_unit_test_setup_teardown(a_body_that_never_comes_takes_little_memory, start, stop),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
