/* From input to replies: what happens on one connection. Inside `server`. */
#pragma once
#include "base/slice.h"

struct loop;
struct connection;

/* The poller named the connection: it can be read or written, or was hung up, as its state waits for. */
void exchange_event(struct loop *loop, struct connection *connection);

/* Answers the requests at the start of `input` in order, until one is incomplete, is parked, meets a full socket, or
 * the connection has had its share of the turn. What is left of `input` is held. */
void exchange_serve(struct loop *loop, struct connection *connection, struct slice input);

/* What a FETCHING connection waits for may have come. */
void exchange_fetched(struct loop *loop, struct connection *connection);

/* A body comes in too slowly: 408. */
void exchange_refuse_slow_body(struct loop *loop, struct connection *connection);

/* A parked request has waited for too long: 503. */
void exchange_give_up(struct loop *loop, struct connection *connection);
