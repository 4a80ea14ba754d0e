/* The server's thread: what can be answered without the newsroom's data is answered at once; the rest becomes an
 * errand.
 *
 * Here, before anything else is looked at: the host, the method and path against the table of routes, and where a write
 * comes from. */
#include "desk/desk_inside.h"

#include "os/file.h"

/* A body that may be larger than this is kept in a file without a name: pictures, beside those that are kept. */
enum { SPOOL_ABOVE_BYTES = 8 * 1024 * 1024 };
/* A larger one is taken only from who may send it. */
enum { KNOCK_ABOVE_BYTES = 64 * 1024 };

/* Scripts, styles and pictures of the desk itself; nothing may frame it, nothing leaves it; no string becomes markup
 * but what ProseMirror parses of a paste, in a document of its own. */
#define SECURITY_POLICY                                                                                                \
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "                              \
        "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "          \
        "require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard"
/* Of the program's own scripts, styles and icons, whose address has their content's hash: they hold nothing of the
 * newsroom's. Whatever is the newsroom's is no-store, its pictures too: on a shared computer those of a story that is
 * not out yet would stay in the browser's cache after whoever saw them signed out. */
#define IMMUTABLE "private, max-age=31536000, immutable"
#define MORE_FIELDS                                                                                                    \
        "Referrer-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n"                                  \
        "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n"

static bool is_write(enum http_method method)
{
        return method != HTTP_GET && method != HTTP_HEAD;
}

/* A write must come from the desk's own pages (CSRF). Browsers send Origin with every write; those that also send
 * Sec-Fetch-Site must say so there too. */
static bool comes_from_here(const struct desk *d, const struct http_request *request)
{
        if (!slice_eq(request->origin, buf_slice(&d->url))) return false;
        return request->sec_fetch_site.len == 0 || slice_eq(request->sec_fetch_site, SLICE("same-origin"));
}

static const struct static_file *file_asked(const struct desk *d, const struct http_request *request)
{
        if (is_write(request->method) || !slice_starts_with(request->path, SLICE("/static/"))) return NULL;
        return screens_file(&d->screens, slice_skip(request->path, strlen("/static/")));
}

/* What the server would refuse in words of its own. */
static unsigned body_refusal(const struct http_request *request, const struct route *route)
{
        if (!is_write(request->method)) return 0;
        bool has_body = request->method == HTTP_POST || request->method == HTTP_PUT;
        if (has_body && !request->has_content_length) return 411;
        return request->content_length > route->body_max_bytes ? 413 : 0;
}

static unsigned refusal_for(const struct desk *d, const struct http_request *request, const struct route *route,
                            struct slice allow)
{
        if (!slice_eq_nocase(request->host, buf_slice(&d->host))) return 421;
        if (!route && file_asked(d, request)) return 0;
        if (!route) return allow.len ? 405 : 404;
        if (is_write(request->method) && !comes_from_here(d, request)) return 403;
        return body_refusal(request, route);
}

/* ---- replies ---- */

static void fill_head(struct reply *ret, unsigned status, const char *type, size_t len)
{
        ret->head.status = status;
        ret->head.content_type = slice_of(type);
        ret->head.content_length = len;
        ret->head.cache_control = SLICE("no-store");
        ret->head.content_security_policy = SLICE(SECURITY_POLICY);
        ret->head.cross_origin_resource_policy = SLICE("same-origin");
        ret->head.more = SLICE(MORE_FIELDS);
}

static void set_body(struct reply *ret, struct slice body)
{
        ret->parts[0] = (struct iovec){(void *)(uintptr_t)body.at, body.len};
        ret->part_count = 1;
}

static enum app_answer reply_static(const struct desk *d, const struct http_request *request, struct reply *ret)
{
        const struct static_file *file = file_asked(d, request);
        must(file); /* refusal_for() */
        fill_head(ret, 200, file->type, file->bytes.len);
        ret->head.cache_control = SLICE(IMMUTABLE);
        set_body(ret, file->bytes);
        return APP_REPLY;
}

/* To whoever has not signed in: without an errand. */
static enum app_answer reply_refusal(const struct desk *d, const struct http_request *request, struct reply *ret,
                                     unsigned status, struct slice allow)
{
        struct slice page = refusal_page(d, status, request->accept_language);
        fill_head(ret, status, "text/html; charset=utf-8", page.len);
        set_body(ret, page);
        if (status == 405) ret->head.allow = allow;
        return APP_REPLY;
}

