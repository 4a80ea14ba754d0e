/* Stored form: id (8), CRC-32 (4), plain length (4), CRC-32 of the run (4), little-endian, then the deflate run. What
 * older programs stored lacks the last CRC, and the bit of the length (has_run_crc_bit) that tells of it.
 *
 * Z_SYNC_FLUSH ends a run on a byte boundary but leaves the stream open: the last block comes with the gzip tail. Every
 * run begins with deflateReset(), so it is independent of those before it (Z_FULL_FLUSH would write the same bytes, and
 * clear zlib's hash table once more). Level 9 is worth it at publication: a page is pressed once and sent for years.
 *
 * Most fragments are shorter than zlib's hash table, which it clears for each. So short ones have a stream with a
 * small one; its room for symbols is that for a fragment of SHORT_MAX_BYTES without any match, so that they come out
 * the same.
 *
 * A publication presses the pages of some ten lists again, of which most heads, switchers and pagers come out as
 * before: the last run of each is kept beside its plain text, which is compared.
 */
#include "fragment/fragment.h"

#include <sodium.h>
#include <stdlib.h>
#include <zlib.h>

enum { RAW_WINDOW_BITS = -15, FLUSH_BYTES = 16 };
enum { MEMORY_LEVEL = 8, SHORT_MEMORY_LEVEL = 5, SHORT_MAX_BYTES = (1 << (SHORT_MEMORY_LEVEL + 6)) - 2 };

const char gzip_head[GZIP_HEAD_BYTES] = {0x1f, (char)0x8b, 8, 0, 0, 0, 0, 0, 0, (char)0xff};

enum { HEAD_BEFORE_BYTES = 16 };
static const uint32_t has_run_crc_bit = UINT32_C(1) << 31;
enum { KNOWN_RUNS = 256, KNOWN_PLAIN_MAX_BYTES = 8192 };

struct known_run {
        struct buf plain, stored;
};

struct deflater {
        z_stream stream, short_stream;
        struct known_run known[KNOWN_RUNS]; /* each at the place its id gives */
};

static uint64_t read_little(const char *at, unsigned bytes)
{
        uint64_t value = 0;
        for (unsigned i = 0; i < bytes; i++)
                value |= (uint64_t)(unsigned char)at[i] << (8 * i);
        return value;
}

static void write_little(char *at, uint64_t value, unsigned bytes)
{
        for (unsigned i = 0; i < bytes; i++)
                at[i] = (char)(value >> (8 * i));
}

/* BLAKE2b with the shortest digest that libsodium gives, cut to 64 bits. */
static uint64_t id_of(struct slice plain)
{
        unsigned char digest[crypto_generichash_BYTES_MIN];
        crypto_generichash(digest, sizeof digest, (const unsigned char *)plain.at, plain.len, NULL, 0);
        return read_little((const char *)digest, 8);
}

static uint32_t crc_of(struct slice bytes)
{
        return (uint32_t)crc32_z(0, (const unsigned char *)bytes.at, bytes.len);
}

static bool start_stream(z_stream *stream, enum deflate_effort effort, int memory_level)
{
        return deflateInit2(stream, (int)effort, Z_DEFLATED, RAW_WINDOW_BITS, memory_level, Z_DEFAULT_STRATEGY) == Z_OK;
}

struct err deflater_new(enum deflate_effort effort, struct deflater **ret)
{
        struct deflater *d = calloc(1, sizeof *d);
        if (!d) return ERR(ERR_FULL, "allocate a deflater");
        if (!start_stream(&d->stream, effort, MEMORY_LEVEL) ||
            !start_stream(&d->short_stream, effort, SHORT_MEMORY_LEVEL)) {
                deflater_free(d);
                return ERR(ERR_FULL, "start deflate");
        }
        for (size_t at = 0; at < KNOWN_RUNS; at++) {
                buf_init(&d->known[at].plain, KNOWN_PLAIN_MAX_BYTES);
                buf_init(&d->known[at].stored, 2 * KNOWN_PLAIN_MAX_BYTES);
        }
        *ret = d;
        return NO_ERR;
}

void deflater_free(struct deflater *d)
{
        if (!d) return;
        deflateEnd(&d->stream); /* which refuses a stream that was never started */
        deflateEnd(&d->short_stream);
        for (size_t at = 0; at < KNOWN_RUNS; at++) {
                buf_clear(&d->known[at].plain);
                buf_clear(&d->known[at].stored);
        }
        free(d);
}

