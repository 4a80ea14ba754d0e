/* Replies that stay open: an app that says numbered lines on two channels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/client_fixture.h"

#include <stdio.h>
#include <stdlib.h>

enum { STREAMS_MAX = 40, LINE_BYTES = 16, LINES_MAX = 2000, LONG_BYTES = 60 * 1000 };

/* What is said on a channel: lines "1\n", "2\n", …; the position is how many there were. */
struct said {
        struct fixture f;
        atomic_uint lines[2];
        bool long_lines;
        char texts[LINES_MAX + 1][LINE_BYTES];
};

static enum app_answer answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret)
{
        struct said *s = context;
        (void)thread;
        ret->head.status = 200;
        if (slice_eq(request->path, SLICE("/page"))) {
                reply_body(ret, "page", 4);
                return APP_REPLY;
        }
        unsigned channel = slice_eq(request->path, SLICE("/1"));
        ret->head.until_close = true;
        ret->stream = (struct reply_stream){true, channel, atomic_load(&s->lines[channel])};
        buf_init(&ret->owned, 64);
        buf_add_format(&ret->owned, "from %u\n", (unsigned)ret->stream.position);
        ret->head.content_length = ret->owned.len;
        return APP_REPLY;
}

static unsigned news(void *context, unsigned channel, uint64_t *position, struct iovec *parts, unsigned max)
{
        struct said *s = context;
        unsigned count = 0;
        for (; *position < atomic_load(&s->lines[channel]) && count < max; count++) {
                char *text = s->texts[++*position];
                parts[count] =
                        s->long_lines ? (struct iovec){s->f.large, LONG_BYTES} : (struct iovec){text, strlen(text)};
        }
        return count;
}

static void turn_ended(void *context, unsigned thread)
{
        (void)context, (void)thread;
}

static int set_up(void **state)
{
        static struct said s;
        fixture_init(&s.f);
        s.long_lines = false;
        for (int i = 0; i < 2; i++)
                atomic_store(&s.lines[i], 0);
        for (int i = 1; i <= LINES_MAX; i++)
                snprintf(s.texts[i], LINE_BYTES, "%d\n", i);
        s.f.options.stream_max = STREAMS_MAX;
        s.f.options.app =
                (struct server_app){.context = &s, .answer = answer, .turn_ended = turn_ended, .stream_news = news};
        fixture_start(&s.f);
        *state = &s;
        return 0;
}

static int tear_down(void **state)
{
        struct said *s = *state;
        fixture_clear(&s->f);
        return 0;
}

static void say(struct said *s, unsigned channel)
{
        atomic_fetch_add(&s->lines[channel], 1);
        server_tell(s->f.server, channel);
}

static void expect(int fd, const char *text)
{
        char got[256] = {0};
        must(strlen(text) < sizeof got);
        assert_int_equal(socket_read_all(fd, got, strlen(text)).code, OK);
        assert_string_equal(got, text);
}

static int open_stream(struct said *s, const char *path, int receive_buffer_bytes)
{
        int fd = client_connect(&s->f, receive_buffer_bytes);
        client_ask(fd, path);
        struct client_reply reply = client_read(fd, true);
        assert_non_null(strstr(buf_text(&reply.head), "HTTP/1.1 200 OK\r\n"));
        assert_non_null(strstr(buf_text(&reply.head), "\r\nConnection: close\r\n"));
        assert_null(strstr(buf_text(&reply.head), "Content-Length"));
        client_reply_clear(&reply);
        return fd;
}

static void a_stream_gets_what_is_said_on_its_channel(void **state)
{
        struct said *s = *state;
        int zero = open_stream(s, "/0", 0), one = open_stream(s, "/1", 0);
        expect(zero, "from 0\n");
        expect(one, "from 0\n");
        say(s, 0);
        say(s, 0);
        say(s, 1);
        expect(zero, "1\n2\n");
        expect(one, "1\n");
        int late = open_stream(s, "/0", 0);
        expect(late, "from 2\n");
        say(s, 0);
        expect(late, "3\n");
        expect(zero, "3\n");
        assert_int_equal(server_counts(s->f.server).streams, 3);
        close(zero);
        close(one);
        close(late);
        WAIT_UNTIL(&s->f, counts.streams == 0);
}

static void pages_are_served_beside_streams(void **state)
{
        struct said *s = *state;
        int stream = open_stream(s, "/0", 0), page = client_connect(&s->f, 0);
        client_ask(page, "/page");
        client_expect(page, "200", "page");
        say(s, 0);
        client_ask(page, "/page");
        client_expect(page, "200", "page");
        expect(stream, "from 0\n1\n");
        close(stream);
        close(page);
}

