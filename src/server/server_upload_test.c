/* Requests with bodies, over real sockets: whole, in drops, too large, too slow, to a file; what is parked and left
 * behind; and replies whose bytes are handed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/client_fixture.h"

#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { BODY_MAX_BYTES = 700 * 1000, SPOOL_MAX_BYTES = 8 * 1024 * 1024, OWNED_BYTES = 3 * 1000 * 1000, TOKEN = 7 };

struct app {
        struct fixture fixture; /* first, so that its functions know it */
        char folder_path[64];
        atomic_uint admitted, abandoned, asked_again;
        atomic_uint_fast64_t abandoned_token;
        atomic_bool released;
};

static struct admission admit(void *context, unsigned thread, const struct http_request *request, uint64_t parked_on)
{
        struct app *app = context;
        (void)thread;
        atomic_fetch_add(&app->admitted, 1);
        bool is_door = slice_starts_with(request->path, SLICE("/door"));
        if (is_door && !atomic_load(&app->released)) return (struct admission){.parked_on = TOKEN, .park_ms = 60000};
        if (is_door) must(parked_on == TOKEN);
        if (slice_eq(request->path, SLICE("/door/stranger"))) return (struct admission){.answers_now = true};
        if (slice_eq(request->path, SLICE("/forbidden"))) return (struct admission){.refusal = 403};
        if (slice_eq(request->path, SLICE("/small"))) return (struct admission){.body_max_bytes = 10};
        if (slice_eq(request->path, SLICE("/get-only")))
                return (struct admission){.refusal = 405, .allow = SLICE("GET")};
        if (slice_starts_with(request->path, SLICE("/spool")))
                return (struct admission){.body_max_bytes = SPOOL_MAX_BYTES, .spool_folder = app->folder_path};
        return (struct admission){.body_max_bytes = BODY_MAX_BYTES};
}

static void own(struct reply *reply, struct slice bytes)
{
        buf_init(&reply->owned, bytes.len);
        buf_add(&reply->owned, bytes);
        reply->head.content_length = bytes.len;
}

static enum app_answer answer_with_sum_of_file(int fd, struct reply *ret)
{
        struct stat about;
        must(fstat(fd, &about) == 0 && about.st_nlink == 0);
        uint64_t sum = 0;
        unsigned char bytes[64 * 1024];
        for (ssize_t got; (got = read(fd, bytes, sizeof bytes)) > 0;)
                for (ssize_t i = 0; i < got; i++)
                        sum = sum * 31 + bytes[i];
        buf_init(&ret->owned, 64);
        buf_add_format(&ret->owned, "%llu bytes, sum %llu", (unsigned long long)about.st_size, (unsigned long long)sum);
        ret->head.content_length = ret->owned.len;
        return APP_REPLY;
}

static enum app_answer answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret)
{
        struct app *app = context;
        (void)thread;
        must(slice_eq(request->peer, SLICE("127.0.0.1")));
        ret->head.status = 200;
        if (slice_starts_with(request->path, SLICE("/park")) && !atomic_load(&app->released)) {
                must(ret->parked_on == 0);
                ret->parked_on = TOKEN;
                if (slice_eq(request->path, SLICE("/park-long"))) ret->park_ms = 9000;
                return APP_PARK;
        }
        if (slice_starts_with(request->path, SLICE("/park")) && ret->parked_on == TOKEN)
                atomic_fetch_add(&app->asked_again, 1);
        if (slice_starts_with(request->path, SLICE("/spool"))) return answer_with_sum_of_file(request->body_fd, ret);
        must(request->body_fd == -1);
        if (slice_eq(request->path, SLICE("/owned"))) {
                buf_init(&ret->owned, OWNED_BYTES);
                while (ret->owned.len < OWNED_BYTES)
                        buf_add(&ret->owned, (struct slice){app->fixture.large, 100 * 1000});
                ret->head.content_length = OWNED_BYTES;
                return APP_REPLY;
        }
        own(ret, request->body.len ? request->body : request->path);
        return APP_REPLY;
}

