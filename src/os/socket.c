#include "os/socket.h"

#include "os/file.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 4096, HOST_BYTES = 256 };

/* "[::1]:8080" and "127.0.0.1:8080" to host and port. */
static bool split_address(struct slice address, char host[HOST_BYTES], char port[HOST_BYTES])
{
        const char *colon = memrchr(address.at, ':', address.len);
        if (!colon) return false;
        struct slice before = {address.at, (size_t)(colon - address.at)};
        struct slice behind = slice_skip(address, before.len + 1);
        if (slice_starts_with(before, SLICE("[")) && slice_ends_with(before, SLICE("]")))
                before = (struct slice){before.at + 1, before.len - 2};
        uint64_t number = 0;
        if (before.len == 0 || before.len >= HOST_BYTES || !slice_to_u64(behind, 65535, &number)) return false;
        snprintf(host, HOST_BYTES, "%.*s", SLICE_ARGS(before));
        snprintf(port, HOST_BYTES, "%u", (unsigned)number);
        return true;
}

static struct err err_of_bind(void)
{
        struct err err = ERR_OS("listen");
        if (errno == EADDRINUSE) err.code = ERR_BUSY;
        if (errno == EACCES) err.code = ERR_DENIED;
        return err;
}

static struct err listen_on(const struct addrinfo *info, int *ret_fd)
{
        int fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0) return ERR_OS("make a socket");
        int on = 1;
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (bind(fd, info->ai_addr, info->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0) {
                struct err err = err_of_bind();
                close(fd);
                return err;
        }
        *ret_fd = fd;
        return NO_ERR;
}

struct err socket_listen(const char *address, int *ret_fd, struct buf *why)
{
        char host[HOST_BYTES] = "", port[HOST_BYTES] = "";
        const struct addrinfo wanted = {.ai_socktype = SOCK_STREAM,
                                        .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV};
        struct addrinfo *found = NULL;
        if (!split_address(slice_of(address), host, port) || getaddrinfo(host, port, &wanted, &found) != 0) {
                buf_add_format(why, "'%s' is no address to listen on; write it as 127.0.0.1:8080 or [::1]:8080",
                               address);
                return ERR(ERR_INVALID, "read an address to listen on");
        }
        struct err err = listen_on(found, ret_fd);
        freeaddrinfo(found);
        if (err.code == ERR_BUSY) buf_add_format(why, "%s is in use by another program; choose another port", address);
        if (err.code == ERR_DENIED)
                buf_add_format(why, "this user may not listen on %s; use a port above 1023", address);
        if (err.code == ERR_IO) buf_add_format(why, "cannot listen on %s: %s", address, strerror(err.os_errno));
        return err;
}

