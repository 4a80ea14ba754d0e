/* Each state has one length for all its connections, so its list is sorted by deadline and only the oldest is looked
 * at. A slow reply, or a body that comes in, is looked at every few seconds: it goes back to the end of the list as
 * long as the client has taken or sent enough since it began, the first ten seconds aside. */
#include "server/deadline.h"

#include "server/exchange.h"
#include "server/loop.h"

enum {
        READING_MS = 5000,
        IDLE_MS = 15000,
        IDLE_CROWDED_MS = 5000,
        PARKED_MS = 5000, /* unless the options say otherwise; also what a reply waits for the rest of its file */
        LINGERING_MS = 1000,
        FLOW_LOOK_MS = 5000,
        FLOW_GRACE_MS = 10000,
        FLOW_BYTES_PER_S = 2048,
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

static bool flows_too_slowly(const struct loop *loop, const struct connection *connection)
{
        int64_t measured_ms = loop->now_ms - connection->flowing_since_ms - FLOW_GRACE_MS;
        return measured_ms > 0 && (int64_t)connection->flowed_bytes * 1000 < measured_ms * FLOW_BYTES_PER_S;
}

static void look_at_slow_flows(struct loop *loop, enum connection_state state)
{
        struct connection *connection;
        while ((connection = oldest_past(loop, state, FLOW_LOOK_MS))) {
                if (flows_too_slowly(loop, connection)) {
                        count_one(&loop->counts.closed_for_deadline);
                        connection_close(loop, connection);
                } else {
                        connection_enter(loop, connection, state);
                }
        }
}

void deadlines_keep(struct loop *loop)
{
        struct connection *late;
        close_past(loop, CONNECTION_READING, READING_MS);
        close_past(loop, CONNECTION_IDLE, idle_ms(loop));
        close_past(loop, CONNECTION_LINGERING, LINGERING_MS);
        close_past(loop, CONNECTION_FETCHING, PARKED_MS);
        int park_ms = loop->shared->options.park_ms ? loop->shared->options.park_ms : PARKED_MS;
        while ((late = oldest_past(loop, CONNECTION_PARKED, park_ms)))
                exchange_give_up(loop, late);
        look_at_slow_flows(loop, CONNECTION_SENDING);
        look_at_slow_flows(loop, CONNECTION_BODY);
}
