/* How a row of the audit is hashed, for adding rows and for verifying them. */
#pragma once
#include "store/audit.h"
#include "store/inside.h"

enum { AUDIT_HASH_BYTES = 32 };
struct audit_hash {
        uint8_t bytes[AUDIT_HASH_BYTES];
};

/* Of the hash of the row before, or of zeros before the first, and of all that is in the row. */
struct audit_hash audit_hash_of(const struct audit_hash *before, const struct audit_row *row);

struct audit_row audit_read(const struct query *q, struct arena *a);
/* Zeros, which nothing has as its hash, when the file is damaged and it has another length. */
struct audit_hash audit_read_hash(const struct query *q, int column);

/* Where the audit ends: the last row's number and hash. */
struct audit_end {
        int64_t number;
        struct audit_hash hash;
};
struct err audit_load_end(struct store *s, struct audit_end *ret) CHECKED;

/* ---- audit_verify.c ---- */

/* Appends a line a row that is missing or is not as it was written. */
struct err audit_verify(struct store *s, struct buf *ret) CHECKED;