static struct err press_new(struct deflater *d, struct slice plain, uint64_t id, struct buf *ret)
{
        z_stream *stream = plain.len <= SHORT_MAX_BYTES ? &d->short_stream : &d->stream;
        must(deflateReset(stream) == Z_OK);
        size_t room = FRAGMENT_HEAD_BYTES + deflateBound(stream, (uLong)plain.len) + FLUSH_BYTES;
        char *at = buf_reserve(ret, room);
        if (!at) return ERR(ERR_FULL, "keep a pressed fragment");

        write_little(at, id, 8);
        write_little(at + 8, crc_of(plain), 4);
        write_little(at + 12, plain.len | has_run_crc_bit, 4);
        stream->next_in = (unsigned char *)(uintptr_t)plain.at;
        stream->avail_in = (uInt)plain.len;
        stream->next_out = (unsigned char *)at + FRAGMENT_HEAD_BYTES;
        stream->avail_out = (uInt)(room - FRAGMENT_HEAD_BYTES);
        must(deflate(stream, Z_SYNC_FLUSH) == Z_OK && stream->avail_in == 0 && stream->avail_out > 0);
        size_t len = room - stream->avail_out;
        write_little(at + HEAD_BEFORE_BYTES, crc_of(slice_skip((struct slice){at, len}, FRAGMENT_HEAD_BYTES)), 4);
        ret->len += len;
        return NO_ERR;
}

struct err fragment_press(struct deflater *d, struct slice plain, struct buf *ret)
{
        if (plain.len == 0) return NO_ERR;
        if (plain.len > FRAGMENT_PLAIN_MAX_BYTES) return ERR(ERR_FULL, "press a fragment of more than 4 MB");
        uint64_t id = id_of(plain);
        if (plain.len > KNOWN_PLAIN_MAX_BYTES) return press_new(d, plain, id, ret);

        struct known_run *known = &d->known[id % KNOWN_RUNS];
        if (!slice_eq(buf_slice(&known->plain), plain)) {
                buf_truncate(&known->plain); /* should what follows fail, it is nobody's */
                buf_truncate(&known->stored);
                TRY(press_new(d, plain, id, &known->stored));
                buf_add(&known->plain, plain);
        }
        buf_add(ret, buf_slice(&known->stored));
        return BUF_OK(ret, "keep a pressed fragment");
}

struct err fragment_read(struct slice stored, struct fragment *ret)
{
        if (stored.len == 0) {
                *ret = (struct fragment){.crc_op = (uint32_t)crc32_combine_gen(0)};
                return NO_ERR;
        }
        if (stored.len <= FRAGMENT_HEAD_BYTES) return ERR(ERR_INVALID, "read a fragment: too short");
        uint64_t len = read_little(stored.at + 12, 4), plain_len = len & ~(uint64_t)has_run_crc_bit;
        bool has_run_crc = (len & has_run_crc_bit) != 0;
        struct slice run = slice_skip(stored, has_run_crc ? FRAGMENT_HEAD_BYTES : HEAD_BEFORE_BYTES);
        if (has_run_crc && crc_of(run) != read_little(stored.at + HEAD_BEFORE_BYTES, 4))
                return ERR(ERR_INVALID, "read a fragment: the run is damaged");
        if (plain_len == 0 || plain_len > FRAGMENT_PLAIN_MAX_BYTES)
                return ERR(ERR_INVALID, "read a fragment: impossible length");
        *ret = (struct fragment){
                .id = read_little(stored.at, 8),
                .crc = (uint32_t)read_little(stored.at + 8, 4),
                .crc_op = (uint32_t)crc32_combine_gen((z_off_t)plain_len),
                .plain_len = (uint32_t)plain_len,
                .run = run,
        };
        return NO_ERR;
}

/* What a flush leaves at the end of a run: an empty stored block behind the bits that fill up the byte. */
static const struct slice flush_mark = {"\0\0\xff\xff", 4};

/* The whole run as exactly `plain_len` bytes at `to`, with nothing left over: the one byte of room behind them must
 * stay unused, and the run must end where its flush ended. */
static bool inflate_run(struct slice run, char *to, size_t plain_len)
{
        if (!slice_ends_with(run, flush_mark)) return false;
        z_stream stream = {0};
        if (inflateInit2(&stream, RAW_WINDOW_BITS) != Z_OK) return false;
        stream.next_in = (unsigned char *)(uintptr_t)run.at;
        stream.avail_in = (uInt)run.len;
        stream.next_out = (unsigned char *)to;
        stream.avail_out = (uInt)plain_len + 1;
        int result = inflate(&stream, Z_SYNC_FLUSH);
        bool at_byte = (stream.data_type & 7) == 0;
        bool good = result == Z_OK && stream.avail_in == 0 && stream.avail_out == 1 && at_byte;
        inflateEnd(&stream);
        return good;
}

