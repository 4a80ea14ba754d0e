/* Taking connections from the listening sockets, which all loops watch. Inside `server`.
 *
 * A process without free descriptors must not spin on a connection that it cannot take: the loop closes one of its
 * own, or looks away from the listening sockets for a moment. */
#pragma once

struct loop;

/* What the poller reports for a listening socket; connections have their own address. */
#define LISTENERS_OWNER NULL

void listeners_join(struct loop *loop);
void listeners_leave(struct loop *loop);

/* Takes a few connections from each. A few, so that a burst spreads over the threads. */
void listeners_accept(struct loop *loop);

/* Joins again when the moment is over. */
void listeners_resume(struct loop *loop);