unsigned socket_port(int fd)
{
        union {
                struct sockaddr any;
                struct sockaddr_in v4;
                struct sockaddr_in6 v6;
        } address = {.v6 = {0}};
        socklen_t len = sizeof address;
        if (getsockname(fd, &address.any, &len) != 0) return 0;
        return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

struct slice socket_peer(int fd, char ret[SOCKET_ADDRESS_MAX_BYTES])
{
        struct sockaddr_storage peer = {0};
        socklen_t len = sizeof peer;
        ret[0] = '\0';
        if (getpeername(fd, (struct sockaddr *)&peer, &len) < 0) return SLICE("");
        const void *address = NULL;
        if (peer.ss_family == AF_INET) address = &((const struct sockaddr_in *)&peer)->sin_addr;
        if (peer.ss_family == AF_INET6) address = &((const struct sockaddr_in6 *)&peer)->sin6_addr;
        if (address && !inet_ntop(peer.ss_family, address, ret, SOCKET_ADDRESS_MAX_BYTES)) ret[0] = '\0';
        return slice_of(ret);
}

static struct slice network_of_ipv6(const struct in6_addr *address, char ret[SOCKET_ADDRESS_MAX_BYTES])
{
        const uint8_t *bytes = address->s6_addr;
        if (IN6_IS_ADDR_LOOPBACK(address) || (IN6_IS_ADDR_V4MAPPED(address) && bytes[12] == 127)) return SLICE("");
        size_t first = IN6_IS_ADDR_V4MAPPED(address) ? 12 : 0, len = first ? 4 : 8;
        memcpy(ret, bytes + first, len);
        return (struct slice){ret, len};
}

static struct slice network_of_ipv4(const struct in_addr *address, char ret[SOCKET_ADDRESS_MAX_BYTES])
{
        if (ntohl(address->s_addr) >> 24 == IN_LOOPBACKNET) return SLICE("");
        memcpy(ret, address, sizeof *address);
        return (struct slice){ret, sizeof *address};
}

struct slice socket_network(int fd, char ret[SOCKET_ADDRESS_MAX_BYTES])
{
        struct sockaddr_storage peer = {0};
        socklen_t len = sizeof peer;
        if (getpeername(fd, (struct sockaddr *)&peer, &len) < 0) return SLICE("");
        if (peer.ss_family == AF_INET6) return network_of_ipv6(&((const struct sockaddr_in6 *)&peer)->sin6_addr, ret);
        if (peer.ss_family != AF_INET) return SLICE("");
        return network_of_ipv4(&((const struct sockaddr_in *)&peer)->sin_addr, ret);
}

/* False when it has none. */
static bool read_peer(int fd, uint8_t ret[ADDRESS_BYTES])
{
        struct sockaddr_storage peer = {0};
        socklen_t len = sizeof peer;
        struct in6_addr address = IN6ADDR_ANY_INIT;
        if (getpeername(fd, (struct sockaddr *)&peer, &len) < 0) return false;
        if (peer.ss_family == AF_INET6) {
                address = ((const struct sockaddr_in6 *)&peer)->sin6_addr;
        } else if (peer.ss_family == AF_INET) {
                address.s6_addr[10] = address.s6_addr[11] = 0xff;
                memcpy(address.s6_addr + 12, &((const struct sockaddr_in *)&peer)->sin_addr, sizeof(struct in_addr));
        } else {
                return false;
        }
        memcpy(ret, address.s6_addr, ADDRESS_BYTES);
        return true;
}

bool socket_peer_is_in(int fd, const struct address_range *ranges, unsigned count)
{
        uint8_t address[ADDRESS_BYTES];
        if (count == 0 || !read_peer(fd, address)) return false;
        for (unsigned i = 0; i < count; i++)
                if (address_range_has(&ranges[i], address)) return true;
        return false;
}

/* "192.0.2.1:80" and "[2001:db8::1]:80" without their ports. */
static struct slice without_port(struct slice address)
{
        if (slice_starts_with(address, SLICE("["))) {
                struct slice rest = slice_skip(address, 1);
                return slice_cut(&rest, ']');
        }
        struct slice rest = address, host = slice_cut(&rest, ':');
        return memchr(rest.at, ':', rest.len) ? address : host;
}

struct slice socket_network_of(struct slice address, char ret[SOCKET_ADDRESS_MAX_BYTES])
{
        char text[INET6_ADDRSTRLEN];
        struct in6_addr v6;
        struct in_addr v4;
        address = without_port(address);
        if (address.len == 0 || address.len >= sizeof text) return SLICE("");
        memcpy(text, address.at, address.len);
        text[address.len] = '\0';
        if (inet_pton(AF_INET, text, &v4) == 1) return network_of_ipv4(&v4, ret);
        return inet_pton(AF_INET6, text, &v6) == 1 ? network_of_ipv6(&v6, ret) : SLICE("");
}

void socket_set_patience(int fd, unsigned timeout_ms)
{
        setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms, sizeof timeout_ms);
}

static struct err local_address(const char *path, struct sockaddr_un *ret)
{
        *ret = (struct sockaddr_un){.sun_family = AF_UNIX};
        if (strlen(path) >= sizeof ret->sun_path)
                return ERR(ERR_INVALID,
                           "use a data folder whose path is longer than a socket's name may be (90 bytes)");
        memcpy(ret->sun_path, path, strlen(path));
        return NO_ERR;
}

struct err socket_listen_at(const char *path, int *ret_fd)
{
        struct sockaddr_un address;
        TRY(local_address(path, &address));
        int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0) return ERR_OS("make a socket");
        unlink(path);
        if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || chmod(path, 0600) != 0 ||
            listen(fd, BACKLOG) != 0) {
                struct err err = err_of_bind();
                close(fd);
                return err;
        }
        *ret_fd = fd;
        return NO_ERR;
}

/* A local socket of that type, connected. */
static struct err connect_by(const char *path, int type, int *ret_fd)
{
        struct sockaddr_un address;
        TRY(local_address(path, &address));
        int fd = socket(AF_UNIX, type, 0);
        if (fd < 0) return ERR_OS("make a socket");
        if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
                struct err err = ERR_OS("connect to a socket");
                if (errno == ENOENT || errno == ECONNREFUSED) err.code = ERR_NOT_FOUND;
                if (errno == EAGAIN) err.code = ERR_BUSY;
                close(fd);
                return err;
        }
        *ret_fd = fd;
        return NO_ERR;
}

