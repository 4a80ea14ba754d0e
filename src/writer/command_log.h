/* What commands did, for the audit: nobody of the desk did it, so its rows name no person. */
#pragma once
#include "writer/writer_inside.h"

/* Within the transaction of what was done. */
struct command_done {
        const char *act;
        int64_t article;      /* 0: none in particular */
        const json_t *detail; /* an object, or NULL */
};
struct err writer_note_command(struct writer *d, const struct command_done *done) CHECKED;
