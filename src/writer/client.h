/* Hands a job to the desk: to the running one over its socket, or, when none runs, to one opened here and now. */
#pragma once
#include "writer/writer.h"

struct client;

/* `witness` reads back when the desk is opened here. ERR_BUSY with `why` when another command is writing in the folder
 * and offers no socket. */
struct err client_open(const char *data, struct witness witness, struct client **ret, struct buf *why) CHECKED;
void client_close(struct client *c);
static inline void client_closep(struct client **c)
{
        client_close(*c);
}

/* Who is told while a long job is on its way. */
typedef void client_progress_fn(void *context, struct slice json);
void client_on_progress(struct client *c, client_progress_fn *fn, void *context);

/* Sends the job and waits for its answer. */
struct err client_do(struct client *c, const char *verb, struct slice payload, struct frame *ret) CHECKED;