static void abandoned(void *context, unsigned thread, uint64_t token)
{
        struct app *app = context;
        (void)thread;
        atomic_store(&app->abandoned_token, token);
        atomic_fetch_add(&app->abandoned, 1);
}

static int start(void **state)
{
        static struct app app;
        memset(&app, 0, sizeof app);
        fixture_init(&app.fixture);
        snprintf(app.folder_path, sizeof app.folder_path, "/tmp/stoppress-body-XXXXXX");
        assert_non_null(mkdtemp(app.folder_path));
        app.fixture.options.thread_count = 1;
        app.fixture.options.slow_reply_budget_bytes = 4 * 1024 * 1024;
        app.fixture.options.app = (struct server_app){.context = &app,
                                                      .answer = answer,
                                                      .turn_ended = fixture_turn_ended,
                                                      .admit = admit,
                                                      .abandoned = abandoned};
        *state = &app;
        return 0;
}

static struct app *started(void **state)
{
        struct app *app = *state;
        fixture_start(&app->fixture);
        return app;
}

static int stop(void **state)
{
        struct app *app = *state;
        fixture_clear(&app->fixture);
        assert_int_equal(rmdir(app->folder_path), 0); /* so nothing was left in it */
        return 0;
}

static int connect_without_delay(const struct app *app)
{
        const int yes = 1;
        int fd = client_connect(&app->fixture, 0);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        return fd;
}

static void send_slice(int fd, struct slice bytes)
{
        assert_int_equal(socket_write_all(fd, bytes).code, OK);
}

static void send_head(int fd, const char *method_and_path, size_t len)
{
        struct buf head = BUF_INIT(1024);
        buf_add_format(&head, "%s HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n\r\n", method_and_path, len);
        send_slice(fd, buf_slice(&head));
        buf_clear(&head);
}

static void gives_the_app_bodies_of_each_method(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        static const char *const methods[] = {"POST /a", "PUT /b", "DELETE /c"};
        for (size_t i = 0; i < 3; i++) {
                send_head(fd, methods[i], 5);
                client_send(fd, "hello");
                client_expect(fd, "200 OK", "hello");
        }
        send_head(fd, "POST /none", 0);
        client_expect(fd, "200 OK", "/none");
        client_send(fd, "DELETE /no-length HTTP/1.1\r\nHost: a\r\n\r\n");
        client_expect(fd, "200 OK", "/no-length");
        client_ask(fd, "/get");
        client_expect(fd, "200 OK", "/get");
        assert_int_equal(atomic_load(&app->admitted), 6);
        assert_int_equal(server_counts(app->fixture.server).accepted, 1);
        close(fd);
}

static void takes_a_body_cut_anywhere_and_the_request_behind_it(void **state)
{
        struct app *app = started(state);
        int fd = connect_without_delay(app);
        struct slice text = SLICE("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nGET / a\r\n"
                                  "PUT /b HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
                                  "GET /c HTTP/1.1\r\nHost: a\r\n\r\n");
        for (size_t cut = 1; cut < text.len; cut++) {
                send_slice(fd, (struct slice){text.at, cut});
                usleep(500); /* so that the pieces mostly arrive apart; the answer is the same when they do not */
                send_slice(fd, slice_skip(text, cut));
                client_expect(fd, "200 OK", "GET / a\r\n");
                client_expect(fd, "200 OK", "x");
                client_expect(fd, "200 OK", "/c");
        }
        close(fd);
}

static void takes_a_body_that_comes_in_drops(void **state)
{
        struct app *app = started(state);
        int fd = connect_without_delay(app);
        struct slice text = SLICE("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\nabcdefghijklmnopqrst");
        for (size_t i = 0; i < text.len; i++) {
                send_slice(fd, (struct slice){text.at + i, 1});
                usleep(500);
        }
        client_expect(fd, "200 OK", "abcdefghijklmnopqrst");
        close(fd);
}

