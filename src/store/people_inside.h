/* What the files about people share, and nobody else includes. */
#pragma once
#include "store/inside.h"
#include "store/people.h"

/* The rows of role and edition that `q` finds. */
struct err roles_load(struct query *q, struct arena *a, struct person_roles *ret) CHECKED;
/* ERR_INVALID: what is no role, or the edition is unknown. */
struct err roles_check(const struct store *s, struct person_roles roles) CHECKED;
/* Runs a change of one row that must be there: ERR_NOT_FOUND when none was changed. */
struct err run_on_row(struct store *s, struct query *q) CHECKED;

static inline struct slice hash_slice(const uint8_t hash[STORE_HASH_BYTES])
{
        return (struct slice){(const char *)hash, STORE_HASH_BYTES};
}
/* Stays as it is when the file is damaged and the hash has another length. */
static inline void hash_read(const struct query *q, int column, uint8_t ret[STORE_HASH_BYTES])
{
        struct slice bytes = query_slice(q, column);
        if (bytes.len == STORE_HASH_BYTES) memcpy(ret, bytes.at, STORE_HASH_BYTES);
}
