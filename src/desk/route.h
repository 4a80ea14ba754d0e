/* The desk's one table of routes (routes.def): method, path, who may, how large a body, how long it may take, who
 * answers.
 *
 * A path is compared step by step as it was sent, without decoding: another spelling of it (a doubled or trailing
 * slash, %2f, "/./", other case) is another path, and is not there. What is allowed hangs on the row that was found,
 * never on the path's text. */
#pragma once
#include "base/err.h"
#include "base/slice.h"
#include "http/request.h"
#include "news/role.h"

enum { ROUTE_STEPS_MAX = 3, ROUTE_PATH_MAX_BYTES = 200 };

/* Who may: everybody, whoever has signed in, or whose role in some edition allows it (the handler asks for the edition
 * at hand once it knows which that is). Fresh: who has proved within five minutes who they are. */
enum access { ACCESS_ANYBODY, ACCESS_SIGNED_IN, ACCESS_FRESH, ACCESS_PERMISSION, ACCESS_FRESH_PERMISSION };

struct visit;
typedef struct err handler_fn(struct visit *v);

struct route {
        enum http_method method;
        const char *path; /* "/articles/{id}/save": a step in braces takes one step, "{id}" only a number from 1 */
        enum access access;
        enum permission permission; /* with ACCESS_PERMISSION and ACCESS_FRESH_PERMISSION; else MAY_NOTHING */
        size_t body_max_bytes;      /* 0: the request has no body */
        int patience_ms;            /* how long the answer may take */
        handler_fn *handle;
};

/* The row for a request's method and path; NULL when there is none, with `ret_allow` saying for which methods the path
 * is there, as the field Allow does: it lives forever, and is empty when there is no such path. `ret_steps` get what
 * stood for braces. */
const struct route *route_find(enum http_method method, struct slice path, struct slice ret_steps[ROUTE_STEPS_MAX],
                               struct slice *ret_allow);

/* All rows, for tests and documentation. */
const struct route *route_table(size_t *ret_count);
