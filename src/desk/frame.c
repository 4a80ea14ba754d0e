#include "desk/frame.h"

#include "os/socket.h"

struct frame_head {
        char verb[FRAME_VERB_BYTES];
        uint64_t len; /* of this machine: both ends are on it */
};

void frame_clear(struct frame *f)
{
        buf_clear(&f->payload);
}

struct err frame_send(int fd, const char *verb, struct slice payload)
{
        struct frame_head head = {.len = payload.len};
        must(strlen(verb) < sizeof head.verb && payload.len <= FRAME_MAX_BYTES);
        memcpy(head.verb, verb, strlen(verb));
        TRY(socket_write_all(fd, (struct slice){(const char *)&head, sizeof head}));
        return socket_write_all(fd, payload);
}

struct err frame_receive(int fd, struct frame *ret)
{
        struct frame_head head;
        TRY(socket_read_all(fd, (char *)&head, sizeof head));
        if (head.len > FRAME_MAX_BYTES || !memchr(head.verb, 0, sizeof head.verb))
                return ERR(ERR_INVALID, "understand what came over the desk's socket");
        memcpy(ret->verb, head.verb, sizeof ret->verb);
        buf_truncate(&ret->payload);
        char *at = buf_reserve(&ret->payload, head.len);
        if (!at) return ERR(ERR_FULL, "keep what came over the desk's socket");
        TRY(socket_read_all(fd, at, head.len));
        ret->payload.len = head.len;
        return NO_ERR;
}
