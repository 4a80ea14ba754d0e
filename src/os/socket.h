/* Sockets: listening ones for the public and for this machine's own processes, and plain blocking streams. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "os/address_range.h"

#include <sys/types.h>
#include <sys/uio.h>

/* Listens on "ADDR:PORT" (IPv4, or IPv6 in brackets; port 0: any free one). Non-blocking, not inherited unless asked
 * for. ERR_INVALID with `why` for an address that cannot be read, ERR_BUSY when the port is taken, ERR_DENIED, ERR_IO.
 */
struct err socket_listen(const char *address, int *ret_fd, struct buf *why) CHECKED;
unsigned socket_port(int fd); /* of a listening or connected socket */
/* The address at the other end, without its port; empty when it has none. */
enum { SOCKET_ADDRESS_MAX_BYTES = 64 };
struct slice socket_peer(int fd, char ret[SOCKET_ADDRESS_MAX_BYTES]);

/* The network that the other end is in, which has one owner: its IPv4 address, the first 64 bits of its IPv6 address;
 * empty for this machine itself. */
enum { SOCKET_NETWORK_MAX_BYTES = 8 };
struct slice socket_network(int fd, char ret[SOCKET_ADDRESS_MAX_BYTES]);
/* The same of an address as text, with or without a port, as proxies write it; empty also for what is no address. */
struct slice socket_network_of(struct slice address, char ret[SOCKET_ADDRESS_MAX_BYTES]);
/* Whether the other end is in one of the ranges. */
bool socket_peer_is_in(int fd, const struct address_range *ranges, unsigned count);

/* A TCP peer that acknowledges nothing of what was sent for so long is gone; other sockets stay as they are. */
void socket_set_patience(int fd, unsigned timeout_ms);

/* recv() without flags, and sendmsg() of `parts` with MSG_NOSIGNAL (writev() that raises no SIGPIPE), for the way that
 * every reply takes: the C library's own may be where a thread is cancelled, which costs each call two exchanges of
 * atomics; no thread here ever is. */
ssize_t socket_receive(int fd, char *at, size_t size);
ssize_t socket_send_parts(int fd, struct iovec *parts, size_t count);

/* A socket that has a name in the file system, mode 0600; one left by a process that ended is replaced. */
struct err socket_listen_at(const char *path, int *ret_fd) CHECKED;
/* Blocking. ERR_NOT_FOUND when nobody listens there. */
struct err socket_connect_at(const char *path, int *ret_fd) CHECKED;
/* Likewise, but ERR_BUSY where one would have to wait: whoever listens takes nobody in. */
struct err socket_connect_at_once(const char *path, int *ret_fd) CHECKED;
/* Blocking; the next connection of a listening socket. */
struct err socket_accept(int listener, int *ret_fd) CHECKED;

/* Two connected ends that keep message boundaries; inherited by children that are given them. */
struct err socket_pair(int ret_fds[2]) CHECKED;

/* A peer that takes longer than this for one read or write is gone (ERR_BUSY). */
struct err socket_set_timeout(int fd, int timeout_ms) CHECKED;
struct err socket_write_all(int fd, struct slice bytes) CHECKED;
/* Exactly `len` bytes; ERR_NOT_FOUND when the peer closed before the first of them. */
struct err socket_read_all(int fd, char *at, size_t len) CHECKED;

/* What there is, at most `size` bytes; 0: the peer has closed. */
struct err socket_read_some(int fd, char *at, size_t size, size_t *ret_len) CHECKED;

/* Waits until one of the descriptors can be read; `ret_ready[i]` tells which. False when the time is up first. */
enum { SOCKET_WAIT_MAX = 64 };
bool socket_wait(const int *fds, unsigned count, int timeout_ms, bool *ret_ready);

/* A message over a socket_pair() end, without waiting: false when the other end takes no more just now. */
bool socket_send_message(int fd, struct slice message);
/* The next message, waiting at most so long; its length, or -1. */
int socket_receive_message(int fd, char *at, size_t size, int timeout_ms);
