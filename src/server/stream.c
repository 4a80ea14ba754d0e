/* News go out a share a turn, so that whoever asks for a page meanwhile waits for some hundred sends and not for all.
 *
 * Streams of an address are counted in a table by the address's hash: two that meet there share their limit, which is
 * wide. So the count takes no lock and no memory that a flood could fill. */
#include "server/stream.h"

#include "os/socket.h"
#include "server/loop.h"
#include "server/transmit.h"

#include <stdlib.h>
#include <sys/socket.h>

enum {
        ADDRESSES = 1 << 15,
        TOLD_PER_TURN = 128,
        BEAT_MS = 20 * 1000,
        DEAD_AFTER_MS = 60 * 1000, /* a peer that acknowledges nothing for so long */
};

struct err streams_init(struct shared *shared)
{
        shared->stream_addresses = calloc(ADDRESSES, sizeof *shared->stream_addresses);
        return shared->stream_addresses ? NO_ERR : ERR(ERR_FULL, "allocate the count of streams");
}

void streams_clear(struct shared *shared)
{
        free(shared->stream_addresses);
}

/* ---- who may have one ---- */

/* FNV-1a, into 1 to ADDRESSES - 1. */
static uint16_t place_of_address(struct slice address)
{
        uint32_t hash = 2166136261U;
        for (size_t i = 0; i < address.len; i++)
                hash = (hash ^ (uint8_t)address.at[i]) * 16777619U;
        return (uint16_t)(1 + (hash ^ hash >> 16) % (ADDRESSES - 1));
}

static bool take_address(const struct loop *loop, struct connection *connection)
{
        const struct shared *shared = loop->shared;
        struct slice address = {connection->network, connection->network_len};
        must(connection->network_is_known);
        if (address.len == 0 || shared->options.stream_address_max == 0) return true;
        uint16_t place = place_of_address(address);
        unsigned before = atomic_fetch_add_explicit(&shared->stream_addresses[place], 1, memory_order_relaxed);
        if (before >= shared->options.stream_address_max) {
                atomic_fetch_sub_explicit(&shared->stream_addresses[place], 1, memory_order_relaxed);
                return false;
        }
        connection->address = place;
        return true;
}

bool stream_begin(struct loop *loop, struct connection *connection, const struct reply_stream *stream)
{
        struct shared *shared = loop->shared;
        must(stream->channel < STREAM_CHANNELS_MAX && shared->options.app.stream_news);
        unsigned others = atomic_fetch_add_explicit(&shared->streams, 1, memory_order_relaxed);
        if (others >= shared->options.stream_max || !take_address(loop, connection)) {
                atomic_fetch_sub_explicit(&shared->streams, 1, memory_order_relaxed);
                return false;
        }
        connection->is_stream = true;
        connection->channel = (uint8_t)stream->channel;
        connection->token = stream->position;
        socket_set_patience(connection->fd, DEAD_AFTER_MS);
        return true;
}

void stream_end(struct loop *loop, struct connection *connection)
{
        const struct shared *shared = loop->shared;
        if (!connection->is_stream) return;
        connection->is_stream = false;
        atomic_fetch_sub_explicit(&loop->shared->streams, 1, memory_order_relaxed);
        if (connection->address)
                atomic_fetch_sub_explicit(&shared->stream_addresses[connection->address], 1, memory_order_relaxed);
}

/* ---- news ---- */

void stream_wait(struct loop *loop, struct connection *connection)
{
        connection_enter(loop, connection, CONNECTION_STREAMING);
        if (connection->state == CONNECTION_STREAMING)
                list_append(&loop->streams[connection->channel], &connection->token_link);
}

static void drop(struct loop *loop, struct connection *connection)
{
        count_one(&loop->counts.streams_dropped);
        connection_close(loop, connection);
}

/* What a channel has behind a position: asked for once for all that are there. */
struct news {
        bool is_known;
        uint64_t from, until;
        struct iovec parts[STREAM_PARTS_MAX];
        unsigned count;
};

static void ask_for_news(const struct loop *loop, unsigned channel, uint64_t from, struct news *news)
{
        const struct server_app *app = &loop->shared->options.app;
        if (news->is_known && news->from == from) return;
        news->is_known = true;
        news->from = news->until = from;
        news->count = app->stream_news(app->context, channel, &news->until, news->parts, STREAM_PARTS_MAX);
}

/* False when it has had everything. It is then in its channel's list or not, as before. */
static bool tell_one(struct loop *loop, struct connection *connection, struct news *news)
{
        ask_for_news(loop, connection->channel, connection->token, news);
        if (news->count == 0) return false;
        list_remove(&connection->token_link);
        connection->token = news->until;
        switch (transmit_parts(loop, connection, news->parts, news->count)) {
        case TRANSMIT_WHOLE:
                list_append(&loop->streams[connection->channel], &connection->token_link);
                break;
        case TRANSMIT_PARTLY:
                connection_enter(loop, connection, CONNECTION_SENDING);
                break;
        case TRANSMIT_FETCHING:
        case TRANSMIT_FAILED:
                drop(loop, connection);
                break;
        }
        return true;
}

void stream_go_on(struct loop *loop, struct connection *connection)
{
        struct news news = {.is_known = false};
        stream_wait(loop, connection);
        while (connection->state == CONNECTION_STREAMING && tell_one(loop, connection, &news))
                continue;
}

/* Whether there are more that have not had everything. */
static bool tell_some(struct loop *loop, unsigned channel, unsigned *left)
{
        struct list *streams = &loop->streams[channel];
        struct news news = {.is_known = false};
        for (; *left > 0; (*left)--) {
                if (list_is_empty(streams)) return false;
                struct connection *first = LIST_MEMBER(streams->next, struct connection, token_link);
                if (!tell_one(loop, first, &news)) return false;
        }
        return true;
}

void streams_tell(struct loop *loop)
{
        if (atomic_load_explicit(&loop->told, memory_order_relaxed))
                loop->behind |= atomic_exchange_explicit(&loop->told, 0, memory_order_acquire);
        unsigned left = TOLD_PER_TURN;
        for (unsigned channel = 0; loop->behind >> channel; channel++)
                if (loop->behind >> channel & 1 && !tell_some(loop, channel, &left)) loop->behind &= ~(1U << channel);
}

void streams_beat(struct loop *loop)
{
        static const char beat[] = ":\n\n";
        struct connection *connection;
        while ((connection = loop_oldest(loop, CONNECTION_STREAMING))) {
                if (loop->now_ms - connection->since_ms < BEAT_MS) return;
                ssize_t sent = send(connection->fd, beat, sizeof beat - 1, MSG_NOSIGNAL);
                if (sent != (ssize_t)sizeof beat - 1) {
                        drop(loop, connection);
                        continue;
                }
                connection->since_ms = loop->now_ms;
                list_remove(&connection->link);
                list_append(&loop->connections[CONNECTION_STREAMING], &connection->link);
        }
}