static struct slice error_page(void *context, unsigned status, const struct http_request *request)
{
        return refusal_page(context, status, request ? request->accept_language : SLICE(""));
}

static enum app_answer reply_done(struct desk *d, struct errand *e, struct reply *ret)
{
        fill_head(ret, e->reply.status, e->reply.type ? e->reply.type : "", e->reply.body.len);
        if (e->reply.policy) ret->head.content_security_policy = slice_of(e->reply.policy);
        ret->head.allow = e->allow;
        ret->head.location = buf_slice(&e->reply.location);
        ret->head.set_cookie = buf_slice(&e->reply.cookie);
        if (e->reply.file) {
                ret->head.content_length = e->reply.file->size_bytes;
                ret->file = (struct reply_file){e->reply.file, e->reply.file->fd, 0};
        } else {
                ret->owned = e->reply.body;
                e->reply.body = BUF_INIT(0); /* the server's from now on */
        }
        e->next = d->sent;
        d->sent = e;
        return APP_REPLY;
}

/* ---- errands ---- */

/* Where somebody sits, for limits and the audit: behind a proxy on this machine, or one that is trusted, what the proxy
 * says last. */
static struct slice address_of(const struct desk *d, const struct http_request *request)
{
        bool by_proxy = d->is_secure && request->x_forwarded_for.len && request->network.len == 0;
        if (!by_proxy) return request->peer;
        struct slice list = request->x_forwarded_for, last = list;
        while (list.len)
                last = slice_cut(&list, ',');
        return slice_trim(last);
}

static struct errand *errand_for(struct desk *d, const struct http_request *request, const struct route *route,
                                 const struct slice steps[ROUTE_STEPS_MAX])
{
        struct errand *e = errand_new(d->errands);
        if (!e) return NULL;
        e->route = route;
        for (size_t i = 0; i < ROUTE_STEPS_MAX; i++)
                if (steps[i].len) e->steps[i] = arena_copy(&e->arena, steps[i]);
        e->path = arena_copy(&e->arena, request->path);
        e->query = arena_copy(&e->arena, request->query);
        e->session = arena_copy(&e->arena, http_cookie(request->cookie, slice_of(session_cookie_name(d))));
        e->address = arena_copy(&e->arena, address_of(d, request));
        e->agent = arena_copy(&e->arena, request->user_agent);
        e->accept_language = arena_copy(&e->arena, request->accept_language);
        e->content_type = arena_copy(&e->arena, request->content_type);
        e->body = arena_copy(&e->arena, request->body);
        /* The server's own ends with the call. */
        if (request->body_fd < 0 || fd_copy(request->body_fd, &e->body_fd).code == OK) return e;
        errand_free(e);
        return NULL;
}

/* Somebody may have signed in: their page is the writer's thread's to make. Not at another address (421), where nobody
 * is known. */
static bool may_be_known(const struct desk *d, const struct http_request *request, unsigned status)
{
        return status != 421 && http_cookie(request->cookie, slice_of(session_cookie_name(d))).len > 0;
}

static struct errand *errand_of_refusal(struct desk *d, const struct http_request *request, unsigned status,
                                        struct slice allow)
{
        static const struct slice no_steps[ROUTE_STEPS_MAX];
        struct http_request head = *request;
        head.body = SLICE("");
        head.body_fd = -1;
        struct errand *e = errand_for(d, &head, refusal_route(request->method), no_steps);
        if (!e) return NULL;
        e->refusal = status;
        if (status == 405) e->allow = allow;
        return e;
}

/* ---- at the door ---- */

/* A write that is refused: its body is not read, whoever sent it. */
static struct admission refuse_write(struct desk *d, const struct http_request *request, uint64_t parked_on,
                                     unsigned status, struct slice allow)
{
        if (!may_be_known(d, request, status)) return (struct admission){.answers_now = true};
        int64_t patience_ms = refusal_route(request->method)->patience_ms;
        if (parked_on && errand_hear(d->errands, parked_on) != KNOCK_WAITS)
                return (struct admission){.answers_now = true};
        if (parked_on) return (struct admission){.parked_on = parked_on, .park_ms = patience_ms};
        struct errand *e = errand_of_refusal(d, request, status, allow);
        if (!e) return (struct admission){.refusal = 503};
        e->is_knock = true;
        const struct admission waits = {.parked_on = e->number, .park_ms = patience_ms};
        errand_put(d->errands, e);
        return waits;
}

/* A body of some size is taken only from who may send it: a stranger's would fill our memory or disk until somebody
 * looked at it. Only the writer's thread can tell, so it gets an errand of the head alone first. */
