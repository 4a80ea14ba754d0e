/* Asks for pages over and over and measures how long each takes: many connections, one request under way on each,
 * HTTP/1.1 keep-alive, gzip.
 *
 *     load [--connections N] [--requests N] [--seconds N] [--hold] [--files] PORT PATHS
 *
 * PATHS is a file with a path a line; they are asked for in a fixed pseudo-random order, then from the first again.
 * Every reply must be 200, gzip, framed by Content-Length, or the run ends with an error: a server that answers wrongly
 * has no speed. With --files replies must not be gzip, and a path may have a range behind it ("/a.webp bytes=0-999"),
 * which must be answered with 206. With --hold each connection does one request, then all stay open until standard
 * input ends. Only this machine can be asked: there is no way to name another. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* As readers' browsers call themselves: what reads of pages are counted by. */
#define BROWSER                                                                                                        \
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "           \
        "Safari/537.36"

enum {
        CONNECTIONS_MAX = 15000,
        REQUESTS_MAX = 10 * 1000 * 1000,
        SECONDS_MAX = 600,
        PATIENCE_MS = 10000, /* for a reply, before the server counts as stuck */
        HEAD_MAX_BYTES = 4096,
        INPUT_BYTES = 256 * 1024,
        EVENTS_MAX = 64,
};

/* A request that stands ready to be sent. */
struct request {
        char *text;
        size_t len;
        bool for_range;
};

struct connection {
        int fd;
        int64_t sent_ns;
        bool in_body, for_file, for_range; /* what was asked for */
        size_t body_left;
        size_t head_len;
        char head[HEAD_MAX_BYTES + 1]; /* what has come of the reply's head; a string */
};

struct load {
        uint16_t port;
        size_t connection_count, request_max;
        int64_t seconds;
        bool hold, files;
        struct request *requests;
        size_t request_count;
        struct connection *connections;
        int epoll_fd;
        size_t sent, done;
        uint64_t bytes;
        int64_t started_ns, ended_ns;
        uint32_t *latencies_us; /* one for each reply */
};

_Noreturn static void die(const char *what)
{
        if (errno)
                perror(what);
        else
                fprintf(stderr, "load: %s\n", what);
        exit(1);
}

_Noreturn static void refuse(const char *what, const char *detail)
{
        fprintf(stderr, "load: %s: %s\n", what, detail);
        exit(1);
}

static int64_t now_ns(void)
{
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* ---- the requests ---- */

static struct request request_make(char *path, const struct load *load)
{
        char *range = load->files ? strchr(path, ' ') : NULL;
        if (range) *range++ = '\0';
        struct request request = {.for_range = range != NULL};
        const char *name = range ? "Range" : load->files ? "Accept" : "Accept-Encoding";
        const char *value = range ? range : load->files ? "image/webp" : "gzip";
        int len = asprintf(&request.text,
                           "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nUser-Agent: " BROWSER "\r\n%s: %s\r\n\r\n", path,
                           load->port, name, value);
        if (len < 0) die("make a request");
        request.len = (size_t)len;
        return request;
}

static void requests_read(struct load *load, const char *file_path)
{
        FILE *file = fopen(file_path, "r");
        if (!file) die(file_path);
        char *line = NULL;
        size_t line_size = 0, size = 0;
        ssize_t len;
        while ((len = getline(&line, &line_size, file)) > 0) {
                if (line[len - 1] == '\n') line[--len] = '\0';
                if (line[0] != '/') refuse("not a path", line);
                if (load->request_count == size) {
                        size = size ? size * 2 : 1024;
                        load->requests = reallocarray(load->requests, size, sizeof *load->requests);
                        if (!load->requests) die("hold the requests");
                }
                load->requests[load->request_count++] = request_make(line, load);
        }
        free(line);
        fclose(file);
        if (load->request_count == 0) refuse("no paths in", file_path);
}

/* The same order in every run (Fisher and Yates, with a linear congruential generator). */
static void requests_shuffle(struct load *load)
{
        uint64_t state = 1;
        for (size_t i = load->request_count; i-- > 1;) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                size_t other = (size_t)(state >> 33) % (i + 1);
                struct request moved = load->requests[i];
                load->requests[i] = load->requests[other];
                load->requests[other] = moved;
        }
}

