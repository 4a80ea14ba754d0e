/* How long a connection may stay in a state. Inside `server`. */
#pragma once

struct loop;

/* Closes, or answers with 503, the connections that stayed too long. */
void deadlines_keep(struct loop *loop);
