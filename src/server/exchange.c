/* One receive, and for each request in it one parse, one question to the app, one send; the loop's memory is used for
 * all of it, and the connection holds something only when it must wait.
 *
 * Input is read again from its start when more of it came. Since only a line's end can complete a head, bytes without
 * one are just added, so a head that comes in drops is read once a line and not once a drop. */
#include "server/exchange.h"

#include "os/socket.h"
#include "server/loop.h"
#include "server/stream.h"
#include "server/transmit.h"

#include <errno.h>
#include <sys/socket.h>

enum { REQUESTS_PER_TURN = 16, RETRY_AFTER_S = 5 };

enum progress {
        PROGRESS_SERVED,    /* go on with the next request */
        PROGRESS_PARTIAL,   /* the head is not whole yet */
        PROGRESS_RECEIVING, /* nor is the body */
        PROGRESS_PARKED,
        PROGRESS_SENDING, /* the reply waits for the client */
        PROGRESS_STREAMING,
        PROGRESS_LAST, /* the reply was sent, and no other will be */
        PROGRESS_FAILED,
};

static void reply_reset(struct reply *reply)
{
        reply->head = (struct http_head){0};
        reply->part_count = 0;
        reply->file.holder = NULL;
        reply->owned = (struct buf){0};
        reply->parked_on = 0;
        reply->stream.is_open = false;
}

/* Sends loop->reply and frees what of it was handed over and is not held, after which the connection goes on or, when
 * `last` is set, ends. */
static enum progress send_reply(struct loop *loop, struct connection *connection, bool without_body)
{
        enum transmitted transmitted = transmit_reply(loop, connection, without_body);
        if (loop->reply.owned.at) buf_clear(&loop->reply.owned);
        switch (transmitted) {
        case TRANSMIT_WHOLE:
                if (connection->is_stream) return PROGRESS_STREAMING;
                return connection->last ? PROGRESS_LAST : PROGRESS_SERVED;
        case TRANSMIT_PARTLY:
                return PROGRESS_SENDING;
        case TRANSMIT_FETCHING:
        case TRANSMIT_FAILED:
                break;
        }
        return PROGRESS_FAILED;
}

static void set_refusal(struct loop *loop, unsigned status, const struct http_request *request, struct slice allow)
{
        const struct server_app *app = &loop->shared->options.app;
        struct slice page = app->error_page ? app->error_page(app->context, status, request) : SLICE("");
        struct reply *reply = &loop->reply;
        reply_reset(reply);
        reply->head.status = status;
        reply->head.content_length = page.len;
        reply->head.cache_control = SLICE("no-store");
        if (page.len) reply->head.content_type = SLICE("text/html; charset=utf-8");
        if (page.len && app->error_policy) reply->head.content_security_policy = slice_of(app->error_policy);
        if (status == 405) reply->head.allow = allow;
        if (status == 503) reply->head.retry_after_s = RETRY_AFTER_S;
        reply->parts[0] = (struct iovec){(void *)(uintptr_t)page.at, page.len};
        reply->part_count = 1;
}

static enum progress send_refusal(struct loop *loop, struct connection *connection, bool without_body)
{
        connection_drop_upload(loop, connection);
        count_one(&loop->counts.refused);
        connection->last = connection->lingers = true;
        return send_reply(loop, connection, without_body);
}

/* The server's own answer to a request; the connection ends with it. */
static enum progress refuse(struct loop *loop, struct connection *connection, unsigned status,
                            const struct http_request *request)
{
        set_refusal(loop, status, request, SLICE("GET, HEAD"));
        return send_refusal(loop, connection, request->method == HTTP_HEAD);
}

/* The same to what is no request. */
static enum progress refuse_input(struct loop *loop, struct connection *connection, unsigned status, struct slice input)
{
        set_refusal(loop, status, NULL, SLICE(""));
        return send_refusal(loop, connection, slice_starts_with(input, SLICE("HEAD ")));
}

/* There are as many streams as there may be. */
static enum progress refuse_stream(struct loop *loop, struct connection *connection, const struct http_request *request)
{
        if (loop->reply.owned.at) buf_clear(&loop->reply.owned);
        return refuse(loop, connection, 503, request);
}

/* Asked of the system once a connection. */
static struct slice network_of(const struct loop *loop, struct connection *connection)
{
        const struct server_options *options = &loop->shared->options;
        if (!connection->network_is_known) {
                char room[SOCKET_ADDRESS_MAX_BYTES];
                bool is_trusted = socket_peer_is_in(connection->fd, options->trusted, options->trusted_count);
                struct slice network = is_trusted ? SLICE("") : socket_network(connection->fd, room);
                must(network.len <= sizeof connection->network);
                memcpy(connection->network, network.at, network.len);
                connection->network_len = (uint8_t)network.len;
                connection->network_is_known = true;
        }
        return (struct slice){connection->network, connection->network_len};
}

