/* Sending the reply that a loop has in hand. Inside `server`. */
#pragma once
#include <stdbool.h>

struct loop;
struct connection;
struct iovec;

enum transmitted {
        TRANSMIT_WHOLE,
        TRANSMIT_PARTLY,   /* the rest is held in the connection's output and file */
        TRANSMIT_FETCHING, /* as TRANSMIT_PARTLY, but the file must first be brought: connection->token will be woken */
        TRANSMIT_FAILED,   /* the client is gone, or there is no room for the rest: the connection must be closed */
};

/* Sends loop->reply: its head, and the body unless `without_body`. With one system call, or two when the body is a
 * file. */
enum transmitted transmit_reply(struct loop *loop, struct connection *connection, bool without_body);

/* Sends `parts` behind what was sent before, which was sent whole. */
enum transmitted transmit_parts(struct loop *loop, struct connection *connection, const struct iovec *parts,
                                unsigned count);

/* Goes on with the connection's output, then its file. */
enum transmitted transmit_rest(struct loop *loop, struct connection *connection);