struct err fragment_inflate(const struct fragment *f, struct buf *ret)
{
        if (f->plain_len == 0) return NO_ERR;
        char *at = buf_reserve(ret, (size_t)f->plain_len + 1);
        if (!at) return ERR(ERR_FULL, "inflate a fragment");
        if (!inflate_run(f->run, at, f->plain_len)) return ERR(ERR_INVALID, "inflate a fragment: the run is damaged");

        struct slice plain = {at, f->plain_len};
        if (crc_of(plain) != f->crc) return ERR(ERR_INVALID, "check a fragment: the CRC differs");
        if (id_of(plain) != f->id) return ERR(ERR_INVALID, "check a fragment: the id differs");
        ret->len += f->plain_len;
        return NO_ERR;
}

/* Order matters and no id cancels another: multiply by an odd constant (2^64 over the golden ratio), add, and fold the
 * high bits down. Ids are already well mixed; this is not a defence against chosen texts. */
static uint64_t mix(uint64_t before, uint64_t id)
{
        uint64_t mixed = (before ^ id) * 0x9e3779b97f4a7c15u;
        return (mixed ^ (mixed >> 29)) + id;
}

static void stitch_crc(struct stitch *s, const struct fragment *f)
{
        s->crc = s->plain_len ? (uint32_t)crc32_combine_op(s->crc, f->crc, f->crc_op) : f->crc;
        s->plain_len += f->plain_len;
}

static void stitch_id(struct stitch *s, const struct fragment *f)
{
        s->run_len += f->run.len;
        s->id = mix(s->id, f->id);
}

void stitch_add(struct stitch *s, const struct fragment *f)
{
        if (f->plain_len == 0) return;
        stitch_crc(s, f);
        stitch_id(s, f);
}

static bool memo_has(struct stitch_memo *memo, struct stitch *s)
{
        uint64_t what = atomic_load_explicit(&memo->what, memory_order_relaxed);
        uint64_t of = atomic_load_explicit(&memo->of, memory_order_relaxed);
        if ((of ^ what) != s->id || of == 0) return false;
        s->crc = (uint32_t)(what >> 32);
        s->plain_len = (uint32_t)what;
        return true;
}

static void memo_put(struct stitch_memo *memo, const struct stitch *s)
{
        uint64_t what = (uint64_t)s->crc << 32 | s->plain_len;
        atomic_store_explicit(&memo->what, what, memory_order_relaxed);
        atomic_store_explicit(&memo->of, s->id ^ what, memory_order_relaxed);
}

void stitch_all(const struct fragment *const *parts, unsigned count, struct stitch_memo *memo, struct stitch *ret)
{
        *ret = STITCH_EMPTY;
        for (unsigned i = 0; i < count; i++)
                if (parts[i]->plain_len) stitch_id(ret, parts[i]);
        if (memo_has(memo, ret)) return;
        for (unsigned i = 0; i < count; i++)
                if (parts[i]->plain_len) stitch_crc(ret, parts[i]);
        memo_put(memo, ret);
}

void stitch_gzip_tail(const struct stitch *s, char ret[GZIP_TAIL_BYTES])
{
        ret[0] = 3; /* a last block with fixed codes that holds nothing (RFC 1951, 3.2.6) */
        ret[1] = 0;
        write_little(ret + 2, s->crc, 4);
        write_little(ret + 6, s->plain_len, 4);
}

struct err fragment_write_gzip(struct deflater *d, struct slice plain, struct buf *ret, uint64_t *ret_id)
{
        CLEANUP(buf_clear) struct buf stored = BUF_INIT(FRAGMENT_PLAIN_MAX_BYTES);
        struct fragment fragment;
        struct stitch stitch = STITCH_EMPTY;
        char tail[GZIP_TAIL_BYTES];
        TRY(fragment_press(d, plain, &stored));
        TRY(fragment_read(buf_slice(&stored), &fragment));
        stitch_add(&stitch, &fragment);
        stitch_gzip_tail(&stitch, tail);
        buf_add(ret, (struct slice){gzip_head, GZIP_HEAD_BYTES});
        buf_add(ret, fragment.run);
        buf_add(ret, (struct slice){tail, GZIP_TAIL_BYTES});
        *ret_id = fragment.id;
        return BUF_OK(ret, "compress a text");
}
