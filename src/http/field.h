/* What the known request fields mean, one after another. Inside `http`: request.c cuts the lines, this reads them. */
#pragma once
#include "http/request.h"

/* What the fields of one head have said so far. */
struct http_fields {
        struct http_request *request; /* call: is filled */
        bool has_host, has_content_length;
        unsigned said_once;                             /* bits of enum http_field: what may be said only once */
        bool expect;                                    /* Expect: 100-continue */
        bool close, keep_alive;                         /* named by Connection */
        bool gzip_named, gzip_refused, others_admitted; /* by Accept-Encoding; the last is "*" */
};

/* Takes one field, its value without white space around it. 0, or the status to refuse the request with. */
unsigned http_field_read(struct http_fields *fields, struct slice name, struct slice value);

/* Whether the Accept-Encoding fields read so far admit gzip. */
bool http_fields_admit_gzip(const struct http_fields *fields);
