/* Signing in: what its ways have in common. For this room only. */
#pragma once
#include "desk/visit.h"

/* Begins a session for the person, writes it down, and puts its cookie into the reply. In the store's transaction. */
struct err session_begin(struct visit *v, int64_t person, const char *way) CHECKED;

/* A challenge for the person (0: whoever has a passkey), remembered until it is used or five minutes are over; its id
 * is what the browser gives back. */
struct ceremony *ceremony_begin(struct visit *v, int64_t person);
/* Takes it: a challenge is used once. NULL when there is none of that id, or its time is over. */
bool ceremony_take(struct visit *v, struct slice id, struct ceremony *ret);
struct passkey_ceremony ceremony_of(struct visit *v, const struct ceremony *c);

/* Adds an invitation like that with a new token; `ret_link` gets the address to open. In the store's transaction. */
struct err invitation_make(struct desk *d, const struct invitation *like, struct buf *ret_link) CHECKED;

/* Where to lead somebody who has signed in: only to a path of the desk itself. */
struct slice safe_next(struct slice next);
