#include "wire/tar_gz.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { RECORD_BYTES = 512, CHUNK_BYTES = 65536, GZIP_WINDOW = 15 + 16 };

struct tar_gz {
        int fd;
        int64_t time_ms;
        uint64_t written;
        z_stream stream;
        unsigned char chunk[CHUNK_BYTES];
};

/* One file's head; numbers are octal. */
struct head {
        char name[100], mode[8], owner[8], group[8], size[12], time[12], sum[8], type, link[100];
        char magic[6], version[2], owner_name[32], group_name[32], device[16], prefix[155], rest[12];
};
_Static_assert(sizeof(struct head) == RECORD_BYTES, "a head is one record");

struct err tar_gz_new(int fd, int64_t time_ms, struct tar_gz **ret)
{
        struct tar_gz *t = calloc(1, sizeof *t);
        if (!t) return ERR(ERR_FULL, "allocate a tar");
        t->fd = fd;
        t->time_ms = time_ms;
        if (deflateInit2(&t->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
                free(t);
                return ERR(ERR_FULL, "allocate a tar");
        }
        *ret = t;
        return NO_ERR;
}

void tar_gz_free(struct tar_gz *t)
{
        if (!t) return;
        deflateEnd(&t->stream);
        free(t);
}

uint64_t tar_gz_written(const struct tar_gz *t)
{
        return t->written;
}

static struct err write_out(struct tar_gz *t, size_t len)
{
        for (size_t at = 0; at < len;) {
                ssize_t count = write(t->fd, t->chunk + at, len - at);
                if (count < 0 && errno == EINTR) continue;
                if (count <= 0) return ERR_OS("write a tar");
                at += (size_t)count;
        }
        t->written += len;
        return NO_ERR;
}

static struct err deflate_all(struct tar_gz *t, struct slice bytes, int flush)
{
        t->stream.next_in = (unsigned char *)(uintptr_t)bytes.at;
        t->stream.avail_in = (unsigned)bytes.len;
        do {
                t->stream.next_out = t->chunk;
                t->stream.avail_out = CHUNK_BYTES;
                must(deflate(&t->stream, flush) != Z_STREAM_ERROR);
                TRY(write_out(t, CHUNK_BYTES - t->stream.avail_out));
        } while (t->stream.avail_out == 0);
        return NO_ERR;
}

static void sum_up(struct head *head)
{
        unsigned sum = 0;
        memset(head->sum, ' ', sizeof head->sum);
        const unsigned char *bytes = (const unsigned char *)head;
        for (size_t i = 0; i < sizeof *head; i++)
                sum += bytes[i];
        snprintf(head->sum, sizeof head->sum, "%06o", sum & 0777777);
}

static struct err write_head(struct tar_gz *t, const char *name, size_t size)
{
        struct head head = {.type = '0', .magic = "ustar", .version = {'0', '0'}};
        must(strlen(name) < sizeof head.name && size < UINT64_C(1) << 33);
        memcpy(head.name, name, strlen(name));
        memcpy(head.mode, "0000644", sizeof head.mode);
        memcpy(head.owner, "0000000", sizeof head.owner);
        memcpy(head.group, "0000000", sizeof head.group);
        snprintf(head.size, sizeof head.size, "%011llo", (unsigned long long)size);
        snprintf(head.time, sizeof head.time, "%011llo", (unsigned long long)(t->time_ms / 1000) & 077777777777);
        sum_up(&head);
        return deflate_all(t, (struct slice){(const char *)&head, sizeof head}, Z_NO_FLUSH);
}

struct err tar_gz_add(struct tar_gz *t, const char *name, struct slice bytes)
{
        static const char zeros[RECORD_BYTES];
        size_t behind = (RECORD_BYTES - bytes.len % RECORD_BYTES) % RECORD_BYTES;
        TRY(write_head(t, name, bytes.len));
        TRY(deflate_all(t, bytes, Z_NO_FLUSH));
        return deflate_all(t, (struct slice){zeros, behind}, Z_NO_FLUSH);
}

struct err tar_gz_finish(struct tar_gz *t)
{
        static const char zeros[2 * RECORD_BYTES];
        return deflate_all(t, (struct slice){zeros, sizeof zeros}, Z_FINISH);
}
