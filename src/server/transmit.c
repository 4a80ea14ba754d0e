/* Many parts spread over cold memory cost more than copying them: past GATHER_PARTS the reply is put together in the
 * loop's memory first.
 *
 * A file goes from the kernel's memory to the socket (sendfile), which copies nothing; so the head goes before it,
 * marked as the beginning of more. sendfile() waits for a disk when it must; the app says beforehand that it need not.
 */
#include "server/transmit.h"

#include "os/socket.h"
#include "server/loop.h"

#include <errno.h>
#include <sys/sendfile.h>
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
        must(reply->part_count == 0 || reply->owned.len == 0);
        if (reply->owned.len) add_part(ret, (struct iovec){reply->owned.at, reply->owned.len});
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

static void begin_to_wait(struct loop *loop, struct connection *connection)
{
        connection->sending_since_ms = loop->now_ms;
        connection->taken_bytes = 0;
        count_one(&loop->counts.slow_replies);
}

/* Keeps a copy of what comes after the first `sent` bytes. */
static bool hold_copy(struct loop *loop, struct connection *connection, const struct outgoing *outgoing, size_t sent)
{
        size_t rest = outgoing->len - sent;
        char *at = rest > SLOW_REPLY_MAX_BYTES ? NULL : held_make(&connection->output, &loop->shared->budget, rest);
        if (at) copy_from(at, outgoing, sent);
        return at != NULL;
}

static bool hold_rest(struct loop *loop, struct connection *connection, const struct outgoing *outgoing, size_t sent)
{
        struct budget *budget = &loop->shared->budget;
        struct reply *reply = &loop->reply;
        bool is_handed_over = outgoing->count > 1 && reply->owned.len;
        size_t head_len = outgoing->parts[0].iov_len;
        size_t head_rest = sent < head_len ? head_len - sent : 0;
        if (is_handed_over) {
                struct slice head = {loop->head + sent, head_rest};
                if (head.len && !held_keep(&connection->output, budget, head)) return false;
                if (!held_take(&connection->owned, budget, &reply->owned, head.len ? 0 : sent - head_len)) return false;
        } else if (!hold_copy(loop, connection, outgoing, sent)) {
                return false;
        }
        begin_to_wait(loop, connection);
        return true;
}

/* ---- files ---- */

/* Sends what the socket takes of connection->file; false when the client is gone, or the file ends too early. */
static bool send_file(struct connection *connection)
{
        if (connection->file_left == 0) return true;
        off_t offset = (off_t)connection->file.offset;
        ssize_t sent = sendfile(connection->fd, connection->file.fd, &offset, connection->file_left);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return true;
        if (sent <= 0) return false;
        connection->file.offset += (uint64_t)sent;
        connection->file_left -= (uint64_t)sent;
        connection->taken_bytes += (size_t)sent;
        return true;
}

/* What was not sent waits in the connection, which from now on holds the file itself. */
static enum transmitted hold_file(struct loop *loop, struct connection *connection, struct slice head)
{
        const struct server_app *app = &loop->shared->options.app;
        if (head.len && !held_keep(&connection->output, &loop->shared->budget, head)) return TRANSMIT_FAILED;
        app->file_hold(app->context, connection->file.holder);
        begin_to_wait(loop, connection);
        return TRANSMIT_PARTLY;
}

/* While it is sent in one go the file is the app's, and nothing is counted. */
static enum transmitted forget_file(struct connection *connection, enum transmitted result)
{
        connection->file = (struct reply_file){0};
        connection->file_left = 0;
        return result;
}

static enum transmitted transmit_file(struct loop *loop, struct connection *connection)
{
        const struct reply *reply = &loop->reply;
        struct slice head = {loop->head, http_write_head(loop->head, &reply->head, loop->date, !connection->last)};
        ssize_t sent = send(connection->fd, head.at, head.len, MSG_NOSIGNAL | MSG_MORE);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) return TRANSMIT_FAILED;
        head = slice_skip(head, sent < 0 ? 0 : (size_t)sent);

        connection->file = reply->file;
        connection->file_left = reply->head.content_length;
        if (head.len == 0 && !send_file(connection)) return forget_file(connection, TRANSMIT_FAILED);
        if (head.len == 0 && connection->file_left == 0) return forget_file(connection, TRANSMIT_WHOLE);
        enum transmitted result = hold_file(loop, connection, head);
        return result == TRANSMIT_PARTLY ? result : forget_file(connection, result);
}

static enum transmitted transmit_rest_of_file(struct loop *loop, struct connection *connection)
{
        const struct server_app *app = &loop->shared->options.app;
        if (!app->file_is_at_hand(app->context, loop->thread, &connection->file, &connection->token))
                return TRANSMIT_FETCHING;
        if (!send_file(connection)) return TRANSMIT_FAILED;
        if (connection->file_left) return TRANSMIT_PARTLY;
        connection_drop_file(loop, connection);
        return TRANSMIT_WHOLE;
}

/* ---- */

enum transmitted transmit_reply(struct loop *loop, struct connection *connection, bool without_body)
{
        struct outgoing outgoing;
        if (loop->reply.file.holder && !without_body) return transmit_file(loop, connection);
        collect(loop, connection, without_body, &outgoing);
        gather(loop, &outgoing);

        ssize_t sent = socket_send_parts(connection->fd, outgoing.parts, outgoing.count);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) return TRANSMIT_FAILED;
        size_t sent_bytes = sent < 0 ? 0 : (size_t)sent;
        if (sent_bytes == outgoing.len) return TRANSMIT_WHOLE;
        return hold_rest(loop, connection, &outgoing, sent_bytes) ? TRANSMIT_PARTLY : TRANSMIT_FAILED;
}

enum transmitted transmit_parts(struct loop *loop, struct connection *connection, const struct iovec *parts,
                                unsigned count)
{
        struct outgoing outgoing = {.count = 0};
        must(count <= REPLY_PARTS_MAX);
        for (unsigned i = 0; i < count; i++)
                add_part(&outgoing, parts[i]);
        ssize_t sent = socket_send_parts(connection->fd, outgoing.parts, count);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) return TRANSMIT_FAILED;
        size_t sent_bytes = sent < 0 ? 0 : (size_t)sent;
        if (sent_bytes == outgoing.len) return TRANSMIT_WHOLE;
        if (!hold_copy(loop, connection, &outgoing, sent_bytes)) return TRANSMIT_FAILED;
        begin_to_wait(loop, connection);
        return TRANSMIT_PARTLY;
}

enum transmitted transmit_rest(struct loop *loop, struct connection *connection)
{
        struct held *held = connection->output.len ? &connection->output : &connection->owned;
        struct slice rest = held_slice(held);
        if (rest.len == 0) return transmit_rest_of_file(loop, connection);
        ssize_t sent = send(connection->fd, rest.at, rest.len, MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN || errno == EINTR ? TRANSMIT_PARTLY : TRANSMIT_FAILED;
        held_drop(held, &loop->shared->budget, (size_t)sent);
        connection->taken_bytes += (size_t)sent;
        return connection->output.len || connection->owned.len || connection->file_left ? TRANSMIT_PARTLY
                                                                                        : TRANSMIT_WHOLE;
}
