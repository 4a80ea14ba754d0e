/* For the tests of `server`: a client that speaks plain bytes to the server of a fixture. */
#pragma once
#include "server/server_fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

enum { CLIENT_PATIENCE_MS = 30000 };

/* Small receive buffers make a slow reader of a client that does not read. */
static inline int client_connect(const struct fixture *fixture, int receive_buffer_bytes)
{
        struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        to.sin_port = htons((uint16_t)socket_port(fixture->listener));
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        assert_true(fd >= 0);
        if (receive_buffer_bytes)
                setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
        assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
        assert_int_equal(socket_set_timeout(fd, CLIENT_PATIENCE_MS).code, OK);
        return fd;
}

static inline void client_send(int fd, const char *text)
{
        assert_int_equal(socket_write_all(fd, slice_of(text)).code, OK);
}

static inline void client_ask(int fd, const char *path)
{
        struct buf request = BUF_INIT(4096);
        buf_add_format(&request, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", path);
        client_send(fd, buf_text(&request));
        buf_clear(&request);
}

/* One reply's head (with its empty line), then its body: of the length that the head says, unless `without_body`. */
struct client_reply {
        struct buf head, body;
};

static inline void client_reply_clear(struct client_reply *reply)
{
        buf_clear(&reply->head);
        buf_clear(&reply->body);
}

static inline uint64_t client_body_len(struct slice head)
{
        uint64_t len = 0;
        while (head.len) {
                struct slice line = slice_trim(slice_cut(&head, '\n'));
                struct slice name = slice_cut(&line, ':');
                if (slice_eq(name, SLICE("Content-Length")))
                        assert_true(slice_to_u64(slice_trim(line), SIZE_MAX, &len));
        }
        return len;
}

static inline struct client_reply client_read(int fd, bool without_body)
{
        struct client_reply reply = {BUF_INIT(4096), BUF_INIT(LARGE_BYTES)};
        char c;
        while (!slice_ends_with(buf_slice(&reply.head), SLICE("\r\n\r\n"))) {
                assert_int_equal(socket_read_all(fd, &c, 1).code, OK);
                buf_add_char(&reply.head, c);
        }
        uint64_t len = without_body ? 0 : client_body_len(buf_slice(&reply.head));
        char *at = buf_reserve(&reply.body, len);
        assert_non_null(at);
        if (len) assert_int_equal(socket_read_all(fd, at, len).code, OK);
        reply.body.len = len;
        return reply;
}

static inline void client_expect(int fd, const char *status, const char *body)
{
        struct client_reply reply = client_read(fd, false);
        assert_true(slice_starts_with(slice_skip(buf_slice(&reply.head), strlen("HTTP/1.1 ")), slice_of(status)));
        assert_string_equal(buf_text(&reply.body), body);
        client_reply_clear(&reply);
}

/* The server has nothing more to say. */
static inline void client_expect_end(int fd)
{
        char c;
        assert_int_equal(recv(fd, &c, 1, 0), 0);
        close(fd);
}
