/* Replies that stay open: who may have one, and how news reach them. Inside `server`.
 *
 * Each loop has a list of streams a channel. What a stream has had is a position that only grows; whoever is told
 * goes to the end of the list, so as long as the first of it has had everything, all have. */
#pragma once
#include "base/err.h"
#include "server/server.h"

struct loop;
struct shared;
struct connection;

struct err streams_init(struct shared *shared) CHECKED;
void streams_clear(struct shared *shared);

/* The connection's reply will stay open; false when there are too many, of the process or of its address. */
bool stream_begin(struct loop *loop, struct connection *connection, const struct reply_stream *stream);
/* Its body is sent: it waits for news. */
void stream_wait(struct loop *loop, struct connection *connection);
/* A slow one has taken what was held for it: it gets what it missed, then waits. */
void stream_go_on(struct loop *loop, struct connection *connection);
/* Of a connection that closes; nothing when it is no stream. */
void stream_end(struct loop *loop, struct connection *connection);

/* A share of the streams that have not had all news. */
void streams_tell(struct loop *loop);
/* Lets those that have heard nothing for long hear a comment, which tells both sides that the other is there. */
void streams_beat(struct loop *loop);
