#include "store/people_inside.h"

static struct err add_code(struct store *s, int64_t person, struct slice hash)
{
        struct query q = ask(s, ADD_RECOVERY_CODE);
        query_bind_int(&q, person);
        query_bind_bytes(&q, hash);
        return query_run(&q);
}

struct err store_put_recovery_codes(struct store *s, int64_t person, struct slice hashes)
{
        store_check_writing(s);
        must(hashes.len % STORE_HASH_BYTES == 0);
        struct query q = ask(s, DROP_RECOVERY_CODES);
        query_bind_int(&q, person);
        TRY(query_run(&q));
        for (; hashes.len; hashes = slice_skip(hashes, STORE_HASH_BYTES))
                TRY(add_code(s, person, (struct slice){hashes.at, STORE_HASH_BYTES}));
        return NO_ERR;
}

struct err store_use_recovery_code(struct store *s, int64_t person, const uint8_t hash[STORE_HASH_BYTES])
{
        store_check_writing(s);
        struct query q = ask(s, TAKE_RECOVERY_CODE);
        query_bind_int(&q, person);
        query_bind_bytes(&q, hash_slice(hash));
        return run_on_row(s, &q);
}

struct err store_count_recovery_codes(struct store *s, int64_t person, int64_t *ret)
{
        CLEANUP(query_end) struct query q = ask(s, COUNT_RECOVERY_CODES);
        query_bind_int(&q, person);
        TRY(query_row(&q));
        *ret = query_int(&q, 0);
        return NO_ERR;
}