static void takes_a_body_as_large_as_is_admitted_and_no_larger(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        for (int i = 0; i < 8; i++) { /* more in all than the budget, which each gives back */
                send_head(fd, "PUT /a", BODY_MAX_BYTES);
                send_slice(fd, (struct slice){app->fixture.large, BODY_MAX_BYTES});
                struct client_reply reply = client_read(fd, false);
                assert_int_equal(reply.body.len, BODY_MAX_BYTES);
                assert_memory_equal(reply.body.at, app->fixture.large, BODY_MAX_BYTES);
                client_reply_clear(&reply);
        }
        send_head(fd, "PUT /a", BODY_MAX_BYTES + 1);
        client_send(fd, "the beginning of it");
        client_expect(fd, "413", "");
        client_expect_end(fd);
}

static void expect_refusal(const struct app *app, const char *request, const char *status)
{
        int fd = client_connect(&app->fixture, 0);
        client_send(fd, request);
        client_ask(fd, "/after"); /* must not be answered, nor cost the client the refusal */
        client_expect(fd, status, "");
        client_expect_end(fd);
}

static void refuses_before_it_reads_a_body(void **state)
{
        struct app *app = started(state);
        expect_refusal(app, "POST /a HTTP/1.1\r\nHost: a\r\n\r\n", "411");
        expect_refusal(app, "PUT /a HTTP/1.1\r\nHost: a\r\n\r\nabc", "411");
        expect_refusal(app, "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello", "413");
        expect_refusal(app, "POST /forbidden HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "403");
        expect_refusal(app, "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\n", "413");
        expect_refusal(app, "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
        expect_refusal(app, "POST /small HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n",
                       "413");
        assert_int_equal(server_counts(app->fixture.server).requests, 0);

        int fd = client_connect(&app->fixture, 0);
        client_send(fd, "DELETE /get-only HTTP/1.1\r\nHost: a\r\n\r\n");
        struct client_reply reply = client_read(fd, false);
        assert_non_null(slice_find(buf_slice(&reply.head), SLICE("\r\nAllow: GET\r\n")));
        client_reply_clear(&reply);
        client_expect_end(fd);
}

static void tells_a_client_that_asks_to_go_on(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        const char *head = "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
        client_send(fd, head);
        client_expect(fd, "100 Continue", "");
        client_send(fd, "hello");
        client_expect(fd, "200 OK", "hello");
        struct buf at_once = BUF_INIT(1024);
        buf_add_format(&at_once, "%shello", head);
        send_slice(fd, buf_slice(&at_once)); /* who did not wait is told nothing */
        client_expect(fd, "200 OK", "hello");
        buf_clear(&at_once);
        close(fd);
}

static void spools_large_bodies_to_a_file(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        enum { ROUNDS = 9 }; /* twice the budget */
        uint64_t sum = 0;
        send_head(fd, "PUT /spool", (size_t)ROUNDS * LARGE_BYTES);
        for (int i = 0; i < ROUNDS; i++) {
                for (size_t j = 0; j < LARGE_BYTES; j++)
                        sum = sum * 31 + (unsigned char)app->fixture.large[j];
                send_slice(fd, (struct slice){app->fixture.large, LARGE_BYTES});
        }
        struct buf expected = BUF_INIT(128);
        buf_add_format(&expected, "%d bytes, sum %llu", ROUNDS * LARGE_BYTES, (unsigned long long)sum);
        client_expect(fd, "200 OK", buf_text(&expected));
        buf_clear(&expected);
        send_head(fd, "PUT /spool", 0);
        client_expect(fd, "200 OK", "0 bytes, sum 0");
        close(fd);
}

static void refuses_a_body_that_the_budget_has_no_room_for(void **state)
{
        struct app *app = *state;
        app->fixture.options.slow_reply_budget_bytes = 300 * 1000;
        fixture_start(&app->fixture);
        int fd = client_connect(&app->fixture, 0), other = client_connect(&app->fixture, 0);
        send_head(fd, "PUT /a", BODY_MAX_BYTES); /* the announcement alone takes no room */
        send_head(other, "PUT /b", 5);
        client_send(other, "hello");
        client_expect(other, "200 OK", "hello");
        send_slice(fd, (struct slice){app->fixture.large, 400 * 1000});
        client_expect(fd, "503 Service Unavailable", "");
        client_expect_end(fd);
        send_head(other, "PUT /b", 200 * 1000);
        send_slice(other, (struct slice){app->fixture.large, 200 * 1000});
        struct client_reply reply = client_read(other, false);
        assert_int_equal(reply.body.len, 200 * 1000);
        client_reply_clear(&reply);
        close(other);
}

static void forgets_a_client_that_leaves_in_the_middle_of_a_body(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0), spooled = client_connect(&app->fixture, 0);
        send_head(fd, "PUT /a", 1000);
        client_send(fd, "the beginning of it");
        send_head(spooled, "PUT /spool", 1000);
        client_send(spooled, "the beginning of it");
        while (atomic_load(&app->admitted) < 2)
                usleep(1000);
        close(fd);
        close(spooled);
        WAIT_UNTIL(&app->fixture, counts.connections == 0);
        assert_int_equal(server_counts(app->fixture.server).requests, 0);
        assert_int_equal(atomic_load(&app->abandoned), 0);
}

static void asks_again_with_the_body_and_the_token(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        send_head(fd, "POST /park", 5);
        client_send(fd, "hello");
        client_ask(fd, "/behind");
        WAIT_UNTIL(&app->fixture, counts.parked == 1);
        atomic_store(&app->released, true);
        server_wake(app->fixture.server, 0, TOKEN);
        client_expect(fd, "200 OK", "hello");
        client_expect(fd, "200 OK", "/behind");
        assert_int_equal(atomic_load(&app->asked_again), 1);
        client_ask(fd, "/park"); /* a first asking knows no token */
        client_expect(fd, "200 OK", "/park");
        assert_int_equal(atomic_load(&app->asked_again), 1);
        assert_int_equal(atomic_load(&app->admitted), 3);
        close(fd);
        WAIT_UNTIL(&app->fixture, counts.connections == 0);
        assert_int_equal(atomic_load(&app->abandoned), 0);
}

static void reads_no_body_before_the_app_says_that_it_takes_it(void **state)
{
        struct app *app = started(state);
        int known = client_connect(&app->fixture, 0), stranger = client_connect(&app->fixture, 0);
        send_head(known, "PUT /door/known", 200 * 1000);
        send_slice(known, (struct slice){app->fixture.large, 200 * 1000});
        send_head(stranger, "PUT /door/stranger", 200 * 1000);
        send_slice(stranger, (struct slice){app->fixture.large, 150 * 1000}); /* and no more: it is answered without */
        WAIT_UNTIL(&app->fixture, counts.parked == 2);
        assert_int_equal(server_counts(app->fixture.server).requests, 0);
        atomic_store(&app->released, true);
        server_wake(app->fixture.server, 0, TOKEN);
        client_expect(stranger, "200 OK", "/door/stranger"); /* the app's own words, of a request without a body */
        client_expect_end(stranger);
        struct client_reply reply = client_read(known, false);
        assert_int_equal(reply.body.len, 200 * 1000);
        client_reply_clear(&reply);
        assert_int_equal(atomic_load(&app->admitted), 4);
        close(known);
        WAIT_UNTIL(&app->fixture, counts.connections == 0);
        assert_int_equal(atomic_load(&app->abandoned), 0);
}

static void tells_the_app_whose_head_is_gone(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        send_head(fd, "PUT /door/known", 200 * 1000);
        WAIT_UNTIL(&app->fixture, counts.parked == 1);
        close(fd);
        WAIT_UNTIL(&app->fixture, counts.connections == 0);
        assert_int_equal(atomic_load(&app->abandoned), 1);
        assert_int_equal(atomic_load(&app->abandoned_token), TOKEN);
}

static void tells_the_app_whose_request_is_gone(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0), with_body = client_connect(&app->fixture, 0);
        client_ask(fd, "/park");
        send_head(with_body, "POST /park", 5);
        client_send(with_body, "hello");
        WAIT_UNTIL(&app->fixture, counts.parked == 2);
        close(fd);
        close(with_body);
        WAIT_UNTIL(&app->fixture, counts.connections == 0);
        assert_int_equal(atomic_load(&app->abandoned), 2);
        assert_int_equal(atomic_load(&app->abandoned_token), TOKEN);
}

