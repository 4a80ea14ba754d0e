/* Many parts spread over cold memory cost more than copying them: past GATHER_PARTS the reply is put together in the
 * loop's memory first. sendmsg() is writev() with MSG_NOSIGNAL: a client that hung up shall not raise SIGPIPE. */
#include "server/transmit.h"

#include "server/loop.h"

#include <errno.h>
#include <sys/socket.h>

enum { GATHER_PARTS = 16, SLOW_REPLY_MAX_BYTES = 1024 * 1024 };

struct outgoing {
        struct iovec parts[1 + REPLY_PARTS_MAX]; /* the head, then the body */
        size_t count, len;
};

static void add_part(struct outgoing *outgoing, struct iovec part)
{
        outgoing->parts[outgoing->count++] = part;
        outgoing->len += part.iov_len;
}

static void collect(struct loop *loop, const struct connection *connection, bool without_body, struct outgoing *ret)
{
        const struct reply *reply = &loop->reply;
        size_t head_len = http_write_head(loop->head, &reply->head, loop->date, !connection->last);
        ret->count = ret->len = 0;
        add_part(ret, (struct iovec){loop->head, head_len});
        if (without_body) return;

        must(reply->part_count <= REPLY_PARTS_MAX);
        for (unsigned i = 0; i < reply->part_count; i++)
                add_part(ret, reply->parts[i]);
        must(ret->len - head_len == reply->head.content_length); /* else the client would take the rest for a reply */
}

/* Copies what comes after the first `skip` bytes. */
static void copy_from(char *to, const struct outgoing *outgoing, size_t skip)
{
        for (size_t i = 0; i < outgoing->count; i++) {
                const struct iovec *part = &outgoing->parts[i];
                size_t skipped = skip < part->iov_len ? skip : part->iov_len;
                size_t len = part->iov_len - skipped;
                if (len) memcpy(to, (const char *)part->iov_base + skipped, len);
                to += len;
                skip -= skipped;
        }
}

static void gather(struct loop *loop, struct outgoing *outgoing)
{
        if (outgoing->count <= GATHER_PARTS || outgoing->len > sizeof loop->gathered) return;
        copy_from(loop->gathered, outgoing, 0);
        outgoing->parts[0] = (struct iovec){loop->gathered, outgoing->len};
        outgoing->count = 1;
}

static bool hold_rest(struct loop *loop, struct connection *connection, const struct outgoing *outgoing, size_t sent)
{
        size_t rest = outgoing->len - sent;
        if (rest > SLOW_REPLY_MAX_BYTES) return false;
        char *at = held_make(&connection->output, &loop->shared->budget, rest);
        if (!at) return false;
        copy_from(at, outgoing, sent);
        connection->sending_since_ms = loop->now_ms;
        connection->taken_bytes = 0;
        count_one(&loop->counts.slow_replies);
        return true;
}

enum transmitted transmit_reply(struct loop *loop, struct connection *connection, bool without_body)
{
        struct outgoing outgoing;
        collect(loop, connection, without_body, &outgoing);
        gather(loop, &outgoing);

        struct msghdr message = {.msg_iov = outgoing.parts, .msg_iovlen = outgoing.count};
        ssize_t sent = sendmsg(connection->fd, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) return TRANSMIT_FAILED;
        size_t sent_bytes = sent < 0 ? 0 : (size_t)sent;
        if (sent_bytes == outgoing.len) return TRANSMIT_WHOLE;
        return hold_rest(loop, connection, &outgoing, sent_bytes) ? TRANSMIT_PARTLY : TRANSMIT_FAILED;
}

enum transmitted transmit_rest(struct loop *loop, struct connection *connection)
{
        struct slice rest = held_slice(&connection->output);
        ssize_t sent = send(connection->fd, rest.at, rest.len, MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN || errno == EINTR ? TRANSMIT_PARTLY : TRANSMIT_FAILED;
        held_drop(&connection->output, &loop->shared->budget, (size_t)sent);
        connection->taken_bytes += (size_t)sent;
        return connection->output.len ? TRANSMIT_PARTLY : TRANSMIT_WHOLE;
}