static struct admission knock(struct desk *d, const struct http_request *request, const struct route *route,
                              const struct slice steps[ROUTE_STEPS_MAX])
{
        struct errand *e = errand_for(d, request, route, steps);
        if (!e) return (struct admission){.refusal = 503};
        e->is_knock = true;
        const struct admission admission = {.parked_on = e->number, .park_ms = route->patience_ms};
        errand_put(d->errands, e);
        return admission;
}

static struct admission admit_write(struct desk *d, const struct http_request *request, uint64_t parked_on)
{
        struct slice steps[ROUTE_STEPS_MAX] = {{"", 0}, {"", 0}, {"", 0}}, allow;
        const struct route *route = route_find(request->method, request->path, steps, &allow);
        unsigned refusal = refusal_for(d, request, route, allow);
        if (refusal || !route) return refuse_write(d, request, parked_on, refusal, allow);
        bool is_large = route->body_max_bytes > SPOOL_ABOVE_BYTES;
        const struct admission admitted = {.body_max_bytes = route->body_max_bytes,
                                           .spool_folder = is_large ? writer_media_folder(d->writer) : NULL};
        bool knocks = route->access != ACCESS_ANYBODY && request->content_length > KNOCK_ABOVE_BYTES;
        if (!knocks) return admitted;
        if (!parked_on) return knock(d, request, route, steps);
        switch (errand_hear(d->errands, parked_on)) {
        case KNOCK_WAITS:
                return (struct admission){.parked_on = parked_on, .park_ms = route->patience_ms};
        case KNOCK_REFUSED:
                return (struct admission){.answers_now = true};
        case KNOCK_ADMITTED:
                break;
        }
        return admitted;
}

static struct admission admit(void *context, unsigned thread, const struct http_request *request, uint64_t parked_on)
{
        (void)thread;
        /* Who only looks gets a page that says what is wrong; a write is refused before its body is read. */
        return is_write(request->method) ? admit_write(context, request, parked_on) : (struct admission){0};
}

/* ---- */

static enum app_answer answer(void *context, unsigned thread, const struct http_request *request, struct reply *ret)
{
        struct desk *d = context;
        struct slice steps[ROUTE_STEPS_MAX] = {{"", 0}, {"", 0}, {"", 0}};
        struct slice allow;
        (void)thread;
        if (ret->parked_on) {
                struct errand *done = errand_take_done(d->errands, ret->parked_on);
                return done ? reply_done(d, done, ret) : APP_PARK;
        }
        const struct route *route = route_find(request->method, request->path, steps, &allow);
        unsigned refusal = refusal_for(d, request, route, allow);
        if (refusal && !may_be_known(d, request, refusal)) return reply_refusal(d, request, ret, refusal, allow);
        if (!refusal && !route) return reply_static(d, request, ret);

        struct errand *e =
                refusal ? errand_of_refusal(d, request, refusal, allow) : errand_for(d, request, route, steps);
        if (!e) return reply_refusal(d, request, ret, 503, allow);
        ret->parked_on = e->number;
        ret->park_ms = e->route->patience_ms;
        errand_put(d->errands, e);
        return APP_PARK;
}

static void turn_ended(void *context, unsigned thread)
{
        struct desk *d = context;
        (void)thread;
        while (d->sent) {
                struct errand *e = d->sent;
                d->sent = e->next;
                errand_free(e);
        }
}

static void abandoned(void *context, unsigned thread, uint64_t token)
{
        struct desk *d = context;
        (void)thread;
        errand_leave(d->errands, token);
}

/* ---- files, which are sent while other things are ---- */

static void hold_file(void *context, void *holder)
{
        (void)context;
        export_file_ref(holder);
}

static void release_file(void *context, void *holder)
{
        (void)context;
        export_file_unref(holder);
}

/* One was written a moment ago; should the disk be asked after all, the desk waits for it. */
static bool file_is_at_hand(void *context, unsigned thread, const struct reply_file *file, uint64_t *ret_token)
{
        (void)context, (void)thread, (void)file, (void)ret_token;
        return true;
}

struct server_app desk_app(struct desk *d)
{
        return (struct server_app){
                .context = d,
                .answer = answer,
                .turn_ended = turn_ended,
                .error_page = error_page,
                .error_policy = SECURITY_POLICY,
                .admit = admit,
                .abandoned = abandoned,
                .file_hold = hold_file,
                .file_release = release_file,
                .file_is_at_hand = file_is_at_hand,
        };
}
