#include "cmd/commands.h"

#include "os/file.h"

#include <stdio.h>

const struct command *const commands[] = {
        &command_demo,    &command_init,           &command_section,      &command_describe,      &command_settings,
        &command_import,  &command_export,         &command_restore,      &command_publish,       &command_withdraw,
        &command_serve,   &command_slots,          &command_invite,       &command_rebuild,       &command_check,
        &command_version, &command_reader_process, &command_desk_process, &command_media_process, NULL,
};

int command_run(const struct command *command, const char *const *words)
{
        CLEANUP(buf_clear) struct buf text = BUF_INIT(65536);
        CLEANUP(arguments_clear) struct arguments arguments = {0};
        struct err err = arguments_read(command, words, &arguments, &text);
        if (err.code != OK) {
                fprintf(stderr, "stoppress %s: %s\nSee: stoppress %s --help\n", command->name, buf_text(&text),
                        command->name);
                return EXIT_USAGE;
        }
        if (!arguments.help) return command->run(&arguments);
        command_write_help(command, &text);
        fputs(buf_text(&text), stdout);
        return EXIT_DONE;
}

struct err site_find(const char *data, struct buf *why)
{
        CLEANUP(buf_clear) struct buf path = BUF_INIT(4096);
        struct file_identity ignored;
        buf_add_format(&path, "%s/store.db", data);
        struct err err = file_identify(buf_text(&path), &ignored);
        if (err.code == ERR_NOT_FOUND)
                buf_add_format(why, "there is no site in %s; make one with 'stoppress init'", data);
        else if (err.code != OK)
                buf_add_format(why, "cannot read the data folder %s: %s", data, strerror(err.os_errno));
        return err;
}

int command_failed(struct err err, struct buf *why)
{
        if (why->len)
                fprintf(stderr, "stoppress: %s\n", buf_text(why));
        else
                fprintf(stderr, "stoppress: could not %s%s%s\n", err.what ? err.what : "go on",
                        err.os_errno ? ": " : "", err.os_errno ? strerror(err.os_errno) : "");
        return EXIT_FAILED;
}
