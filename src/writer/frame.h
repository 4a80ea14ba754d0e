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
/* A frame on its way in, taken as it comes: whoever sends slowly keeps nobody waiting. */
struct frame_arrival {
        char head[FRAME_VERB_BYTES + 8];
        size_t head_len;
        struct frame frame;
        size_t expected; /* of the payload, once the head is whole */
};
#define FRAME_ARRIVAL_INIT ((struct frame_arrival){.frame = FRAME_INIT})

/* Takes what there is, once; call it when the socket is ready. `ret_whole`: the frame is in `a->frame`, and the next
 * call begins another. ERR_NOT_FOUND when the peer has closed, ERR_INVALID when it talks nonsense. */
struct err frame_take(int fd, struct frame_arrival *a, bool *ret_whole) CHECKED;

/* Blocking. Replaces what `ret` holds. ERR_NOT_FOUND when the peer has closed, ERR_INVALID when it talks nonsense. */
struct err frame_receive(int fd, struct frame *ret) CHECKED;