static void too_many_streams_are_503_and_pages_are_not(void **state)
{
        struct said *s = *state;
        int streams[STREAMS_MAX];
        for (int i = 0; i < STREAMS_MAX; i++)
                streams[i] = open_stream(s, "/0", 0);
        int more = client_connect(&s->f, 0), page = client_connect(&s->f, 0);
        client_ask(more, "/0");
        struct client_reply reply = client_read(more, false);
        assert_non_null(strstr(buf_text(&reply.head), "HTTP/1.1 503 "));
        assert_non_null(strstr(buf_text(&reply.head), "\r\nRetry-After: 5\r\n"));
        client_reply_clear(&reply);
        client_expect_end(more);
        client_ask(page, "/page");
        client_expect(page, "200", "page");
        close(page);
        say(s, 0);
        for (int i = 0; i < STREAMS_MAX; i++) {
                expect(streams[i], "from 0\n1\n");
                close(streams[i]);
        }
        WAIT_UNTIL(&s->f, counts.streams == 0);
        close(open_stream(s, "/0", 0));
}

static void head_of_a_stream_ends(void **state)
{
        struct said *s = *state;
        int fd = client_connect(&s->f, 0);
        client_send(fd, "HEAD /0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        struct client_reply reply = client_read(fd, true);
        assert_non_null(strstr(buf_text(&reply.head), "HTTP/1.1 200 OK\r\n"));
        client_reply_clear(&reply);
        client_expect_end(fd);
        assert_int_equal(server_counts(s->f.server).streams, 0);
}

static void a_slow_stream_holds_nobody_up_and_misses_nothing(void **state)
{
        enum { LONG_LINES = 150 }; /* more than the kernel takes for it */
        struct said *s = *state;
        s->long_lines = true;
        int slow = open_stream(s, "/0", 4096), quick = open_stream(s, "/0", 0);
        expect(quick, "from 0\n");
        static char got[LONG_BYTES];
        for (int i = 0; i < LONG_LINES; i++) {
                say(s, 0);
                assert_int_equal(socket_read_all(quick, got, LONG_BYTES).code, OK);
        }
        WAIT_UNTIL(&s->f, counts.slow_replies > 0);
        expect(slow, "from 0\n");
        for (int i = 0; i < LONG_LINES; i++) {
                assert_int_equal(socket_read_all(slow, got, LONG_BYTES).code, OK);
                assert_memory_equal(got, s->f.large, LONG_BYTES);
        }
        s->long_lines = false;
        say(s, 0);
        expect(slow, "151\n");
        close(slow);
        close(quick);
}

static void streams_end_when_the_server_stops(void **state)
{
        struct said *s = *state;
        int fd = open_stream(s, "/0", 0);
        expect(fd, "from 0\n");
        server_stop(s->f.server, 1000);
        s->f.server = NULL;
        client_expect_end(fd);
}

static void many_streams_hear_everything_once_while_others_come_and_go(void **state)
{
        enum { LINES = 300, STREAMS = 20 };
        struct said *s = *state;
        int streams[STREAMS];
        for (int i = 0; i < STREAMS; i++)
                streams[i] = open_stream(s, "/0", 0);
        for (int i = 0; i < LINES; i++) {
                say(s, 0);
                if (i % 10) continue;
                close(streams[i / 10 % STREAMS]);
                streams[i / 10 % STREAMS] = open_stream(s, "/0", 0);
        }
        for (int i = 0; i < STREAMS; i++) {
                unsigned from = 0;
                char line[LINE_BYTES] = {0};
                for (size_t at = 0; at == 0 || line[at - 1] != '\n'; at++)
                        assert_int_equal(socket_read_all(streams[i], line + at, 1).code, OK);
                assert_memory_equal(line, "from ", 5);
                from = (unsigned)strtoul(line + 5, NULL, 10);
                for (; from < LINES; from++)
                        expect(streams[i], s->texts[from + 1]);
                close(streams[i]);
        }
}

int main(void)
{
#define A_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        const struct CMUnitTest tests[] = {
                A_TEST(a_stream_gets_what_is_said_on_its_channel),
                A_TEST(pages_are_served_beside_streams),
                A_TEST(too_many_streams_are_503_and_pages_are_not),
                A_TEST(head_of_a_stream_ends),
                A_TEST(a_slow_stream_holds_nobody_up_and_misses_nothing),
                A_TEST(streams_end_when_the_server_stops),
                A_TEST(many_streams_hear_everything_once_while_others_come_and_go),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
