/* Which import items were taken, and with which bytes: so that an import done again, or gone on with after an
 * interruption, passes over what it has. */
#include "store/inside.h"

enum { DIGEST_BYTES = 32 };

struct err store_import_seen(struct store *s, struct slice uri, const uint8_t digest[DIGEST_BYTES], bool *ret_seen,
                             struct import_version *ret_version)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_IMPORT);
        query_bind_text(&q, uri);
        bool found;
        TRY(query_step(&q, &found));
        *ret_seen = found && slice_eq(query_slice(&q, 0), (struct slice){(const char *)digest, DIGEST_BYTES});
        *ret_version = (struct import_version){0};
        if (found) *ret_version = (struct import_version){.made_ms = query_int(&q, 1), .number = query_int(&q, 2)};
        return NO_ERR;
}

struct err store_import_note(struct store *s, struct slice uri, const uint8_t digest[DIGEST_BYTES],
                             struct import_version version)
{
        store_check_writing(s);
        struct query q = ask(s, PUT_IMPORT);
        query_bind_text(&q, uri);
        query_bind_bytes(&q, (struct slice){(const char *)digest, DIGEST_BYTES});
        query_bind_int(&q, version.made_ms);
        query_bind_int(&q, version.number);
        return query_run(&q);
}
