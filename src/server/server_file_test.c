#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/client_fixture.h"

#include <sys/mman.h>

enum { FILE_BYTES = 8 * 1024 * 1024, PROMISED_TOO_MUCH = 100, FILE_TOKEN = 77 };

/* An app with one file: /file/FIRST/LEN is a piece of it. */
struct app {
        struct fixture fixture;
        int fd;
        atomic_int holds;
        atomic_uint asked;
        atomic_bool away; /* the file is not in memory: replies under way wait */
};

static char byte_at(size_t offset)
{
        return (char)('a' + offset * 7 % 23 + offset / 4096 % 3);
}

static enum app_answer answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret)
{
        struct app *app = context;
        struct slice rest = request->path;
        uint64_t first = 0, len = 0;
        (void)thread;
        slice_cut(&rest, '/');
        slice_cut(&rest, '/');
        must(slice_to_u64(slice_cut(&rest, '/'), UINT32_MAX, &first) && slice_to_u64(rest, UINT32_MAX, &len));
        ret->head.status = 200;
        ret->head.content_length = len;
        ret->file = (struct reply_file){app, app->fd, first};
        return APP_REPLY;
}

static void file_hold(void *context, void *holder)
{
        struct app *app = context;
        must(holder == app);
        atomic_fetch_add(&app->holds, 1);
}

static void file_release(void *context, void *holder)
{
        struct app *app = context;
        must(holder == app);
        atomic_fetch_sub(&app->holds, 1);
}

static bool file_is_at_hand(void *context, unsigned thread, const struct reply_file *file, uint64_t *ret_token)
{
        struct app *app = context;
        (void)thread;
        must(file->holder == app && file->fd == app->fd);
        atomic_fetch_add(&app->asked, 1);
        *ret_token = FILE_TOKEN;
        return !atomic_load(&app->away);
}

static void turn_ended(void *context, unsigned thread)
{
        (void)context;
        (void)thread;
}

static int start(void **state)
{
        static struct app app;
        memset(&app, 0, sizeof app);
        fixture_init(&app.fixture);
        app.fd = memfd_create("file", MFD_CLOEXEC);
        assert_int_equal(ftruncate(app.fd, FILE_BYTES), 0);
        char *bytes = mmap(NULL, FILE_BYTES, PROT_WRITE, MAP_SHARED, app.fd, 0);
        assert_true(bytes != MAP_FAILED);
        for (size_t i = 0; i < FILE_BYTES; i++)
                bytes[i] = byte_at(i);
        munmap(bytes, FILE_BYTES);
        app.fixture.options.thread_count = 1;
        app.fixture.options.slow_reply_budget_bytes = 64 * 1024; /* far less than a file */
        app.fixture.options.app = (struct server_app){.context = &app,
                                                      .answer = answer,
                                                      .turn_ended = turn_ended,
                                                      .file_hold = file_hold,
                                                      .file_release = file_release,
                                                      .file_is_at_hand = file_is_at_hand};
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
        assert_int_equal(atomic_load(&app->holds), 0);
        close(app->fd);
        return 0;
}

static void expect_bytes(int fd, size_t first, size_t len)
{
        static char got[64 * 1024];
        for (size_t done = 0; done < len;) {
                size_t part = len - done < sizeof got ? len - done : sizeof got;
                assert_int_equal(socket_read_all(fd, got, part).code, OK);
                for (size_t i = 0; i < part; i++)
                        if (got[i] != byte_at(first + done + i)) fail_msg("wrong byte %zu", first + done + i);
                done += part;
        }
}

static void expect_head(int fd, size_t len)
{
        struct client_reply reply = client_read(fd, true);
        assert_int_equal(client_body_len(buf_slice(&reply.head)), len);
        client_reply_clear(&reply);
}

static void a_piece_of_a_file_is_sent_as_it_is(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        client_ask(fd, "/file/0/5");
        expect_head(fd, 5);
        expect_bytes(fd, 0, 5);
        client_ask(fd, "/file/4095/70000");
        expect_head(fd, 70000);
        expect_bytes(fd, 4095, 70000);
        client_ask(fd, "/file/8388607/1");
        expect_head(fd, 1);
        expect_bytes(fd, FILE_BYTES - 1, 1);
        close(fd);
}

