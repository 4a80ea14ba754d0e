/* Asking the reader of a scene, as its tests do. */
#pragma once
#include "reader/scene_test.h"

static inline void assert_reads(struct scene *s, const char *path, unsigned status, const char *text)
{
        struct buf body = BUF_INIT(1 << 20);
        unsigned got = 0;
        assert_int_equal(reader_fetch(s->reader, slice_of(path), &got, &body).code, OK);
        assert_int_equal(got, status);
        assert_string_equal(buf_text(&body), text);
        buf_clear(&body);
}

/* What the reply's slices point into stays in `reply`. */
static inline void ask(struct scene *s, const char *path, const char *if_none_match, bool gzip, struct reply *reply)
{
        struct server_app app = reader_app(s->reader);
        struct http_request request = {.method = HTTP_GET,
                                       .path = slice_of(path),
                                       .if_none_match = slice_of(if_none_match),
                                       .gzip = gzip,
                                       .if_modified_since_ms = -1};
        *reply = (struct reply){0};
        while (app.answer(app.context, 0, &request, reply) == APP_PARK) {
                usleep(1000);
                *reply = (struct reply){0};
        }
}

static inline unsigned status_of(struct scene *s, const char *path, const char *if_none_match, bool gzip)
{
        struct reply reply;
        ask(s, path, if_none_match, gzip, &reply);
        return reply.head.status;
}

static inline void copy_etag(struct scene *s, const char *path, bool gzip, char ret[32])
{
        struct reply reply;
        ask(s, path, "", gzip, &reply);
        assert_in_range(reply.head.etag.len, 3, 31);
        memcpy(ret, reply.head.etag.at, reply.head.etag.len);
        ret[reply.head.etag.len] = '\0';
}