static enum progress ask_app(struct loop *loop, struct connection *connection, struct http_request *request)
{
        const struct server_app *app = &loop->shared->options.app;
        char peer[SOCKET_ADDRESS_MAX_BYTES];
        if (app->admit) request->peer = socket_peer(connection->fd, peer);
        request->network = network_of(loop, connection);
        struct reply *reply = &loop->reply;
        reply_reset(reply);
        reply->park_ms = loop_park_ms(loop);
        if (connection->is_parked) reply->parked_on = connection->token;
        connection->is_parked = false;
        if (app->answer(app->context, loop->thread, request, reply) == APP_PARK) {
                must(!reply->owned.at);
                connection->token = reply->parked_on;
                connection->is_parked = true;
                return PROGRESS_PARKED;
        }
        count_one(&loop->counts.requests);
        bool crowded = loop_crowd_percent(loop) > CROWD_FULL_PERCENT;
        if (reply->stream.is_open && request->method == HTTP_GET) {
                if (!stream_begin(loop, connection, &reply->stream)) return refuse_stream(loop, connection, request);
        }
        connection->last = !request->keep_alive || crowded || connection->is_stream || loop_is_stopping(loop);
        connection->lingers = request->keep_alive;
        return send_reply(loop, connection, request->method == HTTP_HEAD || reply->head.status == 304);
}

/* 0, or the status that a request with a body is refused with. */
static unsigned refusal_of(const struct http_request *request, const struct admission *admission)
{
        bool has_body = request->method == HTTP_POST || request->method == HTTP_PUT;
        if (admission->refusal) return admission->refusal;
        if (has_body && !request->has_content_length) return 411;
        return request->content_length > admission->body_max_bytes ? 413 : 0;
}

/* The client waits for this before it sends a body (RFC 9110, 10.1.1). All before it was sent whole, so there is room
 * for a line. */
static bool send_continue(const struct connection *connection)
{
        struct slice line = SLICE("HTTP/1.1 100 Continue\r\n\r\n");
        return send(connection->fd, line.at, line.len, MSG_NOSIGNAL) == (ssize_t)line.len;
}

/* Asks the app when the body is whole; `ret_used` is what of the input belongs to it. */
static enum progress collect_body(struct loop *loop, struct connection *connection, struct slice input,
                                  size_t *ret_used)
{
        struct upload *upload = connection->upload;
        *ret_used = upload_share(upload, input.len);
        bool is_kept = upload_add(upload, &loop->shared->budget, (struct slice){input.at, *ret_used});
        if (is_kept && !upload_is_whole(upload)) return PROGRESS_RECEIVING;

        struct http_request request = upload_request(upload);
        if (!is_kept) return refuse(loop, connection, 503, &request);
        enum progress progress = ask_app(loop, connection, &request);
        if (progress != PROGRESS_PARKED) connection_drop_upload(loop, connection);
        return progress;
}

static enum progress begin_body(struct loop *loop, struct connection *connection, const struct http_request *request,
                                struct slice head, const char *spool_folder)
{
        connection->upload = upload_new(&loop->shared->budget, head, request->content_length, spool_folder);
        if (!connection->upload) return refuse(loop, connection, 503, request);
        connection->upload->since_ms = loop->now_ms;
        return PROGRESS_RECEIVING;
}

static enum progress serve_with_body(struct loop *loop, struct connection *connection,
                                     const struct http_request *request, struct slice input, size_t *ret_used)
{
        struct slice rest = slice_skip(input, *ret_used);
        bool is_awaited = request->expects_continue && request->content_length && rest.len == 0;
        if (is_awaited && !send_continue(connection)) return PROGRESS_FAILED;
        size_t head_len = *ret_used;
        enum progress progress = collect_body(loop, connection, rest, ret_used);
        *ret_used += head_len;
        return progress;
}

/* The app says when it knows whether it takes the body; what of that came already waits in the input. */
static enum progress park_at_door(struct loop *loop, struct connection *connection, const struct admission *admission)
{
        reply_reset(&loop->reply);
        loop->reply.park_ms = admission->park_ms;
        connection->token = admission->parked_on;
        connection->is_parked = connection->at_door = true;
        return PROGRESS_PARKED;
}

/* A refusal in the app's own words; the body is not read, and the connection ends with it. */
static enum progress answer_at_door(struct loop *loop, struct connection *connection, struct http_request *request)
{
        request->keep_alive = false;
        request->body_fd = -1;
        enum progress progress = ask_app(loop, connection, request);
        connection->lingers = true;
        return progress;
}

/* PROGRESS_SERVED: it may go on. */
static enum progress admit(struct loop *loop, struct connection *connection, struct http_request *request,
                           struct admission *ret)
{
        const struct server_app *app = &loop->shared->options.app;
        bool is_known = connection->is_parked && !connection->at_door;
        if (!app->admit || is_known) return PROGRESS_SERVED;
        char peer[SOCKET_ADDRESS_MAX_BYTES];
        request->peer = socket_peer(connection->fd, peer);
        *ret = app->admit(app->context, loop->thread, request, connection->is_parked ? connection->token : 0);
        connection->at_door = false;
        if (ret->parked_on) return park_at_door(loop, connection, ret);
        if (ret->answers_now) return answer_at_door(loop, connection, request);
        connection->is_parked = false;
        unsigned status = refusal_of(request, ret);
        if (!status) return PROGRESS_SERVED;
        set_refusal(loop, status, request, ret->allow);
        return send_refusal(loop, connection, request->method == HTTP_HEAD);
}