/* ---- a connection ---- */

static void connection_open(struct load *load, struct connection *connection)
{
        const int yes = 1;
        struct sockaddr_in address = {
                .sin_family = AF_INET, .sin_port = htons(load->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) die("connect");
        if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) die("make a socket nonblocking");
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        if (epoll_ctl(load->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0) die("watch a socket");
        connection->fd = fd;
}

static void send_next(struct load *load, struct connection *connection)
{
        const struct request *request = &load->requests[load->sent++ % load->request_count];
        connection->head_len = 0;
        connection->in_body = false;
        connection->for_file = load->files;
        connection->for_range = request->for_range;
        connection->sent_ns = now_ns();
        if (send(connection->fd, request->text, request->len, MSG_NOSIGNAL) != (ssize_t)request->len)
                die("send a request");
}

/* The head is whole: what does it say of the body? */
static void read_head(struct connection *connection)
{
        const char *head = connection->head;
        if (strncmp(head, connection->for_range ? "HTTP/1.1 206 " : "HTTP/1.1 200 ", 13) != 0)
                refuse("another status than wanted", head);
        bool is_gzip = strcasestr(head, "\r\nContent-Encoding: gzip\r\n") != NULL;
        if (is_gzip == connection->for_file) refuse(is_gzip ? "gzip" : "not gzip", head);
        const char *length = strcasestr(head, "\r\nContent-Length: ");
        if (!length) refuse("no Content-Length", head);
        connection->body_left = strtoul(length + 18, NULL, 10);
        if (connection->body_left == 0) refuse("an empty page", head);
        connection->in_body = true;
}

/* Takes bytes into the head until it is whole; returns how many of them were the head's. */
static size_t take_head(struct connection *connection, const char *at, size_t len)
{
        size_t had = connection->head_len, room = HEAD_MAX_BYTES - had;
        size_t taken = len < room ? len : room;
        memcpy(connection->head + had, at, taken);
        connection->head_len += taken;
        connection->head[connection->head_len] = '\0';
        const char *end = strstr(connection->head, "\r\n\r\n");
        if (!end) {
                if (taken == room) refuse("a head without end", connection->head);
                return taken;
        }
        read_head(connection);
        return (size_t)(end + 4 - connection->head) - had;
}

static bool is_time_over(const struct load *load)
{
        return now_ns() - load->started_ns > load->seconds * 1000000000;
}

static void reply_done(struct load *load, struct connection *connection)
{
        int64_t took_us = (now_ns() - connection->sent_ns) / 1000;
        load->latencies_us[load->done++] = took_us < UINT32_MAX ? (uint32_t)took_us : UINT32_MAX;
        if (load->sent < load->request_max && !is_time_over(load)) send_next(load, connection);
}

static void take(struct load *load, struct connection *connection)
{
        static char input[INPUT_BYTES];
        ssize_t got = recv(connection->fd, input, sizeof input, 0);
        if (got < 0 && errno == EAGAIN) return;
        if (got < 0) die("receive");
        if (got == 0)
                refuse("a connection was closed",
                       load->hold ? "held ones must stay open" : "before its reply was whole");

        size_t len = (size_t)got;
        load->bytes += len;
        if (!connection->in_body) len -= take_head(connection, input, len);
        if (!connection->in_body) return;
        if (len > connection->body_left) refuse("more bytes than Content-Length says", connection->head);
        connection->body_left -= len;
        if (connection->body_left == 0) reply_done(load, connection);
}

/* ---- the run ---- */

static void connections_open(struct load *load)
{
        load->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
        load->connections = calloc(load->connection_count, sizeof *load->connections);
        load->latencies_us = calloc(load->request_max, sizeof *load->latencies_us);
        if (load->epoll_fd < 0 || !load->connections || !load->latencies_us) die("get ready");
        for (size_t i = 0; i < load->connection_count; i++)
                connection_open(load, &load->connections[i]);
}

static void run(struct load *load)
{
        struct epoll_event events[EVENTS_MAX];
        load->started_ns = now_ns();
        for (size_t i = 0; i < load->connection_count && load->sent < load->request_max; i++)
                send_next(load, &load->connections[i]);
        while (load->done < load->sent) {
                int count = epoll_wait(load->epoll_fd, events, EVENTS_MAX, PATIENCE_MS);
                if (count == 0) refuse("no reply", "the server has been silent for ten seconds");
                for (int i = 0; i < count; i++)
                        take(load, events[i].data.ptr);
        }
        load->ended_ns = now_ns();
}

static void hold_until_told(void)
{
        char ignored[64];
        printf("holding\n");
        fflush(stdout);
        while (read(STDIN_FILENO, ignored, sizeof ignored) > 0)
                ;
}

static int compare_u32(const void *a, const void *b)
{
        uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
        return (left > right) - (left < right);
}

static void report(struct load *load)
{
        double seconds = (double)(load->ended_ns - load->started_ns) / 1e9;
        qsort(load->latencies_us, load->done, sizeof *load->latencies_us, compare_u32);
        printf("requests %zu\n", load->done);
        printf("seconds %.6f\n", seconds);
        printf("requests_per_second %.1f\n", (double)load->done / seconds);
        printf("bytes %llu\n", (unsigned long long)load->bytes);
        printf("p50_us %u\n", load->latencies_us[load->done / 2]);
        printf("p99_us %u\n", load->latencies_us[load->done * 99 / 100]);
        fflush(stdout);
}

/* ---- the command line ---- */

static unsigned long read_number(const char *text, unsigned long max)
{
        char *end;
        errno = 0;
        unsigned long number = strtoul(text, &end, 10);
        if (errno || *end || end == text || number < 1 || number > max) {
                fprintf(stderr, "load: '%s' should be a number from 1 to %lu\n", text, max);
                exit(2);
        }
        return number;
}

static void read_options(struct load *load, int argc, char **argv)
{
        enum { CONNECTIONS, REQUESTS, SECONDS, HOLD, FILES };
        static const struct option options[] = {
                {"connections", required_argument, NULL, CONNECTIONS},
                {"requests", required_argument, NULL, REQUESTS},
                {"seconds", required_argument, NULL, SECONDS},
                {"hold", no_argument, NULL, HOLD},
                {"files", no_argument, NULL, FILES},
                {0},
        };
        int option;
        while ((option = getopt_long(argc, argv, "", options, NULL)) >= 0) {
                switch (option) {
                case CONNECTIONS:
                        load->connection_count = read_number(optarg, CONNECTIONS_MAX);
                        break;
                case REQUESTS:
                        load->request_max = read_number(optarg, REQUESTS_MAX);
                        break;
                case SECONDS:
                        load->seconds = (int64_t)read_number(optarg, SECONDS_MAX);
                        break;
                case HOLD:
                        load->hold = true;
                        break;
                case FILES:
                        load->files = true;
                        break;
                default:
                        exit(2);
                }
        }
        if (argc - optind != 2) {
                fputs("usage: load [--connections N] [--requests N] [--seconds N] [--hold] [--files] PORT PATHS\n",
                      stderr);
                exit(2);
        }
        load->port = (uint16_t)read_number(argv[optind], UINT16_MAX);
        if (load->hold) load->request_max = load->connection_count;
}

int main(int argc, char **argv)
{
        struct load load = {.connection_count = 32, .request_max = 100000, .seconds = 60};
        read_options(&load, argc, argv);
        requests_read(&load, argv[optind + 1]);
        requests_shuffle(&load);
        connections_open(&load);
        run(&load);
        report(&load);
        if (load.hold) hold_until_told();
        return 0;
}
