/* What goes over the socket in the data folder: a verb, a length, that many bytes. Both ends are this program. */
#pragma once
#include "base/buf.h"
#include "base/err.h"

enum { FRAME_VERB_BYTES = 16, FRAME_MAX_BYTES = 96 * 1024 * 1024 };

struct frame {
        char verb[FRAME_VERB_BYTES]; /* a C string */
        struct buf payload;          /* owned */
};

#define FRAME_INIT ((struct frame){.payload = BUF_INIT(FRAME_MAX_BYTES)})
void frame_clear(struct frame *f);

/* Blocking, within the socket's timeout. */
struct err frame_send(int fd, const char *verb, struct slice payload) CHECKED;
/* Replaces what `ret` holds. ERR_NOT_FOUND when the peer has closed, ERR_INVALID when it talks nonsense. */
struct err frame_receive(int fd, struct frame *ret) CHECKED;