static void hands_over_the_bytes_of_a_slow_reply(void **state)
{
        struct app *app = *state;
        const int bytes = 4096;
        assert_int_equal(setsockopt(app->fixture.listener, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes), 0);
        fixture_start(&app->fixture);
        int fd = client_connect(&app->fixture, 4096);
        client_ask(fd, "/owned");
        client_ask(fd, "/behind");
        client_ask(fd, "/owned");
        client_send(fd, "HEAD /owned HTTP/1.1\r\nHost: a\r\n\r\n");
        WAIT_UNTIL(&app->fixture, counts.slow_replies >= 1);
        int leaves = client_connect(&app->fixture, 4096);
        client_ask(leaves, "/owned"); /* twice as much is not in the budget */
        char byte;
        while (recv(leaves, &byte, 1, 0) > 0)
                continue;
        close(leaves);
        for (int i = 0; i < 2; i++) {
                struct buf body = BUF_INIT(OWNED_BYTES);
                struct client_reply reply = client_read(fd, true);
                char *at = buf_reserve(&body, OWNED_BYTES);
                assert_non_null(at);
                assert_int_equal(socket_read_all(fd, at, OWNED_BYTES).code, OK);
                for (size_t j = 0; j < OWNED_BYTES; j += 100 * 1000)
                        assert_memory_equal(at + j, app->fixture.large, 100 * 1000);
                client_reply_clear(&reply);
                buf_clear(&body);
                if (i == 0) client_expect(fd, "200 OK", "/behind");
        }
        struct client_reply reply = client_read(fd, true);
        client_reply_clear(&reply);
        close(fd);
}

