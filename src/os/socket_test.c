#include "os/file.h"
#include "os/socket.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static void listens_on_a_free_port_and_says_which(void **state)
{
        (void)state;
        struct buf why = BUF_INIT(200);
        int fd = -1;
        assert_int_equal(socket_listen("127.0.0.1:0", &fd, &why).code, OK);
        assert_true(socket_port(fd) > 0);
        fd_close(fd);
        buf_clear(&why);
}

static void a_taken_port_is_busy_and_the_reason_names_it(void **state)
{
        (void)state;
        struct buf why = BUF_INIT(200);
        char address[64];
        int first = -1, second = -1;
        assert_int_equal(socket_listen("127.0.0.1:0", &first, &why).code, OK);
        snprintf(address, sizeof address, "127.0.0.1:%u", socket_port(first));
        assert_int_equal(socket_listen(address, &second, &why).code, ERR_BUSY);
        assert_non_null(slice_find(buf_slice(&why), slice_of(address)));
        fd_close(first);
        buf_clear(&why);
}

static void refuses_what_is_no_address(void **state)
{
        (void)state;
        const char *const wrong[] = {"",           "8080",        ":8080",           "localhost",      "127.0.0.1",
                                     "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "example.org:80", "[::1]"};
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
                struct buf why = BUF_INIT(200);
                int fd = -1;
                assert_int_equal(socket_listen(wrong[i], &fd, &why).code, ERR_INVALID);
                assert_true(why.len > 0);
                buf_clear(&why);
        }
}

static void connects_at_once_or_not_at_all(void **state)
{
        (void)state;
        char path[64], got[5];
        snprintf(path, sizeof path, "/tmp/socket_test.once.%d", (int)getpid());
        int listener = -1, client = -1, server = -1, waiting[64], count = 0;
        assert_int_equal(socket_connect_at_once(path, &client).code, ERR_NOT_FOUND);
        assert_int_equal(socket_listen_at(path, &listener).code, OK);
        assert_int_equal(listen(listener, 1), 0);
        assert_int_equal(socket_connect_at_once(path, &client).code, OK);
        while (count < 64 && socket_connect_at_once(path, &waiting[count]).code == OK)
                count++;
        assert_int_equal(socket_connect_at_once(path, &server).code, ERR_BUSY);
        assert_int_equal(socket_accept(listener, &server).code, OK);
        assert_int_equal(socket_write_all(server, SLICE("hello")).code, OK);
        assert_int_equal(socket_read_all(client, got, sizeof got).code, OK);
        for (int i = 0; i < count; i++)
                fd_close(waiting[i]);
        fd_close(client);
        fd_close(server);
        fd_close(listener);
        unlink(path);
}

static void connects_by_name_in_the_file_system_and_carries_bytes(void **state)
{
        (void)state;
        char path[64], got[5];
        snprintf(path, sizeof path, "/tmp/socket_test.%d", (int)getpid());
        int listener = -1, client = -1, server = -1;
        assert_int_equal(socket_connect_at(path, &client).code, ERR_NOT_FOUND);
        assert_int_equal(socket_listen_at(path, &listener).code, OK);
        assert_int_equal(socket_connect_at(path, &client).code, OK);
        assert_int_equal(socket_accept(listener, &server).code, OK);
        assert_int_equal(socket_write_all(client, SLICE("hello")).code, OK);
        assert_int_equal(socket_read_all(server, got, sizeof got).code, OK);
        assert_memory_equal(got, "hello", 5);
        fd_close(client);
        assert_int_equal(socket_read_all(server, got, sizeof got).code, ERR_NOT_FOUND);
        fd_close(server);
        fd_close(listener);
        assert_int_equal(socket_connect_at(path, &client).code, ERR_NOT_FOUND);
        unlink(path);
}

static void a_peer_that_says_nothing_is_not_waited_for_for_ever(void **state)
{
        (void)state;
        int ends[2];
        char got[8];
        assert_int_equal(socket_pair(ends).code, OK);
        assert_int_equal(socket_set_timeout(ends[0], 20).code, OK);
        assert_int_equal(socket_read_all(ends[0], got, 1).code, ERR_BUSY);
        assert_int_equal(socket_receive_message(ends[0], got, sizeof got, 10), -1);
        fd_close(ends[0]);
        fd_close(ends[1]);
}

static void messages_keep_their_boundaries(void **state)
{
        (void)state;
        int ends[2];
        char got[8];
        assert_int_equal(socket_pair(ends).code, OK);
        assert_true(socket_send_message(ends[0], SLICE("abc")));
        assert_true(socket_send_message(ends[0], SLICE("de")));
        assert_int_equal(socket_receive_message(ends[1], got, sizeof got, 100), 3);
        assert_int_equal(socket_receive_message(ends[1], got, sizeof got, 100), 2);
        fd_close(ends[0]);
        fd_close(ends[1]);
}

static void a_network_is_read_of_an_address_however_a_proxy_writes_it(void **state)
{
        static const struct {
                const char *address;
                size_t len;
                const char *network;
        } addresses[] = {
                {"192.0.2.1", 4, "\xc0\x00\x02\x01"},
                {"192.0.2.1:4711", 4, "\xc0\x00\x02\x01"},
                {"::ffff:192.0.2.1", 4, "\xc0\x00\x02\x01"},
                {"2001:db8:1:2:3:4:5:6", 8, "\x20\x01\x0d\xb8\x00\x01\x00\x02"},
                {"[2001:db8:1:2::6]:443", 8, "\x20\x01\x0d\xb8\x00\x01\x00\x02"},
                {"127.0.0.1", 0, ""},
                {"::1", 0, ""},
                {"", 0, ""},
                {"unknown", 0, ""},
                {"_hidden:80", 0, ""},
                {"192.0.2.1.192.0.2.1.192.0.2.1.192.0.2.1.192.0.2.1.192.0.2.1", 0, ""},
        };
        (void)state;
        for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
                char room[SOCKET_ADDRESS_MAX_BYTES];
                struct slice network = socket_network_of(slice_of(addresses[i].address), room);
                assert_int_equal(network.len, addresses[i].len);
                assert_memory_equal(network.at, addresses[i].network, network.len);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(listens_on_a_free_port_and_says_which),
                cmocka_unit_test(a_taken_port_is_busy_and_the_reason_names_it),
                cmocka_unit_test(refuses_what_is_no_address),
                cmocka_unit_test(connects_at_once_or_not_at_all),
                cmocka_unit_test(connects_by_name_in_the_file_system_and_carries_bytes),
                cmocka_unit_test(a_peer_that_says_nothing_is_not_waited_for_for_ever),
                cmocka_unit_test(a_network_is_read_of_an_address_however_a_proxy_writes_it),
                cmocka_unit_test(messages_keep_their_boundaries),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
