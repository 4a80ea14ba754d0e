/* One receive, and for each request in it one parse, one question to the app, one send; the loop's memory is used for
 * all of it, and the connection holds something only when it must wait.
 *
 * Input is read again from its start when more of it came. Since only a line's end can complete a head, bytes without
 * one are just added, so a head that comes in drops is read once a line and not once a drop. */
#include "server/exchange.h"

#include "os/socket.h"
#include "server/loop.h"
#include "server/transmit.h"

#include <errno.h>
#include <sys/socket.h>

enum { REQUESTS_PER_TURN = 16, RETRY_AFTER_S = 5, BODY_STEP_BYTES = 64 * 1024 };

enum progress {
        PROGRESS_SERVED,  /* go on with the next request */
        PROGRESS_PARTIAL, /* the head is not whole yet */
        PROGRESS_BODY,    /* the body is not whole yet */
        PROGRESS_PARKED,
        PROGRESS_SENDING, /* the reply waits for the client */
        PROGRESS_LAST,    /* the reply was sent, and no other will be */
        PROGRESS_FAILED,
};

static void reply_reset(struct reply *reply)
{
        reply->head = (struct http_head){0};
        reply->part_count = 0;
        reply->file.holder = NULL;
        reply->parked_on = 0;
}

/* Sends loop->reply, after which the connection goes on or, when `last` is set, ends. */
static enum progress send_reply(struct loop *loop, struct connection *connection, bool without_body)
{
        switch (transmit_reply(loop, connection, without_body)) {
        case TRANSMIT_WHOLE:
                return connection->last ? PROGRESS_LAST : PROGRESS_SERVED;
        case TRANSMIT_PARTLY:
                return PROGRESS_SENDING;
        case TRANSMIT_FETCHING:
        case TRANSMIT_FAILED:
                break;
        }
        return PROGRESS_FAILED;
}

/* The server's own answer; the connection ends with it. */
static enum progress refuse(struct loop *loop, struct connection *connection, unsigned status, bool without_body)
{
        const struct server_app *app = &loop->shared->options.app;
        struct slice page = app->error_page ? app->error_page(app->context, status) : SLICE("");
        struct reply *reply = &loop->reply;
        reply_reset(reply);
        reply->head.status = status;
        reply->head.content_length = page.len;
        reply->head.cache_control = SLICE("no-store");
        if (page.len) reply->head.content_type = SLICE("text/html; charset=utf-8");
        if (status == 405) reply->head.allow = SLICE("GET, HEAD");
        if (status == 503) reply->head.retry_after_s = RETRY_AFTER_S;
        reply->parts[0] = (struct iovec){(void *)(uintptr_t)page.at, page.len};
        reply->part_count = 1;

        count_one(&loop->counts.refused);
        connection->last = connection->lingers = true;
        return send_reply(loop, connection, without_body);
}

static enum progress ask_app(struct loop *loop, struct connection *connection, const struct http_request *request)
{
        const struct server_app *app = &loop->shared->options.app;
        struct reply *reply = &loop->reply;
        reply_reset(reply);
        if (connection->state == CONNECTION_PARKED) reply->parked_on = connection->token;
        connection->token = 0; /* behind it, the next request is another one */
        if (app->answer(app->context, loop->thread, request, reply) == APP_PARK) {
                connection->token = reply->parked_on;
                return PROGRESS_PARKED;
        }
        count_one(&loop->counts.requests);
        bool crowded = loop_crowd_percent(loop) > CROWD_FULL_PERCENT;
        connection->last = !request->keep_alive || crowded || loop_is_stopping(loop);
        connection->lingers = request->keep_alive;
        return send_reply(loop, connection, request->method == HTTP_HEAD || reply->head.status == 304);
}

