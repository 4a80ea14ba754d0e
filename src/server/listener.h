/* Taking connections from the listening sockets, which all loops watch. Inside `server`.
 *
 * The kernel wakes mostly one and the same of the loops that wait, which then would have nearly all the connections. So
 * whoever accepts one gives it to the loop that has the fewest.
 *
 * A process without free descriptors must not spin on a connection that it cannot take: the loop closes one of its
 * own, or looks away from the listening sockets for a moment. */
#pragma once

struct loop;

/* What the poller reports for a listening socket; connections have their own address. */
#define LISTENERS_OWNER NULL

void listeners_join(struct loop *loop);
void listeners_leave(struct loop *loop);

/* Takes a few connections from each; what is left is there in the next turn. */
void listeners_accept(struct loop *loop);

/* Joins again when the moment is over. */
void listeners_resume(struct loop *loop);
