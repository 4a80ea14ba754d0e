/* What a handler answers: a value, made on the writer's thread and sent by the server's. Every reply of the desk is
 * no-store, pictures of the newsroom's too, and has the desk's Content-Security-Policy or a stricter one of its own. */
#pragma once
#include "base/buf.h"
#include "desk/export_job.h"

enum { DESK_REPLY_MAX_BYTES = 16 * 1024 * 1024 };

struct desk_reply {
        unsigned status;          /* 0: nothing was answered, which is a programmer's mistake */
        const char *type;         /* literal: "text/html; charset=utf-8" */
        const char *policy;       /* Content-Security-Policy, literal; NULL: the desk's own */
        struct buf body;          /* owned */
        struct buf location;      /* owned; empty: none */
        struct export_file *file; /* instead of a body; a reference of the reply's own; NULL: none */
        struct buf cookie;        /* a whole Set-Cookie value; owned; empty: none */
};

static inline void desk_reply_init(struct desk_reply *r)
{
        *r = (struct desk_reply){
                .body = BUF_INIT(DESK_REPLY_MAX_BYTES), .location = BUF_INIT(8000), .cookie = BUF_INIT(1000)};
}

static inline void desk_reply_clear(struct desk_reply *r)
{
        buf_clear(&r->body);
        buf_clear(&r->location);
        buf_clear(&r->cookie);
        export_file_unref(r->file);
        r->file = NULL;
}
