/* Connections and the event loop: reads requests, asks an app for replies, sends them. Knows no app.
 *
 * N threads, each with its own epoll and its own connections; the listening sockets are shared. A request is answered
 * in one turn: read, parse, app, one writev. When the app needs something that is not in memory it parks the request
 * under a token; server_wake(token) makes the thread ask the app again. Nothing here waits for a disk.
 *
 * An app that admits them gets POST, PUT and DELETE with their body, whole: in memory, or in a file without a name.
 * Without one, any method but GET and HEAD is 405. That, and what http_parse() refuses, is answered with its status;
 * both close.
 *
 * A reply may stay open as a stream, to which the app's news are sent as they come: the same bytes to everybody, some
 * hundred streams a turn, so that requests need not wait; a comment each 20 s. One whose socket is full keeps the rest
 * like any slow reply, and gets what it missed meanwhile behind that.
 *
 * Bounds: a head has 5 s in total and 16 KB; a kept-alive connection may be idle 15 s (5 s when three quarters of the
 * connections are in use, not at all above nine tenths); a reply to a slow reader is copied once, at most 1 MB, and
 * must flow at 2 KB/s after a grace of 10 s, and so must a body that comes in, which else is 408; a parked request
 * waits 5 s unless its app said otherwise, and is then 503. All bytes held for slow clients, and bodies, come from one
 * budget, files of which only the descriptor is held aside; a connection that finds it used up is closed. When
 * connections run out the longest idle one is closed first. An idle connection holds no buffer (under 1 KB). */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "http/head.h"
#include "http/request.h"

#include <sys/uio.h>

struct server;
struct address_range;

enum { REPLY_PARTS_MAX = 24, REPLY_SCRATCH_BYTES = 512 };

/* A body that is a piece of an open file; its length is head.content_length. */
struct reply_file {
        void *holder;    /* the app's, what keeps `fd` open; NULL: the body is in parts */
        int fd;          /* a regular file */
        uint64_t offset; /* where the piece begins */
};

/* A reply that stays open: when its body is sent, the connection waits on a channel, and gets what the app has for it
 * behind `position` whenever server_tell() names the channel. It is the connection's last, its head until_close. */
struct reply_stream {
        bool is_open;
        unsigned channel;  /* below STREAM_CHANNELS_MAX */
        uint64_t position; /* what the body has told of it already */
};
enum { STREAM_CHANNELS_MAX = 16, STREAM_PARTS_MAX = 16 };

/* A reply is a value. What `parts` point to must stay until the app's turn_ended() for this thread. The parts' lengths
 * must add up to head.content_length, except for HEAD and 304, whose parts are ignored. */
struct reply {
        struct http_head head;
        struct iovec parts[REPLY_PARTS_MAX]; /* the body */
        unsigned part_count;
        struct reply_file file;            /* instead of parts; what is to be sent must lie in memory now */
        struct reply_stream stream;        /* zeroed: the reply ends with its body */
        struct buf owned;                  /* instead of parts: bytes handed over, freed when they are sent */
        char scratch[REPLY_SCRATCH_BYTES]; /* room for bytes made for this reply: an ETag, gzip's head and tail */
        uint64_t parked_on;                /* the token of APP_PARK; when it is asked again, that of the last time */
        int64_t park_ms; /* how long the request may stay parked, from when it first was; looked at every 5 s */
};

/* What an app says to a head whose body it has not seen. */
struct admission {
        unsigned refusal;         /* a status: the server answers with it, reads no body, and closes; 0: go on */
        struct slice allow;       /* the methods, for a 405; lives forever */
        size_t body_max_bytes;    /* a longer one is 413 */
        const char *spool_folder; /* the body goes to a file without a name there; lives forever; NULL: to memory */
        uint64_t parked_on; /* not 0: it cannot say yet; it is asked again when this token is woken, and until then
                             * nothing more is read. Nothing else of this counts then but park_ms */
        int64_t park_ms;
        bool answers_now; /* no body is taken: answer() is asked, with the token, and the connection closes */
};

enum app_answer { APP_REPLY, APP_PARK };