/* An app that takes bodies: whether it takes this one, and whether it is here. PROGRESS_SERVED: ask the app. */
static enum progress take_body(struct loop *loop, struct connection *connection, struct slice input, size_t head_len,
                               struct http_request *request)
{
        const struct server_app *app = &loop->shared->options.app;
        struct admission admission = app->admit(app->context, loop->thread, request);
        bool without_body = request->method == HTTP_HEAD;
        if (admission.refusal) return refuse(loop, connection, admission.refusal, without_body);
        if (request->content_length > admission.body_max_bytes) return refuse(loop, connection, 413, without_body);
        connection->wanted_bytes = head_len + (size_t)request->content_length;
        if (input.len < connection->wanted_bytes) return PROGRESS_BODY;
        request->body = (struct slice){input.at + head_len, (size_t)request->content_length};
        return PROGRESS_SERVED;
}

/* Serves one request; `ret_used` is what it took of the input, 0 while it stays there. */
static enum progress serve_next(struct loop *loop, struct connection *connection, struct slice input, size_t *ret_used)
{
        struct http_request request;
        size_t head_len;
        unsigned status;
        *ret_used = 0;
        switch (http_parse(input, &request, &head_len, &status)) {
        case HTTP_PARTIAL:
                return PROGRESS_PARTIAL;
        case HTTP_REFUSED:
                return refuse(loop, connection, status, false);
        case HTTP_PARSED:
                break;
        }
        char peer[SOCKET_ADDRESS_MAX_BYTES];
        if (loop->shared->options.app.admit) {
                request.peer = socket_peer(connection->fd, peer);
                enum progress body = take_body(loop, connection, input, head_len, &request);
                if (body != PROGRESS_SERVED) return body;
        } else if (request.method != HTTP_GET && request.method != HTTP_HEAD) {
                return refuse(loop, connection, 405, false);
        }
        enum progress progress = ask_app(loop, connection, &request);
        if (progress != PROGRESS_PARKED) *ret_used = head_len + request.body.len;
        return progress;
}

/* A request that goes on waiting keeps the deadline it has; one behind those just served (`anew`) gets its own. */
static void wait_in(struct loop *loop, struct connection *connection, enum connection_state state, bool anew)
{
        if (anew || connection->state != state) connection_enter(loop, connection, state);
}

/* The rest of the body is received behind what is held of it. */
static void await_body(struct loop *loop, struct connection *connection)
{
        connection->flowing_since_ms = loop->now_ms;
        connection->flowed_bytes = 0;
        connection_enter(loop, connection, CONNECTION_BODY);
}

static void park(struct loop *loop, struct connection *connection, bool anew)
{
        if (anew || connection->state != CONNECTION_PARKED) count_one(&loop->counts.parked);
        wait_in(loop, connection, CONNECTION_PARKED, anew);
        if (connection->state == CONNECTION_PARKED) connection_join_token(loop, connection);
}

/* Brings the connection into the state that its progress asks for, `rest` being the input not used yet. */
static void settle(struct loop *loop, struct connection *connection, enum progress progress, struct slice rest,
                   bool served)
{
        if (connection->last && rest.len) { /* requests that will not be answered */
                connection->lingers = true;
                rest.len = 0;
        }
        if (!held_keep(&connection->input, &loop->shared->budget, rest)) progress = PROGRESS_FAILED;

        switch (progress) {
        case PROGRESS_SERVED:
                connection_enter(loop, connection, rest.len ? CONNECTION_READY : CONNECTION_IDLE);
                return;
        case PROGRESS_PARTIAL:
                wait_in(loop, connection, CONNECTION_READING, served);
                return;
        case PROGRESS_BODY:
                await_body(loop, connection);
                return;
        case PROGRESS_PARKED:
                park(loop, connection, served);
                return;
        case PROGRESS_SENDING:
                connection_enter(loop, connection, CONNECTION_SENDING);
                return;
        case PROGRESS_LAST:
                connection_finish(loop, connection);
                return;
        case PROGRESS_FAILED:
                connection_close(loop, connection);
                return;
        }
}

void exchange_serve(struct loop *loop, struct connection *connection, struct slice input)
{
        enum progress progress = PROGRESS_SERVED;
        unsigned count = 0;
        for (; count < REQUESTS_PER_TURN && input.len && progress == PROGRESS_SERVED; count++) {
                size_t used;
                progress = serve_next(loop, connection, input, &used);
                input = slice_skip(input, used);
        }
        settle(loop, connection, progress, input, count > 1);
}

