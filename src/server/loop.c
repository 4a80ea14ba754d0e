/* One turn: wait, read the clock, serve what is ready, hear what other threads say, look at the deadlines, tell the
 * app that the turn ended. The order matters in one place: connections that are READY come after the events, for an
 * event tells nothing about a state that the connection entered later than the wait. */
#include "server/loop.h"

#include "base/clock.h"
#include "server/deadline.h"
#include "server/exchange.h"
#include "server/listener.h"
#include "server/stream.h"

#include <stdlib.h>

enum { EVENTS_PER_TURN = 64, WAIT_MS = 250 };

struct err loop_new(struct shared *shared, unsigned thread, struct loop **ret)
{
        struct loop *loop = calloc(1, sizeof *loop);
        if (!loop) return ERR(ERR_FULL, "allocate an event loop");
        struct err err = poller_open(&loop->poller);
        if (err.code) {
                free(loop);
                return err;
        }
        loop->shared = shared;
        loop->thread = thread;
        loop->now_ms = clock_steady_ms();
        inbox_init(&loop->inbox);
        for (size_t i = 0; i < CONNECTION_STATES; i++)
                list_init(&loop->connections[i]);
        for (size_t i = 0; i < LOOP_TOKEN_BUCKETS; i++)
                list_init(&loop->token_buckets[i]);
        for (size_t i = 0; i < STREAM_CHANNELS_MAX; i++)
                list_init(&loop->streams[i]);
        *ret = loop;
        return NO_ERR;
}

void loop_free(struct loop *loop)
{
        if (!loop) return;
        inbox_clear(&loop->inbox);
        poller_close(&loop->poller);
        free(loop);
}

/* The wall clock is read when its second ends, or a step of it would be noticed: once a second. */
static void read_clocks(struct loop *loop)
{
        loop->now_ms = clock_steady_ms();
        if (loop->now_ms < loop->date_until_ms) return;
        int64_t wall_ms = clock_wall_ms();
        http_write_date(loop->date, wall_ms);
        loop->date_until_ms = loop->now_ms + 1000 - wall_ms % 1000;
}

static void serve_ready(struct loop *loop)
{
        struct list ready;
        list_take_all(&ready, &loop->connections[CONNECTION_READY]);
        while (!list_is_empty(&ready)) {
                struct connection *connection = LIST_MEMBER(ready.next, struct connection, link);
                exchange_serve(loop, connection, held_slice(&connection->input));
        }
}

static void ask_again(struct loop *loop, struct list *bucket, const uint64_t *only_token)
{
        struct list parked;
        list_take_all(&parked, bucket);
        while (!list_is_empty(&parked)) {
                struct connection *connection = LIST_MEMBER(parked.next, struct connection, token_link);
                if (only_token && connection->token != *only_token) {
                        connection_join_token(loop, connection);
                        continue;
                }
                list_remove(&connection->token_link);
                if (connection->state == CONNECTION_FETCHING)
                        exchange_fetched(loop, connection);
                else
                        exchange_serve(loop, connection, held_slice(&connection->input));
        }
}

static void read_inbox(struct loop *loop)
{
        struct inbox_news news;
        if (!inbox_take(&loop->inbox, &news)) return;
        for (size_t i = 0; i < news.socket_count; i++)
                connection_open(loop, news.sockets[i]);
        if (news.all_tokens) {
                for (size_t i = 0; i < LOOP_TOKEN_BUCKETS; i++)
                        ask_again(loop, &loop->token_buckets[i], NULL);
        } else {
                for (size_t i = 0; i < news.token_count; i++)
                        ask_again(loop, loop_token_bucket(loop, news.tokens[i]), &news.tokens[i]);
        }
}

static int wait_ms(const struct loop *loop)
{
        if (!list_is_empty(&loop->connections[CONNECTION_READY]) || loop->behind) return 0;
        if (!loop_is_stopping(loop)) return WAIT_MS;
        int64_t left_ms = loop->shared->stop_by_ms - loop->now_ms;
        return left_ms < 0 ? 0 : left_ms < WAIT_MS ? (int)left_ms : WAIT_MS;
}

static void turn(struct loop *loop)
{
        void *owners[EVENTS_PER_TURN];
        size_t count = poller_wait(&loop->poller, owners, EVENTS_PER_TURN, wait_ms(loop));
        read_clocks(loop);

        for (size_t i = 0; i < count; i++) {
                if (owners[i] == LISTENERS_OWNER)
                        listeners_accept(loop);
                else
                        exchange_event(loop, owners[i]);
        }
        read_inbox(loop);
        serve_ready(loop);
        streams_tell(loop);
        deadlines_keep(loop);
        listeners_resume(loop);
        const struct server_app *app = &loop->shared->options.app;
        app->turn_ended(app->context, loop->thread);
        connection_free_closed(loop);
}

static void close_all(struct loop *loop, enum connection_state state)
{
        struct connection *connection;
        while ((connection = loop_oldest(loop, state)))
                connection_close(loop, connection);
}

static bool is_empty(const struct loop *loop)
{
        for (size_t i = 0; i < CONNECTION_STATES; i++)
                if (!list_is_empty(&loop->connections[i])) return false;
        return true;
}

/* While stopping, every reply is its connection's last, so those that wait for nothing more run out. */
static void run_out(struct loop *loop)
{
        listeners_leave(loop);
        while (loop->now_ms < loop->shared->stop_by_ms) {
                close_all(loop, CONNECTION_IDLE);
                close_all(loop, CONNECTION_READING);
                close_all(loop, CONNECTION_STREAMING);
                connection_free_closed(loop);
                if (is_empty(loop)) return;
                turn(loop);
        }
        for (size_t i = 0; i < CONNECTION_CLOSED; i++)
                close_all(loop, (enum connection_state)i);
        connection_free_closed(loop);
}

void *loop_run(void *argument)
{
        struct loop *loop = argument;
        listeners_join(loop);
        while (!loop_is_stopping(loop))
                turn(loop);
        run_out(loop);
        return NULL;
}
