/* Which import items were taken, and with which bytes: so that an import done again, or gone on with after an
 * interruption, passes over what it has. */
#include "store/inside.h"

enum { DIGEST_BYTES = 32 };

struct err store_import_seen(struct store *s, struct slice uri, const uint8_t digest[DIGEST_BYTES], bool *ret)
{
        CLEANUP(query_end) struct query q = ask(s, FIND_IMPORT);
        query_bind_text(&q, uri);
        bool found;
        TRY(query_step(&q, &found));
        *ret = found && slice_eq(query_slice(&q, 0), (struct slice){(const char *)digest, DIGEST_BYTES});
        return NO_ERR;
}

struct err store_import_note(struct store *s, struct slice uri, const uint8_t digest[DIGEST_BYTES])
{
        store_check_writing(s);
        struct query q = ask(s, PUT_IMPORT);
        query_bind_text(&q, uri);
        query_bind_bytes(&q, (struct slice){(const char *)digest, DIGEST_BYTES});
        return query_run(&q);
}
