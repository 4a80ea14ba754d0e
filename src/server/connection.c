#include "server/connection.h"

#include "server/loop.h"
#include "server/stream.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* READY asks for nothing: it is served in the next turn whatever the poller says. */
static const unsigned watches[CONNECTION_STATES] = {
        [CONNECTION_READING] = POLLER_READ,     [CONNECTION_IDLE] = POLLER_READ,
        [CONNECTION_PARKED] = POLLER_HANGUP,    [CONNECTION_SENDING] = POLLER_WRITE,
        [CONNECTION_STREAMING] = POLLER_HANGUP, [CONNECTION_FETCHING] = POLLER_HANGUP,
        [CONNECTION_LINGERING] = POLLER_READ,   [CONNECTION_RECEIVING] = POLLER_READ,
};

static void uncount(struct loop *loop)
{
        atomic_fetch_sub_explicit(&loop->shared->connections, 1, memory_order_relaxed);
        atomic_fetch_sub_explicit(&loop->load, 1, memory_order_relaxed);
}

void connection_open(struct loop *loop, int fd)
{
        struct shared *shared = loop->shared;
        unsigned others = atomic_fetch_add_explicit(&shared->connections, 1, memory_order_relaxed);
        bool has_room = others < shared->options.connection_max || connection_close_least(loop);
        struct connection *connection = has_room ? calloc(1, sizeof *connection) : NULL;
        if (!connection || poller_add(&loop->poller, fd, POLLER_READ, connection).code) {
                uncount(loop);
                free(connection);
                close(fd);
                return;
        }
        connection->fd = fd;
        connection->state = CONNECTION_READING;
        connection->watch = POLLER_READ;
        list_init(&connection->token_link);
        list_append(&loop->connections[CONNECTION_READING], &connection->link);
        connection->since_ms = loop->now_ms;
        count_one(&loop->counts.accepted);
}

void connection_enter(struct loop *loop, struct connection *connection, enum connection_state state)
{
        list_remove(&connection->link);
        list_append(&loop->connections[state], &connection->link);
        list_remove(&connection->token_link);
        connection->state = state;
        connection->since_ms = loop->now_ms;

        unsigned watch = watches[state];
        if (watch == 0 || watch == connection->watch) return;
        connection->watch = watch;
        if (poller_change(&loop->poller, connection->fd, watch, connection).code) connection_close(loop, connection);
}

void connection_join_token(struct loop *loop, struct connection *connection)
{
        must(connection->state == CONNECTION_PARKED || connection->state == CONNECTION_FETCHING);
        list_remove(&connection->token_link);
        list_append(loop_token_bucket(loop, connection->token), &connection->token_link);
}

void connection_drop_file(struct loop *loop, struct connection *connection)
{
        const struct server_app *app = &loop->shared->options.app;
        if (connection->file.holder) app->file_release(app->context, connection->file.holder);
        connection->file = (struct reply_file){0};
        connection->file_left = 0;
}

void connection_drop_upload(struct loop *loop, struct connection *connection)
{
        upload_free(connection->upload, &loop->shared->budget);
        connection->upload = NULL;
}

void connection_abandon(struct loop *loop, struct connection *connection)
{
        const struct server_app *app = &loop->shared->options.app;
        if (connection->is_parked && app->abandoned) app->abandoned(app->context, loop->thread, connection->token);
        connection->is_parked = false;
}

void connection_close(struct loop *loop, struct connection *connection)
{
        must(connection->state != CONNECTION_CLOSED);
        close(connection->fd);
        held_clear(&connection->input, &loop->shared->budget);
        held_clear(&connection->output, &loop->shared->budget);
        held_clear(&connection->owned, &loop->shared->budget);
        connection_drop_upload(loop, connection);
        connection_abandon(loop, connection);
        connection_drop_file(loop, connection);
        stream_end(loop, connection);
        list_remove(&connection->link);
        list_remove(&connection->token_link);
        list_append(&loop->connections[CONNECTION_CLOSED], &connection->link);
        connection->state = CONNECTION_CLOSED;
        uncount(loop);
}

/* To close with bytes unread would reset the connection, and the client might lose the end of its reply. */
static bool has_unread_bytes(const struct connection *connection)
{
        char first;
        return recv(connection->fd, &first, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

void connection_finish(struct loop *loop, struct connection *connection)
{
        bool lingers = connection->lingers || has_unread_bytes(connection);
        if (lingers && shutdown(connection->fd, SHUT_WR) == 0)
                connection_enter(loop, connection, CONNECTION_LINGERING);
        else
                connection_close(loop, connection);
}

bool connection_close_least(struct loop *loop)
{
        static const enum connection_state order[] = {CONNECTION_IDLE, CONNECTION_LINGERING, CONNECTION_READING,
                                                      CONNECTION_RECEIVING};
        for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
                struct connection *oldest = loop_oldest(loop, order[i]);
                if (!oldest) continue;
                connection_close(loop, oldest);
                return true;
        }
        return false;
}

void connection_free_closed(struct loop *loop)
{
        struct list closed, *next;
        list_take_all(&closed, &loop->connections[CONNECTION_CLOSED]);
        for (struct list *link = closed.next; link != &closed; link = next) {
                next = link->next;
                free(LIST_MEMBER(link, struct connection, link));
        }
}