/* The head is whole. `ret_used` comes as its length. */
static enum progress serve_head(struct loop *loop, struct connection *connection, struct http_request *request,
                                struct slice input, size_t *ret_used)
{
        const struct server_app *app = &loop->shared->options.app;
        bool may_have_body = request->method != HTTP_GET && request->method != HTTP_HEAD;
        if (may_have_body && !app->admit) return refuse(loop, connection, 405, request);

        struct admission admission = {0};
        enum progress admitted = admit(loop, connection, request, &admission);
        if (admitted == PROGRESS_PARKED) *ret_used = 0;
        if (admitted != PROGRESS_SERVED) return admitted;
        if (may_have_body) {
                struct slice head = {input.at, *ret_used};
                enum progress begun = begin_body(loop, connection, request, head, admission.spool_folder);
                if (begun != PROGRESS_RECEIVING) return begun;
                return serve_with_body(loop, connection, request, input, ret_used);
        }
        enum progress progress = ask_app(loop, connection, request);
        if (progress == PROGRESS_PARKED) *ret_used = 0;
        return progress;
}

/* Serves one request; `ret_used` is what it took of the input, 0 while it stays there. */
static enum progress serve_next(struct loop *loop, struct connection *connection, struct slice input, size_t *ret_used)
{
        struct http_request request;
        size_t head_len;
        unsigned status;
        if (connection->upload) return collect_body(loop, connection, input, ret_used);
        *ret_used = 0;
        switch (http_parse(input, &request, &head_len, &status)) {
        case HTTP_PARTIAL:
                return PROGRESS_PARTIAL;
        case HTTP_REFUSED:
                return refuse_input(loop, connection, status, input);
        case HTTP_PARSED:
                break;
        }
        *ret_used = head_len;
        return serve_head(loop, connection, &request, input, ret_used);
}

/* A request that goes on waiting keeps the deadline it has; one behind those just served (`anew`) gets its own. */
static void wait_in(struct loop *loop, struct connection *connection, enum connection_state state, bool anew)
{
        if (anew || connection->state != state) connection_enter(loop, connection, state);
}

static void park(struct loop *loop, struct connection *connection, bool anew)
{
        if (anew || connection->state != CONNECTION_PARKED) {
                count_one(&loop->counts.parked);
                connection->parked_until_ms = loop->now_ms + loop->reply.park_ms;
        }
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
        case PROGRESS_RECEIVING:
                wait_in(loop, connection, CONNECTION_RECEIVING, served);
                return;
        case PROGRESS_PARKED:
                park(loop, connection, served);
                return;
        case PROGRESS_SENDING:
                connection_enter(loop, connection, CONNECTION_SENDING);
                return;
        case PROGRESS_STREAMING:
                stream_wait(loop, connection);
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
        for (; count < REQUESTS_PER_TURN && (input.len || connection->upload) && progress == PROGRESS_SERVED; count++) {
                size_t used;
                progress = serve_next(loop, connection, input, &used);
                input = slice_skip(input, used);
        }
        settle(loop, connection, progress, input, count > 1);
}

void exchange_refuse_slow_body(struct loop *loop, struct connection *connection)
{
        count_one(&loop->counts.closed_for_deadline);
        struct http_request request = upload_request(connection->upload);
        settle(loop, connection, refuse(loop, connection, 408, &request), SLICE(""), true);
}

void exchange_give_up(struct loop *loop, struct connection *connection)
{
        struct http_request request;
        size_t len = 0;
        unsigned status;
        struct slice input = held_slice(&connection->input);
        if (connection->upload)
                request = upload_request(connection->upload);
        else
                must(http_parse(input, &request, &len, &status) == HTTP_PARSED);
        count_one(&loop->counts.closed_for_deadline);
        connection_abandon(loop, connection);
        enum progress progress = refuse(loop, connection, 503, &request);
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

        ssize_t got = socket_receive(connection->fd, loop->input + held.len, sizeof loop->input - held.len);
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
        if (connection->is_stream)
                stream_go_on(loop, connection);
        else if (connection->last)
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
        ssize_t got = socket_receive(connection->fd, loop->input, sizeof loop->input);
        if (got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR))) return;
        connection_close(loop, connection);
}

void exchange_event(struct loop *loop, struct connection *connection)
{
        switch (connection->state) {
        case CONNECTION_READING:
        case CONNECTION_IDLE:
        case CONNECTION_RECEIVING:
                receive(loop, connection);
                return;
        case CONNECTION_SENDING:
                send_more(loop, connection);
                return;
        case CONNECTION_LINGERING:
                linger(loop, connection);
                return;
        case CONNECTION_PARKED:
        case CONNECTION_STREAMING:
        case CONNECTION_FETCHING:
                connection_close(loop, connection);
                return;
        case CONNECTION_READY:
        case CONNECTION_CLOSED:
        case CONNECTION_STATES:
                return;
        }
}
