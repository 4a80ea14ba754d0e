#include "writer/command_log.h"

#include "base/clock.h"
#include "store/audit.h"

#include <stdlib.h>

struct err writer_note_command(struct writer *d, const struct command_done *done)
{
        char *detail = done->detail ? json_dumps(done->detail, JSON_COMPACT) : NULL;
        int64_t number;
        const struct audit_row row = {
                .time_ms = clock_wall_ms(),
                .act = slice_of(done->act),
                .object_kind = done->article ? SLICE("article") : SLICE(""),
                .object = done->article,
                .detail = slice_of(detail ? detail : ""),
        };
        struct err err = store_append_audit(d->store, &row, &number);
        free(detail);
        return err;
}
