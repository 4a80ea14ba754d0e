#include "desk/route.h"

#include "desk/handlers.h"

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

const struct route *route_find(enum http_method method, struct slice path, struct slice ret_steps[ROUTE_STEPS_MAX],
                               bool *ret_other_method)
{
        *ret_other_method = false;
        if (path.len > ROUTE_PATH_MAX_BYTES || !slice_starts_with(path, SLICE("/"))) return NULL;
        enum http_method wanted = method == HTTP_HEAD ? HTTP_GET : method;
        for (size_t i = 0; i < ROUTES; i++) {
                if (!path_fits(slice_of(routes[i].path), path, ret_steps)) continue;
                if (routes[i].method == wanted) return &routes[i];
                *ret_other_method = true;
        }
        return NULL;
}

const struct route *route_table(size_t *ret_count)
{
        *ret_count = ROUTES;
        return routes;
}
