/* Reads a page back over HTTP, from the reader process's own socket in the data folder: the same parser, the same
 * cache, the same bytes that readers get, gunzipped as their browsers do. */
#include "base/clock.h"
#include "os/file.h"
#include "os/socket.h"
#include "writer/bell.h"
#include "writer/witness.h"

#include <zlib.h>

/* Whoever saves waits behind a publication: all its waiting for readers together, which mostly takes a few
 * milliseconds, has this long. Who publishes asks again whether it was seen. */
enum { PATIENCE_MS = 300, REPLY_MAX_BYTES = 8 * 1024 * 1024, STEP_BYTES = 65536 };

static void note_count(void *context, const struct bell_count *count)
{
        struct far_reader *reader = context;
        count_sheet_add(&reader->sheet, count);
}

static void note_reads(void *context, const struct bell_reads *reads)
{
        struct far_reader *reader = context;
        read_sheet_add(&reader->reads, reads, clock_wall_ms());
}

static void note_unfound(void *context, const struct bell_unfound *unfound)
{
        struct far_reader *reader = context;
        unfound_sheet_add(&reader->unfound, unfound);
}

static struct bell bell_of(struct far_reader *reader)
{
        return (struct bell){.fd = reader->bell_fd,
                             .on_count = note_count,
                             .on_reads = note_reads,
                             .on_unfound = note_unfound,
                             .context = reader};
}

static void tell(void *context, int64_t change)
{
        struct far_reader *reader = context;
        struct bell bell = bell_of(reader);
        reader->told = bell_ring(&bell, change) ? change : 0;
}

static bool shows(void *context, int64_t change)
{
        struct far_reader *reader = context;
        struct bell bell = bell_of(reader);
        if (reader->told != change) tell(context, change);
        bool was_told = reader->told == change;
        reader->told = 0; /* readers may be told of one change twice: another theme is none */
        reader->patient_until_ms = clock_steady_ms() + PATIENCE_MS;
        return was_told && bell_hear(&bell, change, PATIENCE_MS);
}

static struct count_sheet *counts(void *context)
{
        struct far_reader *reader = context;
        struct bell bell = bell_of(reader);
        bell_listen(&bell);
        return &reader->sheet;
}

static struct read_sheet *reads(void *context)
{
        struct far_reader *reader = context;
        struct bell bell = bell_of(reader);
        bell_listen(&bell);
        read_sheet_pass(&reader->reads, clock_wall_ms());
        return &reader->reads;
}

static struct unfound_sheet *unfound(void *context)
{
        struct far_reader *reader = context;
        struct bell bell = bell_of(reader);
        bell_listen(&bell);
        return &reader->unfound;
}

static int patience_left_ms(const struct far_reader *reader)
{
        int64_t left = reader->patient_until_ms - clock_steady_ms();
        return left > 0 ? (int)left : 0;
}

static struct err read_until_closed(const struct far_reader *reader, int fd, struct buf *ret)
{
        for (;;) {
                char *at = buf_reserve(ret, STEP_BYTES);
                if (!at) return ERR(ERR_FULL, "read a page back");
                bool ready = false;
                if (!socket_wait(&fd, 1, patience_left_ms(reader), &ready)) return ERR(ERR_BUSY, "read a page back");
                size_t got = 0;
                TRY(socket_read_some(fd, at, STEP_BYTES, &got));
                if (got == 0) return NO_ERR;
                ret->len += got;
        }
}

static struct err gunzip(struct slice gzip, struct buf *ret)
{
        enum { GZIP_WINDOW_BITS = 15 + 16 };
        z_stream stream = {.next_in = (unsigned char *)(uintptr_t)gzip.at, .avail_in = (uInt)gzip.len};
        if (inflateInit2(&stream, GZIP_WINDOW_BITS) != Z_OK) return ERR(ERR_FULL, "read a page back");
        int result = Z_OK;
        while (result == Z_OK) {
                char *at = buf_reserve(ret, STEP_BYTES);
                if (!at) break;
                stream.next_out = (unsigned char *)at;
                stream.avail_out = STEP_BYTES;
                result = inflate(&stream, Z_NO_FLUSH);
                ret->len += STEP_BYTES - stream.avail_out;
        }
        inflateEnd(&stream);
        return result == Z_STREAM_END ? NO_ERR : ERR(ERR_INVALID, "read a page back: its gzip is damaged");
}

/* "HTTP/1.1 200 OK", fields, an empty line, the body. */
static struct err read_reply(struct slice reply, unsigned *ret_status, struct buf *ret_body)
{
        uint64_t status = 0;
        const char *end = slice_find(reply, SLICE("\r\n\r\n"));
        if (!end || reply.len < 12 || !slice_to_u64((struct slice){reply.at + 9, 3}, 599, &status))
                return ERR(ERR_INVALID, "read a page back: no HTTP reply");
        *ret_status = (unsigned)status;
        struct slice body = slice_skip(reply, (size_t)(end - reply.at) + 4);
        return body.len ? gunzip(body, ret_body) : NO_ERR;
}

/* A new connection: what was left of the last one may be closed at the other end by now. */
static void approach(void *context)
{
        struct far_reader *reader = context;
        fd_closep(&reader->way_fd);
        struct err err = socket_connect_at_once(reader->socket_path, &reader->way_fd);
        if (err.code != OK) reader->way_fd = -1; /* fetch() will say so */
}

/* Takes `fd` over. */
static struct err ask_by(const struct far_reader *reader, int fd, struct slice request, struct buf *ret)
{
        CLEANUP(fd_closep) int owned = fd;
        TRY(socket_write_all(owned, request));
        TRY(read_until_closed(reader, owned, ret));
        return ret->len ? NO_ERR : ERR(ERR_IO, "read a page back");
}

/* By the way that was cleared; where there is none, or the reader at its end has been started again, by a new one. */
static struct err ask(struct far_reader *reader, struct slice request, struct buf *ret)
{
        int fd = reader->way_fd;
        reader->way_fd = -1;
        if (fd >= 0 && ask_by(reader, fd, request, ret).code == OK) return NO_ERR;
        buf_truncate(ret);
        TRY(socket_connect_at_once(reader->socket_path, &fd));
        return ask_by(reader, fd, request, ret);
}

static struct err fetch(void *context, struct slice path, unsigned *ret_status, struct buf *ret_body)
{
        struct far_reader *reader = context;
        CLEANUP(buf_clear) struct buf request = BUF_INIT(REPLY_MAX_BYTES), reply = BUF_INIT(REPLY_MAX_BYTES);
        buf_add_format(&request, "GET %.*s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
                       SLICE_ARGS(path), reader->host);
        TRY(BUF_OK(&request, "read a page back"));
        TRY(ask(reader, buf_slice(&request), &reply));
        return read_reply(buf_slice(&reply), ret_status, ret_body);
}

struct witness far_reader_witness(struct far_reader *reader)
{
        return (struct witness){.context = reader,
                                .tell = tell,
                                .shows = shows,
                                .approach = approach,
                                .fetch = fetch,
                                .counts = counts,
                                .reads = reads,
                                .unfound = unfound};
}
