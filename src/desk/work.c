/* The writer's thread: each errand from its session to its reply.
 *
 * Who comes is settled first, then what the row of the table asks for; only then the handler runs. */
#include "desk/proof.h"

#include "base/clock.h"
#include "base/log.h"
#include "os/wake.h"

/* ---- who comes ---- */

static struct err find_person(struct visit *v)
{
        struct token token;
        if (!token_read(v->errand->session, &token)) return NO_ERR;
        v->session_hash = token_hash(&token);
        struct store *store = writer_store(v->desk->writer);
        struct err err = store_find_session(store, v->session_hash.bytes, v->now_ms, visit_arena(v), &v->session);
        if (err.code == ERR_NOT_FOUND) return NO_ERR;
        TRY(err);
        TRY(store_load_person(store, v->session.person, visit_arena(v), &v->who));
        v->person = &v->who;
        return NO_ERR;
}

/* When somebody was here is kept by the minute: a write for every request would be one too many. */
static struct err note_visit(struct visit *v)
{
        struct store *store = writer_store(v->desk->writer);
        if (!v->person || !session_wants_touch(&v->session, v->now_ms)) return NO_ERR;
        TRY(store_begin(store));
        struct err err = store_touch_session(store, v->session_hash.bytes, v->now_ms);
        if (err.code == OK) return store_commit(store);
        store_rollback(store);
        return err;
}

/* ---- what the row asks for ---- */

/* Whoever must sign in first is shown where, and led back afterwards; a script is told so. */
static struct err ask_to_sign_in(struct visit *v)
{
        if (visit_wants_json(v)) return reply_refused(v, 401, "session_ended");
        return reply_go_and_back(v, "/sign-in");
}

/* Where only is asked whether they may come in: no answer says that they may. */
static struct err let_in(struct visit *v)
{
        (void)v;
        return NO_ERR;
}

/* The row's handler, or what was left to be done when a helping hand is through. */
static handler_fn *handler_of(const struct errand *e)
{
        if (e->is_knock && !e->refusal) return let_in;
        return e->then ? e->then : e->route->handle;
}

/* Whoever has a password has codes, or sets them up first: these are the ways to do it, and the one out. */
static bool is_way_to_codes(const struct route *route)
{
        struct slice path = slice_of(route->path);
        return slice_starts_with(path, SLICE("/me/codes")) || slice_starts_with(path, SLICE("/again")) ||
               slice_eq(path, SLICE("/sign-out"));
}

static struct err ask_for_codes(struct visit *v)
{
        if (visit_wants_json(v)) return reply_refused(v, 403, "codes_missing");
        return reply_go(v, "/me/codes");
}

static struct err serve(struct visit *v)
{
        const struct route *route = v->errand->route;
        handler_fn *handle = handler_of(v->errand);
        TRY(find_person(v));
        TRY(note_visit(v));
        v->texts = screens_language(&v->desk->screens, v->person ? v->person->language : SLICE(""),
                                    v->errand->accept_language);
        if (route->access == ACCESS_ANYBODY) return handle(v);
        if (!v->person) return ask_to_sign_in(v);
        if (visit_lacks_codes(v) && !is_way_to_codes(route)) return ask_for_codes(v);
        if (route->access == ACCESS_SIGNED_IN) return handle(v);
        if (route->access != ACCESS_FRESH && !visit_may_use(v, route->permission))
                return reply_not_allowed(v, route->permission);
        if (route->access != ACCESS_PERMISSION && !proof_is_fresh(v)) return reply_ask_proof(v);
        return handle(v);
}

/* ---- */

/* True when it is answered; false: a helping hand has it now. */
static bool work_on(struct desk *d, struct errand *e)
{
        struct visit v = {.desk = d, .errand = e, .now_ms = clock_wall_ms()};
        e->work = NULL;
        screens_follow_zone(&d->screens, writer_newsroom(d->writer)->editions[0].zone);
        v.texts = screens_language(&d->screens, SLICE(""), e->accept_language);
        struct err err = serve(&v);
        if (err.code != OK) {
                log_err(err, "desk, %s", e->route->path);
                e->work = NULL;
                reply_failed(&v);
        }
        bool is_answered = !e->work;
        must(!is_answered || e->is_knock || e->reply.status != 0);
        if (!is_answered) hands_take(d->hands, e);
        return is_answered;
}

void desk_work(void *context)
{
        struct desk *d = context;
        wake_hear(errand_queue_fd(d->errands));
        for (struct errand *e = errand_next(d->errands); e; e = errand_next(d->errands)) {
                uint64_t number = e->number;
                if (work_on(d, e) && errand_done(d->errands, e)) server_wake(d->server, 0, number);
        }
}