/* Both last ten seconds, so they are tried together. */
static void ends_bodies_that_never_come_and_lets_requests_wait_for_as_long_as_the_app_said(void **state)
{
        struct app *app = started(state);
        int silent = client_connect(&app->fixture, 0), parked = client_connect(&app->fixture, 0);
        int longer = client_connect(&app->fixture, 0);
        send_head(silent, "PUT /a", 1000);
        client_send(silent, "the beginning of it");
        send_head(parked, "POST /park", 0);
        client_ask(longer, "/park-long");
        client_expect(parked, "503 Service Unavailable", "");
        client_expect_end(parked);
        assert_int_equal(atomic_load(&app->abandoned), 1);
        client_expect(longer, "503 Service Unavailable", "");
        client_expect_end(longer);
        assert_int_equal(atomic_load(&app->abandoned), 2);
        client_expect(silent, "408 Request Timeout", "");
        client_expect_end(silent);
        assert_int_equal(server_counts(app->fixture.server).closed_for_deadline, 3);
}

#define BODY_TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
        const struct CMUnitTest tests[] = {
                BODY_TEST(gives_the_app_bodies_of_each_method),
                BODY_TEST(takes_a_body_cut_anywhere_and_the_request_behind_it),
                BODY_TEST(takes_a_body_that_comes_in_drops),
                BODY_TEST(reads_no_body_before_the_app_says_that_it_takes_it),
                BODY_TEST(tells_the_app_whose_head_is_gone),
                BODY_TEST(takes_a_body_as_large_as_is_admitted_and_no_larger),
                BODY_TEST(refuses_before_it_reads_a_body),
                BODY_TEST(tells_a_client_that_asks_to_go_on),
                BODY_TEST(spools_large_bodies_to_a_file),
                BODY_TEST(refuses_a_body_that_the_budget_has_no_room_for),
                BODY_TEST(forgets_a_client_that_leaves_in_the_middle_of_a_body),
                BODY_TEST(asks_again_with_the_body_and_the_token),
                BODY_TEST(tells_the_app_whose_request_is_gone),
                BODY_TEST(hands_over_the_bytes_of_a_slow_reply),
                BODY_TEST(ends_bodies_that_never_come_and_lets_requests_wait_for_as_long_as_the_app_said),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
