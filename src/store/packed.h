/* Texts of articles as the store keeps them: of versions and revisions, each of which has all of the text. A long one
 * is compressed, a short one stands as article_write() made it. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { PACKED_ABOVE_BYTES = 16 * 1024 };

/* What is stored for the text: itself, or what `room` holds then. */
struct slice packed_of(struct slice text, struct buf *room);

/* The text of what was stored: itself, or in the arena. ERR_INVALID when it is not what packed_of() made. */
struct err packed_read(struct slice stored, struct arena *a, struct slice *ret) CHECKED;
