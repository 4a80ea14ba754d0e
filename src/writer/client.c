#include "writer/client.h"

#include "base/log.h"
#include "os/file.h"
#include "os/socket.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 4096, TRIES = 100, TRY_STEP_US = 50000 };

/* One of the two: a socket, or a desk of our own. */
struct client {
        int fd;
        struct writer *writer;
        struct caller *caller;
        client_progress_fn *on_progress; /* NULL: nobody */
        void *progress_context;
};

static struct err connect_to_desk(const char *data, int *ret_fd)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(PATH_MAX_BYTES);
        buf_add_format(&path, "%s/desk.sock", data);
        return socket_connect_at(buf_text(&path), ret_fd);
}

/* The running desk first, whose socket its supervisor holds even while it is started again; then one of our own.
 * Another command may have the lock for a moment. */
static struct err open_either(const char *data, struct witness witness, struct client *c, struct buf *why)
{
        struct err err = {0};
        for (int i = 0; i < TRIES; i++) {
                if (connect_to_desk(data, &c->fd).code == OK) return NO_ERR;
                buf_truncate(why);
                err = writer_open(&(struct writer_options){.data = data, .witness = witness}, &c->writer, why);
                if (err.code == OK) return caller_open(c->writer, &c->caller);
                if (err.code != ERR_BUSY) return err;
                usleep(TRY_STEP_US);
        }
        buf_add_text(why, " and takes no work; wait for it to end");
        return err;
}

struct err client_open(const char *data, struct witness witness, struct client **ret, struct buf *why)
{
        struct client *c = calloc(1, sizeof *c);
        if (!c) return ERR(ERR_FULL, "reach the desk");
        c->fd = -1;
        struct err err = open_either(data, witness, c, why);
        if (err.code == OK)
                *ret = c;
        else
                client_close(c);
        return err;
}

static void finish(struct writer *writer)
{
        writer_rebuild_finish(writer);
        struct err err = writer_catch_up(writer);
        if (err.code != OK) log_err(err, "pressing anew");
}

void client_close(struct client *c)
{
        if (!c) return;
        caller_close(c->caller);
        if (c->writer) finish(c->writer);
        writer_close(c->writer);
        fd_close(c->fd);
        free(c);
}

void client_on_progress(struct client *c, client_progress_fn *fn, void *context)
{
        c->on_progress = fn;
        c->progress_context = context;
}

struct err client_do(struct client *c, const char *verb, struct slice payload, struct frame *ret)
{
        if (c->writer) {
                caller_do(c->caller, verb, payload, ret);
                return NO_ERR;
        }
        TRY(frame_send(c->fd, verb, payload));
        for (;;) {
                TRY(frame_receive(c->fd, ret));
                if (strcmp(ret->verb, "progress") != 0) return NO_ERR;
                if (c->on_progress) c->on_progress(c->progress_context, buf_slice(&ret->payload));
        }
}
