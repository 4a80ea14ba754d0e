/* HTTP/1.1 requests, parsed strictly (RFC 9112): what could be read in two ways is refused, never guessed.
 *
 * The parser works on a head in one piece of memory and copies nothing: slices point into the input. It keeps only
 * what somebody here uses; every other field is checked and forgotten, so no unknown field can change a reply.
 * 400: bare LF or CR, obs-fold, white space before the colon or in the target, a control character, "#" or a byte above
 * 0x7e in the target, a target that is neither a path nor http(s)://, a missing, second, empty or odd Host, a second or
 * odd Content-Length, any Transfer-Encoding, a body on GET or HEAD, a second Origin, Sec-Fetch-Site or Content-Type.
 * 413: a Content-Length past 63 bits. 414: a target past 8000 bytes. 431: more than 64 fields or 16 KB. 501: methods
 * not in the enum. 505: other versions than 1.0 and 1.1. One empty line before the request is borne. */
#pragma once
#include "base/slice.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_DELETE };
enum { HTTP_HEAD_MAX_BYTES = 16 * 1024, HTTP_TARGET_MAX_BYTES = 8000, HTTP_FIELDS_MAX = 64 };

/* Request fields that some route takes; each is one bit, so a route row can name the ones it wants. */
enum http_field {
        HTTP_ACCEPT_ENCODING = 1 << 0,
        HTTP_IF_NONE_MATCH = 1 << 1,
        HTTP_IF_MODIFIED_SINCE = 1 << 2,
        HTTP_RANGE = 1 << 3,
        HTTP_IF_RANGE = 1 << 4,
        HTTP_LAST_EVENT_ID = 1 << 5,
        HTTP_COOKIE = 1 << 6,
        HTTP_ORIGIN = 1 << 7,
        HTTP_SEC_FETCH_SITE = 1 << 8,
        HTTP_CONTENT_TYPE = 1 << 9,
        HTTP_USER_AGENT = 1 << 10,
        HTTP_X_FORWARDED_FOR = 1 << 11,
        HTTP_ACCEPT_LANGUAGE = 1 << 12,
        HTTP_IF_MATCH = 1 << 13,
        HTTP_SEC_PURPOSE = 1 << 14,
};

struct http_request {
        enum http_method method;
        bool keep_alive;    /* what the client asked for; 1.0 closes unless it said keep-alive */
        bool gzip;          /* Accept-Encoding admits gzip (RFC 9110, 12.5.3: q-values and "*" are honoured) */
        struct slice path;  /* from "/" to before "?"; as sent, not decoded; absolute-form is reduced to this */
        struct slice query; /* behind "?", empty when there is none */
        struct slice host;  /* of an absolute-form target, else the Host field; letters, digits, "-._:[]"; empty only in
                               HTTP/1.0 */
        struct slice if_none_match;   /* several If-None-Match fields: the last stands; empty when absent */
        int64_t if_modified_since_ms; /* UTC; -1 when absent or not a date of RFC 9110, 5.6.7 */
        struct slice range;           /* several Range fields: all of them with what is between, which is no range */
        struct slice if_range, last_event_id;
        struct slice cookie; /* for http_cookie(); several Cookie fields: all of them with what is between */
        struct slice origin, sec_fetch_site, content_type;         /* a second one is 400 */
        struct slice user_agent, accept_language, x_forwarded_for; /* several: the last stands */
        struct slice if_match;   /* several If-Match fields: all of them with what is between, which names no tag */
        bool is_prefetch;        /* Sec-Purpose says "prefetch", or Purpose does: nobody looks at it, or not yet */
        uint64_t content_length; /* 0 for GET and HEAD */
        bool has_content_length; /* said so itself */
        bool expects_continue;   /* HTTP/1.1 and Expect: 100-continue */

        /* Not of the head: what the server knows besides, for apps that take bodies. */
        struct slice body;    /* empty when there is none, and when it is in a file: */
        int body_fd;          /* -1; else to be read from its start */
        struct slice peer;    /* the address that the connection came from, without its port; "" for a local socket */
        struct slice network; /* in bytes, the network that it came from (os/socket.h); empty: this machine, or one as
                                 good */
};

enum http_parse { HTTP_PARSED, HTTP_PARTIAL, HTTP_REFUSED };

/* Reads one head from the start of `input`, which may hold more (a body, the next request) and is not NULL.
 * HTTP_PARSED: `ret` and `ret_len`, the bytes the head took, are set. HTTP_PARTIAL: more bytes are needed.
 * HTTP_REFUSED: `ret_status` says why and the connection must be closed. Else `ret_len` and `ret_status` are untouched;
 * `ret`, filled in place, holds anything. The answer does not depend on how the bytes arrived: a refusal may come
 * early, but a prefix of a good request is always PARTIAL, and what was once parsed or refused stays so whatever
 * follows. */
enum http_parse http_parse(struct slice input, struct http_request *ret, size_t *ret_len, unsigned *ret_status);

/* Forgets every field that `taken` (bits of enum http_field) does not name, so that a handler cannot see it. */
void http_request_keep(struct http_request *request, unsigned taken);

/* The value of the cookie `name` in `cookie` as http_parse() sets it. Empty when it is absent, has a byte that no
 * cookie may have (RFC 6265, 4.1.1; quotes included), or is there twice: then it could be read in two ways. */
struct slice http_cookie(struct slice cookie, struct slice name);

/* Whether the If-None-Match list names `etag` (with its quotes) or is "*"; weak comparison (RFC 9110, 13.1.2). */
bool http_etag_matches(struct slice if_none_match, struct slice etag);
