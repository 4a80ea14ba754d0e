#include "cmd/commands.h"

#include <stdio.h>

const struct command *const commands[] = {
        &command_init,     &command_section,        &command_import,       &command_publish,
        &command_withdraw, &command_serve,          &command_rebuild,      &command_check,
        &command_version,  &command_reader_process, &command_desk_process, NULL,
};

int command_failed(struct err err, struct buf *why)
{
        if (why->len)
                fprintf(stderr, "stoppress: %s\n", buf_text(why));
        else
                fprintf(stderr, "stoppress: could not %s%s%s\n", err.what ? err.what : "go on",
                        err.os_errno ? ": " : "", err.os_errno ? strerror(err.os_errno) : "");
        return EXIT_FAILED;
}
