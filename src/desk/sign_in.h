/* Signing in: what its ways have in common. For this room only. */
#pragma once
#include "desk/visit.h"

/* Begins a session for the person, writes it down, and puts its cookie into the reply. In the store's transaction. */
struct err session_begin(struct visit *v, int64_t person, const char *way) CHECKED;

/* Adds an invitation like that with a new token; `ret_link` gets the address to open. In the store's transaction. */
struct err invitation_make(struct desk *d, const struct invitation *like, struct buf *ret_link) CHECKED;

/* Where to lead somebody who has signed in: only to a path of the desk itself. */
struct slice safe_next(struct slice next);
