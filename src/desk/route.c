#include "desk/route.h"

#include "desk/handlers.h"
#include "news/body.h"

/* A row asks for a permission exactly when its access does. */
#define ROUTE(method, path, access, permission, body_max, patience, handler)                                           \
        _Static_assert(((access) >= ACCESS_PERMISSION) == ((permission) != MAY_NOTHING), path);
#include "desk/routes.def"
#undef ROUTE

static const struct route routes[] = {
#define ROUTE(method, path, access, permission, body_max, patience, handler)                                           \
        {HTTP_##method, path, access, permission, body_max, patience, handler},
#include "desk/routes.def"
#undef ROUTE
};
enum { ROUTES = sizeof routes / sizeof routes[0] };

static bool is_number(struct slice step)
{
        uint64_t number;
        return step.len && step.at[0] != '0' && slice_to_u64(step, INT64_MAX, &number);
}

static bool step_fits(struct slice wanted, struct slice step)
{
        if (!slice_starts_with(wanted, SLICE("{"))) return slice_eq(wanted, step);
        if (slice_eq(wanted, SLICE("{id}"))) return is_number(step);
        if (slice_eq(wanted, SLICE("{asset}"))) return step.len && asset_is_well_formed(step);
        return step.len > 0;
}

/* The next step of "/a/b", which is cut off; false when there is none. */
static bool next_step(struct slice *path, struct slice *ret)
{
        if (path->len == 0) return false;
        *path = slice_skip(*path, 1); /* the slash */
        const char *slash = memchr(path->at, '/', path->len);
        size_t len = slash ? (size_t)(slash - path->at) : path->len;
        *ret = (struct slice){path->at, len};
        *path = slice_skip(*path, len);
        return true;
}

static bool path_fits(struct slice wanted, struct slice path, struct slice ret_steps[ROUTE_STEPS_MAX])
{
        struct slice wanted_step, step;
        unsigned count = 0;
        while (next_step(&wanted, &wanted_step)) {
                if (!next_step(&path, &step) || !step_fits(wanted_step, step)) return false;
                if (!slice_starts_with(wanted_step, SLICE("{"))) continue;
                must(count < ROUTE_STEPS_MAX);
                ret_steps[count++] = step;
        }
        return path.len == 0;
}

/* The words of an Allow field for every set of methods that rows may have. */
enum { ALLOW_GET = 1, ALLOW_POST = 2, ALLOW_PUT = 4, ALLOW_DELETE = 8, ALLOW_SETS = 16 };
static const char *const allow_words[ALLOW_SETS] = {
        "",
        "GET, HEAD",
        "POST",
        "GET, HEAD, POST",
        "PUT",
        "GET, HEAD, PUT",
        "POST, PUT",
        "GET, HEAD, POST, PUT",
        "DELETE",
        "GET, HEAD, DELETE",
        "POST, DELETE",
        "GET, HEAD, POST, DELETE",
        "PUT, DELETE",
        "GET, HEAD, PUT, DELETE",
        "POST, PUT, DELETE",
        "GET, HEAD, POST, PUT, DELETE",
};

static unsigned allowing(enum http_method method)
{
        switch (method) {
        case HTTP_GET:
        case HTTP_HEAD:
                return ALLOW_GET;
        case HTTP_POST:
                return ALLOW_POST;
        case HTTP_PUT:
                return ALLOW_PUT;
        case HTTP_DELETE:
                return ALLOW_DELETE;
        }
        return 0;
}

const struct route *route_find(enum http_method method, struct slice path, struct slice ret_steps[ROUTE_STEPS_MAX],
                               struct slice *ret_allow)
{
        unsigned allowed = 0;
        *ret_allow = SLICE("");
        if (path.len > ROUTE_PATH_MAX_BYTES || !slice_starts_with(path, SLICE("/"))) return NULL;
        enum http_method wanted = method == HTTP_HEAD ? HTTP_GET : method;
        for (size_t i = 0; i < ROUTES; i++) {
                if (!path_fits(slice_of(routes[i].path), path, ret_steps)) continue;
                if (routes[i].method == wanted) return &routes[i];
                allowed |= allowing(routes[i].method);
        }
        *ret_allow = slice_of(allow_words[allowed]);
        return NULL;
}

const struct route *route_table(size_t *ret_count)
{
        *ret_count = ROUTES;
        return routes;
}
