/* What passes between the server's thread, which speaks HTTP, and the writer's, which alone may touch the store.
 *
 * The server's thread makes an errand of a request (a copy: the request's own bytes end with the call), puts it into
 * the queue and parks. The writer's thread takes errands in order, answers them, and gives them back; the server is
 * woken and asks for the reply under the errand's number.
 *
 * (1) An errand is in one hand at a time: waiting, at work, or done; that changes under the queue's mutex only. At work
 *     are also those that a helping hand has (hands.h); they wait again when it gives them back.
 * (2) Numbers are never 0 and never used twice.
 * (3) Who gave an errand and went away leaves it to the queue: it is freed when it is done. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "desk/reply.h"
#include "desk/route.h"
#include "http/request.h"

struct errand_queue;
struct errand {
        uint64_t number;
        const struct route *route;
        struct slice steps[ROUTE_STEPS_MAX]; /* what stands in the path for {id} and the like, in order */
        struct slice path, query, session, address, agent, accept_language, content_type, body;
        unsigned refusal;   /* the status to refuse with, its row then is none of the table's; 0: it has one */
        struct slice allow; /* with 405; forever */
        int body_fd;        /* owned; a large body's file, at its start; -1: it is in `body` */
        struct desk_reply reply;
        void (*work)(void *task);   /* for a helping hand; NULL: there is none to do */
        void *task;                 /* the arena's */
        handler_fn *then;           /* in place of the route's handler, once that is done */
        struct arena arena;         /* holds all of the above; the handler's own needs too */
        int64_t came_ns;            /* steady clock */
        struct errand_queue *queue; /* which it belongs to */
        struct errand *next;
        bool is_knock; /* asks only whether the row lets them in: answered with status 0 when it does */
        bool is_left;  /* nobody waits for it any more */
};

struct err errand_queue_new(struct errand_queue **ret) CHECKED;
void errand_queue_free(struct errand_queue *q);

/* ---- the server's thread ---- */

/* An errand with nothing but its arena; NULL when there are too many already (503). It is the caller's until it is put.
 */
struct errand *errand_new(struct errand_queue *q);
void errand_free(struct errand *e);
/* The queue has it now; its number is what the request parks under. */
void errand_put(struct errand_queue *q, struct errand *e);
/* The errand when it is done, and then the caller's; NULL while it is not. */
struct errand *errand_take_done(struct errand_queue *q, uint64_t number);
/* Where a knock stands; one that was let in is over with that. One that was not is to be taken, for its reply. */
enum knock { KNOCK_WAITS, KNOCK_ADMITTED, KNOCK_REFUSED };
enum knock errand_hear(struct errand_queue *q, uint64_t number);
/* Nobody waits for it any more. */
void errand_leave(struct errand_queue *q, uint64_t number);

/* ---- the writer's thread ---- */

/* Readable when something was put: wake_hear() it, then take errands until there is none. */
int errand_queue_fd(const struct errand_queue *q);
/* The next one, NULL when there is none. It is the caller's until errand_done(). */
struct errand *errand_next(struct errand_queue *q);
/* Any thread: one that was taken waits again, behind the others. */
void errand_again(struct errand_queue *q, struct errand *e);
/* Any thread. True when somebody waits for it: then the server is to be woken. */
bool errand_done(struct errand_queue *q, struct errand *e);
