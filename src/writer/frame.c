#include "writer/frame.h"

#include "os/socket.h"

struct frame_head {
        char verb[FRAME_VERB_BYTES];
        uint64_t len; /* of this machine: both ends are on it */
};

_Static_assert(sizeof(struct frame_head) == sizeof((struct frame_arrival){0}.head), "a head arrives in its own bytes");

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

static struct err take_head(int fd, struct frame_arrival *a)
{
        struct frame_head head;
        size_t got = 0;
        TRY(socket_read_some(fd, a->head + a->head_len, sizeof a->head - a->head_len, &got));
        if (got == 0) return ERR(ERR_NOT_FOUND, "read from a socket that was closed");
        a->head_len += got;
        if (a->head_len < sizeof a->head) return NO_ERR;
        memcpy(&head, a->head, sizeof head);
        if (head.len > FRAME_MAX_BYTES || !memchr(head.verb, 0, sizeof head.verb))
                return ERR(ERR_INVALID, "understand what came over the desk's socket");
        memcpy(a->frame.verb, head.verb, sizeof head.verb);
        a->expected = head.len;
        buf_truncate(&a->frame.payload);
        return NO_ERR;
}

static struct err take_payload(int fd, struct frame_arrival *a)
{
        enum { STEP_BYTES = 1 << 20 };
        size_t missing = a->expected - a->frame.payload.len, got = 0;
        size_t step = missing < STEP_BYTES ? missing : STEP_BYTES;
        char *at = buf_reserve(&a->frame.payload, step);
        if (!at) return ERR(ERR_FULL, "keep what came over the desk's socket");
        TRY(socket_read_some(fd, at, step, &got));
        if (got == 0) return ERR(ERR_NOT_FOUND, "read from a socket that was closed");
        a->frame.payload.len += got;
        return NO_ERR;
}

struct err frame_take(int fd, struct frame_arrival *a, bool *ret_whole)
{
        *ret_whole = false;
        if (a->head_len < sizeof a->head)
                TRY(take_head(fd, a));
        else
                TRY(take_payload(fd, a));
        if (a->head_len < sizeof a->head || a->frame.payload.len < a->expected) return NO_ERR;
        a->head_len = 0;
        *ret_whole = true;
        return NO_ERR;
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
