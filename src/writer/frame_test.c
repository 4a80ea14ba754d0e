#include "os/file.h"
#include "os/socket.h"
#include "writer/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/socket.h>

static int ends[2];

static int start(void **state)
{
        (void)state;
        return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

static int stop(void **state)
{
        (void)state;
        fd_close(ends[0]);
        fd_close(ends[1]);
        return 0;
}

static void a_frame_comes_as_it_was_sent(void **state)
{
        (void)state;
        struct frame got = FRAME_INIT;
        assert_int_equal(frame_send(ends[0], "publish", SLICE("{\"uri\": 1}")).code, OK);
        assert_int_equal(frame_send(ends[0], "report", SLICE("")).code, OK);
        assert_int_equal(frame_receive(ends[1], &got).code, OK);
        assert_string_equal(got.verb, "publish");
        assert_true(slice_eq(buf_slice(&got.payload), SLICE("{\"uri\": 1}")));
        assert_int_equal(frame_receive(ends[1], &got).code, OK);
        assert_string_equal(got.verb, "report");
        assert_int_equal(got.payload.len, 0);
        frame_clear(&got);
}

/* Byte by byte, and the next frame right behind it. */
static void a_frame_that_comes_in_drops_is_whole_at_its_last_byte(void **state)
{
        (void)state;
        int drops[2];
        struct frame_arrival arrival = FRAME_ARRIVAL_INIT;
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, drops), 0);
        for (int round = 0; round < 2; round++) {
                char byte;
                bool whole = false;
                assert_int_equal(frame_send(ends[0], "import", SLICE("twelve bytes")).code, OK);
                for (int i = 0; i < FRAME_VERB_BYTES + 8 + 12; i++) {
                        assert_false(whole);
                        assert_int_equal(socket_read_all(ends[1], &byte, 1).code, OK);
                        assert_int_equal(socket_write_all(drops[0], (struct slice){&byte, 1}).code, OK);
                        assert_int_equal(frame_take(drops[1], &arrival, &whole).code, OK);
                }
                assert_true(whole);
                assert_string_equal(arrival.frame.verb, "import");
                assert_true(slice_eq(buf_slice(&arrival.frame.payload), SLICE("twelve bytes")));
        }
        frame_clear(&arrival.frame);
        fd_close(drops[0]);
        fd_close(drops[1]);
}

static void nonsense_is_refused_and_a_closed_peer_told_apart(void **state)
{
        (void)state;
        char nonsense[FRAME_VERB_BYTES + 8];
        struct frame got = FRAME_INIT;
        struct frame_arrival arrival = FRAME_ARRIVAL_INIT;
        bool whole = false;
        memset(nonsense, 'x', sizeof nonsense);
        struct slice bytes = {nonsense, sizeof nonsense};
        assert_int_equal(socket_write_all(ends[0], bytes).code, OK);
        assert_int_equal(frame_receive(ends[1], &got).code, ERR_INVALID);
        assert_int_equal(socket_write_all(ends[0], bytes).code, OK);
        assert_int_equal(frame_take(ends[1], &arrival, &whole).code, ERR_INVALID);
        fd_close(ends[0]);
        ends[0] = -1;
        assert_int_equal(frame_receive(ends[1], &got).code, ERR_NOT_FOUND);
        frame_clear(&got);
        frame_clear(&arrival.frame);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(a_frame_comes_as_it_was_sent, start, stop),
                cmocka_unit_test_setup_teardown(a_frame_that_comes_in_drops_is_whole_at_its_last_byte, start, stop),
                cmocka_unit_test_setup_teardown(nonsense_is_refused_and_a_closed_peer_told_apart, start, stop),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