void exchange_give_up(struct loop *loop, struct connection *connection)
{
        struct http_request request;
        size_t len;
        unsigned status;
        struct slice input = held_slice(&connection->input);
        must(http_parse(input, &request, &len, &status) == HTTP_PARSED);
        count_one(&loop->counts.closed_for_deadline);
        connection_abandon(loop, connection);
        enum progress progress = refuse(loop, connection, 503, request.method == HTTP_HEAD);
        settle(loop, connection, progress, slice_skip(input, len), true);
}

/* Bytes that cannot complete a head, behind a held start of one, are only added to it. */
static bool needs_no_look(const struct connection *connection, struct slice input, size_t held_len)
{
        return connection->state == CONNECTION_READING && held_len > 0 && input.len < HTTP_HEAD_MAX_BYTES &&
               !memchr(input.at + held_len, '\n', input.len - held_len);
}

static void receive(struct loop *loop, struct connection *connection)
{
        struct slice held = held_slice(&connection->input);
        must(held.len < sizeof loop->input);
        if (held.len) memcpy(loop->input, held.at, held.len);

        ssize_t got = recv(connection->fd, loop->input + held.len, sizeof loop->input - held.len, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (got <= 0) {
                connection_close(loop, connection);
                return;
        }
        struct slice input = {loop->input, held.len + (size_t)got};
        if (needs_no_look(connection, input, held.len))
                settle(loop, connection, PROGRESS_PARTIAL, input, false);
        else
                exchange_serve(loop, connection, input);
}

/* Only up to the body's end, so nothing of the next request comes with it. */
static void receive_body(struct loop *loop, struct connection *connection)
{
        struct held *input = &connection->input;
        size_t left = connection->wanted_bytes - input->len;
        size_t step = left < BODY_STEP_BYTES ? left : BODY_STEP_BYTES;
        char *at = held_room(input, &loop->shared->budget, step);
        ssize_t got = at ? recv(connection->fd, at, step, 0) : 0;
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (got <= 0) {
                connection_close(loop, connection);
                return;
        }
        input->len += (size_t)got;
        connection->flowed_bytes += (size_t)got;
        if (input->len == connection->wanted_bytes) exchange_serve(loop, connection, held_slice(input));
}

static void send_more(struct loop *loop, struct connection *connection)
{
        switch (transmit_rest(loop, connection)) {
        case TRANSMIT_PARTLY:
                return;
        case TRANSMIT_FETCHING:
                connection_enter(loop, connection, CONNECTION_FETCHING);
                if (connection->state == CONNECTION_FETCHING) connection_join_token(loop, connection);
                return;
        case TRANSMIT_FAILED:
                connection_close(loop, connection);
                return;
        case TRANSMIT_WHOLE:
                break;
        }
        if (connection->last)
                connection_finish(loop, connection);
        else
                connection_enter(loop, connection, connection->input.len ? CONNECTION_READY : CONNECTION_IDLE);
}

void exchange_fetched(struct loop *loop, struct connection *connection)
{
        connection_enter(loop, connection, CONNECTION_SENDING);
        if (connection->state == CONNECTION_SENDING) send_more(loop, connection);
}

/* What the client still sends is read and forgotten until it has seen the end. */
static void linger(struct loop *loop, struct connection *connection)
{
        ssize_t got = recv(connection->fd, loop->input, sizeof loop->input, 0);
        if (got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR))) return;
        connection_close(loop, connection);
}

void exchange_event(struct loop *loop, struct connection *connection)
{
        switch (connection->state) {
        case CONNECTION_READING:
        case CONNECTION_IDLE:
                receive(loop, connection);
                return;
        case CONNECTION_BODY:
                receive_body(loop, connection);
                return;
        case CONNECTION_SENDING:
                send_more(loop, connection);
                return;
        case CONNECTION_LINGERING:
                linger(loop, connection);
                return;
        case CONNECTION_PARKED:
        case CONNECTION_FETCHING:
                connection_close(loop, connection);
                return;
        case CONNECTION_READY:
        case CONNECTION_CLOSED:
        case CONNECTION_STATES:
                return;
        }
}
