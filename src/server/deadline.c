/* Each state has one length for all its connections, so its list is sorted by deadline and only the oldest is looked
 * at. A slow reply is looked at every few seconds: it goes back to the end of the list as long as the client has taken
 * enough since the reply began, the first ten seconds aside. So is a body, by what has come of it, and a parked
 * request, by the time that its app gave it. */
#include "server/deadline.h"

#include "server/exchange.h"
#include "server/loop.h"
#include "server/stream.h"

enum {
        READING_MS = 5000,
        IDLE_MS = 15000,
        IDLE_CROWDED_MS = 5000,
        FETCHING_MS = 5000,
        LINGERING_MS = 1000,
        SLOW_LOOK_MS = 5000,
        SLOW_GRACE_MS = 10000,
        SLOW_BYTES_PER_S = 2048,
};

static int64_t idle_ms(const struct loop *loop)
{
        unsigned crowd = loop_crowd_percent(loop);
        if (crowd > CROWD_FULL_PERCENT) return 0;
        return crowd > CROWD_DENSE_PERCENT ? IDLE_CROWDED_MS : IDLE_MS;
}

static struct connection *oldest_past(struct loop *loop, enum connection_state state, int64_t length_ms)
{
        struct connection *oldest = loop_oldest(loop, state);
        return oldest && loop->now_ms - oldest->since_ms >= length_ms ? oldest : NULL;
}

static void close_past(struct loop *loop, enum connection_state state, int64_t length_ms)
{
        struct connection *late;
        while ((late = oldest_past(loop, state, length_ms))) {
                count_one(&loop->counts.closed_for_deadline);
                connection_close(loop, late);
        }
}

static bool is_too_slow(const struct loop *loop, int64_t since_ms, uint64_t bytes)
{
        int64_t measured_ms = loop->now_ms - since_ms - SLOW_GRACE_MS;
        return measured_ms > 0 && (int64_t)bytes * 1000 < measured_ms * SLOW_BYTES_PER_S;
}

static void look_at_slow_replies(struct loop *loop)
{
        struct connection *connection;
        while ((connection = oldest_past(loop, CONNECTION_SENDING, SLOW_LOOK_MS))) {
                if (is_too_slow(loop, connection->sending_since_ms, connection->taken_bytes)) {
                        count_one(&loop->counts.closed_for_deadline);
                        connection_close(loop, connection);
                } else {
                        connection_enter(loop, connection, CONNECTION_SENDING);
                }
        }
}

static void look_at_slow_bodies(struct loop *loop)
{
        struct connection *connection;
        while ((connection = oldest_past(loop, CONNECTION_RECEIVING, SLOW_LOOK_MS))) {
                if (is_too_slow(loop, connection->upload->since_ms, connection->upload->got))
                        exchange_refuse_slow_body(loop, connection);
                else
                        connection_enter(loop, connection, CONNECTION_RECEIVING);
        }
}

static void look_at_parked(struct loop *loop)
{
        struct connection *connection;
        while ((connection = oldest_past(loop, CONNECTION_PARKED, loop_park_ms(loop)))) {
                if (loop->now_ms >= connection->parked_until_ms) {
                        exchange_give_up(loop, connection);
                } else {
                        connection_enter(loop, connection, CONNECTION_PARKED);
                        connection_join_token(loop, connection);
                }
        }
}

void deadlines_keep(struct loop *loop)
{
        close_past(loop, CONNECTION_READING, READING_MS);
        close_past(loop, CONNECTION_IDLE, idle_ms(loop));
        close_past(loop, CONNECTION_LINGERING, LINGERING_MS);
        close_past(loop, CONNECTION_FETCHING, FETCHING_MS);
        streams_beat(loop);
        look_at_parked(loop);
        look_at_slow_bodies(loop);
        look_at_slow_replies(loop);
}
