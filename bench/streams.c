/* Holds many event streams open and tells when each has heard something.
 *
 *     streams PORT PATH COUNT
 *
 * Connects COUNT times from several addresses of 127.0.0.0/8, asks for PATH, and prints "open" when each has had the
 * head of a reply with status 200. Then, for each line of standard input, a mark: it prints "ready", waits until every
 * stream has received the mark, and prints the times of the first, the median and the last one (nanoseconds of
 * CLOCK_MONOTONIC) and how many there were; after 20 s those that there were. It ends with standard input. Only this
 * machine can be asked. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
        STREAMS_MAX = 19000,
        ADDRESSES = 8,
        TAIL_BYTES = 1024, /* of what came: a mark may come in two pieces */
        INPUT_BYTES = 64 * 1024,
        MARK_MAX_BYTES = 64,
        EVENTS_MAX = 256,
        PATIENCE_S = 20,
};

struct stream {
        int fd;
        bool begun; /* something of its reply came */
        bool open;  /* it has had its reply's head */
        bool heard;
        size_t tail_len;
        char tail[TAIL_BYTES];
};

struct streams {
        uint16_t port;
        const char *path;
        size_t count, done; /* of what is waited for */
        struct stream *at;
        int64_t *heard_ns;
        int epoll_fd;
};

_Noreturn static void die(const char *what)
{
        if (errno)
                perror(what);
        else
                fprintf(stderr, "streams: %s\n", what);
        exit(1);
}

static int64_t now_ns(void)
{
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static struct sockaddr_in address(uint32_t host, uint16_t port)
{
        return (struct sockaddr_in){
                .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK + host)};
}

static void stream_open(struct streams *s, size_t number)
{
        struct sockaddr_in from = address((uint32_t)(number % ADDRESSES), 0), to = address(0, s->port);
        struct stream *stream = &s->at[number];
        char request[512];
        const int yes = 1;
        int len = snprintf(request, sizeof request,
                           "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nAccept: text/event-stream\r\n\r\n", s->path,
                           s->port);
        stream->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (stream->fd < 0) die("make a socket");
        setsockopt(stream->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
        if (bind(stream->fd, (struct sockaddr *)&from, sizeof from) < 0) die("bind");
        if (connect(stream->fd, (struct sockaddr *)&to, sizeof to) < 0) die("connect");
        if (send(stream->fd, request, (size_t)len, MSG_NOSIGNAL) != len) die("ask for a stream");
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = stream};
        if (epoll_ctl(s->epoll_fd, EPOLL_CTL_ADD, stream->fd, &event) < 0) die("watch a socket");
}

/* Keeps the end of what came. */
static void keep_tail(struct stream *stream, const char *at, size_t len)
{
        size_t kept = len < TAIL_BYTES / 2 ? len : TAIL_BYTES / 2;
        if (stream->tail_len + kept > TAIL_BYTES) {
                size_t dropped = stream->tail_len + kept - TAIL_BYTES;
                memmove(stream->tail, stream->tail + dropped, stream->tail_len - dropped);
                stream->tail_len -= dropped;
        }
        memcpy(stream->tail + stream->tail_len, at + len - kept, kept);
        stream->tail_len += kept;
}

static bool holds(const struct stream *stream, const char *at, size_t len, const char *mark)
{
        return memmem(at, len, mark, strlen(mark)) || memmem(stream->tail, stream->tail_len, mark, strlen(mark));
}

static void take(struct streams *s, struct stream *stream, const char *mark)
{
        static char input[INPUT_BYTES];
        ssize_t got = recv(stream->fd, input, sizeof input, MSG_DONTWAIT);
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) die("a stream ended");
        if (!stream->begun && (got < 12 || memcmp(input, "HTTP/1.1 200", 12) != 0)) die("another status than 200");
        stream->begun = true;
        keep_tail(stream, input, (size_t)got);
        if (!stream->open && holds(stream, input, (size_t)got, "\r\n\r\n")) {
                stream->open = true;
                if (!mark) s->done++;
        }
        if (!mark || stream->heard || !holds(stream, input, (size_t)got, mark)) return;
        stream->heard = true;
        s->heard_ns[s->done++] = now_ns();
}

/* Until all are done, or the time is over; with no mark until all are open. */
static void wait_for_all(struct streams *s, size_t wanted, const char *mark)
{
        struct epoll_event events[EVENTS_MAX];
        int64_t end_ns = now_ns() + (int64_t)PATIENCE_S * 1000000000;
        while (s->done < wanted && now_ns() < end_ns) {
                int count = epoll_wait(s->epoll_fd, events, EVENTS_MAX, 100);
                for (int i = 0; i < count; i++)
                        take(s, events[i].data.ptr, mark);
        }
}

static void open_all(struct streams *s)
{
        enum { AT_ONCE = 256 };
        for (size_t i = 0; i < s->count; i++) {
                stream_open(s, i);
                if (i % AT_ONCE == AT_ONCE - 1) wait_for_all(s, i + 1, NULL);
        }
        wait_for_all(s, s->count, NULL);
        errno = 0;
        if (s->done < s->count) die("not every stream was answered");
        printf("open\n");
        fflush(stdout);
}

static void listen_for(struct streams *s, const char *mark)
{
        for (size_t i = 0; i < s->count; i++) {
                s->at[i].heard = false;
                s->at[i].tail_len = 0;
        }
        s->done = 0;
        printf("ready\n");
        fflush(stdout);
        wait_for_all(s, s->count, mark);
        if (s->done == 0) die("nobody heard the mark");
        printf("%lld %lld %lld %zu\n", (long long)s->heard_ns[0], (long long)s->heard_ns[s->done / 2],
               (long long)s->heard_ns[s->done - 1], s->done);
        fflush(stdout);
}

/* What comes between two marks, such as a heartbeat, is read while the next one is waited for. */
int main(int argc, char **argv)
{
        char mark[MARK_MAX_BYTES];
        if (argc != 4) {
                fputs("usage: streams PORT PATH COUNT\n", stderr);
                return 2;
        }
        struct streams s = {.port = (uint16_t)strtoul(argv[1], NULL, 10), .path = argv[2]};
        s.count = strtoul(argv[3], NULL, 10);
        if (s.count < 1 || s.count > STREAMS_MAX) die("COUNT is out of range");
        s.at = calloc(s.count, sizeof *s.at);
        s.heard_ns = calloc(s.count, sizeof *s.heard_ns);
        s.epoll_fd = epoll_create1(EPOLL_CLOEXEC);
        if (!s.at || !s.heard_ns || s.epoll_fd < 0) die("get ready");
        open_all(&s);
        while (fgets(mark, sizeof mark, stdin)) {
                mark[strcspn(mark, "\n")] = '\0';
                listen_for(&s, mark);
        }
        free(s.at);
        free(s.heard_ns);
        return 0;
}
