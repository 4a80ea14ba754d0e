/* The head of a response, from typed fields to bytes. */
#pragma once
#include "http/date.h"

struct http_head {
        unsigned status;
        struct slice content_type;  /* empty: none */
        uint64_t content_length;    /* of the body a GET has; written for HEAD too, not for 304 (nor 1xx, 204) */
        bool until_close;           /* the body ends with the connection: no length is written */
        bool gzip;                  /* Content-Encoding: gzip */
        bool vary_encoding;         /* Vary: Accept-Encoding */
        struct slice etag;          /* with its quotes; empty: none */
        struct slice last_modified; /* IMF-fixdate, as http_write_date() makes it; empty: none */
        struct slice cache_control; /* empty: none */
        struct slice location;      /* empty: none; must already be free of control characters */
        struct slice content_security_policy;
        struct slice allow;         /* for 405 */
        unsigned retry_after_s;     /* 0: none */
        struct slice content_range; /* for 206 and 416; empty: none */
        bool accept_ranges;
        struct slice cross_origin_resource_policy; /* empty: none */
        struct slice set_cookie, set_other_cookie; /* whole values; empty: none */
        struct slice content_disposition;          /* empty: none */
        struct slice more; /* whole, checked field lines that live forever, each with its line end; empty: none */
};

enum { HTTP_RESPONSE_HEAD_MAX_BYTES = 4096 };

/* Writes the status line and fields, with Date, `Connection: close` when `keep_alive` is false, nosniff, and the empty
 * line. A control character in a cookie or a disposition stops the process: it could begin another field. Returns the
 * length; at most HTTP_RESPONSE_HEAD_MAX_BYTES, which is promised (must) for the fields given. */
size_t http_write_head(char *ret, const struct http_head *head, const char date[HTTP_DATE_LEN], bool keep_alive);

/* "Not Found" for 404 and so on; "" when unknown. */
const char *http_reason(unsigned status);
