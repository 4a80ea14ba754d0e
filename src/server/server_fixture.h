/* For the tests of `server`: an app with one path for each thing an app may do, and a server that runs it. Tests
 * include it behind cmocka. */
#pragma once
#include "base/buf.h"
#include "os/socket.h"
#include "server/server.h"

#include <stdatomic.h>
#include <unistd.h>

enum { LARGE_BYTES = 900 * 1000, MANY_PARTS = 20 };

struct fixture {
        int listener;
        struct server *server;
        struct server_options options;
        atomic_bool released; /* what the requests to /park wait for */
        atomic_uint turns;
        atomic_bool asked[1024]; /* the requests to /again/N that were parked once */
        char large[LARGE_BYTES];
};

static inline void reply_body(struct reply *reply, const char *at, size_t len)
{
        reply->parts[reply->part_count++] = (struct iovec){(void *)(uintptr_t)at, len};
        reply->head.content_length += len;
}

static inline enum app_answer park_until_released(struct fixture *fixture, uint64_t token, struct reply *reply)
{
        reply->parked_on = token;
        if (!atomic_load(&fixture->released)) return APP_PARK;
        reply_body(reply, "released", 8);
        return APP_REPLY;
}

/* Is woken before it is even parked. */
static inline enum app_answer park_once(struct fixture *fixture, unsigned thread, uint64_t number, struct reply *reply)
{
        reply->parked_on = number;
        if (!atomic_exchange(&fixture->asked[number % 1024], true)) {
                server_wake(fixture->server, thread, number);
                return APP_PARK;
        }
        reply_body(reply, "again", 5);
        return APP_REPLY;
}

static inline enum app_answer fixture_answer(void *context, unsigned thread, const struct http_request *request,
                                             struct reply *ret)
{
        struct fixture *fixture = context;
        struct slice path = request->path, number = path;
        uint64_t token = 0;
        while (slice_cut(&number, '/').len == 0 && number.len)
                continue;
        slice_to_u64(number, UINT64_MAX, &token);

        ret->head.status = 200;
        if (slice_starts_with(path, SLICE("/park/"))) return park_until_released(fixture, token, ret);
        if (slice_starts_with(path, SLICE("/again/"))) return park_once(fixture, thread, token, ret);
        if (slice_eq(path, SLICE("/same"))) ret->head.status = 304;
        if (slice_eq(path, SLICE("/thread"))) path = thread == 0 ? SLICE("first") : SLICE("other");
        if (slice_eq(path, SLICE("/large"))) {
                reply_body(ret, fixture->large, 10);
                reply_body(ret, fixture->large + 10, LARGE_BYTES - 10);
        } else if (slice_eq(path, SLICE("/parts"))) {
                for (size_t i = 0; i < MANY_PARTS; i++)
                        reply_body(ret, fixture->large + i * 100, 100);
        } else {
                must(path.len <= sizeof ret->scratch);
                memcpy(ret->scratch, path.at, path.len);
                reply_body(ret, ret->scratch, path.len);
        }
        return APP_REPLY;
}

static inline void fixture_turn_ended(void *context, unsigned thread)
{
        struct fixture *fixture = context;
        (void)thread;
        atomic_fetch_add(&fixture->turns, 1);
}

static inline struct slice fixture_error_page(void *context, unsigned status, const struct http_request *request)
{
        (void)context;
        if (status == 400) return request ? SLICE("") : SLICE("<p>That was no request.");
        return request && slice_eq(request->path, SLICE("/page")) ? SLICE("<p>Not here.") : SLICE("");
}

/* Everything but the server itself, so that a test can change the options. */
static inline void fixture_init(struct fixture *fixture)
{
        struct buf why = BUF_INIT(256);
        memset(fixture, 0, sizeof *fixture);
        for (size_t i = 0; i < LARGE_BYTES; i++)
                fixture->large[i] = (char)('a' + i * 7 % 23);
        assert_int_equal(socket_listen("127.0.0.1:0", &fixture->listener, &why).code, OK);
        fixture->options = (struct server_options){
                .listeners = &fixture->listener,
                .listener_count = 1,
                .thread_count = 2,
                .connection_max = 100,
                .slow_reply_budget_bytes = 8 * 1024 * 1024,
                .app = {fixture, fixture_answer, fixture_turn_ended, fixture_error_page},
        };
}

static inline void fixture_start(struct fixture *fixture)
{
        assert_int_equal(server_start(&fixture->options, &fixture->server).code, OK);
}

static inline void fixture_clear(struct fixture *fixture)
{
        server_stop(fixture->server, 0);
        close(fixture->listener);
}

/* Until the counter has the value; a test that waits in vain is ended by its runner. */
#define WAIT_UNTIL(fixture, condition)                                                                                 \
        for (struct server_counts counts = server_counts((fixture)->server); !(condition);                             \
             counts = server_counts((fixture)->server))                                                                \
        usleep(1000)