/* All are called on server threads, `thread` from 0; the app keeps per-thread state under that number. */
struct server_app {
        void *context;
        /* Fills `ret`, which comes without parts, its head zeroed; `parts` and `scratch` hold anything.
         * Never blocks. The request's slices end with the call, and so does its `body_fd`: who needs it longer
         * duplicates it. */
        enum app_answer (*answer)(void *context, unsigned thread, const struct http_request *request,
                                  struct reply *ret);
        /* Nothing that answer() handed out on this thread is in use any more. Once a turn, and a second when idle. */
        void (*turn_ended)(void *context, unsigned thread);
        /* The body of the 503, 400 and so on that the server itself answers, HTML that lives as parts of a reply do;
         * `request` is NULL where none was understood. Allocates nothing. NULL: they have no body. */
        struct slice (*error_page)(void *context, unsigned status, const struct http_request *request);
        const char *error_policy; /* their Content-Security-Policy, forever; NULL: none */
        /* An app that replies with files has these three. A reply that waits for its client keeps the file's holder
         * beyond the turn, until file_release(); it holds none of the file's bytes. */
        void (*file_hold)(void *context, void *holder);
        void (*file_release)(void *context, void *holder);
        /* Whether the file can be read on without waiting for a disk. False: it is being brought into memory, and
         * `*ret_token` will be woken. */
        bool (*file_is_at_hand)(void *context, unsigned thread, const struct reply_file *file, uint64_t *ret_token);

        /* An app whose replies stay open has this: what a channel has behind `*position`, in at most `max` parts that
         * stay until turn_ended(), and the position of who has had them. 0: nothing. On every thread with streams. */
        unsigned (*stream_news)(void *context, unsigned channel, uint64_t *position, struct iovec *parts, unsigned max);

        /* NULL: the app takes GET and HEAD alone. Else it is asked about every head, before answer(): once, or
         * again when it parked it, with the token of the last time (at first 0). POST and PUT without Content-Length
         * are then 411; `Expect: 100-continue` is answered. Never blocks. */
        struct admission (*admit)(void *context, unsigned thread, const struct http_request *request,
                                  uint64_t parked_on);
        /* A request parked under `token` will not be asked again: its connection went away, or it waited for too long.
         * May be NULL. */
        void (*abandoned)(void *context, unsigned thread, uint64_t token);
};

struct server_options {
        const int *listeners; /* listening sockets, borrowed; at most 4; non-blocking */
        unsigned listener_count;
        unsigned thread_count;          /* 1 to 64 */
        unsigned connection_max;        /* of the whole process */
        size_t slow_reply_budget_bytes; /* of the whole process; bodies that come in too */
        unsigned stream_max;            /* replies that stay open, of the whole process; beyond: 503 */
        unsigned stream_address_max;    /* of one network (os/socket.h), unless that is this machine's; 0: no limit */
        const struct address_range *trusted; /* borrowed: proxies elsewhere, which are as good as this machine's */
        unsigned trusted_count;
        int park_ms; /* how long a request may stay parked; 0: 5 s */
        struct server_app app;
};

/* Starts the threads. ERR_IO when one cannot be started; `*ret` is then NULL. Else `*ret` is set before the first
 * thread runs, so the app may already use it to wake. Sets TCP_NODELAY on the listeners, from which connections inherit
 * it. */
struct err server_start(const struct server_options *options, struct server **ret) CHECKED;

/* Any thread, until server_stop(): requests of `thread` parked under `token` are asked again. A wake that comes while
 * answer() is still deciding to park is not lost; one for a token that nobody waits for does nothing. */
void server_wake(struct server *server, unsigned thread, uint64_t token);

/* Any thread, until server_stop(): there is something new on the channel. */
void server_tell(struct server *server, unsigned channel);

/* Stops accepting, finishes parked requests and replies under way (at most `grace_ms`), joins the threads and frees.
 * NULL is fine. */
void server_stop(struct server *server, int grace_ms);

/* Counters since the start, summed over threads; for logs and tests. */
struct server_counts {
        uint64_t accepted, requests, refused, parked, slow_replies, closed_for_deadline;
        uint64_t streams_dropped;      /* they took too little */
        uint64_t connections, streams; /* now */
};
struct server_counts server_counts(const struct server *server);