struct err socket_connect_at(const char *path, int *ret_fd)
{
        return connect_by(path, SOCK_STREAM | SOCK_CLOEXEC, ret_fd);
}

struct err socket_connect_at_once(const char *path, int *ret_fd)
{
        int fd = -1;
        TRY(connect_by(path, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, &fd));
        if (fcntl(fd, F_SETFL, 0) != 0) {
                struct err err = ERR_OS("connect to a socket");
                close(fd);
                return err;
        }
        *ret_fd = fd;
        return NO_ERR;
}

struct err socket_accept(int listener, int *ret_fd)
{
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0) return ERR_OS("accept a connection");
        *ret_fd = fd;
        return NO_ERR;
}

struct err socket_pair(int ret_fds[2])
{
        return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ret_fds) == 0 ? NO_ERR
                                                                                   : ERR_OS("make a pair of sockets");
}

struct err socket_set_timeout(int fd, int timeout_ms)
{
        struct timeval time = {timeout_ms / 1000, timeout_ms % 1000 * 1000};
        if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) != 0 ||
            setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time) != 0)
                return ERR_OS("set a socket's patience");
        return NO_ERR;
}

/* ThreadSanitizer takes what the C library's calls bring from one thread to another for the order of both. */
#ifdef __SANITIZE_THREAD__
enum { CALLS_ARE_WATCHED = 1 };
#else
enum { CALLS_ARE_WATCHED = 0 };
#endif

ssize_t socket_receive(int fd, char *at, size_t size)
{
        if (CALLS_ARE_WATCHED) return recv(fd, at, size, 0);
        return syscall(SYS_recvfrom, fd, at, size, 0, NULL, NULL);
}

ssize_t socket_send_parts(int fd, struct iovec *parts, size_t count)
{
        struct msghdr message = {.msg_iov = parts, .msg_iovlen = count};
        if (CALLS_ARE_WATCHED) return sendmsg(fd, &message, MSG_NOSIGNAL);
        return syscall(SYS_sendmsg, fd, &message, MSG_NOSIGNAL);
}

static struct err err_of_transfer(const char *what)
{
        struct err err = ERR_OS(what);
        if (errno == EAGAIN) err.code = ERR_BUSY;
        return err;
}

struct err socket_write_all(int fd, struct slice bytes)
{
        while (bytes.len) {
                ssize_t put = send(fd, bytes.at, bytes.len, MSG_NOSIGNAL);
                if (put < 0 && errno == EINTR) continue;
                if (put < 0) return err_of_transfer("write to a socket");
                bytes = slice_skip(bytes, (size_t)put);
        }
        return NO_ERR;
}

struct err socket_read_all(int fd, char *at, size_t len)
{
        size_t done = 0;
        while (done < len) {
                ssize_t got = recv(fd, at + done, len - done, 0);
                if (got < 0 && errno == EINTR) continue;
                if (got < 0) return err_of_transfer("read from a socket");
                if (got == 0) return ERR(done ? ERR_IO : ERR_NOT_FOUND, "read from a socket that was closed");
                done += (size_t)got;
        }
        return NO_ERR;
}

struct err socket_read_some(int fd, char *at, size_t size, size_t *ret_len)
{
        ssize_t got = -1;
        do
                got = recv(fd, at, size, 0);
        while (got < 0 && errno == EINTR);
        if (got < 0) return err_of_transfer("read from a socket");
        *ret_len = (size_t)got;
        return NO_ERR;
}

bool socket_wait(const int *fds, unsigned count, int timeout_ms, bool *ret_ready)
{
        struct pollfd polled[SOCKET_WAIT_MAX];
        must(count <= SOCKET_WAIT_MAX);
        for (unsigned i = 0; i < count; i++)
                polled[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
        bool any = poll(polled, count, timeout_ms) > 0;
        for (unsigned i = 0; i < count; i++)
                ret_ready[i] = any && polled[i].revents != 0;
        return any;
}

bool socket_send_message(int fd, struct slice message)
{
        return send(fd, message.at, message.len, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)message.len;
}

int socket_receive_message(int fd, char *at, size_t size, int timeout_ms)
{
        bool ready = false;
        if (!socket_wait(&fd, 1, timeout_ms, &ready)) return -1;
        ssize_t got = recv(fd, at, size, MSG_DONTWAIT);
        return got > 0 ? (int)got : -1;
}
