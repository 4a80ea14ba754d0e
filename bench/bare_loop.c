/* The least that can answer over HTTP: epoll, recv, writev, one thread, one response for every request. The peer that
 * the server is measured against; what it costs is what the kernel costs.
 *
 *     bare_loop PORT FILE PARTS [--spread MB]
 *
 * FILE holds one whole response, head and body, sent as PARTS equal pieces in one writev. With --spread each request
 * takes the next of as many copies as fill MB, so that the bytes are not in the processor's cache. A request is known
 * by the empty line at its end, which must come in one piece; a client that does not take a response at once is closed.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PARTS_MAX = 64, INPUT_BYTES = 32 * 1024, EVENTS_MAX = 64 };

struct responses {
        char *bytes; /* `count` copies, one behind the other */
        size_t len, count, next;
        size_t parts;
};

_Noreturn static void die(const char *what)
{
        perror(what);
        exit(1);
}

static struct responses responses_load(const char *path, size_t parts, size_t spread_bytes)
{
        FILE *file = fopen(path, "rb");
        if (!file || fseek(file, 0, SEEK_END) < 0) die(path);
        long len = ftell(file);
        rewind(file);
        if (len <= 0) die(path);

        struct responses loaded = {.len = (size_t)len, .parts = parts};
        loaded.count = spread_bytes > loaded.len ? spread_bytes / loaded.len : 1;
        loaded.bytes = malloc(loaded.count * loaded.len);
        if (!loaded.bytes || fread(loaded.bytes, 1, loaded.len, file) != loaded.len) die("read the response");
        for (size_t i = 1; i < loaded.count; i++)
                memcpy(loaded.bytes + i * loaded.len, loaded.bytes, loaded.len);
        fclose(file);
        return loaded;
}

static int send_next(struct responses *responses, int fd)
{
        struct iovec parts[PARTS_MAX];
        char *bytes = responses->bytes + responses->next * responses->len;
        for (size_t i = 0; i < responses->parts; i++) {
                size_t from = responses->len * i / responses->parts;
                parts[i].iov_base = bytes + from;
                parts[i].iov_len = responses->len * (i + 1) / responses->parts - from;
        }
        responses->next = (responses->next + 1) % responses->count;
        return writev(fd, parts, (int)responses->parts) == (ssize_t)responses->len ? 0 : -1;
}

static void answer(struct responses *responses, int fd)
{
        static char input[INPUT_BYTES];
        ssize_t got = recv(fd, input, sizeof input, 0);
        if (got < 0 && errno == EAGAIN) return;
        int result = got > 0 ? 0 : -1;
        const char *at = input, *end = input + (got > 0 ? got : 0);
        while (result == 0 && (at = memmem(at, (size_t)(end - at), "\r\n\r\n", 4))) {
                at += 4;
                result = send_next(responses, fd);
        }
        if (result < 0) close(fd);
}

static void watch(int epoll_fd, int fd)
{
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl");
}

static int listen_on(uint16_t port)
{
        const int yes = 1;
        struct sockaddr_in address = {
                .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0) die("socket");
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 1024) < 0) die("listen");
        return fd;
}

static void serve(int listener, struct responses *responses)
{
        int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
        if (epoll_fd < 0) die("epoll_create1");
        watch(epoll_fd, listener);
        for (;;) {
                struct epoll_event events[EVENTS_MAX];
                int count = epoll_wait(epoll_fd, events, EVENTS_MAX, -1);
                for (int i = 0; i < count; i++) {
                        if (events[i].data.fd != listener) {
                                answer(responses, events[i].data.fd);
                                continue;
                        }
                        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
                        if (fd >= 0) watch(epoll_fd, fd);
                }
        }
}

int main(int argc, char **argv)
{
        bool spread = argc == 6 && strcmp(argv[4], "--spread") == 0;
        unsigned long parts = argc >= 4 ? strtoul(argv[3], NULL, 10) : 0;
        if ((argc != 4 && !spread) || parts < 1 || parts > PARTS_MAX) {
                fprintf(stderr, "usage: bare_loop PORT FILE PARTS [--spread MB]  (PARTS from 1 to %d)\n", PARTS_MAX);
                return 2;
        }
        size_t spread_bytes = spread ? strtoul(argv[5], NULL, 10) * 1024 * 1024 : 0;
        struct responses responses = responses_load(argv[2], parts, spread_bytes);
        signal(SIGPIPE, SIG_IGN);
        uint16_t port = (uint16_t)strtoul(argv[1], NULL, 10);
        int listener = listen_on(port);
        printf("listening on %u\n", port);
        fflush(stdout);
        serve(listener, &responses);
}
