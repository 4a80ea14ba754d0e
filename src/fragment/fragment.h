/* A fragment is a run of page bytes, made once at publication, immutable, stored compressed, and put together with
 * others into whole pages by copying bytes: nothing is compressed when a reader asks.
 *
 * It is a raw deflate run (RFC 1951) that ends on a byte boundary with a flush and refers to nothing before it,
 * so runs may follow one another in any order. A gzip member (RFC 1952) is then: a 10-byte header, the runs, an empty
 * last block, CRC-32 and length of the whole; the CRC of the whole is combined from those of the parts. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

#include <stdatomic.h>

/* A fragment as it is used: a view on stored bytes, which must outlive it. */
struct fragment {
        uint64_t id;        /* BLAKE2b-64 of the plain bytes: equal text, equal id, in any archive */
        uint32_t crc;       /* CRC-32 of the plain bytes */
        uint32_t crc_op;    /* what combining needs to know of the plain length (zlib's crc32_combine_gen) */
        uint32_t plain_len; /* bytes before compression */
        struct slice run;   /* the deflate run, borrowed */
};

enum { FRAGMENT_PLAIN_MAX_BYTES = 4 * 1024 * 1024, FRAGMENT_HEAD_BYTES = 20 };

/* Keeps zlib's state from one fragment to the next. One thread at a time. */
struct deflater;
/* Small: for what is kept; quick (a third of the time, 2 % larger): for what every publication presses again. */
enum deflate_effort { DEFLATE_SMALL = 9, DEFLATE_QUICK = 4 };
struct err deflater_new(enum deflate_effort effort, struct deflater **ret) CHECKED;
void deflater_free(struct deflater *d);

/* Appends the stored form of `plain` (a head: id, crc, length, CRC of the run, little-endian; then the run) to `ret`;
 * nothing for nothing. ERR_FULL when `plain` is above FRAGMENT_PLAIN_MAX_BYTES or `ret` has no room. */
struct err fragment_press(struct deflater *d, struct slice plain, struct buf *ret) CHECKED;

/* Reads a stored form; `ret` borrows from it. ERR_INVALID when it is too short, claims an impossible length, or its
 * run is not what was written: readers get it as it is. An empty `stored` is the empty fragment. */
struct err fragment_read(struct slice stored, struct fragment *ret) CHECKED;

/* Appends the plain bytes to `ret` and checks length, CRC, id and the run's clean end. ERR_INVALID when one is wrong.
 */
struct err fragment_inflate(const struct fragment *f, struct buf *ret) CHECKED;

/* What the whole of several fragments is, worked out while they are strung together. Under 100 ns a part. */
struct stitch {
        uint32_t crc;
        uint32_t plain_len;
        size_t run_len;
        uint64_t id; /* of the sequence: differs when any part or their order differs */
};

#define STITCH_EMPTY ((struct stitch){0})
void stitch_add(struct stitch *s, const struct fragment *f);

/* The CRC of one sequence, the last that was asked for, because combining CRCs is most of the work and the next request
 * has the same sequence. All 0 it knows none. Any threads may share one, without a lock: what two of them write at once
 * is known for neither. */
struct stitch_memo {
        _Atomic uint64_t what; /* crc and plain length */
        _Atomic uint64_t of;   /* the sequence's id, crossed with `what` */
};
/* All parts at once. */
void stitch_all(const struct fragment *const *parts, unsigned count, struct stitch_memo *memo, struct stitch *ret);

enum { GZIP_HEAD_BYTES = 10, GZIP_TAIL_BYTES = 10 };
extern const char gzip_head[GZIP_HEAD_BYTES]; /* no name, no time, "unknown" system: the same bytes everywhere */

/* The empty last block, CRC and length that end the gzip member. */
void stitch_gzip_tail(const struct stitch *s, char ret[GZIP_TAIL_BYTES]);

/* Appends a text that stands alone as a gzip member; `*ret_id` is its id. As fragment_press() it may be full. */
struct err fragment_write_gzip(struct deflater *d, struct slice plain, struct buf *ret, uint64_t *ret_id) CHECKED;
