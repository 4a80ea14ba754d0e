/* base64url without padding (RFC 4648, section 5), as WebAuthn writes bytes in JSON. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"

void base64url_write(struct buf *to, struct slice bytes);

/* Only the one way to write the bytes is taken: no padding, no white space, no bits left over. The bytes are the
 * arena's. False otherwise. */
bool base64url_read(struct slice text, struct arena *arena, struct slice *ret);