static void head_and_requests_in_a_row_are_answered_in_order(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        client_send(fd, "HEAD /file/0/1000 HTTP/1.1\r\nHost: a\r\n\r\nGET /file/7/2000000 HTTP/1.1\r\nHost: a\r\n\r\n"
                        "GET /file/9/0 HTTP/1.1\r\nHost: a\r\n\r\nGET /file/1/3 HTTP/1.1\r\nHost: a\r\n\r\n");
        expect_head(fd, 1000);
        expect_head(fd, 2000000);
        expect_bytes(fd, 7, 2000000);
        expect_head(fd, 0);
        expect_head(fd, 3);
        expect_bytes(fd, 1, 3);
        close(fd);
}

static void a_slow_reader_holds_the_file_and_none_of_its_bytes(void **state)
{
        struct app *app = started(state);
        int fds[8];
        for (size_t i = 0; i < 8; i++) { /* together far above the budget of bytes */
                fds[i] = client_connect(&app->fixture, 4096);
                client_ask(fds[i], "/file/0/8388608");
        }
        WAIT_UNTIL(&app->fixture, counts.slow_replies == 8);
        assert_int_equal(atomic_load(&app->holds), 8);
        for (size_t i = 0; i < 8; i++) {
                expect_head(fds[i], FILE_BYTES);
                expect_bytes(fds[i], 0, FILE_BYTES);
                close(fds[i]);
        }
        while (atomic_load(&app->holds) > 0)
                usleep(1000);
}

static void who_hangs_up_lets_go_of_the_file(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 4096);
        client_ask(fd, "/file/0/8388608");
        WAIT_UNTIL(&app->fixture, counts.slow_replies == 1);
        assert_int_equal(atomic_load(&app->holds), 1);
        close(fd);
        while (atomic_load(&app->holds) > 0)
                usleep(1000);
}

static void the_rest_waits_until_it_is_in_memory(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 4096);
        client_ask(fd, "/file/0/8388608");
        WAIT_UNTIL(&app->fixture, counts.slow_replies == 1);
        atomic_store(&app->away, true);
        expect_head(fd, FILE_BYTES);
        unsigned asked = atomic_load(&app->asked);
        size_t taken = 0;
        for (; atomic_load(&app->asked) == asked; taken += 4096) /* what the kernel holds already */
                expect_bytes(fd, taken, 4096);
        server_wake(app->fixture.server, 0, FILE_TOKEN); /* it asks again, and goes on waiting */
        while (atomic_load(&app->asked) < asked + 2)
                usleep(1000);
        atomic_store(&app->away, false);
        server_wake(app->fixture.server, 0, FILE_TOKEN);
        expect_bytes(fd, taken, FILE_BYTES - taken);
        client_ask(fd, "/file/3/4");
        expect_head(fd, 4);
        expect_bytes(fd, 3, 4);
        close(fd);
}

static void a_file_that_is_shorter_than_promised_ends_the_connection(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 0);
        client_ask(fd, "/file/8388600/108");
        expect_head(fd, PROMISED_TOO_MUCH + 8);
        expect_bytes(fd, FILE_BYTES - 8, 8);
        client_expect_end(fd);
}

static void a_stop_without_grace_lets_go_of_files(void **state)
{
        struct app *app = started(state);
        int fd = client_connect(&app->fixture, 4096);
        client_ask(fd, "/file/0/8388608");
        WAIT_UNTIL(&app->fixture, counts.slow_replies == 1);
        server_stop(app->fixture.server, 0); /* no grace: it is cut, and let go of */
        app->fixture.server = NULL;
        assert_int_equal(atomic_load(&app->holds), 0);
        close(fd);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(a_piece_of_a_file_is_sent_as_it_is, start, stop),
                cmocka_unit_test_setup_teardown(head_and_requests_in_a_row_are_answered_in_order, start, stop),
                cmocka_unit_test_setup_teardown(a_slow_reader_holds_the_file_and_none_of_its_bytes, start, stop),
                cmocka_unit_test_setup_teardown(who_hangs_up_lets_go_of_the_file, start, stop),
                cmocka_unit_test_setup_teardown(the_rest_waits_until_it_is_in_memory, start, stop),
                cmocka_unit_test_setup_teardown(a_file_that_is_shorter_than_promised_ends_the_connection, start, stop),
                cmocka_unit_test_setup_teardown(a_stop_without_grace_lets_go_of_files, start, stop),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
